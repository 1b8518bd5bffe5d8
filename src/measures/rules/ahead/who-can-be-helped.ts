import type { Day } from '../../../kernel/day.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { Enrolled, SchoolFacts, Stretch } from '../facts.ts'
import type { Sessions } from '../sessions.ts'
import { placeOfEnd } from '../shown/counted-until.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'
import { type Earlier, type Forecast, forecastFor } from './forecast.ts'
import { type Aim, aheadOf, sessionsLeftBefore } from './runway.ts'
import { reachOf, toComeBy, wayAhead } from './way-ahead.ts'

/**
 * `can-stay-below`: the pupil can still end the year below 10 %; `past-10`: not, whatever happens, but below 50 %; `past-50`: not below 50 %
 * either. By the year's sessions, attended from now on but for what is planned already.
 */
type Standing = 'can-stay-below' | 'past-10' | 'past-50'

/** How many more sessions can be missed by an end, and what there is until then. Below 0: too late by so many. */
interface Left {
  readonly before10: number
  readonly before50: number
  readonly toCome: number
  readonly planned: number
}

/** With every session attended from now on that is not planned away: how many of them, and the day of the last. */
export interface Reach {
  readonly sessions: number
  /** Undefined where the aim is reached already. */
  readonly day: Day | undefined
}

export interface OnesAhead {
  readonly enrolled: Enrolled
  readonly sessions: Sessions
  /** By the end of the term; undefined after the last. */
  readonly term: Left | undefined
  readonly year: Left
  readonly reaches95: Reach | undefined
  readonly reaches90: Reach | undefined
  readonly standing: Standing
  readonly forecast: Forecast | undefined
}

/** The first term with days after a session counted: on its last morning still that one, after its last afternoon the next. */
export function termToCome({ year, terms }: Pick<SchoolFacts, 'year' | 'terms'>, after: number): Stretch | undefined {
  return terms.find(({ to }) => placeOfEnd(year, to) > after)
}

/** All that lies ahead of one pupil, seen from a place of the year. Undefined where the pupil has no possible session yet. */
export function onesAhead(
  facts: SchoolFacts,
  enrolled: Enrolled,
  of: { place: SessionIndex; termEnds: SessionIndex | undefined; earlier: readonly Earlier[] },
): OnesAhead | undefined {
  const { place, termEnds, earlier } = of
  const { sessions } = enrolmentFigures(enrolled, { from: 0 as SessionIndex, to: place })
  if (sessions.possible === 0) return undefined
  const way = wayAhead(facts, enrolled, place)
  const leftBy = (end: SessionIndex): Left => {
    const { toCome, planned } = toComeBy(way, end)
    const ahead = aheadOf(sessions, toCome, planned)
    return { before10: sessionsLeftBefore(10, ahead), before50: sessionsLeftBefore(50, ahead), toCome, planned }
  }
  const year = leftBy(enrolled.onRoll.to)
  const reaches = (aim: Aim): Reach | undefined => {
    const found = reachOf(aim, sessions, way)
    const day = found?.place === undefined ? undefined : sessionAt(facts.year, found.place).day
    return found && { sessions: found.attended, day }
  }
  return {
    enrolled,
    sessions,
    term: termEnds === undefined ? undefined : leftBy(termEnds),
    year,
    reaches95: reaches(95),
    reaches90: reaches(90),
    standing: standingOf(year),
    forecast: year.toCome === 0 ? undefined : forecastFor(enrolled, { place, earlier, way }),
  }
}

function standingOf({ before10, before50 }: Left): Standing {
  if (before10 >= 0) return 'can-stay-below'
  return before50 >= 0 ? 'past-10' : 'past-50'
}

/** A chance of one in four to end persistently absent, or 5 % absence, is worth a name in a list. */
const WORTH_A_CHANCE = 0.25

export function isWorthListing({ sessions, forecast }: OnesAhead): boolean {
  return 20 * sessions.absent >= sessions.possible || (forecast?.chance ?? 0) >= WORTH_A_CHANCE
}

const ORDER: readonly Standing[] = ['can-stay-below', 'past-10', 'past-50']
/** What an ordinary pupil misses of the sessions to come: with less room than that, help comes late. */
const ORDINARY_PERCENT = 5

/** The chance to end persistently absent, less where so little room is left that an ordinary pupil's absence would be too much already. */
function needOf({ forecast, year }: Pick<OnesAhead, 'forecast' | 'year'>): number {
  const ordinary = (ORDINARY_PERCENT * year.toCome) / 100
  const room = ordinary === 0 ? 0 : Math.min(1, Math.max(0, year.before10) / ordinary)
  return (forecast?.chance ?? 0) * room
}

/**
 * Those first who can still be helped: of pupils who can stay below 10 %, the greatest need (the likeliest not to, with room to); then those who
 * are past it, by how near 50 % is; then those past that.
 */
export function byWhoCanBeHelped(one: OnesAhead, other: OnesAhead): number {
  const byStanding = ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing)
  if (byStanding !== 0) return byStanding
  if (one.standing === 'can-stay-below') return needOf(other) - needOf(one) || one.year.before10 - other.year.before10
  return one.year.before50 - other.year.before50
}
