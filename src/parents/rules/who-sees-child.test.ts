import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { type ChildHere, type NotSeen, type ToChild, whyNotSeen } from './who-sees-child.ts'

const TODAY = day('2026-11-23')
const mother: ToChild = {
  isParent: true,
  parentalResponsibility: 'yes',
  livesWith: true,
  mayBeTold: true,
  barred: false,
  from: day('2026-09-01'),
  until: null,
}
const here: ChildHere = { startingDay: day('2026-09-01'), leavingDay: null }

describe('a child is seen by an adult', () => {
  interface Case {
    readonly who: string
    readonly adult?: Partial<ToChild>
    readonly child?: Partial<ChildHere>
    readonly why?: NotSeen
  }
  it.each<Case>([
    { who: 'who has parental responsibility' },
    { who: 'who has it and lives elsewhere', adult: { livesWith: false } },
    { who: 'who has care only', adult: { parentalResponsibility: 'no', isParent: false } },
    { who: 'whom the record calls a parent', adult: { parentalResponsibility: 'not-known', livesWith: false } },
    { who: 'whose child starts next week', child: { startingDay: day('2026-11-30') } },
    { who: 'whose child leaves today', child: { leavingDay: TODAY } },
    { who: 'not one who is barred, whatever else', adult: { barred: true, mayBeTold: false }, why: 'barred' },
    { who: 'not one who is not told', adult: { mayBeTold: false }, why: 'not-told' },
    {
      who: 'not a parent without responsibility or care',
      adult: { parentalResponsibility: 'no', livesWith: false },
      why: 'no-responsibility',
    },
    {
      who: 'not an aunt of whom nothing is known',
      adult: { parentalResponsibility: 'not-known', isParent: false, livesWith: false },
      why: 'no-responsibility',
    },
    { who: 'not one whose entry ended today', adult: { until: TODAY }, why: 'ended' },
    { who: 'not one whose entry begins tomorrow', adult: { from: addDays(TODAY, 1) }, why: 'ended' },
    { who: 'not once the child has left', child: { leavingDay: addDays(TODAY, -1) }, why: 'left' },
  ])('$who', ({ adult, child, why }) => {
    expect(whyNotSeen({ ...mother, ...adult }, { ...here, ...child }, TODAY)).toBe(why)
  })

  const days = fc.integer({ min: -400, max: 400 }).map((by) => addDays(TODAY, by))
  const adults = fc.record({
    isParent: fc.boolean(),
    parentalResponsibility: fc.constantFrom('yes' as const, 'no' as const, 'not-known' as const),
    livesWith: fc.boolean(),
    mayBeTold: fc.boolean(),
    barred: fc.boolean(),
    from: days,
    until: fc.option(days),
  })
  const children = fc.record({ startingDay: days, leavingDay: fc.option(days) })

  it('only where nothing forbids it: not barred, told, a contact today, and responsible or caring', () => {
    fc.assert(
      fc.property(adults, children, (adult, child) => {
        if (whyNotSeen(adult, child, TODAY) !== undefined) return
        expect(adult.barred).toBe(false)
        expect(adult.mayBeTold).toBe(true)
        expect(adult.from <= TODAY && (adult.until === null || adult.until > TODAY)).toBe(true)
        expect(adult.parentalResponsibility === 'yes' || adult.livesWith || adult.isParent).toBe(true)
      }),
    )
  })

  it('no more when something is taken away: a bar, an end, not being told', () => {
    fc.assert(
      fc.property(adults, children, (adult, child) => {
        for (const less of [{ barred: true }, { until: TODAY }, { mayBeTold: false }])
          expect(whyNotSeen({ ...adult, ...less }, child, TODAY)).not.toBe(undefined)
      }),
    )
  })
})
