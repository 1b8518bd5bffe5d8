import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import type { RollPupil } from '../../roll/contract.ts'
import {
  AM,
  entry,
  group,
  idOf,
  MONDAY,
  NINE,
  PM,
  pupil,
  SEVEN,
  standingAfter,
} from '../../testing/register-entries.ts'
import { dueClosings, marksAtClosing, type UnclosedRegister } from './closing.ts'
import { countRegister, whereaboutsOf } from './counting.ts'
import type { Entry } from './journal.ts'
import { decidePlan, decideWithdrawal, sessionsOfSpan } from './planning.ts'
import { registerStanding } from './register-state.ts'
import { clockOfGroup, mayTake, phaseOf } from './register-times.ts'
import { tallyOf } from './tally.ts'

describe('the state of a register', () => {
  const of = { groupId: group, session: sessionIndex(AM), members: new Set([idOf(1), idOf(2)]) }
  const state = (...entries: Entry[]) => registerStanding(of, entries).state
  const part = () => entry('taken', [[1, '/']])
  const whole = () => entry('taken', [[1, '/']], { facts: { complete: true } })
  const change = (more: Partial<Entry> = {}) =>
    entry('amended', [], { marks: [{ pupilId: idOf(1), session: sessionIndex(AM), from: 1, to: 19 }], ...more })

  it.each([
    ['nothing yet', [[], 'not-taken']],
    ['a plan alone does not take it', [[entry('planned', [[1, 'V']], { groupId: null })], 'not-taken']],
    ['a late arrival alone does not take it', [[entry('signed-in', [[1, 'L']])], 'not-taken']],
    ['saved with blanks', [[part()], 'being-taken']],
    ['saved whole', [[part(), whole()], 'taken']],
    ['a change before it was whole is part of taking it', [[part(), change(), whole()], 'taken']],
    ['a change after', [[whole(), change()], 'amended']],
    ['a change by an act about no one group', [[whole(), change({ groupId: null })], 'amended']],
    ['a change in another group is none here', [[whole(), change({ groupId: 'x' as GroupId })], 'taken']],
    ['closed', [[whole(), entry('closed', [])], 'closed']],
    ['reopened', [[whole(), entry('closed', []), entry('reopened', [])], 'taken']],
    ['imported', [[entry('imported', [[1, '/']])], 'taken']],
    ['imported with the whole school', [[entry('imported', [[1, '/']], { groupId: null })], 'taken']],
    ['imported without it', [[entry('imported', [[9, '/']], { groupId: null })], 'not-taken']],
  ] as const)('%s', (_title, [entries, expected]) => {
    expect(state(...entries)).toBe(expected)
  })
})

describe('when a register may be taken', () => {
  const standingOf = (closed = false) => ({
    ...registerStanding({ groupId: group, session: sessionIndex(AM), members: new Set() }, []),
    closed,
  })
  const may = (session: Session, at: string, more: { office?: boolean; closed?: boolean } = {}) => {
    const now = { day: MONDAY, time: timeOfDay(at) }
    const result = mayTake(
      { clock: NINE, session, now, standing: standingOf(more.closed) },
      { anyCode: more.office ?? false },
    )
    return result.ok ? 'yes' : result.problem.code
  }
  it.each([
    ['an hour before opening', [AM, '07:30', {}, 'register.not-yet']],
    ['half an hour before opening', [AM, '08:00', {}, 'yes']],
    ['long after it should have been', [AM, '11:00', {}, 'yes']],
    ['the afternoon’s in the morning', [PM, '08:40', {}, 'register.not-yet']],
    ['once closed', [AM, '09:00', { closed: true }, 'register.closed']],
    ['once closed, even by the office: they amend', [AM, '09:00', { closed: true, office: true }, 'register.closed']],
    ['yesterday’s by a teacher', [{ day: day('2026-11-20'), half: 'AM' }, '09:00', {}, 'register.past-day']],
    ['yesterday’s by the office', [{ day: day('2026-11-20'), half: 'AM' }, '09:00', { office: true }, 'yes']],
    ['tomorrow’s by anybody', [{ day: day('2026-11-24'), half: 'AM' }, '09:00', { office: true }, 'register.not-yet']],
  ] as const)('%s', (_title, [session, at, more, expected]) => {
    expect(may(session, at, more)).toBe(expected)
  })

  it('counts minutes to the closing, and below zero after it', () => {
    const at = (time: string) => phaseOf(NINE, AM, { day: MONDAY, time: timeOfDay(time) })
    expect(at('08:20')).toEqual({ phase: 'before', minutesLeft: 25 })
    expect(at('08:40')).toEqual({ phase: 'open', minutesLeft: 5 })
    expect(at('09:00')).toEqual({ phase: 'after', minutesLeft: -15 })
  })

  it('gives a mixed group the widest of its pupils’ clocks', () => {
    expect(clockOfGroup(null, { '7': SEVEN, '9': NINE }, ['7', '9', '9'])).toMatchObject({
      amOpen: '08:30',
      amClose: '09:15',
      pmOpen: '13:00',
    })
    expect(clockOfGroup('7', { '7': SEVEN, '9': NINE }, ['9'])).toBe(SEVEN)
    expect(clockOfGroup(null, {}, ['9'])).toBeUndefined()
  })
})

describe('the closing clock', () => {
  const register = (more: Partial<UnclosedRegister> = {}): UnclosedRegister => ({
    groupId: group,
    session: AM,
    clock: NINE,
    begunAt: momentAt(MONDAY, timeOfDay('08:35')),
    reopenedAt: null,
    ...more,
  })
  const due = (at: string, more: Partial<UnclosedRegister> = {}, on = MONDAY) =>
    dueClosings([register(more)], momentAt(on, timeOfDay(at))).length === 1
  it('closes in the closing minute and not before', () => {
    expect(due('08:44')).toBe(false)
    expect(due('08:45')).toBe(true)
  })
  it('catches up on days it missed', () => {
    expect(due('07:00', {}, day('2026-11-25'))).toBe(true)
  })
  it('gives a register that was begun late its minutes, before blanks become N', () => {
    const begunAt = momentAt(MONDAY, timeOfDay('10:50'))
    expect(due('10:50', { begunAt })).toBe(false)
    expect(due('11:04', { begunAt })).toBe(false)
    expect(due('11:05', { begunAt })).toBe(true)
  })
  it('leaves a reopened register alone until the next day', () => {
    const reopenedAt = momentAt(MONDAY, timeOfDay('10:00'))
    expect(due('14:00', { reopenedAt })).toBe(false)
    expect(due('00:01', { reopenedAt }, day('2026-11-24'))).toBe(true)
  })
  it('knows British Summer Time: 8.45 in June is 7.45 UTC', () => {
    const june = {
      session: { day: day('2026-06-22'), half: 'AM' as const },
      begunAt: momentAt(day('2026-06-22'), timeOfDay('08:35')),
    }
    expect(dueClosings([register(june)], '2026-06-22T07:44:59.000Z' as Moment)).toEqual([])
    expect(dueClosings([register(june)], '2026-06-22T07:45:00.000Z' as Moment)).toHaveLength(1)
  })
  it('closes nothing without a clock', () => {
    expect(due('23:59', { clock: undefined })).toBe(false)
  })
  it('makes N of blanks alone', () => {
    const bytes = new Map([
      [idOf(1), byteOfCode('/')],
      [idOf(2), 0],
      [idOf(3), byteOfCode('M')],
    ])
    const marks = marksAtClosing(AM, [...bytes.keys()], (id) => bytes.get(id) ?? 0)
    expect(marks).toEqual([{ pupilId: idOf(2), session: sessionIndex(AM), to: byteOfCode('N') }])
  })
})

describe('where a child is', () => {
  const left = (at = '11:00') => entry('left-site', [[1, '/', { left_at: at }]], { reason: 'dentist' })
  const back = () => entry('returned', [[1, '/', { returned_at: '11:50' }]])
  const after = (...entries: Entry[]) => whereaboutsOf(standingAfter(...entries).get(idOf(1)))
  it.each([
    ['no mark: never assumed to be anywhere', [[], 'not-marked', null]],
    ['a slash', [[entry('taken', [[1, '/']])], 'on-site', null]],
    ['late before close', [[entry('signed-in', [[1, 'L', { arrival_time: '08:40' }]])], 'late', '08:40']],
    ['late after close is on site too', [[entry('signed-in', [[1, 'U', { arrival_time: '09:40' }]])], 'late', '09:40']],
    [
      'an appointment kept at the desk: they came',
      [[entry('signed-in', [[1, 'M', { arrival_time: '10:00' }]])], 'late', '10:00'],
    ],
    [
      'a U that the office made an M: they are still here',
      [[entry('signed-in', [[1, 'U', { arrival_time: '09:40' }]]), entry('amended', [[1, 'M']])], 'late', '09:40'],
    ],
    [
      'signed in by mistake, and made N again',
      [[entry('signed-in', [[1, 'U', { arrival_time: '09:40' }]]), entry('amended', [[1, 'N']])], 'no-reason', null],
    ],
    ['a trip', [[entry('planned', [[1, 'V']])], 'elsewhere', null]],
    ['ill', [[entry('amended', [[1, 'I']])], 'absent', null]],
    ['no reason yet', [[entry('closed', [[1, 'N']])], 'no-reason', null]],
    ['closed school', [[entry('school-closed', [[1, '#']])], 'not-due', null]],
    ['left', [[entry('taken', [[1, '/']]), left()], 'left-site', '11:00']],
    ['left before anybody marked them', [[left()], 'left-site', '11:00']],
    ['left, and marked afterwards', [[left(), entry('taken', [[1, '/']])], 'left-site', '11:00']],
    ['back', [[entry('taken', [[1, '/']]), left(), back()], 'on-site', '11:50']],
  ] as const)('%s', (_title, [entries, place, time]) => {
    expect(after(...entries)).toEqual({ place, time })
  })

  it('keeps every time away, and leaves the mark as it was', () => {
    const now = standingAfter(entry('taken', [[1, '/']]), left(), back(), left('12:10')).get(idOf(1))
    expect(now?.code).toBe('/')
    expect(now?.entry.act).toBe('taken')
    expect(now?.absencesFromSite).toEqual([
      { left: '11:00', returned: '11:50', reason: 'dentist' },
      { left: '12:10', returned: null, reason: 'dentist' },
    ])
  })

  it('counts everybody once, by the class of the code', () => {
    const codes = ['/', 'L', 'U', 'I', 'V', 'B', 'D', 'N', 'X', 'Y5', '#', '-'] as const
    const bytes = codes.map(byteOfCode)
    const ids = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(idOf)
    expect(countRegister(ids, (id) => bytes[ids.indexOf(id)] ?? 0)).toEqual({
      present: 1,
      late: 2,
      absent: 2,
      elsewhere: 3,
      notRequired: 3,
      notMarked: 2,
      leftSite: 0,
    })
  })
})

describe('planning ahead', () => {
  const calendar = {
    year: schoolYear(2026),
    terms: [{ name: 'Autumn', first: day('2026-11-16'), last: day('2026-12-04') }],
    daysOff: [{ day: day('2026-11-27'), kind: 'inset' as const, reason: 'Training' }],
  }
  const friday: Session = { day: day('2026-11-27'), half: 'PM' }

  it('touches only sessions that the calendar has, and only the weekdays and halves asked for', () => {
    expect(sessionsOfSpan(calendar, { from: AM, to: friday })).toHaveLength(8)
    const only = [
      { weekday: 2, half: 'PM' as const },
      { weekday: 5, half: 'AM' as const },
    ]
    expect(sessionsOfSpan(calendar, { from: AM, to: friday, only })).toEqual([{ day: day('2026-11-24'), half: 'PM' }])
  })

  const plan = (
    bytes: Record<number, Code>,
    more: { replace?: boolean; facts?: number[]; pupils?: RollPupil[] } = {},
  ) =>
    decidePlan(
      {
        sessions: [AM],
        pupils: more.pupils ?? [pupil(1), pupil(2), pupil(3)],
        byteOf: (id) => byteOfCode(bytes[Number(id.at(-1))] ?? '-') % 39,
        isFact: (id) => more.facts?.includes(Number(id.at(-1))) ?? false,
      },
      { code: 'V', details: {}, replace: more.replace ?? false },
    )

  it('keeps what stands, unless told to replace it, and never replaces what somebody saw', () => {
    const bytes = { 1: '/', 2: 'I' } as const
    expect(plan(bytes)).toMatchObject({
      marks: [{ pupilId: idOf(3) }],
      kept: [{ pupilId: idOf(1) }, { pupilId: idOf(2) }],
    })
    const replaced = plan(bytes, { replace: true, facts: [1] })
    expect(replaced.marks.map((mark) => mark.pupilId)).toEqual([idOf(2), idOf(3)])
    expect(replaced.kept.map((mark) => mark.pupilId)).toEqual([idOf(1)])
    expect(replaced.replaced).toHaveLength(1)
  })

  it('leaves out pupils who are not on roll yet or any more', () => {
    const pupils = [pupil(1, { startingDay: day('2026-11-24') }), pupil(2, { leavingDay: day('2026-11-20') })]
    expect(plan({}, { pupils }).marks).toEqual([])
  })

  it('withdraws only what still stands as planned and nobody has touched since', () => {
    const set = entry('planned', [
      [1, 'V'],
      [2, 'V'],
      [3, 'V'],
    ])
    const later = entry('amended', [[2, 'V', { trip: 'Museum' }]])
    const byteNow = (mark: { pupilId: PupilId }) => byteOfCode(mark.pupilId === idOf(3) ? 'I' : 'V')
    const open = { isClosed: () => false, stoodBefore: () => undefined }
    expect(decideWithdrawal(set, { later: [later], byteNow, ...open })).toEqual({
      marks: [{ pupilId: idOf(1), session: sessionIndex(AM), to: 0 }],
      left: 2,
    })
  })

  it('leaves no blank in a closed register, and gives back what was recorded beside a replaced mark', () => {
    const set = entry('planned', [
      [1, 'V'],
      [2, 'V'],
    ])
    const marks = set.marks.map((mark) => (mark.pupilId === idOf(2) ? { ...mark, from: byteOfCode('B') } : mark))
    const withdrawn = decideWithdrawal(
      { ...set, marks },
      {
        later: [],
        byteNow: () => byteOfCode('V'),
        isClosed: () => true,
        stoodBefore: () => ({ details: { nature: 'Forest school' } }),
      },
    )
    expect(withdrawn).toEqual({
      marks: [
        {
          pupilId: idOf(2),
          session: sessionIndex(AM),
          to: byteOfCode('B'),
          details: { nature: 'Forest school' },
        },
      ],
      left: 1,
    })
  })
})

describe('a pupil’s sums', () => {
  it('counts as DfE does: X, #, Y1 and D are never possible; V attends; U and N are unauthorised', () => {
    const strip = new Uint8Array(732)
    const codes: Code[] = ['/', '\\', 'L', 'V', 'I', 'I', 'N', 'U', 'X', '#', 'Y1', 'D', '-']
    codes.forEach((code, place) => {
      strip[place] = byteOfCode(code)
    })
    expect(tallyOf(strip, { from: 0, to: 732 })).toMatchObject({
      possible: 8,
      attended: 4,
      authorised: 2,
      unauthorised: 2,
      lateBeforeClose: 1,
      lateAfterClose: 1,
      notPossible: 3,
      attendedOf: '4 of 8',
    })
    expect(tallyOf(strip, { from: 0, to: 4 }).attendedOf).toBe('4 of 4')
  })
})
