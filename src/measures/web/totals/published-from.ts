import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import type { BenchmarksShown, TargetFigure } from '../../contract.ts'
import type { MadeFrom } from '../asked/explained.tsx'

const LEVELS = {
  national: 'the row of England',
  region: 'the row of the region',
  authority: 'the row of the authority',
} as const

/** What each figure is called in DfE's files. */
const COLUMNS: Readonly<Record<TargetFigure, string>> = {
  attendance: 'overall absence, taken from 100',
  absence: 'overall absence',
  persistent: 'persistent absence, of enrolments',
  severe: 'severe absence, of enrolments',
}

const SERIES = {
  daily: {
    name: 'daily collection (dashboard data, provisional)',
    counts:
      'Pupils of 5 to 15 in schools that share their registers every day; Year 11 not after the half-term of the summer',
    compares:
      'It runs a little above the school census and is of a whole year; part of a year stands beside a whole one here. A school also counts pupils under 5 and over 15.',
  },
  census: {
    name: 'school census',
    counts: 'Pupils of 5 to 15 on 31 August in state-funded schools, as the census of each term collects them',
    compares:
      'It is of whole census terms; part of a year stands beside a whole one here. A school also counts pupils under 5 and over 15.',
  },
} as const

/** Where a published rate stands, what it counts, and how far it can be compared. */
export function publishedFrom(
  figure: TargetFigure,
  { level, place, source }: BenchmarksShown['rows'][number],
  { series, phase, year }: Pick<BenchmarksShown, 'series' | 'phase' | 'year'>,
): MadeFrom {
  const { name, counts, compares } = SERIES[series]
  return [
    ['Published in', source],
    ['Series', `DfE’s ${name}`],
    ['Row', `${place}: ${LEVELS[level]}, ${phase === 'all' ? 'all phases' : `${phase} schools`}`],
    ['Column', COLUMNS[figure]],
    ['School year', `${schoolYearName(schoolYear(year))}, the whole year`],
    ['Whom it counts', counts],
    ['How it compares', compares],
  ]
}
