import type { AuthorityId, SchoolId, TrustId } from '../../kernel/ids.ts'
import type { DayClock, StatedForAll } from '../../law/day-clock.ts'
import type { Laestab, Urn } from '../../law/identifiers.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Address } from './address.ts'

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

const MAINTAINED: readonly SchoolType[] = [
  'community',
  'foundation',
  'voluntary-aided',
  'voluntary-controlled',
  'community-special',
  'pupil-referral-unit',
  'maintained-nursery',
]

/** Whether a local authority maintains it; the 380 sessions of a year bind these, academies follow their funding agreement. */
export function isMaintained(type: SchoolType): boolean {
  return MAINTAINED.includes(type)
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
  /** What the school tells everybody, whatever their year group. */
  readonly stated: StatedForAll
  readonly version: number
}

/** The clock of each year group that has one, on a given day. */
export type DayClocks = Readonly<Partial<Record<YearGroup, DayClock>>>
