import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import { placeOfEnd } from './counted-until.ts'
import { sameWeekdaysBefore, yearBefore } from './year-before.ts'

const span = (from: number, to: number) => ({ from: from as SessionIndex, to: to as SessionIndex })
const daysOf = (year: number, first: string, last: string) =>
  span(placeOfEnd(schoolYear(year), day(first)) - 1, placeOfEnd(schoolYear(year), day(last)))

/** A school that meets from Monday to Friday of these days, without its days off. */
function meetsFrom(year: number, stretches: readonly (readonly [first: string, last: string])[]): Uint8Array {
  const meets = new Uint8Array(STRIP_LENGTH)
  for (const [first, last] of stretches)
    for (let on: Day = day(first); on <= last; on = addDays(on, 1))
      if (weekday(on) <= 5) meets.fill(1, placeOfEnd(schoolYear(year), on) - 1, placeOfEnd(schoolYear(year), on) + 1)
  return meets
}
const sessions = (meets: Uint8Array, { from, to }: { from: number; to: number }) =>
  meets.subarray(from, to + 1).reduce((sum, one) => sum + one, 0)

// Last year begins on a Monday, this year on a Tuesday.
const NOW = meetsFrom(2026, [
  ['2026-09-01', '2026-10-23'],
  ['2026-11-02', '2026-12-18'],
  ['2027-01-04', '2027-07-21'],
])
const BEFORE = meetsFrom(2025, [
  ['2025-09-01', '2025-10-24'],
  ['2025-11-03', '2025-12-19'],
  ['2026-01-05', '2026-07-22'],
])
const MEETS = { now: NOW, before: BEFORE }

describe('The days of the year before', () => {
  test.each([
    // Monday to Friday stand beside Monday to Friday.
    [2026, '2026-11-16', '2026-11-20', '2025-11-17', '2025-11-21'],
    [2026, '2026-11-20', '2026-11-20', '2025-11-21', '2025-11-21'],
    // Fourteen days are short, fifteen are not.
    [2026, '2026-11-09', '2026-11-22', '2025-11-10', '2025-11-23'],
    [2027, '2028-02-28', '2028-03-03', '2027-03-01', '2027-03-05'],
  ])('of %i, %s to %s, are the same weekdays where they are few', (...[year, first, last, firstThen, lastThen]) => {
    expect(yearBefore(schoolYear(year), daysOf(year, first, last), MEETS)).toEqual({
      year: year - 1,
      by: 'weekdays',
      half: 'PM',
      first: firstThen,
      last: lastThen,
      span: daysOf(year - 1, firstThen, lastThen),
    })
  })

  test('are as many sessions as these, where the date alone would end one day later', () => {
    const now = daysOf(2026, '2026-08-01', '2026-11-20')
    const then = yearBefore(schoolYear(2026), now, MEETS)
    expect(sessions(NOW, now)).toBe(108)
    expect(then).toMatchObject({ by: 'sessions', first: '2025-08-01', last: '2025-11-20', half: 'PM' })
    expect(sessions(BEFORE, then?.span ?? span(0, 0))).toBe(108)
    expect(sessions(BEFORE, daysOf(2025, '2025-08-01', '2025-11-21'))).toBe(110)
    expect(yearBefore(schoolYear(2026), { ...now, to: (now.to - 1) as SessionIndex }, MEETS)).toMatchObject({
      half: 'AM',
    })
  })

  test('are as many sessions as these whatever the days, while the year before has so many', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(600), (from, length) => {
        const of = span(from, Math.min(from + length, STRIP_LENGTH - 1))
        const then = yearBefore(schoolYear(2026), of, MEETS)
        if (then?.by !== 'sessions') return
        const met = sessions(NOW, of)
        expect(sessions(BEFORE, then.span)).toBe(Math.min(met, sessions(BEFORE, { from: then.span.from, to: 731 })))
        expect(BEFORE[then.span.to]).toBe(1)
        expect(sessionAt(schoolYear(2025), then.span.to)).toEqual({ day: then.last, half: then.half })
      }),
    )
  })

  test('of a whole school year are the whole school year', () => {
    expect(yearBefore(schoolYear(2026), daysOf(2026, '2026-08-01', '2027-07-21'), MEETS)).toMatchObject({
      by: 'whole-years',
      last: '2026-07-22',
    })
  })

  test('are none where the school did not meet in them', () => {
    const before = meetsFrom(2025, [['2025-09-01', '2025-09-30']])
    expect(yearBefore(schoolYear(2026), daysOf(2026, '2026-11-02', '2026-11-20'), { now: NOW, before })).toBeUndefined()
  })

  test('begin on 28 February where these begin on the 29th', () => {
    const of = daysOf(2027, '2028-02-29', '2028-04-20')
    const now = meetsFrom(2027, [['2028-01-04', '2028-07-21']])
    const before = meetsFrom(2026, [['2027-01-04', '2027-07-21']])
    expect(yearBefore(schoolYear(2027), of, { now, before })).toMatchObject({ first: '2027-02-28' })
  })

  test('are the same weekdays for weeks, and end with the year before', () => {
    expect(sameWeekdaysBefore(schoolYear(2026), daysOf(2026, '2026-09-01', '2027-07-31'))).toMatchObject({
      first: '2025-09-02',
      last: '2026-07-31',
    })
  })
})
