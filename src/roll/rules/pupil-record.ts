import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { checkUpn, isTemporaryUpn } from '../../law/upn.ts'
import {
  contactAddressFor,
  futureAddressFor,
  type Household,
  type HouseholdContact,
  isHouseholdConfidential,
  type KnownAddress,
  pupilAddressFor,
  type SeenAddress,
} from './address-visibility.ts'
import { FLAGS, maySeeEthnicity, maySeeFlag, type Viewer } from './flag-visibility.ts'
import type { AddressRow, ContactRow, EthnicityRow, FlagRow, PlacementRow, PupilContactRow, PupilRow } from './rows.ts'

/** Another pupil whose contact a person is: a change of name, number or address is theirs too. */
export interface OtherPupil {
  readonly id: PupilId
  readonly name: string
}

/** All that is entered about one pupil, as the database has it. */
export interface PupilRecord {
  readonly pupil: PupilRow
  readonly placements: readonly PlacementRow[]
  readonly flags: readonly FlagRow[]
  /** Undefined where nobody has been asked. */
  readonly ethnicity: EthnicityRow | undefined
  /** In the order of calling, ended ones last. */
  readonly links: readonly PupilContactRow[]
  readonly contacts: readonly ContactRow[]
  readonly addresses: readonly AddressRow[]
  readonly groupNames: ReadonlyMap<GroupId, string>
  /** Only of a past record: the household may not be found today. */
  readonly concealed?: boolean
  /** Of each contact, which other pupils have it too. */
  readonly otherPupils: ReadonlyMap<string, readonly OtherPupil[]>
}

/** The placement of a day; of the last day on roll where the pupil has left, of the first where still to come. */
export function placementOn(placements: readonly PlacementRow[], on: Day): PlacementRow | undefined {
  const holds = (row: PlacementRow) => row.from_day <= on && (row.until_day === null || row.until_day > on)
  return placements.find(holds) ?? placements.findLast((row) => row.from_day <= on) ?? placements[0]
}

function knownAddress(record: Pick<PupilRecord, 'addresses'>, addressId: string | null): KnownAddress | null {
  const row = record.addresses.find((address) => address.address_id === addressId)
  if (row === undefined) return null
  const { address_id: id, lines, town, postcode, confidential } = row
  return { id, lines, town, postcode, confidential }
}

/** Who lives where. Ended contacts count too: an address does not become safe to tell because a contact ended. */
export function householdOf(
  record: Pick<PupilRecord, 'pupil' | 'links' | 'contacts' | 'addresses' | 'concealed'>,
): Household {
  return {
    pupil: knownAddress(record, record.pupil.address_id),
    contacts: record.links.map((link) => householdContact(record, link)),
    concealed: record.concealed === true,
  }
}

function householdContact(
  record: Pick<PupilRecord, 'contacts' | 'addresses'>,
  link: PupilContactRow,
): HouseholdContact {
  const contact = record.contacts.find((one) => one.contact_id === link.contact_id)
  const address = knownAddress(record, contact?.address_id ?? null)
  return { contactId: link.contact_id, livesWith: link.lives_with, address }
}

/** The record as a viewer may see it: nothing that they may not know is in the value at all. */
export function pupilSeenBy(record: PupilRecord, viewer: Viewer, today: Day) {
  const { pupil } = record
  const placement = placementOn(record.placements, today)
  return {
    id: pupil.pupil_id,
    preferredForename: pupil.preferred_forename,
    preferredSurname: pupil.preferred_surname,
    born: pupil.born,
    sex: pupil.sex,
    startingDay: pupil.starting_day,
    leavingDay: pupil.leaving_day,
    yearGroup: placement?.year_group ?? null,
    groupId: placement?.group_id ?? null,
    group: groupName(record, placement?.group_id ?? null),
    placements: record.placements.map((row) => ({
      from: row.from_day,
      until: row.until_day,
      yearGroup: row.year_group,
      groupId: row.group_id,
      group: groupName(record, row.group_id),
    })),
    flags: record.flags.filter((flag) => maySeeFlag(flag.kind, viewer)).map(flagSeen),
    ethnicity: maySeeEthnicity(viewer) ? ethnicitySeen(record.ethnicity) : null,
    office: viewer.contacts ? officeSeen(record, viewer) : null,
    version: pupil.version,
  }
}

function groupName(record: PupilRecord, groupId: GroupId | null): string | null {
  return groupId === null ? null : (record.groupNames.get(groupId) ?? null)
}

function flagSeen(flag: FlagRow) {
  const { kind, from_day, until_day, note, version } = flag
  return { kind, name: FLAGS[kind].name, short: FLAGS[kind].short, from: from_day, until: until_day, note, version }
}

function ethnicitySeen(row: EthnicityRow | undefined) {
  return { code: row?.code ?? null, version: row?.version ?? 0 }
}

function officeSeen(record: PupilRecord, viewer: Viewer) {
  const { pupil } = record
  const household = householdOf(record)
  // The name of a new school, or of the parent moved to, can lead to a household that must not be found.
  const silent = isHouseholdConfidential(household) && !viewer.sensitive
  return {
    legalForenames: pupil.legal_forenames,
    legalSurname: pupil.legal_surname,
    upn: pupil.upn,
    upnIsTemporary: isTemporary(pupil.upn),
    formerUpn: pupil.former_upn,
    admissionNumber: pupil.admission_number,
    address: pupilAddressFor(household, viewer),
    boarder: pupil.boarder,
    lastSchool: pupil.last_school,
    nextSchool: silent ? null : pupil.next_school,
    nextSchoolFrom: silent ? null : pupil.next_school_from,
    future: futureOffice(record, viewer),
    leavingGround: pupil.leaving_ground,
    leavingGroundLetter: pupil.leaving_ground_letter,
    contacts: record.links.flatMap((link) => contactSeen(record, link, viewer)),
  }
}

/** Where the pupil will live, as far as the viewer may know it. */
export function futureSeen(record: PupilRecord, viewer: Viewer): SeenAddress {
  return futureAddressFor(knownAddress(record, record.pupil.future_address_id), householdOf(record), viewer)
}

function futureOffice(record: PupilRecord, viewer: Viewer) {
  const { pupil } = record
  const address = futureSeen(record, viewer)
  // With whom and from when would help to find a household that is not to be found, whichever of its addresses is confidential.
  if (address.state !== 'shown') return { address, parent: null, contactIds: [], from: null }
  const contactIds = [...(pupil.future_contacts ?? [])]
  return { address, parent: pupil.future_parent, contactIds, from: pupil.future_from }
}

function isTemporary(upn: string | null): boolean {
  const checked = upn === null ? undefined : checkUpn(upn)
  return checked?.ok === true && isTemporaryUpn(checked.value)
}

function contactSeen(record: PupilRecord, link: PupilContactRow, viewer: Viewer) {
  const contact = record.contacts.find((one) => one.contact_id === link.contact_id)
  if (contact === undefined) return []
  const household = householdOf(record)
  const address = contactAddressFor(household, householdContact(record, link), viewer)
  return [
    {
      id: contact.contact_id,
      position: link.position,
      title: contact.title,
      forenames: contact.forenames,
      surname: contact.surname,
      relationship: link.relationship,
      isParent: link.is_parent,
      parentalResponsibility: link.parental_responsibility,
      livesWith: link.lives_with,
      emergency: link.emergency,
      mayBeTold: link.may_be_told,
      barred: link.barred,
      barredReason: barredReasonSeen(link, viewer),
      phones: [...contact.phones],
      email: contact.email,
      language: contact.language,
      interpreter: contact.interpreter,
      address,
      otherPupils: [...(record.otherPupils.get(contact.contact_id) ?? [])],
      from: link.from_day,
      until: link.until_day,
      version: contact.version,
      linkVersion: link.version,
    },
  ]
}

function barredReasonSeen(link: PupilContactRow, viewer: Viewer) {
  if (link.barred_reason === null) return { state: 'none' as const }
  return viewer.sensitive ? { state: 'shown' as const, reason: link.barred_reason } : { state: 'hidden' as const }
}
