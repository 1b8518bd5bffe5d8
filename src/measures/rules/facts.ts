import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { FlagKind } from '../../roll/contract.ts'
import type { SessionSpan } from './sessions.ts'

/** One enrolment in one school year: the unit of every figure. A pupil registered at two schools is two enrolments. */
export interface Enrolled {
  readonly pupilId: PupilId
  /** From the first session on roll in the year to the last; marks planned beyond it are in the strip and never counted. */
  readonly onRoll: SessionSpan
  /** One byte a session, 732 long. Read only. */
  readonly strip: Uint8Array
  /** -1 nursery, 0 Reception, 1 to 13. */
  readonly yearGroup: number
  readonly groupId: GroupId | undefined
  readonly sex: 'F' | 'M'
  readonly born: Day
  /** Flags of the admission register that hold on the day the figures are for. */
  readonly flags: ReadonlySet<FlagKind>
  /** DfE's ethnic group code where recorded. */
  readonly ethnicity: string | undefined
  /** Pupils who live at one address share it; undefined where none is known. */
  readonly household: string | undefined
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
  /** 732 long: 1 where the school meets for that session. */
  readonly meets: Uint8Array
  readonly terms: readonly Stretch[]
  readonly halfTerms: readonly Stretch[]
  /** The journal's last number when the strips were read, and when that entry was written: what makes a figure repeatable. */
  readonly journal: { readonly number: number; readonly writtenAt: string | undefined }
}
