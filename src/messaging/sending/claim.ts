import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import { attachmentsOf } from '../queue/attachments.ts'
import { eventsOf, keepEvent, type MessageRow, messagesById, openMessage } from '../queue/store.ts'
import type { MessageEvent } from '../rules/message-state.ts'
import { type AskOvertaken, type Hindrance, hinder, hindrancesOf } from './hindrance.ts'
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
  readonly row: MessageRow
  /** Of a lost one: what hinders it where the service says that it has not got it. One that it has got went, whatever hinders it now. */
  readonly hindrance: Hindrance | undefined
}

interface Due {
  readonly messageId: string
  readonly attempts: number
  readonly claimedUntil: Moment | null
}

/** The schools that have messages to send now, or whose day for being sent by hand is over. */
export async function schoolsWithDue(tx: Tx, now: Moment): Promise<readonly SchoolId[]> {
  const rows = await many(
    tx,
    sql<{ schoolId: SchoolId }>`
      select distinct school_id as "schoolId" from messaging.open
      where stage = 'send' and next_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
      union
      select school_id from messaging.open where stage = 'hand' and lapses_at <= ${now}`,
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
  const attachments = await attachmentsOf(tx, { schoolId, messageIds: [...messages.keys()] })
  const hindrances = await hindrancesOf(tx, {
    schoolId,
    now,
    messages: [...messages.values()],
    overtaken: of.overtaken,
  })
  const claims: Claim[] = []
  for (const one of due) {
    const row = messages.get(one.messageId)
    if (row === undefined) continue
    const found = hindrances.get(one.messageId)
    // What was tried may have gone as it is: its words stay.
    const hindrance = found?.kind === 'otherwise' && one.attempts > 0 ? undefined : found
    // What may have gone already is not decided here.
    const lost = one.claimedUntil !== null
    if (hindrance !== undefined && !lost) {
      await hinder(tx, { schoolId, now, row, hindrance })
      continue
    }
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
      message: { messageId, channel, address, subject, body, attachments: attachments.get(messageId) ?? [] },
      attempt: one.attempts + 1,
      triedBefore: one.attempts > 0,
      lost,
      takenBefore: lost ? 'not-known' : takenBefore(happened.get(messageId)),
      row,
      hindrance,
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
