import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { aimInWords, lineInWords } from './runway-words.ts'

const year = {
  by: 'year',
  name: 'the school year',
  lastDay: day('2027-07-22'),
  toCome: 90,
  planned: 0,
  lines: [],
} as const
const term = { ...year, by: 'term', name: 'Autumn', lastDay: day('2026-12-18') } as const

describe('What can still be missed, in words', () => {
  test.each([
    [year, 7, '7 more sessions can be missed before 10 % (persistently absent) by Thursday 22 July 2027.', 'plain'],
    [
      term,
      1,
      '1 more session can be missed before 10 % (persistently absent) by the end of Autumn (Friday 18 December 2026).',
      'near',
    ],
    [year, 0, 'Not one more session can be missed before 10 % (persistently absent) by Thursday 22 July 2027.', 'near'],
    [
      year,
      -1,
      'Absence will be 10 % (persistently absent) or more by Thursday 22 July 2027, even with every session attended from now on.',
      'past',
    ],
    [
      year,
      90,
      '10 % (persistently absent) is not reached by Thursday 22 July 2027, even with every session missed from now on.',
      'plain',
    ],
  ] as const)('%o with %s left', (...[end, sessionsLeft, says, tone]) => {
    expect(lineInWords({ ...end, lines: [] }, { line: 10, sessionsLeft })).toEqual({ says, tone })
  })

  test.each([
    [
      { aim: 95, state: 'reached', sessions: 30, day: day('2027-03-03') },
      'Attending every session reaches 95 % on Wednesday 3 March 2027, after 30 sessions.',
    ],
    [{ aim: 90, state: 'there', sessions: null, day: null }, 'Attendance is 90 % or more.'],
    [
      { aim: 90, state: 'out-of-reach', sessions: null, day: null },
      'Attendance cannot come back to 90 % this school year.',
    ],
  ] as const)('%o', (aim, says) => {
    expect(aimInWords(aim)).toBe(says)
  })
})
