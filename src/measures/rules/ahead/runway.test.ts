import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ahead, sessionsLeftBefore, sessionsToReach } from './runway.ts'

const aheads = fc
  .record({
    attended: fc.nat(200),
    absent: fc.nat(120),
    free: fc.nat(200),
    planned: fc.nat(30),
  })
  .map(
    ({ attended, absent, free, planned }): Ahead => ({
      absent,
      possible: attended + absent,
      toCome: free + planned,
      planned,
    }),
  )

describe('Sessions left before a line', () => {
  test.each([
    // 190 possible so far and to come, 10 % is 19: with 11 gone, 7 more make 18.
    [10, { absent: 11, possible: 100, toCome: 90, planned: 0 }, 7],
    // Exactly 10 % counts, so the tenth of 100 is one too many.
    [10, { absent: 9, possible: 100, toCome: 0, planned: 0 }, 0],
    [10, { absent: 10, possible: 100, toCome: 0, planned: 0 }, -1],
    [10, { absent: 0, possible: 0, toCome: 19, planned: 0 }, 1],
    [50, { absent: 40, possible: 100, toCome: 90, planned: 5 }, 49],
    // Nothing is left that could be missed.
    [50, { absent: 0, possible: 100, toCome: 10, planned: 0 }, 10],
    [10, { absent: 0, possible: 0, toCome: 0, planned: 0 }, 0],
  ] as const)('%s %% with %o leaves %s', (line, ahead, left) => {
    expect(sessionsLeftBefore(line, ahead)).toBe(left)
  })

  test('are exactly as many as can be missed: one more meets the line or there are no more', () => {
    fc.assert(
      fc.property(aheads, fc.constantFrom(10 as const, 50 as const), (ahead, line) => {
        const end = ahead.possible + ahead.toCome
        const meets = (missed: number) => 100 * (ahead.absent + ahead.planned + missed) >= line * end
        const left = sessionsLeftBefore(line, ahead)
        if (end === 0) return
        if (left >= 0) expect(meets(left)).toBe(false)
        if (left < 0) expect(meets(0)).toBe(true)
        if (left >= 0 && left < ahead.toCome - ahead.planned) expect(meets(left + 1)).toBe(true)
      }),
    )
  })
})

describe('Sessions to come back to an aim', () => {
  test.each([
    [95, { absent: 10, possible: 100, toCome: 200, planned: 0 }, 100],
    [90, { absent: 10, possible: 100, toCome: 200, planned: 0 }, 0],
    [90, { absent: 20, possible: 100, toCome: 99, planned: 0 }, undefined],
    [90, { absent: 20, possible: 100, toCome: 105, planned: 10 }, undefined],
  ] as const)('%s %% with %o takes %s', (aim, ahead, sessions) => {
    expect(sessionsToReach(aim, ahead)).toBe(sessions)
  })

  test('are the fewest that do', () => {
    fc.assert(
      fc.property(aheads, fc.constantFrom(90 as const, 95 as const), (ahead, aim) => {
        const there = (n: number) => 100 * (ahead.possible - ahead.absent + n) >= aim * (ahead.possible + n)
        const sessions = sessionsToReach(aim, ahead)
        if (sessions === undefined) expect(there(ahead.toCome - ahead.planned)).toBe(false)
        else {
          expect(there(sessions)).toBe(true)
          if (sessions > 0) expect(there(sessions - 1)).toBe(false)
        }
      }),
    )
  })
})
