import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { codesInUseOn } from '../../../law/codes.ts'
import { CLOSURE_CODES, CLOSURE_KINDS, kindOfClosure, refuseAfterwards, refuseReach } from './kinds-of-closure.ts'

const TODAY = day('2026-11-23')
const code = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'fine' : result.problem?.code)

describe('kinds of closure', () => {
  it('each ask for what the regulations’ table records beside the code, and never offer custody', () => {
    const inUse = codesInUseOn(TODAY)
    for (const kind of CLOSURE_KINDS) {
      const meaning = inUse.find((one) => one.code === kind.code)
      expect(meaning?.details.map(({ key }) => key)).toEqual([kind.detail])
    }
    expect(CLOSURE_KINDS.map((kind) => kind.code).toSorted()).toEqual([...CLOSURE_CODES].toSorted())
    expect(CLOSURE_CODES).not.toContain('Y5')
  })

  it.each([
    ['Y4', false, 'fine'],
    ['Y4', true, 'register.closure-for-all'],
    ['#', true, 'register.closure-for-all'],
    ['Y3', true, 'fine'],
    ['Y3', false, 'register.closure-for-some'],
    ['Y1', false, 'register.closure-for-some'],
    ['Y7', false, 'register.closure-for-some'],
    ['Y2', true, 'fine'],
    ['Y2', false, 'fine'],
    ['Y6', false, 'fine'],
  ] as const)('%s for a part (%s): %s', (which, isPart, expected) => {
    expect(code(refuseReach(which, isPart))).toBe(expected)
  })

  it('say in plain English what else to choose', () => {
    const refusal = refuseReach('Y1', false)
    expect(refusal.ok ? '' : refusal.problem.message).toContain('usual transport not available')
    expect(kindOfClosure('Y7').when).toContain('not a parent')
  })
})

describe('a closure entered afterwards', () => {
  it('is refused exactly where a session is before today and nobody says that they mean it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1 }), fc.boolean(), (offsets, meant) => {
        const sessions = offsets.map((by) => ({ day: addDays(TODAY, by), half: 'AM' as const }))
        const expected = !meant && offsets.some((by) => by < 0) ? 'register.afterwards' : 'fine'
        expect(code(refuseAfterwards(sessions, TODAY, meant))).toBe(expected)
      }),
    )
  })
})
