import type { Day } from '../../../kernel/day.ts'
import { sessionAt } from '../../../kernel/session.ts'
import { type Ahead, type Aim, aheadOf, sessionsToReach } from '../ahead/runway.ts'
import { sessionToCome } from '../ahead/session-to-come.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { countStrip, noSessions, type SessionSpan, sessionsOf } from '../sessions.ts'
import { onRollWithin } from './asked.ts'
import { placeOfEnd } from './counted-until.ts'

/** The sessions to come of one enrolment, by place: what is planned there already is in the strip. */
export interface SessionsAhead {
  /** Sessions that will be possible: the school meets, and nothing planned makes them impossible. */
  readonly places: readonly number[]
  /** Of those, absences planned already. */
  readonly planned: readonly number[]
}

/** What lies ahead of an enrolment after the last session counted, up to and including a day. */
export function sessionsAhead(facts: SchoolFacts, enrolled: Enrolled, of: { after: number; to: Day }): SessionsAhead {
  const last = Math.min(enrolled.onRoll.to, placeOfEnd(facts.year, of.to))
  const places: number[] = []
  const planned: number[] = []
  for (let place = Math.max(of.after + 1, enrolled.onRoll.from); place <= last; place++) {
    const session = sessionToCome(facts, enrolled, place)
    if (session === undefined) continue
    places.push(place)
    if (session === 'away') planned.push(place)
  }
  return { places, planned }
}

/** An enrolment up to a session, with what lies ahead of it up to a day. */
export function enrolmentAhead(
  facts: SchoolFacts,
  enrolled: Enrolled,
  of: { span: SessionSpan; to: Day },
): { so: Ahead; ahead: SessionsAhead } {
  const counts = noSessions()
  countStrip(counts, enrolled.strip, onRollWithin(enrolled, of.span))
  const ahead = sessionsAhead(facts, enrolled, { after: of.span.to, to: of.to })
  return { so: aheadOf(sessionsOf(counts), ahead.places.length, ahead.planned.length), ahead }
}

/** When attending everything that is not planned away brings attendance to an aim. */
export type AimAhead =
  | { readonly state: 'there' | 'out-of-reach' }
  | { readonly state: 'reached'; readonly sessions: number; readonly day: Day }

/** By the end of the year. Planned absences come when they come, and push the day back. */
export function aimAhead(facts: SchoolFacts, aim: Aim, { so, ahead }: { so: Ahead; ahead: SessionsAhead }): AimAhead {
  if (so.possible > 0 && 100 * (so.possible - so.absent) >= aim * so.possible) return { state: 'there' }
  if (sessionsToReach(aim, so) === undefined) return { state: 'out-of-reach' }
  let { absent, possible } = so
  let attended = 0
  for (const place of ahead.places) {
    possible++
    if (ahead.planned.includes(place)) absent++
    else attended++
    if (100 * (possible - absent) >= aim * possible)
      return { state: 'reached', sessions: attended, day: sessionAt(facts.year, place).day }
  }
  return { state: 'out-of-reach' }
}
