import type { YearGroup } from '../../law/school-age.ts'
import {
  type AddressRow,
  type ContactRow,
  type EthnicityRow,
  type FlagRow,
  foldName,
  type PlacementRow,
  type PupilContactRow,
  type PupilRow,
} from '../../roll/contract.ts'

/** A pupil as the roll has them today, with everything that a roster can speak of. */
export interface RollRecord {
  readonly pupil: PupilRow
  readonly placement: PlacementRow | undefined
  readonly yearGroup: YearGroup | undefined
  /** The name of the registration group. */
  readonly group: string | undefined
  readonly address: AddressRow | undefined
  /** Present ones, in the order in which they are rung. */
  readonly contacts: readonly RollContact[]
  /** What people who are no longer contacts were. */
  readonly endedLinks: readonly PupilContactRow[]
  /** Present ones. */
  readonly flags: readonly FlagRow[]
  readonly ethnicity: EthnicityRow | undefined
  /** What files called this pupil when they were imported before. */
  readonly sourceIds: readonly string[]
}

export interface RollContact {
  readonly link: PupilContactRow
  readonly contact: ContactRow
  readonly confidential: boolean
}

/** Whether anybody who lives there must not be found: then an import neither shows nor moves an address. */
export function livesConfidentially(record: RollRecord): boolean {
  return (
    record.address?.confidential === true ||
    record.contacts.some(({ link, confidential }) => link.lives_with && confidential)
  )
}

/** The same for the same person however the name was typed. */
export function personKey(person: { readonly forenames: string; readonly surname: string }): string {
  return `${foldName(person.forenames)} ${foldName(person.surname)}`.trim()
}

/** The same for the same child however the name was typed. */
export function childKey(child: {
  readonly forenames: string
  readonly surname: string
  readonly born: string
}): string {
  return `${foldName(child.forenames).split(' ')[0] ?? ''}|${foldName(child.surname)}|${child.born}`
}

/** A telephone number's digits, with the country taken off: +44 7700 900101 and 07700 900101 are one. */
export function phoneKey(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.startsWith('44') && digits.length > 10 ? `0${digits.slice(2).replace(/^0/, '')}` : digits
}
