import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  ageOn,
  type Day,
  day,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysFrom,
  longDay,
  parseDay,
  weekday,
} from './day.ts'
import { firstDayOf, lastDayOf, schoolYear, schoolYearName, schoolYearOf } from './school-year.ts'
import { STRIP_LENGTH, sessionAt, sessionIndex } from './session.ts'
import { addMinutes, momentAt, parseTimeOfDay, schoolTime, timeOfDay } from './time-of-day.ts'

const anyDay = fc
  .integer({ min: dayNumber('1990-01-01' as Day), max: dayNumber('2099-12-31' as Day) })
  .map(dayFromNumber)

describe('a day', () => {
  it.each([
    ['2026-11-23', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['23/11/2026', false],
    ['', false],
  ])('%s is a day: %s', (text, real) => {
    expect(parseDay(text) !== undefined).toBe(real)
  })

  it('is refused loudly where the program should have known better', () => {
    expect(() => day('2025-02-30')).toThrow(/not a calendar day/)
  })

  it('adds and counts days consistently', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -4000, max: 4000 }),
        (from, n) => daysBetween(from, addDays(from, n)) === n,
      ),
    )
  })

  it('knows its weekday', () => {
    expect(weekday(day('2026-11-23'))).toBe(1)
    expect(weekday(day('2026-11-29'))).toBe(7)
    expect(longDay(day('2026-11-23'))).toBe('Monday 23 November 2026')
  })

  it('lists a span with both ends', () => {
    expect(daysFrom(day('2026-02-27'), day('2026-03-01'))).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
    expect(daysFrom(day('2026-03-01'), day('2026-02-27'))).toEqual([])
  })

  it.each([
    ['2010-09-01', '2026-08-31', 15],
    ['2010-09-01', '2026-09-01', 16],
    ['2012-02-29', '2026-02-28', 13],
    ['2012-02-29', '2026-03-01', 14],
  ])('somebody born on %s is on %s aged %i', (born, on, age) => {
    expect(ageOn(day(born), day(on))).toBe(age)
  })
})

describe('a school year', () => {
  it('begins on 1 August', () => {
    expect(schoolYearOf(day('2026-07-31'))).toBe(2025)
    expect(schoolYearOf(day('2026-08-01'))).toBe(2026)
    expect(schoolYearName(schoolYear(2099))).toBe('2099/00')
  })

  it('holds every day between its first and last', () => {
    fc.assert(fc.property(anyDay, (d) => firstDayOf(schoolYearOf(d)) <= d && d <= lastDayOf(schoolYearOf(d))))
  })
})

describe('a session', () => {
  it('has a place in the strip that leads back to it', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('AM' as const, 'PM' as const), (d, half) => {
        const index = sessionIndex({ day: d, half })
        expect(index).toBeGreaterThanOrEqual(0)
        expect(index).toBeLessThan(STRIP_LENGTH)
        expect(sessionAt(schoolYearOf(d), index)).toEqual({ day: d, half })
      }),
    )
  })

  it('counts two a day from 1 August', () => {
    expect(sessionIndex({ day: day('2026-08-01'), half: 'AM' })).toBe(0)
    expect(sessionIndex({ day: day('2028-07-31'), half: 'PM' })).toBe(731)
    expect(() => sessionAt(schoolYear(2026), 732)).toThrow(RangeError)
  })
})

describe("the school's clock", () => {
  it('keeps British Summer Time', () => {
    expect(momentAt(day('2026-07-01'), timeOfDay('08:40'))).toBe('2026-07-01T07:40:00.000Z')
    expect(momentAt(day('2026-11-23'), timeOfDay('08:40'))).toBe('2026-11-23T08:40:00.000Z')
  })

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 4 * 60, max: 23 * 60 }), (d, minutes) => {
        const time = addMinutes(timeOfDay('00:00'), minutes)
        expect(schoolTime(momentAt(d, time))).toEqual({ day: d, time })
      }),
    )
  })

  it('refuses times no clock shows', () => {
    expect(parseTimeOfDay('24:00')).toBeUndefined()
    expect(parseTimeOfDay('8:40')).toBeUndefined()
  })
})
