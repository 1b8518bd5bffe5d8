import { type RawBuilder, sql } from 'kysely'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { groupedByContact, loadRecord } from '../load-record.ts'
import { isHouseholdConfidential } from '../rules/address-visibility.ts'
import { householdOf, type PupilRecord } from '../rules/pupil-record.ts'
import type { AddressRow, RecordKind, Records } from '../rules/rows.ts'
import { addressesForShowing } from '../store.ts'

interface Past {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly at: Moment
}

/** A pupil's record as it stood, and the record of today that says who may still not be found and must not be told. */
export interface PastRecord {
  /** As those see it who may see everything: each address as confidential as it was then. */
  readonly then: PupilRecord
  /** As the others see it: what is hidden today is hidden in the past too. */
  readonly thenForOthers: PupilRecord
  readonly now: PupilRecord
}

/**
 * Rebuilds a record from `roll.change`: of each of its parts, what the last change up to the moment made of it. Undefined where
 * there is no such pupil; `then` is undefined inside where the pupil had not been entered yet.
 */
export async function pastRecord(tx: Tx, of: Past): Promise<PastRecord | 'not-yet' | undefined> {
  const now = await loadRecord(tx, of)
  if (now === undefined) return undefined
  const theirs = sql`pupil_id = ${of.pupilId}`
  const [pupil] = await rowsAsAt(tx, of, { kind: 'pupil', key: sql`pupil_id`, where: theirs })
  if (pupil === undefined) return 'not-yet'
  const links = await rowsAsAt(tx, of, { kind: 'pupil_contact', key: sql`contact_id`, where: theirs })
  const contactIds = links.map((link) => link.contact_id)
  const someContact = sql`contact_id = any (${contactIds}::uuid[])`
  const contacts = await rowsAsAt(tx, of, { kind: 'contact', key: sql`contact_id`, where: someContact })
  const placements = await rowsAsAt(tx, of, { kind: 'placement', key: sql`after->>'from_day'`, where: theirs })
  const flags = await rowsAsAt(tx, of, { kind: 'flag', key: sql`after->>'kind', after->>'from_day'`, where: theirs })
  const [ethnicity] = await rowsAsAt(tx, of, { kind: 'ethnicity', key: sql`pupil_id`, where: theirs })
  const groups = await rowsAsAt(tx, of, { kind: 'registration_group', key: sql`after->>'group_id'`, where: sql`true` })
  const addresses = await addressesAsAt(tx, of, [
    pupil.address_id,
    pupil.future_address_id,
    ...contacts.map((contact) => contact.address_id),
  ])
  const then: PupilRecord = {
    pupil,
    placements: placements.toSorted(by((row) => row.from_day)),
    flags: flags.toSorted(by((row) => `${row.from_day} ${row.kind}`)),
    ethnicity,
    links: links.toSorted(
      by((row) => `${row.until_day === null ? 0 : 1} ${String(row.position).padStart(6, '0')} ${row.contact_id}`),
    ),
    contacts,
    addresses: addresses.map(({ was, ...row }) => ({ ...row, confidential: was })),
    groupNames: new Map(groups.map((row) => [row.group_id, row.name])),
    otherPupils: await otherPupilsAsAt(tx, of, contactIds),
  }
  const thenForOthers: PupilRecord = {
    ...then,
    addresses: addresses.map(({ was, ...row }) => ({ ...row, confidential: was || row.confidential })),
    concealed: isHouseholdConfidential(householdOf(now)),
  }
  return { then, thenForOthers, now }
}

const by =
  <Row>(key: (row: Row) => string) =>
  (one: Row, other: Row) => {
    const [first, second] = [key(one), key(other)]
    return first < second ? -1 : first > second ? 1 : 0
  }

/** The rows of one kind as the changes up to the moment left them. `key` tells one of them from another. */
async function rowsAsAt<Kind extends RecordKind>(
  tx: Tx,
  of: Past,
  rows: { kind: Kind; key: RawBuilder<unknown>; where: RawBuilder<unknown> },
): Promise<readonly Records[Kind][]> {
  const { schoolId, at } = of
  const found = await many(
    tx,
    sql<{ after: Records[Kind] }>`select distinct on (${rows.key}) after from roll.change
      where school_id = ${schoolId} and record = ${rows.kind} and at <= ${at} and ${rows.where}
      order by ${rows.key}, number desc`,
  )
  return found.map(({ after }) => after)
}

/**
 * Addresses by their text, which never changes: `was` says whether each was to be hidden then, `confidential` whether it is now,
 * both by the rule of `addressesForShowing`, over all who lived or live with a pupil of the dwelling.
 */
async function addressesAsAt(
  tx: Tx,
  of: Past,
  ids: readonly (string | null)[],
): Promise<readonly (AddressRow & { was: boolean })[]> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return []
  const last = (kind: RecordKind, key: RawBuilder<unknown>) => sql`(select distinct on (${key}) after from roll.change
    where school_id = ${of.schoolId} and record = ${kind} and at <= ${of.at} order by ${key}, number desc)`
  const was = await many(
    tx,
    sql<{ id: string }>`
      with contact as (select after->>'contact_id' as contact_id, after->>'address_id' as address_id
        from ${last('contact', sql`contact_id`)} as kept),
      home as (
        select after->>'pupil_id' as pupil_id, after->>'address_id' as address_id
        from ${last('pupil', sql`pupil_id`)} as kept where after->>'address_id' is not null
        union all
        select after->>'pupil_id', contact.address_id from ${last('pupil_contact', sql`pupil_id, contact_id`)} as kept
        join contact on contact.contact_id = after->>'contact_id'
        where (after->>'lives_with')::boolean and contact.address_id is not null),
      secret as (select after->>'address_id' as address_id
        from ${last('address', sql`after->>'address_id'`)} as kept where (after->>'confidential')::boolean),
      hidden as (select home.pupil_id from home join secret using (address_id))
      select address_id as id from secret
      union select address_id from home where pupil_id in (select pupil_id from hidden)`,
  )
  const hidden = new Set(was.map(({ id }) => id))
  const present = await addressesForShowing(tx, { schoolId: of.schoolId, addressIds: wanted })
  return present.map((row) => ({ ...row, was: hidden.has(row.address_id) }))
}

/** Which other pupils had each contact then, by the names they went by. */
async function otherPupilsAsAt(tx: Tx, of: Past, contactIds: readonly ContactId[]) {
  const where = sql`contact_id = any (${[...contactIds]}::uuid[]) and pupil_id <> ${of.pupilId}`
  const links = await rowsAsAt(tx, of, { kind: 'pupil_contact', key: sql`contact_id, pupil_id`, where })
  const present = links.filter((link) => link.until_day === null)
  const ids = present.map((link) => link.pupil_id)
  const pupils = await rowsAsAt(tx, of, {
    kind: 'pupil',
    key: sql`pupil_id`,
    where: sql`pupil_id = any (${ids}::uuid[])`,
  })
  return groupedByContact(
    pupils.toSorted(by((row) => `${row.sort_key}\n${row.pupil_id}`)).flatMap((row) =>
      present
        .filter((link) => link.pupil_id === row.pupil_id)
        .map((link) => ({
          contactId: link.contact_id,
          id: row.pupil_id,
          forename: row.preferred_forename,
          surname: row.preferred_surname,
        })),
    ),
  )
}
