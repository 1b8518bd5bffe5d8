import { type Kinds, kindsOf, kindsOfTwo, type Membership, overlapsOf } from './kinds.ts'
import { isZero, isZeroOn, pairsToZero, type Span, spans } from './linear-span.ts'
import { FEWEST_SHOWN, partsToHide } from './small-numbers.ts'

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
  divisions: readonly Membership[],
  of: {
    pupils: number
    fewest?: number
    /** Cells hidden for another reason, in step with the divisions. */
    hiddenAnyway?: readonly (readonly boolean[])[]
  },
): boolean[][] {
  const { pupils, fewest = FEWEST_SHOWN } = of
  const kinds = kindsOf(divisions, pupils)
  const isHidden = new Uint8Array(kinds.rowSizes.length)
  for (const at of divisions.keys()) {
    const first = kinds.firstRow[at] ?? 0
    const small = partsToHide([...kinds.rowSizes.subarray(first, kinds.firstRow[at + 1])], fewest)
    for (const [cell, isSmall] of small.entries())
      if (isSmall || of.hiddenAnyway?.[at]?.[cell]) isHidden[first + cell] = 1
  }
  if (pupils > 0) hideUntilSafe({ kinds, isHidden, fewest })
  return divisions.map(({ cells }, at) =>
    Array.from({ length: cells }, (_, cell) => isHidden[(kinds.firstRow[at] ?? 0) + cell] === 1),
  )
}

/** A few kinds of pupils, by number. */
type FewKinds = readonly number[]

interface Hiding {
  readonly kinds: Kinds
  /** By row; changed here. */
  readonly isHidden: Uint8Array
  readonly fewest: number
}

function hideUntilSafe(hiding: Hiding): void {
  const { kinds, isHidden, fewest } = hiding
  const spanOf = spans(kinds)
  const smallKinds = [...kinds.sizes.keys()].filter((kind) => (kinds.sizes[kind] ?? 0) < fewest)
  // Less is shown after each round, so what could not be found in one cannot be found in a later one.
  let sets: readonly FewKinds[] | undefined
  for (;;) {
    const span = spanOf([...isHidden.keys()].filter((row) => isHidden[row] === 0 && (kinds.rowSizes[row] ?? 0) > 0))
    const vector = span.zeroOnRows
    sets = sets === undefined ? guardedFound(hiding, vector) : sets.filter((set) => isZeroOn(vector, set))
    const found = sets.length > 0 ? sets : pairsToZero(vector, smallKinds).filter((pair) => isFew(hiding, pair))
    if (found.length === 0 || !hideSmallest(hiding, { span, found })) return
  }
}

function isFew({ kinds, fewest }: Hiding, set: FewKinds): boolean {
  return set.reduce((sum, kind) => sum + (kinds.sizes[kind] ?? 0), 0) < fewest
}

/** For each set the smallest row that it can be made with. The first row is everybody, which stays: a set that can be found is smaller, so needs another. */
function hideSmallest({ kinds, isHidden }: Hiding, of: { span: Span; found: readonly FewKinds[] }): boolean {
  const hiddenNow = new Set<number>()
  const sizeOf = (row: number) => kinds.rowSizes[row] ?? 0
  for (const set of of.found) {
    const used = (of.span.combinationOf(set) ?? []).filter((row) => row > 0)
    if (used.some((row) => hiddenNow.has(row))) continue
    const [smallest] = used.sort((one, other) => sizeOf(one) - sizeOf(other))
    if (smallest === undefined) continue
    isHidden[smallest] = 1
    hiddenNow.add(smallest)
  }
  return hiddenNow.size > 0
}

/**
 * The sets of too few pupils that shown rows give away: those that come to zero on a vector on which every shown row does. Looked at are small
 * cells and what leaves only a few out, small overlaps and differences of any two rows, and each small kind by itself.
 */
function guardedFound({ kinds, fewest }: Hiding, vector: Float64Array): readonly FewKinds[] {
  const { rows, values: sizes } = overlapsOf(kinds, kinds.sizes)
  const { values: zeros } = overlapsOf(kinds, vector)
  const sets = new Map<string, FewKinds>()
  const keep = (set: FewKinds) => sets.set(set.join(' '), set)
  for (const [kind, size] of kinds.sizes.entries()) if (size < fewest && isZeroOn(vector, [kind])) keep([kind])
  for (let row = 0; row < rows; row++) {
    const [all, zeroOfAll] = [sizes[row * rows + row] ?? 0, zeros[row * rows + row] ?? 0]
    for (let other = 0; other < rows; other++) {
      const common = sizes[row * rows + other] ?? 0
      if (common === 0) continue
      const zero = zeros[row * rows + other] ?? 0
      if (row <= other && common < fewest && isZero(zero)) keep(kindsOfTwo(kinds, [row, other], true))
      if (all > common && all - common < fewest && isZero(zeroOfAll - zero))
        keep(kindsOfTwo(kinds, [row, other], false))
    }
  }
  return [...sets.values()]
}
