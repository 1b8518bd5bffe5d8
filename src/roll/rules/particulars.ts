import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Address } from './address.ts'
import { isHouseholdConfidential } from './address-visibility.ts'
import { householdOf, type PupilRecord, placementOn } from './pupil-record.ts'
import type { AddressRow, Phone } from './rows.ts'

/** A parent as the admission register has them. */
export interface ParentParticulars {
  readonly name: string
  readonly relationship: string
  readonly livesWith: boolean
  readonly address: Address | null
  readonly phones: readonly Phone[]
}

/**
 * One entry of the admission register (regulation 8) whole, confidential addresses included: for a return that the law wants made of it
 * to an authority. Whoever shows it to somebody asks first whether they may know: where `confidential` is true, whatever could lead
 * to the household is for `pupil.view-sensitive` alone.
 */
export interface AdmissionParticulars {
  readonly pupilId: PupilId
  readonly name: string
  readonly born: Day
  readonly sex: 'F' | 'M'
  readonly upn: string | null
  readonly yearGroup: YearGroup | null
  readonly boarder: boolean
  readonly address: Address | null
  /** Every known parent who is a contact now, in the order of calling. */
  readonly parents: readonly ParentParticulars[]
  readonly startingDay: Day
  readonly lastSchool: string | null
  readonly leavingDay: Day | null
  readonly leavingGround: string | null
  readonly leavingGroundLetter: string | null
  readonly nextSchool: string | null
  readonly nextSchoolFrom: Day | null
  /** Regulation 8(3): where the pupil will live, with whom and from when; null where nothing was told. */
  readonly future: { readonly address: Address; readonly parent: string | null; readonly from: Day | null } | null
  /** The household may not be found. */
  readonly confidential: boolean
}

function addressOf(row: AddressRow | undefined): Address | null {
  return row === undefined ? null : { lines: row.lines, town: row.town, postcode: row.postcode }
}

/** The whole entry of a record, as on a day. */
export function particularsOf(record: PupilRecord, on: Day): AdmissionParticulars {
  const { pupil, links, contacts, addresses } = record
  const addressById = (id: string | null) => addressOf(addresses.find((row) => row.address_id === id))
  const future = addressById(pupil.future_address_id)
  const hidden = addresses.some((row) => row.address_id === pupil.future_address_id && row.confidential)
  const parents = links
    .filter((link) => link.is_parent && (link.until_day === null || link.until_day > on))
    .flatMap((link): ParentParticulars[] => {
      const contact = contacts.find((one) => one.contact_id === link.contact_id)
      if (contact === undefined) return []
      const { title, forenames, surname, phones, address_id: addressId } = contact
      return [
        {
          name: `${title} ${fullName(forenames, surname)}`.trim(),
          relationship: link.relationship,
          livesWith: link.lives_with,
          address: addressById(addressId),
          phones,
        },
      ]
    })
  return {
    pupilId: pupil.pupil_id,
    name: fullName(pupil.legal_forenames, pupil.legal_surname),
    born: pupil.born,
    sex: pupil.sex,
    upn: pupil.upn,
    yearGroup: placementOn(record.placements, on)?.year_group ?? null,
    boarder: pupil.boarder,
    address: addressById(pupil.address_id),
    parents,
    startingDay: pupil.starting_day,
    lastSchool: pupil.last_school,
    leavingDay: pupil.leaving_day,
    leavingGround: pupil.leaving_ground,
    leavingGroundLetter: pupil.leaving_ground_letter,
    nextSchool: pupil.next_school,
    nextSchoolFrom: pupil.next_school_from,
    future: future === null ? null : { address: future, parent: pupil.future_parent, from: pupil.future_from },
    confidential: isHouseholdConfidential(householdOf(record)) || hidden || hasHiddenParent(record),
  }
}

/** A parent who lives elsewhere may have an address that must not be told either. */
function hasHiddenParent({ links, contacts, addresses }: PupilRecord): boolean {
  const ids = new Set(links.filter((link) => link.is_parent).map((link) => link.contact_id))
  const homes = contacts.filter((one) => ids.has(one.contact_id)).map((one) => one.address_id)
  return addresses.some((row) => row.confidential && homes.includes(row.address_id))
}
