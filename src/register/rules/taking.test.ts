import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code, codesInUseOn } from '../../law/codes.ts'
import {
  AM,
  entry,
  idOf,
  MONDAY,
  NINE,
  PM,
  pupil,
  SEVEN,
  standing,
  standingAfter,
  TUTOR,
} from '../../testing/register-entries.ts'
import type { Act } from '../contract.ts'
import { lockOf, paletteFor } from './palette.ts'
import { decideSignIn, halfAt } from './signing-in.ts'
import type { Standing } from './standing.ts'
import { decideTaking } from './taking.ts'

const TEACHER = { id: TUTOR.id, seesDetails: false, anyCode: false }

describe('arriving late', () => {
  const arrive = (
    time: string,
    stands?: Standing,
    more: { half?: 'AM' | 'PM'; sure?: boolean; clock?: typeof NINE } = {},
  ) => {
    const clock = more.clock ?? NINE
    const half = more.half ?? halfAt(clock, timeOfDay(time))
    const decided = decideSignIn(
      { clock, half, standing: stands },
      { time: timeOfDay(time), evenThoughPresent: more.sure ?? false },
    )
    return decided.ok ? [decided.value.to, decided.value.minutesLate] : decided.problem.code
  }
  const [L, U, M, V, X] = (['L', 'U', 'M', 'V', 'X'] as const).map(byteOfCode)

  it.each([
    ['in the opening minute is not late', ['08:30', undefined, 'register.not-late']],
    ['a minute after opening is L', ['08:31', undefined, [L, 1]]],
    ['in the last open minute is L', ['08:44', undefined, [L, 14]]],
    ['in the closing minute is U', ['08:45', undefined, [U, 15]]],
    ['at noon is still U in the morning', ['12:59', undefined, [U, 269]]],
    ['in the afternoon counts from the afternoon’s opening', ['13:05', undefined, [L, 5]]],
    ['after the afternoon register closed is U', ['13:20', undefined, [U, 20]]],
    ['after the day is over is refused', ['15:00', undefined, 'register.day-over']],
    ['before the close makes an N an L', ['08:40', standing('taken', 'N'), [L, 10]]],
    ['before the close makes a planned appointment an L: they came', ['08:40', standing('planned', 'M'), [L, 10]]],
    ['after the close makes an N a U', ['09:10', standing('closed', 'N'), [U, 40]]],
    ['after the close makes an O a U', ['09:10', standing('amended', 'O'), [U, 40]]],
    ['after the close leaves an appointment M', ['09:10', standing('planned', 'M'), [M, 40]]],
    ['after the close leaves a trip V', ['09:10', standing('planned', 'V'), [V, 40]]],
    ['after the close leaves an X', ['09:10', standing('planned', 'X'), [X, 40]]],
    ['before the close outranks a tutor’s slash', ['08:40', standing('taken', '/'), [L, 10]]],
    [
      'after the close asks first where a tutor saw them',
      ['09:10', standing('taken', '/'), 'register.already-present'],
    ],
    [
      'after the close asks first where a tutor marked L',
      ['09:10', standing('taken', 'L'), 'register.already-present'],
    ],
    [
      'twice is refused',
      ['08:44', standing('signed-in', 'L', { arrival_time: '08:40' }), 'register.already-signed-in'],
    ],
  ] as const)('%s', (_title, [time, stands, expected]) => {
    expect(arrive(time, stands)).toEqual(expected)
  })

  it('goes by the pupil’s own clock: 8.50 is U in Year 9 and early in Year 7', () => {
    expect(arrive('08:50')).toEqual([U, 20])
    expect(arrive('08:50', undefined, { clock: SEVEN })).toBe('register.not-late')
  })

  it('is U over a tutor’s slash where the desk is sure', () => {
    expect(arrive('09:10', standing('taken', '/'), { sure: true })).toEqual([U, 40])
  })
})

describe('what outranks a teacher', () => {
  it.each([
    ['a mark from the register itself is theirs to correct', [standing('taken', 'N'), undefined]],
    ['a blank is theirs', [undefined, undefined]],
    ['a plan is locked', [standing('planned', 'V'), 'planned ahead (Olu Officer)']],
    ['an arrival at the desk is locked', [standing('signed-in', 'L'), 'signed in at the desk (Olu Officer)']],
    [
      'an amendment is locked, even to a code of theirs',
      [standing('amended', 'N'), 'amended by the office (Olu Officer)'],
    ],
    ['an office code is locked', [standing('taken', 'I'), 'entered by Tess Tutor, Form tutor']],
    [
      'a restricted code is locked without a word about what it is or who knows',
      [standing('planned', 'C2'), 'arranged by the office, which holds the details'],
    ],
  ] as const)('%s', (_title, [stands, expected]) => {
    expect(lockOf(stands, AM, TEACHER)).toBe(expected)
    expect(lockOf(stands, AM, { ...TEACHER, anyCode: true })).toBeUndefined()
  })

  it('gives the office every code of the day but the other half’s slash, and no retired one', () => {
    const office = paletteFor(PM, true).map((meaning) => meaning.code)
    expect(office).toHaveLength(codesInUseOn(MONDAY).length - 1)
    expect(office).not.toContain('/')
    expect(office).not.toContain('H')
    expect(paletteFor(PM, false).map((meaning) => meaning.code)).toEqual(['\\', 'L', 'N'])
  })
})

// Any version later than the entries that these tests make.
const LATER_THAN_ALL = 1_000_000

describe('saving a register', () => {
  const facts = { session: AM, standing: new Map(), away: new Map(), version: 9, clocks: { '7': SEVEN, '9': NINE } }
  const anyCodes = codesInUseOn(MONDAY).map((meaning) => meaning.code)
  const wanted = fc.array(
    fc.record({
      n: fc.nat({ max: 6 }),
      code: fc.constantFrom(...anyCodes),
      seen: fc.constantFrom(null, '/', 'N', 'I'),
    }),
    { maxLength: 8 },
  )
  const stood = fc.dictionary(
    fc.nat({ max: 4 }).map(String),
    fc.record({
      code: fc.constantFrom<Code>('/', 'N', 'I', 'V'),
      act: fc.constantFrom<Act>('taken', 'planned', 'amended'),
    }),
  )

  it('for any save: changes only what its sender saw as it is, within their palette, one mark a pupil', () => {
    fc.assert(
      fc.property(wanted, stood, fc.boolean(), (wishes, before, anyCode) => {
        const entries = Object.entries(before).map(([n, { code, act }]) => entry(act, [[Number(n), code]]))
        const known = standingAfter(...entries)
        const pupils = [0, 1, 2, 3, 4].map((n) => pupil(n))
        const decided = decideTaking(
          {
            ...facts,
            pupils,
            standing: known,
            version: LATER_THAN_ALL,
            caller: { ...TEACHER, anyCode },
          },
          {
            version: LATER_THAN_ALL,
            restPresent: false,
            complete: false,
            marks: wishes.map(({ n, code, seen }) => ({
              pupilId: idOf(n),
              session: AM,
              code,
              seen: seen as Code | null,
              details: {},
            })),
          },
        )
        if (!decided.ok) return
        expect(new Set(decided.value.map((mark) => mark.pupilId)).size).toBe(decided.value.length)
        for (const mark of decided.value) {
          const wish = wishes.find(({ n }) => idOf(n) === mark.pupilId)
          expect(known.get(mark.pupilId)?.code ?? null).toBe(wish?.seen)
          if (!anyCode) {
            expect(['/', 'L', 'N']).toContain(wish?.code)
            expect(lockOf(known.get(mark.pupilId), AM, TEACHER)).toBeUndefined()
          }
        }
      }),
    )
  })

  it('marks nobody present by default who signed out and has not come back', () => {
    const save = (complete: boolean) =>
      decideTaking(
        {
          ...facts,
          pupils: [pupil(1), pupil(2)],
          away: new Map([[idOf(2), {}]]),
          caller: TEACHER,
        },
        { version: 9, restPresent: true, complete, marks: [] },
      )
    const part = save(false)
    expect(part.ok && part.value.map((mark) => mark.pupilId)).toEqual([idOf(1)])
    const whole = save(true)
    expect(!whole.ok && whole.problem.message).toBe(
      'Ada Adler2 has no mark yet. Mark them, or save the register as not yet whole.',
    )
  })

  it('marks nobody present by default whose planned absence was withdrawn since the sender looked', () => {
    const withdrawn = standingAfter(entry('planned', [[2, 'M']]), entry('withdrawn', [[2, null]]))
    const number = withdrawn.get(idOf(2))?.entry.number ?? 0
    const save = (version: number) =>
      decideTaking(
        {
          ...facts,
          standing: withdrawn,
          pupils: [pupil(1), pupil(2)],
          caller: TEACHER,
        },
        { version, restPresent: true, complete: true, marks: [] },
      )
    expect(save(number - 1)).toMatchObject({ ok: false, problem: { code: 'register.marks-missing' } })
    expect(save(number).ok).toBe(true)
  })

  it.each([
    ['Year 9 in its last open minute', { yearGroup: '9', at: '08:44' }, true],
    ['Year 9 in its closing minute', { yearGroup: '9', at: '08:45' }, false],
    ['Year 7 of a mixed group, by its own clock', { yearGroup: '7', at: '09:14' }, true],
    ['Year 7 once its register has closed', { yearGroup: '7', at: '09:15' }, false],
  ] as const)('lets L stand only for an arrival before the close: %s', (_title, { yearGroup, at }, lawful) => {
    const decided = decideTaking(
      { ...facts, pupils: [pupil(1, { yearGroup })], caller: TEACHER },
      {
        version: 9,
        restPresent: false,
        complete: true,
        marks: [{ pupilId: idOf(1), session: AM, code: 'L', seen: null, details: { arrival_time: at } }],
      },
    )
    expect(decided.ok).toBe(lawful)
    if (!decided.ok) expect(decided.problem.message).toContain('Have the desk sign them in')
  })

  it('is refused for a pupil of another group, and for one pupil twice', () => {
    const send = (...ids: number[]) =>
      decideTaking(
        { ...facts, pupils: [pupil(1)], caller: TEACHER },
        {
          version: 9,
          restPresent: false,
          complete: false,
          marks: ids.map((n) => ({ pupilId: idOf(n), session: AM, code: '/', seen: null, details: {} })),
        },
      )
    expect(send(2)).toMatchObject({ ok: false, problem: { code: 'register.not-in-group' } })
    expect(send(1, 1)).toMatchObject({ ok: false, problem: { code: 'register.pupil-twice' } })
  })
})
