import { expect, test } from 'vitest'
import { STEPS, stepTo } from './step-in-grid.ts'

// Three days of two weeks; the middle of the second has no number.
const CELLS = [
  { row: 0, column: 0 },
  { row: 0, column: 1 },
  { row: 1, column: 0 },
  { row: 2, column: 0 },
  { row: 2, column: 1 },
]
const at = (row: number, column: number) => ({ row, column })

test.each([
  ['ArrowRight', at(0, 0), at(0, 1)],
  ['ArrowRight', at(1, 0), at(1, 0)],
  ['ArrowLeft', at(0, 1), at(0, 0)],
  ['ArrowDown', at(0, 1), at(2, 1)],
  ['ArrowUp', at(2, 1), at(0, 1)],
  ['ArrowUp', at(0, 0), at(0, 0)],
  ['Home', at(2, 1), at(2, 0)],
  ['End', at(2, 0), at(2, 1)],
])('%s from %o comes to %o, over cells without a number', (key, from, to) => {
  expect(stepTo(CELLS, from, STEPS[key] ?? 'left')).toEqual(to)
})
