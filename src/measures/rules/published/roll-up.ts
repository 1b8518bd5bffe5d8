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
export interface RollUpDifference {
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
  readonly add: (row: PlacedRow, counts: Float64Array) => void
  readonly results: () => readonly RollUpResult[]
}

interface Total {
  readonly sums: Float64Array
  readonly hidden: Uint16Array
  readonly absent: Uint8Array
  parts: number
}

interface Group {
  readonly all: Total
  /** Inner and Outer London, which some files publish beside London and some instead of it. */
  readonly halves: Total | undefined
  hasLondon: boolean
  zeroPart: boolean
  readonly wholes: { readonly row: string; readonly counts: Float64Array }[]
}

const LONDON = 'E12000007'
const HALF_OF_LONDON = /^E13/
const NAMES: readonly RollUpName[] = [
  'days to week',
  'authorities to region',
  'regions to England',
  'phases to all',
  'terms to year',
]

/**
 * A new roll-up, for one file or for several of which one is the sum of another.
 * @param withDays whether days are added up to weeks; it takes as much memory again, so only where weeks are to be expected.
 */
export function createRollUp(withDays: boolean): RollUp {
  const groups = new Map<RollUpName, Map<string, Group>>(NAMES.map((name) => [name, new Map()]))
  const census = new Set<RollUpName>()
  const groupOf = (name: RollUpName, key: string): Group => {
    const all = groups.get(name) ?? new Map<string, Group>()
    const found = all.get(key) ?? newGroup(name)
    all.set(key, found)
    return found
  }
  return {
    add: (row, counts) => {
      for (const { name, key, as } of placesIn(row, withDays)) {
        const group = groupOf(name, key)
        if (row.kind === 'census') census.add(name)
        if (as === 'whole') group.wholes.push({ row: row.inWords, counts })
        else addPart(group, row, counts)
      }
    },
    results: () =>
      NAMES.flatMap((name) => {
        const result = compare(name, [...(groups.get(name)?.values() ?? [])], !census.has(name))
        return result.cells + result.consistent + result.differences.length === 0 ? [] : [result]
      }),
  }
}

function newGroup(name: RollUpName): Group {
  const halves = name === 'regions to England' ? noTotal() : undefined
  return { all: noTotal(), halves, hasLondon: false, zeroPart: false, wholes: [] }
}

function noTotal(): Total {
  const length = ADDED.length
  return { sums: new Float64Array(length), hidden: new Uint16Array(length), absent: new Uint8Array(length), parts: 0 }
}

interface Membership {
  readonly name: RollUpName
  readonly key: string
  readonly as: 'part' | 'whole'
}

/** In which sums a row takes part. Yearly and termly rows of the daily series are not the sum of their places: pupils move. */
function placesIn(row: PlacedRow, withDays: boolean): Membership[] {
  const { kind, others, phase, level } = row
  const when = [kind, row.year, row.period, row.term, row.date, others].join('|')
  const where = [level, row.region, row.authority].join('|')
  const found: Membership[] = []
  if (kind === 'daily' || kind === 'weekly' || kind === 'census') {
    const from = `${when}|${phase}`
    if (level === 'authority') found.push({ name: 'authorities to region', key: `${from}|${row.region}`, as: 'part' })
    if (level === 'regional') found.push({ name: 'authorities to region', key: `${from}|${row.region}`, as: 'whole' })
    if (level === 'regional') found.push({ name: 'regions to England', key: from, as: 'part' })
    if (level === 'national') found.push({ name: 'regions to England', key: from, as: 'whole' })
  }
  found.push({ name: 'phases to all', key: `${when}|${where}`, as: row.allPhases ? 'whole' : 'part' })
  if (withDays && (kind === 'daily' || kind === 'weekly')) {
    const key = [row.year, row.period, where, phase, others].join('|')
    found.push({ name: 'days to week', key, as: kind === 'daily' ? 'part' : 'whole' })
  }
  if (kind === 'census' && row.term !== '') {
    const as = /^(total|all|year)/i.test(row.term) ? 'whole' : 'part'
    found.push({ name: 'terms to year', key: [row.year, row.period, where, phase, others].join('|'), as })
  }
  return found
}

const POSSIBLE = ADDED.indexOf('possible')

function addPart(group: Group, row: PlacedRow, counts: Float64Array): void {
  if (row.level === 'regional' && row.region === LONDON) group.hasLondon = true
  if (counts[POSSIBLE] === 0) group.zeroPart = true
  const into = HALF_OF_LONDON.test(row.region) && row.level === 'regional' ? (group.halves ?? group.all) : group.all
  into.parts += 1
  for (const [place, count] of counts.entries()) {
    if (count === NO_COLUMN) into.absent[place] = 1
    else if (Number.isNaN(count)) into.hidden[place] = (into.hidden[place] ?? 0) + 1
    else into.sums[place] = (into.sums[place] ?? 0) + count
  }
}

function compare(name: RollUpName, groups: readonly Group[], mustHold: boolean): RollUpResult {
  const result = { cells: 0, equal: 0, consistent: 0, differences: [] as RollUpDifference[] }
  for (const group of groups) {
    // Special schools were once collected yearly, and their terms published as nothing: no sum of the year.
    if (name === 'terms to year' && group.zeroPart) continue
    const totals = [group.all, ...(group.halves === undefined || group.hasLondon ? [] : [group.halves])]
    const parts = totals.filter((total) => total.parts > 0)
    if (parts.length === 0) continue
    for (const whole of group.wholes) compareWhole(whole, parts, result)
  }
  return { name, mustHold, ...result }
}

function compareWhole(
  { row, counts }: Group['wholes'][number],
  totals: readonly Total[],
  result: { cells: number; equal: number; consistent: number; differences: RollUpDifference[] },
): void {
  for (const [place, published] of counts.entries()) {
    if (published === NO_COLUMN || Number.isNaN(published)) continue
    if (totals.some(({ absent }) => absent[place] === 1)) continue
    const parts = totals.reduce((sum, total) => sum + (total.sums[place] ?? 0), 0)
    const hiddenParts = totals.reduce((sum, total) => sum + (total.hidden[place] ?? 0), 0)
    if (hiddenParts === 0) result.cells += 1
    if (hiddenParts === 0 && published === parts) result.equal += 1
    else if (hiddenParts > 0 && published >= parts) result.consistent += 1
    else result.differences.push({ row, column: ADDED[place] ?? '', published, parts, hiddenParts })
  }
}
