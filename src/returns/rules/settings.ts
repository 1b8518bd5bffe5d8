import type { Desk } from './kinds.ts'

/** Where one desk of the authority is reached; what is empty is not known. */
export interface DeskContact {
  readonly name: string
  readonly email: string
  readonly telephone: string
  /** Where its form or portal is. */
  readonly portal: string
}

/** What a school has agreed with its authority. No amount here is law: the regulations leave it to the two. */
export interface ReturnSettings {
  readonly desks: Readonly<Partial<Record<Desk, DeskContact>>>
  /** Sessions of unauthorised absence within a month that put a pupil on the monthly return. */
  readonly irregularSessions: number
  /** Whether the authority also wants ten days missed in a year that were not one after the other. */
  readonly localTenDays: boolean
  /** School days after its beginning by which a part-time timetable is told; null where the authority has named none. */
  readonly partTimeWithin: number | null
  /** By how many percentage points attendance falls in a month before the authority is told of a pupil with a plan. */
  readonly ehcpPoints: number
  /** Whether the virtual school wants a report at the end of each term. */
  readonly virtualSchool: boolean
  /** Whether the authority has asked for returns of those who finish their last year as well. */
  readonly finalYear: boolean
  /** Fields switched on or off against what they are by themselves: `deletion.next-school`. */
  readonly fields: Readonly<Record<string, boolean>>
}

export const FIRST_SETTINGS: ReturnSettings = {
  desks: {},
  irregularSessions: 10,
  localTenDays: false,
  partTimeWithin: null,
  ehcpPoints: 5,
  virtualSchool: false,
  finalYear: false,
  fields: {},
}
