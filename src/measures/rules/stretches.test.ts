import { describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Half, type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { lastSessionMet } from './stretches.ts'

const place = (on: Day, half: Half) => sessionIndex({ day: on, half })

/** A school that has met on Thursday 19 and Friday 20 November 2026. */
const facts = { year: schoolYear(2026), meets: new Uint8Array(STRIP_LENGTH) }
for (const on of [day('2026-11-19'), day('2026-11-20')])
  for (const half of ['AM', 'PM'] as const) facts.meets[place(on, half)] = 1

const FIRST = 0 as SessionIndex

describe('the session that figures count to', () => {
  test.each([
    [
      'is Friday afternoon where the days end on Sunday',
      { day: '2026-11-22', half: 'PM' },
      { day: '2026-11-20', half: 'PM' },
    ],
    [
      'is Friday afternoon where they end with it',
      { day: '2026-11-20', half: 'PM' },
      { day: '2026-11-20', half: 'PM' },
    ],
    ['is the morning where only that has closed', { day: '2026-11-20', half: 'AM' }, { day: '2026-11-20', half: 'AM' }],
    ['is never later than what was asked', { day: '2026-11-19', half: 'PM' }, { day: '2026-11-19', half: 'PM' }],
    [
      'is the end asked for where the school has not met yet',
      { day: '2026-11-18', half: 'PM' },
      { day: '2026-11-18', half: 'PM' },
    ],
  ] as const)('%s', (_, to, expected) => {
    const span = { from: FIRST, to: place(day(to.day), to.half) }
    expect(lastSessionMet(facts, span)).toEqual(expected)
  })

  test('is not before the first one asked for', () => {
    const weekend = { from: place(day('2026-11-21'), 'AM'), to: place(day('2026-11-22'), 'PM') }
    expect(lastSessionMet(facts, weekend)).toEqual({ day: '2026-11-22', half: 'PM' })
  })
})
