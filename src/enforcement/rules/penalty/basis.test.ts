import { describe, expect, it } from 'vitest'
import type { SchoolDays } from '../../../duties/contract.ts'
import { type Day, day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { sessionKey } from '../threshold/marks-of-strip.ts'
import { answersAt } from './answers-at.ts'
import { type BasisThread, basisLost } from './basis.ts'
import { penaltyDuties } from './penalty-duties.ts'
import type { PenaltyFact } from './penalty-state.ts'
import { clear, issued, paid, requested } from './test-facts.ts'

const SESSIONS = Array.from({ length: 10 }, (_, place) => ({
  day: day(`2026-09-${14 + Math.floor(place / 2)}`),
  half: place % 2 === 0 ? ('AM' as const) : ('PM' as const),
  code: 'O',
}))
const pupilId = 'c' as PupilId
const event = (kind: string, body: object, on: Day = day('2026-10-01')) =>
  ({ kind, body, day: on, at: `${on}T09:00:00.000Z`, by: { name: '', position: '' } }) as unknown as ThreadEvent
const thread = (threadId: string, facts: readonly (PenaltyFact | ThreadEvent)[], kind = 'penalty notice') => ({
  ...{ threadId, kind, pupilId, contactId: kind === 'consideration' ? null : 'p' },
  events: facts.map((fact, place) => ({ ...event('', {}), ...fact, number: place + 1 }) as ThreadEvent),
})

const asked = (on: string): PenaltyFact => {
  const { body, ...fact } = requested(on)
  return { ...fact, body: { ...body, considerationId: 'considered', sessions: SESSIONS } }
}
const decided = (decision = 'penalty notice', metOn: string | null = '2026-09-18') =>
  event('decided', { decision, words: '', metOn, sessions: SESSIONS })
const considered = (...more: ThreadEvent[]) =>
  thread('considered', [event('safeguarding-answered', { answer: 'go on' }), decided(), ...more], 'consideration')
const elsewhere = (threadId: string, on: string) =>
  thread(threadId, [event('penalty-elsewhere', { kind: 'absence', parent: 'Sam Vale', withdrawn: false }, day(on))])

const NOTICE = [asked('2026-10-01'), clear('2026-10-02'), issued('2026-10-05')]
const lost = (
  facts: readonly PenaltyFact[],
  { others = [considered()], recoded = 0 }: { others?: readonly BasisThread[]; recoded?: number } = {},
) => {
  const still = new Set(SESSIONS.slice(recoded).map(sessionKey))
  const notice = thread('notice', facts)
  const of = { today: day('2026-10-20'), amount: 10, threads: [notice, ...others] }
  return basisLost(notice, { ...of, counts: (session) => still.has(sessionKey(session)) })
}

describe('the paper that asks for a notice', () => {
  const at = (on: string) => `${on}T09:00:00.000Z` as Moment
  const events = [
    event('safeguarding-answered', { answer: 'go on' }, day('2026-09-28')),
    event('equality-answered', { disability: 'yes', words: 'The mother is ill' }, day('2026-09-28')),
    decided(),
    event('safeguarding-answered', { answer: 'stop' }, day('2026-10-09')),
  ]

  it('says what safeguarding had answered when it was asked for, and never the health of anybody', () => {
    expect(Object.fromEntries(answersAt(events, at('2026-10-01'))).Safeguarding).toMatch(/nothing speaks against it/)
    expect(Object.fromEntries(answersAt(events, at('2026-10-09'))).Safeguarding).toMatch(/it speaks against a notice/)
    expect(Object.fromEntries(answersAt(events, at('2026-09-27')))).toEqual({})
    expect(JSON.stringify(answersAt(events, at('2026-10-09')))).not.toContain('mother is ill')
  })
})

describe('the reasons of a notice', () => {
  it('stand while the sessions count, the head’s decision holds and nobody said stop', () => {
    for (const length of [1, 2, 3]) expect(lost(NOTICE.slice(0, length))).toBeNull()
  })

  it.each([
    ['recoded below the threshold', [considered()], 1, 'the 10 still count'],
    ['the safety of the child', [considered(event('safeguarding-answered', { answer: 'stop' }))], 0, 'must not go on'],
    ['the head thinks again', [considered(decided('no notice'))], 0, 'no notice'],
    [
      'one of them recoded, decided below the threshold',
      [considered(decided('penalty notice', null))],
      1,
      '9 of the 10',
    ],
  ] as const)('are gone: %s; before it is issued, after it, and when it was paid', (...[, others, recoded, words]) => {
    for (const facts of [NOTICE.slice(0, 1), NOTICE.slice(0, 2), NOTICE, [...NOTICE, paid('2026-10-08', 8000)]])
      expect(lost(facts, { others, recoded })).toContain(words)
  })

  it('ask for nothing where it was called off or withdrawn already', () => {
    const off: PenaltyFact = { kind: 'penalty-called-off', day: day('2026-10-03'), body: { because: 'Recoded' } }
    const back: PenaltyFact = {
      kind: 'penalty-withdrawn',
      day: day('2026-10-06'),
      body: { because: 'material error', words: 'Recoded' },
    }
    expect([lost([...NOTICE.slice(0, 2), off], { recoded: 5 }), lost([...NOTICE, back], { recoded: 5 })]).toEqual([
      null,
      null,
    ])
  })

  it('are gone where a notice that was entered since makes another of it', () => {
    const one = elsewhere('one', '2025-06-02')
    expect(lost(NOTICE, { others: [considered(), one] })).toContain('it was the second')
    expect(lost(NOTICE, { others: [considered(), one, elsewhere('two', '2026-01-12')] })).toContain('third')
    const second = [asked('2026-10-01'), clear('2026-10-02'), issued('2026-10-05', 'second')]
    expect(lost(second, { others: [considered(), one] })).toBeNull()
    expect(lost(second)).toContain('it was the first')
  })

  it('are a duty of the head, in place of what would lead further; money stays to be entered', () => {
    const duties = (facts: readonly PenaltyFact[], gone: boolean) =>
      penaltyDuties({
        today: day('2026-10-20'),
        // Nothing here is reckoned in school days.
        days: {} as SchoolDays,
        requestWithin: null,
        threads: [thread('notice', facts)],
        lost: new Map(gone ? [['notice', 'Sessions were recoded']] : []),
      }).map(({ rule }) => rule)
    expect(duties(NOTICE.slice(0, 2), false)).toEqual(['enforcement.penalty-issue'])
    expect(duties(NOTICE.slice(0, 2), true)).toEqual(['enforcement.penalty-basis'])
    expect(duties(NOTICE, true)).toEqual(['enforcement.penalty-basis', 'N15'])
    const unclear: PenaltyFact = {
      ...clear('2026-10-02'),
      body: { answer: 'not clear', elsewhere: 0, from: 'A', words: '' },
    }
    expect(duties([asked('2026-10-01'), unclear], false)).toEqual(['enforcement.penalty-not-clear'])
  })
})
