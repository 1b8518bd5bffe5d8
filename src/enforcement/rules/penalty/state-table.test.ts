import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import {
  FOLLOWS,
  headDecides,
  mayFollow,
  PENALTY_STAGES,
  type PenaltyFact,
  type PenaltyStage,
  penaltyState,
} from './penalty-state.ts'
import { penaltyTable } from './state-table.ts'
import { clear, issued, paid, requested } from './test-facts.ts'

const FIRST = '2026-10-01'
const LATER = day('2026-12-01')
const elsewhere = (on: Day): PenaltyFact => ({
  kind: 'penalty-elsewhere',
  day: on,
  body: { kind: 'absence', parent: 'Sam Vale', withdrawn: false, where: 'Farshire', source: 'Their letter' },
})
const mistaken = (on: Day): PenaltyFact => ({ kind: 'penalty-mistaken', day: on, body: { because: 'Another child' } })
const off = (on: Day): PenaltyFact => ({ kind: 'penalty-called-off', day: on, body: { because: 'It was I' } })
const withdrawn = (on: Day): PenaltyFact => ({
  kind: 'penalty-withdrawn',
  day: on,
  body: { because: 'wrong person', words: 'The other parent' },
})
const received = (on: Day): PenaltyFact => ({ kind: 'penalty-received', day: on, body: { words: '' } })
const prosecuted = (on: Day): PenaltyFact => ({
  kind: 'penalty-prosecuted',
  day: on,
  body: { words: 'Unpaid', reference: '' },
})
const ISSUED = [requested(FIRST), clear(FIRST), issued(FIRST)]
const HELD = paid(FIRST, 4000)

/** How each stage is reached, and the day on which it is looked at. Money is held where any may be, so that a refund can be tried. */
const REACHED: Readonly<Record<PenaltyStage, readonly [readonly PenaltyFact[], Day]>> = {
  requested: [[requested(FIRST)], LATER],
  'not clear': [[requested(FIRST), { ...clear(FIRST), body: { ...clear(FIRST).body, answer: 'not clear' } }], LATER],
  checked: [[requested(FIRST), clear(FIRST)], LATER],
  'called off': [[requested(FIRST), off(day(FIRST))], LATER],
  issued: [[...ISSUED, HELD], day(FIRST)],
  received: [[...ISSUED, HELD], day('2026-10-12')],
  paid21: [[...ISSUED, paid('2026-10-12', 8000)], LATER],
  paid28: [[...ISSUED, paid('2026-10-29', 16_000)], LATER],
  unpaid: [[...ISSUED, HELD], LATER],
  prosecuted: [[...ISSUED, HELD, prosecuted(LATER)], LATER],
  withdrawn: [[...ISSUED, HELD, withdrawn(day('2026-10-12'))], LATER],
  elsewhere: [[elsewhere(day(FIRST))], LATER],
  mistaken: [[elsewhere(day(FIRST)), mistaken(day('2026-10-02'))], LATER],
}

/** One of every event, on a day. */
const events = (on: Day): readonly PenaltyFact[] => [
  requested(on),
  clear(on),
  off(on),
  issued(on),
  { kind: 'penalty-copied', day: on, body: { to: 'The authority' } },
  received(on),
  paid(on, 4000),
  { kind: 'penalty-refunded', day: on, body: { pence: 1000, words: '' } },
  withdrawn(on),
  prosecuted(on),
  elsewhere(on),
  mistaken(on),
]

describe('the stages of a penalty notice', () => {
  it('stand in the documentation as the rule has them', async () => {
    await expect(penaltyTable()).toMatchFileSnapshot('../../../../docs/penalty-states.md')
  })

  it.each(PENALTY_STAGES)('%s is reached, and takes what the table says and nothing else', (stage) => {
    const [facts, on] = REACHED[stage]
    expect(penaltyState(facts, on)?.stage).toBe(stage)
    const taken = events(on).filter((event) => mayFollow(facts, event))
    expect(taken.map(({ kind }) => kind).toSorted()).toEqual(FOLLOWS[stage].toSorted())
  })

  it('is called off by the head, but where the authority refused it; facts of the authority are anybody’s to write', () => {
    const of = (kind: Parameters<typeof headDecides>[0], stage: PenaltyStage, issuer: 'authority' | 'school') =>
      headDecides(kind, { stage, issuer })
    expect(of('penalty-called-off', 'requested', 'authority')).toBe(true)
    expect(of('penalty-called-off', 'not clear', 'authority')).toBe(false)
    expect([of('penalty-withdrawn', 'received', 'school'), of('penalty-withdrawn', 'received', 'authority')]).toEqual([
      true,
      false,
    ])
    for (const kind of ['penalty-checked', 'penalty-issued', 'penalty-paid', 'penalty-prosecuted'] as const)
      expect(of(kind, 'received', 'school')).toBe(false)
  })

  it('begins with a request or with a notice of elsewhere, and an end stays an end', () => {
    expect(
      events(LATER)
        .filter((event) => mayFollow([], event))
        .map(({ kind }) => kind),
    ).toEqual(['penalty-requested', 'penalty-elsewhere'])
    for (const stage of ['called off', 'withdrawn', 'prosecuted', 'mistaken'] as const) {
      const [facts, on] = REACHED[stage]
      for (const event of events(on))
        expect(penaltyState([...facts, event], addDays(on, 400))?.stage, stage).toBe(stage)
    }
  })
})
