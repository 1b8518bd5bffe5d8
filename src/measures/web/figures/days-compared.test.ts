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
  test('says whether weekdays or dates are compared, and which', () => {
    const figures = {} as never
    expect(lastYearInWords({ ...days('2025-11-17', '2025-11-23'), by: 'weekdays', figures }, 'PM')).toBe(
      'Last year is Monday 17 November 2025 to Friday 21 November 2025: the same weekdays 52 weeks earlier, because Fridays are worse for everyone.',
    )
    expect(lastYearInWords({ ...days('2025-08-01', '2025-11-20'), by: 'dates', figures }, 'AM')).toBe(
      'Last year is counted to the same date, 20 November 2025, morning.',
    )
  })
})
