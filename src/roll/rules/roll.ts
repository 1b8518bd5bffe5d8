import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import type { YearGroup } from '../../law/school-age.ts'

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
