import { sql } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { type Database, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Gate } from '../../platform/http/pipeline.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { findPerson, type PersonRow, rolesOf } from '../store.ts'

interface Trail {
  readonly database: Database
  readonly clock: Clock
  readonly record: Gate['record']
}

/** Writes a sign-in into the trail of every place where the person holds a role. */
export async function recordSignIn(trail: Trail, begun: { token: string; requestId: string }): Promise<void> {
  await trail.database.asSystem(async (tx) => {
    const session = await maybeOne(
      tx,
      sql<{ userId: string }>`select "userId" from identity."session" where "token" = ${begun.token}`,
    )
    const person = session && (await findPerson(tx, session.userId))
    if (person) await record(trail, { tx, person, requestId: begun.requestId, refused: false })
  })
}

/** Writes that a password was wrong, where the address is a person's; what was typed otherwise could be anything. */
export async function recordFailedSignIn(trail: Trail, failed: { email: string; requestId: string }): Promise<void> {
  await trail.database.asSystem(async (tx) => {
    const person = await maybeOne(
      tx,
      sql<PersonRow>`select id, name, email from identity.person where email = lower(${failed.email.trim()})`,
    )
    if (person) await record(trail, { tx, person, requestId: failed.requestId, refused: true })
  })
}

interface SignIn {
  readonly tx: Tx
  readonly person: PersonRow
  readonly requestId: string
  readonly refused: boolean
}

async function record(trail: Trail, { tx, person, requestId, refused }: SignIn): Promise<void> {
  const held = await rolesOf(tx, person.id)
  for (const placeId of new Set(held.map((one) => one.placeId))) {
    const position = held.find((one) => one.placeId === placeId)?.position ?? ''
    const caller: Caller = { id: person.id, name: person.name, position }
    await trail.record(tx, {
      at: trail.clock.now(),
      operation: 'sign-in',
      sentence: refused ? 'was refused a sign-in: wrong password' : 'signed in',
      caller,
      tenant: placeId,
      subject: undefined,
      facts: refused ? { refused: true } : {},
      requestId,
    })
  }
}
