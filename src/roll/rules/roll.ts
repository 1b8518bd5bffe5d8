import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { FlagKind } from './flag-visibility.ts'

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

/**
 * One enrolment within one school year: DfE's unit of every figure, bounded as the law bounds it. A pupil is in the admission
 * register from the beginning of the starting day (regulation 8 of SI 2024/208) to the end of the leaving day, so no mark of a strip before
 * `firstSession` or after `lastSession` counts, although a plan made before the pupil left may have put one there.
 */
export interface EnrolmentOfYear {
  readonly pupilId: PupilId
  /** Null only where the pupil was never placed in one. */
  readonly yearGroup: YearGroup | null
  /** The registration group; null where the pupil was in none on that day. */
  readonly groupId: GroupId | null
  readonly sex: 'F' | 'M'
  readonly born: Day
  /** Boarders are outside the attendance register (regulation 10(1)). */
  readonly boarder: boolean
  readonly startingDay: Day
  /** The last day on roll, included; null where none is entered. */
  readonly leavingDay: Day | null
  /** The first and the last place of the year's strip on roll, both included: 0 and the year's last (729, or 731 in a leap year) where on roll throughout. */
  readonly firstSession: SessionIndex
  readonly lastSession: SessionIndex
  /** In force on the day asked about, of the kinds asked for, in the order they were asked in. */
  readonly flags: readonly FlagKind[]
}
