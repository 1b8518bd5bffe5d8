import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type Gate, type GateAct, gateOf, metAgain, reasonsGiven } from './gate.ts'
import type { LateReason } from './late-reasons.ts'

const act = (number: number) => ({
  ...{ number, day: day('2026-11-23'), by: { name: 'Rae Desk', position: 'Receptionist' } },
  at: '2026-11-23T08:50:00.000Z' as Moment,
})
const came = (number: number, pupil: string, reason: LateReason | null = null): GateAct => ({
  ...act(number),
  ...{ kind: 'arrived', pupilId: pupil as PupilId, entry: number * 10, minutesLate: 5, reason },
})
const opened: GateAct = { ...act(1), kind: 'opened', place: 'Main gate' }
const gate = (...acts: GateAct[]) => gateOf([opened, ...acts]) as Gate

describe('a late gate check', () => {
  it('counts who came but for what was undone, and ends when somebody ends it', () => {
    const undone = gate(came(2, 'ada'), came(3, 'ben'), { ...act(4), kind: 'undone', undoes: 2 })
    expect(undone.arrivals.map(({ pupilId }) => pupilId)).toEqual(['ben'])
    expect(undone.closedAt).toBeNull()
    expect(gate({ ...act(2), kind: 'closed' }).closedAt).not.toBeNull()
    expect(gateOf([])).toBeUndefined()
  })

  it('counts reasons, the most frequent first, and those who gave none', () => {
    const { arrivals } = gate(came(2, 'ada', 'transport'), came(3, 'ben'), came(4, 'cleo', 'transport'))
    expect(reasonsGiven(arrivals)).toEqual([
      { reason: 'transport', times: 2 },
      { reason: null, times: 1 },
    ])
  })

  it('names who was met at two checks or more, not who was pressed twice at one', () => {
    const gates = [gate(came(2, 'ada'), came(3, 'ada'), came(4, 'ben')), gate(came(2, 'ben'))]
    expect([...metAgain(gates)]).toEqual([['ben', 2]])
  })
})
