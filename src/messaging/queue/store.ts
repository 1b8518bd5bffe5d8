import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { MergeValues } from '../rules/merge-fields.ts'
import type { EventKind, MessageEvent } from '../rules/message-state.ts'
import type { Channel } from '../rules/shapes.ts'

/** A message as it was caused: never changed afterwards. */
export interface MessageRow {
  readonly messageId: string
  readonly contactId: ContactId
  readonly contactName: string
  readonly pupilIds: readonly PupilId[]
  readonly cause: string
  readonly day: Day
  readonly templateKey: string
  readonly templateVersion: number
  readonly language: string
  readonly channel: Channel
  readonly address: string | null
  readonly subject: string
  readonly body: string
  readonly merge: MergeValues
  readonly notes: readonly string[]
  readonly safety: boolean
  readonly urgent: boolean
  readonly notBefore: Moment
  readonly notAfter: Moment | null
  readonly at: Moment
  readonly byId: string
  readonly byName: string
  readonly byPosition: string
}

export const MESSAGE_COLUMNS: RawBuilder<unknown> = sql`message.message_id as "messageId", message.contact_id as "contactId",
  message.contact_name as "contactName", message.pupil_ids as "pupilIds", message.cause, message.day,
  message.template_key as "templateKey", message.template_version as "templateVersion", message.language, message.channel,
  message.address, message.subject, message.body, message.merge, message.notes, message.safety, message.urgent,
  message.not_before as "notBefore", message.not_after as "notAfter", message.at, message.by_id as "byId",
  message.by_name as "byName", message.by_position as "byPosition"`

type OfSchool = { readonly schoolId: SchoolId }

/** @returns false where the same cause has already made a message to this contact. */
export async function keepMessage(tx: Tx, schoolId: SchoolId, row: MessageRow): Promise<boolean> {
  const done = await maybeOne(
    tx,
    sql<{ id: string }>`${kept}
      insert into messaging.message (school_id, message_id, contact_id, contact_name, pupil_ids, cause, day, template_key,
        template_version, language, channel, address, subject, body, merge, notes, safety, urgent, not_before, not_after,
        at, by_id, by_name, by_position)
      values (${schoolId}, ${row.messageId}, ${row.contactId}, ${row.contactName}, ${[...row.pupilIds]}::uuid[], ${row.cause},
        ${row.day}, ${row.templateKey}, ${row.templateVersion}, ${row.language}, ${row.channel}, ${row.address},
        ${row.subject}, ${row.body}, ${json(row.merge)}, ${json(row.notes)}, ${row.safety}, ${row.urgent},
        ${row.notBefore}, ${row.notAfter}, ${row.at}, ${row.byId}, ${row.byName}, ${row.byPosition})
      on conflict (school_id, contact_id, cause) do nothing returning message_id as id`,
  )
  return done !== undefined
}

export function messageOfCause(tx: Tx, of: OfSchool & { contactId: ContactId; cause: string }) {
  return maybeOne(
    tx,
    sql<MessageRow>`${kept} select ${MESSAGE_COLUMNS} from messaging.message
      where school_id = ${of.schoolId} and contact_id = ${of.contactId} and cause = ${of.cause}`,
  )
}

export function messagesById(tx: Tx, of: OfSchool & { messageIds: readonly string[] }) {
  return many(
    tx,
    sql<MessageRow>`select ${MESSAGE_COLUMNS} from messaging.message
      where school_id = ${of.schoolId} and message_id = any (${[...of.messageIds]}::uuid[]) order by at, message_id`,
  )
}

/** What happened to these messages, in order. */
export async function eventsOf(
  tx: Tx,
  of: OfSchool & { messageIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly MessageEvent[]>> {
  const rows = await many(
    tx,
    sql<
      Pick<MessageEvent, 'kind' | 'at' | 'facts'> & {
        messageId: string
        byName: string | null
        byPosition: string | null
      }
    >`
      select message_id as "messageId", kind, at, facts, by_name as "byName", by_position as "byPosition" from messaging.event
      where school_id = ${of.schoolId} and message_id = any (${[...of.messageIds]}::uuid[]) order by number`,
  )
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId)
  return new Map(
    [...byMessage].map(([id, events]) => [
      id,
      events.map(({ kind, at, facts, byName, byPosition }) => ({
        kind,
        at,
        facts,
        by: byName === null ? null : { name: byName, position: byPosition ?? '' },
      })),
    ]),
  )
}

export interface NewEvent {
  readonly schoolId: SchoolId
  readonly messageId: string
  readonly kind: EventKind
  readonly at: Moment
  readonly facts?: Readonly<Record<string, unknown>>
  readonly by?: Caller
}

export function keepEvent(tx: Tx, of: NewEvent): Promise<number> {
  return run(
    tx,
    sql`${kept} insert into messaging.event (school_id, message_id, kind, at, facts, by_id, by_name, by_position)
      values (${of.schoolId}, ${of.messageId}, ${of.kind}, ${of.at}, ${json(of.facts ?? {})}, ${of.by?.id ?? null},
        ${of.by?.name ?? null}, ${of.by?.position ?? null})`,
  )
}

export type Stage = 'send' | 'hand' | 'print' | 'unsure'

/** What a person sends lapses when it would by itself; what a person took up after that does not. */
export function openMessage(
  tx: Tx,
  of: OfSchool & { messageId: string; stage: Stage; nextAt: Moment },
): Promise<number> {
  const { schoolId, messageId, stage, nextAt } = of
  return run(
    tx,
    sql`${kept} insert into messaging.open (school_id, message_id, stage, next_at, lapses_at)
      select school_id, message_id, ${stage}, ${nextAt}, case when ${stage} = 'hand' and not_after > ${nextAt} then not_after end
      from messaging.message where school_id = ${schoolId} and message_id = ${messageId}
      on conflict (school_id, message_id) do update set stage = excluded.stage, next_at = excluded.next_at,
        lapses_at = excluded.lapses_at, claimed_until = null`,
  )
}

export async function closeMessage(tx: Tx, of: OfSchool & { messageId: string }): Promise<boolean> {
  return (
    (await run(
      tx,
      sql`${kept} delete from messaging.open where school_id = ${of.schoolId} and message_id = ${of.messageId}`,
    )) > 0
  )
}

/** What is open of a message, held until the transaction ends; undefined where nothing is. */
export function lockOpen(tx: Tx, of: OfSchool & { messageId: string }) {
  return maybeOne(
    tx,
    sql<{ stage: Stage; attempts: number; claimedUntil: Moment | null }>`${kept}
      select stage, attempts, claimed_until as "claimedUntil" from messaging.open
      where school_id = ${of.schoolId} and message_id = ${of.messageId} for update`,
  )
}
