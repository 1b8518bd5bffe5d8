import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { MESSAGE_COLUMNS, type MessageRow } from '../queue/store.ts'

export interface ReplyRow {
  readonly replyId: string
  readonly providerId: string
  readonly channel: 'text' | 'email'
  readonly sender: string
  readonly body: string
  readonly messageId: string | null
  readonly contactId: ContactId | null
  readonly contactName: string | null
  readonly barred: boolean
  readonly pupilIds: readonly PupilId[]
  readonly day: Day
  readonly sentAt: Moment
  readonly at: Moment
}

export interface ReplyAct {
  readonly kind: 'placed' | 'dealt-with'
  readonly pupilIds: readonly PupilId[]
  readonly note: string
  readonly at: Moment
  readonly byName: string
  readonly byPosition: string
}

const COLUMNS = sql`reply_id as "replyId", provider_id as "providerId", channel, sender, body, message_id as "messageId",
  contact_id as "contactId", contact_name as "contactName", barred, pupil_ids as "pupilIds", day, sent_at as "sentAt", at`

/** @returns false where the service has said this before. */
export async function keepReply(tx: Tx, schoolId: SchoolId, row: ReplyRow): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql<{ id: string }>`
      insert into messaging.reply (school_id, reply_id, provider_id, channel, sender, body, message_id, contact_id, contact_name,
        barred, pupil_ids, day, sent_at, at)
      values (${schoolId}, ${row.replyId}, ${row.providerId}, ${row.channel}, ${row.sender}, ${row.body}, ${row.messageId},
        ${row.contactId}, ${row.contactName}, ${row.barred}, ${[...row.pupilIds]}::uuid[], ${row.day}, ${row.sentAt}, ${row.at})
      on conflict do nothing returning reply_id as id`,
  )
  return kept !== undefined
}

export function repliesBetween(tx: Tx, of: { schoolId: SchoolId; from: Day; to: Day }) {
  return many(
    tx,
    sql<ReplyRow>`select ${COLUMNS} from messaging.reply
      where school_id = ${of.schoolId} and day between ${of.from} and ${of.to} order by at desc, reply_id`,
  )
}

/** Replies that nobody has dealt with, however old. */
export function openReplies(tx: Tx, schoolId: SchoolId) {
  return many(
    tx,
    sql<ReplyRow>`select ${COLUMNS} from messaging.reply
      where school_id = ${schoolId} and not exists (
        select from messaging.reply_act as act
        where act.school_id = reply.school_id and act.reply_id = reply.reply_id and act.kind = 'dealt-with')
      order by at desc, reply_id`,
  )
}

export function replyById(tx: Tx, of: { schoolId: SchoolId; replyId: string }) {
  return maybeOne(
    tx,
    sql<ReplyRow>`select ${COLUMNS} from messaging.reply where school_id = ${of.schoolId} and reply_id = ${of.replyId}`,
  )
}

/** What was done about these replies, in order. */
export async function actsOn(
  tx: Tx,
  of: { schoolId: SchoolId; replyIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly ReplyAct[]>> {
  const rows = await many(
    tx,
    sql<ReplyAct & { replyId: string }>`
      select reply_id as "replyId", kind, pupil_ids as "pupilIds", note, at, by_name as "byName", by_position as "byPosition"
      from messaging.reply_act
      where school_id = ${of.schoolId} and reply_id = any (${[...of.replyIds]}::uuid[]) order by number`,
  )
  return Map.groupBy(rows, ({ replyId }) => replyId)
}

export function keepReplyAct(
  tx: Tx,
  of: { schoolId: SchoolId; replyId: string; at: Moment; by: Caller } & Pick<ReplyAct, 'kind' | 'pupilIds' | 'note'>,
): Promise<number> {
  return run(
    tx,
    sql`insert into messaging.reply_act (school_id, reply_id, kind, pupil_ids, note, at, by_id, by_name, by_position)
      values (${of.schoolId}, ${of.replyId}, ${of.kind}, ${[...of.pupilIds]}::uuid[], ${of.note}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})`,
  )
}

/** The last message to a number or address since a moment: what an answer from there is most likely to be about. */
export function lastMessageTo(tx: Tx, of: { schoolId: SchoolId; address: string; since: Moment }) {
  return maybeOne(
    tx,
    sql<MessageRow>`select ${MESSAGE_COLUMNS} from messaging.message
      where school_id = ${of.schoolId} and address = ${of.address} and at >= ${of.since}
        and exists (select from messaging.event where event.school_id = message.school_id
          and event.message_id = message.message_id and event.kind in ('handed-over', 'delivered', 'sent-by-hand'))
      order by at desc limit 1`,
  )
}
