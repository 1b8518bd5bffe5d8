import { sql } from 'kysely'
import type { ContactId, PersonId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'

/** How an account came to stand for a contact where a family opened one link while signed in by another, as `join_accounts` writes it. */
const JOINED = 'joined by a link'

export interface AccountRow {
  readonly schoolId: SchoolId
  readonly contactId: ContactId
  readonly at: Moment
}

/** The contacts that an account stands for now, at the schools that the transaction sees. */
export async function contactsOfAccount(tx: Tx, personId: string): Promise<readonly AccountRow[]> {
  return many(
    tx,
    sql<AccountRow>`select school_id as "schoolId", contact_id as "contactId", at from parents.account_now
      where person_id = ${personId} order by school_id, contact_id`,
  )
}

/** Every account that stands or stood for one of these contacts: what any of them did, the contact did. */
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

/** The accounts that stand for these contacts now, and how each came to. */
export async function accountsNow(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[] },
): Promise<
  readonly {
    readonly personId: PersonId
    readonly contactId: ContactId
    readonly at: Moment
    readonly joined: boolean
  }[]
> {
  return many(
    tx,
    sql`select person_id as "personId", contact_id as "contactId", at, by_position = ${JOINED} as joined
      from parents.account_now
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[]) order by at, person_id`,
  )
}

/** The account that links of this school open for a contact: one that stands for that contact alone, and for ever will. */
export async function linkAccountOf(
  tx: Tx,
  of: { schoolId: SchoolId; contactId: ContactId },
): Promise<PersonId | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ personId: PersonId }>`select person_id as "personId" from parents.account_now
      where school_id = ${of.schoolId} and contact_id = ${of.contactId} and by_position <> ${JOINED}
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

/** From now on an account stands for a contact no more; where that was all it opened, its sign-ins, links and password end too. */
export async function endAccount(
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
    sql`insert into parents.account_end (school_id, contact_id, person_id, at, by_name, by_position)
      values (${of.schoolId}, ${of.contactId}, ${of.personId}, ${of.at}, ${of.by.name}, ${of.by.position})
      on conflict do nothing`,
  )
  await run(tx, sql`call parents.shut_if_ended(${of.personId}, ${of.at})`)
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
