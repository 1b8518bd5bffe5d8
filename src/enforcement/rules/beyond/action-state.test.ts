import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import type { GateItem } from '../gate/gate.ts'
import {
  ACTION_KINDS,
  type ActionFact,
  type ActionKind,
  actionState,
  MOVES,
  mayFollow,
  mayHappen,
} from './action-state.ts'
import { extendableFrom, lateSessions, mayNotRefer, type ReferralFacts, wrongDays } from './may-refer.ts'
import { beyondTable } from './state-table.ts'

const FIRST = day('2026-11-02')
const SESSIONS = [
  { day: FIRST, half: 'AM' as const, code: 'O' },
  { day: FIRST, half: 'PM' as const, code: 'O' },
]
const REFERRED: ActionFact = {
  kind: 'action-referred',
  day: FIRST,
  body: {
    because: 'Nothing changed',
    to: 'Essex',
    considerationId: null,
    follows: null,
    sessions: SESSIONS,
    orderWeighed: { suits: false, words: 'The court would not' },
    defences: [],
    homeAuthority: null,
  },
}
const words = { words: 'So it was' }
const FACTS: readonly ActionFact[] = [
  REFERRED,
  { kind: 'action-answered', day: FIRST, body: { answer: 'accepted', reference: '', ...words } },
  { kind: 'action-answered', day: FIRST, body: { answer: 'declined', reference: '', ...words } },
  { kind: 'action-followed', day: FIRST, body: { next: 'more support', ...words } },
  { kind: 'action-interviewed', day: FIRST, body: { came: true, ...words } },
  { kind: 'action-charged', day: FIRST, body: { offence: 's444(1)', ...words } },
  { kind: 'action-hearing', day: FIRST, body: { hearing: day('2027-02-01'), court: 'Magistrates' } },
  { kind: 'action-outcome', day: FIRST, body: { outcome: 'guilty plea', sentences: ['fine'], ...words } },
  {
    kind: 'order-made',
    day: FIRST,
    body: { until: day('2027-11-01'), guidanceUntil: null, officer: 'An officer', directions: 'Go' },
  },
  { kind: 'order-extended', day: FIRST, body: { until: day('2028-11-01'), ...words } },
  { kind: 'order-breached', day: FIRST, body: words },
  { kind: 'order-ended', day: FIRST, body: { how: 'expired', ...words } },
  { kind: 'track-begun', day: FIRST, body: { weeks: 6, review: day('2026-12-14'), expects: 'Come' } },
  { kind: 'track-panel', day: FIRST, body: { agreed: 'A bus pass', review: day('2026-12-07') } },
  { kind: 'track-warned', day: FIRST, body: words },
  { kind: 'track-ended', day: FIRST, body: { outcome: 'improved', ...words } },
  { kind: 'action-called-off', day: FIRST, body: { because: 'He is back' } },
]
const anyKind = fc.constantFrom(...ACTION_KINDS)
const anything = fc
  .tuple(fc.constantFrom(...FACTS), fc.nat(20))
  .map(([fact, days]): ActionFact => ({ ...fact, day: addDays(FIRST, days) }))
// Most of them begin as they should, or hardly any would go on.
const story = fc
  .tuple(fc.constantFrom([], [REFERRED], [REFERRED]), fc.array(anything, { maxLength: 20 }))
  .map(([begun, more]): readonly ActionFact[] => [
    ...begun,
    ...more.toSorted((one, other) => (one.day < other.day ? -1 : 1)),
  ])
const END = ['followed', 'decided', 'ended', 'called off']

describe('what lies beyond notices', () => {
  it('has the whole road of a prosecution, from the referral to the court', () => {
    const kinds = [
      'action-referred',
      'action-answered',
      'action-interviewed',
      'action-charged',
      'action-hearing',
      'action-outcome',
    ]
    const facts = kinds.flatMap((kind) => FACTS.find((fact) => fact.kind === kind) ?? [])
    expect(actionState('prosecution', facts)).toMatchObject({ stage: 'decided', outcome: { outcome: 'guilty plea' } })
  })

  it('reaches no stage without the events that lead to it, in any order of events', () => {
    fc.assert(
      fc.property(anyKind, story, (kind, facts) => {
        const state = actionState(kind, facts)
        const has = (one: ActionFact['kind']) => facts.some((fact) => fact.kind === one)
        if (state === undefined) {
          expect(has('action-referred')).toBe(false)
          return
        }
        if (state.stage === 'order') expect(has('order-made')).toBe(true)
        if (state.stage === 'decided')
          expect(has('action-outcome') && has('action-charged') && has('action-answered')).toBe(true)
        if (['running', 'warned'].includes(state.stage)) expect(has('track-begun')).toBe(true)
        if (state.outcome !== null) expect(kind).toBe('prosecution')
      }),
    )
  })

  it('goes on from no end, whatever is entered afterwards', () => {
    fc.assert(
      fc.property(anyKind, story, story, (kind, facts, more) => {
        const state = actionState(kind, facts)
        if (state === undefined || !END.includes(state.stage)) return
        expect(actionState(kind, [...facts, ...more])).toEqual(state)
      }),
    )
  })

  it('offers exactly what it takes', () => {
    fc.assert(
      fc.property(anyKind, story, fc.constantFrom(...FACTS), (kind, facts, fact) => {
        const state = actionState(kind, facts)
        const later = { ...fact, day: addDays(FIRST, 30) }
        expect(mayHappen(kind, state, later)).toBe(mayFollow(kind, state?.stage ?? 'nothing').includes(fact.kind))
      }),
    )
  })

  it('takes nothing that happened before what came last', () => {
    const state = actionState('prosecution', [REFERRED])
    expect(mayHappen('prosecution', state, { kind: 'action-answered', day: addDays(FIRST, -1) })).toBe(false)
  })

  it('begins with a referral and nothing else', () => {
    for (const kind of ACTION_KINDS)
      expect(
        Object.entries(MOVES[kind])
          .filter(([, move]) => move.from.includes('nothing'))
          .map(([event]) => event),
      ).toEqual(['action-referred'])
  })
})

describe('the stages beyond notices', () => {
  it('stand in the documentation as the rule has them', async () => {
    await expect(beyondTable()).toMatchFileSnapshot('../../../../docs/beyond-states.md')
  })

  it.each(ACTION_KINDS)('of a %s are each reached by its own events, and by the moves of the table alone', (kind) => {
    // Every road through the table, one event after the other, until nothing is new.
    const reached = new Map<string, readonly ActionFact[]>([['nothing', []]])
    for (const [from, road] of reached) {
      for (const fact of FACTS) {
        const state = actionState(kind, [...road, fact])
        const move = MOVES[kind][fact.kind]
        const follows = move?.from.some((one) => one === from) === true
        const to = fact.kind === 'action-answered' && fact.body.answer === 'declined' ? 'declined' : move?.to
        expect(state?.stage ?? 'nothing', `${from}: ${fact.kind}`).toBe(follows ? to : from)
        if (state !== undefined && !reached.has(state.stage)) reached.set(state.stage, [...road, fact])
      }
    }
    const told = Object.values(MOVES[kind]).map((move) => move.to)
    expect([...reached.keys()].filter((stage) => !['nothing', 'declined'].includes(stage)).toSorted()).toEqual(
      [...new Set(told)].toSorted(),
    )
  })
})

const item = (question: GateItem['question'], missing: string | null): GateItem => ({
  question,
  answered: null,
  missing,
})
const ANSWERED = [
  item('support', null),
  item('equality', null),
  item('safeguarding', null),
  item('decision', 'The head has not decided.'),
]
const given = (more: Partial<ReferralFacts> = {}): ReferralFacts => ({
  kind: 'prosecution',
  today: FIRST,
  questions: ANSWERED,
  askedOn: addDays(FIRST, 7),
  referral: REFERRED.body,
  settled: new Map(),
  orderUntil: null,
  lookedAfter: false,
  convicted: false,
  goesOn: false,
  improving: null,
  ...more,
})

describe('a referral', () => {
  it.each<[string, Partial<ReferralFacts>, RegExp | null]>([
    ['goes where everything was asked', {}, null],
    ['waits where nothing was considered', { questions: null }, /Begin a consideration/],
    ['waits for support', { questions: [item('support', 'Say what support was given.')] }, /support/],
    [
      'is not for safeguarding to be passed over',
      { questions: [item('safeguarding', 'must not go on')], kind: 'fast track' },
      /must not go on/,
    ],
    [
      'asks for an order to be weighed before a court',
      { referral: { sessions: SESSIONS, orderWeighed: null } },
      /supervision order/,
    ],
    [
      'is about sessions',
      { referral: { sessions: [], orderWeighed: { suits: false, words: 'x' } } },
      /Choose the sessions/,
    ],
    [
      'is not about the facts of a withdrawn notice',
      { settled: new Map([['2026-11-02:AM', 'withdrawn']]) },
      /1 of these sessions .* withdrawn/,
    ],
    [
      'is not about what a parent paid for',
      { settled: new Map([['2026-11-02:AM', 'paid']]) },
      /1 of these sessions .* paid/,
    ],
    [
      'is not about what may still be paid',
      { settled: new Map([['2026-11-02:AM', 'days to pay']]) },
      /days to pay are not over/,
    ],
    [
      'waits while an education supervision order is in force',
      { orderUntil: day('2027-11-01') },
      /in force until Monday 1 November 2027/,
    ],
    [
      'asks no court for an order over a child in care',
      { kind: 'education supervision order', lookedAfter: true },
      /in care/,
    ],
    ['makes no parenting order without a conviction', { kind: 'parenting order' }, /conviction/],
    [
      'has a parenting order after a conviction, without questions',
      { kind: 'parenting order', convicted: true, questions: null },
      null,
    ],
    ['is not made twice', { goesOn: true }, /already/],
    [
      'does not rest on questions that were asked before any of its sessions',
      { askedOn: day('2026-03-02') },
      /asked on Monday 2 March 2026.*anew/,
    ],
    [
      'waits for the end of a notice to improve, whatever it is',
      { kind: 'fast track', improving: 'They have until Friday' },
      /until Friday/,
    ],
    [
      'follows on a conviction, a notice to improve or not',
      { kind: 'parenting order', convicted: true, improving: 'They have until Friday' },
      null,
    ],
  ])('%s', (_, more, why) => {
    const answer = mayNotRefer(given(more))
    if (why === null) expect(answer).toBeNull()
    else expect(answer).toMatch(why)
  })
})

describe('the days of an order', () => {
  const state = (kind: ActionKind) =>
    actionState(
      kind,
      FACTS.filter(
        ({ kind: of, body }) =>
          ['action-referred', 'order-made'].includes(of) || ('answer' in body && body.answer === 'accepted'),
      ),
    )
  const made = (until: string) => ({ kind: 'order-made' as const, day: FIRST, until: day(until) })
  const extended = (on: string, until: string) => ({ kind: 'order-extended' as const, day: day(on), until: day(until) })

  it('are twelve months at most, extended in the last three, by three years at most', () => {
    const order = state('education supervision order')
    if (order === undefined) throw new Error('there is an order')
    const wrong = (fact: Parameters<typeof wrongDays>[2]) => wrongDays('education supervision order', order, fact)
    expect(wrong(made('2027-11-02'))).toBeNull()
    expect(wrong(made('2027-11-03'))).toMatch(/twelve months/)
    expect(wrong(made('2026-11-02'))).toMatch(/after its first/)
    expect(extendableFrom(day('2027-11-01'))).toBe('2027-08-01')
    expect(wrong(extended('2027-07-31', '2028-01-01'))).toMatch(/last three months/)
    expect(wrong(extended('2027-08-01', '2030-11-01'))).toBeNull()
    expect(wrong(extended('2027-08-01', '2030-11-02'))).toMatch(/three years/)
    expect(wrong(extended('2027-11-02', '2028-01-01'))).toMatch(/last three months/)
  })

  it('of a parenting order are never extended', () => {
    const order = state('parenting order')
    if (order === undefined) throw new Error('there is an order')
    expect(wrongDays('parenting order', order, extended('2027-08-01', '2028-01-01'))).toMatch(/cannot be extended/)
  })

  it('of a court are over six months after a session, as far as anybody here knows', () => {
    expect(lateSessions(SESSIONS, day('2027-05-02'))).toBe(0)
    expect(lateSessions(SESSIONS, day('2027-05-03'))).toBe(2)
  })
})
