import {
  AUTHORITIES_2025,
  NATIONAL_CENSUS,
  NATIONAL_CENSUS_UNSEEN,
  NATIONAL_DAILY,
  NATIONAL_DAILY_TERMS,
  PLACES_2025,
  REGIONS_EARLIER,
  UNITS_CENSUS,
} from './published-rates.ts'

/** The daily collection is provisional and runs above the census (6.52 against 6.38 in autumn 2024): the two never stand in one comparison. */
export type Series = 'daily' | 'census'
/** `pru` are pupil referral units, of which the census alone publishes. */
export type Phase = 'all' | 'primary' | 'secondary' | 'special' | 'pru'

/** Which figures to set beside a school's own. */
export interface BenchmarkAsked {
  readonly series: Series
  /** England, or a region or authority by DfE's name. */
  readonly level: 'national' | { readonly region: string } | { readonly authority: string }
  readonly phase: Phase
  /** The calendar year the school year begins in. */
  readonly year: number
  readonly period?: CensusYearPart
}

/** The part of a school year that a row is of: the whole year, or terms of it. */
export type CensusYearPart = 'year' | 'autumn' | 'spring' | 'summer' | 'autumn and spring'

/** Rates in per cent, as published: absence of possible sessions, persistent and severe of enrolments. Undefined where none was published. */
export interface Benchmark {
  readonly series: Series
  readonly level: 'national' | 'region' | 'authority'
  readonly place: string
  readonly phase: Phase
  readonly year: number
  readonly period: CensusYearPart
  readonly absent: number | undefined
  readonly authorised?: number | undefined
  readonly unauthorised?: number | undefined
  readonly persistent: number | undefined
  readonly severe?: number | undefined
  readonly source: string
  /** Nobody here has seen the table itself. */
  readonly unverified?: true
}

const DAILY_SOURCE = 'DfE, Pupil attendance in schools (dashboard data, provisional), Open Government Licence v3'
const DAILY_2025 = `${DAILY_SOURCE}; 8 September 2025 to 10 July 2026`
const CENSUS_SOURCE = 'DfE, Pupil absence in schools in England (school census), Open Government Licence v3'
const UNSEEN_SOURCE = `${CENSUS_SOURCE}; as FFT Education Datalab quotes it, the table not seen`
const AUTHORITIES: readonly string[] = ['Essex LA', 'Southend LA', 'Thurrock LA']

const rowsOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(','))
const rate = (cell: string | undefined) => (cell === undefined || cell === '' ? undefined : Number(cell))

const OF_ENGLAND = { level: 'national', place: 'England', period: 'year' } as const

/** Rows of England whose first column is the year and the part of it: absence, persistent, severe. */
function termRows(table: string, of: Pick<Benchmark, 'series' | 'source' | 'unverified'>): Benchmark[] {
  return rowsOf(table).map(([when = '', phase, absent, persistent, severe]) => {
    const [year, ...period] = when.split(' ')
    return {
      ...OF_ENGLAND,
      ...of,
      phase: phase as Phase, // The table's own second column.
      year: Number(year),
      period: period.join(' ') as CensusYearPart, // The table's own first column.
      absent: rate(absent),
      persistent: rate(persistent),
      severe: rate(severe),
    }
  })
}

/** Every row that this project carries, with its source. */
export const BENCHMARKS: readonly Benchmark[] = [
  ...rowsOf(NATIONAL_DAILY).map(
    ([year, phase, absent, authorised, unauthorised, persistent]): Benchmark => ({
      ...OF_ENGLAND,
      series: 'daily',
      phase: phase as Phase, // The table's own second column.
      year: Number(year),
      absent: rate(absent),
      authorised: rate(authorised),
      unauthorised: rate(unauthorised),
      persistent: rate(persistent),
      source: year === '2025' ? DAILY_2025 : DAILY_SOURCE,
    }),
  ),
  ...rowsOf(PLACES_2025).map(
    ([place = '', phase, absent, unauthorised, persistent]): Benchmark => ({
      series: 'daily',
      level: AUTHORITIES.includes(place) ? 'authority' : 'region',
      place: place.replace(/ LA$/, ''),
      phase: phase as Phase, // The table's own second column.
      year: 2025,
      period: 'year',
      absent: rate(absent),
      unauthorised: rate(unauthorised),
      persistent: rate(persistent),
      source: DAILY_2025,
    }),
  ),
  ...rowsOf(REGIONS_EARLIER).map(
    ([year, place = '', absent, persistent]): Benchmark => ({
      series: 'daily',
      level: 'region',
      place,
      phase: 'all',
      year: Number(year),
      period: 'year',
      absent: rate(absent),
      persistent: rate(persistent),
      source: DAILY_SOURCE,
    }),
  ),
  ...termRows(NATIONAL_DAILY_TERMS, { series: 'daily', source: `${DAILY_SOURCE}; terms of 2024/25` }),
  ...termRows(NATIONAL_CENSUS, { series: 'census', source: CENSUS_SOURCE }),
  ...termRows(UNITS_CENSUS, { series: 'census', source: `${CENSUS_SOURCE}; pupil referral units` }),
  ...termRows(NATIONAL_CENSUS_UNSEEN, { series: 'census', source: UNSEEN_SOURCE, unverified: true }),
]

/**
 * The published figures for a series, place, phase and year; undefined where none is carried, never another series or year instead.
 * All-phases rows up to 2024/25 are phase rates weighted by enrolments, from 2025/26 pooled sessions: DfE changed its method.
 */
export function benchmarkFor({ series, level, phase, year, period = 'year' }: BenchmarkAsked): Benchmark | undefined {
  const of = level === 'national' ? 'national' : 'region' in level ? 'region' : 'authority'
  const place = level === 'national' ? 'England' : 'region' in level ? level.region : level.authority
  return BENCHMARKS.find(
    (one) =>
      one.series === series &&
      one.level === of &&
      one.place.toLowerCase() === place.toLowerCase() &&
      one.phase === phase &&
      one.year === year &&
      one.period === period,
  )
}

/** How England's authorities lie: for bands that a school's authority, or a trust's schools, can be set against. Per cent. */
export interface AuthoritySpread {
  readonly least: number
  readonly firstQuartile: number
  readonly median: number
  readonly thirdQuartile: number
  readonly most: number
  readonly source: string
}

/** The spread over 150 or 151 authorities in 2025/26, daily series; undefined for all phases, of which none was typed. */
export function authoritySpread(phase: Phase, of: 'absent' | 'persistent'): AuthoritySpread | undefined {
  const row = rowsOf(AUTHORITIES_2025).find(([inPhase, what]) => inPhase === phase && what === of)
  if (row === undefined) return undefined
  const [least = NaN, firstQuartile = NaN, median = NaN, thirdQuartile = NaN, most = NaN] = row.slice(2).map(Number)
  return { least, firstQuartile, median, thirdQuartile, most, source: DAILY_2025 }
}
