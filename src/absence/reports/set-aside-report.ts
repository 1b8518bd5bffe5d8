import type { SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { acceptedAs } from '../rules/report.ts'
import { changedMeanwhile, loadOpen, refuseOvertaken } from './accept-report.ts'
import { notOnRoll } from './enter-report.ts'
import { lastDayOf } from './sessions-of.ts'
import { undoMarks } from './set-marks.ts'
import { type KeptReport, keepReport, keepStep } from './store.ts'
import { takeBackUnsent } from './tell-family.ts'

/**
 * Sets a report aside, and moves it to the right child where it was entered for the wrong one; both stay and name each other. Marks are
 * left alone, unless accepting this report had set them: a child who was marked ill by mistake has no reason, and is looked for.
 */
export const setAsideReport: UseCase<typeof contract.setAsideReport> = async (context, { params, body }) => {
  const { schoolId, reportId: id } = params
  const loaded = await loadOpen(context, params)
  if (!loaded.ok) return loaded
  const report = loaded.value
  const latest = refuseOvertaken(report, body.seen)
  if (!latest.ok) return latest
  const moved = await move(context, { schoolId, report, to: body.moveTo })
  if (!moved.ok) return moved
  const accepted = acceptedAs(report.steps)
  const { key, reason, text } = body
  const undone =
    accepted === undefined
      ? success(0)
      : await undoMarks(context, {
          schoolId,
          pupilId: report.pupilId,
          key,
          reason: `The report was set aside: ${reason.replaceAll('-', ' ')}`,
          accepted,
        })
  if (!undone.ok) return undone
  const number = report.steps.length + 1
  const step = { schoolId, id, number, kind: 'set-aside' as const, text, at: context.now, by: context.caller }
  const aside = { reason: body.moveTo === undefined ? reason : ('wrong-child' as const), movedTo: moved.value }
  if (!(await keepStep(context.tx, { ...step, aside }))) return changedMeanwhile()
  await takeBackUnsent(context, { schoolId, report })
  context.audit({ facts: { report: id, reason: aside.reason, movedTo: moved.value, marks: undone.value } })
  return success({ number, marks: undone.value })
}

type MoveTo = Body<typeof contract.setAsideReport>['moveTo']

/** Enters the report for the right child, in the words in which it came. */
async function move(
  context: Context,
  { schoolId, report, to }: { schoolId: SchoolId; report: KeptReport; to: MoveTo },
): Promise<Result<string | null>> {
  if (to === undefined) return success(null)
  const { tx, now: at, caller: by } = context
  if (to.pupilId === report.pupilId)
    return refused('absence.same-child', 'The report is about this child already. Choose the other one.')
  const lastDay = lastDayOf(report)
  const span = { schoolId, from: report.first.day, to: lastDay, pupilIds: [to.pupilId] }
  if (await notOnRoll(tx, span))
    return refused('absence.not-on-roll', 'This child is not on roll on these days. Choose the right one.')
  const links = await contactsOfPupils(tx, { schoolId, day: schoolTime(at).day, pupilIds: [to.pupilId] })
  // Whoever reported it is known by name alone where they are no contact of the other child.
  const theirs = links.some(({ contactId }) => contactId === report.reporter.contactId)
  const reporter = { ...report.reporter, contactId: theirs ? report.reporter.contactId : null }
  const { first, until, category, words, channel, receivedAt } = report
  const told = { first, until, category, words, channel, receivedAt, reporter, lastDay }
  const kept = await keepReport(tx, {
    ...told,
    schoolId,
    id: to.reportId,
    pupilId: to.pupilId,
    movedFrom: report.id,
    at,
    by,
  })
  if (kept) return success(to.reportId)
  return conflict('absence.key-used', 'A report has this number already. Nothing was moved: open the page again.')
}
