import { sql } from 'kysely'
import type { ContactId, GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { fullName } from '../kernel/names.ts'
import { many, type Tx } from '../platform/database/database.ts'
import type { OtherPupil, PupilRecord } from './rules/pupil-record.ts'
import type { GroupRow } from './rules/rows.ts'
import {
  addressesForShowing,
  contactsById,
  ethnicityOfPupil,
  findPupil,
  flagsOf,
  linksOf,
  placementsOf,
} from './store.ts'

/** Everything entered about one pupil; undefined where there is no such pupil at the school. */
export async function loadRecord(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; lock?: boolean },
): Promise<PupilRecord | undefined> {
  const { schoolId } = of
  const pupil = await findPupil(tx, of)
  if (pupil === undefined) return undefined
  const links = await linksOf(tx, of)
  const contactIds = links.map((link) => link.contact_id)
  const contacts = await contactsById(tx, { ...of, contactIds })
  const addressIds = [pupil.address_id, pupil.future_address_id, ...contacts.map((contact) => contact.address_id)]
  const placements = await placementsOf(tx, of)
  return {
    pupil,
    links,
    contacts,
    placements,
    flags: await flagsOf(tx, of),
    ethnicity: await ethnicityOfPupil(tx, of),
    addresses: await addressesForShowing(tx, { schoolId, addressIds: addressIds.filter((id) => id !== null) }),
    groupNames: await groupNames(tx, { schoolId, groupIds: placements.flatMap((row) => row.group_id ?? []) }),
    otherPupils: await otherPupils(tx, { ...of, contactIds }),
  }
}

async function groupNames(tx: Tx, of: { schoolId: SchoolId; groupIds: readonly GroupId[] }) {
  const rows = await many(
    tx,
    sql<Pick<GroupRow, 'group_id' | 'name'>>`
      select group_id, name from roll.registration_group
      where school_id = ${of.schoolId} and group_id = any (${[...of.groupIds]}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.group_id, row.name]))
}

async function otherPupils(tx: Tx, of: { schoolId: SchoolId; pupilId: PupilId; contactIds: readonly ContactId[] }) {
  const rows = await many(
    tx,
    sql<{ contactId: ContactId; id: PupilId; forename: string; surname: string }>`
      select contact_id as "contactId", pupil_id as id, preferred_forename as forename, preferred_surname as surname
      from roll.pupil_contact join roll.pupil using (school_id, pupil_id)
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[])
        and pupil_id <> ${of.pupilId} and until_day is null
      order by sort_key, pupil_id`,
  )
  return groupedByContact(rows)
}

/** The pupils of each contact, in the order given. */
export function groupedByContact(
  rows: readonly { contactId: ContactId; id: PupilId; forename: string; surname: string }[],
): PupilRecord['otherPupils'] {
  const others = new Map<ContactId, OtherPupil[]>()
  for (const { contactId, id, forename, surname } of rows)
    others.set(contactId, [...(others.get(contactId) ?? []), { id, name: fullName(forename, surname) }])
  return others
}
