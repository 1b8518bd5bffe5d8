import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { say } from '../../platform/outbox.ts'
import { MESSAGE_FAILED } from '../events.ts'
import { closeMessage, keepEvent, messagesById } from '../queue/store.ts'
import { forgetTold } from '../queue/withdraw-messages.ts'

/** A message did not arrive and will not: whoever follows the child up is told, and the day is free for another. */
export async function noteFailed(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; at: Moment; facts: Readonly<Record<string, unknown>>; by?: Caller },
): Promise<void> {
  const { schoolId, messageId, at, facts, by } = of
  await closeMessage(tx, { schoolId, messageId })
  await forgetTold(tx, { schoolId, messageId })
  await keepEvent(tx, { schoolId, messageId, kind: 'failed', at, facts, ...(by && { by }) })
  const [row] = await messagesById(tx, { schoolId, messageIds: [messageId] })
  if (row === undefined) return
  const { contactId, pupilIds, day } = row
  await say(tx, {
    tenant: schoolId,
    name: MESSAGE_FAILED,
    payload: { schoolId, messageId, contactId, pupilIds, day },
    at,
  })
}
