import { sql } from 'kysely'
import type { Moment } from '../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, one, run, type Tx } from '../platform/database/database.ts'
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

export interface NewPlace extends Place {
  readonly name: string
  readonly shortName: string
  /** Of a school, in a word: "secondary". */
  readonly phase?: string
}

/** Adds schools, trusts or authorities where roles can be held, or brings their names up to date. Those above come first. */
export async function keepPlaces(tx: Tx, places: readonly NewPlace[]): Promise<void> {
  await run(
    tx,
    sql`insert into identity.place (id, kind, name, short_name, phase, trust_id, authority_id)
      select id, kind, name, "shortName", coalesce(phase, ''), "trustId", "authorityId"
      from jsonb_to_recordset(${json(places)}) as given
        (id uuid, kind text, name text, "shortName" text, phase text, "trustId" uuid, "authorityId" uuid)
      on conflict (id) do update set name = excluded.name, short_name = excluded.short_name, phase = excluded.phase,
        trust_id = excluded.trust_id, authority_id = excluded.authority_id`,
  )
}

export interface NewPerson {
  readonly id: string
  readonly name: string
  /** In small letters. Without one they cannot sign in. */
  readonly email?: string
}

/** Adds people. Whoever has an address may sign in with it: the school vouches for it, so it counts as verified. */
export async function addPeople(tx: Tx, people: readonly NewPerson[], at: Moment): Promise<void> {
  const given = sql`jsonb_to_recordset(${json(people)}) as given (id uuid, name text, email text)`
  await run(
    tx,
    sql`insert into identity.person (id, name, email, added_at) select id, name, email, ${at} from ${given}`,
  )
  await run(
    tx,
    sql`insert into identity."user" ("id", "name", "email", "emailVerified")
      select id, name, email, true from ${given} where email is not null`,
  )
}

export interface RoleChange {
  readonly placeId: string
  readonly personId: string
  readonly role: Role
  readonly position: string
}

/** Writes down that people hold roles from now on (or, with `ended`, hold them no more), and who decided so. */
export async function keepRoles(
  tx: Tx,
  changes: readonly RoleChange[],
  decided: { readonly act: 'granted' | 'ended'; readonly at: Moment; readonly by: Decider },
): Promise<void> {
  const { act, at, by } = decided
  await run(
    tx,
    sql`insert into identity.role_held (place_id, person_id, role, act, position, at, by_person, by_name, by_position)
      select "placeId", "personId", role, ${act}, position, ${at}, ${by.id ?? null}, ${by.name}, ${by.position}
      from jsonb_to_recordset(${json(changes)}) as given ("placeId" uuid, "personId" uuid, role text, position text)`,
  )
}

/** Who decided about a role: a person, or by name a roster or the command line. */
export interface Decider {
  readonly id?: string
  readonly name: string
  readonly position: string
}

export interface RoleRow {
  readonly personId: string
  readonly role: Role
  readonly position: string
  readonly since: Moment
}

/** Everybody's roles at a place now. */
export async function rolesAtPlace(tx: Tx, placeId: string): Promise<readonly RoleRow[]> {
  return many(
    tx,
    sql<RoleRow>`${kept} select person_id as "personId", role, position, at as since from identity.role_now
      where place_id = ${placeId} order by number`,
  )
}

/** The people who hold or held a role at the places that the transaction sees, by name. */
export async function peopleSeen(tx: Tx): Promise<readonly PersonRow[]> {
  return many(tx, sql<PersonRow>`select id, name, email from identity.person order by name, id`)
}

/** Makes changes of one place's roles wait for each other: two administrators ending each other's role must not both succeed. */
export async function lockRoles(tx: Tx, placeId: string): Promise<void> {
  await one(tx, sql`select id from identity.place where id = ${placeId} for no key update`)
}

/** Makes acts about one account wait for each other, also those of different schools. After `lockRoles`, where both are taken. */
async function lockAccount(tx: Tx, account: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell account ${account}`}, 0))`)
}

/** Whose account this address opens, at whichever school; nobody else adds it until this transaction ends. */
export async function accountOf(tx: Tx, email: string): Promise<string | undefined> {
  const address = email.trim().toLowerCase()
  await lockAccount(tx, address)
  const found = await maybeOne(tx, sql<{ id: string }>`select id from identity.person_with_email(${address})`)
  return found?.id
}

/** Whether somebody holds a role at another place. Nothing is given to them there until this transaction ends. */
export async function worksElsewhere(tx: Tx, personId: string, placeId: string): Promise<boolean> {
  await lockAccount(tx, personId)
  const answer = await one(tx, sql<{ yes: boolean }>`select identity.works_elsewhere(${personId}, ${placeId}) as yes`)
  return answer.yes
}

/** Whether somebody holds, or ever held, a role at another place; like `worksElsewhere` it holds until the transaction ends. */
export async function knownElsewhere(tx: Tx, personId: string, placeId: string): Promise<boolean> {
  await lockAccount(tx, personId)
  const answer = await one(tx, sql<{ yes: boolean }>`select identity.known_elsewhere(${personId}, ${placeId}) as yes`)
  return answer.yes
}

/** Ends all that opens an account: links, sign-ins, password, linked school account, second factor. Decision 005. */
export async function startAfresh(tx: Tx, personId: string, at: Moment): Promise<void> {
  await run(tx, sql`call identity.start_afresh(${personId}, ${at})`)
}

export async function allPlaces(tx: Tx): Promise<readonly string[]> {
  const rows = await many(tx, sql<{ id: string }>`select id from identity.place`)
  return rows.map((row) => row.id)
}
