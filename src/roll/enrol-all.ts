import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { many, type Tx } from '../platform/database/database.ts'
import { type ChangeFacts, keep } from './keep.ts'
import { type AddressDraft, fingerprintOf, tidyAddress } from './rules/address.ts'
import type { ContactDraft, EnrolmentDraft, GroupDraft } from './rules/enrolment.ts'
import { searchKeyOf, sortKeyOf } from './rules/names.ts'
import type { AddressRow, PlacementRow, PupilContactRow, PupilRow } from './rules/rows.ts'

/** Pupils to enrol at one school in one act, with groups and contacts that are new with them. */
export interface Enrolment extends ChangeFacts {
  readonly pupils: readonly EnrolmentDraft[]
  readonly contacts: readonly ContactDraft[]
  readonly groups?: readonly GroupDraft[]
}

/**
 * Enrols pupils with their groups and contacts, a few statements however many they are. All or nothing: it is one part of the
 * caller's transaction. The drafts must have passed `checkEnrolment`; ids are the caller's (`randomUUID`).
 */
export async function enrolAll(tx: Tx, enrolment: Enrolment): Promise<void> {
  const { pupils, contacts, groups = [] } = enrolment
  const owned = { school_id: enrolment.schoolId, version: 1 }
  await addGroups(tx, enrolment, groups)
  const addressIds = await addressesKept(
    tx,
    enrolment,
    [...pupils, ...contacts].flatMap((draft) => draft.address ?? []),
  )
  const addressOf = (address: AddressDraft | undefined) =>
    address === undefined ? null : (addressIds.get(fingerprintOf(address)) ?? null)
  await keep(tx, enrolment, {
    kind: 'pupil',
    rows: pupils.map((draft) => ({ ...owned, ...pupilColumns(draft), address_id: addressOf(draft.address) })),
  })
  await keep(tx, enrolment, {
    kind: 'placement',
    rows: pupils.flatMap((draft) => placementColumns(draft).map((row) => ({ ...owned, ...row }))),
  })
  await keep(tx, enrolment, {
    kind: 'contact',
    rows: contacts.map((draft) => ({ ...owned, ...contactColumns(draft), address_id: addressOf(draft.address) })),
  })
  await keep(tx, enrolment, {
    kind: 'pupil_contact',
    rows: pupils.flatMap((draft) => linkColumns(draft).map((row) => ({ ...owned, ...row }))),
  })
  await keep(tx, enrolment, {
    kind: 'flag',
    rows: pupils.flatMap(({ id, flags = [] }) =>
      flags.map((flag) => ({
        ...owned,
        pupil_id: id,
        kind: flag.kind,
        from_day: flag.from,
        until_day: flag.until ?? null,
        note: flag.note ?? null,
      })),
    ),
  })
  await keep(tx, enrolment, {
    kind: 'ethnicity',
    rows: pupils.flatMap(({ id, ethnicity: code }) => (code === undefined ? [] : [{ ...owned, pupil_id: id, code }])),
  })
}

async function addGroups(tx: Tx, facts: ChangeFacts, groups: readonly GroupDraft[]): Promise<void> {
  const owned = { school_id: facts.schoolId, version: 1 }
  await keep(tx, facts, {
    kind: 'registration_group',
    rows: groups.map((group) => ({
      ...owned,
      group_id: group.id,
      name: group.name,
      year_group: group.yearGroup,
      from_day: group.from,
      until_day: group.until ?? null,
    })),
  })
  await keep(tx, facts, {
    kind: 'tutor',
    rows: groups.flatMap((group) =>
      (group.tutors ?? []).map((person) => ({
        ...owned,
        group_id: group.id,
        person_id: person,
        from_day: group.from,
        until_day: group.until ?? null,
      })),
    ),
  })
}

/**
 * The ids of addresses by their fingerprint, added where the school does not have them yet. An address that anybody wants kept
 * confidential becomes so for everybody who lives there; nothing here ever makes one less so.
 */
export async function addressesKept(
  tx: Tx,
  facts: ChangeFacts,
  drafts: readonly AddressDraft[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, AddressDraft>()
  for (const draft of drafts) {
    const fingerprint = fingerprintOf(draft)
    const confidential = draft.confidential === true || wanted.get(fingerprint)?.confidential === true
    wanted.set(fingerprint, { ...draft, confidential })
  }
  const found = await many(
    tx,
    sql<AddressRow>`select * from roll.address
      where school_id = ${facts.schoolId} and fingerprint = any (${[...wanted.keys()]}::text[]) for update`,
  )
  const known = new Map(found.map((row) => [row.fingerprint, row]))
  const rows = [...wanted].flatMap(([fingerprint, draft]): AddressRow[] => {
    const row = known.get(fingerprint)
    const confidential = draft.confidential === true
    if (row === undefined) {
      const id = { school_id: facts.schoolId, address_id: randomUUID(), fingerprint, version: 1 }
      return [{ ...id, ...tidyAddress(draft), confidential }]
    }
    return confidential && !row.confidential ? [{ ...row, confidential, version: row.version + 1 }] : []
  })
  await keep(tx, facts, { kind: 'address', rows })
  return new Map([...found, ...rows].map((row) => [row.fingerprint, row.address_id]))
}

type Columns<R> = Omit<R, 'school_id' | 'version'>

/** A pupil's columns but for the address, which other rows may share. */
function pupilColumns(draft: EnrolmentDraft): Omit<Columns<PupilRow>, 'address_id'> {
  const names = {
    legalForenames: draft.legalForenames.trim(),
    legalSurname: draft.legalSurname.trim(),
    preferredForename: draft.preferredForename?.trim() || (draft.legalForenames.trim().split(' ')[0] ?? ''),
    preferredSurname: draft.preferredSurname?.trim() || draft.legalSurname.trim(),
  }
  return {
    pupil_id: draft.id,
    legal_forenames: names.legalForenames,
    legal_surname: names.legalSurname,
    preferred_forename: names.preferredForename,
    preferred_surname: names.preferredSurname,
    born: draft.born,
    sex: draft.sex,
    upn: draft.upn?.replace(/\s+/g, '').toUpperCase() ?? null,
    former_upn: draft.formerUpn ?? null,
    admission_number: draft.admissionNumber ?? null,
    starting_day: draft.startingDay,
    leaving_day: draft.leaving?.day ?? null,
    leaving_ground_letter: draft.leaving?.letter ?? null,
    leaving_ground: draft.leaving?.ground ?? null,
    boarder: draft.boarder ?? false,
    last_school: draft.lastSchool ?? null,
    next_school: draft.nextSchool ?? null,
    next_school_from: draft.nextSchoolFrom ?? null,
    future_address_id: null,
    future_parent: null,
    future_from: null,
    future_contacts: null,
    sort_key: sortKeyOf(names),
    search_key: searchKeyOf(names),
  }
}

/** Each placement until the next begins. */
function placementColumns({ id, placements }: EnrolmentDraft): Columns<PlacementRow>[] {
  return placements.map((placement, index) => ({
    pupil_id: id,
    from_day: placement.from,
    until_day: placement.until ?? placements[index + 1]?.from ?? null,
    year_group: placement.yearGroup,
    group_id: placement.groupId ?? null,
  }))
}

/** A contact's columns but for the address. */
export function contactColumns(draft: ContactDraft) {
  return {
    contact_id: draft.id,
    title: draft.title?.trim() ?? '',
    forenames: draft.forenames.trim(),
    surname: draft.surname.trim(),
    phones: draft.phones.filter((phone) => phone.number.trim() !== ''),
    email: draft.email?.trim() || null,
    language: draft.language?.trim() || null,
    interpreter: draft.interpreter ?? false,
  }
}

function linkColumns({ id, startingDay, contacts }: EnrolmentDraft): Columns<PupilContactRow>[] {
  return contacts.map((link, index) => {
    const barred = link.barredReason !== undefined
    return {
      pupil_id: id,
      contact_id: link.contactId,
      position: index + 1,
      relationship: link.relationship,
      is_parent: link.isParent,
      parental_responsibility: link.parentalResponsibility,
      lives_with: link.livesWith,
      emergency: link.emergency && !barred,
      may_be_told: link.mayBeTold && !barred,
      barred,
      barred_reason: link.barredReason ?? null,
      from_day: startingDay,
      until_day: null,
    }
  })
}
