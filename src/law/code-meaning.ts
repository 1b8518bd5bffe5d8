import type { Day } from '../kernel/day.ts'
import type { Citation } from './citation.ts'

/** Codes of regulation 10 of the 2024 Regulations, and the two administrative codes of the guidance. */
export type CurrentCode =
  | ('/' | '\\' | 'L')
  | ('K' | 'V' | 'P' | 'W' | 'B' | 'D')
  | ('C1' | 'M' | 'J1' | 'S' | 'X' | 'C2' | 'C')
  | ('T' | 'R' | 'I' | 'E')
  | ('Q' | 'Y1' | 'Y2' | 'Y3' | 'Y4' | 'Y5' | 'Y6' | 'Y7')
  | ('G' | 'N' | 'O' | 'U')
  | ('Z' | '#')

/** Codes that older registers hold and no register may take any more. */
export type RetiredCode = 'H' | 'F' | 'J' | 'Y'

/** Everything a strip can hold for a session; `-` is the gap where a mark is due and none has been made. */
export type Code = CurrentCode | RetiredCode | '-'

/** The one group of DfE's statistics that a code falls in; what each group does to the sums is in `codes.ts`. */
export type StatisticalClass =
  | 'present'
  | 'approved-activity'
  | 'authorised'
  | 'unauthorised'
  | 'not-possible'
  | 'administrative'
  | 'missing'

/**
 * Where the child is: `in` on site from the start; `late` on site, came while the register was open; `late-in` on site, came
 * after it closed (absent in law, yet on the fire roll); `elsewhere` in education off site; `out` neither; `none` nobody is
 * due; `unknown` no mark.
 */
export type PhysicalMeaning = 'in' | 'late' | 'late-in' | 'elsewhere' | 'out' | 'none' | 'unknown'

/** The part of regulation 10 that a code stands in; `administrative` and `retired` codes stand in none of its tables. */
export type LegalTable =
  | 'T1'
  | 'T2'
  | 'T3-leave'
  | 'T3-other'
  | 'T3-unable'
  | 'T3-unauthorised'
  | 'administrative'
  | 'retired'
  | 'none'

/** Something to be recorded beside a code. */
export interface CodeDetail {
  /** The key in the mark's details. */
  readonly key: string
  /** The question to put to the person who enters the mark. */
  readonly label: string
  /** The mark may not be saved without it. */
  readonly required: boolean
  /**
   * True where the detail follows from the pupil or the calendar (the age behind X, the deadline behind N): nobody types it
   * and it is not kept, because it must move when the calendar does.
   */
  readonly derived: boolean
}

/** What a code means between two days, with its legal, statistical and physical meanings kept apart. */
export interface CodeMeaning {
  readonly code: Code
  /** The number a strip holds for it, 1 to 255. Permanent: never renumbered, never given to another meaning. */
  readonly byte: number
  readonly name: string
  readonly legal: Citation & { readonly table: LegalTable }
  readonly statistical: StatisticalClass
  readonly physical: PhysicalMeaning
  /** Counts toward the 10 sessions in 10 school weeks at which a penalty notice must be considered. */
  readonly countsTowardPenaltyNotice: boolean
  /** In the denominator of every rate. */
  readonly possible: boolean
  readonly attending: boolean
  readonly authorised: boolean
  readonly unauthorised: boolean
  /** First day of this meaning; since before our records where left out. */
  readonly since?: Day
  /** Last day of this meaning, included; still in force where left out. */
  readonly until?: Day
  /** For a retired code: what to enter instead, as the end of a sentence. */
  readonly instead?: string
  readonly details: readonly CodeDetail[]
}
