import { describe, expect, test } from 'vitest'
import { pullWords } from './ahead-words.ts'

const forecast = (persistent: number, share: number) => ({
  ...{ absence: 10, low: 8, high: 12, within: 40, persistent, of: 50, share },
  chance: (persistent + share) / 51,
})

describe('A chance is said with how far it is from what was counted', () => {
  test.each([
    [47, 0.14, '94.0 %, pulled 1.6 points toward the school’s share of 14 %, as by one pupil more'],
    [0, 0.51, '0.0 %, pulled 1.0 point toward the school’s share of 51 %, as by one pupil more'],
    [7, 0.14, '14 %, which is near the school’s share of 14 %, as by one pupil more'],
  ])('%d of 50, at a school’s share of %d', (persistent, share, words) => {
    expect(pullWords(forecast(persistent, share))).toBe(words)
  })
})
