import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { firstDayOf, lastDayOf } from '../../../kernel/school-year.ts'
import { isSameSession, type Session, type SessionIndex, sessionIndex } from '../../../kernel/session.ts'
import { ageAtStartOfYear } from '../../../law/school-age.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { addCounts, type CodeCounts, noSessions, type SessionSpan, sessionsOf } from '../sessions.ts'
import { type Filter, isAskedFor } from '../shown/asked.ts'
import { sessionsOfFigure } from '../shown/figure-meanings.ts'
import { type EnrolmentFigures, enrolmentFigures, type GroupFigures, groupFigures } from '../shown/group-figures.ts'
import {
  isCountedInCensus,
  type LeftOutBecause,
  populationOf,
  whyLeftOut,
  whyNotPublished,
} from './census-enrolment.ts'
import type { NamedDefinition } from './definitions.ts'
import { type CensusPeriod, censusPeriod } from './periods.ts'
import { partsOf, type ScopePart } from './scope-period.ts'
import { type CountedOf, type ScopeFigure, type ScopeId, scopeOf } from './scopes.ts'

/** What is counted up to which session, and of which enrolments. */
export interface ScopeAsked {
  /** The last session counted. */
  readonly until: Session
  readonly filter: Filter
}

/** Enrolments that one rule kept out, and their possible sessions that are therefore in no sum. */
export interface LeftOut {
  readonly because: LeftOutBecause
  readonly enrolments: number
  readonly possible: number
}

/** What a scope comes to. Everything is a whole number. */
export interface ScopeFigures {
  readonly from: Day
  readonly until: Session
  /** The period has ended, so that nothing but a late change of a mark can alter it. */
  readonly isComplete: boolean
  readonly figures: GroupFigures
  /** Of those in `figures`: enrolments that had ended by the last session counted. */
  readonly leavers: number
  /** Aged 4 on 31 August: an overall rate of their own, and no part of `figures`. Null where the scope does not set them apart. */
  readonly fourYearOlds: GroupFigures | null
  /** By rule, in the order of the rules; only those that kept somebody out. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * Counts one scope. A pupil on roll in both of two years is one enrolment, filtered as the later year knows it.
 * @param years the facts of the year of `until`; before it, where the scope reaches back, the facts of the year before.
 * @returns undefined where none of the scope’s days has begun.
 */
export function countScope(id: ScopeId, years: readonly SchoolFacts[], asked: ScopeAsked): ScopeFigures | undefined {
  const last = years.at(-1)
  if (last === undefined) return undefined
  const parts = partsOf(id, last, asked.until.day)
  const [first, end] = [parts[0], parts.at(-1)]
  if (first === undefined || end === undefined) return undefined
  const tally = tallied({ of: scopeOf(id).of, parts }, years, asked)
  const until: Session = end.to < asked.until.day ? { day: end.to, half: 'PM' } : asked.until
  const isComplete = isSameSession(until, { day: end.to, half: 'PM' })
  return { from: first.from, until, isComplete, ...tally.result(until.day) }
}

/**
 * The enrolments that DfE’s published figures of some census periods would count, each with its sums over all of them: for setting a school’s
 * groups beside figures that no named scope has the days of, such as the autumn and spring terms together.
 */
export function enrolmentsCounted(
  { of, periods }: { readonly of: CountedOf; readonly periods: readonly CensusPeriod[] },
  facts: SchoolFacts,
  until: Session,
): readonly EnrolmentFigures[] {
  const parts = periods.map((period) => ({ ...censusPeriod(facts.year, period), period }))
  return tallied({ of, parts }, [facts], { until, filter: {} }).enrolments()
}

function tallied(
  { of, parts }: { readonly of: CountedOf; readonly parts: readonly ScopePart[] },
  years: readonly SchoolFacts[],
  asked: ScopeAsked,
): Tally {
  const tally = new Tally(of)
  const known = new Map(years.flatMap(({ enrolled }) => enrolled.map((one) => [one.pupilId, one] as const)))
  for (const facts of years) {
    const summer2Begins = censusPeriod(facts.year, 'summer 2').from
    for (const part of parts) {
      const span = spanOf(facts, part, asked.until)
      if (span.from > span.to) continue
      for (const one of facts.enrolled)
        if (isAskedFor(known.get(one.pupilId) ?? one, asked.filter))
          tally.add(one, { facts, part, span, summer2Begins })
    }
  }
  return tally
}

/** The sessions of one year that lie in a part and are no later than `until`; from after to where there are none. */
function spanOf({ year }: SchoolFacts, { from, to }: ScopePart, until: Session): SessionSpan {
  const [begin = from] = [from, firstDayOf(year)].sort().reverse()
  const [end = to] = [to, until.day, lastDayOf(year)].sort()
  if (begin > end) return { from: 1 as SessionIndex, to: 0 as SessionIndex }
  const half = end === until.day ? until.half : 'PM'
  return { from: sessionIndex({ day: begin, half: 'AM' }), to: sessionIndex({ day: end, half }) }
}

interface Part {
  readonly facts: SchoolFacts
  readonly part: ScopePart
  readonly span: SessionSpan
  readonly summer2Begins: Day
}

interface Sum {
  readonly last: EnrolmentFigures
  readonly codes: CodeCounts
}

const REASONS: readonly LeftOutBecause[] = [
  ...(['boarder', 'too young', 'too old', 'late starter'] as const),
  'Year 11 in the second half of the summer term',
  'nothing possible',
]

/** Sums of sessions by enrolment, and by rule whom it kept out. */
class Tally {
  readonly #of: CountedOf
  readonly #counted = new Map<PupilId, Sum>()
  readonly #apart = new Map<PupilId, Sum>()
  readonly #leftOut = new Map<LeftOutBecause, { pupils: Set<PupilId>; possible: number }>()

  constructor(of: CountedOf) {
    this.#of = of
  }

  add(enrolled: Enrolled, { span, ...within }: Part): void {
    const found = enrolmentFigures(enrolled, span)
    if (found.span.from > found.span.to) return
    const because = this.#because(enrolled, within)
    if (because !== undefined) this.#leave(because, found)
    else addTo(this.#standsApart(enrolled, within) ? this.#apart : this.#counted, found)
  }

  /** The rules of the scope’s population, the first that holds. */
  #because(
    enrolled: Enrolled,
    { facts, part: { period }, summer2Begins }: Omit<Part, 'span'>,
  ): LeftOutBecause | undefined {
    const { year } = facts
    if (this.#of === 'everybody') return enrolled.boarder ? 'boarder' : undefined
    if (this.#of === 'census') return whyLeftOut(enrolled, { year, period, summer2Begins })
    return whyNotPublished(enrolled, { year, period }) ?? (isFour(enrolled, facts) ? 'too young' : undefined)
  }

  /** Four-year-olds in the census: an overall rate of their own, and in no other figure. */
  #standsApart(enrolled: Enrolled, { facts, part: { period }, summer2Begins }: Omit<Part, 'span'>): boolean {
    if (this.#of !== 'census') return false
    return populationOf(enrolled, { year: facts.year, period, summer2Begins }) === 'four-year-olds'
  }

  #leave(because: LeftOutBecause, { enrolled, sessions }: EnrolmentFigures): void {
    const found = this.#leftOut.get(because) ?? { pupils: new Set(), possible: 0 }
    found.pupils.add(enrolled.pupilId)
    found.possible += sessions.possible
    this.#leftOut.set(because, found)
  }

  enrolments(): readonly EnrolmentFigures[] {
    return summed(this.#counted)
  }

  result(on: Day): Pick<ScopeFigures, 'figures' | 'leavers' | 'fourYearOlds' | 'leftOut'> {
    const counted = summed(this.#counted)
    for (const one of counted) if (!isCountedInCensus(one.sessions)) this.#leave('nothing possible', one)
    const possible = counted.filter(({ sessions }) => sessions.possible > 0)
    return {
      figures: groupFigures(counted),
      leavers: possible.filter(({ enrolled: { leavingDay } }) => leavingDay !== null && leavingDay < on).length,
      fourYearOlds: this.#of === 'census' ? groupFigures(summed(this.#apart)) : null,
      leftOut: REASONS.flatMap((because) => {
        const found = this.#leftOut.get(because)
        return found === undefined ? [] : [{ because, enrolments: found.pupils.size, possible: found.possible }]
      }),
    }
  }
}

function isFour({ born }: Enrolled, { year }: SchoolFacts): boolean {
  return ageAtStartOfYear(born, year) === 4
}

function addTo(sums: Map<PupilId, Sum>, found: EnrolmentFigures): void {
  const codes = sums.get(found.enrolled.pupilId)?.codes ?? noSessions()
  addCounts(codes, found.codes)
  sums.set(found.enrolled.pupilId, { last: found, codes })
}

function summed(sums: ReadonlyMap<PupilId, Sum>): readonly EnrolmentFigures[] {
  return [...sums.values()].map(({ last, codes }) => ({ ...last, codes, sessions: sessionsOf(codes) }))
}

/** A figure’s two whole numbers. */
export interface Fraction {
  readonly numerator: number
  /** Possible sessions, or enrolments with one. */
  readonly denominator: number
}

/** One figure of what was counted. */
export function fractionOf(figure: ScopeFigure, counted: GroupFigures): Fraction {
  if (figure === 'persistent' || figure === 'severe' || figure === 'full')
    return { numerator: counted[figure], denominator: counted.enrolments }
  return { numerator: sessionsOfFigure({ figure }, counted), denominator: counted.sessions.possible }
}

/** A figure under a named definition, and whom it counted. */
export interface NamedFigure extends Fraction {
  readonly enrolments: { readonly counted: number; readonly apart: number; readonly leftOut: readonly LeftOut[] }
}

/** What a named definition says of a school; undefined where none of its days has begun. See `countScope`. */
export function figureOf(
  { scope, figure }: Pick<NamedDefinition, 'scope' | 'figure'>,
  years: readonly SchoolFacts[],
  asked: ScopeAsked,
): NamedFigure | undefined {
  const counted = countScope(scope, years, asked)
  if (counted === undefined) return undefined
  const { figures, fourYearOlds, leftOut } = counted
  return {
    ...fractionOf(figure, figures),
    enrolments: { counted: figures.enrolments, apart: fourYearOlds?.enrolments ?? 0, leftOut },
  }
}
