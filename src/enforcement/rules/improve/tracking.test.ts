import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, day } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { type SchoolCalendar, schoolDays } from '../../../roll/contract.ts'
import { afterWeeks, halfwayOf, lastOfWeeks, sessionsBetween, trackNotice } from './tracking.ts'

const YEAR = 2026 as SchoolYear
const CALENDAR: SchoolCalendar = {
  year: YEAR,
  terms: [
    { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
    { name: 'Spring', first: day('2027-01-04'), last: day('2027-07-20') },
  ],
  daysOff: [],
}
const FIRST = day('2026-11-30')
const LAST = day('2027-01-22')

describe('the weeks of a notice to improve', () => {
  it('are school weeks: its end, its middle and the earliest early notice lie where a holiday is left out', () => {
    expect(schoolDays(CALENDAR)).not.toContain('2026-12-28')
    expect(lastOfWeeks([CALENDAR], FIRST, 6)).toBe(LAST)
    expect(halfwayOf([CALENDAR], { first: FIRST, last: LAST })).toBe('2027-01-04')
    expect(afterWeeks([CALENDAR], FIRST, 3)).toBe('2027-01-04')
    expect(afterWeeks([CALENDAR], day('2026-12-14'), 3)).toBe('2027-01-18')
    expect(afterWeeks([CALENDAR], FIRST, null)).toBeNull()
    expect(afterWeeks([CALENDAR], FIRST, 200)).toBeNull()
  })
})

describe('how a notice to improve stands', () => {
  const sessions = sessionsBetween([CALENDAR], FIRST, LAST)
  /** A day that is over: every register of it has closed. */
  const over = (on: string) => ({ today: day(on), closed: sessionIndex({ day: day(on), half: 'PM' }) })
  const stands = (
    codes: readonly (Code | '')[],
    now: { today: Day; closed: SessionIndex | -1 } = over('2027-01-25'),
    { attended, possible } = { attended: 58, possible: sessions.length },
  ) => {
    const strip = new Uint8Array(STRIP_LENGTH)
    for (const [place, session] of sessions.entries()) {
      const code = codes[place] ?? '/'
      strip[sessionIndex(session)] = code === '' ? 0 : byteOfCode(code)
    }
    return trackNotice(
      { first: FIRST, last: LAST, target: { unauthorised: 5, attended, possible } },
      { calendars: new Map([[YEAR, CALENDAR]]), strips: new Map([[YEAR, strip]]), ...now },
    )
  }
  const anything = fc.array(fc.constantFrom<Code | ''>('/', '\\', 'I', 'M', 'C', 'C2', 'Y1', 'D', 'X', '' as const), {
    minLength: 60,
    maxLength: 60,
  })

  it('is held back by nothing but unauthorised absence, as the parent was told', () => {
    expect(sessions).toHaveLength(60)
    fc.assert(
      fc.property(anything, fc.constantFrom('2026-12-11', '2027-01-25'), (codes, today) => {
        expect(['on the way', 'reached']).toContain(stands(codes, over(today)).stands)
      }),
    )
  })

  it('takes a part-time timetable out of what is possible, once: a child expected at 30 is told of 30', () => {
    const partTime = (codes: readonly (Code | '')[], today?: string) =>
      stands(
        sessions.map((_, place) => (place % 2 === 1 ? 'C2' : (codes[place / 2] ?? '/'))) as (Code | '')[],
        today === undefined ? undefined : over(today),
        { attended: 28, possible: 30 },
      )
    expect(partTime([])).toMatchObject({ attended: 30, possible: 30, excused: 0, stands: 'reached' })
    expect(partTime(['O', 'O', 'O'] as Code[])).toMatchObject({ attended: 27, stands: 'short' })
    expect(partTime(['I', 'I', 'I'] as Code[])).toMatchObject({ attended: 27, excused: 3, stands: 'reached' })
    // What is planned ahead is no half day that is left: two missed of the first ten, and 18 of 20 to come are not enough.
    expect(partTime(['O', 'O', 'O'] as Code[], '2026-12-11')).toMatchObject({ stands: 'out of reach' })
  })

  it('counts nothing of today that is only planned: a session of today counts from the close of its registers on', () => {
    const today = day('2026-12-11')
    const at = (half: 'AM' | 'PM') => sessionIndex({ day: today, half })
    const before = (at('AM') - 1) as SessionIndex
    // The eleventh of December is the tenth school day: eighteen sessions before it.
    const visit = sessions.map(({ day: of }) => (of === today ? 'V' : '')) as (Code | '')[]
    const counted = (closed: SessionIndex | -1, codes = visit) => {
      const { attended, left } = stands(codes, { today, closed })
      return [attended, left]
    }
    expect(counted(before)).toEqual([0, 42])
    expect(counted(at('AM'))).toEqual([1, 41])
    expect(counted(at('PM'))).toEqual([2, 40])
    const holiday = visit.map((code) => (code === 'V' ? 'G' : code)) as (Code | '')[]
    expect(stands(holiday, { today, closed: before }).unauthorised).toBe(0)
    expect(stands(holiday, { today, closed: at('PM') }).unauthorised).toBe(2)
  })

  it('tells what does not count, and is short, out of reach or failed by what does', () => {
    expect(stands(['I', 'I', 'O', 'O', 'O'])).toMatchObject({ excused: 2, attended: 55, stands: 'short' })
    expect(stands(['I', 'I', 'O', 'O'])).toMatchObject({ excused: 2, attended: 56, stands: 'reached' })
    expect(stands(['O', 'O', 'O'], over('2026-12-11'))).toMatchObject({ stands: 'out of reach' })
    expect(stands(['O', 'O', 'O', 'O', 'O'])).toMatchObject({ unauthorised: 5, stands: 'failed' })
  })
})
