import { type Kinds, overlapsOf, type Square } from './kinds.ts'

// Which sums and differences can be made of rows of ones: linear algebra in whole numbers modulo a prime, so that nothing is lost to
// rounding. The prime is below 2^26, so a product fits a double exactly.
//
// Rows are hundreds of places long, but each kind of pupil is in one row of each division only. So nothing is worked out place by place: with
// a weight drawn for each kind, the weighted overlaps of rows (A·D·Aᵀ) say which rows are sums of others, and of which. That could fail by bad
// luck in drawing, once in millions of times; then a row is not zero on the null vector, which is looked at, and other weights are drawn.

const PRIME = 67_108_859

/** The remainder of a product or difference, from 0 to PRIME − 1. */
function remainder(of: number): number {
  const left = of - Math.floor(of * (1 / PRIME)) * PRIME
  if (left < 0) return left + PRIME
  return left >= PRIME ? left - PRIME : left
}

function inverse(of: number): number {
  // Fermat: of^(p - 2) is what of must be multiplied by to make 1.
  let result = 1
  let base = of
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = remainder(result * base)
    base = remainder(base * base)
  }
  return result
}

/** Always the same numbers for the same seed: the same tables must always hide the same cells. Never 0. */
function drawn(count: number, seed: number): Float64Array {
  let state = Math.imul(seed, 0x9e3779b1) + 1_234_567
  return new Float64Array(count).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x45d9f3b) >>> 0
    return 1 + (((mixed ^ (mixed >>> 13)) >>> 0) % (PRIME - 1))
  })
}

/** A weight for each kind, and what every two rows have in common by weight. */
interface Weighed {
  readonly kinds: Kinds
  readonly weights: Float64Array
  readonly overlaps: Square
}

function weigh(kinds: Kinds, seed: number): Weighed {
  const weights = drawn(kinds.sizes.length, seed)
  const { rows, values } = overlapsOf(kinds, weights)
  return { kinds, weights, overlaps: { rows, values: values.map(remainder) } }
}

/** The weighted overlaps of some rows, brought into a form in which equations are quickly solved. */
interface Solver {
  /** Rows that have no kind in common with each other: cells of one division. Each is divided by at once. */
  readonly apart: readonly number[]
  readonly inverses: Float64Array
  /** The other rows. Those that are sums of the rows before have 0 in `pivots`. */
  readonly rest: readonly number[]
  readonly pivots: Float64Array
  /** `rest.length` squared: above the diagonal what is left of the overlaps when the rows before are taken off. */
  readonly upper: Float64Array
  /** What each row that lies apart has in common with the other rows: places in `rest` and overlaps, where there are any. */
  readonly across: readonly { readonly columns: Int32Array; readonly values: Float64Array }[]
}

function solverOf(
  { overlaps }: Weighed,
  { apart, rest }: { apart: readonly number[]; rest: readonly number[] },
): Solver {
  const width = rest.length
  const common = (row: number, other: number) => overlaps.values[row * overlaps.rows + other] ?? 0
  const inverses = Float64Array.from(apart, (row) => inverse(common(row, row)))
  const upper = new Float64Array(width * width)
  rest.forEach((row, at) => {
    for (let column = at; column < width; column++) upper[at * width + column] = common(row, rest[column] ?? 0)
  })
  const across = apart.map((row) => {
    const columns = Int32Array.from(rest.keys()).filter((column) => common(row, rest[column] ?? 0) !== 0)
    return { columns, values: Float64Array.from(columns, (column) => common(row, rest[column] ?? 0)) }
  })
  across.forEach(({ columns, values }, at) => {
    for (let one = 0; one < columns.length; one++) {
      const factor = remainder((values[one] ?? 0) * (inverses[at] ?? 0))
      const into = (columns[one] ?? 0) * width
      for (let other = one; other < columns.length; other++) {
        const place = into + (columns[other] ?? 0)
        upper[place] = remainder((upper[place] ?? 0) - factor * (values[other] ?? 0))
      }
    }
  })
  return { apart, inverses, rest, pivots: eliminate(upper, width), upper, across }
}

/** Takes each row off those below it, in the upper half of a symmetric square. @returns the inverse of what each row begins with; 0 where nothing is left. */
function eliminate(upper: Float64Array, width: number): Float64Array {
  const pivots = new Float64Array(width)
  for (let at = 0; at < width; at++) {
    const lead = upper[at * width + at] ?? 0
    if (lead === 0) continue
    const pivot = inverse(lead)
    pivots[at] = pivot
    const row = upper.subarray(at * width, (at + 1) * width)
    for (let below = at + 1; below < width; below++) {
      const factor = remainder((row[below] ?? 0) * pivot)
      if (factor === 0) continue
      const into = below * width
      for (let column = below; column < width; column++)
        upper[into + column] = remainder((upper[into + column] ?? 0) - factor * (row[column] ?? 0))
    }
  }
  return pivots
}

const NOTHING = { columns: new Int32Array(), values: new Float64Array() }

/** How often each row must be taken so that its overlaps with each row come to the wanted ones. Both by number of row. */
function solve({ apart, inverses, rest, pivots, upper, across }: Solver, wanted: Float64Array): Float64Array {
  const width = rest.length
  const times = new Float64Array(wanted.length)
  const left = Float64Array.from(rest, (row) => wanted[row] ?? 0)
  apart.forEach((row, at) => {
    const factor = remainder((wanted[row] ?? 0) * (inverses[at] ?? 0))
    const { columns, values } = across[at] ?? NOTHING
    for (let place = 0; place < columns.length && factor !== 0; place++) {
      const column = columns[place] ?? 0
      left[column] = remainder((left[column] ?? 0) - factor * (values[place] ?? 0))
    }
  })
  for (let at = 0; at < width; at++) {
    const factor = remainder((left[at] ?? 0) * (pivots[at] ?? 0))
    left[at] = factor
    if (factor === 0) continue
    for (let below = at + 1; below < width; below++)
      left[below] = remainder((left[below] ?? 0) - factor * (upper[at * width + below] ?? 0))
  }
  for (let at = width - 1; at >= 0; at--) {
    const pivot = pivots[at] ?? 0
    if (pivot === 0) continue
    let sum = 0
    for (let below = at + 1; below < width; below++)
      sum = remainder(sum + (upper[at * width + below] ?? 0) * (left[below] ?? 0))
    left[at] = remainder((left[at] ?? 0) - sum * pivot)
  }
  rest.forEach((row, at) => {
    times[row] = left[at] ?? 0
  })
  apart.forEach((row, at) => {
    const { columns, values } = across[at] ?? NOTHING
    let sum = wanted[row] ?? 0
    for (let place = 0; place < columns.length; place++)
      sum = remainder(sum - (values[place] ?? 0) * (left[columns[place] ?? 0] ?? 0))
    times[row] = remainder(sum * (inverses[at] ?? 0))
  })
  return times
}

/** Adds and subtracts rows: what can be found from them, and how. */
export interface Span {
  /** A number for each kind, which come to zero over every row and otherwise are as good as random: so they do over whatever rows make. */
  readonly zeroOnRows: Float64Array
  /** The rows of which a set of kinds can be made by adding and subtracting multiples of them; undefined where it cannot. */
  readonly combinationOf: (set: ArrayLike<number>) => readonly number[] | undefined
}

const MOST_DRAWS = 8

/** What can be found from which rows of some kinds; each must have somebody in it, and row 0 is taken to be among them. */
export function spans(kinds: Kinds): (rows: readonly number[]) => Span {
  let draws = 1
  let weighed = weigh(kinds, draws)
  return (rows) => {
    for (;;) {
      const span = spanOf(weighed, rows)
      if (span !== undefined) return span
      if (++draws > MOST_DRAWS) throw new Error('Eight drawings of weights all failed, which cannot be chance.')
      weighed = weigh(kinds, draws)
    }
  }
}

/** @returns undefined where the weights were drawn so unluckily that nothing can be said: take others. */
function spanOf(weighed: Weighed, rows: readonly number[]): Span | undefined {
  const { kinds } = weighed
  const solver = solverOf(weighed, orderOf(kinds, rows))
  if (solver.inverses.includes(0)) return undefined
  const zeroOnRows = nullVector(weighed, { solver, seed: 2 })
  if (!isZeroOnRows(kinds, { rows, vector: zeroOnRows })) return undefined
  let other: Float64Array | undefined
  let relations: readonly Relation[] | undefined
  return {
    zeroOnRows,
    combinationOf(set) {
      // A second vector, so that a set that is zero on the first by chance alone is found out.
      other ??= nullVector(weighed, { solver, seed: 3 })
      if (!isZeroOn(other, set)) return undefined
      relations ??= relationsOf(weighed, solver)
      const times = solve(solver, overlapsWith(weighed, set))
      for (const relation of relations) takeOff(times, relation)
      return rows.filter((row) => times[row] !== 0)
    },
  }
}

/** The division with the most rows apart; of the others the coarsest first, as the first ones are those that sets are made of. */
function orderOf({ firstRow, rowSizes, largest }: Kinds, rows: readonly number[]) {
  const ofDivision = largest.map((most, at) => {
    const here = rows.filter((row) => row >= (firstRow[at] ?? 0) && row < (firstRow[at + 1] ?? 0))
    const size = here.reduce((sum, row) => sum + (rowSizes[row] ?? 0), 0)
    return { at, most, here, isWhole: size === rowSizes[0] }
  })
  const byRows = ofDivision.toSorted((one, other) => other.here.length - one.here.length)
  const [apart, ...others] = byRows
  // Where all cells of a division are there, the largest is what the others leave of everybody.
  const rest = others
    .toReversed()
    .flatMap(({ here, isWhole, most }) => (isWhole ? here.filter((row) => row !== most) : here))
  return { apart: apart?.here ?? [], rest: [0, ...rest] }
}

/** Whether the numbers of a few kinds come to zero: what a set of kinds does that can be made of the rows. */
export function isZeroOn(vector: Float64Array, set: ArrayLike<number>): boolean {
  let sum = 0
  for (let at = 0; at < set.length; at++) sum += vector[set[at] ?? 0] ?? 0
  return isZero(sum)
}

/** Whether a sum or difference of numbers of a null vector, each from 0 to PRIME − 1, comes to zero. */
export function isZero(sum: number): boolean {
  return sum % PRIME === 0
}

/** The pairs of these kinds that come to zero together. */
export function pairsToZero(vector: Float64Array, kinds: readonly number[]): readonly (readonly [number, number])[] {
  const byValue = new Map<number, number>()
  const pairs: (readonly [number, number])[] = []
  for (const kind of kinds) {
    const value = vector[kind] ?? 0
    const other = byValue.get((PRIME - value) % PRIME)
    if (other !== undefined) pairs.push([other, kind])
    byValue.set(value, kind)
  }
  return pairs
}

/** A sum of rows that comes to nothing, and the row that is therefore not needed. */
interface Relation {
  readonly times: Float64Array
  readonly row: number
}

/**
 * The rows that lie apart were taken first because that is quick, but a year group is better explained by year groups than by all of its classes:
 * for each row that is a sum of those apart, the largest of these is not needed.
 */
function relationsOf(weighed: Weighed, solver: Solver): readonly Relation[] {
  const { rows, values } = weighed.overlaps
  const relations: Relation[] = []
  solver.rest.forEach((row, at) => {
    if (solver.pivots[at] !== 0) return
    const wanted = values.slice(row * rows, (row + 1) * rows)
    const times = solve(solver, wanted).map((value) => (value === 0 ? 0 : PRIME - value))
    times[row] = 1
    for (const relation of relations) takeOff(times, relation)
    const used = solver.apart.filter((one) => times[one] !== 0)
    const [largest] = used.sort((a, b) => (weighed.kinds.rowSizes[b] ?? 0) - (weighed.kinds.rowSizes[a] ?? 0))
    if (largest === undefined) return
    const factor = inverse(times[largest] ?? 1)
    relations.push({ times: times.map((value) => remainder(value * factor)), row: largest })
  })
  return relations
}

function takeOff(times: Float64Array, relation: Relation): void {
  const factor = times[relation.row] ?? 0
  if (factor === 0) return
  for (let row = 0; row < times.length; row++)
    times[row] = remainder((times[row] ?? 0) - factor * (relation.times[row] ?? 0))
}

/** A set's weight in each row. */
function overlapsWith({ kinds, weights, overlaps }: Weighed, set: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(overlaps.rows)
  for (let at = 0; at < set.length; at++) {
    const kind = set[at] ?? 0
    const weight = weights[kind] ?? 0
    sums[0] = (sums[0] ?? 0) + weight
    for (const rowOf of kinds.rowOf) {
      const row = rowOf[kind] ?? 0
      sums[row] = (sums[row] ?? 0) + weight
    }
  }
  return sums.map(remainder)
}

/** The sum of each row's kinds. */
function sumsOver({ firstRow, largest, smaller, rowSizes }: Kinds, values: Float64Array): Float64Array {
  const sums = new Float64Array(rowSizes.length)
  for (let kind = 0; kind < values.length; kind++) {
    const end = smaller.starts[kind + 1] ?? 0
    for (let at = smaller.starts[kind] ?? 0; at < end; at++) {
      const row = smaller.rows[at] ?? 0
      sums[row] = (sums[row] ?? 0) + (values[kind] ?? 0)
    }
  }
  for (let division = 0; division < largest.length; division++) {
    let left = sums[0] ?? 0
    for (let row = firstRow[division] ?? 0; row < (firstRow[division + 1] ?? 0); row++) left -= sums[row] ?? 0
    sums[largest[division] ?? 0] = left
  }
  return sums.map(remainder)
}

/** A drawn vector without the part of it that lies along the rows. */
function nullVector({ kinds, weights }: Weighed, { solver, seed }: { solver: Solver; seed: number }): Float64Array {
  const { firstRow, largest, smaller } = kinds
  const vector = drawn(weights.length, seed)
  const times = solve(solver, sumsOver(kinds, vector))
  // As if every kind were in the largest cell of each division, and then what another cell makes of it.
  const other = times.slice()
  for (let division = 0; division < largest.length; division++) {
    const most = times[largest[division] ?? 0] ?? 0
    other[0] = (other[0] ?? 0) + most
    for (let row = firstRow[division] ?? 0; row < (firstRow[division + 1] ?? 0); row++)
      other[row] = (times[row] ?? 0) - most
  }
  for (let kind = 0; kind < vector.length; kind++) {
    const end = smaller.starts[kind + 1] ?? 0
    let along = 0
    for (let at = smaller.starts[kind] ?? 0; at < end; at++) along += other[smaller.rows[at] ?? 0] ?? 0
    vector[kind] = remainder((vector[kind] ?? 0) - remainder(along) * (weights[kind] ?? 0))
  }
  return vector
}

function isZeroOnRows(kinds: Kinds, { rows, vector }: { rows: readonly number[]; vector: Float64Array }): boolean {
  const sums = sumsOver(kinds, vector)
  return rows.every((row) => sums[row] === 0)
}
