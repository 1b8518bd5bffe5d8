import { type Day, day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PupilId } from '../../kernel/ids.ts'
import { cohortYearOf, YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import {
  type AddressDraft,
  type ContactDraft,
  type ContactLinkDraft,
  type EnrolmentDraft,
  FLAG_KINDS,
  type Phone,
} from '../../roll/contract.ts'
import { isParent } from './compare-contacts.ts'
import { personKey, phoneKey, type RollRecord } from './roll-record.ts'
import type { ReadContact } from './understand-contact.ts'
import type { ReadPupil, SchoolFacts } from './understand-roster.ts'

/**
 * The adults that rows speak of, each once: brothers and sisters in a file share their mother. Two rows mean one adult where
 * name and a telephone number, or name and e-mail address, are the same.
 */
export interface ContactBook {
  /** The adult's id, and whether this is the first time they are spoken of. */
  find(
    read: ReadContact,
    address: AddressDraft | undefined,
  ): { readonly id: ContactId; readonly draft: ContactDraft | undefined }
}

export function openContactBook(records: readonly RollRecord[], newId: () => string): ContactBook {
  const known = new Map<string, ContactId>()
  for (const { contact } of records.flatMap((record) => record.contacts)) {
    const read = { forenames: contact.forenames, surname: contact.surname, email: contact.email ?? undefined }
    for (const key of keysOf({ ...read, phones: contact.phones.map(({ number }) => number) }))
      known.set(key, contact.contact_id)
  }
  return {
    find: (read, address) => {
      const keys = keysOf(read)
      const found = keys.map((key) => known.get(key)).find((id) => id !== undefined)
      if (found !== undefined) return { id: found, draft: undefined }
      const id = newId() as ContactId
      for (const key of keys) known.set(key, id)
      return { id, draft: contactDraft(id, read, address) }
    },
  }
}

function keysOf(read: Pick<ReadContact, 'forenames' | 'surname' | 'phones' | 'email'>): readonly string[] {
  const who = personKey(read)
  return [
    ...read.phones.map((phone) => `${who}|${phoneKey(phone)}`),
    ...(read.email === undefined ? [] : [`${who}|${read.email}`]),
  ]
}

/** Whether a number is a mobile's shows in its first digits. */
export function phonesOf(numbers: readonly string[]): readonly Phone[] {
  return numbers.map((number) => ({ kind: phoneKey(number).startsWith('07') ? 'mobile' : 'home', number }))
}

function contactDraft(id: ContactId, read: ReadContact, address: AddressDraft | undefined): ContactDraft {
  return {
    id,
    title: read.title,
    forenames: read.forenames,
    surname: read.surname,
    phones: phonesOf(read.phones),
    email: read.email,
    // A contact's address is not in the file; who lives with the pupil lives where the pupil does.
    address: read.livesWith === true ? address : undefined,
  }
}

/** What a contact is to the pupil. Where the file is silent nothing is claimed: not living together, responsibility not known. */
export function linkDraft(contactId: ContactId, read: ReadContact): ContactLinkDraft {
  const mayBeTold = read.mayBeTold ?? true
  return {
    contactId,
    relationship: read.relationship ?? 'not said',
    isParent: isParent(read),
    parentalResponsibility: read.parentalResponsibility ?? 'not-known',
    livesWith: read.livesWith ?? false,
    emergency: mayBeTold,
    mayBeTold,
  }
}

/** What a new pupil must have before there is an enrolment to check. */
export interface WholeEnrolment {
  readonly legalForenames: string
  readonly legalSurname: string
  readonly born: Day
  readonly sex: 'F' | 'M'
  readonly yearGroup: NonNullable<ReadPupil['yearGroup']>
  readonly startingDay: Day
}

export interface EnrolmentParts {
  readonly newId: () => string
  readonly book: ContactBook
  readonly school: Pick<SchoolFacts, 'today' | 'yearGroups'>
  /** The group of a name, there from this day at the latest. */
  groupId(name: string, from: Day): GroupId
}

/**
 * Where a pupil is, and was since the starting day: a file says the year group of today, so each school year before is taken to
 * have been one lower, and the registration groups of those years are not known.
 */
export function placementsOf(
  whole: Pick<WholeEnrolment, 'startingDay' | 'yearGroup'>,
  school: EnrolmentParts['school'],
): readonly { readonly from: Day; readonly yearGroup: YearGroup }[] {
  const { startingDay, yearGroup } = whole
  const now = cohortYearOf(school.today)
  const began = cohortYearOf(startingDay)
  const youngest = Math.min(...[...school.yearGroups, yearGroup].map((group) => YEAR_GROUPS.indexOf(group)))
  const years = Array.from({ length: Math.max(0, now - began) + 1 }, (_, index) => began + index)
  const placements = years.map((year) => ({
    from: year === began ? startingDay : day(`${year}-09-01`),
    yearGroup: YEAR_GROUPS[Math.max(youngest, YEAR_GROUPS.indexOf(yearGroup) - Math.max(0, now - year))] ?? yearGroup,
  }))
  return placements.filter(({ yearGroup: group }, index) => placements[index - 1]?.yearGroup !== group)
}

/** A new pupil as the roll takes one in, with the contacts that are new with them. */
export function planEnrolment(
  read: ReadPupil,
  whole: WholeEnrolment,
  parts: EnrolmentParts,
): { readonly pupil: EnrolmentDraft; readonly contacts: readonly ContactDraft[] } {
  const address = read.address
  const placements = placementsOf(whole, parts.school)
  const found = read.contacts.map((contact) => ({ read: contact, ...parts.book.find(contact, address) }))
  const distinct = found.filter((one, index) => found.findIndex(({ id }) => id === one.id) === index)
  return {
    pupil: {
      ...whole,
      id: parts.newId() as PupilId,
      preferredForename: read.preferredForename,
      preferredSurname: read.preferredSurname,
      upn: read.upn,
      admissionNumber: read.admissionNumber,
      address,
      ethnicity: read.ethnicity,
      placements: placements.map((placement, index) =>
        index === placements.length - 1 && read.group !== undefined
          ? { ...placement, groupId: parts.groupId(read.group, placement.from) }
          : placement,
      ),
      contacts: distinct.map(({ id, read: contact }) => linkDraft(id, contact)),
      flags: FLAG_KINDS.filter((kind) => read.flags[kind] === true).map((kind) => ({ kind, from: whole.startingDay })),
    },
    contacts: found.flatMap(({ draft }) => draft ?? []),
  }
}
