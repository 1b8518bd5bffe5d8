import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '../identity/contract.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import type { Database } from '../platform/database/database.ts'
import { run } from '../platform/database/database.ts'

export interface TestPlace {
  readonly id: string
  readonly kind: 'school' | 'trust' | 'authority'
  readonly name: string
}

export interface NewPlace {
  readonly id: string
  readonly kind: 'school' | 'trust' | 'authority'
  readonly name: string
  readonly shortName: string
  readonly phase: string
  /** Of a school: the trust it is part of. */
  readonly trust: TestPlace
  readonly authority: TestPlace
}

export interface TestPerson {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly position: string
}

export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly position: string
  /** Where the role is held: a school, or a trust or authority. */
  readonly school: TestPlace
  readonly place: TestPlace
}

const PLACE_NAMES = { school: 'Elmfield Academy', trust: 'Three Rivers Trust', authority: 'Westmarch Council' } as const
let counted = 0

export async function addPlace(
  database: Database,
  given: Partial<NewPlace> & Pick<NewPlace, 'kind'>,
): Promise<TestPlace> {
  const id = given.id ?? randomUUID()
  const name = given.name ?? PLACE_NAMES[given.kind]
  const { kind, shortName = name.split(' ')[0] ?? name, phase = kind === 'school' ? 'secondary' : '' } = given
  await database.asSystem((tx) =>
    run(
      tx,
      sql`insert into identity.place (id, kind, name, short_name, phase, trust_id, authority_id)
        values (${id}, ${kind}, ${name}, ${shortName}, ${phase}, ${given.trust?.id ?? null}, ${given.authority?.id ?? null})`,
    ),
  )
  return { id, kind, name }
}

/** Somebody who may sign in. Without `role` they hold none yet. */
export async function addPerson(database: Database, at: Moment, given: Partial<NewPerson> = {}): Promise<TestPerson> {
  counted += 1
  const id = given.id ?? randomUUID()
  const name = given.name ?? `Robin Hartley ${counted}`
  const email = given.email ?? `person${counted}@school.example`
  const position = given.position ?? given.role ?? 'Member of staff'
  await database.asSystem(async (tx) => {
    await run(tx, sql`insert into identity.person (id, name, email, added_at) values (${id}, ${name}, ${email}, ${at})`)
    await run(
      tx,
      sql`insert into identity."user" ("id", "name", "email", "emailVerified") values (${id}, ${name}, ${email}, true)`,
    )
  })
  const person = { id: id as PersonId, name, email, position }
  const place = given.school ?? given.place
  if (given.role !== undefined && place !== undefined) await giveRole(database, person, { role: given.role, place, at })
  return person
}

export interface NewRole {
  readonly role: Role
  readonly place: TestPlace
  readonly at: Moment
  readonly position?: string
}

/** Another role for somebody, here or elsewhere. Give it before they sign in, or wait out the gate's few seconds. */
export async function giveRole(database: Database, person: TestPerson, given: NewRole): Promise<void> {
  const { role, place, at, position = person.position } = given
  await database.asSystem((tx) =>
    run(
      tx,
      sql`insert into identity.role_held (place_id, person_id, role, act, position, at, by_name, by_position)
        values (${place.id}, ${person.id}, ${role}, 'granted', ${position}, ${at}, 'Test', 'builder')`,
    ),
  )
}
