import fc from 'fast-check'
import { addDays, day } from '../../../kernel/day.ts'
import { pricesOf, type Rank } from '../../../law/notices/penalty-notices.ts'
import type { PenaltyFact } from './penalty-state.ts'

type Of<K extends PenaltyFact['kind']> = Extract<PenaltyFact, { kind: K }>

/** Facts to try the rules with, each as ordinary as can be. */
export const requested = (on: string): Of<'penalty-requested'> => ({
  kind: 'penalty-requested',
  day: day(on),
  body: {
    kind: 'absence',
    considerationId: '00000000-0000-4000-8000-000000000001',
    issuer: 'authority',
    sessions: [{ day: day('2026-09-14'), half: 'AM', code: 'G' }],
    parent: 'Sam Vale',
    relationship: 'mother',
    because: 'Took the child out of school',
    rank: 'first',
    counted: [],
    homeAuthority: null,
    place: null,
  },
})

export const clear = (on: string): Of<'penalty-checked'> => ({
  kind: 'penalty-checked',
  day: day(on),
  body: { answer: 'clear', elsewhere: 0, from: 'A. Ward', words: '' },
})

export const issued = (on: string, rank: Rank = 'first'): Of<'penalty-issued'> => ({
  kind: 'penalty-issued',
  day: day(on),
  body: {
    rank,
    signatory: { name: 'A. Ward', rank: 'authority-officer', authorisedOn: null },
    way: 'post',
    deemedDays: 2,
    prices: [...pricesOf(rank, day(on))],
    inParts: false,
    reference: '',
  },
})

export const paid = (on: string, pence: number): Of<'penalty-paid'> => ({
  kind: 'penalty-paid',
  day: day(on),
  body: { pence, reference: '' },
})

const anyDay = fc.integer({ min: 0, max: 90 }).map((number) => addDays(day('2026-10-01'), number))
const pence = fc.constantFrom(8000, 16_000, 4000, 20_000)

/** Any event on any day: most of them may not follow on what went before. */
const anyFact: fc.Arbitrary<PenaltyFact> = fc.oneof(
  anyDay.map(requested),
  anyDay.map(clear),
  anyDay.map((on): PenaltyFact => {
    const { body, ...fact } = clear(on)
    return { ...fact, body: { ...body, answer: 'not clear' } }
  }),
  fc.tuple(anyDay, fc.constantFrom<Rank>('first', 'second')).map(([on, rank]) => issued(on, rank)),
  fc.tuple(anyDay, pence).map(([on, amount]) => paid(on, amount)),
  fc.tuple(anyDay, pence).map(
    ([on, amount]): PenaltyFact => ({
      kind: 'penalty-refunded',
      day: on,
      body: { pence: amount, words: '' },
    }),
  ),
  anyDay.map((on): PenaltyFact => ({ kind: 'penalty-received', day: on, body: { words: '' } })),
  anyDay.map((on): PenaltyFact => ({ kind: 'penalty-called-off', day: on, body: { because: 'It was one child' } })),
  fc.integer({ min: 30, max: 90 }).map(
    (later): PenaltyFact => ({
      kind: 'penalty-prosecuted',
      day: addDays(day('2026-10-01'), later),
      body: { words: 'Unpaid', reference: '' },
    }),
  ),
  anyDay.map(
    (on): PenaltyFact => ({
      kind: 'penalty-withdrawn',
      day: on,
      body: { because: 'wrong person', words: 'It was the other parent' },
    }),
  ),
)

/** Events in any order, half of the time after those of a notice that was issued. */
export const anyFacts: fc.Arbitrary<readonly PenaltyFact[]> = fc
  .tuple(fc.boolean(), fc.array(anyFact, { maxLength: 6 }))
  .map(([issuedFirst, facts]) =>
    issuedFirst ? [requested('2026-10-01'), clear('2026-10-01'), issued('2026-10-02'), ...facts] : facts,
  )
