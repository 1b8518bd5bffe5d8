import { describe, expect, test } from 'vitest'
import { gapInWords, gapToTarget } from './gap-to-target.ts'

describe('A rate beside its target', () => {
  test.each([
    [[9546, 10_000], 95.5, 'less than 0.1 points below'],
    [[9550, 10_000], 95.5, 'met exactly'],
    [[191, 200], 95.5, 'met exactly'],
    [[9551, 10_000], 95.5, 'less than 0.1 points above'],
    [[9545, 10_000], 95.5, '0.1 points below'],
    [[332, 348], 95.5, '0.1 points below'],
    [[9620, 10_000], 95.25, '1.0 points above'],
    [[0, 10], 100, '100.0 points below'],
    // 0.29 × 100 is 28.999… as the machine multiplies.
    [[29, 10_000], 0.29, 'met exactly'],
  ] as const)('%j against a target of %d % is %s', (counted, percent, words) => {
    const gap = gapToTarget(counted, percent)
    expect(gap && gapInWords(gap)).toBe(words)
  })

  test('is nothing where the rate is hidden or there is none', () => {
    expect(gapToTarget([null, 40], 95)).toBeUndefined()
    expect(gapToTarget([0, 0], 95)).toBeUndefined()
  })
})
