import type { Day } from '../../../kernel/day.ts'
import { sessionAt } from '../../../kernel/session.ts'
import { type Ahead, type Aim, aheadOf } from '../ahead/runway.ts'
import { reachOf, toComeBy, type WayAhead, wayAhead } from '../ahead/way-ahead.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { placeOfEnd } from './counted-until.ts'
import { enrolmentFigures } from './group-figures.ts'

/** An enrolment up to a session, with what lies ahead of it up to each of some days. */
export function enrolmentAhead(
  facts: SchoolFacts,
  enrolled: Enrolled,
  of: { span: SessionSpan; to: readonly Day[] },
): { so: readonly Ahead[]; way: WayAhead } {
  const { sessions } = enrolmentFigures(enrolled, of.span)
  const way = wayAhead(facts, enrolled, of.span.to)
  const so = of.to.map((day) => {
    const { toCome, planned } = toComeBy(way, placeOfEnd(facts.year, day))
    return aheadOf(sessions, toCome, planned)
  })
  return { so, way }
}

/** When attending everything that is not planned away brings attendance to an aim. */
export type AimAhead =
  | { readonly state: 'there' | 'out-of-reach' }
  | { readonly state: 'reached'; readonly sessions: number; readonly day: Day }

/** By the end of the year. */
export function aimAhead(
  facts: Pick<SchoolFacts, 'year'>,
  aim: Aim,
  { so, way }: { so: Pick<Ahead, 'absent' | 'possible'>; way: WayAhead },
): AimAhead {
  const reached = reachOf(aim, so, way)
  if (reached === undefined) return { state: 'out-of-reach' }
  if (reached.place === undefined) return { state: 'there' }
  return { state: 'reached', sessions: reached.attended, day: sessionAt(facts.year, reached.place).day }
}
