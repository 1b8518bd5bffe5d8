/** A cell by its row and column. */
export interface Spot {
  readonly row: number
  readonly column: number
}

type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last'

/** Which key does what in a grid of cells. */
export const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

/** The next cell that way which has a number, over any that have none; the same cell at the edge. */
export function stepTo<Cell extends Spot>(cells: readonly Cell[], from: Cell, step: Step): Cell {
  const inRow = cells.filter(({ row }) => row === from.row)
  const inColumn = cells.filter(({ column }) => column === from.column)
  const found = {
    left: () => inRow.findLast(({ column }) => column < from.column),
    right: () => inRow.find(({ column }) => column > from.column),
    up: () => inColumn.findLast(({ row }) => row < from.row),
    down: () => inColumn.find(({ row }) => row > from.row),
    first: () => inRow[0],
    last: () => inRow.at(-1),
  }[step]()
  return found ?? from
}
