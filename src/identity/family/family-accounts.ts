import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { maybeOne, one, run, type Tx } from '../../platform/database/database.ts'
import { noFamilyLogin } from '../rules/family-login.ts'
import type { SignInSettings } from '../signing-in/auth.ts'
import { newPasswordToken } from '../signing-in/sign-in-link.ts'

/** A new account of a family, which opens nothing yet. It has no address: it begins by links alone. */
export async function addFamilyPerson(tx: Tx, of: { name: string; at: Moment }): Promise<PersonId> {
  const id = randomUUID() as PersonId
  await run(tx, sql`insert into identity.person (id, name, added_at) values (${id}, ${of.name}, ${of.at})`)
  await run(
    tx,
    sql`insert into identity."user" ("id", "name", "email", "emailVerified") values (${id}, ${of.name}, ${noFamilyLogin(id)}, false)`,
  )
  return id
}

export interface FamilyLink {
  readonly address: string
  readonly until: Moment
}

/** A link that signs in to a family's account, once. The secret part stands after `#`, which browsers never send to a server. */
export async function newFamilyLink(
  tx: Tx,
  settings: SignInSettings,
  of: { schoolId: SchoolId; personId: PersonId; at: Moment; hours: number },
): Promise<FamilyLink> {
  const token = randomBytes(24).toString('base64url')
  const until = momentFromMilliseconds(Date.parse(of.at) + of.hours * 3_600_000)
  await run(
    tx,
    sql`insert into identity.family_link (hash, school_id, person_id, made_at, until)
      values (${hashOf(token)}, ${of.schoolId}, ${of.personId}, ${of.at}, ${until})`,
  )
  return { address: new URL(`/family/open#${token}`, settings.publicUrl).href, until }
}

/** Whose account a link opens; undefined where it has been used, is too old or was never made. It opens nothing after this. */
export async function spendFamilyLink(
  tx: Tx,
  of: { token: string; at: Moment },
): Promise<{ readonly personId: PersonId; readonly schoolId: SchoolId } | undefined> {
  return maybeOne(
    tx,
    sql<{ personId: PersonId; schoolId: SchoolId }>`
      select person_id as "personId", school_id as "schoolId" from identity.spend_family_link(${hashOf(of.token)}, ${of.at})`,
  )
}

/** How many links were made for an account since a moment. */
export async function familyLinksSince(
  tx: Tx,
  of: { schoolId: SchoolId; personId: PersonId; since: Moment },
): Promise<number> {
  const { count } = await one(
    tx,
    sql<{ count: number }>`select count(*)::int as count from identity.family_link
      where school_id = ${of.schoolId} and person_id = ${of.personId} and made_at > ${of.since}`,
  )
  return count
}

/** Ends every sign-in of a family's account but the one with this token, with its unopened links and a password half chosen. */
export async function endOtherFamilySignIns(
  tx: Tx,
  of: { personId: string; kept: string | undefined; at: Moment },
): Promise<void> {
  await run(tx, sql`call identity.end_family_sign_ins(${of.personId}, ${of.kept ?? null}, ${of.at})`)
}

/**
 * What the sign-in library wants before it sets a password: for the caller's own account alone, under this sign-in name.
 * @returns undefined where another account has the name
 */
export async function familyPasswordToken(
  tx: Tx,
  of: { personId: string; login: string },
): Promise<string | undefined> {
  const { taken } = await one(
    tx,
    sql<{ taken: boolean }>`select identity.take_family_login(${of.personId}, ${of.login}) as taken`,
  )
  return taken ? (await newPasswordToken(tx, of.personId)).token : undefined
}

/** Whether somebody has chosen a password. */
export async function hasPassword(tx: Tx, personId: string): Promise<boolean> {
  return (await one(tx, sql<{ password: boolean }>`select password from identity.account_of(${personId})`)).password
}

function hashOf(token: string): string {
  return createHash('sha256').update(`family:${token}`).digest('base64url')
}
