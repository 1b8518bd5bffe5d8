import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { NewEvent, ThreadEvent } from '../../contract/event.ts'
import { sessionKey } from '../threshold/marks-of-strip.ts'
import { ALTERNATIVES, type GatedStep, type GateFacts, gateOf } from './gate.ts'
import { leaveFacts, type RefusedLeave, refusalNotTold } from './refused-leave.ts'

type Said = {
  readonly [K in ThreadEvent['kind']]: Pick<Extract<NewEvent, { kind: K }>, 'kind' | 'body'>
}[ThreadEvent['kind']]

const TEN = Array.from({ length: 5 }, (_, n) => day(`2026-11-0${n + 2}`)).flatMap((of) => [
  { day: of, half: 'AM' as const, code: 'O' },
  { day: of, half: 'PM' as const, code: 'O' },
])
const MET: GateFacts = { met: true, counted: new Set(TEN.map(sessionKey)), amount: 10 }
const recoded = (n: number): GateFacts => ({ met: n === 0, counted: new Set(TEN.slice(n).map(sessionKey)), amount: 10 })

const log = (said: readonly Said[]): ThreadEvent[] =>
  said.map(
    (one, place) =>
      ({
        ...one,
        number: place + 1,
        day: day('2026-11-09'),
        at: `2026-11-09T10:${String(place).padStart(2, '0')}:00.000Z` as Moment,
        by: { name: 'Hana Head', position: 'Headteacher' },
      }) as ThreadEvent,
  )

const CONSIDERED: Said = {
  kind: 'considered',
  body: { because: 'The national threshold', metOn: day('2026-11-06'), sessions: TEN, leave: false },
}
const SUPPORT: Said = {
  kind: 'support-answered',
  body: { answer: 'given', words: 'Met twice', evidence: ['Mentoring'] },
}
const EQUALITY: Said = { kind: 'equality-answered', body: { disability: 'no', words: 'Asked the SENCO' } }
const SAFE: Said = { kind: 'safeguarding-answered', body: { answer: 'go on' } }
const weighed = (step: GatedStep): Said[] =>
  ALTERNATIVES[step].map((tool) => ({ kind: 'alternative-answered', body: { tool, words: 'Offered and refused' } }))
const best = (tool: GatedStep): Said => ({ kind: 'best-tool-answered', body: { tool, words: 'Nothing else worked' } })
const decided = (decision: GatedStep | 'no notice'): Said => ({
  kind: 'decided',
  body: { decision, words: 'I have read all of it', metOn: day('2026-11-06'), sessions: TEN },
})
const whole = (step: GatedStep): Said[] => [
  CONSIDERED,
  SUPPORT,
  EQUALITY,
  SAFE,
  ...weighed(step),
  best(step),
  decided(step),
]

describe('the gate before a formal step', () => {
  it.each(['notice to improve', 'penalty notice'] as const)(
    'opens for a %s when everything is answered and decided',
    (step) => {
      expect(gateOf(log(whole(step)), MET, step)).toMatchObject({ open: true, closedAgain: null })
    },
  )

  it('stays shut while any one answer is missing', () => {
    const said = whole('penalty notice')
    for (const left of said) {
      const without = said.filter((one) => one !== left)
      expect(gateOf(log(without), MET, 'penalty notice').open, left.kind).toBe(false)
    }
  })

  it.each<[string, Said, RegExp]>([
    [
      'support is said to be given and the case holds none',
      { kind: 'support-answered', body: { answer: 'given', words: 'x', evidence: [] } },
      /holds no support/,
    ],
    [
      'nobody knows of a disability',
      { kind: 'equality-answered', body: { disability: 'not known', words: 'x' } },
      /Find out/,
    ],
    ['the safeguarding lead stops it', { kind: 'safeguarding-answered', body: { answer: 'stop' } }, /must not go on/],
    [
      'another tool is best',
      { kind: 'best-tool-answered', body: { tool: 'attendance contract', words: 'x' } },
      /An attendance contract was called best for this child\. If a penalty notice is best after all, answer that question again and say why\./,
    ],
  ])('stays shut where %s', (_, said, why) => {
    const instead = whole('penalty notice').map((one) => (one.kind === said.kind ? said : one))
    const gate = gateOf(log(instead), MET, 'penalty notice')
    expect(gate.open).toBe(false)
    expect(gate.items.map(({ missing }) => missing).join(' ')).toMatch(why)
  })

  it('opens where support would not suit and somebody says why', () => {
    const said = whole('penalty notice').map(
      (one): Said =>
        one.kind === 'support-answered'
          ? { kind: 'support-answered', body: { answer: 'unsuitable', words: 'A week in Spain', evidence: [] } }
          : one,
    )
    expect(gateOf(log(said), MET, 'penalty notice').open).toBe(true)
  })

  it('closes again when an answer changes after the decision, and opens when the head decides again', () => {
    const later = [...whole('penalty notice'), SUPPORT]
    expect(gateOf(log(later), MET, 'penalty notice')).toMatchObject({
      open: false,
      closedAgain: expect.stringMatching(/An answer was changed/),
    })
    expect(gateOf(log([...later, decided('penalty notice')]), MET, 'penalty notice').open).toBe(true)
  })

  it('closes again when one of ten sessions is recoded, and says how many still count', () => {
    const gate = gateOf(log(whole('penalty notice')), recoded(1), 'penalty notice')
    expect(gate).toMatchObject({ open: false, closedAgain: expect.stringMatching(/9 of the 10 still count/) })
  })

  it('rests on every session where the threshold was not met, and on none at all never', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.nat(9), (amount, lost) => {
        const own = TEN.slice(0, amount)
        const below = { ...decided('penalty notice') } as Said & { body: object }
        const said = [
          ...whole('penalty notice')
            .slice(0, -1)
            .filter(({ kind }) => kind !== 'considered'),
          { ...below, body: { ...below.body, metOn: null, sessions: own } } as Said,
        ]
        const begun = { kind: 'considered', body: { because: 'x', metOn: null, sessions: own, leave: false } } as Said
        const counted = new Set(own.slice(lost).map((one) => `${one.day}:${one.half}`))
        const gate = gateOf(log([begun, ...said]), { met: false, counted, amount: 10 }, 'penalty notice')
        expect(gate.open).toBe(amount > 0 && counted.size === amount)
      }),
    )
  })

  it('stays shut while something else stands in the way of a penalty notice, and of that alone', () => {
    const facts = { ...MET, barred: 'A notice to improve runs.' }
    expect(gateOf(log(whole('penalty notice')), facts, 'penalty notice')).toMatchObject({
      open: false,
      closedAgain: 'A notice to improve runs.',
    })
    expect(gateOf(log(whole('notice to improve')), facts, 'notice to improve').open).toBe(true)
  })

  it('does not open for another step than the head decided', () => {
    expect(gateOf(log(whole('notice to improve')), MET, 'penalty notice').open).toBe(false)
    expect(gateOf(log([...whole('penalty notice'), decided('no notice')]), MET, 'penalty notice').open).toBe(false)
  })

  it('says before the decision that the threshold is lost', () => {
    const { items } = gateOf(log(whole('penalty notice').slice(0, -1)), recoded(1), 'penalty notice')
    expect(items.at(-1)?.missing).toMatch(/no longer met/)
  })

  it('lets no notice past in any order of answers, decisions and recodings', () => {
    const steps: readonly GatedStep[] = ['notice to improve', 'penalty notice']
    const anything = fc.oneof(
      ...steps.map((step) => fc.constantFrom(...whole(step))),
      fc.constantFrom<Said>(
        decided('no notice'),
        { kind: 'safeguarding-answered', body: { answer: 'stop' } },
        { kind: 'equality-answered', body: { disability: 'not known', words: 'x' } },
        { kind: 'support-answered', body: { answer: 'given', words: 'x', evidence: [] } },
      ),
    )
    // Much of it in the order in which people do it, or the gate would hardly ever open here.
    const story = fc.oneof(
      fc.array(anything, { maxLength: 25 }),
      fc
        .tuple(fc.constantFrom(...steps), fc.array(anything, { maxLength: 2 }))
        .map(([step, more]) => [...whole(step), ...more]),
    )
    let opened = 0
    fc.assert(
      fc.property(story, fc.constantFrom(0, 0, 0, 1, 3), fc.constantFrom(...steps), (said, lost, step) => {
        const events = log(said)
        if (!gateOf(events, recoded(lost), step).open) return
        opened++
        const last = <K extends ThreadEvent['kind']>(kind: K) =>
          events.findLast((one): one is Extract<ThreadEvent, { kind: K }> => one.kind === kind)
        const decision = last('decided')
        expect(decision?.body.decision).toBe(step)
        expect(lost).toBe(0)
        expect(last('safeguarding-answered')?.body.answer).toBe('go on')
        expect(last('equality-answered')?.body.disability).toBe('no')
        expect(last('best-tool-answered')?.body.tool).toBe(step)
        expect(last('support-answered')?.body.evidence).toEqual(['Mentoring'])
        const tools = events.flatMap((one) => (one.kind === 'alternative-answered' ? [one.body.tool] : []))
        expect(ALTERNATIVES[step].every((tool) => tools.includes(tool))).toBe(true)
        const answers = events.filter(({ kind }) => kind.endsWith('-answered'))
        expect(answers.every(({ number }) => number < (decision?.number ?? 0))).toBe(true)
      }),
      { numRuns: 1500 },
    )
    expect(opened).toBeGreaterThan(10)
  })
})

describe('a penalty notice for a holiday', () => {
  const holiday = TEN.map((one) => ({ ...one, code: 'G' }))
  const [first, last] = [TEN[0], TEN.at(-1)] as [(typeof TEN)[0], (typeof TEN)[0]]
  const refusedFor = (to: typeof first, letters: RefusedLeave['letters'] = []): RefusedLeave[] => [
    { from: first, to, refusedOn: day('2026-10-12'), letters },
  ]
  const letter = (went: string | null, change: { contactId?: string; byPost?: boolean } = {}) => ({
    ...{ contactId: 'mara', to: 'Mara', byPost: false, proof: 'Sent', ...change },
    went: went === null ? null : day(went),
  })
  const answer = (of: 'refused' | 'none asked'): Said => ({
    kind: 'leave-answered',
    body: { answer: of, words: 'Posted to the mother on 12 October' },
  })
  const missing = (said: readonly Said[], refused: ReturnType<typeof refusedFor>, step: GatedStep) =>
    gateOf(log(said), { ...MET, leave: leaveFacts(holiday, refused) }, step).items.find(
      ({ question }) => question === 'leave',
    )?.missing
  const answered = (of: Parameters<typeof answer>[0]) => [CONSIDERED, answer(of)]

  it.each<[string, readonly Said[], ReturnType<typeof refusedFor>, RegExp | null]>([
    ['nothing is on record', [CONSIDERED], [], /No refusal .* for 2 Nov 2026 to 6 Nov 2026, marked G/],
    ['a refusal is claimed and none is on record', answered('refused'), [], /No refusal of leave is on record/],
    [
      'the refusal ends before the last day',
      answered('refused'),
      refusedFor(TEN[7] ?? first),
      /for 6 Nov 2026, marked/,
    ],
    [
      'nobody said how the refusal was sent',
      [CONSIDERED],
      refusedFor(last),
      /how the letter with the refusal was sent/,
    ],
    ['it is said that nobody asked, and somebody did', answered('none asked'), refusedFor(last), /was asked for and/],
    ['the refusal and its letter are on record', answered('refused'), refusedFor(last), null],
    ['it is on record that nobody asked', answered('none asked'), [], null],
    ['its letter went as a message before', [CONSIDERED], refusedFor(last, [letter('2026-10-13')]), null],
    ['its letter still waits', [CONSIDERED], refusedFor(last, [letter(null)]), /how the letter/],
    ['its letter went on the first day away', [CONSIDERED], refusedFor(last, [letter(first.day)]), /how the letter/],
    ['it was posted in time', [CONSIDERED], refusedFor(last, [letter('2026-10-28', { byPost: true })]), null],
    [
      'it was posted on the Friday before the Monday',
      [CONSIDERED],
      refusedFor(last, [letter('2026-10-30', { byPost: true })]),
      /how the letter/,
    ],
    [
      'one of two parents has not got it',
      [CONSIDERED],
      refusedFor(last, [letter('2026-10-13'), letter(null)]),
      /how the letter/,
    ],
    [
      'it went, and somebody says that nobody asked',
      answered('none asked'),
      refusedFor(last, [letter('2026-10-13')]),
      /was asked for and/,
    ],
  ])('asks for the refusal of leave where %s', (...[, said, refused, words]) => {
    const found = missing(said, refused, 'penalty notice')
    if (words === null) expect(found).toBeNull()
    else expect(found).toMatch(words)
    expect(missing(said, refused, 'notice to improve')).toBeUndefined()
  })

  it('stops a notice to the parent to whom no letter went, unless somebody said how they were told', () => {
    const of = (said: readonly Said[], letters: RefusedLeave['letters'], parent: string) =>
      refusalNotTold(log(said), leaveFacts(holiday, refusedFor(last, letters)), parent)
    const [toMara, toTom] = [letter('2026-10-13'), letter('2026-10-13', { contactId: 'tom' })]
    expect(of([CONSIDERED], [toMara], 'mara')).toBeNull()
    expect(of([CONSIDERED], [toMara], 'tom')).toMatch(/for 2 Nov 2026 to 6 Nov 2026 went to this parent in time/)
    expect(of([CONSIDERED], [toMara, toTom], 'tom')).toBeNull()
    expect(of(answered('refused'), [toMara], 'tom')).toBeNull()
    expect(refusalNotTold(log([CONSIDERED]), leaveFacts(TEN, []), 'tom')).toBeNull()
  })

  it('asks nothing of leave where no session is G', () => {
    expect(leaveFacts(TEN, [])).toBeNull()
  })
})
