import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Moment, TimeOfDay } from '../../kernel/time-of-day.ts'
import type { PolicyInForce } from '../../policy/contract.ts'
import type { DayClocks, SchoolCalendar } from '../../roll/contract.ts'
import type { SchoolDays } from '../rules/school-days.ts'

/** What a source is asked. Everything that more than one source needs is read once, by whoever needs it first. */
export interface DutyAsked {
  readonly schoolId: SchoolId
  readonly now: Moment
  readonly today: Day
  readonly time: TimeOfDay
  readonly year: SchoolYear
  /** This year's; undefined where none has been entered. */
  readonly calendar: SchoolCalendar | undefined
  /** The school's days of last year, this one and the next, as far as they are entered: for every clock. */
  readonly days: SchoolDays
  /** The day clock of every year group, as in force today. */
  readonly clocks: DayClocks
  /** What the school's policy sets; `sourceOf(policy, setting)` says where it says so, or which law or guidance holds in its place. */
  readonly policy: PolicyInForce
  /** Ended duties are given where they ended on this day or later. */
  readonly endedSince: Day
  /** Reads something once for all sources of this answer, under a name of the slice's own: `register.strips`. */
  once<T>(name: string, read: () => Promise<T>): Promise<T>
}
