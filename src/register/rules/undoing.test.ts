import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import { AM, entry, group, idOf, OFFICER, TUTOR } from '../../testing/register-entries.ts'
import type { Entry, JournalMark } from './journal.ts'
import { registerStanding } from './register-state.ts'
import { replay } from './replay.ts'
import { standingIn } from './standing.ts'
import { decideUndo } from './undoing.ts'
import { UNDOES } from './undone.ts'

const session = sessionIndex(AM)
const of = { groupId: group, session, members: new Set([idOf(1), idOf(2)]) }
const after = (save: Entry, seconds: number) =>
  new Date(Date.parse(save.madeAt) + seconds * 1000).toISOString() as Moment

function undo(
  entries: readonly Entry[],
  save: Entry | undefined,
  more: { seconds?: number; callerId?: string; closed?: boolean } = {},
) {
  const strips = replay(entries).strips
  return decideUndo({
    register: { ...of, closed: more.closed ?? registerStanding(of, entries).closed },
    save,
    entries,
    byteNow: (id) => [...strips.values()].find((strip) => strip.pupilId === id)?.marks[session] ?? 0,
    nameOf: (id) => (id === idOf(1) ? 'Ada Adler1' : 'Ben Adler2'),
    callerId: more.callerId ?? TUTOR.id,
    now: save === undefined ? ('2026-11-23T08:35:00.000Z' as Moment) : after(save, more.seconds ?? 5),
  })
}
const codeOf = (result: ReturnType<typeof undo>) => (result.ok ? 'undone' : result.problem.code)
const undoneEntry = (save: Entry) =>
  entry('undone', [], {
    by: TUTOR,
    facts: { [UNDOES]: save.number },
    marks: save.marks.map((mark) => ({ ...mark, from: mark.to, to: mark.from })),
  })

describe('undoing a save', () => {
  it('puts blanks back where the marks were the first', () => {
    const save = entry('taken', [
      [1, '/'],
      [2, 'N'],
    ])
    const result = undo([save], save)
    expect(result).toEqual({
      ok: true,
      value: [
        { pupilId: idOf(1), session, to: 0 },
        { pupilId: idOf(2), session, to: 0 },
      ],
    })
  })

  it('puts a replaced mark back with what was recorded beside it', () => {
    const late = entry('taken', [[1, 'L', { arrival_time: '08:37' }]])
    const marks: JournalMark[] = [{ pupilId: idOf(1), session, from: byteOfCode('L'), to: byteOfCode('N') }]
    const save = entry('taken', [], { marks })
    expect(undo([late, save], save)).toEqual({
      ok: true,
      value: [{ pupilId: idOf(1), session, to: byteOfCode('L'), details: { arrival_time: '08:37' } }],
    })
  })

  const save = entry('taken', [[1, '/']])
  const amended = entry('amended', [], {
    marks: [{ pupilId: idOf(1), session, from: byteOfCode('/'), to: byteOfCode('N') }],
  })
  const signedOut = entry('left-site', [], {
    marks: [{ pupilId: idOf(1), session, from: byteOfCode('/'), to: byteOfCode('/'), details: { left_at: '08:36' } }],
  })
  it.each([
    ['thirty seconds after, on a slow network', [[], { seconds: 30 }, 'undone']],
    ['thirty-one seconds after', [[], { seconds: 31 }, 'register.undo-over']],
    ['by anybody else', [[], { callerId: OFFICER.id }, 'register.no-such-save']],
    ['once the register closed', [[entry('closed', [])], {}, 'register.closed']],
    ['once somebody changed the mark', [[amended], {}, 'register.changed-since']],
    ['once the pupil was signed out', [[signedOut], {}, 'register.changed-since']],
    ['while others saved other pupils', [[entry('taken', [[2, '/']])], {}, 'undone']],
    [
      'once somebody completed the register',
      [[entry('taken', [[2, '/']], { facts: { complete: true } })], {}, 'register.changed-since'],
    ],
    ['twice', [[undoneEntry(save)], {}, 'register.already-undone']],
  ] as const)('%s', (_title, [later, more, expected]) => {
    expect(codeOf(undo([save, ...later], save, more))).toBe(expected)
  })

  it('names who changed whom', () => {
    const result = undo([save, amended], save)
    expect(result.ok ? '' : result.problem.message).toContain('Ada Adler1: changed by Olu Officer since you saved.')
    expect(result.ok ? '' : result.problem.kind).toBe('conflict')
  })

  it('is for saves of this register alone', () => {
    const elsewhere = entry('taken', [[1, '/']], { groupId: 'x' as GroupId })
    expect(codeOf(undo([elsewhere], elsewhere))).toBe('register.no-such-save')
    expect(codeOf(undo([], undefined))).toBe('register.no-such-save')
    expect(codeOf(undo([amended], amended, { callerId: OFFICER.id }))).toBe('register.no-such-save')
  })

  it('lets the save before be undone too, once the later one has been', () => {
    const marks: JournalMark[] = [{ pupilId: idOf(1), session, from: byteOfCode('/'), to: byteOfCode('N') }]
    const second = entry('taken', [], { marks })
    expect(codeOf(undo([save, second], save))).toBe('register.changed-since')
    expect(codeOf(undo([save, second, undoneEntry(second)], save))).toBe('undone')
  })
})

describe('a register whose save was undone', () => {
  it.each([
    ['the only one: nobody has taken it', [[], 'not-taken', false]],
    ['after a part: it is being taken', [[entry('taken', [[2, '/']])], 'being-taken', true]],
    [
      'after a whole: it is taken, not amended',
      [[entry('taken', [[1, 'N']], { facts: { complete: true } })], 'taken', true],
    ],
  ] as const)('%s', (_title, [before, state, begun]) => {
    const marks: JournalMark[] = [{ pupilId: idOf(1), session, from: byteOfCode('N'), to: byteOfCode('/') }]
    const save = entry('taken', [], { marks, facts: { complete: true } })
    expect(registerStanding(of, [...before, save, undoneEntry(save)])).toMatchObject({ state, begun })
  })

  it('stands in every way as it stood before, whatever was saved and undone, and its journal replays', () => {
    const step = fc.record({
      pupil: fc.constantFrom(1, 2),
      code: fc.constantFrom<Code>('/', 'L', 'N'),
      complete: fc.boolean(),
      late: fc.boolean(),
      undone: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const entries: Entry[] = []
        for (const { pupil, code, complete, late, undone } of steps) {
          const [standing, register] = [standingIn(session, entries), registerStanding(of, entries)]
          const pupilId: PupilId = idOf(pupil)
          const details = late ? { details: { arrival_time: '08:37' } } : {}
          const from = standing.get(pupilId)?.byte ?? 0
          const marks = [{ pupilId, session, from, to: byteOfCode(code), ...details }]
          const save = entry('taken', [], { marks, facts: { complete } })
          entries.push(save)
          if (!undone) continue
          const result = undo(entries, save)
          if (!result.ok) throw new Error(result.problem.message)
          const back = result.value.map((mark) => ({ ...mark, from: byteOfCode(code) }))
          entries.push(entry('undone', [], { by: TUTOR, facts: { [UNDOES]: save.number }, marks: back }))
          expect(standingIn(session, entries)).toEqual(standing)
          expect(registerStanding(of, entries)).toEqual(register)
        }
        const { strips, brokenLinks } = replay(entries)
        expect(brokenLinks).toEqual([])
        const standing = standingIn(session, entries)
        for (const { pupilId, marks } of strips.values()) expect(marks[session]).toBe(standing.get(pupilId)?.byte ?? 0)
      }),
    )
  })
})
