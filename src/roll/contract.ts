import type { Day } from '../kernel/day.ts'
import type { AuthorityId, GroupId, PupilId, SchoolId, TrustId } from '../kernel/ids.ts'
import type { DayClock, StatedForAll } from '../law/day-clock.ts'
import type { Laestab, Urn } from '../law/identifiers.ts'
import type { YearGroup } from '../law/school-age.ts'

export * from './rules/calendar.ts'

/** Pupils whose register is taken together. */
export interface RollGroup {
  readonly id: GroupId
  readonly name: string
  readonly kind: 'registration'
  /** Null for a group of mixed ages. */
  readonly yearGroup: YearGroup | null
}

/** What a register needs to know of a pupil on roll. */
export interface RollPupil {
  readonly id: PupilId
  /** Null where the pupil has not been placed in a registration group. */
  readonly groupId: GroupId | null
  readonly yearGroup: YearGroup
  readonly preferredName: string
  readonly familyName: string
  readonly born: Day
  readonly sex: string
  readonly startingDay: Day
  /** The last day on roll, included. */
  readonly leavingDay: Day | null
  readonly admissionNumber?: string
}

export const PHASES = [
  'nursery',
  'primary',
  'secondary',
  'all-through',
  'special',
  'alternative-provision',
  'sixteen-plus',
] as const
export type Phase = (typeof PHASES)[number]

export const SCHOOL_TYPES = [
  'academy',
  'free-school',
  'academy-special',
  'academy-alternative-provision',
  'community',
  'foundation',
  'voluntary-aided',
  'voluntary-controlled',
  'community-special',
  'non-maintained-special',
  'pupil-referral-unit',
  'maintained-nursery',
  'independent',
] as const
export type SchoolType = (typeof SCHOOL_TYPES)[number]

/** A postal address, as an envelope shows it. */
export interface Address {
  readonly lines: readonly string[]
  readonly town: string
  readonly postcode: string
}

/** A school's particulars. Its id is the id of its place in `identity`. */
export interface School {
  readonly id: SchoolId
  readonly urn: Urn
  readonly laestab: Laestab
  readonly name: string
  readonly shortName: string
  readonly phase: Phase
  readonly type: SchoolType
  readonly address: Address
  readonly telephone: string
  readonly trustId: TrustId | null
  readonly authorityId: AuthorityId | null
  readonly yearGroups: readonly YearGroup[]
  /** Whether it boards any pupil; boarders are outside the attendance register (regulation 10(1)). */
  readonly boards: boolean
  readonly stated: StatedForAll
  readonly version: number
}

/** The clock of each year group that has one, on a given day. */
export type DayClocks = Readonly<Partial<Record<YearGroup, DayClock>>>
