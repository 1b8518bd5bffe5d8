import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsToHide } from './hiding.ts'
import { FEWEST_SHOWN } from './small-numbers.ts'

/** Who is in one cell of a table: a 1 at the place of each pupil who is. */
type Cell = Uint8Array

/** Pupils by the number of their cell: `[0, 0, 1]` is two in the first and one in the second. */
function table(of: readonly number[]): readonly Cell[] {
  return Array.from({ length: Math.max(-1, ...of) + 1 }, (_, cell) =>
    Uint8Array.from(of, (at) => (at === cell ? 1 : 0)),
  )
}

/** Which cells of these tables to hide. */
function hide(tables: readonly (readonly Cell[])[], pupils: number): boolean[][] {
  const divisions = tables.map((cells) => ({
    cells: cells.length,
    cellOf: Array.from({ length: pupils }, (_, pupil) => cells.findIndex((cell) => cell[pupil] === 1)),
  }))
  return cellsToHide(divisions, { pupils })
}

const many = (times: number, cell: number) => new Array<number>(times).fill(cell)

/** Whether a set of pupils is a sum of multiples of the rows, by whole numbers without any rounding: nothing of the rule under test. */
function canBeFound(rows: readonly Cell[], set: Cell): boolean {
  const rank = (of: readonly Cell[]) => {
    const work = of.map((row) => [...row].map(BigInt))
    let found = 0
    for (let column = 0; column < set.length; column++) {
      const pivot = work.findIndex((row, at) => at >= found && row[column] !== 0n)
      const row = work[pivot]
      if (row === undefined) continue
      work.splice(pivot, 1)
      work.splice(found, 0, row)
      const lead = row[column] ?? 1n
      for (let at = found + 1; at < work.length; at++) {
        const other = work[at] ?? []
        const factor = other[column] ?? 0n
        work[at] = other.map((value, place) => value * lead - factor * (row[place] ?? 0n))
      }
      found++
    }
    return found
  }
  return rank(rows) === rank([...rows, set])
}

const sizeOf = (cell: Cell) => cell.reduce((sum, one) => sum + one, 0)

describe('Nothing about a few pupils can be found by adding and subtracting', () => {
  test('a small cell takes a second one of its table with it', () => {
    const years = table([...many(40, 0), ...many(30, 1), ...many(3, 2)])
    expect(hide([years], 73)).toEqual([[false, true, true]])
  })

  test('a small year is not found by way of its neighbours’ classes', () => {
    // Years R (4), 1 (20), 2 (12); Year 1 is the class 1A, Year 2 has two classes of six. Hiding year R and year 1 alone would leave
    // everybody − 1A − Year 2 = R.
    const years = table([...many(4, 0), ...many(20, 1), ...many(12, 2)])
    const classes = table([...many(4, 0), ...many(20, 1), ...many(6, 2), ...many(6, 3)])
    const hidden = hide([years, classes], 36)
    const shown = [...years, ...classes].filter((_, at) => !hidden.flat()[at])
    const everybody = new Uint8Array(36).fill(1)
    expect(canBeFound([everybody, years[2] ?? everybody, classes[1] ?? everybody], years[0] ?? everybody)).toBe(true)
    expect(canBeFound([everybody, ...shown], years[0] ?? everybody)).toBe(false)
  })

  test('two groups that differ by a few pupils are not both shown', () => {
    // 20 with free school meals, the same 20 and 3 more with pupil premium.
    const meals = table([...many(20, 0), ...many(80, 1)])
    const premium = table([...many(23, 0), ...many(77, 1)])
    const [ofMeals = [], ofPremium = []] = hide([meals, premium], 100)
    expect(ofMeals.every(Boolean) || ofPremium.every(Boolean)).toBe(true)
    expect(ofMeals.every(Boolean) && ofPremium.every(Boolean)).toBe(false)
  })

  test('large groups are shown, all of them', () => {
    const halves = table(Array.from({ length: 100 }, (_, pupil) => pupil % 2))
    const quarters = table(Array.from({ length: 100 }, (_, pupil) => Math.floor(pupil / 25)))
    expect(hide([halves, quarters], 100).flat()).not.toContain(true)
  })

  test('whatever the tables: no small cell, overlap or difference is a sum of what is shown', () => {
    const pupils = 40
    const division = (cells: number) => fc.array(fc.nat(cells - 1), { minLength: pupils, maxLength: pupils })
    const uneven = fc
      .array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 })
      .map((sizes) => sizes.flatMap((size, cell) => many(size, cell)).slice(0, pupils))
      .map((cells) => [...cells, ...many(pupils - cells.length, 0)])
    fc.assert(
      fc.property(fc.tuple(uneven, division(5), division(2), uneven), (drawn) => {
        const divisions = drawn.map(table)
        const hidden = hide(divisions, pupils).flat()
        const cells = [new Uint8Array(pupils).fill(1), ...divisions.flat()]
        const shown = cells.filter((cell, at) => (at === 0 || !hidden[at - 1]) && sizeOf(cell) > 0)
        for (const cell of cells) {
          for (const other of cells) {
            for (const set of [
              cell,
              cell.map((is, at) => is & (other[at] ?? 0)),
              cell.map((is, at) => is & ~(other[at] ?? 0)),
            ]) {
              const size = sizeOf(set)
              if (size > 0 && size < FEWEST_SHOWN) expect(canBeFound(shown, set)).toBe(false)
            }
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('the same tables always hide the same cells', () => {
    const cells = table(Array.from({ length: 60 }, (_, pupil) => Math.floor(pupil / 7)))
    const others = table(Array.from({ length: 60 }, (_, pupil) => (pupil * 7) % 4))
    expect(hide([cells, others], 60)).toEqual(hide([cells, others], 60))
  })
})
