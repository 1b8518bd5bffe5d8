import { combinationOf, randomNullVector } from './linear-span.ts'
import { FEWEST_SHOWN, partsToHide } from './small-numbers.ts'

/** Who is in one cell of a table: a 1 at the place of each pupil who is. */
export type Cell = Uint8Array

/** Divisions of the same pupils, each pupil in exactly one cell of each. */
export type Divisions = readonly (readonly Cell[])[]

/**
 * Which cells of several tables of the same pupils to hide, so that nothing about 1 to 5 pupils can be found by adding and subtracting what
 * is shown. The total is shown, so whoever sees a cell also knows all the others together.
 *
 * Hidden are: small cells; in each division a second one (`partsToHide`); and then, the smallest first, whatever else is needed so that none
 * of these sets is a sum or difference of shown cells of any of the tables: a small cell, a small overlap or difference of any two cells
 * (pupil premium without free school meals; the one class of a small year group), one or two smallest kinds of pupil. It is the usual
 * "secondary suppression" (ONS, Disclosure control guidance for tables), done by linear algebra over all tables at once.
 *
 * What it does not know: tables shown elsewhere, on other days or for other dates, and what a reader knows of a pupil already.
 * @returns in step with the divisions, true at each cell to hide.
 */
export function cellsToHide(
  divisions: Divisions,
  of: {
    pupils: number
    fewest?: number
    /** Cells hidden for another reason, in step with the divisions. */
    hiddenAnyway?: readonly (readonly boolean[])[]
  },
): boolean[][] {
  const { pupils, fewest = FEWEST_SHOWN } = of
  const kinds = kindsOf(divisions, pupils)
  const tables = divisions.map((cells) => cells.map((cell) => kinds.placesIn(cell)))
  const sizeOf = (places: readonly number[]) => places.reduce((sum, place) => sum + (kinds.sizes[place] ?? 0), 0)
  const hidden = tables.map((cells, table) => {
    const anyway = of.hiddenAnyway?.[table]
    const small = partsToHide(cells.map(sizeOf), fewest)
    return small.map((isHidden, at) => isHidden || (anyway?.[at] ?? false))
  })
  const total = kinds.sizes.map((_, place) => place)
  const guarded = guardedSets([total, ...tables.flat()], { sizes: kinds.sizes, fewest })
  const cells = tables.flatMap((ofTable, table) =>
    ofTable.map((places, at) => ({ places, table, at, size: sizeOf(places) })),
  )
  for (;;) {
    const shown = cells.filter(({ table, at, size }) => size > 0 && hidden[table]?.[at] === false)
    const rows = [total, ...shown.map(({ places }) => places)]
    const found = foundSets(rows, { guarded, kinds: kinds.sizes, fewest })
    if (found.length === 0) return hidden
    const hiddenNow = new Set<number>()
    for (const set of found) {
      // The first row is the total, which stays: every way to find a set needs at least one cell, being smaller than everybody.
      const used = (combinationOf(rows, set, kinds.sizes.length) ?? []).filter((row) => row > 0)
      if (used.some((row) => hiddenNow.has(row))) continue
      const [smallest] = used.sort((one, other) => (shown[one - 1]?.size ?? 0) - (shown[other - 1]?.size ?? 0))
      const cell = smallest === undefined ? undefined : shown[smallest - 1]
      const row = cell === undefined ? undefined : hidden[cell.table]
      if (smallest === undefined || cell === undefined || row === undefined) continue
      row[cell.at] = true
      hiddenNow.add(smallest)
    }
    if (hiddenNow.size === 0) return hidden
  }
}

interface Kinds {
  /** How many pupils are of each kind: the same cell in every table. */
  readonly sizes: readonly number[]
  placesIn(cell: Cell): readonly number[]
}

/** Pupils who are in the same cell of every table cannot be told apart by any table, so they are one unknown. */
function kindsOf(divisions: Divisions, pupils: number): Kinds {
  const byKey = new Map<string, { place: number; first: number; size: number }>()
  for (let pupil = 0; pupil < pupils; pupil++) {
    const key = divisions.map((cells) => cells.findIndex((cell) => cell[pupil] === 1)).join(' ')
    const kind = byKey.get(key)
    if (kind === undefined) byKey.set(key, { place: byKey.size, first: pupil, size: 1 })
    else kind.size += 1
  }
  const kinds = [...byKey.values()]
  return {
    sizes: kinds.map(({ size }) => size),
    placesIn: (cell) => kinds.flatMap(({ place, first }) => (cell[first] === 1 ? [place] : [])),
  }
}

/** The small sets that nobody may find: cells, overlaps and differences of two cells, each kind by itself. */
function guardedSets(
  cells: readonly (readonly number[])[],
  { sizes, fewest }: { sizes: readonly number[]; fewest: number },
): readonly (readonly number[])[] {
  const sets = new Map<string, readonly number[]>()
  const keep = (places: readonly number[] | undefined) => {
    if (places !== undefined && places.length > 0) sets.set(places.join(' '), places)
  }
  const members = cells.map((places) => new Set(places))
  for (const [place, size] of sizes.entries()) if (size < fewest) keep([place])
  for (const places of cells) {
    for (const other of members) {
      keep(fewOf(places, { sizes, fewest, isIn: (place) => other.has(place) }))
      keep(fewOf(places, { sizes, fewest, isIn: (place) => !other.has(place) }))
    }
  }
  return [...sets.values()]
}

/** The chosen places where they are few pupils; undefined as soon as they are not. */
function fewOf(
  places: readonly number[],
  of: { sizes: readonly number[]; fewest: number; isIn: (place: number) => boolean },
): readonly number[] | undefined {
  const chosen: number[] = []
  let size = 0
  for (const place of places) {
    if (!of.isIn(place)) continue
    size += of.sizes[place] ?? 0
    if (size >= of.fewest) return undefined
    chosen.push(place)
  }
  return chosen
}

/** Those of the guarded sets, and of pairs of small kinds, that shown rows give away. */
function foundSets(
  rows: readonly (readonly number[])[],
  of: { guarded: readonly (readonly number[])[]; kinds: readonly number[]; fewest: number },
): readonly (readonly number[])[] {
  const { guarded, kinds, fewest } = of
  // Whatever is a sum of rows is zero on a vector on which every row is zero; anything else is not, but once in some fifty million times.
  const zeroOnRows = randomNullVector(rows, kinds.length)
  const found = guarded.filter((places) => zeroOnRows.isZeroOn(places))
  if (found.length > 0) return found
  const small = kinds.flatMap((size, place) => (size < fewest ? [place] : []))
  return zeroOnRows.pairsToZero(small).filter(([one, other]) => (kinds[one] ?? 0) + (kinds[other] ?? 0) < fewest)
}
