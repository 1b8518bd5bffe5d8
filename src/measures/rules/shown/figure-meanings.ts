import type { FigureAsked } from '../definitions/figures.ts'
import { type CodeCounts, isPersistentlyAbsent, isSeverelyAbsent, type Sessions, sessionsWith } from '../sessions.ts'

export {
  FIGURES,
  type FigureAsked,
  type FigureMeaning,
  type FigureName,
  meaningOfFigure,
} from '../definitions/figures.ts'

/** Sessions and codes of an enrolment or of a sum of them. */
export interface Counted {
  readonly sessions: Sessions
  readonly codes: CodeCounts
}

/** How many sessions of a figure: what `count` is for figures in sessions, and by what enrolments are put in order for the others. */
export function sessionsOfFigure({ figure, code }: FigureAsked, { sessions, codes }: Counted): number {
  switch (figure) {
    case 'attendance':
      return sessions.attended
    case 'authorised':
      return sessions.authorised
    case 'unauthorised':
      return sessions.unauthorised
    case 'late':
      return sessions.late
    case 'missing':
      return sessions.missing
    case 'code':
      return code === undefined ? 0 : sessionsWith(codes, code)
    case 'absence':
    case 'persistent':
    case 'severe':
    case 'full':
    case 'pupils':
      return sessions.absent
  }
}

/** Whether an enrolment is one of those that a figure in enrolments counts, or gives at least one session to a figure in sessions. */
export function isCountedIn(asked: FigureAsked, counted: Counted): boolean {
  const { sessions } = counted
  if (asked.figure === 'persistent') return isPersistentlyAbsent(sessions)
  if (asked.figure === 'severe') return isSeverelyAbsent(sessions)
  if (asked.figure === 'full') return sessions.possible > 0 && sessions.absent === 0
  if (asked.figure === 'pupils') return sessions.possible > 0
  return sessionsOfFigure(asked, counted) > 0
}
