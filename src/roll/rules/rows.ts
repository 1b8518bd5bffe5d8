import type { Day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { DayClock, YearGroupClock } from '../../law/day-clock.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { DayOff, Term } from './calendar.ts'
import type { FlagKind } from './flag-visibility.ts'

// The rows of this slice's tables, by their columns' names: as the database holds them, and as roll.change keeps what they
// were and became. One type for both, so that a past row can be shown by the code that shows the present one.

interface Row {
  readonly school_id: SchoolId
  /** Counts the changes; whoever changes a row says which version they saw. */
  readonly version: number
}

export interface PupilRow extends Row {
  readonly pupil_id: PupilId
  readonly legal_forenames: string
  readonly legal_surname: string
  readonly preferred_forename: string
  readonly preferred_surname: string
  readonly born: Day
  readonly sex: 'F' | 'M'
  readonly upn: string | null
  readonly former_upn: string | null
  readonly admission_number: string | null
  readonly address_id: string | null
  readonly starting_day: Day
  readonly leaving_day: Day | null
  readonly leaving_ground_letter: string | null
  readonly leaving_ground: string | null
  readonly boarder: boolean
  readonly last_school: string | null
  readonly next_school: string | null
  readonly next_school_from: Day | null
  readonly future_address_id: string | null
  readonly future_parent: string | null
  readonly future_from: Day | null
  /** Undefined in entries made before the column was. */
  readonly future_contacts?: readonly ContactId[] | null
  readonly sort_key: string
  readonly search_key: string
}

export interface PlacementRow extends Row {
  readonly pupil_id: PupilId
  readonly from_day: Day
  /** The first day on which it no longer holds. */
  readonly until_day: Day | null
  readonly year_group: YearGroup
  readonly group_id: GroupId | null
}

export interface AddressRow extends Row {
  readonly address_id: string
  readonly fingerprint: string
  readonly lines: string[]
  readonly town: string
  readonly postcode: string
  readonly confidential: boolean
}

export const PHONE_KINDS = ['mobile', 'home', 'work', 'other'] as const

export interface Phone {
  readonly kind: (typeof PHONE_KINDS)[number]
  readonly number: string
}

export interface ContactRow extends Row {
  readonly contact_id: ContactId
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly address_id: string | null
  readonly phones: readonly Phone[]
  readonly email: string | null
  readonly language: string | null
  readonly interpreter: boolean
}

export const RESPONSIBILITY = ['yes', 'no', 'not-known'] as const

/** What a contact is to one pupil; an adult may be different things to brother and sister. */
export interface PupilContactRow extends Row {
  readonly pupil_id: PupilId
  readonly contact_id: ContactId
  readonly position: number
  readonly relationship: string
  readonly is_parent: boolean
  readonly parental_responsibility: (typeof RESPONSIBILITY)[number]
  readonly lives_with: boolean
  readonly emergency: boolean
  readonly may_be_told: boolean
  readonly barred: boolean
  readonly barred_reason: string | null
  readonly from_day: Day
  readonly until_day: Day | null
}

export interface FlagRow extends Row {
  readonly pupil_id: PupilId
  readonly kind: FlagKind
  readonly from_day: Day
  readonly until_day: Day | null
  readonly note: string | null
}

/** What the pupil or a parent says; without a row nobody has been asked. */
export interface EthnicityRow extends Row {
  readonly pupil_id: PupilId
  readonly code: EthnicityCode
}

export interface GroupRow extends Row {
  readonly group_id: GroupId
  readonly name: string
  readonly year_group: YearGroup | null
  readonly from_day: Day
  readonly until_day: Day | null
}

export interface TutorRow extends Row {
  readonly group_id: GroupId
  readonly person_id: PersonId
  readonly from_day: Day
  readonly until_day: Day | null
}

export interface CalendarRow extends Row {
  readonly year: SchoolYear
  readonly terms: readonly Term[]
  readonly days_off: readonly DayOff[]
}

export interface DayClockRow extends Row {
  readonly year_group: YearGroup
  readonly from_day: Day
  readonly clock: DayClock
  readonly also_stated: NonNullable<YearGroupClock['alsoStated']>
}

export interface SchoolRow extends Row {
  readonly urn: string
  readonly laestab: string
  readonly name: string
  readonly short_name: string
  readonly phase: string
  readonly type: string
  readonly address: unknown
  readonly telephone: string
  readonly trust_id: string | null
  readonly authority_id: string | null
  readonly year_groups: readonly YearGroup[]
  readonly boards: boolean
  readonly stated: unknown
}

/** Every kind of record, by the name that roll.change keeps it under. */
export interface Records {
  readonly school: SchoolRow
  readonly calendar: CalendarRow
  readonly day_clock: DayClockRow
  readonly registration_group: GroupRow
  readonly tutor: TutorRow
  readonly address: AddressRow
  readonly pupil: PupilRow
  readonly placement: PlacementRow
  readonly contact: ContactRow
  readonly pupil_contact: PupilContactRow
  readonly flag: FlagRow
  readonly ethnicity: EthnicityRow
}

export type RecordKind = keyof Records
