import type { PupilId } from '../../../kernel/ids.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import { YEAR_GROUPS } from '../../../law/school-age.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan, Sessions } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'

/** Something done for some pupils from a day on: a programme, a breakfast club. */
export interface Support {
  readonly pupilIds: ReadonlySet<PupilId>
  /** The first place of the strip with the support; what lies before is "before". */
  readonly start: SessionIndex
  /** The last place to look at. */
  readonly end: SessionIndex
}

/** One supported pupil beside the pupils most like them before. Changes are in points of absence, after less before. */
export interface Matched {
  readonly pupilId: PupilId
  readonly before: Sessions
  readonly after: Sessions
  readonly change: number
  /** Nearest first. */
  readonly alike: readonly { readonly pupilId: PupilId; readonly change: number }[]
  /** The mean change of those alike. */
  readonly changeOfAlike: number
}

/** What came of a support. All changes in percentage points of absence: below zero is less absence. */
export interface Outcome {
  readonly matched: readonly Matched[]
  /** Supported pupils left out, and why. */
  readonly leftOut: readonly { readonly pupilId: PupilId; readonly why: 'too few sessions' | 'nobody alike' }[]
  readonly change: number
  readonly changeOfAlike: number
  /** `change` less `changeOfAlike`: what the support may have done, with a 95 % interval; no interval below five pupils. */
  readonly effect: number
  readonly interval: readonly [low: number, high: number] | undefined
}

/** Fewer possible sessions than this, before or after, say little of a pupil. */
export const FEWEST_SESSIONS = 20
/** Each pupil is set beside so many of those most like them. */
const ALIKE = 5
/** Pupils whose absence before differs by more than this many points are not alike, however near they are among those there are. */
const MOST_APART = 5
const FEWEST_FOR_INTERVAL = 5

const EMPTY = 0

interface Candidate {
  readonly enrolled: Enrolled
  readonly before: Sessions
  readonly after: Sessions
  /** Percent of possible sessions. */
  readonly rate: number
  /** The same for the second half of "before": whether it was getting worse. */
  readonly lately: number
  readonly change: number
}

const rateOf = ({ absent, possible }: Sessions) => (possible === 0 ? EMPTY : (100 * absent) / possible)

/**
 * Compares the change of supported pupils with the change of pupils who were alike before and had no support: the same school, about the same
 * year group, nearly the same absence before and lately. Pupils are chosen for support when they are at their worst, and would on average have
 * come back toward their usual selves without it (regression to the mean); so would those alike, which is why their change is taken away.
 * It is not an experiment: who was chosen may differ in ways that marks do not show.
 */
export function didItHelp(facts: SchoolFacts, support: Support): Outcome {
  const candidates = facts.enrolled.map((enrolled) => candidateOf(enrolled, support))
  const enough = (one: Candidate) => Math.min(one.before.possible, one.after.possible) >= FEWEST_SESSIONS
  const isSupported = ({ enrolled }: Candidate) => support.pupilIds.has(enrolled.pupilId)
  const others = candidates.filter((one) => !isSupported(one) && enough(one))
  const matched: Matched[] = []
  const leftOut: Outcome['leftOut'][number][] = []
  for (const one of candidates.filter(isSupported)) {
    const { pupilId } = one.enrolled
    if (!enough(one)) leftOut.push({ pupilId, why: 'too few sessions' })
    else {
      const alike = mostAlike(one, others)
      if (alike.length === 0) leftOut.push({ pupilId, why: 'nobody alike' })
      else
        matched.push({
          pupilId,
          before: one.before,
          after: one.after,
          change: one.change,
          alike: alike.map(({ enrolled, change }) => ({ pupilId: enrolled.pupilId, change })),
          changeOfAlike: mean(alike.map(({ change }) => change)),
        })
    }
  }
  const change = mean(matched.map((one) => one.change))
  const changeOfAlike = mean(matched.map((one) => one.changeOfAlike))
  return { matched, leftOut, change, changeOfAlike, effect: change - changeOfAlike, interval: intervalOf(matched) }
}

function candidateOf(enrolled: Enrolled, { start, end }: Support): Candidate {
  const of = (from: number, to: number): Sessions =>
    enrolmentFigures(enrolled, { from: from as SessionIndex, to: to as SessionIndex } satisfies SessionSpan).sessions
  const before = of(0, start - 1)
  const after = of(start, end)
  const since = enrolled.onRoll.from
  const lately = of(Math.floor((since + start) / 2), start - 1)
  return {
    enrolled,
    before,
    after,
    rate: rateOf(before),
    lately: rateOf(lately),
    change: rateOf(after) - rateOf(before),
  }
}

function mostAlike(one: Candidate, others: readonly Candidate[]): readonly Candidate[] {
  const yearOf = ({ enrolled }: Candidate) =>
    enrolled.yearGroup === null ? -1 : YEAR_GROUPS.indexOf(enrolled.yearGroup)
  return others
    .filter((other) => Math.abs(other.rate - one.rate) <= MOST_APART)
    .map((other) => ({
      other,
      // Points of absence; a year group apart weighs as much as one point.
      apart:
        Math.abs(other.rate - one.rate) +
        0.5 * Math.abs(other.lately - one.lately) +
        Math.abs(yearOf(other) - yearOf(one)),
    }))
    .sort((a, b) => a.apart - b.apart)
    .slice(0, ALIKE)
    .map(({ other }) => other)
}

function mean(of: readonly number[]): number {
  return of.length === 0 ? 0 : of.reduce((sum, one) => sum + one, 0) / of.length
}

/**
 * Student's 95 % interval of the difference. A pupil who is alike to several of the supported counts for each of them, which makes the mean of
 * those alike less certain than their number suggests: their weights are added up before they are squared.
 */
function intervalOf(matched: readonly Matched[]): readonly [number, number] | undefined {
  if (matched.length < FEWEST_FOR_INTERVAL) return undefined
  const used = new Map<PupilId, { change: number; weight: number }>()
  for (const { alike } of matched)
    for (const { pupilId, change } of alike) {
      const weight = (used.get(pupilId)?.weight ?? 0) + 1 / (alike.length * matched.length)
      used.set(pupilId, { change, weight })
    }
  const others = [...used.values()]
  const squares = others.reduce((sum, { weight }) => sum + weight ** 2, 0)
  const ofSupported = varianceOf(matched.map((one) => one.change)) / matched.length
  const ofAlike = varianceOf(others.map((one) => one.change)) * squares
  const middle = mean(matched.map((one) => one.change)) - mean(matched.map((one) => one.changeOfAlike))
  const degrees = Math.max(1, Math.min(matched.length, others.length) - 1)
  const reach = studentReach(degrees) * Math.sqrt(ofSupported + ofAlike)
  return [middle - reach, middle + reach]
}

function varianceOf(of: readonly number[]): number {
  const middle = mean(of)
  return of.reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, of.length - 1)
}

/** The 97.5 % point of Student's distribution, by the expansion about the normal one; within 0.01 from four degrees of freedom on. */
export function studentReach(degrees: number): number {
  const z = 1.959_964
  const first = (z ** 3 + z) / 4
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3
}

/** What an outcome says, in words a head can repeat to governors without promising too much. */
export function outcomeInWords({ matched, change, changeOfAlike, effect, interval }: Outcome): string {
  const points = (value: number) => `${Math.abs(value).toFixed(1)} points ${value <= 0 ? 'less' : 'more'} absence`
  if (matched.length === 0)
    return 'Nobody can be compared yet: more sessions are needed before and after, or there is nobody alike.'
  const seen =
    `The ${matched.length === 1 ? 'pupil' : `${matched.length} pupils`} had ${points(change)} after than before; ` +
    `pupils who were alike before and had no support had ${points(changeOfAlike)}.`
  if (interval === undefined)
    return `${seen} With fewer than ${FEWEST_FOR_INTERVAL} pupils nobody can say whether the difference is chance.`
  const [low, high] = interval
  const range = `The difference is ${points(effect)} (95 % interval: ${low.toFixed(1)} to ${high.toFixed(1)} points)`
  if (high < 0) return `${seen} ${range}: more than chance explains.`
  if (low > 0) return `${seen} ${range}: absence rose more than among those alike.`
  return `${seen} ${range}, which chance alone could explain.`
}

/** The same in one line for a list: what happened to absence beside those alike, and how sure that is. */
export function outcomeInLine({ matched, effect, interval }: Pick<Outcome, 'matched' | 'effect' | 'interval'>): string {
  if (matched.length === 0) return 'Too early, or nobody alike: nothing to compare yet'
  const points = Math.abs(effect).toFixed(1)
  const what =
    points === '0.0'
      ? 'Absence changed as it did among those alike'
      : `Absence ${effect < 0 ? 'fell' : 'rose'} by ${points} points beside those alike`
  if (interval === undefined) return `${what}; too few pupils to say whether that is chance`
  const [low, high] = interval
  const range = `95 % interval ${signed(low)} to ${signed(high)}`
  return `${what} (${range})${low <= 0 && high >= 0 ? ': chance alone could explain it' : ''}`
}

function signed(points: number): string {
  return points
    .toFixed(1)
    .replace(/^-0\.0$/, '0.0')
    .replace('-', '−')
}
