import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { codesInUseOn } from '../../law/codes.ts'
import {
  detailOfMark,
  onPlan,
  type PlannedStep,
  plannedState,
  refusePlanned,
  refuseUnseen,
  standingPlan,
} from './planned.ts'
import { KINDS_OF_PLANNED, type PlannedKind } from './planned-kinds.ts'

const am = (on: string) => ({ day: day(on), half: 'AM' as const })
const pm = (on: string) => ({ day: day(on), half: 'PM' as const })
const FULL = { place: 'Museum', supervisor: 'Ms Tutor', contact: 'Mr Lee 01632 960001', agreed: 'Mrs Adler, by letter' }
const wish = (kind: PlannedKind, change: object = {}) => ({
  kind,
  title: 'Science museum',
  particulars: FULL,
  agreedDay: day('2026-11-20'),
  from: am('2026-11-24'),
  to: pm('2026-11-25'),
  only: kind === 'dual' || kind === 'provision' ? [{ weekday: 2, half: 'AM' as const }] : null,
  ...change,
})
const refusal = (result: ReturnType<typeof refusePlanned>) => (result.ok ? 'fine' : result.problem.code)

describe('kinds of plans', () => {
  it.each(KINDS_OF_PLANNED.map((kind) => [kind.kind, kind] as const))(
    '%s records what the table of codes asks for, and its sample is accepted',
    (kind, { code, detail, name }) => {
      const meaning = codesInUseOn(day('2026-11-23')).find((one) => one.code === code)
      expect(
        meaning?.details.map(({ key }) => key),
        name,
      ).toContain(detail)
      expect(refusal(refusePlanned(wish(kind)))).toBe('fine')
    },
  )

  it('only those are the head’s that are leave', () => {
    expect(KINDS_OF_PLANNED.filter(({ byHead }) => byHead).map(({ code }) => code)).toEqual(['J1', 'S', 'C1'])
  })
})

describe('a plan is refused', () => {
  it.each([
    ['a trip without a member of staff', wish('visit', { particulars: { place: 'Museum' } }), 'leave.particulars'],
    ['another school without anybody to ask there', wish('dual', { particulars: {} }), 'leave.particulars'],
    ['another school without a pattern', wish('dual', { only: null }), 'leave.no-pattern'],
    ['study leave agreed afterwards', wish('study', { agreedDay: day('2026-11-25') }), 'leave.afterwards'],
    [
      'an interview of which nobody knows when it was asked for',
      wish('interview', { agreedDay: null }),
      'leave.afterwards',
    ],
    ['days in the wrong order', wish('visit', { to: am('2026-11-23') }), 'leave.bad-period'],
    ['days of two school years', wish('visit', { to: am('2027-09-03') }), 'leave.two-years'],
  ])('%s', (_, asked, code) => {
    expect(refusal(refusePlanned(asked))).toBe(code)
  })

  it('where its conflicts are not those that were shown, whichever moved', () => {
    const count = fc.integer({ min: 0, max: 3 })
    fc.assert(
      fc.property(fc.tuple(count, count, count), fc.tuple(count, count, count), (then, after) => {
        const seen = { kept: then[0], replaced: then[1], leftOut: then[2] }
        const now = { keptCount: after[0], replacedCount: after[1], leftOutCount: after[2] }
        expect(refuseUnseen(now, seen).ok).toBe(then.join() === after.join())
      }),
    )
  })
})

const [ONE, TWO, THREE] = ['1', '2', '3'] as [PupilId, PupilId, PupilId]
const base = { words: '', at: '2026-11-20T10:00:00.000Z' as Moment, by: { name: 'Olu', position: 'Officer' } }
const steps: readonly PlannedStep[] = [
  { ...base, number: 1, kind: 'put-on', pupilIds: [ONE, TWO], entry: 4 },
  { ...base, number: 2, kind: 'taken-off', pupilIds: [TWO], from: null },
  { ...base, number: 3, kind: 'put-on', pupilIds: [THREE], entry: 7 },
  { ...base, number: 4, kind: 'moved', entry: 9, from: am('2026-12-01'), to: pm('2026-12-01'), only: null },
  { ...base, number: 5, kind: 'put-on', pupilIds: [TWO], entry: 12 },
]

describe('where a plan stands', () => {
  it('follows from its steps: who is on it, by which entry, on which days', () => {
    const standing = standingPlan(wish('visit'), steps.slice(0, 4))
    expect(onPlan(standing)).toEqual([ONE, THREE])
    expect(standing.pupils.map(({ entry }) => entry)).toEqual([9, 4, 9])
    expect([standing.from, standing.to]).toEqual([am('2026-12-01'), pm('2026-12-01')])
    expect(onPlan(standingPlan(wish('visit'), steps))).toEqual([ONE, TWO, THREE])
  })

  it.each([
    ['2026-11-23', 'to come'],
    ['2026-11-24', 'running'],
    ['2026-11-25', 'running'],
    ['2026-11-26', 'over'],
  ])('on %s is %s', (on, state) => {
    expect(plannedState(standingPlan(wish('visit'), steps.slice(0, 1)), day(on))).toBe(state)
  })

  it('is withdrawn whatever the day', () => {
    const withdrawn = standingPlan(wish('visit'), [...steps, { ...base, number: 6, kind: 'withdrawn' }])
    expect(plannedState(withdrawn, day('2026-11-24'))).toBe('withdrawn')
  })
})

it('beside a mark stand what, where and with whom, never a telephone number', () => {
  expect(detailOfMark(wish('visit'))).toEqual({ trip: 'Science museum, Museum, with Ms Tutor' })
  expect(Object.values(detailOfMark(wish('dual')))[0]).not.toContain('960001')
})
