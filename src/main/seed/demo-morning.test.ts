import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { demoDayFor, demoMomentOn } from './demo-morning.ts'

describe('the day that a demonstration shows', () => {
  it.each([
    ['2026-11-23', '2026-11-23', 'a Monday of term is itself'],
    ['2026-11-22', '2026-11-20', 'a Sunday is the Friday before'],
    ['2026-10-28', '2026-10-23', 'half-term is the last day before it'],
    ['2026-12-27', '2026-12-18', 'Christmas is the last day of term'],
    ['2027-05-03', '2027-04-30', 'a bank holiday is the school day before'],
    ['2026-08-15', '2026-07-20', 'August is the last day of the year that is over'],
    ['2026-09-02', '2026-07-20', 'INSET days before the first pupils come are still summer'],
    ['2026-09-03', '2026-09-03', 'the first day of a year is itself'],
    ['2027-06-25', '2027-06-24', 'a day on which one of the three schools is closed is the day before'],
  ])('%s shows %s: %s', (today, shown) => {
    expect(demoDayFor(day(today))).toBe(shown)
  })

  it('begins at twenty to nine by the school’s clock, summer or winter', () => {
    expect(demoMomentOn(day('2026-11-23'))).toBe('2026-11-23T08:40:00.000Z')
    expect(demoMomentOn(day('2026-07-20'))).toBe('2026-07-20T07:40:00.000Z')
  })
})
