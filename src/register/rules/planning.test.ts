import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { ALL_CODES, byteOfCode } from '../../law/codes.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { AM, entry, idOf, pupil, TUTOR } from '../../testing/register-entries.ts'
import { decidePlan, decideWithdrawal, plannableCodes, refuseUngranted, refuseUnplannable } from './planning.ts'
import { UNDOES } from './undone.ts'

const on = day('2026-11-23')
const WEEK = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map(
  (text): Session => ({ day: day(text), half: 'AM' }),
)

describe('what can be planned', () => {
  it.each([...new Set(ALL_CODES.map(({ code }) => code))])('%s is offered if, and only if, it is accepted', (code) => {
    const refusedAsKnownOnlyLater = ['/', '\\', 'L', 'U', 'N', 'O', 'Z', '#', '-'].includes(code)
    expect(refuseUnplannable(code).ok).toBe(!refusedAsKnownOnlyLater)
    const retired = ['H', 'F', 'J', 'Y'].includes(code)
    expect(plannableCodes(on, () => true).some((meaning) => meaning.code === code)).toBe(
      !refusedAsKnownOnlyLater && !retired,
    )
  })

  it.each(['C', 'C1', 'C2', 'J1', 'S'] as const)(
    '%s is offered to, and accepted from, who may decide leave alone',
    (code) => {
      const offered = (may: boolean) =>
        plannableCodes(day('2026-11-23'), () => may).some((meaning) => meaning.code === code)
      expect([offered(true), offered(false)]).toEqual([true, false])
      expect([refuseUngranted(code, () => true).ok, refuseUngranted(code, () => false).ok]).toEqual([true, false])
    },
  )

  it('offers a code only for days on which it was in force', () => {
    const codesOn = (text: string) => plannableCodes(day(text), () => true).map(({ code }) => code)
    expect(codesOn('2024-08-18')).toContain('H')
    expect(codesOn('2024-08-18')).not.toContain('Y1')
    expect(codesOn('2024-08-19')).toContain('Y1')
  })
})

describe('a plan for pupils who are on roll for a part of it', () => {
  const plan = (pupils: readonly RollPupil[]) =>
    decidePlan(
      { sessions: WEEK, pupils, byteOf: () => 0, isFact: () => false },
      { code: 'I', details: {}, replace: false },
    )

  it('marks the days in the middle, leaves the others out, and says why', () => {
    const { marks, offRoll } = plan([
      pupil(1),
      pupil(2, { startingDay: day('2026-11-24'), leavingDay: day('2026-11-25') }),
      pupil(3, { leavingDay: day('2026-11-25') }),
    ])
    const of = (n: number) => marks.filter(({ pupilId }) => pupilId === idOf(n)).map(({ session }) => session)
    expect(of(1)).toEqual(WEEK.map(sessionIndex))
    expect(of(2)).toEqual(WEEK.slice(1, 3).map(sessionIndex))
    expect(offRoll).toEqual([
      {
        pupilId: idOf(2),
        sessions: 2,
        because: 'starts on Tuesday 24 November 2026 and leaves on Wednesday 25 November 2026',
      },
      { pupilId: idOf(3), sessions: 1, because: 'leaves on Wednesday 25 November 2026' },
    ])
  })
})

describe('withdrawing a plan', () => {
  const session = sessionIndex(AM)
  const plan = { ...entry('planned', [[1, 'I']]), number: 1 }
  const save = { ...entry('taken', [[1, '/']], { by: TUTOR }), number: 2 }
  const undoing = { ...entry('undone', [[1, 'I']], { by: TUTOR, facts: { [UNDOES]: 2 } }), number: 3 }
  const withdraw = (later: Parameters<typeof decideWithdrawal>[1]['later']) =>
    decideWithdrawal(plan, {
      later,
      byteNow: () => byteOfCode('I'),
      isClosed: () => false,
      stoodBefore: () => undefined,
    })

  it('takes back a mark that a save touched, where that save was undone', () => {
    expect(withdraw([save, undoing])).toEqual({ marks: [{ pupilId: idOf(1), session, to: 0 }], left: 0 })
  })

  it('leaves a mark that somebody has vouched for since', () => {
    expect(withdraw([{ ...entry('amended', [[1, 'I']]), number: 2 }])).toEqual({ marks: [], left: 1 })
  })
})
