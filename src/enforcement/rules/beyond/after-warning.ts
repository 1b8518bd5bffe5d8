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

/** The next session of unauthorised absence after a final warning, where the head has not decided since it was missed. */
export interface AfterWarning {
  readonly mark: CountedMark
  /** The questions that go on already. */
  readonly going: string | null
}

/**
 * What follows on a final warning: a penalty notice is considered at the next unauthorised absence (an authority’s way of working, appendix A21 of the
 * domain reference). A session of the day of the warning itself is let pass: nobody knows whether the family had the letter. Where the head decides on no
 * notice the warning stands, and the next session that is missed is watched for as the first was. A notice is what the warning announced: with it the
 * watch has come to its end. Null where none was missed since, or where the head has decided after it.
 */
export function afterWarning(
  { stage, since }: Pick<ActionState, 'stage' | 'since'>,
  { marks, considerations }: SinceWarning,
): AfterWarning | null {
  if (stage !== 'warned') return null
  const missed = marks.filter(({ session, code }) => session.day > since && isCounted(code))
  const [first] = missed
  if (first === undefined) return null
  // What was decided before anything was missed again is about what was missed before the warning.
  const decisions = considerations
    .flatMap(({ events }): EventOf<'decided'>[] => [...eventsOf(events, 'decided')])
    .filter(({ day }) => day >= first.session.day)
  if (decisions.some(({ body }) => body.decision !== 'no notice')) return null
  const mark = missed.find(({ session }) => decisions.every(({ day }) => day < session.day))
  if (mark === undefined) return null
  const going = considerations.findLast(({ events }) => eventsOf(events, 'decided').length === 0)
  return { mark, going: going?.threadId ?? null }
}
