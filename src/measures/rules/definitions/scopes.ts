import { type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type Citation, read } from '../../../law/citation.ts'
import type { FigureName } from './figures.ts'

/** Over which days, and of whom, a figure is. With a figure it makes a named definition. */
export type ScopeId =
  | ('year-to-date' | 'published-year-to-date')
  | ('census-autumn' | 'census-spring' | 'census-summer-1' | 'census-summer-2' | 'census-year')
  | ('term' | 'half-term' | 'rolling-12-months')

/** A figure that is asked for over a scope: a rate of sessions, or a share of enrolments. */
export type ScopeFigure = Exclude<FigureName, 'code' | 'missing' | 'pupils'>

/** Whom a scope counts: everybody on the attendance register, or those of DfE’s published figures. */
export type CountedOf = 'everybody' | 'published' | 'census'

/** A scope as data. A change of its words, days or population is a new version, so that a printed figure says by which it was made. */
export interface Scope {
  readonly id: ScopeId
  readonly title: string
  readonly words: string
  readonly version: string
  /** The first school year whose figures this version describes. */
  readonly since: SchoolYear
  readonly sources: readonly Citation[]
  /** How DfE, or the school, rounds these figures when it prints them. Nothing is rounded before a threshold is tested. */
  readonly rounding: string
  readonly of: CountedOf
  /** The figures that mean something over these days. */
  readonly figures: readonly ScopeFigure[]
}

const RATES: readonly ScopeFigure[] = ['attendance', 'absence', 'authorised', 'unauthorised']
const THRESHOLDS: readonly ScopeFigure[] = ['persistent', 'severe']
const EVERY_FIGURE: readonly ScopeFigure[] = [...RATES, 'late', ...THRESHOLDS, 'full']

const ABSENCE_METHODOLOGY = 'DfE, pupil absence statistics, methodology'
const CENSUS_SOURCES: readonly Citation[] = [
  read(`${ABSENCE_METHODOLOGY} 1.4, 1.6 and 4.4.1: whom the figures are of`),
  read(`${ABSENCE_METHODOLOGY} 4.1, Table 6: the days of each census period`),
  read(`${ABSENCE_METHODOLOGY} 5.2 and 5.3.1: what is left out, and a year as the sum of its terms`),
]
const OURS = 'Firstbell’s own definition, by DfE’s formulas (methodology 3.1 and 3.2)'
const OUR_ROUNDING = 'Shown to one decimal place, half up.'
const CENSUS_ROUNDING =
  'DfE prints rates to one or two decimal places, and counts of enrolments to the nearest 5 with 1 and 2 hidden. Here whole numbers stand beside each rate.'
const WHO =
  'Pupils aged 5 to 15 on 31 August; those aged 4 stand apart, with an overall rate only. Left out: boarders, an enrolment that began in the second half of the summer term, and one with no possible session.'

const census = (id: ScopeId, title: string, words: string): Scope => ({
  ...{ id, title, version: '1', since: schoolYear(2015), sources: CENSUS_SOURCES, rounding: CENSUS_ROUNDING },
  words: `${words} ${WHO}`,
  of: 'census',
  // DfE publishes persistent absence of a term and of a year, never of half a term; and the census knows nothing of L.
  figures: id.startsWith('census-summer') ? RATES : [...RATES, ...THRESHOLDS],
})

const ours = (id: ScopeId, title: string, of: Pick<Scope, 'words'> & { readonly source: string }): Scope => ({
  ...{ id, title, version: '1', since: schoolYear(2015), rounding: OUR_ROUNDING, figures: EVERY_FIGURE },
  words: of.words,
  of: 'everybody',
  sources: [read(`${OURS}. ${of.source}`)],
})

/** Every scope, in the order in which screens show them. */
export const SCOPES: readonly Scope[] = [
  {
    id: 'year-to-date',
    title: 'Year to date',
    words:
      'As DfE’s “Monitor your school attendance” counts: each pupil from the day of admission to the day of leaving this school, from 1 August to the last session whose registers have closed. Every pupil on the attendance register, whatever age.',
    version: '1',
    // Until 2023/24 the daily collection counted D as an approved activity; the codes and their classes are those of August 2024.
    since: schoolYear(2024),
    sources: [
      read('DfE, Monitor your school attendance: user guide'),
      read('DfE, pupil attendance in schools, methodology'),
    ],
    rounding: 'DfE’s tool prints two decimal places. Shown here to one, half up, with the whole numbers beside it.',
    of: 'everybody',
    figures: EVERY_FIGURE,
  },
  {
    id: 'published-year-to-date',
    title: 'Year to date, as DfE publishes',
    words:
      'The year to date of DfE’s fortnightly statistics, which benchmarks of this product are from: pupils aged 5 to 15 on 31 August, without boarders, and without Year 11’s second half of the summer term. DfE’s series begins in September with the first full week (8 September in 2025); here it begins on 1 August.',
    version: '1',
    since: schoolYear(2024),
    sources: [
      read('DfE, pupil attendance in schools, methodology: pupils aged 5 to 15, Year 11 in the summer term'),
      read(`${ABSENCE_METHODOLOGY} 1.4 and 1.6`),
    ],
    rounding: 'DfE prints two decimal places. Shown here to one, half up, with the whole numbers beside it.',
    of: 'published',
    figures: [...RATES, 'late', ...THRESHOLDS],
  },
  census(
    'census-autumn',
    'Census: autumn',
    'The autumn term as the spring census collects it: 1 August to 31 December.',
  ),
  census(
    'census-spring',
    'Census: spring',
    'The spring term as the summer census collects it: 1 January to Easter Sunday.',
  ),
  census(
    'census-summer-1',
    'Census: summer, first half',
    'As the autumn census collects it: Easter Monday to the Sunday before the spring bank holiday.',
  ),
  census(
    'census-summer-2',
    'Census: summer, second half',
    'As the autumn census collects it apart from the first half: from the Monday of the spring bank holiday’s week to 31 July. Year 11 (aged 15 on 31 August) is collected and published nowhere.',
  ),
  census(
    'census-year',
    'Census: the year',
    'The four census periods of the year added up. Year 11 (aged 15 on 31 August) counts to the end of the first half of the summer term.',
  ),
  ours('term', 'The school’s term', {
    words:
      'The school’s own term, by its calendar, to the last session whose registers have closed. A short term moves more pupils across 10 % than a long one.',
    source: 'DfE measures persistent absence over a term or the year so far.',
  }),
  ours('half-term', 'The school’s half-term', {
    words:
      'The part of a term since the week off before, by the school’s calendar. Over so few sessions a single day can be 10 %: DfE publishes no persistent absence of half a term.',
    source: 'Not a period of DfE’s.',
  }),
  ours('rolling-12-months', 'The last 12 months', {
    words:
      'From the day after this day a year ago, across two school years. It never starts again at nothing in September; pupils who have left since are counted to their last day.',
    source: 'Not a period of DfE’s.',
  }),
]

/** A scope by its id. @throws RangeError for an id that is none. */
export function scopeOf(id: ScopeId): Scope {
  const scope = SCOPES.find((one) => one.id === id)
  if (scope === undefined) throw new RangeError(`no scope ${id}`)
  return scope
}

/** A named scope, or the days that a page was asked for where they are none of them. */
export type AskedScope = Omit<Scope, 'id'> & { readonly id: ScopeId | 'days-asked' }

export const DAYS_ASKED: AskedScope = {
  ...scopeOf('term'),
  id: 'days-asked',
  title: 'The days asked for',
  words:
    'The days that were asked for, to the last session whose registers have closed. Every pupil on the attendance register, from the day of admission to the day of leaving.',
  sources: [read(`${OURS}. Not a period of DfE’s.`)],
}
