import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, run, type Tx } from '../../platform/database/database.ts'
import { closeMessage, keepEvent, openMessage } from '../queue/store.ts'
import { MOST_TRIES, secondsUntilNextTry } from '../rules/retry.ts'
import { type Claim, claimDue, schoolsWithDue, stillClaimed, toHand } from './claim.ts'
import { type AskOvertaken, hinder } from './hindrance.ts'
import { lapseByHand } from './lapse-by-hand.ts'
import { noteFailed } from './note-failed.ts'
import type { Senders, Sent } from './sender.ts'

const AT_A_TIME = 20
const SIDE_BY_SIDE = 5

export interface SendDueOptions {
  readonly database: Database
  readonly clock: Clock
  readonly senders: Senders
  /** Says of messages that are about to go whether what they say is still so. */
  readonly overtaken?: AskOvertaken
  /** Told of trouble: what went wrong, never whom it was about. */
  readonly trouble?: (what: { schoolId: SchoolId; fault: string }) => void
}

/**
 * Sends what is due at every school, in three steps each: take up and write down the try (committed), ask the service (outside any
 * transaction: the embedded database has one connection), write down what came of it. A power cut between any two leaves a message that
 * the next worker knows may have gone: the service is asked by its reference, and where it cannot be asked, a person is.
 * @returns how many messages were tried.
 */
export async function sendDue(options: SendDueOptions): Promise<number> {
  const { database, clock, senders, overtaken, trouble } = options
  let tried = 0
  for (const schoolId of await database.asSystem((tx) => schoolsWithDue(tx, clock.now()))) {
    try {
      for (let more = true; more; ) {
        const claims = await database.inTenants([schoolId], async (tx) => {
          const now = clock.now()
          await lapseByHand(tx, { schoolId, now })
          return claimDue(tx, { schoolId, now, senders, atMost: AT_A_TIME, overtaken })
        })
        await sendSideBySide(options, claims)
        tried += claims.length
        more = claims.length === AT_A_TIME
      }
    } catch (error) {
      trouble?.({ schoolId, fault: (error as Error).name })
    }
  }
  return tried
}

async function sendSideBySide(options: SendDueOptions, claims: readonly Claim[]): Promise<void> {
  const waiting = [...claims]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await sendOne(options, next)
  }
  // All of them are waited for, also where one breaks off: no try goes on unseen while the next round begins.
  const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, worker))
  const broken = ended.find(({ status }) => status === 'rejected')
  if (broken?.status === 'rejected') throw broken.reason
}

async function sendOne({ database, clock, senders, trouble }: SendDueOptions, claim: Claim): Promise<void> {
  const { schoolId } = claim
  const sent = await tryOnce(senders, claim)
  await database.inTenants([schoolId], async (tx) => {
    if (!(await stillClaimed(tx, { schoolId, messageId: claim.message.messageId, attempt: claim.attempt }))) return
    await noteOutcome(tx, claim, { sent, now: clock.now() })
  })
  if (sent !== 'hindered' && sent?.outcome === 'put-off') trouble?.({ schoolId, fault: sent.why })
}

/** What came of a try: `hindered` where it was not made; undefined where an earlier one broke off, and the service cannot be asked about it. */
async function tryOnce(senders: Senders, claim: Claim): Promise<Sent | 'hindered' | undefined> {
  const { message, triedBefore, lost } = claim
  const sender = senders[message.channel]
  if (sender === undefined)
    return { outcome: 'put-off', why: 'no service is set up to send it, so a person does', taken: 'no' }
  if (lost && sender.find === undefined) return undefined
  try {
    const found = triedBefore ? ((await sender.find?.(message)) ?? 'not-there') : 'not-there'
    // Asking sends nothing: where the service could not be asked, what is known of the tries before is all that is known.
    if (found !== 'not-there') return found.outcome === 'put-off' ? { ...found, taken: claim.takenBefore } : found
    if (claim.hindrance !== undefined) return 'hindered'
    const sent = await sender.send(message)
    // Never tried again by itself where it may have gone and nobody can be asked.
    return sent.outcome === 'put-off' && sent.taken === 'not-known' && sender.find === undefined ? undefined : sent
  } catch {
    return { outcome: 'put-off', why: 'the service could not be asked', taken: 'not-known' }
  }
}

async function noteOutcome(
  tx: Tx,
  claim: Claim,
  what: { sent: Sent | 'hindered' | undefined; now: Moment },
): Promise<void> {
  const { schoolId, message, attempt } = claim
  const { sent, now } = what
  const about = { schoolId, messageId: message.messageId }
  if (sent === 'hindered') {
    const { row, hindrance } = claim
    return hindrance && hinder(tx, { schoolId, now, row, hindrance })
  }
  if (sent === undefined)
    return noteUnsure(tx, { ...about, now, why: 'a try broke off before the server had answered' })
  if (sent.outcome === 'handed-over') {
    await closeMessage(tx, about)
    await keepEvent(tx, { ...about, kind: 'handed-over', at: now, facts: { providerId: sent.providerId } })
    return
  }
  if (sent.outcome === 'refused') {
    if (sent.addressAtFault)
      return noteFailed(tx, { ...about, at: now, facts: { why: sent.why, addressAtFault: true } })
    return toHand(tx, { ...about, now, why: sent.why })
  }
  await putOff(tx, { ...about, now, attempt, sent })
}

async function putOff(
  tx: Tx,
  of: {
    schoolId: SchoolId
    messageId: string
    now: Moment
    attempt: number
    sent: Extract<Sent, { outcome: 'put-off' }>
  },
): Promise<void> {
  const { schoolId, messageId, now, attempt, sent } = of
  if (attempt >= MOST_TRIES && sent.taken === 'not-known')
    return noteUnsure(tx, { schoolId, messageId, now, why: sent.why })
  if (attempt >= MOST_TRIES) return toHand(tx, { schoolId, messageId, now, why: sent.why })
  const next = momentFromMilliseconds(Date.parse(now) + secondsUntilNextTry(attempt, sent.waitSeconds) * 1000)
  await run(
    tx,
    sql`update messaging.open set next_at = ${next}, claimed_until = null
      where school_id = ${schoolId} and message_id = ${messageId}`,
  )
  const facts = { why: sent.why, next, taken: sent.taken, ...(sent.setUp === undefined ? {} : { setUp: true }) }
  await keepEvent(tx, { schoolId, messageId, kind: 'put-off', at: now, facts })
}

async function noteUnsure(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; now: Moment; why: string },
): Promise<void> {
  const { schoolId, messageId, now, why } = of
  await openMessage(tx, { schoolId, messageId, stage: 'unsure', nextAt: now })
  await keepEvent(tx, { schoolId, messageId, kind: 'unsure', at: now, facts: { why } })
}
