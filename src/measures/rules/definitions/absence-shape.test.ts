import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionIndex } from '../../../kernel/session.ts'
import { type TimeOfDay, timeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode, CLASS_OF_BYTE, parseCode, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import { isBrokenWeek, lateLength, latenessOf, minutesLate, spellLength, spellsIn } from './absence-shape.ts'

/** `/ \ I I D #`: one code a session, `.` where there is none. */
const stripOf = (text: string) =>
  Uint8Array.from(text.split(' '), (one) => {
    const code = parseCode(one)
    return code === undefined ? 0 : byteOfCode(code)
  })
const whole = (strip: Uint8Array) => ({ from: 0 as SessionIndex, to: (strip.length - 1) as SessionIndex })
const spells = (text: string) =>
  spellsIn(stripOf(text), whole(stripOf(text))).map(({ from, to, sessions }) => [from, to, sessions])

describe('a spell of absence', () => {
  it.each([
    ['is missed sessions one after the other', '/ I I \\ /', [[1, 2, 2]]],
    ['goes on over a weekend', '/ I . . . . I \\', [[1, 6, 2]]],
    ['goes on over a closure, a day at the other school, and a lesson not due', 'I # Y4 D X Q Z I /', [[0, 7, 2]]],
    ['goes on over a session without a mark', 'I - I', [[0, 2, 2]]],
    ['mixes codes: what the reason was does not end it', 'I N O U G C2 J1', [[0, 6, 7]]],
    [
      'is ended by a session attended, late or at an activity',
      'I L I V I K',
      [
        [0, 0, 1],
        [2, 2, 1],
        [4, 4, 1],
      ],
    ],
    [
      'knows the retired codes',
      'H J F Y /',
      [
        [0, 0, 1],
        [2, 2, 1],
      ],
    ],
    ['is none where nothing is missed', '/ \\ D # .', []],
  ])('%s', (_, text, expected) => {
    expect(spells(text)).toEqual(expected)
  })

  it('is only what lies in the span', () => {
    const strip = stripOf('I I I I')
    expect(spellsIn(strip, { from: 1 as SessionIndex, to: 2 as SessionIndex })).toEqual([
      { from: 1, to: 2, sessions: 2 },
    ])
  })

  it('agrees with a reading of the classes as letters', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 39 }), { maxLength: 60 }), (bytes) => {
        const strip = Uint8Array.from(bytes)
        const letters = bytes
          .map((byte) => STATISTICAL_CLASSES[(CLASS_OF_BYTE[byte] ?? 0) - 1])
          .map((of) => (of === 'present' || of === 'approved-activity' ? 'p' : of?.endsWith('authorised') ? 'a' : ''))
          .join('')
        const lengths = letters
          .split(/p+/)
          .filter((run) => run !== '')
          .map((run) => run.length)
        expect(spellsIn(strip, whole(strip)).map(({ sessions }) => sessions)).toEqual(lengths)
      }),
    )
  })
})

describe('the length of a stay away', () => {
  it.each([
    [1, 'half-day'],
    [2, 'day'],
    [3, 'days'],
    [9, 'days'],
    [10, 'week'],
    [19, 'week'],
    [20, 'weeks'],
    [380, 'weeks'],
  ] as const)('of %i sessions', (sessions, expected) => {
    expect(spellLength({ sessions })).toBe(expected)
  })
})

describe('a broken week', () => {
  it.each([
    ['/ \\ I I', true],
    ['I I I I', false],
    ['/ \\ / \\', false],
    ['D D I I', false],
    ['V D # N', true],
    ['L U', true],
    ['. . - X', false],
  ])('%s: %s', (text, expected) => {
    const strip = stripOf(text)
    expect(isBrokenWeek(strip, whole(strip))).toBe(expected)
  })

  it('looks at nothing outside the week', () => {
    const span = { from: 1 as SessionIndex, to: 2 as SessionIndex }
    expect(isBrokenWeek(stripOf('/ I I /'), span)).toBe(false)
  })
})

describe('lateness', () => {
  const [arriveBy, amOpen, amClose, pmOpen, pmClose, dayEnd] = [
    ...['08:25', '08:30', '08:45', '13:00', '13:15', '15:00'],
  ].map(timeOfDay) as [TimeOfDay, TimeOfDay, TimeOfDay, TimeOfDay, TimeOfDay, TimeOfDay]
  const clock = { arriveBy, amOpen, amClose, pmOpen, pmClose, dayEnd }

  it.each([
    ['AM', '08:31', 1],
    ['AM', '09:40', 70],
    ['PM', '13:12', 12],
    ['AM', '08:30', 0],
    // Marked late despite the clock: the register had been taken early.
    ['AM', '08:28', 0],
  ] as const)('in the %s at %s is %i minutes, from the opening of the register', (half, time, expected) => {
    expect(minutesLate(clock, half, timeOfDay(time))).toBe(expected)
  })

  it('adds up the minutes that were entered and counts those that were not', () => {
    expect(latenessOf([5, null, 12])).toEqual({ sessions: 3, minutes: 17, withoutMinutes: 1 })
    expect(latenessOf([])).toEqual({ sessions: 0, minutes: 0, withoutMinutes: 0 })
  })

  it.each([
    [0, 'under-5'],
    [4, 'under-5'],
    [5, '5-to-9'],
    [10, '10-to-19'],
    [20, '20-to-29'],
    [29, '20-to-29'],
    [30, '30-or-more'],
    [240, '30-or-more'],
    [null, 'unknown'],
  ] as const)('of %s minutes is in %s', (minutes, expected) => {
    expect(lateLength(minutes)).toBe(expected)
  })
})
