import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, weekday } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { isSchoolDay, type SchoolCalendar } from '../../roll/contract.ts'
import { clockOfAmount, compareDue, type Due, dueAfter, hasPassed, monthsAfter } from './clocks.ts'
import { meetsBy, meetsFrom, meetsOn, schoolDaysOf, schoolDaysPassed } from './school-days.ts'

/** Autumn to Christmas with a half-term, a training day, a half day before Christmas; then spring and summer. */
const YEAR_2026: SchoolCalendar = {
  year: schoolYear(2026),
  terms: [
    { name: 'Autumn', first: day('2026-09-02'), last: day('2026-12-18') },
    { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
    { name: 'Summer', first: day('2027-04-12'), last: day('2027-07-21') },
  ],
  daysOff: [
    ...['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30'].map((of) => ({
      day: day(of),
      kind: 'half-term' as const,
      reason: 'Half-term',
    })),
    { day: day('2026-11-27'), kind: 'inset', reason: 'Training day' },
    { day: day('2026-12-18'), half: 'PM', kind: 'other', reason: 'Early end of term' },
  ],
}
const YEAR_2027: SchoolCalendar = {
  year: schoolYear(2027),
  terms: [{ name: 'Autumn', first: day('2027-09-02'), last: day('2027-12-17') }],
  daysOff: [{ day: day('2027-09-03'), kind: 'inset', reason: 'Training day' }],
}
const NOON = timeOfDay('13:00')
const DAYS = schoolDaysOf([YEAR_2026, YEAR_2027], NOON)
const ONLY_2026 = schoolDaysOf([YEAR_2026], NOON)
const start = (of: string) => ({ day: day(of), time: null })
const by = (of: string, time: string | null = null): Due => ({
  kind: 'by',
  day: day(of),
  time: time === null ? null : timeOfDay(time),
})

describe('five school days', () => {
  it.each([
    ['a Monday in term end the Monday after', '2026-11-09', '2026-11-16'],
    ['a Friday before a weekend end the Friday after', '2026-11-13', '2026-11-20'],
    ['a Monday before a training day skip it', '2026-11-23', '2026-12-01'],
    ['a Thursday before half-term run on after it', '2026-10-22', '2026-11-05'],
    ['the last days of term run on after Christmas', '2026-12-17', '2027-01-07'],
    ['the last day of the year run on in the next, past its training day', '2027-07-21', '2027-09-09'],
    ['a Saturday, when nobody was due, begin with the Monday', '2026-11-14', '2026-11-20'],
  ])('from %s', (_, from, due) => {
    expect(dueAfter(start(from), { amount: 5, unit: 'school days' }, DAYS)).toEqual(by(due))
  })

  it('that end after the last calendar entered are said to, and no day is guessed', () => {
    expect(dueAfter(start('2027-07-21'), { amount: 5, unit: 'school days' }, ONLY_2026)).toEqual({
      kind: 'beyond-calendar',
      knownUntil: '2027-07-31',
    })
    expect(dueAfter(start('2025-07-21'), { amount: 5, unit: 'school days' }, ONLY_2026)).toEqual({
      kind: 'beyond-calendar',
      knownUntil: null,
    })
    // A year without a calendar between two that have one: what comes after it is not its continuation.
    const gap = schoolDaysOf([YEAR_2026, { ...YEAR_2027, year: schoolYear(2028) }])
    expect(dueAfter(start('2027-07-21'), { amount: 1, unit: 'school days' }, gap)).toMatchObject({
      kind: 'beyond-calendar',
    })
  })
})

describe('other clocks', () => {
  const monday = (time: string) => ({ day: day('2026-11-23'), time: timeOfDay(time) })
  it.each([
    ['30 minutes', { from: monday('08:45'), clock: { amount: 30, unit: 'minutes' } }, by('2026-11-23', '09:15')],
    [
      'minutes over midnight',
      { from: monday('23:15'), clock: { amount: 90, unit: 'minutes' } },
      by('2026-11-24', '00:45'),
    ],
    ['the same day', { from: start('2026-11-23'), clock: { amount: 0, unit: 'school days' } }, by('2026-11-23')],
    ['5 days over a weekend', { from: start('2026-11-26'), clock: { amount: 5, unit: 'days' } }, by('2026-12-01')],
    ['3 weeks into the holidays', { from: start('2026-12-07'), clock: { amount: 3, unit: 'weeks' } }, by('2026-12-28')],
    ['a month from the 31st', { from: start('2027-01-31'), clock: { amount: 1, unit: 'months' } }, by('2027-02-28')],
    ['six years from a leap day', { from: start('2028-02-29'), clock: { amount: 6, unit: 'years' } }, by('2034-02-28')],
  ] as const)('%s', (_, { from, clock }, due) => {
    expect(dueAfter(from, clock, DAYS)).toEqual(due)
  })

  it('sessions are counted from the session they start in, and a day of one session has one', () => {
    const from = { day: day('2026-12-17'), time: null, half: 'PM' as const }
    expect(dueAfter(from, { amount: 1, unit: 'sessions' }, DAYS)).toEqual(by('2026-12-18', '13:00'))
    expect(dueAfter(from, { amount: 2, unit: 'sessions' }, DAYS)).toEqual(by('2027-01-04', '13:00'))
    expect(dueAfter(from, { amount: 3, unit: 'sessions' }, DAYS)).toEqual(by('2027-01-04'))
  })

  it('working days of a policy are school days, as the law counts', () => {
    expect(clockOfAmount({ amount: 5, unit: 'working days' })).toEqual({ amount: 5, unit: 'school days' })
    expect(clockOfAmount({ amount: 3, unit: 'consecutive days' })).toEqual({ amount: 3, unit: 'days' })
  })

  it('months stay within their month and add up', () => {
    const anyDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(day('2024-01-01'), days))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 72 }), (from, months) => {
        const after = monthsAfter(from, months)
        const distance =
          12 * (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) +
          Number(after.slice(5, 7)) -
          Number(from.slice(5, 7))
        expect(distance).toBe(months)
        expect(after.slice(8) <= from.slice(8)).toBe(true)
      }),
    )
  })
})

const dayInTwoYears = fc.integer({ min: 0, max: 470 }).map((days) => addDays(day('2026-09-01'), days))
const openDay = (of: Day) => [YEAR_2026, YEAR_2027].some((calendar) => isSchoolDay(calendar, of))

describe('whatever the calendar', () => {
  it('a limit of so many school days falls on a school day with just so many after the start, counted one by one', () => {
    fc.assert(
      fc.property(dayInTwoYears, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const due = dueAfter({ day: from, time: null }, { amount, unit: 'school days' }, DAYS)
        if (due.kind === 'beyond-calendar') return
        let counted = 0
        for (let on = addDays(from, 1); on <= due.day; on = addDays(on, 1)) if (openDay(on)) counted++
        expect([counted, openDay(due.day), weekday(due.day) <= 5]).toEqual([amount, true, true])
        expect(schoolDaysPassed(DAYS, from, due.day)).toBe(amount)
      }),
    )
  })

  it('a later start or a longer clock never has an earlier limit', () => {
    fc.assert(
      fc.property(dayInTwoYears, fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), (from, [later, amount, more]) => {
        const at = (days: number, of: number) =>
          dueAfter({ day: addDays(from, days), time: null }, { amount: of, unit: 'school days' }, DAYS)
        fc.pre(amount > 0)
        expect(compareDue(at(0, amount), at(later, amount + more))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('a day on which the school meets', () => {
  it('is told of every day, with the last one before and the next one after it', () => {
    for (const [of, before, after] of [
      ['2026-11-26', '2026-11-26', '2026-11-26'],
      // A training day, and the weekend after it.
      ['2026-11-27', '2026-11-26', '2026-11-30'],
      ['2026-11-29', '2026-11-26', '2026-11-30'],
      ['2026-12-24', '2026-12-18', '2027-01-04'],
    ] as const)
      expect([meetsBy(DAYS, day(of)), meetsFrom(DAYS, day(of))]).toEqual([before, after])
  })

  it('is any weekday of a year whose calendar nobody has entered', () => {
    expect(meetsOn(DAYS, day('2030-12-25'))).toBe(true)
    expect(meetsFrom(DAYS, day('2030-12-28'))).toBe('2030-12-30')
  })
})

describe('a limit', () => {
  it('has passed after its minute, or after its day, and never where it cannot be known', () => {
    const at = (time: string) => ({ day: day('2026-11-23'), time: timeOfDay(time) })
    expect(hasPassed(by('2026-11-23', '09:15'), at('09:15'))).toBe(false)
    expect(hasPassed(by('2026-11-23', '09:15'), at('09:16'))).toBe(true)
    expect(hasPassed(by('2026-11-23'), at('23:59'))).toBe(false)
    expect(hasPassed(by('2026-11-22'), at('00:00'))).toBe(true)
    expect(hasPassed({ kind: 'beyond-calendar', knownUntil: day('2026-07-31') }, at('09:00'))).toBe(false)
  })
})
