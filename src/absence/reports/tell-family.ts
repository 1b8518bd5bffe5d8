import type { ContactId, SchoolId } from '../../kernel/ids.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { whyNotTold } from '../../messaging/contract.ts'
import { queueMessage, withdrawMessages } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { isForParentsAlone, outcomeForFamily } from '../rules/outcome.ts'
import { acceptedAs } from '../rules/report.ts'
import type { KeptReport } from './store.ts'

/** Whether a message was put in the queue, and why not. */
export interface Told {
  readonly sent: boolean
  readonly why: string
}

/**
 * Puts what became of a report in the queue for whoever made it, in the same transaction. That it cannot go (nobody known, barred, no
 * number) never stops the step itself: the office is told why, and may ring.
 */
export async function tellFamily(
  context: Context,
  of: { schoolId: SchoolId; report: KeptReport; number: number; wished: boolean },
): Promise<Told> {
  const { schoolId, report, number, wished } = of
  await takeBackUnsent(context, { schoolId, report })
  if (!wished) return { sent: false, why: '' }
  const to = report.reporter.contactId
  if (to === null) return { sent: false, why: 'Whoever reported it is not among the child’s contacts. Ring them.' }
  const withheld = await whyWithheld(context, { schoolId, report, to })
  if (withheld !== undefined) return { sent: false, why: withheld }
  const queued = await queueMessage(context.tx, {
    schoolId,
    template: 'reason-outcome',
    about: [report.pupilId],
    to,
    merge: { decision: outcomeForFamily(report.steps, 'message') },
    cause: causeOf(report.id, number),
    now: context.now,
    by: context.caller,
  })
  return queued.ok ? { sent: true, why: '' } : { sent: false, why: queued.problem.message }
}

/** Anybody may report; how an absence of a restricted or unauthorised kind was recorded is for those with responsibility alone. */
async function whyWithheld(
  { tx, now }: Context,
  of: { schoolId: SchoolId; report: KeptReport; to: ContactId },
): Promise<string | undefined> {
  const { schoolId, report, to } = of
  const accepted = acceptedAs(report.steps)
  if (accepted === undefined || report.steps.at(-1)?.kind === 'question' || !isForParentsAlone(accepted))
    return undefined
  const links = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [report.pupilId] })
  return whyNotTold(
    links.find(({ contactId }) => contactId === to),
    'parent',
  )?.message
}

/** What a family was to be told of earlier steps and has not gone is so no more: it goes to nobody, and leaves the day free for what is. */
export async function takeBackUnsent(
  { tx, now, caller: by }: Context,
  { schoolId, report }: { schoolId: SchoolId; report: KeptReport },
): Promise<void> {
  const causes = report.steps.map(({ number }) => causeOf(report.id, number))
  await withdrawMessages(tx, { schoolId, causes, why: 'what was decided about the report has changed', now, by })
}

function causeOf(reportId: string, step: number): string {
  return `absence-report:${reportId}:${step}`
}
