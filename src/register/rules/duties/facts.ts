import type { SchoolDays } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import type { GroupId, PersonId, PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import type { PolicyInForce } from '../../../policy/contract.ts'
import type { DayClocks, EnrolmentOfYear, RollGroup, SchoolCalendar } from '../../../roll/contract.ts'

/** All that the register's duties are found in: read once for a whole school. */
export interface DutyFacts {
  readonly year: SchoolYear
  readonly today: Day
  readonly time: TimeOfDay
  readonly calendar: SchoolCalendar | undefined
  readonly days: SchoolDays
  readonly clocks: DayClocks
  readonly policy: PolicyInForce
  readonly groups: readonly RollGroup[]
  readonly tutors: ReadonlyMap<GroupId, readonly PersonId[]>
  /** Boarders are not among them: the attendance register is not kept for them. */
  readonly enrolments: readonly EnrolmentOfYear[]
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
  /** Of last year, only strips in which an N still stands, or whose last mark may belong to an absence that goes on. */
  readonly lastYear: ReadonlyMap<PupilId, Uint8Array>
}
