import { sql } from 'kysely'
import { many, maybeOne, type Tx } from '../platform/database/database.ts'
import type { Role } from './rules/rights.ts'
import type { Held, Place } from './rules/standing.ts'
import { REACHES_BELOW } from './rules/standing.ts'

export interface PlaceRow extends Place {
  readonly name: string
  readonly shortName: string
  readonly phase: string
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
}

export async function findPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  return maybeOne(tx, sql<PersonRow>`select id, name, email from identity.person where id = ${personId}`)
}

/** Every role that a person holds now, the newest first, as far as the transaction sees. */
export async function rolesOf(tx: Tx, personId: string): Promise<readonly Held[]> {
  return many(
    tx,
    sql<{ placeId: string; role: Role; position: string }>`
      select place_id as "placeId", role, position from identity.role_now
      where person_id = ${personId} order by number desc`,
  )
}

/** The places where roles are held, and the schools below those where the role reaches below. */
export async function placesOf(tx: Tx, held: readonly Held[]): Promise<readonly PlaceRow[]> {
  const ids = held.map((one) => one.placeId)
  const above = held.filter((one) => REACHES_BELOW.includes(one.role)).map((one) => one.placeId)
  return many(
    tx,
    sql<PlaceRow>`
      select id, kind, name, short_name as "shortName", phase, trust_id as "trustId", authority_id as "authorityId"
      from identity.place
      where id = any(${ids}::uuid[]) or trust_id = any(${above}::uuid[]) or authority_id = any(${above}::uuid[])
      order by name`,
  )
}
