import { type Day, shortDay } from '../../kernel/day.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { firstDayOf, schoolYear } from '../../kernel/school-year.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { schoolAhead } from '../ahead/school-ahead.ts'
import { codeUse } from '../coding/code-use.ts'
import { schoolCohorts } from '../cohorts/school-cohorts.ts'
import type * as contract from '../contract.ts'
import { type Asked, type ExportTableName, type FiguresShown, filterOf } from '../contract.ts'
import { schoolCrossings } from '../crossings/school-crossings.ts'
import { schoolDefinitions } from '../definitions/school-definitions.ts'
import { groupNames } from '../name-pupils.ts'
import { findSchoolPatterns } from '../patterns/find-school-patterns.ts'
import { atRiskTable } from '../rules/exported/at-risk-table.ts'
import {
  codeTable,
  cohortTable,
  crossingTables,
  type Place,
  registrationGroupTable,
  weekTable,
  yearGroupTable,
} from '../rules/exported/figure-tables.ts'
import { codeUseTables, definitionTable, patternTable } from '../rules/exported/finding-tables.ts'
import { headlineOf, onPaper } from '../rules/exported/on-paper.ts'
import { shapeTables } from '../rules/exported/shape-tables.ts'
import type { ExportTable } from '../rules/exported/table.ts'
import { filterInWords } from '../rules/shown/filter-words.ts'
import { schoolFigures } from '../school-figures.ts'
import { schoolShape } from '../shape/school-shape.ts'
import { writeFile } from './write-file.ts'

type Of = Parameters<UseCase<typeof contract.exportFigures>>[1]

/** What a page shows, read by the very use case that answers it, so that nothing is in a file that is not on the page. */
interface Read {
  readonly title: string
  readonly place: Omit<Place, 'school'>
  readonly figures: FiguresShown | null
  /** School weeks counted, where there are figures. */
  readonly weeks?: number
  readonly tables: (place: Place) => readonly ExportTable[]
}

/** Names that mean all tables of a page. */
const WHOLE_PAGES: readonly ExportTableName[] = ['figures', 'crossings', 'shape', 'code-use']

/** The tables of a page of figures as a file. */
export const exportFigures: UseCase<typeof contract.exportFigures> = async (context, of) => {
  const { schoolId, table, format } = of.params
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const read = await readPage(context, of)
  if (!read.ok) return read
  const { title, place, figures, weeks } = read.value
  const all = read.value.tables({ school, ...place })
  const tables = WHOLE_PAGES.includes(table) ? all : all.filter(({ id }) => id === table)
  if (tables.length === 0)
    return refused('measures.nothing-to-export', 'There is nothing of this to export yet: no term came before.')
  if (format === 'csv' && tables.length > 1)
    return refused('measures.one-table', 'A CSV file holds one table. Choose one, or take the spreadsheet.')
  const part = await partInWords(context, of, place.until)
  // What the page does not use is not said to have been asked.
  const { from, ...asked } = of.query
  context.audit({ facts: { table, format, part: table === 'at-risk' ? asked : { from, ...asked } } })
  return success(
    await writeFile({
      format,
      name: `${school.shortName} ${table} ${place.from} to ${place.until}`,
      tables,
      paper: onPaper({
        title: `${title}, ${school.name}`,
        author: school.name,
        lead: `${part}, ${shortDay(place.from)} to ${shortDay(place.until)}.`,
        footer: footerOf(school.name, context),
        headline: headlineOf(figures, weeks),
        tables,
      }),
    }),
  )
}

/** At the foot of every page of figures. */
export function footerOf(name: string, { caller }: Pick<Context, 'caller'>): string {
  return `${name}. From Firstbell, by ${caller.name}.`
}

async function partInWords(context: Context, { params, query }: Of, until: Day): Promise<string> {
  const { schoolId } = params
  const { groupIds } = query
  const on = query.on ?? query.to ?? until
  const names = groupIds === undefined ? undefined : await groupNames(context, { schoolId, on })
  return filterInWords(filterOf(query), (group) => names?.get(group) ?? 'a class')
}

const OF_CROSSINGS: readonly ExportTableName[] = [
  'crossings',
  'crossed-this-week',
  'last-term-to-this',
  'crossed-since-last-term',
]

const OF_SHAPE: readonly ExportTableName[] = [
  'shape',
  'stays-away',
  'broken-weeks',
  'absence-bands',
  'minutes-late',
  'shape-of-classes',
]

const OF_CODE_USE: readonly ExportTableName[] = [
  'code-use',
  'stale-reasons',
  'often-used-codes',
  'siblings-coded-differently',
  'never-late',
]

async function readPage(context: Context, { params, query }: Of): Promise<Result<Read>> {
  const { schoolId, table } = params
  const input = { params: { schoolId }, query, body: undefined }
  if (table === 'groups') return readCohorts(context, input)
  if (table === 'at-risk') return readAhead(context, input)
  if (OF_CROSSINGS.includes(table)) return readCrossings(context, input)
  if (OF_SHAPE.includes(table)) return readShapeOfAbsence(context, input)
  if (OF_CODE_USE.includes(table)) return readCodeUse(context, input)
  if (table === 'patterns') return readPatterns(context, input)
  if (table === 'definitions') return readDefinitions(context, input)
  const answer = await schoolFigures(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return success({
    title: 'Attendance',
    place: { year: of.year, from: of.from, until: of.until.day },
    figures: of.figures,
    weeks: of.weeks.length,
    tables: (place) => [
      yearGroupTable(place, of),
      registrationGroupTable(place, of),
      weekTable(place, of.weeks),
      codeTable(place, of),
    ],
  })
}

interface PageInput {
  readonly params: { readonly schoolId: Of['params']['schoolId'] }
  readonly query: Asked
  readonly body: undefined
}

/** A page of lists, with the days that its answer counts and no headline of figures above them. */
function page(
  title: string,
  of: { readonly year: number; readonly from: Day; readonly until: { readonly day: Day } },
  tables: Read['tables'],
): Result<Read> {
  return success({ title, place: { year: of.year, from: of.from, until: of.until.day }, figures: null, tables })
}

async function readCohorts(context: Context, input: PageInput): Promise<Result<Read>> {
  const answer = await schoolCohorts(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return success({
    title: 'Groups of pupils',
    place: { year: of.year, from: of.from, until: of.until.day },
    figures: of.all,
    weeks: of.schoolWeeks,
    tables: (place) => [cohortTable(place, of)],
  })
}

async function readCrossings(context: Context, input: PageInput): Promise<Result<Read>> {
  const answer = await schoolCrossings(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return page('Lines crossed', of, (place) => crossingTables(place, of))
}

/** From the beginning of the year, whatever first day was asked for: the page does not use one. */
async function readAhead(context: Context, { params, query }: PageInput): Promise<Result<Read>> {
  // Who are at risk is a list of names: without them there is nothing to take away.
  if (context.may('pupil.view') !== 'all') return notAllowed()
  const answer = await schoolAhead(context, { params, query, body: undefined })
  if (!answer.ok) return answer
  const of = answer.value
  return page('Pupils at risk', { ...of, from: firstDayOf(schoolYear(of.year)) }, (place) => [atRiskTable(place, of)])
}

async function readShapeOfAbsence(context: Context, input: PageInput): Promise<Result<Read>> {
  const answer = await schoolShape(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return page('Shape of absence', of, (place) => shapeTables(place, of))
}

async function readPatterns(context: Context, input: PageInput): Promise<Result<Read>> {
  // Patterns are of pupils by name: without names there is nothing to take away.
  if (context.may('pupil.view') !== 'all') return notAllowed()
  const answer = await findSchoolPatterns(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return page('Patterns', of, (place) => [patternTable(place, of)])
}

async function readCodeUse(context: Context, { params, query }: PageInput): Promise<Result<Read>> {
  // The page's own right is narrower than that of other files.
  if (context.may('measures.audit-codes') === undefined || context.may('pupil.view') !== 'all') return notAllowed()
  const answer = await codeUse(context, { params, query, body: undefined })
  if (!answer.ok) return answer
  const of = answer.value
  return page('Code use', of, (place) => codeUseTables(place, of))
}

async function readDefinitions(context: Context, input: PageInput): Promise<Result<Read>> {
  const answer = await schoolDefinitions(context, input)
  if (!answer.ok) return answer
  const of = answer.value
  return page('Definitions', { ...of, from: firstDayOf(schoolYear(of.year)) }, (place) => [definitionTable(place, of)])
}
