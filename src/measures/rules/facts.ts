import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { FlagKind } from '../../roll/contract.ts'
import type { SessionSpan } from './sessions.ts'

/** One enrolment in one school year: the unit of every figure. A pupil registered at two schools is two enrolments. */
export interface Enrolled {
  readonly pupilId: PupilId
  /** From the first session on roll in the year to the last; marks planned beyond it are in the strip and never counted. */
  readonly onRoll: SessionSpan
  /** One byte a session, 732 long. Read only. */
  readonly strip: Uint8Array
  /** Null only where the pupil was never placed in one. */
  readonly yearGroup: YearGroup | null
  /** The registration group; null where the pupil was in none. */
  readonly groupId: GroupId | null
  readonly sex: 'F' | 'M'
  readonly born: Day
  /** Boarders are outside the attendance register (regulation 10(1)) and outside every published figure. */
  readonly boarder: boolean
  readonly startingDay: Day
  /** The last day on roll, included; null where none is entered. */
  readonly leavingDay: Day | null
  /** Flags of the admission register that hold on the day the figures are for, of the kinds that were asked for. */
  readonly flags: readonly FlagKind[]
  /** What the pupil or a parent says, as it is entered now; null where nobody has been asked, undefined where the question did not need it. */
  readonly ethnicity?: EthnicityCode | null | undefined
}

/** A stretch of the school year between days the school does not meet: a term or half a term, first and last day included. */
export interface Stretch {
  readonly name: string
  readonly from: Day
  readonly to: Day
}

/** All that the figures of one school for one school year are made from. */
export interface SchoolFacts {
  readonly schoolId: SchoolId
  readonly year: SchoolYear
  readonly enrolled: readonly Enrolled[]
  /** 732 long: 1 where the school meets for that session. Read only. */
  readonly meets: Uint8Array
  readonly terms: readonly Stretch[]
  readonly halfTerms: readonly Stretch[]
  /** The journal's last number when the strips were read: what makes a figure repeatable. 0 before the first entry. */
  readonly journalNumber: number
}
