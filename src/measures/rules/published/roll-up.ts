import { ALL_CODES } from '../../../law/codes.ts'
import { PUBLISHED_SUMS } from './columns.ts'
import type { PlacedRow } from './place-row.ts'

/** A way in which rows of a file are the sum of other rows. */
export type RollUpName =
  | 'days to week'
  | 'authorities to region'
  | 'regions to England'
  | 'phases to all'
  | 'terms to year'

/** A cell that is not the sum of its parts. */
interface RollUpDifference {
  readonly row: string
  readonly column: string
  readonly published: number
  readonly parts: number
  readonly hiddenParts: number
}

export interface RollUpResult {
  readonly name: RollUpName
  readonly cells: number
  readonly equal: number
  /** Cells with a hidden part: the published sum less the parts that are known, which must not be below zero. */
  readonly consistent: number
  readonly differences: readonly RollUpDifference[]
  /** The census publishes its levels and terms each in its own right; a difference there is reported and is no fault. */
  readonly mustHold: boolean
}

/** What of a row's cells is added up: every code, then every sum, in this order in every file. */
export const ADDED: readonly string[] = [...ALL_CODES.map(({ code }) => code), ...PUBLISHED_SUMS]
/** Stands for a column that a file does not have. */
export const NO_COLUMN = -1

/** Adds up rows and compares the sums with the rows that publish them. */
export interface RollUp {
  /** @param counts by `ADDED`; NaN where the cell is hidden, `NO_COLUMN` where the file has no such column. */
  readonly add: (row: PlacedRow, counts: readonly number[]) => void
  readonly results: () => readonly RollUpResult[]
}

// Plain arrays: tens of thousands of sums are kept at once, and each typed array would weigh more than its numbers.
interface Total {
  /** NaN where a part's file has no such column. */
  readonly sums: number[]
  /** Hidden parts of each sum; none where left out. */
  hidden: number[] | undefined
  parts: number
}

interface Group {
  readonly all: Total
  /** Inner and Outer London, which some files publish beside London and some instead of it. */
  readonly halves: Total | undefined
  hasLondon: boolean
  zeroPart: boolean
  readonly wholes: { readonly row: string; readonly counts: readonly number[] }[]
}

const LONDON = 'E12000007'
const HALF_OF_LONDON = /^E13/
/** Periods whose sums are kept at once: half a year of days. A file that is in order of time never comes back to an earlier one. */
const MOST_PERIODS = 100

/** A row is of a period whose sums were compared and given up already: the file is not in order of time. */
export class ScatteredPeriods extends Error {}

/** The sums within one file. Days are added up to weeks only across files. */
export const WITHIN_A_FILE: readonly RollUpName[] = [
  'authorities to region',
  'regions to England',
  'phases to all',
  'terms to year',
]

/**
 * A new roll-up, for one file or for several of which one is the sum of another.
 * @param names which sums; days to weeks must not be among them where periods are given up.
 * @param most periods kept at once. The one that had no row for longest is compared and given up, so that memory does not grow with the
 * length of the file. A row that comes after that throws `ScatteredPeriods`: begin again with `Infinity`.
 */
export function createRollUp(names: readonly RollUpName[], most: number = MOST_PERIODS): RollUp {
  const periods = new Map<string, Map<string, NamedGroup>>()
  const givenUp = new Set<string>()
  const census = new Set<RollUpName>()
  const found = new Map(names.map((name) => [name, noResult()]))
  let latest: string | undefined
  const settle = (groups: ReadonlyMap<string, NamedGroup>) => {
    for (const { name, group } of groups.values()) compare(name, group, found.get(name) ?? noResult())
  }
  const groupsOf = (period: string): Map<string, NamedGroup> => {
    if (givenUp.has(period)) throw new ScatteredPeriods()
    const groups = periods.get(period) ?? new Map<string, NamedGroup>()
    if (period === latest) return groups
    latest = period
    // The latest stands at the end, so that the first is the one that had no row for longest.
    periods.delete(period)
    periods.set(period, groups)
    const [oldest] = periods
    if (periods.size > most && oldest !== undefined) {
      settle(oldest[1])
      periods.delete(oldest[0])
      givenUp.add(oldest[0])
    }
    return groups
  }
  return {
    add: (row, counts) => {
      for (const { name, period, key, as } of placesIn(row)) {
        if (!found.has(name)) continue
        const groups = groupsOf(period)
        const place = `${name}|${key}`
        const { group } = groups.get(place) ?? { group: newGroup(name) }
        groups.set(place, { name, group })
        if (row.kind === 'census') census.add(name)
        if (as === 'whole') group.wholes.push({ row: row.inWords, counts })
        else addPart(group, row, counts)
      }
    },
    results: () => {
      for (const groups of periods.values()) settle(groups)
      periods.clear()
      return [...found].flatMap(([name, result]) => {
        const any = result.cells + result.consistent + result.differences.length > 0
        return any ? [{ name, mustHold: !census.has(name), ...result }] : []
      })
    },
  }
}

interface NamedGroup {
  readonly name: RollUpName
  readonly group: Group
}

type Found = { cells: number; equal: number; consistent: number; differences: RollUpDifference[] }

function noResult(): Found {
  return { cells: 0, equal: 0, consistent: 0, differences: [] }
}

function newGroup(name: RollUpName): Group {
  const halves = name === 'regions to England' ? noTotal() : undefined
  return { all: noTotal(), halves, hasLondon: false, zeroPart: false, wholes: [] }
}

function noTotal(): Total {
  return { sums: new Array<number>(ADDED.length).fill(0), hidden: undefined, parts: 0 }
}

interface Membership {
  readonly name: RollUpName
  /** Rows of one sum are all of one period. */
  readonly period: string
  readonly key: string
  readonly as: 'part' | 'whole'
}

/** In which sums a row takes part. Yearly and termly rows of the daily series are not the sum of their places: pupils move. */
function placesIn(row: PlacedRow): Membership[] {
  const { kind, others, phase, level } = row
  const period = [kind, row.year, row.period, row.term, row.date].join('|')
  const where = [level, row.region, row.authority].join('|')
  const found: Membership[] = []
  const add = (name: RollUpName, key: string, as: Membership['as']) => found.push({ name, period, key, as })
  if (kind === 'daily' || kind === 'weekly' || kind === 'census') {
    const from = `${others}|${phase}`
    if (level === 'authority') add('authorities to region', `${from}|${row.region}`, 'part')
    if (level === 'regional') add('authorities to region', `${from}|${row.region}`, 'whole')
    if (level === 'regional') add('regions to England', from, 'part')
    if (level === 'national') add('regions to England', from, 'whole')
  }
  add('phases to all', `${others}|${where}`, row.allPhases ? 'whole' : 'part')
  const longer = { period: [row.year, row.period].join('|'), key: [where, phase, others].join('|') }
  if (kind === 'daily' || kind === 'weekly')
    found.push({ name: 'days to week', ...longer, as: kind === 'daily' ? 'part' : 'whole' })
  if (kind === 'census' && row.term !== '')
    found.push({ name: 'terms to year', ...longer, as: /^(total|all|year)/i.test(row.term) ? 'whole' : 'part' })
  return found
}

const POSSIBLE = ADDED.indexOf('possible')

function addPart(group: Group, row: PlacedRow, counts: readonly number[]): void {
  if (row.level === 'regional' && row.region === LONDON) group.hasLondon = true
  if (counts[POSSIBLE] === 0) group.zeroPart = true
  const into = HALF_OF_LONDON.test(row.region) && row.level === 'regional' ? (group.halves ?? group.all) : group.all
  into.parts += 1
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? NO_COLUMN
    if (count === NO_COLUMN) into.sums[place] = Number.NaN
    else if (Number.isNaN(count)) {
      into.hidden ??= new Array<number>(ADDED.length).fill(0)
      into.hidden[place] = (into.hidden[place] ?? 0) + 1
    } else into.sums[place] = (into.sums[place] ?? 0) + count
  }
}

function compare(name: RollUpName, group: Group, result: Found): void {
  // Special schools were once collected yearly, and their terms published as nothing: no sum of the year.
  if (name === 'terms to year' && group.zeroPart) return
  const totals = [group.all, ...(group.halves === undefined || group.hasLondon ? [] : [group.halves])]
  const parts = totals.filter((total) => total.parts > 0)
  if (parts.length === 0) return
  for (const whole of group.wholes) compareWhole(whole, parts, result)
}

function compareWhole({ row, counts }: Group['wholes'][number], totals: readonly Total[], result: Found): void {
  for (const [place, published] of counts.entries()) {
    if (published === NO_COLUMN || Number.isNaN(published)) continue
    const parts = totals.reduce((sum, total) => sum + (total.sums[place] ?? 0), 0)
    if (Number.isNaN(parts)) continue
    const hiddenParts = totals.reduce((sum, total) => sum + (total.hidden?.[place] ?? 0), 0)
    if (hiddenParts === 0) result.cells += 1
    if (hiddenParts === 0 && published === parts) result.equal += 1
    else if (hiddenParts > 0 && published >= parts) result.consistent += 1
    else result.differences.push({ row, column: ADDED[place] ?? '', published, parts, hiddenParts })
  }
}
