import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { closeMessage, keepEvent } from '../queue/store.ts'

/** A person has sent a message that waited for one. `hadGone`: it is their word alone, no print of it is kept. @returns false where it waits no more. */
export async function noteSentByHand(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; at: Moment; by: Caller; why?: string; hadGone?: true },
): Promise<boolean> {
  const { schoolId, messageId, at, by, why = '', hadGone } = of
  if (!(await closeMessage(tx, { schoolId, messageId }))) return false
  await keepEvent(tx, {
    schoolId,
    messageId,
    kind: 'sent-by-hand',
    at,
    facts: { why, ...(hadGone === undefined ? {} : { hadGone }) },
    by,
  })
  return true
}
