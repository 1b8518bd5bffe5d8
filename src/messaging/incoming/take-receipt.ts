import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import { closeMessage, eventsOf, keepEvent, messagesById } from '../queue/store.ts'
import { type EventKind, stateOf } from '../rules/message-state.ts'
import { noteFailed } from '../sending/note-failed.ts'

/** The school of a message, by the reference that a service gives back. Asked as the system: a receipt names no school. */
export async function schoolOfMessage(tx: Tx, messageId: string): Promise<SchoolId | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ schoolId: SchoolId }>`select school_id as "schoolId" from messaging.message where message_id = ${messageId}`,
  )
  return row?.schoolId
}

/** What GOV.UK Notify says became of a message, and what that is here. Only a permanent failure says that the number itself is wrong. */
const STATUSES: Readonly<
  Record<string, { readonly kind: EventKind; readonly why?: string; readonly addressAtFault?: true }>
> = {
  delivered: { kind: 'delivered' },
  'permanent-failure': { kind: 'failed', why: 'the number or address does not exist', addressAtFault: true },
  'temporary-failure': { kind: 'failed', why: 'the telephone was off, or the mailbox full, for days' },
  'technical-failure': { kind: 'failed', why: 'the service had a fault of its own' },
}

/** Writes down what a service says became of a message. Said twice, late or out of order, it changes nothing that is known better. */
export async function takeReceipt(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; status: string; at: Moment },
): Promise<void> {
  const { schoolId, messageId, at } = of
  const meaning = STATUSES[of.status]
  const [row] = await messagesById(tx, { schoolId, messageIds: [messageId] })
  if (meaning === undefined || row === undefined) return
  const events = (await eventsOf(tx, { schoolId, messageIds: [messageId] })).get(messageId) ?? []
  const before = stateOf(row.channel, events)
  const { kind, ...facts } = meaning
  if (stateOf(row.channel, [...events, { kind, facts }]) === before) return
  if (kind === 'failed') return noteFailed(tx, { schoolId, messageId, at, facts })
  // A receipt also settles a message of which nobody knew whether it had gone.
  await closeMessage(tx, { schoolId, messageId })
  await keepEvent(tx, { schoolId, messageId, kind, at, facts })
}
