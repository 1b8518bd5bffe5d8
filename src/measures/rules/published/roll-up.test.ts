import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlacedRow } from './place-row.ts'
import { ADDED, createRollUp, type RollUpResult, ScatteredPeriods, WITHIN_A_FILE } from './roll-up.ts'

interface Counted {
  readonly row: PlacedRow
  readonly counts: readonly number[]
}

function counted(date: string, place: Partial<PlacedRow>, possible: number): Counted {
  const row: PlacedRow = {
    ...{ kind: 'daily', year: '2025', period: 'Week 37', date, term: '', level: 'authority', region: 'North' },
    ...{ authority: '', phase: 'Primary', allPhases: false, others: '' },
    inWords: `${place.region ?? 'North'} ${date}`,
    ...place,
  }
  const counts = ADDED.map((name) => (name === 'possible' ? possible : 0))
  return { row, counts }
}

/** Two authorities and their region; off by so many sessions. */
const dayOf = (date: string, [one, other]: readonly [number, number], off = 0): Counted[] => [
  counted(date, { authority: 'A' }, one),
  counted(date, { level: 'regional' }, one + other + off),
  counted(date, { authority: 'B' }, other),
]

function results(rows: readonly Counted[], most?: number): readonly RollUpResult[] {
  const rollUp = createRollUp(WITHIN_A_FILE, most)
  for (const { row, counts } of rows) rollUp.add(row, counts)
  return rollUp.results()
}

// From 1 on: nothing less one would be -1, which stands for a column that a file does not have.
const sessions = fc.integer({ min: 1, max: 900 })
const schoolDays = fc.array(fc.tuple(sessions, sessions, fc.integer({ min: -1, max: 1 })), { maxLength: 9 })
const rowsOf = (days: readonly (readonly [number, number, number])[]) =>
  days.flatMap(([one, other, off], place) => dayOf(`2025-09-0${place + 1}`, [one, other], off))

describe('sums within a file', () => {
  it('are the same however few periods are kept at once, as long as the file is in order of time', () => {
    fc.assert(
      fc.property(schoolDays, fc.integer({ min: 1, max: 4 }), (days, most) => {
        const rows = rowsOf(days)
        expect(results(rows, most)).toEqual(results(rows, Number.POSITIVE_INFINITY))
        const wrong = days.filter(([, , off]) => off !== 0).length
        expect(results(rows, most).flatMap(({ differences }) => differences)).toHaveLength(wrong)
      }),
    )
  })

  it('are never made of a part: a row of a period that was given up is refused', () => {
    const [monday, tuesday] = [dayOf('2025-09-08', [5, 6]), dayOf('2025-09-09', [7, 8])]
    const scattered = [...monday.slice(0, 2), ...tuesday, ...monday.slice(2)]
    expect(() => results(scattered, 1)).toThrow(ScatteredPeriods)
    expect(results(scattered, 2)[0]).toMatchObject({ name: 'authorities to region', differences: [] })
  })

  it('give up the period that had no row for longest, and not one that is still being read', () => {
    const days = ['08', '09', '10'].map((date) => dayOf(`2025-09-${date}`, [1, 2]))
    const [first = [], second = [], third = []] = days
    // The first day is read again between the second and the third, so that the second is the one to go.
    const rows = [...first.slice(0, 1), ...second, ...first.slice(1, 2), ...third, ...first.slice(2)]
    expect(results(rows, 2)[0]).toMatchObject({ differences: [] })
  })
})
