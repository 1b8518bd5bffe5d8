import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Moment, TimeOfDay } from '../../kernel/time-of-day.ts'
import type { Citation } from '../../law/citation.ts'
import type { SchoolCalendar } from '../../roll/contract.ts'
import type { SchoolDays } from '../rules/school-days.ts'

/** One thing that a school's policy sets, with the section that says so (or the law it falls back to). */
export interface PolicySetting<T> {
  readonly value: T
  readonly source: Citation
}

/**
 * What of a school's policy makes or changes duties, as plain data. Null: the policy does not say, so there is no such duty beyond
 * the law's own. `src/main/duty-sources.ts` makes it of the policy in force.
 */
export interface PolicyClocks {
  /** B2: minutes after the register opens within which home is called. */
  readonly firstContactMinutes: PolicySetting<number> | null
  /** B5 to B7: consecutive days of illness after which evidence may be asked for, where there is doubt. */
  readonly evidenceAfterDays: PolicySetting<number> | null
  /** B9: days without contact after which the child is referred to the authority. */
  readonly noContactDays: PolicySetting<number> | null
  /** B10: per cent of attendance below which the school writes to parents. */
  readonly letterBelowPercent: PolicySetting<number> | null
  /** B11: the school's target, in per cent. */
  readonly targetPercent: PolicySetting<number> | null
  /** B13: late sessions in a half-term after which the school meets the family. */
  readonly lateTimes: PolicySetting<number> | null
  /** B17: telephone numbers that the school wants for each pupil. */
  readonly contactNumbers: PolicySetting<number> | null
  /** B18: how often attendance is analysed for reports. */
  readonly analysis: PolicySetting<readonly ('half-term' | 'term' | 'year')[]> | null
  /** B20: reports to parents in a year. */
  readonly reportsAYear: PolicySetting<number> | null
  /** B22: the day by which the policy is to be reviewed. */
  readonly reviewBy: PolicySetting<Day> | null
}

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
  readonly policy: PolicyClocks
  /** Ended duties are given where they ended on this day or later. */
  readonly endedSince: Day
  /** Reads something once for all sources of this answer, under a name of the slice's own: `register.strips`. */
  once<T>(name: string, read: () => Promise<T>): Promise<T>
}
