import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type CountAct, endedRollCalls, rollCall, withUnsent } from './counting-people.ts'

const at = (minute: number) => `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z` as Moment
type Press = readonly [key: string, pupil: string, minute: number, kind?: 'accounted' | 'taken-back']
const tick = (...[key, pupil, minute, kind = 'accounted']: Press): CountAct => ({
  ...{ key, kind, pupilId: pupil as PupilId, at: at(minute), by: 'Tess', words: '' },
})
const end = (key: string, minute: number): CountAct => ({
  ...{ key, kind: 'ended', pupilId: null, at: at(minute), by: 'Hana', words: 'Fire drill' },
})
const counted = (acts: readonly CountAct[]) => [...rollCall(acts).accounted.keys()].sort()

describe('a roll call', () => {
  it('has whoever was ticked last, and not who was taken back', () => {
    expect(counted([tick('1', 'ada', 1), tick('2', 'ben', 2), tick('3', 'ada', 3, 'taken-back')])).toEqual(['ben'])
  })

  it('begins anew after one that was ended, and a tick from before that reaches the server late counts in that', () => {
    const acts = [tick('1', 'ada', 1), end('2', 5), tick('3', 'ben', 7)]
    expect(counted(acts)).toEqual(['ben'])
    const late = [...acts, tick('4', 'cleo', 4)]
    expect(counted(late)).toEqual(['ben'])
    expect(endedRollCalls(late)).toMatchObject([
      { accounted: 2, words: 'Fire drill', startedAt: at(1), endedAt: at(5) },
    ])
  })

  it('has on the device also what it has not sent yet, the last press of each pupil', () => {
    const known = rollCall([tick('1', 'ada', 1), tick('2', 'ben', 2)]).accounted
    const unsent = [tick('4', 'cleo', 4, 'taken-back'), tick('3', 'cleo', 3), tick('5', 'ada', 5, 'taken-back')]
    expect([...withUnsent(known, unsent).keys()]).toEqual(['ben'])
  })

  it('is none where nobody was ticked', () => {
    expect(rollCall([]).startedAt).toBeNull()
    expect(endedRollCalls([end('1', 1)])).toEqual([])
  })

  it('is the same in whatever order devices send, and however often', () => {
    const some = fc.array(
      fc.record({
        key: fc.uuid(),
        pupil: fc.constantFrom('ada', 'ben', 'cleo'),
        minute: fc.integer({ min: 0, max: 59 }),
        back: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (presses, order) => {
        const acts = presses.map(({ key, pupil, minute, back }) =>
          tick(key, pupil, minute, back ? 'taken-back' : 'accounted'),
        )
        const shuffled = [...acts, ...acts].map((act) => ({ act, place: order.next().value ?? 0 }))
        const other = shuffled.sort((one, two) => one.place - two.place).map(({ act }) => act)
        expect(rollCall(other)).toEqual(rollCall(acts))
      }),
    )
  })
})
