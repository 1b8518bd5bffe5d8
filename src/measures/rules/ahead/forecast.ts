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
  /** Absence at the end of the year, percent: the middle of the ends that `projected` gives, and the range without the outermost tenth at either side. */
  readonly absence: number
  readonly interval: readonly [low: number, high: number]
  /** How many of those ends lie in the range, its edges with it. */
  readonly within: number
  /** With the rest of the year that how many of how many pupils alike had, this pupil would end persistently absent. */
  readonly persistent: number
  readonly of: number
  /** The same as a chance, pulled toward the school's share as by one pupil more: 0 of 40 is not never. */
  readonly chance: number
  /** The share of all pupils of the earlier year who ended it persistently absent: toward it the chance is pulled. */
  readonly share: number
}

/** One of those alike, and how this pupil would end with the rest of the year that the other had. */
export interface Projected {
  readonly one: Earlier
  readonly end: Pick<Sessions, 'absent' | 'possible'>
  readonly persistent: boolean
  /** Whether the end lies in the range of the forecast. */
  readonly within: boolean
}

/** Two school weeks are ten days; four weeks of 28 days of the calendar. */
const LATELY = 2 * 28
/** Fewer possible sessions say too little. */
export const FEWEST_KNOWN = 20
/** A last year with fewer pupils has nobody like most. */
export const FEWEST_EARLIER = 40
const MOST_ALIKE = 50

const percent = ({ absent, possible }: Pick<Sessions, 'absent' | 'possible'>) =>
  possible === 0 ? 0 : (100 * absent) / possible

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

/** Who is forecast from what: the place of the year seen from, the earlier year cut there, and this pupil's sessions to come. */
interface SeenFrom {
  readonly place: number
  readonly earlier: readonly Earlier[]
  readonly way: WayAhead
}

/**
 * What the rest of the year would bring if this pupil went on as those of last year did who looked most like them at this point: each of those
 * gives one possible rest of the year, by the later absence they had for each of their later sessions, on this pupil's sessions to come. It is not how
 * those ended: they had more or less behind them. Nothing is fitted and nothing is hidden; "with that of 34 of the 50 most alike" can be looked
 * up by name (`projected`).
 * @returns undefined where last year had too few pupils, or too little is known of this one.
 */
export function forecastFor(enrolled: Enrolled, of: SeenFrom): Forecast | undefined {
  const rests = restsFor(enrolled, of)
  return rests && forecastFrom(enrolled.pupilId, { ends: projectedFrom(rests), share: shareOf(of.earlier) })
}

/** Those most alike, nearest first, with the end that each gives: every number of the forecast is a count of these. Empty where there is none. */
export function projected(enrolled: Enrolled, of: SeenFrom): readonly Projected[] {
  const rests = restsFor(enrolled, of)
  return rests === undefined ? [] : projectedFrom(rests)
}

interface Rests {
  readonly known: Known
  readonly toCome: number
  readonly planned: number
  readonly alike: readonly Earlier[]
}

function restsFor(enrolled: Enrolled, { place, earlier, way }: SeenFrom): Rests | undefined {
  const known = knownAt(enrolled, place)
  if (known === undefined || earlier.length < FEWEST_EARLIER) return undefined
  return { known, ...toComeBy(way, STRIP_LENGTH), alike: mostAlike(known, earlier) }
}

function projectedFrom({ known, toCome, planned, alike }: Rests): readonly Projected[] {
  const { absent, possible } = known.sessions
  const ends = alike.map(({ later }) => ({
    absent: absent + Math.max(planned, Math.round((toCome * later.absent) / later.possible)),
    possible: possible + toCome,
  }))
  const inOrder = ends.map((end) => end.absent).sort((one, other) => one - other)
  const [low, high] = [at(inOrder, 0.1), at(inOrder, 0.9)]
  return alike.flatMap((one, place) => {
    const end = ends[place]
    if (end === undefined) return []
    return [{ one, end, persistent: isPersistentlyAbsent(end), within: low <= end.absent && end.absent <= high }]
  })
}

/** The one of a list in order before which so great a share of it lies. */
const at = (inOrder: readonly number[], share: number): number =>
  inOrder[Math.min(inOrder.length - 1, Math.floor(share * inOrder.length))] ?? 0

const shareOf = (earlier: readonly Earlier[]) =>
  earlier.filter(({ whole }) => isPersistentlyAbsent(whole)).length / Math.max(1, earlier.length)

function forecastFrom(pupilId: PupilId, { ends, share }: { ends: readonly Projected[]; share: number }): Forecast {
  const inOrder = ends.map(({ end }) => percent(end)).sort((one, other) => one - other)
  const persistent = ends.filter((one) => one.persistent).length
  return {
    pupilId,
    absence: at(inOrder, 0.5),
    interval: [at(inOrder, 0.1), at(inOrder, 0.9)],
    within: ends.filter(({ within }) => within).length,
    persistent,
    of: ends.length,
    chance: (persistent + share) / (ends.length + 1),
    share,
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
  const all = shareOf(earlier) * earlier.length
  return earlier.map((one) => {
    const alike = mostAlike(one.known, earlier, one)
    const ends = projectedFrom({ known: one.known, toCome: one.later.possible, planned: 0, alike })
    const became = isPersistentlyAbsent(one.whole)
    // How this pupil ended is not known to their own forecast: they are not in the school's share either.
    const share = (all - (became ? 1 : 0)) / (earlier.length - 1)
    const forecast = forecastFrom(one.enrolled.pupilId, { ends, share })
    return { enrolled: one.enrolled, forecast, became, ended: percent(one.whole) }
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
