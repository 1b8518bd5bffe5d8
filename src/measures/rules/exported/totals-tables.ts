import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import type { BenchmarksShown, FiguresShown, Target } from '../../contract/shown.ts'
import type { SideBySide, schoolTotals } from '../../contract/totals.ts'
import { cohortTable, type Place, weekTable } from './figure-tables.ts'
import {
  type ExportCell,
  type ExportTable,
  FIGURE_COLUMNS,
  figureCells,
  HIDDEN,
  NOT_APPLICABLE,
  percentOf,
} from './table.ts'

type Totals = Answer<typeof schoolTotals>

function placeOfTotals({ school, year, from, until }: Pick<Totals, 'school' | 'year' | 'from' | 'until'>): Place {
  return { school, year, from, until: until.day }
}

/** The tables of a term in one page: groups first, for that is what a CSV holds. */
export function totalsTables(totals: Totals): readonly ExportTable[] {
  const place = placeOfTotals(totals)
  return [
    cohortTable(place, totals),
    besideTable({ name: totals.school.name, ...totals }),
    weekTable(place, totals.weeks),
  ]
}

interface Beside {
  readonly name: string
  readonly all: FiguresShown | null
  readonly targets: readonly Target[]
  readonly benchmarks: BenchmarksShown | null
}

/** The school beside its targets and DfE's rates. */
export function besideTable({ name, all, targets, benchmarks }: Beside): ExportTable {
  const target = (figure: Target['figure']): ExportCell =>
    targets.find((one) => one.figure === figure)?.percent ?? NOT_APPLICABLE
  const published = (rate: number | null): ExportCell => rate ?? NOT_APPLICABLE
  return {
    id: 'beside',
    title: 'Beside targets and the country',
    columns: [
      { id: 'compared', label: 'Compared' },
      { id: 'source', label: 'Source' },
      { id: 'sess_overall_percent', label: 'Absence %' },
      { id: 'sess_unauthorised_percent', label: 'Unauthorised %' },
      { id: 'enrolments_pa_10_exact_percent', label: 'Persistently absent %' },
    ],
    rows: [
      [name, 'This school’s registers', ...ownRates(all)],
      ...(targets.length === 0
        ? []
        : [
            [
              'Target',
              [...new Set(targets.map(({ source }) => source))].join('; '),
              target('absence'),
              NOT_APPLICABLE,
              target('persistent'),
            ],
          ]),
      ...(benchmarks?.rows ?? []).map(({ place, absence, unauthorised, persistent, source }) => [
        `${place}, ${benchmarks?.phase}, ${yearName(benchmarks?.year)}`,
        source,
        published(absence),
        published(unauthorised),
        published(persistent),
      ]),
    ],
  }
}

function ownRates(all: FiguresShown | null): readonly ExportCell[] {
  if (all === null) return [HIDDEN, HIDDEN, HIDDEN]
  const { sessions, persistent, enrolments } = all
  return [
    percentOf(sessions.absent, sessions.possible),
    percentOf(sessions.unauthorised, sessions.possible),
    persistent === null ? HIDDEN : percentOf(persistent, enrolments),
  ]
}

function yearName(year: number | undefined): string {
  return year === undefined ? '' : schoolYearName(schoolYear(year))
}

/**
 * The sums that say more than the rows above them: the sum of one school is that school, and that of the only phase is that of all. In page and
 * file alike.
 */
export function sumsShown({ schools, sums }: Pick<SideBySide, 'schools' | 'sums'>): SideBySide['sums'] {
  if (schools.length < 2) return []
  return sums.filter(({ phase, schools: count }) => phase === null || (count > 1 && sums.length > 2))
}

/** Schools, one a row, and below them their sums by phase and of all. */
export function sideBySideTable({ schools, sums }: SideBySide): ExportTable {
  const [first] = schools
  const period = first === undefined ? NOT_APPLICABLE : Number(yearName(first.year).replace('/', ''))
  return {
    id: 'schools',
    title: 'Schools side by side',
    columns: [
      { id: 'time_period' },
      { id: 'geographic_level' },
      { id: 'school_urn' },
      { id: 'school_laestab' },
      { id: 'school_name', label: 'School' },
      { id: 'education_phase', label: 'Phase' },
      { id: 'date_from' },
      { id: 'date_until', label: 'Until' },
      ...FIGURE_COLUMNS,
    ],
    rows: [
      ...schools.map(({ school, year, from, until, all }) => [
        Number(yearName(year).replace('/', '')),
        'School',
        school.urn,
        school.laestab.replace('/', ''),
        school.name,
        school.phase,
        from,
        until.day,
        ...figureCells(all),
      ]),
      ...sumsShown({ schools, sums }).map(({ phase, schools: count, figures }) => [
        period,
        'Sum of schools',
        NOT_APPLICABLE,
        NOT_APPLICABLE,
        `${count} ${count === 1 ? 'school' : 'schools'}`,
        phase ?? 'all',
        NOT_APPLICABLE,
        NOT_APPLICABLE,
        ...figureCells(figures),
      ]),
    ],
  }
}

/** What the rates of the country are, in a sentence for the foot of a page. */
export function benchmarkNote(benchmarks: BenchmarksShown | null): readonly string[] {
  if (benchmarks === null) return []
  const { series, year } = benchmarks
  const daily =
    series === 'daily'
      ? 'the daily collection, which is provisional and runs slightly above the census'
      : 'the school census'
  return [
    `DfE’s rates are of the whole school year ${yearName(year)}, from ${daily}. Part of a year is set beside a whole one: persistent absence starts high in autumn and flattens.`,
  ]
}

export function periodInWords({ period, from, until }: Pick<Totals, 'period' | 'from' | 'until'>): string {
  const half = until.half === 'AM' ? 'the morning of ' : ''
  return `${period}: ${shortDay(from)} to ${half}${shortDay(until.day)}`
}
