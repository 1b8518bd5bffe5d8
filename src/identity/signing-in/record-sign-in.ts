import { sql } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { type Database, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Gate } from '../../platform/http/pipeline.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { findPerson, rolesOf } from '../store.ts'
import { readHanded } from './hand-screen.ts'

export interface Trail {
  readonly database: Database
  readonly clock: Clock
  readonly record: Gate['record']
}

/** What is written about signing in, as the trail's filter names it. */
export const SIGN_IN_ACTS: readonly { readonly id: SignInAct; readonly sentence: string }[] = [
  { id: 'sign-in', sentence: 'signed in' },
  { id: 'sign-in-link-spent', sentence: 'used a sign-in link' },
  { id: 'screen-back', sentence: 'took a screen back from a child by signing in again' },
  { id: 'password', sentence: 'changed their password' },
  { id: 'second-factor', sentence: 'did something about their second factor' },
]

export type SignInAct = 'sign-in' | 'sign-in-link-spent' | 'screen-back' | 'password' | 'second-factor'

export interface SignInDone {
  readonly act: SignInAct
  /** As the trail says it. Never with anything that was typed. */
  readonly sentence: string
  readonly refused: boolean
  readonly requestId: string
}

/**
 * Writes into the trail of every place where the person holds a role. The sign-in library keeps transactions of its own, so this
 * is another one, right after it and before the answer is sent.
 */
export async function recordAboutSignIn(trail: Trail, personId: string, done: SignInDone): Promise<void> {
  await trail.database.asSystem(async (tx) => {
    const person = await findPerson(tx, personId)
    if (person === undefined) return
    const held = await rolesOf(tx, person.id)
    for (const placeId of new Set(held.map((one) => one.placeId))) {
      const position = held.find((one) => one.placeId === placeId)?.position ?? ''
      const caller: Caller = { id: person.id, name: person.name, position }
      await trail.record(tx, {
        at: trail.clock.now(),
        operation: done.act,
        sentence: done.sentence,
        caller,
        tenant: placeId,
        subject: undefined,
        facts: done.refused ? { refused: true } : {},
        requestId: done.requestId,
      })
    }
  })
}

/** Writes that somebody signed in. */
export async function recordSignIn(trail: Trail, begun: { token: string; requestId: string }): Promise<void> {
  const session = await trail.database.asSystem((tx) =>
    maybeOne(
      tx,
      sql<{ userId: string }>`select "userId" from identity."session" where "token" = ${begun.token} and not "goesOn"`,
    ),
  )
  if (session === undefined) return
  const { requestId } = begun
  await recordAboutSignIn(trail, session.userId, { act: 'sign-in', sentence: 'signed in', refused: false, requestId })
}

/**
 * Ends a sign-in that is narrowed, in whose browser somebody signs in again, and writes down how that ended: both or neither. A whole sign-in is
 * left as it is.
 */
export async function endHanded(trail: Trail, left: HandedLeft): Promise<void> {
  await trail.database.asSystem(async (tx) => {
    const ended = await maybeOne(
      tx,
      sql<{ userId: string; handed: string }>`
        delete from identity."session" where "token" = ${left.token} and "handed" is not null returning "userId", "handed"`,
    )
    const handed = ended === undefined ? undefined : readHanded(ended.handed)
    if (ended === undefined || handed === undefined) return
    const tenant = handed.params.schoolId
    const by = left.begun === undefined ? undefined : await personOf(tx, left.begun)
    const taker = by === undefined ? undefined : await callerAt(tx, by, tenant)
    const isTaken = taker !== undefined && (taker.position !== '' || taker.id === ended.userId)
    // Before a second factor is shown, or where no member of staff of the school signed in, nobody has taken it back: it stands with whoever gave it.
    const caller = isTaken ? taker : await callerAt(tx, ended.userId, tenant)
    if (caller === undefined) return
    await trail.record(tx, {
      at: trail.clock.now(),
      operation: 'screen-back' satisfies SignInAct,
      sentence: isTaken
        ? 'took a screen back from a child by signing in again'
        : 'had given a screen to a child: that ended because somebody signed in, or began to',
      caller,
      tenant,
      subject: handed.subject,
      facts: {},
      requestId: left.requestId,
    })
  })
}

export interface HandedLeft {
  /** The token that the browser had. */
  readonly token: string
  /** The one that it has now; none where the second factor is still to come. */
  readonly begun: string | undefined
  readonly requestId: string
}

async function personOf(tx: Tx, token: string): Promise<string | undefined> {
  return (await maybeOne(tx, sql<{ userId: string }>`select "userId" from identity."session" where "token" = ${token}`))
    ?.userId
}

/** Somebody, with the position that they hold at a place; an empty one where they hold none there. */
async function callerAt(tx: Tx, personId: string, placeId: string | undefined): Promise<Caller | undefined> {
  const person = await findPerson(tx, personId)
  if (person === undefined) return undefined
  const position = (await rolesOf(tx, person.id)).find((one) => one.placeId === placeId)?.position ?? ''
  return { id: person.id, name: person.name, position }
}

/** Writes that a sign-in was refused, where the address is a person's; what was typed otherwise could be anything. */
export async function recordFailedSignIn(
  trail: Trail,
  failed: { email: string; requestId: string; because: string },
): Promise<void> {
  const person = await trail.database.asSystem((tx) =>
    maybeOne(tx, sql<{ id: string }>`select id from identity.person where email = lower(${failed.email.trim()})`),
  )
  if (person === undefined) return
  const sentence = `was refused a sign-in: ${failed.because}`
  await recordAboutSignIn(trail, person.id, { act: 'sign-in', sentence, refused: true, requestId: failed.requestId })
}
