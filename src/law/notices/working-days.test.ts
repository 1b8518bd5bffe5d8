import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { referenceData } from '../../testing/reference-data.ts'
import { bankHolidays, workingDaysAfter } from './working-days.ts'

describe('working days', () => {
  it.each([
    ['2026-11-23', 2, '2026-11-25'],
    ['2026-11-26', 2, '2026-11-30'],
    ['2026-11-28', 2, '2026-12-01'],
    ['2026-12-24', 2, '2026-12-30'],
    ['2027-12-24', 2, '2027-12-30'],
    ['2027-03-25', 1, '2027-03-30'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('from %s, %i of them reach %s', (from, amount, reached) => {
    expect(workingDaysAfter(day(from), amount)).toBe(reached)
  })

  const file = referenceData('calendar/govuk_bank-holidays_2015-2021.json')
  it.skipIf(file === undefined)('are those of gov.uk, but for the holiday that was moved in 2020', () => {
    const divisions = JSON.parse(readFileSync(file ?? '', 'utf8')).divisions
    const years: Record<string, unknown> = divisions['england-and-wales']
    const listedYears = Object.entries(years).filter((pair): pair is [string, { date: string }[]] =>
      Array.isArray(pair[1]),
    )
    expect(listedYears.map(([year]) => year)).toContain('2021')
    for (const [year, listed] of listedYears) {
      const days = listed.map(({ date }) => date.split('/').reverse().join('-')).sort()
      const ours = bankHolidays(Number(year)).map((of) => (of === '2020-05-04' ? '2020-05-08' : of))
      expect(ours).toEqual(days)
    }
  })
})
