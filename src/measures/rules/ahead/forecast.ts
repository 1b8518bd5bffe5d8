import type { PupilId } from '../../../kernel/ids.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { isPersistentlyAbsent, type Sessions } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'
import { toComeBy, type WayAhead } from './way-ahead.ts'

/** A pupil of last year, cut at the same place of the year as this year's: what was known then, and what came after. */
export interface Earlier {
  readonly enrolled: Enrolled
  readonly known: Known
  readonly later: Sessions
  readonly whole: Sessions
}

/** What a forecast rests on, in percent of possible sessions: absence so far, and absence of the last four weeks. */
export interface Known {
  readonly sessions: Sessions
  readonly soFar: number
  readonly lately: number
}

export interface Forecast {
  readonly pupilId: PupilId
  /** Absence at the end of the year, percent: the middle, and between which two eight in ten of those alike would end. */
  readonly absence: number
  readonly interval: readonly [low: number, high: number]
  /** How many of how many pupils alike would end persistently absent. */
  readonly persistent: number
  readonly of: number
  /** The same as a chance, drawn a little toward one half: 0 of 40 is not never. */
  readonly chance: number
}

/** Two school weeks are ten days; four weeks of 28 days of the calendar. */
const LATELY = 2 * 28
/** Fewer possible sessions say too little. */
export const FEWEST_KNOWN = 20
/** A last year with fewer pupils has nobody like most. */
export const FEWEST_EARLIER = 40
const MOST_ALIKE = 50

const percent = ({ absent, possible }: Sessions) => (possible === 0 ? 0 : (100 * absent) / possible)

const sessionsFrom = (enrolled: Enrolled, from: number, to: number) =>
  enrolmentFigures(enrolled, { from: from as SessionIndex, to: to as SessionIndex }).sessions

/** What was known of a pupil at a place of the year. Undefined where that is too little. */
export function knownAt(enrolled: Enrolled, place: number): Known | undefined {
  const sessions = sessionsFrom(enrolled, 0, place)
  if (sessions.possible < FEWEST_KNOWN) return undefined
  return { sessions, soFar: percent(sessions), lately: percent(lately(enrolled, place)) }
}

/** Sessions of the four weeks up to a place. */
export function lately(enrolled: Enrolled, place: number): Sessions {
  return sessionsFrom(enrolled, place - LATELY + 1, place)
}

/** Pupils of a whole earlier year, cut at the same place, in the order of their absence so far. */
export function earlierAt(facts: SchoolFacts, place: number): readonly Earlier[] {
  return facts.enrolled
    .flatMap((enrolled): Earlier[] => {
      const known = knownAt(enrolled, place)
      const later = sessionsFrom(enrolled, place + 1, STRIP_LENGTH - 1)
      if (known === undefined || later.possible < FEWEST_KNOWN) return []
      return [{ enrolled, known, later, whole: sessionsFrom(enrolled, 0, STRIP_LENGTH - 1) }]
    })
    .sort((one, other) => one.known.soFar - other.known.soFar)
}

/** How far two are apart, in points: absence so far, and half of absence lately. */
const apartOf = (one: Known, other: Known) =>
  Math.abs(one.soFar - other.soFar) + 0.5 * Math.abs(one.lately - other.lately)

/**
 * The earlier pupils most like one, nearest first; of a small school no more than one in six.
 * @param earlier in the order of absence so far, as `earlierAt` gives them: only those near in it are looked at.
 * @param except the pupil themselves, where they are among the earlier.
 */
export function mostAlike(known: Known, earlier: readonly Earlier[], except?: Earlier): readonly Earlier[] {
  const many = Math.min(MOST_ALIKE, Math.floor((earlier.length - (except === undefined ? 0 : 1)) / 6))
  const nearest: { readonly one: Earlier; readonly apart: number }[] = []
  const gapAt = (at: number) => {
    const one = earlier[at]
    return one === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.known.soFar - known.soFar)
  }
  let above = placeOf(known.soFar, earlier)
  let below = above - 1
  for (;;) {
    const at = gapAt(below) <= gapAt(above) ? below-- : above++
    const one = earlier[at]
    const farthest = nearest.length < many ? Number.POSITIVE_INFINITY : (nearest.at(-1)?.apart ?? 0)
    // What is still to come is farther in absence so far alone.
    if (one === undefined || gapAt(at) >= farthest) return nearest.map((each) => each.one)
    const apart = apartOf(one.known, known)
    if (one === except || apart >= farthest) continue
    let place = nearest.length
    while (place > 0 && (nearest[place - 1]?.apart ?? 0) > apart) place--
    nearest.splice(place, 0, { one, apart })
    if (nearest.length > many) nearest.pop()
  }
}

/** The first place at which absence so far is at least so much. */
function placeOf(soFar: number, earlier: readonly Earlier[]): number {
  let low = 0
  let high = earlier.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((earlier[middle]?.known.soFar ?? 0) < soFar) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * What the rest of the year would bring if this pupil went on as those of last year did who looked most like them at this point: each of those
 * gives one possible rest of the year. Nothing is fitted and nothing is hidden; "34 of the 50 most alike" can be looked up by name.
 * @returns undefined where last year had too few pupils, or too little is known of this one.
 */
export function forecastFor(
  enrolled: Enrolled,
  of: { place: number; earlier: readonly Earlier[]; way: WayAhead },
): Forecast | undefined {
  const known = knownAt(enrolled, of.place)
  if (known === undefined || of.earlier.length < FEWEST_EARLIER) return undefined
  const { toCome, planned } = toComeBy(of.way, STRIP_LENGTH)
  return forecastFrom(enrolled.pupilId, { known, toCome, planned, alike: mostAlike(known, of.earlier) })
}

function forecastFrom(
  pupilId: PupilId,
  of: { known: Known; toCome: number; planned: number; alike: readonly Earlier[] },
): Forecast {
  const { absent, possible } = of.known.sessions
  const ends = of.alike
    .map(({ later }) => {
      const more = Math.max(of.planned, Math.round((of.toCome * later.absent) / later.possible))
      return { absent: absent + more, possible: possible + of.toCome }
    })
    .sort((one, other) => one.absent - other.absent)
  const persistent = ends.filter(isPersistentlyAbsent).length
  const at = (share: number) => {
    const end = ends[Math.min(ends.length - 1, Math.floor(share * ends.length))]
    return end === undefined ? 0 : (100 * end.absent) / Math.max(1, end.possible)
  }
  return {
    pupilId,
    absence: at(0.5),
    interval: [at(0.1), at(0.9)],
    persistent,
    of: ends.length,
    chance: (persistent + 0.5) / (ends.length + 1),
  }
}

/** How often a chance that was named came true. */
export interface Calibration {
  /** Chances from one tenth to the next: how many pupils were given one, the mean of those chances, and the share who ended so. */
  readonly tenths: readonly {
    readonly from: number
    readonly pupils: number
    readonly said: number
    readonly happened: number
  }[]
  /** How many of eight-in-ten intervals held the truth; about 0.8 is right. */
  readonly held: number
  readonly pupils: number
  /** The mean squared distance of chance and truth; 0 is perfect, the second is what always naming the school's share would give. */
  readonly error: number
  readonly errorOfGuessing: number
}

/** A forecast of a pupil of last year, and how it came out. */
export interface Tried {
  readonly enrolled: Enrolled
  readonly forecast: Forecast
  readonly became: boolean
  readonly ended: number
}

/** Forecasts each pupil of last year from all the others, and looks how it came out. */
export function tryOut(earlier: readonly Earlier[]): readonly Tried[] {
  if (earlier.length < FEWEST_EARLIER) return []
  return earlier.map((one) => {
    const alike = mostAlike(one.known, earlier, one)
    const forecast = forecastFrom(one.enrolled.pupilId, {
      known: one.known,
      toCome: one.later.possible,
      planned: 0,
      alike,
    })
    return { enrolled: one.enrolled, forecast, became: isPersistentlyAbsent(one.whole), ended: percent(one.whole) }
  })
}

export function calibrationOf(tried: readonly Tried[]): Calibration {
  const mean = (of: readonly number[]) => (of.length === 0 ? 0 : of.reduce((sum, one) => sum + one, 0) / of.length)
  const share = mean(tried.map(({ became }) => (became ? 1 : 0)))
  return {
    tenths: Array.from({ length: 10 }, (_, tenth) => {
      const within = tried.filter(({ forecast }) => Math.min(9, Math.floor(10 * forecast.chance)) === tenth)
      return {
        from: tenth / 10,
        pupils: within.length,
        said: mean(within.map(({ forecast }) => forecast.chance)),
        happened: mean(within.map(({ became }) => (became ? 1 : 0))),
      }
    }),
    held: mean(
      tried.map(({ forecast, ended }) => (forecast.interval[0] <= ended && ended <= forecast.interval[1] ? 1 : 0)),
    ),
    pupils: tried.length,
    error: mean(tried.map(({ forecast, became }) => (forecast.chance - (became ? 1 : 0)) ** 2)),
    errorOfGuessing: share * (1 - share),
  }
}

/** Whether the forecasts are as right for one group of pupils as for another: what was said on average, and what came. */
export function fairnessOf(
  tried: readonly Tried[],
  isIn: (enrolled: Enrolled) => boolean,
): { readonly pupils: number; readonly said: number; readonly happened: number } {
  const within = tried.filter(({ enrolled }) => isIn(enrolled))
  const sum = (of: (one: Tried) => number) => within.reduce((so, one) => so + of(one), 0)
  const pupils = within.length
  return {
    pupils,
    said: pupils === 0 ? 0 : sum(({ forecast }) => forecast.chance) / pupils,
    happened: pupils === 0 ? 0 : sum(({ became }) => (became ? 1 : 0)) / pupils,
  }
}
