import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gapInPoints } from '../exported/table.ts'
import { pointsBetween, pointsText } from './points-between.ts'

describe('Points between two rates', () => {
  test('are rounded once: 6.46 % and 6.02 % are 0.4 apart, though they are shown as 6.5 % and 6.0 %', () => {
    const points = pointsBetween([646, 10_000], [602, 10_000])
    expect(points).toBeCloseTo(0.44, 10)
    expect(pointsText(points ?? 0)).toBe('0.4')
  })

  test.each([
    [[1, 4], [1, 4], '0.0'],
    [[1, 3], [2, 6], '0.0'],
    [[1, 10_000], [0, 7], 'under 0.1'],
    [[0, 7], [1, 4], '25.0'],
    [[5, 10_000], [0, 7], '0.1'],
  ] as const)('of %j and %j read %s', (one, other, text) => {
    expect(pointsText(pointsBetween(one, other) ?? Number.NaN)).toBe(text)
  })

  test('are none where a rate is of nothing', () => {
    expect(pointsBetween([0, 0], [1, 4])).toBeUndefined()
    expect(pointsBetween([1, 4], [0, 0])).toBeUndefined()
  })

  test('are on screen what a file has, rounded to one place less', () => {
    const rate = fc.integer({ min: 1, max: 200_000 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)))
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        const shown = (of: readonly [number, number]) => ({ sessions: { absent: of[0], possible: of[1] } }) as never
        const inFile = gapInPoints(shown(one), shown(other))
        const points = pointsBetween(one, other) ?? Number.NaN
        expect(inFile).toBe(Math.round(points * 100) / 100)
        expect(Math.abs(Math.abs(points) - Number(pointsText(points).replace('under 0.1', '0')))).toBeLessThan(0.0501)
      }),
    )
  })
})
