import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { Sessions } from '../sessions.ts'
import type { Aim } from './runway.ts'
import { sessionToCome } from './session-to-come.ts'

/** The sessions still to come of one enrolment while on roll, in order: those that will be possible. */
export interface WayAhead {
  readonly places: readonly number[]
  /** In step with `places`: an absence is planned then already. */
  readonly isAway: readonly boolean[]
}

/** Walks once over what lies after a place; everything that is said of a pupil's way ahead is read off this. */
export function wayAhead(
  facts: Pick<SchoolFacts, 'meets'>,
  { strip, onRoll }: Pick<Enrolled, 'strip' | 'onRoll'>,
  after: number,
): WayAhead {
  const places: number[] = []
  const isAway: boolean[] = []
  for (let place = Math.max(after + 1, onRoll.from); place <= onRoll.to; place++) {
    const session = sessionToCome(facts, { strip }, place)
    if (session === undefined) continue
    places.push(place)
    isAway.push(session === 'away')
  }
  return { places, isAway }
}

/** How many sessions are to come up to a place, and how many of them are planned as absences already. */
export function toComeBy({ places, isAway }: WayAhead, last: number): { toCome: number; planned: number } {
  let toCome = 0
  let planned = 0
  for (let at = 0; at < places.length && (places[at] ?? 0) <= last; at++) {
    toCome++
    if (isAway[at] === true) planned++
  }
  return { toCome, planned }
}

/**
 * When attending everything that is not planned away brings attendance up to an aim, session by session: planned absences come when they come,
 * and push it back.
 * @returns how many sessions are attended until then and the place of the last of them; none where it is there already; undefined where it is
 *   out of reach.
 */
export function reachOf(
  aim: Aim,
  so: Pick<Sessions, 'absent' | 'possible'>,
  { places, isAway }: WayAhead,
): { readonly attended: number; readonly place: number | undefined } | undefined {
  let { absent, possible } = so
  const isThere = () => 100 * (possible - absent) >= aim * possible
  if (possible > 0 && isThere()) return { attended: 0, place: undefined }
  let attended = 0
  for (const [at, place] of places.entries()) {
    possible++
    if (isAway[at] === true) absent++
    else attended++
    if (isThere()) return { attended, place }
  }
  return undefined
}
