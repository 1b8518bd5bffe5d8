import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Context } from '../platform/http/use-case.ts'
import { readWeek } from './forms/read-week.ts'
import { praiseStates } from './praise/store.ts'
import { reportsOf } from './reports/store.ts'
import { reportPaper } from './reports/use-reports.ts'

type Child = { readonly schoolId: SchoolId; readonly pupilId: PupilId }

/** A child's latest week, reports and praise, for the family; whoever calls has made sure that the child is theirs. */
export async function childWeekly(context: Context, { schoolId, pupilId }: Child) {
  const { tx, now } = context
  const today = schoolTime(now).day
  const read = await readWeek(tx, { schoolId, now, today, pupilIds: [pupilId] })
  const [enrolled] = read?.enrolled ?? []
  const state = (await praiseStates(tx, { schoolId, today, pupilIds: [pupilId] }))(pupilId)
  const reports = await reportsOf(tx, { schoolId, pupilIds: [pupilId] })
  const week = read === undefined || enrolled === undefined ? undefined : read.pupilWeek(enrolled)
  return {
    monday: week === undefined ? undefined : read?.monday,
    week,
    unwantedBy: state.unwantedBy,
    // What was said of a child whose family wants no praise stays said, and is not shown again.
    lastPraise: state.unwantedBy.length > 0 ? null : state.last,
    reports: reports.map(({ reportId, report, at }) => ({ reportId, at, report })),
  }
}

/** The paper of one of the child's own reports. */
export async function childReportPaper(
  context: Context,
  { reportId, ...child }: Child & { readonly reportId: string },
) {
  const reports = await reportsOf(context.tx, {
    schoolId: child.schoolId,
    pupilIds: [child.pupilId],
    reportIds: [reportId],
  })
  return reports.length === 0 ? notAllowed() : reportPaper(context, { schoolId: child.schoolId, reports })
}
