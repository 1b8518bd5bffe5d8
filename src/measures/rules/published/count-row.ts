import { ALL_CODES, byteOfCode, type Code, meaningOfByte, type StatisticalClass } from '../../../law/codes.ts'
import { type CodeCounts, noSessions, type Sessions, sessionsOf } from '../sessions.ts'
import type { Counted, PublishedSum } from './columns.ts'
import type { Cell } from './read-number.ts'

/** Classes that are possible sessions, and so may have a published total that its codes do not fill. */
export type CountedClass = Extract<StatisticalClass, 'present' | 'approved-activity' | 'authorised' | 'unauthorised'>

/** A published total that its listed codes fall short of (above zero) or go beyond (below zero). */
export interface Residual {
  readonly of: CountedClass
  readonly sessions: number
}

/** The cells of a row that count sessions, of one set of enrolments. */
export interface SessionCells {
  readonly codes: ReadonlyMap<Code, Cell>
  readonly sums: ReadonlyMap<PublishedSum, Cell>
  /** The file has a column for every code of the class that was in use, so that its total must be their sum. */
  readonly whole: ReadonlySet<CountedClass>
}

/** A row's sessions, as counted by the functions that count pupils. */
export interface CountedRow {
  /** By the codes as they are listed, before any total is filled up. */
  readonly listed: { readonly counts: CodeCounts; readonly sessions: Sessions }
  /** With every published total filled up. */
  readonly sessions: Sessions
  readonly residuals: readonly Residual[]
  /** Classes of which a code is hidden in this row: their sum cannot be checked, only that it is not too small. */
  readonly hidden: ReadonlySet<StatisticalClass>
}

/** Where a published total has sessions without a code, they are counted under a code of that class. F is the extended holiday that DfE keeps in the total and out of its list. */
const STANDS_FOR: Readonly<Record<CountedClass, Code>> = {
  present: '/',
  'approved-activity': 'B',
  authorised: 'F',
  unauthorised: 'O',
}

const COUNTED_CLASSES: readonly CountedClass[] = ['present', 'approved-activity', 'authorised', 'unauthorised']

const TOTALS: Readonly<Record<CountedClass, PublishedSum>> = {
  present: 'present',
  'approved-activity': 'approvedActivity',
  authorised: 'authorised',
  unauthorised: 'unauthorised',
}

const LARGEST = 2 ** 32 - 1

/** The number in a cell; undefined where it is hidden, absent or no possible count. */
export function countIn(cell: Cell | undefined): number | undefined {
  if (cell?.is !== 'number') return undefined
  return Number.isInteger(cell.value) && cell.value >= 0 && cell.value <= LARGEST ? cell.value : undefined
}

/**
 * Fills code counts from a published row and groups them by `sessionsOf`, as for pupils. A class whose total is published and whose
 * codes are not all listed or not all shown is filled up to that total; nothing is filled up in a class that is `whole`, except
 * authorised, whose total DfE publishes with sessions that it lists under no reason. Where the census lists more reasons than its
 * total, the total stands, and the residual is below zero.
 */
export function countRow(cells: SessionCells): CountedRow {
  const { counts: listed, hidden } = countCodes(cells)
  const counts = listed.slice()
  const residuals: Residual[] = []
  for (const of of COUNTED_CLASSES) {
    const total = countIn(cells.sums.get(TOTALS[of]))
    const left = total === undefined ? 0 : total - inClass(sessionsOf(counts), of)
    const exact = cells.whole.has(of) && !hidden.has(of)
    if (left === 0 || (exact && (of !== 'authorised' || left < 0))) continue
    // Where no reason of the class is listed there is nothing that the total goes beyond.
    if (listsAny(cells, of)) residuals.push({ of, sessions: left })
    if (left < 0) empty(counts, of)
    add(counts, STANDS_FOR[of], left < 0 ? (total ?? 0) : left)
  }
  fillAbsentFromOverall(counts, cells)
  fillAttendedFromPossible(counts, cells)
  return { listed: { counts: listed, sessions: sessionsOf(listed) }, sessions: sessionsOf(counts), residuals, hidden }
}

function countCodes({ codes, sums }: SessionCells) {
  const counts = noSessions()
  const hidden = new Set<StatisticalClass>()
  for (const [code, cell] of codes) {
    const count = countIn(cell)
    if (count === undefined) hidden.add(meaningOfByte(byteOfCode(code))?.statistical ?? 'missing')
    else add(counts, code, count)
  }
  // Files with one column for both slashes.
  const onTime = countIn(sums.get('presentOnTime'))
  if (onTime !== undefined && !codes.has('/') && !codes.has('\\')) add(counts, '/', onTime)
  return { counts, hidden }
}

function listsAny({ codes }: SessionCells, of: CountedClass): boolean {
  return ALL_CODES.some(({ code, statistical }) => statistical === of && codes.has(code))
}

/** Files that publish absence and do not say, or hide, how much of it is authorised. */
function fillAbsentFromOverall(counts: CodeCounts, { sums }: SessionCells): void {
  const left = (countIn(sums.get('absent')) ?? 0) - sessionsOf(counts).absent
  const unsaid = (['unauthorised', 'authorised'] as const).find((of) => countIn(sums.get(of)) === undefined)
  if (left > 0 && unsaid !== undefined) add(counts, STANDS_FOR[unsaid], left)
}

function add(counts: CodeCounts, code: Code, sessions: number): void {
  counts[byteOfCode(code)] = (counts[byteOfCode(code)] ?? 0) + sessions
}

function empty(counts: CodeCounts, of: CountedClass): void {
  for (const { byte, statistical } of ALL_CODES) if (statistical === of) counts[byte] = 0
}

function inClass(sessions: Sessions, of: CountedClass): number {
  return of === 'approved-activity' ? sessions.approvedActivity : sessions[of]
}

/** The census publishes possible sessions and absence, and nothing of attendance: what is left was attended. */
function fillAttendedFromPossible(counts: CodeCounts, { codes, sums }: SessionCells): void {
  const publishesAttendance = codes.has('/') || sums.has('presentOnTime') || sums.has('present') || sums.has('attended')
  const possible = countIn(sums.get('possible'))
  if (publishesAttendance || possible === undefined) return
  const { absent } = sessionsOf(counts)
  if (possible > absent) add(counts, '/', possible - absent)
}

/** How many of a row's sessions a column counts. A code and a sum of reasons are what is listed; a total is filled up. */
export function sessionsCounted({ listed, sessions }: CountedRow, of: Counted): number {
  const withCode = (code: Code) => listed.counts[byteOfCode(code)] ?? 0
  if ('code' in of) return withCode(of.code)
  switch (of.sum) {
    case 'presentOnTime':
      return withCode('/') + withCode('\\')
    case 'authorisedReasons':
      return listed.sessions.authorised
    case 'unauthorisedReasons':
      return listed.sessions.unauthorised
    case 'absentReasons':
      return listed.sessions.absent
    default:
      return sessions[of.sum]
  }
}
