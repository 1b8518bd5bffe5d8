import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { closeMessage, eventsOf, keepEvent } from './store.ts'

/**
 * Takes back messages of these causes that have not gone: the mark was changed, the reason is known. What is just being offered to a service,
 * and what may have gone and waits for a person to say, stays as it is. How many were taken back. A message joined with one about a brother or sister is taken back as a whole only where
 * its own cause is named.
 */
export async function withdrawMessages(
  tx: Tx,
  of: { schoolId: SchoolId; causes: readonly string[]; why: string; now: Moment; by: Caller },
): Promise<number> {
  const { schoolId, why, now, by } = of
  const open = await many(
    tx,
    sql<{ id: string }>`
      select open.message_id as id from messaging.open
      join messaging.message on message.school_id = open.school_id and message.message_id = open.message_id
      where open.school_id = ${schoolId} and message.cause = any (${[...of.causes]}::text[])
        and open.stage <> 'unsure' and open.claimed_until is null
      for update of open`,
  )
  for (const { id } of open) await withdraw(tx, { schoolId, messageId: id, why, at: now, by })
  return open.length
}

/** One message is not sent, and no longer counts as the day's one. Its open row must be held. */
export async function withdraw(
  tx: Tx,
  of: {
    schoolId: SchoolId
    messageId: string
    why: string
    at: Moment
    by?: Caller
    kind?: 'withdrawn' | 'lapsed' | 'failed'
  },
): Promise<void> {
  const { schoolId, messageId, at, kind = 'withdrawn' } = of
  await closeMessage(tx, { schoolId, messageId })
  const events = (await eventsOf(tx, { schoolId, messageIds: [messageId] })).get(messageId) ?? []
  const mayHaveGone = events.findLast(({ kind: one }) => one === 'put-off')?.facts.taken === 'not-known'
  // What may have reached the family all the same is still the day's one.
  if (!mayHaveGone) await forgetTold(tx, { schoolId, messageId })
  const why = mayHaveGone ? `${of.why} (an earlier try may have reached the family)` : of.why
  await keepEvent(tx, { schoolId, messageId, kind, at, facts: { why }, ...(of.by === undefined ? {} : { by: of.by }) })
}

/** A message that did not reach anybody is not the day's one. */
export function forgetTold(tx: Tx, of: { schoolId: SchoolId; messageId: string }): Promise<number> {
  return run(tx, sql`delete from messaging.told where school_id = ${of.schoolId} and message_id = ${of.messageId}`)
}
