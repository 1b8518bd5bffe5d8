import { isPersistentlyAbsent, isSeverelyAbsent } from '../sessions.ts'
import type { Difference, RowToCheck } from './check-row.ts'
import type { PlacedRow } from './place-row.ts'
import { readCount, readPercentage } from './read-number.ts'

/** A band of absence as published: from this share of possible sessions, in hundredths of a per cent, included. */
export interface Band {
  readonly fromHundredths: number
}

/** Reads `0`, `0.01 - 0.99`, `10.00 - 10.99`, `10 to 11`, `99.00+`; undefined for `Total` and anything else. */
export function readBand(text: string): Band | undefined {
  const from = /^\s*(\d+(?:\.\d+)?)\s*%?\s*(?:$|\+|-|–|to\b|and\b|or\b)/i.exec(text)?.[1]
  return from === undefined ? undefined : { fromHundredths: Math.round(100 * Number(from)) }
}

/** Enrolments by band of overall absence. Published to the nearest 5, so a sum of many bands is too, roughly. */
export interface BandedEnrolments {
  readonly enrolments: number
  readonly persistent: number
  readonly severe: number
}

/**
 * Persistent and severe absence from a distribution of enrolments over bands of overall absence. A band counts as a whole by its
 * lower end, asked of the same integer test as a pupil (`isPersistentlyAbsent`).
 */
export function absenteesOf(bands: readonly (Band & { readonly enrolments: number })[]): BandedEnrolments {
  const total = (counted: typeof bands) => counted.reduce((sum, { enrolments }) => sum + enrolments, 0)
  const at = ({ fromHundredths }: Band) => ({ absent: fromHundredths, possible: 10_000 })
  return {
    enrolments: total(bands),
    persistent: total(bands.filter((band) => isPersistentlyAbsent(at(band)))),
    severe: total(bands.filter((band) => isSeverelyAbsent(at(band)))),
  }
}

/** Persistent and severe absence of one distribution in a file, and what of it disagrees. */
export interface BandsResult extends BandedEnrolments {
  readonly inWords: string
  /** The published total of enrolments, of which the rates are; the sum of the bands where none is published. */
  readonly total: number
  readonly hiddenBands: number
}

/** A row of a distribution, kept until its total is known. */
export interface BandRow {
  readonly placed: PlacedRow
  readonly band: string
  readonly line: number
  readonly row: RowToCheck
}

/** Counts are published to the nearest 5. */
const HALF_A_ROUNDING = 2.5

/** Checks one distribution: every percentage against its count and total, and the bands against the total. */
export function checkBands(rows: readonly BandRow[]): {
  readonly result: BandsResult
  readonly differences: ReadonlyMap<BandRow, readonly Difference[]>
} {
  const totals = rows.find(({ band }) => /^\s*(total|all)/i.test(band))
  const differences = new Map(rows.map((row) => [row, comparePercentages(row, totals)]))
  if (totals !== undefined) differences.set(totals, [...(differences.get(totals) ?? []), ...compareSums(rows, totals)])
  const overall = rows[0]?.row.layout.columns.find(
    ({ meaning }) => meaning.is === 'band-enrolments' && meaning.by === 'absent',
  )
  const counted = rows.flatMap(({ band, row }) => {
    const from = readBand(band)
    const cell = readCount(row.cells[overall?.place ?? -1] ?? '')
    return from === undefined ? [] : [{ ...from, cell }]
  })
  const known = counted.flatMap(({ cell, ...band }) =>
    cell.is === 'number' ? [{ ...band, enrolments: cell.value }] : [],
  )
  const absentees = absenteesOf(known)
  const total = readCount(totals?.row.cells[overall?.place ?? -1] ?? '')
  const result = {
    ...absentees,
    inWords: rows[0]?.placed.inWords ?? '',
    total: total.is === 'number' ? total.value : absentees.enrolments,
    hiddenBands: counted.length - known.length,
  }
  return { result, differences }
}

function comparePercentages({ row }: BandRow, totals: BandRow | undefined): Difference[] {
  return row.layout.columns.flatMap(({ meaning, place, name }) => {
    if (meaning.is !== 'band-percentage') return []
    const count = row.layout.columns.find(
      (one) => one.meaning.is === 'band-enrolments' && one.meaning.by === meaning.by,
    )
    const published = readPercentage(row.cells[place] ?? '')
    const part = readCount(row.cells[count?.place ?? -1] ?? '')
    const of = readCount(totals?.row.cells[count?.place ?? -1] ?? '')
    if (published.is !== 'number' || part.is !== 'number' || of.is !== 'number' || of.value === 0) return []
    const computed = (100 * part.value) / of.value
    // Both counts were rounded after the percentage was worked out, so it may lie this much further off.
    const slack = (100 * HALF_A_ROUNDING * (1 + part.value / of.value)) / of.value
    const half = 0.5 * 10 ** -(row.decimals.get(place) ?? 0)
    if (Math.abs(published.value - computed) <= half + slack + 1e-9) return []
    return [{ column: name, published: row.cells[place] ?? '', computed, why: 'a percentage of all enrolments' }]
  })
}

function compareSums(rows: readonly BandRow[], totals: BandRow): Difference[] {
  const bands = rows.filter((row) => row !== totals && readBand(row.band) !== undefined)
  return totals.row.layout.columns.flatMap(({ meaning, place, name }) => {
    if (meaning.is !== 'band-enrolments') return []
    const cells = bands.map(({ row }) => readCount(row.cells[place] ?? ''))
    const published = readCount(totals.row.cells[place] ?? '')
    if (published.is !== 'number' || cells.some(({ is }) => is === 'hidden')) return []
    const computed = cells.reduce((sum, cell) => sum + (cell.is === 'number' ? cell.value : 0), 0)
    if (Math.abs(computed - published.value) <= HALF_A_ROUNDING * (bands.length + 1)) return []
    return [
      { column: name, published: totals.row.cells[place] ?? '', computed, why: 'the bands add up to something else' },
    ]
  })
}
