/** What a column sorts by. Undefined sorts last whichever way round. */
export type SortValue = string | number | undefined

export interface TableOrder {
  readonly column: string
  readonly downward: boolean
}

const NAMES = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

/** Rows in order; equal rows keep the order they came in, so that sorting by one column after another works as people expect. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: (row: Row) => SortValue,
  downward: boolean,
): readonly Row[] {
  return rows.toSorted((one, other) => {
    const a = sortBy(one)
    const b = sortBy(other)
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : NAMES.compare(String(a), String(b))
    return downward ? -order : order
  })
}
