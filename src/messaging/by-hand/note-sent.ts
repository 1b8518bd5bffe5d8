import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { closeMessage, keepEvent } from '../queue/store.ts'

/** A person has sent a message that waited for one. @returns false where it waits no more. */
export async function noteSentByHand(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; at: Moment; by: Caller; why?: string },
): Promise<boolean> {
  const { schoolId, messageId, at, by, why = '' } = of
  if (!(await closeMessage(tx, { schoolId, messageId }))) return false
  await keepEvent(tx, { schoolId, messageId, kind: 'sent-by-hand', at, facts: { why }, by })
  return true
}
