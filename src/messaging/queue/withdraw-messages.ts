import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { templateOf } from '../templates/store.ts'
import {
  closeMessage,
  eventsOf,
  keepEvent,
  keepMessage,
  lockOpen,
  MESSAGE_COLUMNS,
  type MessageRow,
  messagesById,
  openMessage,
  type Stage,
} from './store.ts'
import { writeMessage } from './write-message.ts'

interface TakeBack {
  readonly schoolId: SchoolId
  readonly causes: readonly string[]
  readonly why: string
  readonly now: Moment
  readonly by: Caller
}

/**
 * Takes back messages of these causes that have not gone: the mark was changed, the reason is known. What is just being offered to a service,
 * and what may have gone and waits for a person to say, stays as it is. Of a message about brothers and sisters only these causes' own children
 * are taken out: a new one about the others takes its place and goes when the first would have gone. How many were taken back.
 */
export async function withdrawMessages(tx: Tx, of: TakeBack): Promise<number> {
  let taken = 0
  for (const row of await messagesOfCauses(tx, of)) taken += (await takeBack(tx, of, row)) ? 1 : 0
  return taken
}

function messagesOfCauses(tx: Tx, of: Pick<TakeBack, 'schoolId' | 'causes'>) {
  return many(
    tx,
    sql<MessageRow>`select ${MESSAGE_COLUMNS} from messaging.message
      where message.school_id = ${of.schoolId} and message.cause = any (${[...of.causes]}::text[])
      order by message.at, message.message_id`,
  )
}

async function takeBack(tx: Tx, of: TakeBack, asked: MessageRow): Promise<boolean> {
  const { schoolId, why, now: at, by } = of
  const last = await standsIn(tx, schoolId, asked)
  const open = await lockOpen(tx, { schoolId, messageId: last.messageId })
  if (open === undefined || open.stage === 'unsure' || open.claimedUntil !== null) return false
  const own = await ownPupils(tx, schoolId, asked)
  const left = last.pupilIds.filter((id) => !own.includes(id))
  if (left.length === last.pupilIds.length) return false
  // What was tried already may have gone as it is: its words stay, and it is tried again by the same reference.
  if (left.length > 0 && open.attempts > 0) return false
  const rest = left.length === 0 ? undefined : await wordAgain(tx, { schoolId, row: last, left, at, by })
  if (rest === undefined) {
    await withdraw(tx, { schoolId, messageId: last.messageId, why, at, by })
    return true
  }
  await run(
    tx,
    sql`delete from messaging.told where school_id = ${schoolId} and message_id = ${last.messageId}
      and pupil_id = any (${own}::uuid[])`,
  )
  await replaceMessage(tx, { schoolId, before: last, next: rest, stage: open.stage, why, at, by })
  return true
}

/** Another message takes the place of one that has not gone, as the day's one too. Its open row must be held. */
export async function replaceMessage(
  tx: Tx,
  of: {
    schoolId: SchoolId
    before: Pick<MessageRow, 'messageId'>
    next: MessageRow
    stage: Stage
    why: string
    at: Moment
    by?: Caller
  },
): Promise<void> {
  const { schoolId, next, stage, why, at } = of
  const { messageId } = of.before
  const by = of.by === undefined ? {} : { by: of.by }
  await closeMessage(tx, { schoolId, messageId })
  await run(
    tx,
    sql`update messaging.told set message_id = ${next.messageId}
      where school_id = ${schoolId} and message_id = ${messageId}`,
  )
  await keepMessage(tx, schoolId, next)
  await keepEvent(tx, { schoolId, messageId, kind: 'merged', at, facts: { into: next.messageId, why }, ...by })
  await openMessage(tx, { schoolId, messageId: next.messageId, stage, nextAt: next.notBefore })
  if (stage === 'hand')
    await keepEvent(tx, { schoolId, messageId: next.messageId, kind: 'to-hand', at, facts: { why }, ...by })
}

/** The message in which one stands by now: it may have been joined with one about a brother or sister. */
async function standsIn(tx: Tx, schoolId: SchoolId, row: MessageRow): Promise<MessageRow> {
  const events = (await eventsOf(tx, { schoolId, messageIds: [row.messageId] })).get(row.messageId) ?? []
  const into = events.findLast(({ kind }) => kind === 'merged')?.facts.into
  const [next] = typeof into === 'string' ? await messagesById(tx, { schoolId, messageIds: [into] }) : []
  return next === undefined ? row : standsIn(tx, schoolId, next)
}

/** The children for whom a message was asked: without those of the one that it was joined with. */
async function ownPupils(tx: Tx, schoolId: SchoolId, row: MessageRow): Promise<readonly PupilId[]> {
  const before = await many(
    tx,
    sql<{ pupilIds: readonly PupilId[] }>`select message.pupil_ids as "pupilIds" from messaging.event
      join messaging.message on message.school_id = event.school_id and message.message_id = event.message_id
      where event.school_id = ${schoolId} and event.kind = 'merged' and event.facts ->> 'into' = ${row.messageId}`,
  )
  const others = new Set(before.flatMap(({ pupilIds }) => pupilIds))
  return row.pupilIds.filter((id) => !others.has(id))
}

/** The same message about fewer children; undefined where it may not go any more. */
async function wordAgain(
  tx: Tx,
  of: { schoolId: SchoolId; row: MessageRow; left: readonly PupilId[]; at: Moment; by: Caller },
): Promise<MessageRow | undefined> {
  const { schoolId, row, left, at, by } = of
  const template = await templateOf(tx, { schoolId, key: row.templateKey })
  if (template === undefined) return undefined
  const { contactId: to, merge, day, channel } = row
  const written = await writeMessage(tx, { schoolId, template, about: left, to, merge, day, channel })
  if (!written.ok) return undefined
  const { text, address, subject, body, notes, contactName } = written.value
  return {
    ...row,
    messageId: randomUUID(),
    cause: `rest of ${row.messageId}`,
    contactName,
    pupilIds: left,
    templateVersion: template.version,
    language: text.language,
    address,
    subject,
    body,
    notes,
    at,
    byId: by.id,
    byName: by.name,
    byPosition: by.position,
  }
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

/** The causes of messages that have not gone yet and that begin with some words, of some days: what may have lost its reason. */
export async function openCauses(tx: Tx, of: { schoolId: SchoolId; prefix: string }): Promise<readonly string[]> {
  const rows = await many(
    tx,
    sql<{ cause: string }>`
      with recursive standing as (
        select message.school_id, message.message_id, message.cause from messaging.open
        join messaging.message on message.school_id = open.school_id and message.message_id = open.message_id
        where open.school_id = ${of.schoolId} and open.stage <> 'unsure' and open.claimed_until is null
        union
        select message.school_id, message.message_id, message.cause from standing
        join messaging.event on event.school_id = standing.school_id and event.kind = 'merged'
          and event.facts ->> 'into' = standing.message_id::text
        join messaging.message on message.school_id = event.school_id and message.message_id = event.message_id
      )
      select distinct cause from standing where starts_with(cause, ${of.prefix}) order by cause`,
  )
  return rows.map(({ cause }) => cause)
}

/** Schools with messages that wait for a person and begin with these words. */
export async function schoolsWithCauses(tx: Tx, prefix: string): Promise<readonly SchoolId[]> {
  const rows = await many(
    tx,
    sql<{ schoolId: SchoolId }>`select distinct open.school_id as "schoolId" from messaging.open
      join messaging.message on message.school_id = open.school_id and message.message_id = open.message_id
      where open.stage <> 'unsure' and open.claimed_until is null and starts_with(message.cause, ${prefix})`,
  )
  return rows.map(({ schoolId }) => schoolId)
}
