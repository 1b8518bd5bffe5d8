import { longDay } from '../../../kernel/day.ts'
import type { Entry } from '../../contract/entry.ts'
import { meetingsOf } from '../meetings/meetings-of.ts'
import { waitingQuestions } from '../plans/plan-questions.ts'

/** Why a case cannot be closed as it stands, and what to do first. */
export interface ClosingFault {
  readonly code: 'casework.meeting-called' | 'casework.question-waits'
  readonly message: string
}

/**
 * A case in which a meeting is called is not closed: whoever was invited would come to it, or learn from nobody that it does not take place.
 * Actions that were agreed stop no closing; they stay somebody’s duty until they are done or dropped.
 */
export function closingFault(entries: readonly Entry[]): ClosingFault | undefined {
  if (waitingQuestions(entries).length > 0)
    return {
      code: 'casework.question-waits',
      message:
        'A parent asked about a plan and waits for an answer. Answer it on the tab “Plans”; then close the case.',
    }
  const days = meetingsOf(entries).flatMap(({ state, day }) => (state === 'called' ? [longDay(day)] : []))
  if (days.length === 0) return undefined
  const which =
    days.length === 1 ? `A meeting is called for ${days[0]}` : `Meetings are called for ${days.join(' and ')}`
  const them = days.length === 1 ? 'it' : 'them'
  return {
    code: 'casework.meeting-called',
    message: `${which}. Cancel ${them}, so that everybody who was invited is told, or write the minutes; then close the case.`,
  }
}
