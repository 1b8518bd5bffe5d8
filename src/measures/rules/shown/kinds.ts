/** One way to divide pupils: each is in exactly one cell. */
export interface Membership {
  /** How many cells there are; some may be empty. */
  readonly cells: number
  /** The cell of each pupil, from 0. */
  readonly cellOf: ArrayLike<number>
}

/**
 * Pupils who are in the same cell of every division cannot be told apart by any of them, so together they are one unknown: a kind. Rows of all
 * divisions are numbered through: row 0 is everybody, then the cells of the first division, and so on.
 */
export interface Kinds {
  /** How many pupils are of each kind. */
  readonly sizes: Int32Array
  /** Row of each kind in each division. */
  readonly rowOf: readonly Int32Array[]
  /** First row of each division, and behind the last division the number of rows. */
  readonly firstRow: readonly number[]
  readonly rowSizes: Int32Array
  /** The largest cell of each division: what its others leave, so that few need to be looked at. */
  readonly largest: readonly number[]
  /** The rows of each kind, everybody first, without the largest cells: those of kind n from `starts[n]` to before `starts[n + 1]`. */
  readonly smaller: { readonly starts: Int32Array; readonly rows: Int32Array }
}

export function kindsOf(divisions: readonly Membership[], pupils: number): Kinds {
  const { kindOf, members } = partition(divisions, pupils)
  const sizes = new Int32Array(members.length)
  for (let pupil = 0; pupil < pupils; pupil++) {
    const kind = kindOf[pupil] ?? 0
    sizes[kind] = (sizes[kind] ?? 0) + 1
  }
  const firstRow = [1]
  for (const { cells } of divisions) firstRow.push((firstRow.at(-1) ?? 1) + cells)
  const rowOf = divisions.map(({ cellOf }, at) => members.map((pupil) => (firstRow[at] ?? 0) + (cellOf[pupil] ?? 0)))
  const rowSizes = new Int32Array(firstRow.at(-1) ?? 1)
  rowSizes[0] = pupils
  for (const rows of rowOf) {
    for (let kind = 0; kind < rows.length; kind++) {
      const row = rows[kind] ?? 0
      rowSizes[row] = (rowSizes[row] ?? 0) + (sizes[kind] ?? 0)
    }
  }
  const largest = divisions.map((_, at) => {
    let row = firstRow[at] ?? 0
    for (let other = row; other < (firstRow[at + 1] ?? 0); other++)
      if ((rowSizes[other] ?? 0) > (rowSizes[row] ?? 0)) row = other
    return row
  })
  return { sizes, rowOf, firstRow, rowSizes, largest, smaller: smallerRows(rowOf, largest) }
}

function smallerRows(rowOf: readonly Int32Array[], largest: readonly number[]): Kinds['smaller'] {
  const kinds = rowOf[0]?.length ?? 0
  const starts = new Int32Array(kinds + 1)
  const rows = new Int32Array(kinds * (rowOf.length + 1))
  let count = 0
  for (let kind = 0; kind < kinds; kind++) {
    starts[kind] = count
    rows[count++] = 0
    for (let at = 0; at < rowOf.length; at++) {
      const row = rowOf[at]?.[kind] ?? 0
      if (row !== largest[at]) rows[count++] = row
    }
  }
  starts[kinds] = count
  return { starts, rows: rows.subarray(0, count) }
}

/** The kinds that are in a row and in another, or in a row and not in the other. */
export function kindsOfTwo(
  { sizes, rowOf, firstRow }: Kinds,
  [row, other]: readonly [number, number],
  inBoth: boolean,
): readonly number[] {
  // Of everybody, row 0, no division says so.
  const divisionOf = (of: number) => rowOf[firstRow.findLastIndex((first) => first <= of)]
  const [ofRow, ofOther] = [divisionOf(row), divisionOf(other)]
  const found: number[] = []
  for (let kind = 0; kind < sizes.length; kind++) {
    const isInOther = ofOther === undefined || ofOther[kind] === other
    if ((ofRow === undefined || ofRow[kind] === row) && isInOther === inBoth) found.push(kind)
  }
  return found
}

/** The kind of each pupil, and one pupil of each kind. */
function partition(divisions: readonly Membership[], pupils: number): { kindOf: Int32Array; members: Int32Array } {
  const kindOf = new Int32Array(pupils)
  let members = Int32Array.of(...(pupils > 0 ? [0] : []))
  // The most cells first: a table of kinds × cells then stays small.
  for (const { cells, cellOf } of divisions.toSorted((one, other) => other.cells - one.cells)) {
    const known = new Int32Array(members.length * cells).fill(-1)
    const found: number[] = []
    for (let pupil = 0; pupil < pupils; pupil++) {
      const key = (kindOf[pupil] ?? 0) * cells + (cellOf[pupil] ?? 0)
      let kind = known[key] ?? -1
      if (kind === -1) {
        kind = found.push(pupil) - 1
        known[key] = kind
      }
      kindOf[pupil] = kind
    }
    members = Int32Array.from(found)
  }
  return { kindOf, members }
}

/** A number for every two rows, in a square of `rows` × `rows`. */
export interface Square {
  readonly rows: number
  readonly values: Float64Array
}

/** Sums of a weight over the kinds that every two rows have in common. */
export function overlapsOf({ firstRow, largest, smaller }: Kinds, weights: ArrayLike<number>): Square {
  const rows = firstRow.at(-1) ?? 1
  const values = new Float64Array(rows * rows)
  // Most pupils are in the largest cell of most divisions (not looked after, not in the choir), so those cells are worked out from the others.
  for (let kind = 0; kind < weights.length; kind++) {
    const weight = weights[kind] ?? 0
    const end = smaller.starts[kind + 1] ?? 0
    for (let one = smaller.starts[kind] ?? 0; one < end; one++) {
      const into = (smaller.rows[one] ?? 0) * rows
      for (let other = one; other < end; other++) {
        const place = into + (smaller.rows[other] ?? 0)
        values[place] = (values[place] ?? 0) + weight
      }
    }
  }
  for (let one = 0; one < rows; one++)
    for (let other = one + 1; other < rows; other++) values[other * rows + one] = values[one * rows + other] ?? 0
  largest.forEach((row, at) => {
    leave({ rows, values }, { row, from: firstRow[at] ?? 0, to: firstRow[at + 1] ?? 0 })
  })
  return { rows, values }
}

/** Fills the row of a division's largest cell: everybody without its other cells. */
function leave({ rows, values }: Square, { row, from, to }: { row: number; from: number; to: number }): void {
  for (let column = 0; column < rows; column++) {
    let sum = values[column] ?? 0
    for (let other = from; other < to; other++) if (other !== row) sum -= values[other * rows + column] ?? 0
    values[row * rows + column] = sum
  }
  for (let column = 0; column < rows; column++) values[column * rows + row] = values[row * rows + column] ?? 0
  values[row * rows + row] = values[row] ?? 0
}
