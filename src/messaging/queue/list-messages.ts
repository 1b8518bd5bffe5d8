import { sql } from 'kysely'
import { addDays } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { AGAIN } from '../rules/cause.ts'
import { type KnownMessage, withEvents } from './messages-about.ts'
import { showMessages } from './show-messages.ts'
import { MESSAGE_COLUMNS, type MessageRow } from './store.ts'

const USUAL_DAYS = 7

export const listMessages: UseCase<typeof contract.listMessages> = async (context, { params, query }) => {
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const { to = today, from = addDays(to, 1 - USUAL_DAYS), pupilId } = query
  const about = pupilId === undefined ? sql`` : sql`and message.pupil_ids @> ${[pupilId]}::uuid[]`
  const rows = await many(
    context.tx,
    sql<MessageRow>`select ${MESSAGE_COLUMNS} from messaging.message
      where message.school_id = ${schoolId} and (message.day between ${from} and ${to}
        or exists (select from messaging.open where open.school_id = ${schoolId} and open.message_id = message.message_id))
      ${about} order by message.at desc, message.message_id limit 3000`,
  )
  const known = await withEvents(context.tx, schoolId, rows)
  context.audit({ facts: { from, to, messages: rows.length, ...(pupilId === undefined ? {} : { about: pupilId }) } })
  return success({ from, to, messages: await showMessages(context.tx, { schoolId }, known), faults: faultsOf(known) })
}

/** What keeps messages from going until somebody mends the settings, each said once. */
function faultsOf(known: readonly KnownMessage[]): string[] {
  const last = known.filter((one) => one.state === 'waiting').map((one) => one.events.at(-1)?.facts)
  const faults = last.filter((facts) => facts?.setUp === true).map((facts) => String(facts?.why))
  return [...new Set(faults)]
}

/** A message that waits, and the first of those in whose place it stands: itself where it was never worded anew. */
export interface OpenMessage extends KnownMessage {
  readonly firstId: string
}

/** Every message that waits for a person or for its time, the oldest first; one that was worded anew keeps the place of the first. */
export async function openMessages(
  tx: Tx,
  schoolId: SchoolId,
  stages: readonly string[],
): Promise<readonly OpenMessage[]> {
  const rows = await many(
    tx,
    sql<MessageRow & { firstId: string }>`
      select ${MESSAGE_COLUMNS}, coalesce(first.message_id, message.message_id) as "firstId" from messaging.open
      join messaging.message on message.school_id = open.school_id and message.message_id = open.message_id
      left join messaging.message first on first.school_id = message.school_id and first.contact_id = message.contact_id
        and first.cause = split_part(message.cause, ${AGAIN}, 1)
      where open.school_id = ${schoolId} and open.stage = any (${[...stages]}::text[])
      order by coalesce(first.at, message.at), coalesce(first.message_id, message.message_id)`,
  )
  return withEvents(tx, schoolId, rows)
}
