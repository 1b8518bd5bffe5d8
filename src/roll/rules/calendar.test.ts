import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, weekday } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { referenceData } from '../../testing/reference-data.ts'
import {
  addSchoolDays,
  hasSession,
  isSchoolDay,
  type SchoolCalendar,
  schoolDays,
  schoolDaysBetween,
  schoolWeeks,
  sessionIndexes,
  sessionsOf,
  termOf,
} from './calendar.ts'
import { calendarFaults } from './calendar-faults.ts'

const AUTUMN: SchoolCalendar = {
  year: schoolYear(2026),
  terms: [
    { name: 'Autumn 1', first: day('2026-09-02'), last: day('2026-10-23') },
    { name: 'Autumn 2', first: day('2026-11-02'), last: day('2026-12-18') },
  ],
  daysOff: [
    { day: day('2026-09-02'), kind: 'inset', reason: 'Staff training' },
    { day: day('2026-12-18'), half: 'PM', kind: 'other', reason: 'End of term at noon' },
    { day: day('2026-11-16'), half: 'AM', kind: 'planned-closure', reason: 'Boiler' },
    { day: day('2026-11-16'), half: 'PM', kind: 'planned-closure', reason: 'Boiler' },
  ],
}

describe('when the school meets', () => {
  it.each([
    ['2026-09-02', false, 'an INSET day'],
    ['2026-09-03', true, 'a day of term'],
    ['2026-09-05', false, 'a Saturday'],
    ['2026-10-23', true, 'the last day of a term'],
    ['2026-10-26', false, 'half-term'],
    ['2026-11-16', false, 'both halves closed'],
    ['2026-12-18', true, 'a day with a morning only'],
    ['2027-02-01', false, 'a day of no term'],
  ])('%s is a school day: %s (%s)', (on, expected) => {
    expect(isSchoolDay(AUTUMN, day(on))).toBe(expected)
  })

  it('a day off in one half leaves the other', () => {
    expect(hasSession(AUTUMN, { day: day('2026-12-18'), half: 'AM' })).toBe(true)
    expect(hasSession(AUTUMN, { day: day('2026-12-18'), half: 'PM' })).toBe(false)
    expect(termOf(AUTUMN, day('2026-12-18'))?.name).toBe('Autumn 2')
  })

  it.each([
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-10-23', 1, '2026-11-02'],
    ['2026-11-13', 1, '2026-11-17'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-02', -2, '2026-10-22'],
    ['2026-12-17', 1, '2026-12-18'],
    ['2026-12-18', 1, undefined],
    ['2026-09-03', -1, undefined],
  ])('from %s, %s school days later is %s', (from, n, expected) => {
    expect(addSchoolDays(AUTUMN, day(from), n)).toBe(expected)
  })
})

/** Calendars of one or two terms with any days off, for what must hold of every calendar. */
const calendars = fc
  .record({
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 0, max: 80 }),
    off: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 140 }),
        half: fc.constantFrom('AM' as const, 'PM' as const, undefined),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ start, length, off }): SchoolCalendar => {
    const first = addDays(day('2026-08-20'), start)
    return {
      year: schoolYear(2026),
      terms: [
        { name: 'A', first, last: addDays(first, length) },
        { name: 'B', first: day('2027-01-04'), last: day('2027-02-12') },
      ],
      daysOff: off.map(({ at, half }) => ({ day: addDays(first, at), half, kind: 'other', reason: 'x' })),
    }
  })

describe('every calendar', () => {
  it('meets only on weekdays of a term, once or twice a day, in order', () => {
    fc.assert(
      fc.property(calendars, (calendar) => {
        const days = schoolDays(calendar)
        expect([...days].sort()).toEqual(days)
        for (const of of days) {
          expect(weekday(of)).toBeLessThan(6)
          expect(termOf(calendar, of)).toBeDefined()
        }
        const sessions = sessionsOf(calendar)
        expect(sessions.every((session) => hasSession(calendar, session))).toBe(true)
        expect(new Set(sessions.map((session) => session.day))).toEqual(new Set(days))
        const indexes = sessionIndexes(calendar)
        expect(indexes.every((index, i) => i === 0 || index > (indexes[i - 1] ?? -1))).toBe(true)
      }),
    )
  })

  it('counting school days on and back again ends where it began', () => {
    fc.assert(
      fc.property(calendars, fc.nat(40), fc.integer({ min: 1, max: 12 }), (calendar, at, n) => {
        const from = schoolDays(calendar)[at]
        const later = from === undefined ? undefined : addSchoolDays(calendar, from, n)
        fc.pre(from !== undefined && later !== undefined)
        expect(addSchoolDays(calendar, later as Day, -n)).toBe(from)
        expect(schoolDaysBetween(calendar, from as Day, later as Day)).toHaveLength(n + 1)
      }),
    )
  })
})

const ESSEX = referenceData('calendar/essex_term_dates_2024-25_greenwell.csv')

/** A file of term dates that nobody here wrote. */
function essex(): SchoolCalendar {
  const rows = readFileSync(ESSEX ?? '', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const of = (kind: string) => rows.map((row) => row.split(',')).filter((row) => row[0] === kind)
  const off = (kind: string, as: 'inset' | 'bank-holiday') =>
    of(kind).map((row) => ({ day: day(row[1] ?? ''), kind: as, reason: row[3] || kind }))
  return {
    year: schoolYear(2024),
    terms: of('term').map((row) => ({ name: row[3] ?? '', first: day(row[1] ?? ''), last: day(row[2] ?? '') })),
    daysOff: [...off('inset', 'inset'), ...off('bank_holiday', 'bank-holiday')],
  }
}

describe.skipIf(ESSEX === undefined)(
  'a real school’s year in Essex (skipped where the reference data is absent)',
  () => {
    it('has 189 days, 378 sessions and 39 school weeks', () => {
      expect(schoolDays(essex())).toHaveLength(189)
      expect(sessionsOf(essex())).toHaveLength(378)
      expect(schoolWeeks(essex())).toHaveLength(39)
    })

    it('is two sessions short of 380, and nothing else is wrong with it', () => {
      const faults = calendarFaults(essex(), 'academy')
      expect(faults.map((fault) => fault.code)).toEqual(['calendar.too-few-sessions'])
      expect(faults[0]?.message).toMatch(/378 sessions in 2024\/25, 2 fewer than 380. Academies follow/)
      expect(calendarFaults(essex(), 'community')[0]?.message).toMatch(/A maintained school must/)
    })
  },
)

describe('what is wrong with a calendar', () => {
  const term = (name: string, first: string, last: string) => ({ name, first: day(first), last: day(last) })
  it.each([
    ['calendar.term-order', [term('A', '2026-10-01', '2026-09-01')], []],
    ['calendar.outside-year', [term('A', '2026-07-01', '2026-09-01')], []],
    ['calendar.terms-overlap', [term('A', '2026-09-01', '2026-10-01'), term('B', '2026-10-01', '2026-12-01')], []],
    ['calendar.day-off-twice', [term('A', '2026-09-01', '2026-10-01')], ['2026-09-02', '2026-09-02']],
    ['calendar.day-off-needless', [term('A', '2026-09-01', '2026-10-01')], ['2026-09-05']],
  ])('%s', (code, terms, off) => {
    const daysOff = off.map((one) => ({ day: day(one), kind: 'inset' as const, reason: 'x' }))
    const codes = calendarFaults({ year: schoolYear(2026), terms, daysOff }, 'academy').map((fault) => fault.code)
    expect(codes).toContain(code)
  })

  it('a full year has no fault, and different halves of one day are no contradiction', () => {
    const full = { ...AUTUMN, terms: [term('Year', '2026-09-02', '2027-07-22')], daysOff: [] }
    const noon = day('2026-12-18')
    const halves = [
      { day: noon, half: 'AM' as const, kind: 'other' as const, reason: 'x' },
      { day: noon, half: 'PM' as const, kind: 'other' as const, reason: 'y' },
    ]
    expect(calendarFaults({ ...full, daysOff: halves }, 'community')).toEqual([])
  })
})
