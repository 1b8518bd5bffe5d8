import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { PersonId, PupilId } from '../../kernel/ids.ts'
import { type Moment, timeOfDay } from '../../kernel/time-of-day.ts'
import { read } from '../../law/citation.ts'
import type { Duty, DutyRule } from '../contract/duty.ts'
import { decideDone, decideSnooze } from './acting.ts'
import { dutyKey } from './duty-key.ts'
import { codeShownTo, maySee, wordsShownTo } from './seeing.ts'
import { type DutyAct, standingDuties } from './standing.ts'

const TODAY = day('2026-11-23')
const NOW = { day: TODAY, time: timeOfDay('09:00') }
const RULE: DutyRule = {
  id: 'T1',
  title: 'Do it',
  source: read('A test'),
  sourceKind: 'regulation',
  owner: 'attendance-officer',
  clock: { amount: 1, unit: 'school days' },
  consequence: 'Nothing.',
  ends: 'record',
}
const RULES = new Map([
  [RULE.id, RULE],
  ['T2', { ...RULE, id: 'T2', ends: 'facts' as const }],
])
const BY = { id: 'p' as PersonId, name: 'Olu Officer', position: 'Attendance officer' }
const ENDED = { how: 'done', words: 'Told', at: '2026-11-23T08:00:00.000Z' as Moment, by: BY } as const

function duty(n: number, more: Partial<Duty> = {}): Duty {
  const subject = { kind: 'pupil', id: `pupil-${n}` as PupilId } as const
  const rule = more.rule ?? 'T1'
  return {
    key: dutyKey(rule, subject, 'x'),
    rule,
    subject,
    because: [],
    from: { day: TODAY, time: null },
    due: { kind: 'by', day: TODAY, time: null },
    actions: [],
    ...more,
  }
}
const about = (n: number, act: Partial<DutyAct> & Pick<DutyAct, 'kind'>) =>
  ({ key: duty(n).key, at: '2026-11-23T08:00:00.000Z', by: BY, reason: 'Because', ...act }) as DutyAct
const standing = (
  duties: readonly Duty[],
  more: { acts?: readonly DutyAct[]; discharges?: { key: string; ended: typeof ENDED }[] } = {},
) => standingDuties({ now: NOW, rules: RULES, duties, acts: more.acts ?? [], discharges: more.discharges ?? [] })
const snooze = (n: number, time: string) =>
  about(n, { kind: 'snoozed', until: { day: TODAY, time: timeOfDay(time) }, beyondDue: false })

describe('a duty', () => {
  it('stands once, however many sources find it, and its own end counts first', () => {
    expect(standing([duty(1), duty(1)])).toHaveLength(1)
    expect(standing([duty(1), duty(1, { ended: ENDED })])).toMatchObject([{ state: 'done' }])
    expect(standing([duty(1, { ended: ENDED }), duty(1)])).toMatchObject([{ state: 'done' }])
  })

  it('of a rule that nobody declares cannot be shown: it would have no source to name', () => {
    expect(() => standing([duty(1, { rule: 'X9' })])).toThrow('nobody declares the rule X9')
  })

  it('that another slice knows to be done is done', () => {
    expect(
      standing([duty(1), duty(2)], { discharges: [{ key: duty(2).key, ended: ENDED }] }).map(({ state }) => state),
    ).toEqual(['open', 'done'])
  })

  it('is done by word only where its rule lets a word be enough', () => {
    const facts = duty(1, { rule: 'T2' })
    const done = [about(1, { kind: 'done' }), { ...about(1, { kind: 'done' }), key: facts.key }]
    expect(standing([duty(1)], { acts: done })).toMatchObject([{ state: 'done', ended: { confidential: 'Because' } }])
    expect(standing([facts], { acts: done })).toMatchObject([{ state: 'open' }])
    const [open] = standing([facts])
    expect(open && decideDone(open)).toMatchObject({ problem: { code: 'duties.not-by-word' } })
  })

  it('put off is open again after its moment, or when somebody takes it up', () => {
    expect(standing([duty(1)], { acts: [snooze(1, '09:30')] })).toMatchObject([{ state: 'snoozed' }])
    expect(standing([duty(1)], { acts: [snooze(1, '08:59')] })).toMatchObject([{ state: 'open', snoozed: null }])
    expect(standing([duty(1)], { acts: [snooze(1, '09:30'), about(1, { kind: 'woken' })] })).toMatchObject([
      { state: 'open' },
    ])
  })

  it('is whose it was last handed to', () => {
    const to = (role: 'head' | 'dsl') => about(1, { kind: 'handed-over', to: { kind: 'role', role } })
    expect(standing([duty(1)], { acts: [to('head'), to('dsl')] })).toMatchObject([
      { owner: { kind: 'role', role: 'dsl' } },
    ])
    expect(standing([duty(1, { people: ['t' as PersonId] })])).toMatchObject([
      { owner: { kind: 'people', people: ['t'] } },
    ])
  })

  it('of a ladder waits until every rung before it has ended', () => {
    const [first, second, third] = [duty(1), duty(2, { after: duty(1).key }), duty(3, { after: duty(2).key })]
    const left = (acts: readonly DutyAct[]) =>
      standing([third, second, first], { acts })
        .filter(({ state }) => state === 'open')
        .map(({ duty: { key } }) => key)
    expect(left([])).toEqual([first.key])
    expect(left([about(1, { kind: 'done' })])).toEqual([second.key])
    expect(left([about(1, { kind: 'done' }), about(2, { kind: 'done' })])).toEqual([third.key])
    expect(standing([third])).toHaveLength(1)
  })

  it('comes in the order of its limit; without one last', () => {
    const order = standing([
      duty(1, { due: null }),
      duty(2, { due: { kind: 'beyond-calendar', knownUntil: null } }),
      duty(3, { due: { kind: 'by', day: TODAY, time: null } }),
      duty(4, { due: { kind: 'by', day: TODAY, time: timeOfDay('09:15') }, order: 2 }),
      duty(5, { due: { kind: 'by', day: TODAY, time: timeOfDay('09:15') }, order: 1 }),
    ])
    expect(order.map(({ duty: { subject } }) => subject.kind === 'pupil' && subject.id)).toEqual(
      [5, 4, 3, 2, 1].map((n) => `pupil-${n}`),
    )
  })

  it('is open, put off, done or withdrawn: exactly one, and nothing that people do makes one vanish', () => {
    const anyAct = fc.tuple(fc.nat(5), fc.constantFrom('done', 'woken', 'snoozed', 'handed-over')).map(([n, kind]) =>
      about(n, {
        kind,
        until: { day: addDays(TODAY, n - 2), time: null },
        to: { kind: 'role', role: 'head' },
      } as Partial<DutyAct> & { kind: typeof kind }),
    )
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5)), fc.array(anyAct), fc.array(fc.nat(5)), (ids, acts, discharged) => {
        const found = standing(
          ids.map((n) => duty(n)),
          { acts, discharges: discharged.map((n) => ({ key: duty(n).key, ended: ENDED })) },
        )
        expect(found.map((one) => one.duty.key).sort()).toEqual(ids.map((n) => duty(n).key).sort())
        for (const { state, ended, snoozed, duty: one } of found) {
          const isDone = acts.some((act) => act.key === one.key && act.kind === 'done')
          expect(state === 'done').toBe(isDone || discharged.some((n) => duty(n).key === one.key))
          expect([ended !== null, snoozed !== null]).toEqual([state === 'done', state === 'snoozed'])
        }
      }),
    )
  })
})

describe('putting off', () => {
  const [open] = standing([duty(1, { due: { kind: 'by', day: TODAY, time: timeOfDay('10:00') } })])
  const wish = (of: { day?: typeof TODAY; time?: string | null; beyondDue?: boolean }) => {
    if (open === undefined) throw new Error('no duty')
    const time = of.time === undefined || of.time === null ? null : timeOfDay(of.time)
    return decideSnooze(open, { until: { day: of.day ?? TODAY, time }, beyondDue: of.beyondDue ?? false, now: NOW })
  }

  it.each([
    ['within its time', { time: '10:00' }, { ok: true, value: { beyondDue: false } }],
    ['beyond it, unsaid', { time: '10:01' }, { problem: { code: 'duties.snooze-beyond-due' } }],
    ['beyond it, said', { time: '10:01', beyondDue: true }, { ok: true, value: { beyondDue: true } }],
    ['within it, said all the same', { time: '09:30', beyondDue: true }, { ok: true, value: { beyondDue: false } }],
    ['until now', { time: '09:00' }, { problem: { code: 'duties.snooze-past' } }],
    ['for half a year', { day: day('2027-05-24'), beyondDue: true }, { problem: { code: 'duties.snooze-too-long' } }],
  ])('%s', (_, of, expected) => {
    expect(wish(of)).toMatchObject(expected)
  })

  it('says by when it is due and where that comes from', () => {
    expect(wish({ time: '11:00' })).toMatchObject({
      problem: { message: expect.stringContaining('It is due by 10:00 on Monday 23 November 2026 (A test)') },
    })
  })

  it('of what has ended is refused: a duty is discharged once', () => {
    const [ended] = standing([duty(1, { ended: ENDED })])
    if (ended === undefined) throw new Error('no duty')
    const until = { day: addDays(TODAY, 1), time: null }
    expect(decideSnooze(ended, { until, beyondDue: true, now: NOW })).toMatchObject({ problem: { kind: 'conflict' } })
    expect(decideDone(ended)).toMatchObject({ problem: { code: 'duties.ended' } })
  })
})

it('who holds a right in part knows of no duty but those of their own registers', () => {
  const groupId = 'g' as never
  const register = duty(1, { subject: { kind: 'register', groupId, session: { day: TODAY, half: 'AM' } } })
  const teacher = { holds: () => false, all: false, ownGroups: [groupId] }
  expect(maySee(teacher, register, RULE)).toBe(true)
  expect(maySee({ ...teacher, ownGroups: [] }, register, RULE)).toBe(false)
  expect(maySee(teacher, duty(1), RULE)).toBe(false)
  const office = { holds: (action: string) => action === 'register.view', all: true, ownGroups: [] }
  expect(maySee(office, duty(1), RULE)).toBe(true)
  expect(maySee(office, duty(1), { ...RULE, needs: 'pupil.view-sensitive' })).toBe(false)
})

it('who may not know details is shown a restricted code as its category, and no words of people', () => {
  const viewer = { holds: () => false, all: true, ownGroups: [] }
  expect([codeShownTo(viewer, 'E'), codeShownTo(viewer, 'N'), codeShownTo(viewer, null)]).toEqual([
    'authorised-absence',
    'N',
    null,
  ])
  expect(wordsShownTo(viewer, 'Says his aunt')).toBeNull()
  const office = { ...viewer, holds: (action: string) => action === 'register.view-details' }
  expect([codeShownTo(office, 'E'), wordsShownTo(office, 'Says his aunt')]).toEqual(['E', 'Says his aunt'])
})
