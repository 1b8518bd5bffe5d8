import { sql } from 'kysely'
import type { ContactId, PersonId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'

export interface AccountRow {
  readonly schoolId: SchoolId
  readonly contactId: ContactId
  readonly at: Moment
}

/** The contacts that an account stands for, at the schools that the transaction sees. */
export async function contactsOfAccount(tx: Tx, personId: string): Promise<readonly AccountRow[]> {
  return many(
    tx,
    sql<AccountRow>`select school_id as "schoolId", contact_id as "contactId", at from parents.account
      where person_id = ${personId} order by school_id, contact_id`,
  )
}

/** Every account that stands for one of these contacts: what any of them did, the contact did. */
export async function accountsOfContacts(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[] },
): Promise<readonly { readonly personId: PersonId; readonly contactId: ContactId; readonly at: Moment }[]> {
  return many(
    tx,
    sql`select person_id as "personId", contact_id as "contactId", at from parents.account
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[]) order by at`,
  )
}

/** The account that links of this school open for a contact: one that stands for that contact alone, and for ever will. */
export async function linkAccountOf(
  tx: Tx,
  of: { schoolId: SchoolId; contactId: ContactId },
): Promise<PersonId | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ personId: PersonId }>`select person_id as "personId" from parents.account
      where school_id = ${of.schoolId} and contact_id = ${of.contactId} and by_position <> 'joined by a link'
      order by at limit 1`,
  )
  return row?.personId
}

export async function keepAccount(
  tx: Tx,
  of: {
    schoolId: SchoolId
    contactId: ContactId
    personId: PersonId
    at: Moment
    by: { readonly name: string; readonly position: string }
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into parents.account (school_id, contact_id, person_id, at, by_name, by_position)
      values (${of.schoolId}, ${of.contactId}, ${of.personId}, ${of.at}, ${of.by.name}, ${of.by.position})`,
  )
}

/** From now on `after` opens what `before` and `linked` open. */
export async function joinAccounts(
  tx: Tx,
  of: { before: string; linked: string; after: string; at: Moment },
): Promise<void> {
  await run(tx, sql`call parents.join_accounts(${of.before}, ${of.linked}, ${of.after}, ${of.at})`)
}

/** Puts the wish for a link in the outbox of each school whose records have the address. Nothing tells whether any has. */
export async function wishForLinkAt(tx: Tx, of: { address: string; number: string; at: Moment }): Promise<void> {
  await run(tx, sql`call parents.wish_for_link(${of.address}, ${of.number}, ${of.at})`)
}

/** Makes whatever is done about one contact's account wait for each other, until the transaction ends. */
export async function lockContact(tx: Tx, contactId: ContactId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell family ${contactId}`}, 0))`)
}
