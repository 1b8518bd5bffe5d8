import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, CLASS_OF_BYTE, parseCode, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import { isPersistentlyAbsent, isSeverelyAbsent } from '../sessions.ts'
import { attendanceBandOf, brokenWeeks, latenessOf, spellsIn } from './absence-shape.ts'

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

describe('a broken week', () => {
  it('has a session attended and one missed; a week missed whole is not broken', () => {
    const strip = stripOf('/ \\ I I I I / # # # D D I . . X')
    const week = (from: number) => ({ from: from as SessionIndex, to: (from + 3) as SessionIndex })
    expect(brokenWeeks(strip, [week(0), week(4), week(8), week(12)])).toBe(2)
    expect(brokenWeeks(stripOf('I I I I'), [week(0)])).toBe(0)
  })
})

describe('lateness', () => {
  it('adds up the minutes that were entered and counts those that were not', () => {
    expect(latenessOf([5, null, 12])).toEqual({ sessions: 3, minutes: 17, withoutMinutes: 1 })
  })
})

describe('a band of attendance', () => {
  it.each([
    [1, 20, '95 and over'],
    [2, 20, '85 to 90'],
    [2, 19, '85 to 90'],
    [2, 21, '90 to 95'],
    [3, 20, '50 to 85'],
    [10, 20, 'under 50'],
    [9, 20, '50 to 85'],
    [0, 0, undefined],
  ] as const)('%i missed of %i', (absent, possible, expected) => {
    expect(attendanceBandOf({ absent, possible })).toBe(expected)
  })

  it('never disagrees with persistent and severe absence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (possible, missed) => {
        const of = { possible, absent: Math.min(missed, possible) }
        const band = attendanceBandOf(of) ?? ''
        expect(['85 to 90', '50 to 85', 'under 50'].includes(band)).toBe(isPersistentlyAbsent(of))
        expect(band === 'under 50').toBe(isSeverelyAbsent(of))
      }),
    )
  })
})
