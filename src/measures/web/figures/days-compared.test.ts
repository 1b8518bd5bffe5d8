import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { lastYearInWords, partOfWeek, weekCounted } from './days-compared.ts'

const days = (from: string, to: string) => ({ from: day(from), to: day(to) })

describe('A week’s name', () => {
  test.each([
    ['2026-11-16', '2026-11-22', 'PM', 'Week of 16 Nov'],
    ['2026-11-16', '2026-11-20', 'PM', 'Week of 16 Nov'],
    ['2026-11-16', '2026-11-20', 'AM', 'Week of 16 Nov, Mon to Fri morning'],
    ['2026-11-16', '2026-11-18', 'PM', 'Week of 16 Nov, Mon to Wed'],
    ['2026-11-18', '2026-11-22', 'PM', 'Week of 16 Nov, Wed to Fri'],
    ['2026-11-16', '2026-11-16', 'AM', 'Week of 16 Nov, Mon morning only'],
    ['2026-11-20', '2026-11-21', 'PM', 'Week of 16 Nov, Fri only'],
  ] as const)('from %s to %s %s says which of its days are counted', (...[from, to, half, expected]) => {
    expect(weekCounted(days(from, to), half)).toBe(expected)
  })

  test('says nothing of days where it is whole', () => {
    expect(partOfWeek(days('2026-11-16', '2026-11-22'))).toBeUndefined()
  })
})

describe('Last year', () => {
  test.each([
    [
      ...['2025-11-17', '2025-11-23', 'PM', 'weekdays'],
      'Last year is Monday 17 November 2025 to Friday 21 November 2025: the same weekdays 52 weeks earlier, because Fridays are worse for everyone.',
    ],
    [
      ...['2025-08-01', '2025-11-20', 'AM', 'sessions'],
      'Last year is Friday 1 August 2025 to Thursday 20 November 2025, morning: from the same date, and as many sessions for which the school met.',
    ],
    [
      ...['2025-08-01', '2026-07-21', 'PM', 'whole-years'],
      'Last year is Friday 1 August 2025 to Tuesday 21 July 2026: the whole school year beside the whole school year.',
    ],
  ] as const)('of %s to %s %s by %s is said with its days', (...[from, to, half, by, words]) => {
    expect(lastYearInWords({ ...days(from, to), half, by, figures: {} as never })).toBe(words)
  })
})
