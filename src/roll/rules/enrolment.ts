import type { Day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PersonId, PupilId } from '../../kernel/ids.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { AddressDraft } from './address.ts'
import type { FlagKind } from './flag-visibility.ts'
import type { PupilRecord } from './pupil-record.ts'
import type { ContactRow, Phone, PupilContactRow } from './rows.ts'

// What is handed in to enrol pupils, one from a form or a whole school from a file.

export interface PlacementDraft {
  readonly from: Day
  /** The first day on which it no longer holds. */
  readonly until?: Day | undefined
  readonly yearGroup: YearGroup
  readonly groupId?: GroupId | undefined
}

export interface FlagDraft {
  readonly kind: FlagKind
  readonly from: Day
  readonly until?: Day | undefined
  readonly note?: string | undefined
}

/** What one contact is to one pupil. */
export interface ContactLinkDraft {
  readonly contactId: ContactId
  readonly relationship: string
  /** A parent in the sense of section 576 Education Act 1996: entered in the admission register. */
  readonly isParent: boolean
  readonly parentalResponsibility: PupilContactRow['parental_responsibility']
  readonly livesWith: boolean
  readonly emergency: boolean
  readonly mayBeTold: boolean
  /** Why this person must not be told anything; nothing where they may. */
  readonly barredReason?: string | undefined
}

export interface ContactDraft {
  readonly id: ContactId
  readonly title?: string | undefined
  readonly forenames: string
  readonly surname: string
  readonly address?: AddressDraft | undefined
  readonly phones: readonly Phone[]
  readonly email?: string | undefined
  readonly language?: string | undefined
  readonly interpreter?: boolean | undefined
}

export interface Leaving {
  readonly day: Day
  /** The letter of regulation 9(1), editable because not every letter has been checked against the instrument. */
  readonly letter?: string | undefined
  readonly ground: string
}

/** The particulars of regulation 8, and where the pupil is placed. */
export interface EnrolmentDraft {
  readonly id: PupilId
  readonly legalForenames: string
  readonly legalSurname: string
  /** The legal names where left out. */
  readonly preferredForename?: string | undefined
  readonly preferredSurname?: string | undefined
  readonly born: Day
  readonly sex: 'F' | 'M'
  readonly upn?: string | undefined
  readonly formerUpn?: string | undefined
  readonly admissionNumber?: string | undefined
  readonly address?: AddressDraft | undefined
  readonly startingDay: Day
  readonly leaving?: Leaving | undefined
  readonly boarder?: boolean | undefined
  readonly lastSchool?: string | undefined
  readonly nextSchool?: string | undefined
  readonly nextSchoolFrom?: Day | undefined
  /** In order of time, the first from the starting day. */
  readonly placements: readonly PlacementDraft[]
  /** In the order in which they are called. */
  readonly contacts: readonly ContactLinkDraft[]
  readonly flags?: readonly FlagDraft[] | undefined
  /** What the pupil or a parent says; left out where nobody has been asked. */
  readonly ethnicity?: EthnicityCode | undefined
}

export interface GroupDraft {
  readonly id: GroupId
  readonly name: string
  readonly yearGroup: YearGroup | null
  readonly from: Day
  readonly until?: Day | undefined
  readonly tutors?: readonly PersonId[] | undefined
}

/** A record that is kept already, as the draft it would have been: so that the same checks read both. No addresses' text. */
export function draftOf({ pupil, placements, links, addresses }: PupilRecord): EnrolmentDraft {
  const address = addresses.find((row) => row.address_id === pupil.address_id)
  const draft = {
    id: pupil.pupil_id,
    legalForenames: pupil.legal_forenames,
    legalSurname: pupil.legal_surname,
    born: pupil.born,
    sex: pupil.sex,
    startingDay: pupil.starting_day,
    upn: pupil.upn ?? undefined,
    admissionNumber: pupil.admission_number ?? undefined,
    address,
    leaving: pupil.leaving_day === null ? undefined : { day: pupil.leaving_day, ground: pupil.leaving_ground ?? '' },
    placements: placements.map((row) => ({ from: row.from_day, yearGroup: row.year_group })),
  }
  const contacts = links
    .filter((link) => link.until_day === null)
    .map((link) => ({
      contactId: link.contact_id,
      relationship: link.relationship,
      isParent: link.is_parent,
      parentalResponsibility: link.parental_responsibility,
      livesWith: link.lives_with,
      emergency: link.emergency,
      mayBeTold: link.may_be_told,
      barredReason: link.barred ? 'kept' : undefined,
    }))
  return { ...draft, contacts }
}

export function contactDraftOf(row: ContactRow): ContactDraft {
  return { id: row.contact_id, forenames: row.forenames, surname: row.surname, phones: row.phones }
}
