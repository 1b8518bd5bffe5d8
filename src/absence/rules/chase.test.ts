import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../duties/contract.ts'
import { type Day, day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Moment, timeOfDay } from '../../kernel/time-of-day.ts'
import { LAW_DEFAULTS } from '../../policy/contract.ts'
import { type ChaseFacts, chaseOf } from './chase.ts'
import { type Attempt, CALL_OUTCOMES, type ChaseAct, HANDED_TO, VISIT_OUTCOMES } from './chase-acts.ts'
import { type ChaseContact, type LadderFacts, nextRung, standOnLadder } from './ladder.ts'
import { type InFamily, inFamilies } from './order.ts'

const MONDAY = day('2026-11-23')
const by = { name: 'Olu Officer', position: 'Attendance officer' }
const DAYS = schoolDaysOf([
  {
    year: schoolYear(2026),
    terms: [{ name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }],
    daysOff: [{ day: day('2026-11-27'), kind: 'inset', reason: 'Training' }],
  },
])
const contact = (id: string, over: Partial<ChaseContact> = {}): ChaseContact => ({
  contactId: id as ContactId,
  barred: false,
  mayBeTold: true,
  emergency: true,
  numbers: [`number of ${id}`],
  ...over,
})
const MOTHER = contact('mother')
const AUNT = contact('aunt')
const FACTS: LadderFacts & ChaseFacts & { since: Day } = {
  ladder: LAW_DEFAULTS.contactLadder,
  contacts: [MOTHER, AUNT],
  acts: [],
  since: MONDAY,
  today: MONDAY,
  time: timeOfDay('08:50'),
  closed: timeOfDay('08:45'),
  days: DAYS,
  markNow: null,
  reports: [],
}
const done = { id: 'a', day: MONDAY, at: '2026-11-23T09:00:00.000Z' as Moment, by }
const tried = (contactId: string, over: Partial<Attempt> = {}): Attempt => ({
  ...done,
  kind: 'attempt',
  channel: 'call',
  whom: 'contact',
  contactId: contactId as ContactId,
  contactName: contactId,
  address: `number of ${contactId}`,
  outcome: 'no-answer',
  words: '',
  returnDay: null,
  ...over,
})
const texted = tried('mother', { channel: 'text', outcome: 'sent' })
const onTheList = tried('mother', { channel: 'text', outcome: 'sent', waits: 'hand' })
const next = (over: Partial<LadderFacts>) => nextRung(standOnLadder({ ...FACTS, ...over }))
const inShort = (over: Partial<LadderFacts>) => {
  const rung = next(over)
  return rung === undefined ? 'none' : `${rung.step.channel} to ${rung.step.to}: ${rung.left.join(', ')}`
}
const round = [tried('mother'), tried('aunt')]

describe('the contact ladder', () => {
  it.each<[string, Partial<LadderFacts>, string]>([
    ['begins with a text', {}, 'text to first contact: mother'],
    ['rings every contact in turn after it', { acts: [texted] }, 'call to every contact in turn: mother, aunt'],
    [
      'goes on to the next who was not tried',
      { acts: [texted, tried('mother')] },
      'call to every contact in turn: aunt',
    ],
    [
      'asks for a round of its own for emergency numbers',
      { acts: [texted, ...round] },
      'call to emergency contacts: mother, aunt',
    ],
    ['writes home when both rounds are done', { acts: [texted, ...round, ...round] }, 'letter to home: '],
    [
      'never offers who is barred',
      { contacts: [contact('father', { barred: true }), AUNT] },
      'text to first contact: aunt',
    ],
    [
      'never offers who may not be told',
      { contacts: [contact('uncle', { mayBeTold: false }), AUNT] },
      'text to first contact: aunt',
    ],
    [
      'passes over who has no number',
      { acts: [texted], contacts: [contact('gran', { numbers: [] }), AUNT] },
      'call to every contact in turn: aunt',
    ],
    [
      'passes over a number that proved wrong',
      { acts: [texted, tried('mother', { outcome: 'wrong-number' }), tried('aunt')] },
      'call to emergency contacts: aunt',
    ],
    ['goes on to the letter where nobody may be rung', { contacts: [] }, 'letter to home: '],
    [
      'begins anew on the next day',
      { acts: [texted, ...round, ...round], today: day('2026-11-24') },
      'text to first contact: mother',
    ],
    [
      'rings a social worker of a vulnerable child after two rounds',
      { ladder: LAW_DEFAULTS.vulnerableLadder, acts: [...round, ...round] },
      'call to social worker: ',
    ],
    [
      'then goes to the home',
      {
        ladder: LAW_DEFAULTS.vulnerableLadder,
        acts: [...round, ...round, tried('x', { whom: 'social worker', contactId: null })],
      },
      'visit to home: ',
    ],
  ])('%s', (_, over, expected) => {
    expect(inShort(over)).toBe(expected)
  })

  it('counts a text as sent when it has gone: until then it is next, and holds no call up when that is due', () => {
    const at = (time: string, acts: readonly ChaseAct[]) => {
      const rung = next({ time: timeOfDay(time), acts })
      return [rung?.step.channel, rung?.waits, rung?.left]
    }
    expect(at('08:50', [onTheList])).toEqual(['text', 'hand', []])
    expect(at('09:15', [onTheList])).toEqual(['call', null, ['mother', 'aunt']])
    expect(at('08:50', [texted])).toEqual(['call', null, ['mother', 'aunt']])
    expect(at('08:50', [onTheList, tried('mother')])).toEqual(['call', null, ['aunt']])
    expect(at('08:50', [onTheList, texted])).toEqual(['call', null, ['mother', 'aunt']])
  })

  it.each([
    ['08:45', 'text', true],
    ['09:14', 'call', false],
    ['09:15', 'call', true],
  ])('at %s its rung “%s” is due: %s', (time, channel, due) => {
    const acts = channel === 'call' ? [texted] : []
    expect(next({ acts, time: timeOfDay(time) })).toMatchObject({ step: { channel }, isDue: due })
  })

  it('counts days as school days, over a training day and a weekend, and waits for the register of that day to close', () => {
    const on = (today: string, time: string) => {
      const at = day(today)
      const acts = [texted, ...round, ...round].map((act) => ({ ...act, day: at }))
      return next({ today: at, time: timeOfDay(time), since: day('2026-11-26'), acts })
    }
    expect(on('2026-11-30', '10:00')).toMatchObject({ step: { channel: 'letter' }, isDue: false })
    expect(on('2026-12-01', '08:44')).toMatchObject({ due: { day: '2026-12-01' }, isDue: false })
    expect(on('2026-12-01', '08:45')).toMatchObject({ isDue: true })
  })

  it('keeps a letter, a visit and a hand-over for the whole absence, whatever begins anew', () => {
    const letter = tried('home', { channel: 'letter', outcome: 'sent', contactId: null })
    const today = day('2026-11-26')
    const daily = [texted, ...round, ...round].map((act) => ({ ...act, day: today }))
    expect(inShort({ today, acts: [letter, ...daily] })).toBe('visit to home: ')
  })
})

const contacts = fc.uniqueArray(
  fc.record({
    contactId: fc.constantFrom('a', 'b', 'c', 'd').map((id) => id as ContactId),
    barred: fc.boolean(),
    mayBeTold: fc.boolean(),
    emergency: fc.boolean(),
    numbers: fc.subarray(['1', '2']),
  }),
  { selector: ({ contactId }) => contactId },
)
const dayOfRun = fc.constantFrom(MONDAY, day('2026-11-24'), day('2026-12-07'))
const attempt: fc.Arbitrary<ChaseAct> = fc
  .record({
    day: dayOfRun,
    contactId: fc.constantFrom('a', 'b', 'c', 'd').map((id) => id as ContactId),
    channel: fc.constantFrom('call' as const, 'text' as const, 'letter' as const),
    outcome: fc.constantFrom(...CALL_OUTCOMES, 'sent' as const),
    whom: fc.constantFrom('contact' as const, 'social worker' as const),
    address: fc.constantFrom('1', '2'),
    returnDay: fc.constant(null),
  })
  .map((of) => tried('x', of))
const other: fc.Arbitrary<ChaseAct> = fc.oneof(
  dayOfRun.map((on): ChaseAct => ({ ...done, day: on, kind: 'safe', seenBy: 'A tutor', where: 'Library', words: '' })),
  fc
    .tuple(dayOfRun, fc.constantFrom(...HANDED_TO))
    .map(([on, to]): ChaseAct => ({ ...done, day: on, kind: 'handed-over', to, words: '', reference: '' })),
  fc.tuple(dayOfRun, fc.constantFrom(...VISIT_OUTCOMES)).map(
    ([on, outcome]): ChaseAct => ({
      ...done,
      day: on,
      kind: 'visit',
      step: 'made',
      going: 'Two',
      outcome,
      words: '',
    }),
  ),
)
const facts = fc.record({
  ladder: fc.constantFrom(LAW_DEFAULTS.contactLadder, LAW_DEFAULTS.vulnerableLadder),
  contacts,
  acts: fc.array(fc.oneof({ weight: 4, arbitrary: attempt }, other), { maxLength: 14 }),
  today: dayOfRun,
  time: fc.constantFrom('08:46', '09:20', '13:00').map(timeOfDay),
})

describe('whatever happens', () => {
  it('no rung is skipped: what is behind stands before the next one, and what comes after waits', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const states = standOnLadder({ ...FACTS, ...of }).map(({ state }) => state)
        expect(states.join(' ')).toMatch(/^((done|nobody) ?)*(next( later)*)?$/)
      }),
    )
  })

  it('nobody who is barred, may not be told or has no number is ever offered', () => {
    fc.assert(
      fc.property(facts, (of) => {
        for (const { left, step } of standOnLadder({ ...FACTS, ...of }))
          for (const id of left) {
            const who = of.contacts.find(({ contactId }) => contactId === id)
            expect(who).toMatchObject({ barred: false, mayBeTold: true })
            if (step.channel === 'call') expect(who?.numbers).not.toEqual([])
          }
      }),
    )
  })

  it('a chase that the marks call for ends today only because the child was seen, or others look for them', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const chase = chaseOf({ ...FACTS, ...of })
        const ends = of.acts.some(
          (act) =>
            act.day === of.today &&
            (act.kind === 'safe' ||
              act.kind === 'handed-over' ||
              (act.kind === 'visit' && act.outcome === 'seen-safe')),
        )
        expect(chase.state === 'ended').toBe(ends)
        if (chase.state === 'ended') expect(['seen and safe', 'handed over']).toContain(chase.how)
      }),
    )
  })

  it('a chase is withdrawn exactly when the marks no longer call for it', () => {
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(null, 'absence' as const, 'not-absent' as const, 'blank' as const),
        (of, means) => {
          const markNow = means === null ? null : { means, at: done.at, by }
          const chase = chaseOf({ ...FACTS, ...of, since: null, markNow })
          expect(chase.state).toBe(means === null && !of.acts.some((act) => act.day === of.today) ? 'none' : 'ended')
          if (chase.state === 'ended') expect(chase.how).toBe(means === 'absence' ? 'reason' : 'withdrawn')
        },
      ),
    )
  })
})

describe('a chase', () => {
  const state = (over: Partial<ChaseFacts>) => chaseOf({ ...FACTS, ...over })
  it('rests while a report of today waits to be accepted, and goes on when it was set aside', () => {
    const report = { state: 'waiting' as const, ofToday: true, back: null }
    expect(state({ reports: [report] })).toEqual({ state: 'reported', since: MONDAY })
    expect(state({ reports: [{ ...report, state: 'set aside' }] }).state).toBe('open')
    expect(state({ reports: [{ ...report, ofToday: false }] }).state).toBe('open')
  })

  it('pauses until the day on which the family expects the child, and says on that day that they were expected', () => {
    const acts = [tried('mother', { outcome: 'return-date', returnDay: day('2026-11-25') })]
    expect(state({ acts })).toEqual({ state: 'paused', since: MONDAY, until: '2026-11-25' })
    expect(state({ acts, today: day('2026-11-24') }).state).toBe('paused')
    expect(state({ acts, today: day('2026-11-25') })).toMatchObject({ state: 'open', expectedBack: '2026-11-25' })
  })

  it('is not ended by somebody who answered and could not say where the child is', () => {
    expect(state({ acts: [tried('mother', { outcome: 'spoke' })] }).state).toBe('open')
  })

  it('that was handed over yesterday begins anew', () => {
    const acts: ChaseAct[] = [{ ...done, kind: 'handed-over', to: 'police', words: '', reference: '' }]
    expect(state({ acts }).state).toBe('ended')
    expect(state({ acts, today: day('2026-11-24') }).state).toBe('open')
  })
})

describe('the order of a morning', () => {
  const pupil = (id: string, over: Partial<InFamily> = {}): InFamily => ({
    pupilId: id as PupilId,
    flags: [],
    alone: false,
    yearGroup: '9',
    since: MONDAY,
    away: { since: MONDAY, days: 1, authorised: false },
    sortName: id,
    household: undefined,
    firstContact: undefined,
    ...over,
  })
  const ids = (of: readonly InFamily[]) =>
    inFamilies(of, MONDAY).map((family) => family.map(({ pupilId }) => pupilId).join('+'))
  it('puts child protection first, then looked after, in need, at home alone, the youngest, and whoever is missed for the first time', () => {
    const all = [
      pupil('older'),
      pupil('longer', { since: day('2026-11-20'), yearGroup: '7' }),
      pupil('young', { yearGroup: '7' }),
      pupil('alone', { alone: true, yearGroup: '11' }),
      pupil('in need', { flags: ['child-in-need'] }),
      pupil('looked after', { flags: ['looked-after', 'child-in-need'] }),
      pupil('protected', { flags: ['child-protection'] }),
    ]
    expect(ids(all)).toEqual(['protected', 'looked after', 'in need', 'alone', 'young', 'longer', 'older'])
  })

  it('keeps brothers and sisters together where the most pressing of them stands, also through a third', () => {
    const at = 'mother' as ContactId
    const all = [
      pupil('a', { household: 'h', yearGroup: '8' }),
      pupil('b', { firstContact: at }),
      pupil('c', { household: 'h', firstContact: at, flags: ['child-protection'] }),
      pupil('d', { yearGroup: '7' }),
    ]
    expect(ids(all)).toEqual(['c+a+b', 'd'])
  })
})
