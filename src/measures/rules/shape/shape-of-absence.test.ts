import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith, factsOf, WHOLE_YEAR } from '../../../testing/figures-facts.ts'
import { CLOCKS } from '../../../testing/register-school.ts'
import type { SchoolFacts } from '../facts.ts'
import { type ArrivalFacts, shapeOf, shapesOf } from './shape-of-absence.ts'
import { enrolmentsInPart, SHAPE_PARTS, type ShapePart, unitOfPart } from './shape-parts.ts'
import { bandByAttendance, bandName, minutesInWords, partCount, partName } from './shape-words.ts'

const MONDAY = day('2026-11-02')
const FIRST = sessionIndex({ day: MONDAY, half: 'AM' })
const NOBODY_CAME_LATE: ArrivalFacts = { arrivedAt: () => undefined, clockOf: () => CLOCKS['9'] }

/** Pupils of Year 9 with two codes a day from Monday 2 November, a gap for a weekend. */
function school(...texts: readonly string[]): SchoolFacts {
  const meets = new Uint8Array(STRIP_LENGTH)
  const enrolled = texts.map((text, number) => {
    const strip = new Uint8Array(STRIP_LENGTH)
    let place: number = FIRST
    for (const days of text.split('  ')) {
      for (const pair of days.split(' ')) {
        for (const code of pair) {
          meets[place] = 1
          if (code !== '.') strip[place] = byteOfCode(code as Code)
          place++
        }
      }
      place = FIRST + 14 * Math.ceil((place - FIRST) / 14)
    }
    return enrolledWith(number, { strip, yearGroup: '9' })
  })
  return factsOf(enrolled, { meets })
}
const asked = { span: WHOLE_YEAR, filter: {} }
const shape = (facts: SchoolFacts, arrivals = NOBODY_CAME_LATE) => shapeOf(shapesOf(facts, asked, arrivals))

describe('the shape of absence', () => {
  const facts = school(
    'I\\ /\\ II /\\ II  II /\\ /\\ /\\ /\\',
    '/\\ /\\ /\\ /\\ /\\  /\\ /\\ /\\ /\\ /\\',
    'II II II II II  II II II II II',
    'DD DD DD DD DD  XX XX XX XX XX',
    '/\\ /O NN NN /\\  ## /\\ /\\ /\\ /\\',
  )

  it('counts stays by length: Friday and the Monday after are one', () => {
    expect(shape(facts).spells).toEqual({ count: 5, enrolments: 3, sessions: 32 })
    expect(shape(facts).bySpellLength).toEqual([
      { length: 'half-day', count: 1, enrolments: 1, sessions: 1 },
      { length: 'day', count: 1, enrolments: 1, sessions: 2 },
      { length: 'days', count: 2, enrolments: 2, sessions: 9 },
      { length: 'week', count: 0, enrolments: 0, sessions: 0 },
      { length: 'weeks', count: 1, enrolments: 1, sessions: 20 },
    ])
  })

  it('counts broken weeks of pupils; a fortnight away breaks none', () => {
    expect(shape(facts).brokenWeeks).toEqual({ weeks: 3, enrolments: 2 })
    expect(shape(facts).byBrokenTimes.map(({ enrolments }) => enrolments)).toEqual([2, 1, 1, 0, 0])
  })

  it('leaves out whoever could not attend at all', () => {
    const { figures } = shape(facts)
    expect({ enrolments: figures.enrolments, full: figures.full }).toEqual({ enrolments: 4, full: 1 })
    expect(figures.bands).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1])
  })

  it('counts only the days asked for', () => {
    const span = { from: FIRST, to: (FIRST + 9) as SessionIndex }
    const first = shapeOf(shapesOf(facts, { span, filter: {} }, NOBODY_CAME_LATE))
    expect(first.bySpellLength.map(({ count }) => count)).toEqual([1, 2, 1, 1, 0])
    expect(first.brokenWeeks.weeks).toBe(2)
  })
})

describe('minutes late', () => {
  const facts = school('LU /L', '// /\\', 'L\\ /\\')
  const [one, , three] = facts.enrolled.map(({ pupilId }) => pupilId) as [PupilId, PupilId, PupilId]
  const times = new Map<string, string>([
    [`${one} ${FIRST}`, '08:34'],
    [`${one} ${FIRST + 1}`, '13:45'],
    // Beside a mark that is not late: a better code was found.
    [`${one} ${FIRST + 2}`, '09:00'],
    [`${three} ${FIRST}`, '08:42'],
  ])
  const arrivals: ArrivalFacts = {
    arrivedAt: (pupilId, place) => {
      const time = times.get(`${pupilId} ${place}`)
      return time === undefined ? undefined : timeOfDay(time)
    },
    clockOf: (yearGroup, on) => (yearGroup === '9' && on >= MONDAY ? CLOCKS['9'] : undefined),
  }

  it('run from the opening of the pupil’s own register; those without a time are counted apart', () => {
    const { late, byLateLength } = shape(facts, arrivals)
    expect(late).toEqual({ sessions: 4, minutes: 4 + 45 + 12, withoutMinutes: 1, enrolments: 2 })
    expect(byLateLength.filter(({ sessions }) => sessions > 0)).toEqual([
      { length: 'under-5', sessions: 1, enrolments: 1 },
      { length: '10-to-19', sessions: 1, enrolments: 1 },
      { length: '30-or-more', sessions: 1, enrolments: 1 },
      { length: 'unknown', sessions: 1, enrolments: 1 },
    ])
  })

  it('are unknown where no day clock is', () => {
    const without = { ...arrivals, clockOf: () => undefined }
    expect(shape(facts, without).late).toMatchObject({ sessions: 4, minutes: 0, withoutMinutes: 4 })
  })

  it('name each session with its code and time', () => {
    const [first] = enrolmentsInPart(shapesOf(facts, asked, arrivals), 'late')
    expect(first?.late).toEqual([
      { place: FIRST, code: 'L', arrivedAt: '08:34', minutes: 4 },
      { place: FIRST + 1, code: 'U', arrivedAt: '13:45', minutes: 45 },
      { place: FIRST + 3, code: 'L', arrivedAt: null, minutes: null },
    ])
  })
})

describe('whatever the marks', () => {
  const anySchool = fc
    .array(fc.array(fc.integer({ min: 0, max: 39 }), { minLength: 14 * 3, maxLength: 14 * 3 }), { maxLength: 8 })
    .map((rows) => {
      const meets = new Uint8Array(STRIP_LENGTH)
      for (let place: number = FIRST; place < FIRST + 42; place++) meets[place] = (place - FIRST) % 14 < 10 ? 1 : 0
      const enrolled = rows.map((bytes, number) => {
        const strip = new Uint8Array(STRIP_LENGTH)
        bytes.forEach((byte, at) => {
          if (meets[FIRST + at] === 1) strip[FIRST + at] = byte
        })
        return enrolledWith(number, { strip, yearGroup: '9' })
      })
      return factsOf(enrolled, { meets, year: schoolYear(2026) })
    })
  const sum = (of: readonly number[]) => of.reduce((so, one) => so + one, 0)

  it('stays hold every absence once, and each pupil is in one band and one row of broken weeks', () => {
    fc.assert(
      fc.property(anySchool, (facts) => {
        const { figures, spells, bySpellLength, byBrokenTimes, late, byLateLength } = shape(facts)
        expect(spells.sessions).toBe(figures.sessions.absent)
        expect(sum(bySpellLength.map(({ count }) => count))).toBe(spells.count)
        expect(sum(bySpellLength.map(({ sessions }) => sessions))).toBe(spells.sessions)
        expect(sum(byBrokenTimes.map(({ enrolments }) => enrolments))).toBe(figures.enrolments)
        expect(sum(figures.bands)).toBe(figures.enrolments)
        expect(late.sessions).toBe(figures.sessions.late)
        expect(sum(byLateLength.map(({ sessions }) => sessions))).toBe(late.sessions)
      }),
    )
  })

  it('the pupils listed behind a number make that number', () => {
    fc.assert(
      fc.property(anySchool, fc.constantFrom(...SHAPE_PARTS), (facts, part) => {
        const each = shapesOf(facts, asked, NOBODY_CAME_LATE)
        const listed = enrolmentsInPart(each, part)
        const { count, enrolments } = numberOf(shapeOf(each), part)
        expect(sum(listed.map(({ own }) => own))).toBe(count)
        if (enrolments !== undefined) expect(listed).toHaveLength(enrolments)
      }),
    )
  })

  function numberOf(
    { spells, bySpellLength, brokenWeeks, byBrokenTimes, figures, late, byLateLength }: ReturnType<typeof shapeOf>,
    part: ShapePart,
  ): { count: number; enrolments?: number } {
    const end = part.replace(/^(stays|broken-weeks|band|late)-?/, '')
    if (unitOfPart(part) === 'stays') return bySpellLength.find(({ length }) => length === end) ?? spells
    if (part === 'broken-weeks') return { count: brokenWeeks.weeks, enrolments: brokenWeeks.enrolments }
    if (unitOfPart(part) === 'sessions') {
      const { sessions, enrolments } = byLateLength.find(({ length }) => length === end) ?? late
      return { count: sessions, enrolments }
    }
    if (part.startsWith('band')) return { count: figures.bands[Number(end)] ?? -1 }
    return { count: byBrokenTimes.find(({ times }) => times === end)?.enrolments ?? -1 }
  }
})

describe('the shape in words', () => {
  it('names every part, none like another', () => {
    const names = SHAPE_PARTS.map(partName)
    expect(new Set(names).size).toBe(SHAPE_PARTS.length)
    expect(names.join()).not.toContain('undefined')
    expect(partName('stays-day')).toBe('Stays away: a day (2 sessions)')
    expect(partCount('stays', 1)).toBe('1 stay away')
    expect(partCount('late', 1_200)).toBe('1,200 late sessions')
  })

  it('names a band by absence and by attendance, each with its own end', () => {
    expect([0, 1, 2, 9, 10].map(bandName)).toEqual([
      '0 to 5 %',
      '5 to 10 %',
      '10 to 15 %',
      '45 to 50 %',
      '50 % and more',
    ])
    expect([0, 1, 2, 9, 10].map(bandByAttendance)).toEqual([
      'over 95 %',
      'over 90 to 95 %',
      'over 85 to 90 %',
      'over 50 to 55 %',
      '50 % or less',
    ])
  })

  it.each([
    [0, '0 minutes'],
    [1, '1 minute'],
    [60, '1 hour'],
    [125, '2 hours 5 minutes'],
    [60_001, '1,000 hours 1 minute'],
  ])('%i minutes', (minutes, expected) => {
    expect(minutesInWords(minutes)).toBe(expected)
  })
})
