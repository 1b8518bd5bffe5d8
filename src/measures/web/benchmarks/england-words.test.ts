import { describe, expect, test } from 'vitest'
import type { ComparedWithEngland } from '../../contract.ts'
import { gapInWords, gapsInWords, ownName, seriesName, startWith } from './england-words.ts'

const compared = (id: string, period: string, isComplete: boolean) =>
  ({
    id,
    period,
    series: id.startsWith('census') ? 'census' : 'daily',
    phase: 'secondary',
    england: { year: 2024 },
    own: [{ year: 2026, isComplete }],
    groups: [],
  }) as unknown as ComparedWithEngland

describe('Beside England', () => {
  test.each([
    [7.1, 7.91, '0.8 points less here'],
    [7.9, 7.91, 'the same here'],
    [10.2, 8.49, '1.7 points more here'],
  ])('%s %% beside %s %% is %s', (own, england, words) => {
    expect(gapInWords(own, england)).toBe(words)
  })

  test('names the part of the year, the series and whether the school’s own is over', () => {
    expect(seriesName(compared('daily autumn', 'autumn', false))).toBe('Autumn term 2024/25, daily collection')
    expect(ownName({ year: 2026 as never, isComplete: false })).toBe('2026/27 so far')
    expect(ownName({ year: 2025 as never, isComplete: true })).toBe('2025/26')
  })

  test('begins with the part of the year that is going on, and with the whole year where none is', () => {
    const autumn = (isComplete: boolean) => compared('daily autumn', 'autumn', isComplete)
    const year = compared('daily year', 'year', false)
    expect(startWith([year, autumn(false)])?.id).toBe('daily autumn')
    expect(startWith([autumn(true), year])?.id).toBe('daily year')
    expect(startWith([])).toBeUndefined()
  })

  test('says the gap between two groups here and in England, and nothing where one side is hidden', () => {
    const group = (id: string, absence: number, absent: number | null) => ({
      id,
      england: { absence },
      own: [absent === null ? null : { sessions: { absent, possible: 1000 } }],
    })
    const groups = [
      group('fsm', 10, 137),
      group('not-fsm', 5.2, 54),
      group('ehcp', 13.1, null),
      group('no-sen', 5.8, 70),
    ]
    expect(gapsInWords({ groups } as never, 0)).toEqual([
      'Pupils with free school meals miss 8.3 points more than the others here; in England 4.8 points more.',
    ])
  })
})
