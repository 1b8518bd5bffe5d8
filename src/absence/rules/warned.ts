import { addDays, type Day } from '../../kernel/day.ts'
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

/** Days, weekends included, that a family is given to answer before anything of theirs turns unauthorised by itself. */
const DAYS_TO_ANSWER = 2

/** The day up to which a family that is told on a day is asked to answer, that day included. */
export function answerBy(told: Day): Day {
  return addDays(told, DAYS_TO_ANSWER)
}
