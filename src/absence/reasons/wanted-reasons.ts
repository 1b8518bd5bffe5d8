import { sql } from 'kysely'
import { clockOfAmount, type DutyAsked } from '../../duties/contract.ts'
import { askedAt } from '../../duties/index.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { lastDayOf, type SchoolYear } from '../../kernel/school-year.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import type { EnrolmentOfYear } from '../../roll/contract.ts'
import { enrolmentsOfYear } from '../../roll/index.ts'
import { type KnownReport, reportsOf } from '../reports/look-at-reports.ts'
import { bySoonest, type ReasonClock, reasonClock, type Unexplained, unexplainedOf } from '../rules/reason-clock.ts'
import { coversSession } from '../rules/report.ts'
import { warningsNotFailed } from './reached-warnings.ts'
import { type KeptWarning, warningsSince } from './warnings.ts'

/** Every N of a school of this year and the last, and what is known of each. */
export interface WantedReasons {
  readonly asked: DutyAsked
  readonly marks: readonly (Unexplained & ReasonClock & { readonly enrolment: EnrolmentOfYear })[]
  readonly reports: readonly KnownReport[]
  readonly warnings: readonly KeptWarning[]
}

/** Reads it in a dozen statements, however many pupils. */
export async function wantedReasons(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<WantedReasons> {
  const { schoolId, now } = of
  const asked = await askedAt(tx, of)
  const within = clockOfAmount(asked.policy.policy.reasonWithin.within)
  const found: (Unexplained & { enrolment: EnrolmentOfYear })[] = []
  for (const year of [asked.year, (asked.year - 1) as SchoolYear]) {
    const strips = await readStrips(tx, { schoolId, year })
    if (strips.size === 0) continue
    // Of a year that is over, as its last day had them.
    const on = year === asked.year ? asked.today : lastDayOf(year)
    const enrolments = await enrolmentsOfYear(tx, { schoolId, year, on, flags: [] })
    const onRoll = new Map(enrolments.filter((one) => !one.boarder).map((one) => [one.pupilId, one]))
    for (const mark of unexplainedOf({ year, strips, onRoll })) {
      const enrolment = onRoll.get(mark.pupilId)
      if (enrolment !== undefined) found.push({ ...mark, enrolment })
    }
  }
  const at = { within, days: asked.days, now: schoolTime(now) }
  const marks = found.map((mark) => ({ ...mark, ...reasonClock(mark.session, at) })).toSorted(bySoonest)
  const days = marks.map(({ session }) => session.day).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return { asked, marks, reports: [], warnings: [] }
  const pupilIds = [...new Set(marks.map(({ pupilId }) => pupilId))]
  return {
    asked,
    marks,
    reports: await reportsOf(tx, { schoolId, pupilIds, from: first, to: last }),
    warnings: await warningsNotFailed(tx, {
      schoolId,
      warnings: await warningsSince(tx, { schoolId, since: first, pupilIds }),
    }),
  }
}

/** The report about a session that nobody has settled, if any. */
export function openReport(reports: readonly KnownReport[], mark: Unexplained): KnownReport | undefined {
  return reports.find(
    (report) =>
      report.pupilId === mark.pupilId &&
      (report.state === 'waiting' || report.state === 'waiting for the family') &&
      coversSession(report, mark.session),
  )
}

/** Whether N becomes O by itself at a school; it does where nobody has said otherwise. */
export async function automaticO(
  tx: Tx,
  schoolId: SchoolId,
): Promise<{ number: number; on: boolean; reason: string | null }> {
  const row = await maybeOne(
    tx,
    sql<{ number: number; on: boolean; reason: string }>`
      select number, turns_on as "on", reason from absence.automatic
      where school_id = ${schoolId} order by number desc limit 1`,
  )
  return row ?? { number: 0, on: true, reason: null }
}
