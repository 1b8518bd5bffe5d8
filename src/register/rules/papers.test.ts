import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import { beginningOnPaper, rowOnPaper } from './papers.ts'
import { placesPassed } from './register-times.ts'

const [august, september, october] = [day('2026-08-01'), day('2026-09-02'), day('2026-10-05')]

describe('the first day of a certificate', () => {
  it.each([
    {
      when: 'asked for from 1 August: the first school day',
      from: august,
      starting: day('2023-09-04'),
      first: september,
      expected: '2026-09-02',
      words: /first school day/,
    },
    {
      when: 'a pupil who came in October: their first day on roll',
      from: august,
      starting: october,
      first: october,
      expected: '2026-10-05',
      words: /first day on roll/,
    },
    {
      when: 'on roll from a Saturday: the school day after it',
      from: august,
      starting: day('2026-10-03'),
      first: october,
      expected: '2026-10-05',
      words: /school day/,
    },
    {
      when: 'asked for from a school day: that day and nothing else',
      from: october,
      starting: september,
      first: october,
      expected: '2026-10-05',
      words: /2026$/,
    },
    {
      when: 'a calendar without sessions: the day asked for',
      from: august,
      starting: september,
      first: undefined,
      expected: '2026-08-01',
      words: /2026$/,
    },
  ])('is, $when', ({ from, starting, first, expected, words }) => {
    const beginning = beginningOnPaper({ from, starting, first })
    expect(beginning.day).toBe(expected)
    expect(beginning.words).toMatch(words)
  })
})

describe('a pupil’s row of the official register', () => {
  const clock = {
    ...{ arriveBy: timeOfDay('08:35'), amOpen: timeOfDay('08:40'), amClose: timeOfDay('09:10') },
    ...{ pmOpen: timeOfDay('13:00'), pmClose: timeOfDay('13:15'), dayEnd: timeOfDay('15:00') },
  }
  const [friday, today, nextWeek] = [day('2026-11-20'), day('2026-11-23'), day('2026-11-30')]
  const sessions: Session[] = [friday, today, nextWeek].flatMap((on) => [
    { day: on, half: 'AM' },
    { day: on, half: 'PM' },
  ])
  const rowAt = (time: string, codes: readonly (Code | '')[], on = today) => {
    const strip = new Uint8Array(732)
    codes.forEach((code, place) => {
      const session = sessions[place]
      if (session !== undefined && code !== '') strip[sessionIndex(session)] = byteOfCode(code)
    })
    const passed = placesPassed(schoolYear(2026), { day: on, time: timeOfDay(time) }, clock)
    const row = rowOnPaper({ strip, sessions, amended: new Set(), passed })
    return { attended: row.attended, marks: row.codes.map(({ code, planned }) => (planned ? `(${code})` : code)) }
  }

  it.each([
    {
      when: 'at 08:50, with an activity planned for the afternoon',
      time: '08:50',
      codes: ['/', '\\', '/', 'B'] as const,
      attended: '3 of 3',
      ahead: ['(B)', '', ''],
    },
    {
      when: 'in the afternoon of that activity',
      time: '13:05',
      codes: ['/', '\\', '/', 'B'] as const,
      attended: '4 of 4',
      ahead: ['B', '', ''],
    },
    {
      when: 'at 08:50, with a day of leave planned',
      time: '08:50',
      codes: ['/', 'I', 'L', '', 'C', 'C'] as const,
      attended: '2 of 3',
      ahead: ['', '(C)', '(C)'],
    },
  ])('counts only sessions that have begun, $when', ({ time, codes, attended, ahead }) => {
    const row = rowAt(time, codes)
    expect(row.attended).toBe(attended)
    expect(row.marks.slice(3)).toEqual(ahead)
  })

  it('counts nothing of a month to come, and everything of one that has passed', () => {
    const codes = ['/', '\\', '/', '\\', 'B', 'B'] as const
    expect(rowAt('08:50', codes, day('2026-10-12'))).toEqual({
      attended: '0 of 0',
      marks: codes.map((code) => `(${code})`),
    })
    expect(rowAt('08:50', codes, day('2027-01-12'))).toEqual({ attended: '6 of 6', marks: [...codes] })
  })
})
