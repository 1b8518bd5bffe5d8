import type { SchoolId } from '../../kernel/ids.ts'
import { queueMessage, withdrawMessages } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { outcomeForFamily } from '../rules/outcome.ts'
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
  const queued = await queueMessage(context.tx, {
    schoolId,
    template: 'reason-outcome',
    about: [report.pupilId],
    to,
    merge: { decision: outcomeForFamily(report.steps) },
    cause: causeOf(report.id, number),
    now: context.now,
    by: context.caller,
  })
  return queued.ok ? { sent: true, why: '' } : { sent: false, why: queued.problem.message }
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
