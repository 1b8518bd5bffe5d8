import { enterReport, noteReport, reportsOf } from '../../absence/index.ts'
import { daysBetween } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { seenChild, seenChildren } from '../children/load-family.ts'
import type * as contract from '../contract.ts'

/** A family reports what is, or was in the last days; what lies further back it asks the office about. */
const LONG_PAST = 14

/** Reports an absence of one or several children, at one or several schools: all are entered, or none. */
export const reportAbsence: UseCase<typeof contract.reportAbsence> = async (context, { body }) => {
  const { children: asked, ...told } = body
  const seen = await seenChildren(context, asked)
  if (!seen.ok) return seen
  const today = schoolTime(context.now).day
  if (daysBetween(told.first.day, today) > LONG_PAST)
    return refused(
      'family.long-past',
      'That was more than two weeks ago. Open the day on your child’s page and ask the office about it.',
    )
  const reports: { schoolId: SchoolId; pupilId: PupilId; reportId: string }[] = []
  for (const together of Map.groupBy(seen.value, (one) => `${one.schoolId} ${one.contactId}`).values()) {
    const [first] = together
    if (first === undefined) continue
    const entered = await enterReport(context, {
      ...told,
      schoolId: first.schoolId,
      children: together.map(({ id, pupilId }) => ({ reportId: id, pupilId })),
      channel: 'portal',
      reporter: { contactId: first.contactId, name: context.caller.name },
      receivedAt: context.now,
    })
    if (!entered.ok) return entered
    // Asked and answered in one order. What was reported before in the same words is that report still, under its own number.
    for (const [place, reportId] of entered.value.ids.entries()) {
      const child = together[place]
      if (child !== undefined) reports.push({ schoolId: child.schoolId, pupilId: child.pupilId, reportId })
    }
  }
  return success({ ids: reports.map(({ reportId }) => reportId), reports })
}

/** Answers what the school asked about a report of the caller's own. */
export const answerAboutReport: UseCase<typeof contract.answerAboutReport> = async (context, { params, body }) => {
  const { schoolId, pupilId, reportId } = params
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  const reports = await reportsOf(context.tx, { schoolId, pupilIds: [pupilId] })
  const report = reports.find((one) => one.id === reportId && one.reporter.contactId === seen.value.contactId)
  if (report === undefined) return notAllowed()
  context.audit({ subject: pupilId })
  if (report.state !== 'waiting for the family')
    return refused('family.nothing-asked', 'The school does not wait for an answer about this any more.')
  const noted = await noteReport(context, {
    params: { schoolId, reportId },
    query: undefined,
    body: { seen: report.steps.length, kind: 'answer', text: body.text, tell: false },
  })
  return noted.ok ? success({}) : noted
}
