import { describe, expect, it } from 'vitest'
import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { simulateTerm } from './simulate-term.ts'
import type { World } from './world.ts'

const SEED = 20_260_903
// The rest of the term, and a school of 900: node e2e/simulate-term.ts 900
const ALONE = { seed: 1, pupils: 60, inForm: 15, days: 3 }
const BESIDE = { seed: SEED + 1, pupils: 60, inForm: 15, days: 2 }
const TIME = { timeout: 240_000 }

describe('a school whose families behave as families do', () => {
  it('keeps what it promises, every evening', TIME, async () => {
    const { faults, counts, pupils } = await simulateTerm(ALONE)
    expect(faults).toEqual([])
    expect(pupils).toBe(60)
    // Days on which nothing happened would break nothing.
    const happened = ['texts and e-mails taken', 'calls', 'reports accepted', 'spells'] as const
    for (const what of happened) expect(counts[what], what).toBeGreaterThan(0)
  })

  it('keeps it where two processes do the same work at the same moment', TIME, async () => {
    const { faults, messages } = await simulateTerm({ ...BESIDE, workers: 2 })
    expect(faults).toEqual([])
    expect(messages).toBeGreaterThan(0)
  })

  it('keeps it where the clock jumps back by an hour and is put right', TIME, async () => {
    const { faults, messages } = await simulateTerm({ ...BESIDE, disturb: jumpBack })
    expect(faults).toEqual([])
    expect(messages).toBeGreaterThan(0)
  })
})

/** Twice a day the clock shows what it showed an hour before, while the work behind goes on; then it is put right. */
function jumpBack(world: World): void {
  const { clock, workBehind } = world.product
  for (const time of ['09:40', '13:40'])
    world.at(time, async () => {
      const right = clock.now()
      clock.moveTo(momentFromMilliseconds(Date.parse(right) - 3_600_000))
      await workBehind()
      clock.moveTo(right)
    })
}
