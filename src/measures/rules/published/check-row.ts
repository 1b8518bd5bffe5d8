import type { Code } from '../../../law/codes.ts'
import type { ColumnMeaning, Counted, PublishedSum, Whose } from './columns.ts'
import { type CountedRow, countIn, countRow, type Residual, sessionsCounted } from './count-row.ts'
import type { Layout, SessionColumns } from './lay-out.ts'
import type { Column } from './read-header.ts'
import { type Cell, markInWords, readCount, readPercentage } from './read-number.ts'

/** A cell that does not hold what its row's codes come to. */
export interface Difference {
  readonly column: string
  readonly published: string
  /** What we make of the row's codes; undefined where nothing should have been published. */
  readonly computed: number | undefined
  readonly why: string
  /** A percentage, which an older all-phases row takes from its phases instead. */
  readonly percentage?: Counted | 'persistently absent'
}

export interface RowCheck {
  readonly differences: readonly Difference[]
  readonly residuals: readonly Residual[]
  /** Marks that stand where this row's possible sessions should: such a row has no counts. */
  readonly hiddenBy: string | undefined
  readonly nothingPossible: boolean
}

/** A row's cells, and how many decimals the file publishes each percentage with. */
export interface RowToCheck {
  readonly cells: readonly string[]
  readonly layout: Layout
  readonly decimals: ReadonlyMap<number, number>
}

/** No published percentage is asked to agree beyond this many decimals: what lies further is binary arithmetic, not publication. */
const MOST_DECIMALS = 6
/** The census lists up to 0.04 % more reasons than its total in seven rows of 2012/13. More than this is a fault. */
const MOST_REASONS_BEYOND_TOTAL = 0.001

/**
 * Checks every count and percentage of a row against the sums of its own codes. Percentages must agree to half a unit of the last
 * decimal that the file publishes (at most six).
 */
export function checkRow(row: RowToCheck): RowCheck {
  const all = row.layout.sessions.get('everyone')
  if (all === undefined) return { differences: [], residuals: [], hiddenBy: 'blank', nothingPossible: false }
  const possible = cellAt(row, all.sums.get('possible'))
  if (possible?.is === 'hidden')
    return {
      differences: strangeMark(row, possible.mark),
      residuals: [],
      hiddenBy: possible.mark,
      nothingPossible: false,
    }
  const differences: Difference[] = []
  const residuals: Residual[] = []
  for (const [whose, columns] of row.layout.sessions) {
    const counted = countRow(cellsOf(row, columns))
    differences.push(...compareSessions(row, whose, counted))
    if (whose !== 'everyone') continue
    residuals.push(...counted.residuals)
    differences.push(...excessOf(counted, columns))
  }
  differences.push(...compareEnrolments(row))
  return { differences, residuals, hiddenBy: undefined, nothingPossible: countIn(possible) === 0 }
}

function cellAt({ cells }: RowToCheck, place: number | undefined): Cell | undefined {
  return place === undefined ? undefined : readCount(cells[place] ?? '')
}

function strangeMark(row: RowToCheck, mark: string): Difference[] {
  if (markInWords(mark) !== undefined) return []
  const why = 'this is neither a number nor one of the marks that DfE publishes instead of one'
  return [{ column: nameOf(row, 'possible'), published: mark, computed: undefined, why }]
}

function nameOf({ layout }: RowToCheck, sum: PublishedSum): string {
  const place = layout.sessions.get('everyone')?.sums.get(sum)
  return layout.columns[place ?? -1]?.name ?? sum
}

function cellsOf(row: RowToCheck, { codes, sums, whole }: SessionColumns) {
  const read = <Key>(places: ReadonlyMap<Key, number>) =>
    new Map([...places].map(([key, place]) => [key, readCount(row.cells[place] ?? '')]))
  return { codes: read<Code>(codes), sums: read<PublishedSum>(sums), whole }
}

function compareSessions(row: RowToCheck, whose: Whose, counted: CountedRow): Difference[] {
  return row.layout.columns.flatMap((column) => {
    const { meaning } = column
    if (meaning.is === 'sessions' && meaning.whose === whose)
      return compareCount(row, column, { counted, of: meaning.of })
    if (meaning.is === 'percentage' && meaning.whose === whose)
      return comparePercentage(row, column, { counted, of: meaning.of })
    return []
  })
}

interface Against {
  readonly counted: CountedRow
  readonly of: Counted
}

function compareCount(row: RowToCheck, { place, name }: Column, { counted, of }: Against): Difference[] {
  const published = row.cells[place] ?? ''
  const cell = readCount(published)
  if (cell.is === 'hidden') return strangeCell(name, published, cell.mark)
  if (countIn(cell) === undefined)
    return [
      { column: name, published, computed: undefined, why: 'a count of sessions is a whole number, not below zero' },
    ]
  if (isHidden(counted, of)) return []
  const computed = sessionsCounted(counted, of)
  return computed === cell.value ? [] : [{ column: name, published, computed, why: WHY_SUM[sumOf(of)] }]
}

function strangeCell(column: string, published: string, mark: string): Difference[] {
  if (markInWords(mark) !== undefined) return []
  return [
    {
      column,
      published,
      computed: undefined,
      why: 'this is neither a number nor a mark that DfE publishes instead of one',
    },
  ]
}

const WHY_SUM: Readonly<Record<PublishedSum | 'code', string>> = {
  code: 'two columns count this code',
  possible: 'possible sessions are attendance and absence',
  attended: 'attendance is present and approved educational activity',
  present: 'present is the morning, the afternoon and L',
  approvedActivity: 'approved educational activity is B, J, K, P, V and W',
  absent: 'absence is authorised and unauthorised',
  authorised: 'authorised is at least the sum of its reasons',
  unauthorised: 'unauthorised is G, N, O and U',
  late: 'late is L and U',
  presentOnTime: 'present on time is the morning and the afternoon',
  authorisedReasons: 'this is the sum of the authorised reasons',
  unauthorisedReasons: 'this is the sum of the unauthorised reasons',
  absentReasons: 'this is the sum of all reasons',
}

function sumOf(of: Counted): PublishedSum | 'code' {
  return 'code' in of ? 'code' : of.sum
}

const NEEDS: Partial<Readonly<Record<PublishedSum, readonly string[]>>> = {
  late: ['present', 'unauthorised'],
  presentOnTime: ['present'],
  authorisedReasons: ['authorised'],
  unauthorisedReasons: ['unauthorised'],
  absentReasons: ['authorised', 'unauthorised'],
}

/** A sum of codes of which one is hidden in this row. Totals are filled up, and so can still be checked. */
function isHidden({ hidden }: CountedRow, of: Counted): boolean {
  if ('code' in of) return false
  return (NEEDS[of.sum] ?? []).some((name) => [...hidden].some((one) => one === name))
}

function comparePercentage(row: RowToCheck, column: Column, { counted, of }: Against): Difference[] {
  const published = row.cells[column.place] ?? ''
  const cell = readPercentage(published)
  if (cell.is === 'hidden') return strangeCell(column.name, published, cell.mark)
  if (counted.sessions.possible === 0)
    return [
      {
        column: column.name,
        published,
        computed: undefined,
        why: 'no session was possible, so there is no percentage',
      },
    ]
  if (isHidden(counted, of) || !isCounted(row, column.meaning)) return []
  const computed = (100 * sessionsCounted(counted, of)) / counted.sessions.possible
  if (agrees(row, column.place, { published: cell.value, computed })) return []
  return [{ column: column.name, published, computed, why: 'a percentage is of possible sessions', percentage: of }]
}

/** The file counts what this percentage is of; a rate published alone cannot be checked. */
function isCounted({ layout, cells }: RowToCheck, meaning: ColumnMeaning): boolean {
  if (meaning.is !== 'percentage') return false
  const columns = layout.sessions.get(meaning.whose)
  const place = 'code' in meaning.of ? columns?.codes.get(meaning.of.code) : columns?.sums.get(meaning.of.sum)
  return place !== undefined && readCount(cells[place] ?? '').is === 'number'
}

export function agrees(
  { decimals }: Pick<RowToCheck, 'decimals'>,
  place: number,
  { published, computed }: { readonly published: number; readonly computed: number },
): boolean {
  const half = 0.5 * 10 ** -Math.min(decimals.get(place) ?? 0, MOST_DECIMALS)
  return Math.abs(published - computed) <= half + 1e-9
}

function excessOf({ residuals, sessions }: CountedRow, { absenceOnly }: SessionColumns): Difference[] {
  return residuals
    .filter((residual) => residual.sessions < 0)
    .filter(({ of, sessions: beyond }) => {
      const total = of === 'authorised' ? sessions.authorised : sessions.unauthorised
      return !absenceOnly || -beyond > MOST_REASONS_BEYOND_TOTAL * total
    })
    .map(({ of, sessions: beyond }) => ({
      column: of,
      published: String(of === 'authorised' ? sessions.authorised : sessions.unauthorised),
      computed: (of === 'authorised' ? sessions.authorised : sessions.unauthorised) - beyond,
      why: 'the listed reasons add up to more than this total',
    }))
}

/** Percentages of enrolments, where the enrolments that they are of are published too. */
function compareEnrolments(row: RowToCheck): Difference[] {
  const { columns } = row.layout
  const enrolments = (whose: Whose) =>
    columns.find(({ meaning }) => meaning.is === 'enrolments' && meaning.whose === whose)?.place
  const of = cellAt(row, enrolments('everyone'))
  return columns.flatMap((column) => {
    if (column.meaning.is !== 'enrolments-percentage' || column.meaning.whose === 'at all schools') return []
    const published = row.cells[column.place] ?? ''
    const cell = readPercentage(published)
    if (cell.is === 'hidden') return strangeCell(column.name, published, cell.mark)
    const part = cellAt(row, enrolments(column.meaning.whose))
    if (part?.is !== 'number' || of?.is !== 'number' || of.value === 0)
      return cell.value >= 0 && cell.value <= 100
        ? []
        : [{ column: column.name, published, computed: undefined, why: 'a share of enrolments lies between 0 and 100' }]
    const computed = (100 * part.value) / of.value
    if (agrees(row, column.place, { published: cell.value, computed })) return []
    return [
      {
        column: column.name,
        published,
        computed,
        why: 'a percentage of enrolments',
        percentage: 'persistently absent' as const,
      },
    ]
  })
}
