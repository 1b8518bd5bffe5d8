import type { PupilId } from '../../../kernel/ids.ts'
import type { SessionIndex } from '../../../kernel/session.ts'
import { YEAR_GROUPS } from '../../../law/school-age.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan, Sessions } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'
import { type Slope, slopeOf } from './remaining-gap.ts'

/** Something done for some pupils from a day on: a programme, a breakfast club. */
export interface Support {
  readonly pupilIds: ReadonlySet<PupilId>
  /** The first place of the strip with the support; what lies before is "before". */
  readonly start: SessionIndex
  /** The last place to look at. */
  readonly end: SessionIndex
}

/** A pupil with the support, from a place of their own to a place of their own. */
export interface Begun {
  readonly pupilId: PupilId
  readonly start: SessionIndex
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
  /** How many points more absence before than those alike had. */
  readonly gap: number
}

/** What came of a support. All changes in percentage points of absence: below zero is less absence. */
export interface Outcome {
  readonly matched: readonly Matched[]
  /** Supported pupils left out, and why. */
  readonly leftOut: readonly { readonly pupilId: PupilId; readonly why: 'too few sessions' | 'nobody alike' }[]
  readonly change: number
  readonly changeOfAlike: number
  /** How many points more absence the supported had before than those alike: what matching left. */
  readonly gap: number
  /** What of the change goes with that gap: the gap times the change for each point of absence before, among pupils without the support. */
  readonly changeOfGap: number
  /** `change` less `changeOfAlike` less `changeOfGap`: what the support may have done. Undefined where equals are missing: then nothing can be said. */
  readonly effect: number | undefined
  /** The 95 % interval of `effect`. */
  readonly interval: readonly [low: number, high: number] | undefined
  /** Why there is no interval. */
  readonly noInterval: 'few pupils' | 'few alike' | 'no equals' | undefined
}

/** Fewer possible sessions than this, before or after, say little of a pupil. */
export const FEWEST_SESSIONS = 20
/** Each pupil is set beside so many of those most like them. */
const ALIKE = 5
/** Pupils whose absence before differs by more than this many points are not alike, however near they are among those there are. */
const MOST_APART = 2
/** So far around the supported, in points of absence before, it is looked how change goes with absence before. */
const NEAR = 5
/** Where those alike had, on average, so many points more or less before, there were no equals, and no correction can carry a claim. */
const WIDEST_GAP = 1
const NO_GAP = 0.05
export const FEWEST_FOR_INTERVAL = 5

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
 * Where those alike still had a little less absence before, they come back a little less: that is corrected by how change goes with absence
 * before among pupils without the support (bias-corrected matching, Abadie and Imbens 2011). Where everybody with so much absence was
 * supported there is nobody to correct from, and no difference is given.
 * It is not an experiment: who was chosen may differ in ways that marks do not show.
 */
export function didItHelp(facts: SchoolFacts, { pupilIds, start, end }: Support): Outcome {
  return comparedEach(facts)([...pupilIds].map((pupilId) => ({ pupilId, start, end })))
}

/**
 * The same where each pupil began on a day of their own: those alike are looked at over the same sessions as each of the supported. How change
 * goes with absence before is taken from the sessions that most of the supported have in common.
 * @returns a comparison that remembers what it counted, for several kinds of support of the same school and year
 */
export function comparedEach(facts: SchoolFacts): (begun: readonly Begun[]) => Outcome {
  const counted = new Map<string, readonly Candidate[]>()
  const candidatesOver = (span: Omit<Begun, 'pupilId'>) => {
    const name = `${span.start} ${span.end}`
    const known = counted.get(name) ?? facts.enrolled.map((enrolled) => candidateOf(enrolled, span))
    counted.set(name, known)
    return known
  }
  return (begun) => {
    const supported = new Set(begun.map(({ pupilId }) => pupilId))
    const parts = [...Map.groupBy(begun, ({ start, end }) => `${start} ${end}`).values()].flatMap((together) => {
      const [span] = together
      if (span === undefined) return []
      const candidates = candidatesOver(span)
      const here = new Set(together.map(({ pupilId }) => pupilId))
      const others = candidates.filter((one) => !supported.has(one.enrolled.pupilId) && hasEnough(one))
      const found = candidates.filter(({ enrolled }) => here.has(enrolled.pupilId))
      return [{ ...matchedAmong(found, others), others, size: together.length }]
    })
    const matched = parts.flatMap((part) => part.matched)
    const { others = [] } = parts.toSorted((one, other) => other.size - one.size)[0] ?? {}
    return { leftOut: parts.flatMap(({ leftOut }) => leftOut), ...differenceOf(matched, others) }
  }
}

const hasEnough = (one: Candidate) => Math.min(one.before.possible, one.after.possible) >= FEWEST_SESSIONS

function matchedAmong(
  supported: readonly Candidate[],
  others: readonly Candidate[],
): { matched: readonly Matched[]; leftOut: Outcome['leftOut'] } {
  const matched: Matched[] = []
  const leftOut: Outcome['leftOut'][number][] = []
  for (const one of supported) {
    const { pupilId } = one.enrolled
    const alike = hasEnough(one) ? mostAlike(one, others) : []
    if (!hasEnough(one)) leftOut.push({ pupilId, why: 'too few sessions' })
    else if (alike.length === 0) leftOut.push({ pupilId, why: 'nobody alike' })
    else
      matched.push({
        pupilId,
        before: one.before,
        after: one.after,
        change: one.change,
        alike: alike.map(({ enrolled, change }) => ({ pupilId: enrolled.pupilId, change })),
        changeOfAlike: mean(alike.map(({ change }) => change)),
        gap: one.rate - mean(alike.map(({ rate }) => rate)),
      })
  }
  return { matched, leftOut }
}

/** The difference between the supported and those alike, with all that it is made of. */
function differenceOf(matched: readonly Matched[], others: readonly Candidate[]): Omit<Outcome, 'leftOut'> {
  const change = mean(matched.map((one) => one.change))
  const changeOfAlike = mean(matched.map((one) => one.changeOfAlike))
  const gap = mean(matched.map((one) => one.gap))
  const rates = matched.map(({ before }) => rateOf(before))
  const [least, most] = [Math.min(...rates) - NEAR, Math.max(...rates) + NEAR]
  const near = others.filter(({ rate }) => least <= rate && rate <= most)
  // Without a gap there is nothing to correct, however few are near.
  const slope = Math.abs(gap) < NO_GAP ? { perPoint: 0, variance: 0 } : slopeOf(near)
  const changeOfGap = gap * (slope?.perPoint ?? 0)
  const effect = change - changeOfAlike - changeOfGap
  const seen = { matched, change, changeOfAlike, gap, changeOfGap }
  if (matched.length > 0 && Math.abs(gap) > WIDEST_GAP)
    return { ...seen, effect: undefined, interval: undefined, noInterval: 'no equals' }
  if (matched.length < FEWEST_FOR_INTERVAL) return { ...seen, effect, interval: undefined, noInterval: 'few pupils' }
  if (slope === undefined) return { ...seen, effect, interval: undefined, noInterval: 'few alike' }
  const reach = reachOf(matched, { gap, slope })
  return { ...seen, effect, interval: [effect - reach, effect + reach], noInterval: undefined }
}

function candidateOf(enrolled: Enrolled, { start, end }: Omit<Begun, 'pupilId'>): Candidate {
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
 * How far Student's 95 % interval of the difference reaches to either side. A pupil who is alike to several of the supported counts for each of
 * them, which makes the mean of those alike less certain than their number suggests: their weights are added up before they are squared. What
 * the correction of the gap adds is in it.
 */
function reachOf(matched: readonly Matched[], { gap, slope }: { gap: number; slope: Slope }): number {
  const used = new Map<PupilId, { change: number; weight: number }>()
  for (const { alike } of matched)
    for (const { pupilId, change } of alike) {
      const known = used.get(pupilId) ?? { change, weight: 0 }
      const share = 1 / (alike.length * matched.length)
      const weight = known.weight + share
      // The same pupil may stand beside two of the supported over different sessions: their mean change, by weight.
      used.set(pupilId, { change: (known.change * known.weight + change * share) / weight, weight })
    }
  const others = [...used.values()]
  const squares = others.reduce((sum, { weight }) => sum + weight ** 2, 0)
  const ofSupported = varianceOf(matched.map((one) => one.change)) / matched.length
  const ofAlike = varianceOf(others.map((one) => one.change)) * squares
  const degrees = Math.max(1, Math.min(matched.length, others.length) - 1)
  return studentReach(degrees) * Math.sqrt(ofSupported + ofAlike + gap ** 2 * slope.variance)
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
