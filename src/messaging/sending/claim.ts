import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { queueMessage } from '../queue/queue-message.ts'
import { quietHoursOf } from '../queue/quiet-hours-of.ts'
import { eventsOf, keepEvent, type MessageRow, messagesById, openMessage } from '../queue/store.ts'
import { withdraw } from '../queue/withdraw-messages.ts'
import type { MessageEvent } from '../rules/message-state.ts'
import { afterQuietHours } from '../rules/quiet-hours.ts'
import { isSharedWithBarred, whyNotTold } from '../rules/who-may-be-told.ts'
import { templateOf } from '../templates/store.ts'
import type { Outgoing, Senders } from './sender.ts'

/** For how long one worker has a message to itself: longer than any service is waited for, twice. */
const CLAIM_SECONDS = 150

/** A message that one worker has to itself for a while. */
export interface Claim {
  readonly schoolId: SchoolId
  readonly message: Outgoing
  /** This try's number, from 1. */
  readonly attempt: number
  /** Tried before: a service is asked first whether it has it. */
  readonly triedBefore: boolean
  /** A worker took it and never said what came of it: a power cut, perhaps. */
  readonly lost: boolean
  /** Whether an earlier try may have been taken. */
  readonly takenBefore: 'no' | 'not-known'
}

/** What a message says is not so any more: why it does not go, and about whom of its children it still would be so. */
export interface NoLongerSo {
  readonly why: string
  readonly left: readonly PupilId[]
}

/** Whoever causes messages knows when what they say has been overtaken; asked of all that are due, just before they go. By message. */
export type AskOvertaken = (
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly now: Moment; readonly messages: readonly MessageRow[] },
) => Promise<ReadonlyMap<string, NoLongerSo>>

interface Due {
  readonly messageId: string
  readonly attempts: number
  readonly claimedUntil: Moment | null
}

/** The schools that have messages to send now. */
export async function schoolsWithDue(tx: Tx, now: Moment): Promise<readonly SchoolId[]> {
  const rows = await many(
    tx,
    sql<{ schoolId: SchoolId }>`
      select distinct school_id as "schoolId" from messaging.open
      where stage = 'send' and next_at <= ${now} and (claimed_until is null or claimed_until <= ${now})`,
  )
  return rows.map(({ schoolId }) => schoolId)
}

/**
 * Takes up messages that are due, so that no other worker has them, and writes down that each is about to be tried: if the power goes now,
 * the next worker knows that it may have gone. What must not go any more, or not by a service, is put where it belongs instead.
 */
export async function claimDue(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; senders: Senders; atMost: number; overtaken?: AskOvertaken | undefined },
): Promise<readonly Claim[]> {
  const { schoolId, now, senders, atMost } = of
  const due = await many(
    tx,
    sql<Due>`
      select message_id as "messageId", attempts, claimed_until as "claimedUntil" from messaging.open
      where school_id = ${schoolId} and stage = 'send' and next_at <= ${now}
        and (claimed_until is null or claimed_until <= ${now})
      order by next_at, message_id limit ${atMost} for update skip locked`,
  )
  const messages = new Map(
    (await messagesById(tx, { schoolId, messageIds: due.map((one) => one.messageId) })).map((row) => [
      row.messageId,
      row,
    ]),
  )
  const happened = await eventsOf(tx, { schoolId, messageIds: [...messages.keys()] })
  const over =
    messages.size === 0 ? undefined : await of.overtaken?.(tx, { schoolId, now, messages: [...messages.values()] })
  const claims: Claim[] = []
  for (const one of due) {
    const row = messages.get(one.messageId)
    if (
      row === undefined ||
      (await isSettledHere(tx, { schoolId, now, row, due: one, over: over?.get(one.messageId) }))
    )
      continue
    const sender = row.channel === 'letter' ? undefined : senders[row.channel]
    if (sender === undefined || row.channel === 'letter' || row.address === null) {
      await toHand(tx, {
        schoolId,
        messageId: row.messageId,
        now,
        why: 'no service is set up to send it, so a person does',
      })
      continue
    }
    const { messageId, channel, address, subject, body } = row
    await claim(tx, { schoolId, now, due: one, by: sender.name })
    claims.push({
      schoolId,
      message: { messageId, channel, address, subject, body },
      attempt: one.attempts + 1,
      triedBefore: one.attempts > 0,
      lost: one.claimedUntil !== null,
      takenBefore: one.claimedUntil === null ? takenBefore(happened.get(messageId)) : 'not-known',
    })
  }
  return claims
}

function takenBefore(events: readonly MessageEvent[] = []): Claim['takenBefore'] {
  return events.findLast(({ kind }) => kind === 'put-off')?.facts.taken === 'not-known' ? 'not-known' : 'no'
}

async function claim(tx: Tx, of: { schoolId: SchoolId; now: Moment; due: Due; by: string }): Promise<void> {
  const { schoolId, now, due, by } = of
  const until = momentFromMilliseconds(Date.parse(now) + CLAIM_SECONDS * 1000)
  await run(
    tx,
    sql`update messaging.open set attempts = attempts + 1, claimed_until = ${until}
      where school_id = ${schoolId} and message_id = ${due.messageId}`,
  )
  await keepEvent(tx, {
    schoolId,
    messageId: due.messageId,
    kind: 'trying',
    at: now,
    facts: { try: due.attempts + 1, by },
  })
}

/** A person sends it. */
export async function toHand(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; now: Moment; why: string },
): Promise<void> {
  const { schoolId, messageId, now, why } = of
  await openMessage(tx, { schoolId, messageId, stage: 'hand', nextAt: now })
  await keepEvent(tx, { schoolId, messageId, kind: 'to-hand', at: now, facts: { why } })
}

/** Whether a message is not to be tried now: much may have changed since it was written. One that may have gone already is not decided here. */
async function isSettledHere(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; row: MessageRow; due: Due; over: NoLongerSo | undefined },
): Promise<boolean> {
  const { schoolId, now, row, due } = of
  if (due.attempts > 0 && due.claimedUntil !== null) return false
  const { messageId } = row
  if (row.notAfter !== null && row.notAfter <= now) {
    await withdraw(tx, {
      schoolId,
      messageId,
      at: now,
      kind: 'lapsed',
      why: 'its day was over before it could be sent',
    })
    return true
  }
  if (of.over !== undefined) {
    await withdraw(tx, { schoolId, messageId, at: now, why: of.over.why })
    if (of.over.left.length > 0) await writeAgain(tx, { schoolId, now, row, about: of.over.left })
    return true
  }
  const why = await whyNotAnyMore(tx, { schoolId, now, row })
  if (why !== undefined) {
    await withdraw(tx, { schoolId, messageId, at: now, why })
    return true
  }
  const allowed = row.safety && row.urgent ? now : afterQuietHours(now, await quietHoursOf(tx, { schoolId, now }))
  if (allowed === now) return false
  await run(
    tx,
    sql`update messaging.open set next_at = ${allowed} where school_id = ${schoolId} and message_id = ${messageId}`,
  )
  return true
}

/** Of brothers and sisters in one message some are meant still: another message about them goes in its place. */
async function writeAgain(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; row: MessageRow; about: readonly PupilId[] },
): Promise<void> {
  const { schoolId, now, row, about } = of
  const { templateKey: template, contactId: to, merge, urgent, byId: id, byName: name, byPosition: position } = row
  const cause = `${row.cause}:without-others`
  await queueMessage(tx, { schoolId, template, about, to, merge, urgent, cause, now, by: { id, name, position } })
}

/** Since it was written somebody may have been barred, taken off, or given another number. */
async function whyNotAnyMore(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; row: MessageRow },
): Promise<string | undefined> {
  const { schoolId, now, row } = of
  const day = schoolTime(now).day
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds: row.pupilIds })
  const template = await templateOf(tx, { schoolId, key: row.templateKey })
  for (const pupilId of row.pupilIds) {
    const link = contacts.find((one) => one.pupilId === pupilId && one.contactId === row.contactId)
    const why = whyNotTold(link, template?.demands ?? 'parent')
    if (why !== undefined) return why.message
  }
  if (row.address !== null && isSharedWithBarred(row.channel, row.address, { to: row.contactId, contacts }))
    return 'The number or address is now also that of somebody who must not be told about the child.'
  return undefined
}

/** Whether this worker still has the message: another took it up where this one was away too long. */
export async function stillClaimed(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; attempt: number },
): Promise<boolean> {
  const row = await maybeOne(
    tx,
    sql`select from messaging.open where school_id = ${of.schoolId} and message_id = ${of.messageId}
      and stage = 'send' and attempts = ${of.attempt} for update`,
  )
  return row !== undefined
}
