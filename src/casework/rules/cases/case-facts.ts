import type { Duty, DutyAsked } from '../../../duties/contract.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { EnrolmentOfYear } from '../../../roll/contract.ts'
import type { Entry } from '../../contract/entry.ts'
import type { CaseState } from './case-state.ts'

/** A case as duties are found in it: without restricted entries, with where it stands. Its owner is null where they may not look after cases any more. */
export interface KnownCase {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly entries: readonly Entry[]
  readonly state: CaseState
}

/** All that duties of cases are found in, read once for every part. */
export interface CaseFacts {
  readonly asked: DutyAsked
  /** Open and closed, of children on roll and of those who have left. */
  readonly cases: readonly KnownCase[]
  /** Who is or was on roll this school year. */
  readonly enrolments: ReadonlyMap<PupilId, EnrolmentOfYear>
  /** The marks of this school year. Read only. */
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
  /** Who works at the school now: what was to be done by somebody who does not is with whoever looks after the case. */
  readonly here: ReadonlySet<string>
}

/** What a part knows to be due: pure. */
export type FindDuties = (facts: CaseFacts) => readonly Duty[]
