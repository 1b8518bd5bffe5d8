import { ALL_CODES } from '../../../law/codes.ts'
import { allPhasesWeighted, type PhaseRate } from './all-phases.ts'
import { type BandRow, type BandsResult, checkBands } from './check-bands.ts'
import { agrees, checkRow, type Difference, type RowToCheck } from './check-row.ts'
import { PUBLISHED_SUMS, sumsAbsent } from './columns.ts'
import { countIn } from './count-row.ts'
import { isPublishedFigures, type Layout, layOut } from './lay-out.ts'
import { type PlacedRow, placeRow, type RowKind, splittingColumns } from './place-row.ts'
import { type Column, readHeader } from './read-header.ts'
import { decimalsOf, readCount, readPercentage } from './read-number.ts'
import { NO_COLUMN, type RollUp } from './roll-up.ts'

/** A row that does not agree with itself, and where it stands in the file. */
export interface DifferingRow {
  readonly line: number
  readonly row: string
  readonly differences: readonly Difference[]
}

/** A series of residuals of one class: how often, and the smallest and largest. */
interface ResidualsFound {
  readonly rows: number
  readonly smallest: number
  readonly largest: number
  readonly largestAt: string
}

/** All that is said of a file once its last row was read. */
export interface FileCheck {
  readonly columns: readonly Column[]
  /** Sums that such files usually have and this one does not, in words: they were not compared. */
  readonly sumsAbsent: readonly string[]
  /** Rows by the series they belong to, hidden ones included. */
  readonly kinds: ReadonlyMap<RowKind, number>
  readonly rows: number
  readonly equal: number
  readonly differing: readonly DifferingRow[]
  /** Rows without counts, by the mark that stands instead. */
  readonly hidden: ReadonlyMap<string, number>
  readonly nothingPossible: number
  /** Rows that say neither when nor where they are of: notes, trailing totals. */
  readonly notRows: readonly number[]
  readonly residuals: ReadonlyMap<string, ResidualsFound>
  readonly allPhases: { readonly pooled: number; readonly weighted: number }
  readonly bands: readonly BandsResult[]
}

/** Reads a file row by row; keeps sums, never rows. */
export interface FileChecker {
  readonly layout: Layout
  readonly row: (cells: readonly string[], line: number) => void
  readonly finish: () => FileCheck
}

/** Rows read before the first is checked, so that the number of decimals of each percentage is known. */
const SAMPLE = 1_000

interface Pending {
  readonly cells: readonly string[]
  readonly line: number
}

/**
 * Starts checking a file with this header; undefined where it is none of the published kinds.
 * @param rollUp takes the file's rows too, and may take those of other files.
 */
export function checkFile(header: readonly string[], rollUp: RollUp): FileChecker | undefined {
  const layout = layOut(readHeader(header))
  if (!isPublishedFigures(layout)) return undefined
  const pending: Pending[] = []
  let work: RowWork | undefined
  const start = () => {
    work ??= new RowWork(layout, pending, rollUp)
    for (const { cells, line } of pending.splice(0)) work.row(cells, line)
    return work
  }
  return {
    layout,
    row: (cells, line) => {
      if (work !== undefined) work.row(cells, line)
      else if (pending.push({ cells, line }) >= SAMPLE) start()
    },
    finish: () => start().finish(),
  }
}

interface WaitingTotal {
  readonly line: number
  readonly placed: PlacedRow
  readonly key: string
  readonly row: RowToCheck
  readonly differences: readonly Difference[]
}

class RowWork {
  readonly #layout: Layout
  readonly #rollUp: RollUp
  readonly #decimals: Map<number, number>
  readonly #splitting: readonly number[]
  readonly #weights: number | undefined
  readonly #phases = new Map<string, Float64Array[]>()
  readonly #waiting: WaitingTotal[] = []
  readonly #bands = new Map<string, BandRow[]>()
  readonly #kinds = new Map<RowKind, number>()
  readonly #hidden = new Map<string, number>()
  readonly #residuals = new Map<string, ResidualsFound>()
  readonly #differing: DifferingRow[] = []
  readonly #notRows: number[] = []
  #rows = 0
  #equal = 0
  #nothingPossible = 0
  #pooled = 0

  constructor(layout: Layout, sample: readonly Pending[], rollUp: RollUp) {
    this.#layout = layout
    this.#rollUp = rollUp
    this.#splitting = splittingColumns(
      layout,
      sample.map(({ cells }) => cells),
    )
    this.#decimals = decimalsIn(layout, sample)
    this.#weights = layout.columns.find(
      ({ meaning }) => meaning.is === 'enrolments' && meaning.whose === 'at all schools',
    )?.place
  }

  row(cells: readonly string[], line: number): void {
    const placed = placeRow(this.#layout, cells, this.#splitting)
    if (placed === undefined) {
      this.#notRows.push(line)
      return
    }
    count(this.#kinds, placed.kind)
    const row = { cells, layout: this.#layout, decimals: this.#decimals }
    if (placed.kind === 'bands') this.#bandRow({ placed, line, row, band: bandOf(row) })
    else this.#sessionRow(placed, line, row)
  }

  #bandRow(row: BandRow): void {
    const { year, period, phase, level, region, authority, others } = row.placed
    const key = [year, period, phase, level, region, authority, others].join('|')
    this.#bands.set(key, [...(this.#bands.get(key) ?? []), row])
  }

  #sessionRow(placed: PlacedRow, line: number, row: RowToCheck): void {
    const check = checkRow(row)
    this.#rollUp.add(placed, addedCounts(row))
    if (check.hiddenBy !== undefined) {
      count(this.#hidden, check.hiddenBy)
      if (check.differences.length > 0)
        this.#differing.push({ line, row: placed.inWords, differences: check.differences })
      return
    }
    for (const { of, sessions } of check.residuals)
      this.#residual(`${of}${sessions < 0 ? ' below its reasons' : ''}`, Math.abs(sessions), placed.inWords)
    if (check.nothingPossible) this.#nothingPossible += 1
    this.#rows += 1
    this.#settle({ placed, line, row, differences: check.differences, key: phasesKey(placed) })
  }

  /** An all-phases row whose percentages alone differ waits for its phases: to 2024/25 they were weighted. */
  #settle(waiting: WaitingTotal): void {
    const { placed, row, differences, key, line } = waiting
    // Before 2025/26, when totals were weighted, authorities had no row for all phases: their phases need not be kept.
    const weighable = this.#weights !== undefined && placed.level !== 'authority'
    if (weighable && !placed.allPhases)
      this.#phases.set(key, [...(this.#phases.get(key) ?? []), ratesIn(row, this.#weights)])
    if (differences.length === 0) {
      this.#equal += 1
      if (placed.allPhases) {
        this.#pooled += 1
        // Nothing waits for these phases to be weighted.
        this.#phases.delete(key)
      }
    } else if (weighable && placed.allPhases && differences.every(({ percentage }) => percentage !== undefined))
      this.#waiting.push(waiting)
    else this.#differing.push({ line, row: placed.inWords, differences })
  }

  #residual(of: string, sessions: number, at: string): void {
    const found = this.#residuals.get(of) ?? { rows: 0, smallest: sessions, largest: 0, largestAt: at }
    const larger = sessions > found.largest
    this.#residuals.set(of, {
      rows: found.rows + 1,
      smallest: Math.min(found.smallest, sessions),
      largest: larger ? sessions : found.largest,
      largestAt: larger ? at : found.largestAt,
    })
  }

  finish(): FileCheck {
    let weighted = 0
    for (const waiting of this.#waiting) {
      const differences = unweighted(waiting, this.#phases.get(waiting.key) ?? [], this.#weights)
      if (differences.length === 0) weighted += 1
      else this.#differing.push({ line: waiting.line, row: waiting.placed.inWords, differences })
    }
    const bands = [...this.#bands.values()].map((rows) => this.#finishBands(rows))
    return {
      columns: this.#layout.columns,
      sumsAbsent: absentOf(this.#layout),
      kinds: this.#kinds,
      rows: this.#rows,
      equal: this.#equal + weighted,
      differing: this.#differing.sort((a, b) => a.line - b.line),
      hidden: this.#hidden,
      nothingPossible: this.#nothingPossible,
      notRows: this.#notRows,
      residuals: this.#residuals,
      allPhases: { pooled: this.#pooled, weighted },
      bands,
    }
  }

  #finishBands(rows: readonly BandRow[]): BandsResult {
    const { result, differences } = checkBands(rows)
    for (const [row, found] of differences) {
      this.#rows += 1
      if (found.length === 0) this.#equal += 1
      else this.#differing.push({ line: row.line, row: `${row.placed.inWords}, ${row.band}`, differences: found })
    }
    return result
  }
}

/** Files of bands count pupils, not sessions. */
function absentOf({ sessions }: Layout): readonly string[] {
  const everyone = sessions.get('everyone')
  return everyone === undefined ? [] : sumsAbsent(new Set(everyone.sums.keys()), everyone.absenceOnly)
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function bandOf({ layout, cells }: RowToCheck): string {
  return cells[layout.keys.get('band') ?? -1] ?? ''
}

function phasesKey({ kind, year, period, term, date, level, region, authority, others }: PlacedRow): string {
  return [kind, year, period, term, date, level, region, authority, others].join('|')
}

function decimalsIn(layout: Layout, sample: readonly Pending[]): Map<number, number> {
  const percentages = layout.columns.filter(({ meaning }) => meaning.is.endsWith('percentage'))
  return new Map(
    percentages.map(({ place }) => [
      place,
      sample.reduce((most, { cells }) => {
        const text = cells[place] ?? ''
        return readPercentage(text).is === 'number' ? Math.max(most, decimalsOf(text)) : most
      }, 0),
    ]),
  )
}

/** The row's sessions for the roll-up. */
function addedCounts({ layout, cells }: RowToCheck): readonly number[] {
  const columns = layout.sessions.get('everyone')
  const at = (place: number | undefined) =>
    place === undefined ? NO_COLUMN : (countIn(readCount(cells[place] ?? '')) ?? Number.NaN)
  return [
    ...ALL_CODES.map(({ code }) => at(columns?.codes.get(code))),
    ...PUBLISHED_SUMS.map((sum) => at(columns?.sums.get(sum))),
  ]
}

/** A phase's percentages by place, and the enrolments that weigh them; NaN where there is no number. */
function ratesIn({ layout, cells }: RowToCheck, weights: number | undefined): Float64Array {
  return Float64Array.from(layout.columns, ({ meaning, place }) => {
    const cell = place === weights ? readCount(cells[place] ?? '') : readPercentage(cells[place] ?? '')
    return (place === weights || meaning.is.endsWith('percentage')) && cell.is === 'number' ? cell.value : Number.NaN
  })
}

/** What remains of an all-phases row's differences once its percentages are weighted means of its phases'. */
function unweighted(
  { row, differences }: WaitingTotal,
  phases: readonly Float64Array[],
  weights: number | undefined,
): readonly Difference[] {
  return differences.flatMap((difference) => {
    const column = row.layout.columns.find(({ name }) => name === difference.column)
    if (column === undefined) return [difference]
    const rates = phases
      .map((cells): PhaseRate => ({ rate: cells[column.place] ?? NaN, totalEnrolments: cells[weights ?? -1] ?? NaN }))
      .filter(({ rate, totalEnrolments }) => !Number.isNaN(rate) && !Number.isNaN(totalEnrolments))
    const computed = allPhasesWeighted(rates)
    const published = readPercentage(difference.published)
    const fits =
      computed !== undefined &&
      published.is === 'number' &&
      agrees(row, column.place, { published: published.value, computed })
    if (fits) return []
    const why = `${difference.why}${computed === undefined ? '' : `; weighted by enrolments, as to 2024/25, it is ${computed}`}`
    return [{ ...difference, why }]
  })
}
