import { expect, it } from 'vitest'
import { simulateTerm } from './simulate-term.ts'

// All of the term, and a school of 900: node e2e/simulate-term.ts 900
it('a school whose families behave as families do keeps what it promises, every evening', {
  timeout: 240_000,
}, async () => {
  const { faults, counts, pupils } = await simulateTerm({ seed: 1, pupils: 60, inForm: 15, days: 3 })
  expect(faults).toEqual([])
  expect(pupils).toBe(60)
  // Days on which nothing happened would break nothing.
  for (const what of ['spells', 'calls', 'reports accepted', 'texts and e-mails taken'] as const)
    expect(counts[what], what).toBeGreaterThan(0)
})
