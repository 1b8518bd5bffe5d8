// Which sums and differences can be made of rows of ones: linear algebra in whole numbers modulo a prime, so that nothing is lost to
// rounding. The prime is below 2^26, so a product fits a double exactly.

const PRIME = 67_108_859

type Row = readonly number[]

/** Rows (each the places of its ones) brought to a form in which each leads at a place where no other has anything. */
interface Reduced {
  readonly rows: readonly Int32Array[]
  readonly leads: readonly number[]
}

function reduce(rows: readonly Row[], width: number): Reduced {
  // Each row carries, behind its own places, which rows it was made of.
  const whole = width + rows.length
  const work = rows.map((places, at) => {
    const row = new Int32Array(whole)
    for (const place of places) row[place] = 1
    row[width + at] = 1
    return row
  })
  const done: Int32Array[] = []
  const leads: number[] = []
  for (const row of work) {
    for (const [at, lead] of leads.entries()) subtract(row, done[at] ?? row, lead)
    const lead = row.findIndex((value, place) => place < width && value !== 0)
    if (lead === -1) continue
    scale(row, inverse(row[lead] ?? 1))
    for (const other of done) subtract(other, row, lead)
    done.push(row)
    leads.push(lead)
  }
  return { rows: done, leads }
}

/** Takes the multiple of `by` off a row that makes it zero at a place where `by` is 1. */
function subtract(row: Int32Array, by: Int32Array, place: number): void {
  const factor = row[place] ?? 0
  if (factor === 0) return
  for (let at = 0; at < row.length; at++) {
    const part = by[at] ?? 0
    if (part === 0) continue
    const left = ((row[at] ?? 0) - factor * part) % PRIME
    row[at] = left < 0 ? left + PRIME : left
  }
}

function scale(row: Int32Array, factor: number): void {
  for (let at = 0; at < row.length; at++) row[at] = ((row[at] ?? 0) * factor) % PRIME
}

function inverse(of: number): number {
  // Fermat: of^(p - 2) is what of must be multiplied by to make 1.
  let result = 1
  let base = of
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME
    base = (base * base) % PRIME
  }
  return result
}

/** The rows of which a set can be made by adding and subtracting multiples of them; undefined where it cannot. */
export function combinationOf(rows: readonly Row[], set: Row, width: number): readonly number[] | undefined {
  const { rows: reduced, leads } = reduce(rows, width)
  const left = new Int32Array(width + rows.length)
  for (const place of set) left[place] = 1
  for (const [at, lead] of leads.entries()) subtract(left, reduced[at] ?? left, lead)
  if (left.subarray(0, width).some((value) => value !== 0)) return undefined
  return rows.flatMap((_, at) => (left[width + at] === 0 ? [] : [at]))
}

/** A vector on which every row comes to zero, otherwise as good as random. */
export interface NullVector {
  isZeroOn(places: Row): boolean
  /** The pairs of these places that come to zero together. */
  pairsToZero(places: Row): readonly (readonly [number, number])[]
}

export function randomNullVector(rows: readonly Row[], width: number): NullVector {
  const { rows: reduced, leads } = reduce(rows, width)
  const values = new Int32Array(width)
  const isLead = new Uint8Array(width)
  for (const lead of leads) isLead[lead] = 1
  let state = 1_234_567
  for (let place = 0; place < width; place++) {
    if (isLead[place] === 1) continue
    // Always the same sequence: the same tables must always hide the same cells.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x45d9f3b) >>> 0
    values[place] = (mixed ^ (mixed >>> 13)) % PRIME
  }
  for (const [at, lead] of leads.entries()) {
    let sum = 0
    const row = reduced[at]
    for (let place = 0; place < width; place++)
      if (isLead[place] === 0) sum = (sum + (row?.[place] ?? 0) * (values[place] ?? 0)) % PRIME
    values[lead] = sum === 0 ? 0 : PRIME - sum
  }
  return {
    isZeroOn: (places) => places.reduce((sum, place) => (sum + (values[place] ?? 0)) % PRIME, 0) === 0,
    pairsToZero(places) {
      const byValue = new Map<number, number>()
      const pairs: (readonly [number, number])[] = []
      for (const place of places) {
        const value = values[place] ?? 0
        const other = byValue.get((PRIME - value) % PRIME)
        if (other !== undefined) pairs.push([other, place])
        byValue.set(value, place)
      }
      return pairs
    },
  }
}
