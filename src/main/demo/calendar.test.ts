import { describe, expect, it } from 'vitest'
import { weekday } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { bankHolidays, drawCalendar, eids } from './calendar.ts'

const SCHOOL = '00000000-0000-4000-8000-000000000001' as SchoolId

describe('the calendar of England', () => {
  it('substitutes bank holidays that fall at a weekend', () => {
    const days = (year: number) => bankHolidays(year).map((holiday) => String(holiday.day))
    expect(days(2021)).toEqual(
      expect.arrayContaining([
        '2021-01-01',
        '2021-04-02',
        '2021-04-05',
        '2021-05-03',
        '2021-05-31',
        '2021-08-30',
        '2021-12-27',
        '2021-12-28',
      ]),
    )
    expect(days(2022)).toEqual(expect.arrayContaining(['2022-01-03', '2022-12-26', '2022-12-27']))
    expect(days(2026)).toContain('2026-12-28')
  })

  it('knows the Eids to the day, or one beside it', () => {
    expect(eids(2026)).toEqual(['2026-03-20', '2026-05-27'])
    expect(eids(2025)).toEqual(['2025-03-31', '2025-06-07'])
  })

  it.each([2015, 2024, 2025, 2026, 2027, 2030, 2037])(
    '%i has 380 sessions, five INSET days and three terms in order',
    (beginning) => {
      for (const inset of ['after-may', 'friday-in-june'] as const) {
        const calendar = drawCalendar(SCHOOL, schoolYear(beginning), inset)
        const { schoolDays, insetDays, terms } = calendar
        expect(2 * schoolDays.length).toBe(380)
        expect(new Set(insetDays).size).toBe(5)
        expect(schoolDays.every((on) => weekday(on) <= 5 && !insetDays.includes(on))).toBe(true)
        const holidays = new Set(calendar.bankHolidays.map((holiday) => holiday.day))
        expect([...schoolDays, ...insetDays].some((on) => holidays.has(on))).toBe(false)
        expect(
          schoolDays.every((on) =>
            terms.some(
              (term) =>
                term.firstDay <= on &&
                on <= term.lastDay &&
                !(term.halfTerm.firstDay <= on && on <= term.halfTerm.lastDay),
            ),
          ),
        ).toBe(true)
        expect(String(schoolDays[0]).slice(5) >= '09-03' && String(schoolDays.at(-1)).slice(5) <= '07-26').toBe(true)
        const bounds = terms.flatMap((term) => [
          term.firstDay,
          term.halfTerm.firstDay,
          term.halfTerm.lastDay,
          term.lastDay,
        ])
        expect(bounds).toEqual([...bounds].sort())
      }
    },
  )
})
