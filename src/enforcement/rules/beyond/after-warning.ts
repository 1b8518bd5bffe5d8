import { type EventOf, eventsOf, type ThreadEvent } from '../../contract/event.ts'
import { isCounted } from '../national-threshold.ts'
import type { CountedMark } from '../threshold/standing.ts'
import type { ActionState } from './action-state.ts'

/** What else is known of a child whose family was given a final warning. */
export interface SinceWarning {
  /** The child’s sessions of unauthorised absence, in their order; those before the warning do no harm. */
  readonly marks: readonly CountedMark[]
  /** The considerations of formal steps about the child. */
  readonly considerations: readonly { readonly threadId: string; readonly events: readonly ThreadEvent[] }[]
}

/** The next session of unauthorised absence after a final warning, where the head has not decided on a formal step since. */
export interface AfterWarning {
  readonly mark: CountedMark
  /** The questions that go on already. */
  readonly going: string | null
}

/**
 * What follows on a final warning: a penalty notice is considered at the next unauthorised absence (an authority’s way of working, appendix A21 of the
 * domain reference). A session of the day of the warning itself is let pass: nobody knows whether the family had the letter. Null where none was missed
 * since, or where the head has decided after it.
 */
export function afterWarning(
  { stage, since }: Pick<ActionState, 'stage' | 'since'>,
  { marks, considerations }: SinceWarning,
): AfterWarning | null {
  if (stage !== 'warned') return null
  const mark = marks.find(({ session, code }) => session.day > since && isCounted(code))
  if (mark === undefined) return null
  const decisions = considerations.flatMap(({ events }): EventOf<'decided'>[] => [...eventsOf(events, 'decided')])
  if (decisions.some(({ day }) => day >= mark.session.day)) return null
  const going = considerations.findLast(({ events }) => eventsOf(events, 'decided').length === 0)
  return { mark, going: going?.threadId ?? null }
}
