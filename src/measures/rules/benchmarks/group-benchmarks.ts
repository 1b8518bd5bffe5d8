import { type Citation, read, unread } from '../../../law/citation.ts'
import type { CensusYearPart, Series } from './benchmarks.ts'
import {
  CENSUS_2021,
  CENSUS_2022,
  CENSUS_YEAR_GROUPS_2022,
  DAILY_AUTUMN_2023,
  DAILY_AUTUMN_2024,
  SEXES_AUTUMN_2024,
} from './published-groups.ts'

/** What DfE publishes of one group of pupils in England, all phases together unless said otherwise. Rates in per cent. */
export interface GroupBenchmark {
  /** `fsm`, `not-fsm`, `ehcp`, `sen-support`, `any-sen`, `no-sen`, `F`, `M`, or a National Curriculum year such as `9`. */
  readonly group: string
  readonly series: Series
  /** The calendar year the school year begins in. */
  readonly year: number
  readonly period: CensusYearPart
  /** Year groups are of mainstream schools: nothing to set a special school beside. */
  readonly mainstreamOnly: boolean
  readonly absent: number | undefined
  readonly persistent: number | undefined
  readonly severe: number | undefined
  readonly citation: Citation
}

const DAILY = 'DfE, Pupil attendance in schools (daily collection, provisional), Open Government Licence v3'
const DISTRIBUTIONS =
  'DfE, absence distributions dashboard, data file of 2022/23 (school census), Open Government Licence v3'

interface Table extends Pick<GroupBenchmark, 'series' | 'year' | 'period' | 'citation'> {
  readonly text: string
  readonly mainstreamOnly?: boolean
}

const TABLES: readonly Table[] = [
  {
    ...{ text: DAILY_AUTUMN_2024, series: 'daily', year: 2024, period: 'autumn' },
    citation: read(`${DAILY}; release 2025, week 4: autumn term 2024/25 by free school meals and SEN, all phases`),
  },
  {
    ...{ text: SEXES_AUTUMN_2024, series: 'daily', year: 2024, period: 'autumn' },
    citation: unread('DfE, autumn term 2024/25 by sex, all phases; the release and its series not seen'),
  },
  {
    ...{ text: DAILY_AUTUMN_2023, series: 'daily', year: 2023, period: 'autumn' },
    citation: read(`${DAILY}; release 2024, week 6: autumn term 2023/24 by free school meals and SEN, all phases`),
  },
  {
    ...{ text: CENSUS_2022, series: 'census', year: 2022, period: 'year' },
    citation: read(`${DISTRIBUTIONS}: all phases by free school meals, SEN and sex`),
  },
  {
    ...{ text: CENSUS_YEAR_GROUPS_2022, series: 'census', year: 2022, period: 'year', mainstreamOnly: true },
    citation: read(`${DISTRIBUTIONS}: mainstream schools by National Curriculum year`),
  },
  {
    ...{ text: CENSUS_2021, series: 'census', year: 2021, period: 'year' },
    citation: unread(
      'DfE, Pupil absence in schools in England (school census), 2021/22, all phases; the table not seen',
    ),
  },
]

const rate = (cell: string | undefined) => (cell === undefined || cell === '' ? undefined : Number(cell))

/** Every group that this project carries, with its source. */
export const GROUP_BENCHMARKS: readonly GroupBenchmark[] = TABLES.flatMap(({ text, mainstreamOnly = false, ...of }) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [group = '', absent, persistent, severe] = line.split(',')
      return { ...of, group, mainstreamOnly, absent: rate(absent), persistent: rate(persistent), severe: rate(severe) }
    }),
)
