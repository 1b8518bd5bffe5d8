import { firstDayOf, type SchoolYear } from '../../../kernel/school-year.ts'
import { isSameSession, type Session, sessionIndex } from '../../../kernel/session.ts'
import { YEAR_GROUPS, yearGroupName } from '../../../law/school-age.ts'
import type { FlagKind, Phase as SchoolPhase } from '../../../roll/contract.ts'
import { BENCHMARKS, type Benchmark, type CensusYearPart, type Phase, type Series } from '../benchmarks/benchmarks.ts'
import { GROUP_BENCHMARKS, type GroupBenchmark } from '../benchmarks/group-benchmarks.ts'
import { enrolmentsCounted } from '../definitions/count-scope.ts'
import { CENSUS_PERIODS, type CensusPeriod, censusPeriod } from '../definitions/periods.ts'
import type { SchoolFacts } from '../facts.ts'
import { firstDayMet, lastSessionMet } from '../stretches.ts'
import { PHASES } from './benchmarks-beside.ts'
import { divisionsOf, partsOf, type ShownFigures, totalShown } from './cohorts.ts'
import { groupFigures } from './group-figures.ts'

/** One of DfE's series over one part of a year: what is compared in it is counted alike on both sides. */
export interface Compared {
  readonly series: Series
  readonly period: CensusYearPart
  /** DfE's name of the school's phase; undefined where it publishes none. */
  readonly phase: Phase | undefined
  /** England's schools of that phase, the latest published; undefined where none was. */
  readonly england: Benchmark | undefined
  /** England's groups of pupils, all phases together, the latest published of each. */
  readonly groups: readonly GroupBenchmark[]
}

/** The days of each part, as the census divides the year; DfE's daily collection publishes by the same terms. */
const PERIODS: Readonly<Record<CensusYearPart, readonly CensusPeriod[]>> = {
  year: CENSUS_PERIODS,
  autumn: ['autumn'],
  spring: ['spring'],
  summer: ['summer 1', 'summer 2'],
  'autumn and spring': ['autumn', 'spring'],
}
/** In the order in which a year goes on. */
const ORDER: readonly CensusYearPart[] = ['autumn', 'spring', 'autumn and spring', 'summer', 'year']
const SERIES: readonly Series[] = ['daily', 'census']

/**
 * What DfE has published to set beside a school of a phase, series by series and never one in place of another: the latest up to the school
 * year shown. Year groups are of mainstream schools and are not set beside any other.
 */
export function comparedWith(phase: SchoolPhase, year: SchoolYear): readonly Compared[] {
  const of = PHASES[phase]
  const isMainstream = of !== undefined && of !== 'special' && of !== 'pru'
  return SERIES.flatMap((series) =>
    ORDER.map((period): Compared => {
      const here = <T extends { series: Series; period: CensusYearPart; year: number }>(rows: readonly T[]) =>
        rows.filter((one) => one.series === series && one.period === period && one.year <= year)
      return {
        series,
        period,
        phase: of,
        england: latest(here(BENCHMARKS.filter((one) => isEngland(one, of)))),
        groups: [...Map.groupBy(here(GROUP_BENCHMARKS), ({ group }) => group).values()]
          .flatMap((rows) => latest(rows) ?? [])
          .filter(({ mainstreamOnly }) => isMainstream || !mainstreamOnly),
      }
    }),
  ).filter(({ england, groups }) => england !== undefined || groups.length > 0)
}

function isEngland({ level, phase }: Benchmark, of: Phase | undefined): boolean {
  return level === 'national' && phase === of
}

function latest<T extends { year: number }>(rows: readonly T[]): T | undefined {
  return rows.reduce<T | undefined>(
    (found, one) => (found === undefined || one.year > found.year ? one : found),
    undefined,
  )
}

/** The school's own figures counted as a series counts: its pupils of 5 to 15, its days. Groups are hidden as everywhere. */
export interface OwnCounted {
  readonly year: SchoolYear
  readonly from: Session['day']
  readonly until: Session
  /** The period is over. */
  readonly isComplete: boolean
  /** Null where there are too few pupils to show. */
  readonly figures: ShownFigures | null
  /** By group; null where hidden, missing where the school has nobody in it. */
  readonly groups: ReadonlyMap<string, ShownFigures | null>
}

/** @returns undefined where the period has not begun, or nobody had a possible session in it. */
export function ownCounted(
  { series, period, groups }: Pick<Compared, 'series' | 'period' | 'groups'>,
  facts: SchoolFacts,
  of: {
    readonly until: Session
    /** Those the reader may know of. */
    readonly flags: readonly FlagKind[]
  },
): OwnCounted | undefined {
  const periods = PERIODS[period]
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const [from, end] = [censusPeriod(facts.year, first).from, censusPeriod(facts.year, last).to]
  if (of.until.day < from || of.until.day < firstDayOf(facts.year)) return undefined
  const until: Session = end < of.until.day ? { day: end, half: 'PM' } : of.until
  const span = { from: sessionIndex({ day: from, half: 'AM' }), to: sessionIndex(until) }
  const each = enrolmentsCounted({ of: series === 'census' ? 'census' : 'published', periods }, facts, until)
  const all = groupFigures(each)
  if (all.enrolments === 0) return undefined
  const figures = totalShown(all)
  return {
    year: facts.year,
    from: firstDayMet(facts, span),
    until: lastSessionMet(facts, span),
    isComplete: isSameSession(until, { day: end, half: 'PM' }),
    figures,
    groups:
      figures === null || groups.length === 0
        ? new Map()
        : groupsOf(divisionsOf(each, { parts: partsOf(each, { flags: of.flags, groupNames: new Map() }) })),
  }
}

function groupsOf(divisions: ReturnType<typeof divisionsOf>): ReadonlyMap<string, ShownFigures | null> {
  const found = new Map<string, ShownFigures | null>()
  for (const { cohorts } of divisions)
    for (const { id, figures, rest } of cohorts) {
      found.set(id, figures)
      // Support and plans together are whoever is not without: DfE publishes them as one in some years.
      if (id === 'no-sen' && (rest === null || rest.enrolments > 0)) found.set('any-sen', rest)
    }
  return found
}

const NAMES: Readonly<Record<string, string>> = {
  fsm: 'Free school meals',
  'not-fsm': 'No free school meals',
  ehcp: 'Education, health and care plan',
  'sen-support': 'SEN support',
  'any-sen': 'Any special educational need',
  'no-sen': 'No special educational needs',
  F: 'Girls',
  M: 'Boys',
}

/** What a published group is called. */
export function groupName(group: string): string {
  const year = YEAR_GROUPS.find((one) => one === group)
  return NAMES[group] ?? (year === undefined ? group : yearGroupName(year))
}
