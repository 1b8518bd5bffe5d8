import type { PupilId } from '../../kernel/ids.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'

/** Sessions of a pupil of which the family was told that they become unauthorised; both included. */
export interface Warned {
  readonly pupilId: PupilId
  readonly from: Session
  readonly to: Session
}

/** Whether the family was told about this very session: a warning about Monday is none about Tuesday. */
export function isWarned(warnings: readonly Warned[], mark: { pupilId: PupilId; session: Session }): boolean {
  return warnings.some(
    ({ pupilId, from, to }) =>
      pupilId === mark.pupilId && compareSessions(from, mark.session) <= 0 && compareSessions(mark.session, to) <= 0,
  )
}
