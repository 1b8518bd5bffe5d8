import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Code } from '../../../law/codes.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import type { ActionFact, ActionKind } from './action-state.ts'
import { beyondDuties } from './beyond-duties.ts'

const FIRST = day('2026-11-02')
const REFERRED: ActionFact = {
  kind: 'action-referred',
  day: FIRST,
  body: {
    because: 'x',
    to: 'Essex',
    considerationId: null,
    follows: null,
    sessions: [{ day: day('2026-10-01'), half: 'AM', code: 'O' }],
    orderWeighed: { suits: false, words: 'x' },
    defences: [],
    homeAuthority: null,
  },
}
const ACCEPTED: ActionFact = {
  kind: 'action-answered',
  day: FIRST,
  body: { answer: 'accepted', reference: '', words: 'x' },
}
const DECLINED: ActionFact = {
  kind: 'action-answered',
  day: day('2026-11-09'),
  body: { answer: 'declined', reference: '', words: 'Too few sessions' },
}
const FOLLOWED: ActionFact = {
  kind: 'action-followed',
  day: day('2026-11-10'),
  body: { next: 'more support', words: 'A mentor, from Monday on' },
}
const HEARING: ActionFact = {
  kind: 'action-hearing',
  day: FIRST,
  body: { hearing: day('2027-01-11'), court: 'Basildon' },
}
const ORDER: ActionFact = {
  kind: 'order-made',
  day: FIRST,
  body: { until: day('2027-11-01'), guidanceUntil: null, officer: 'x', directions: 'x' },
}
const TRACK: ActionFact = {
  kind: 'track-begun',
  day: FIRST,
  body: { weeks: 6, review: day('2026-11-30'), expects: 'x' },
}

const threadOf = (kind: ActionKind, facts: readonly ActionFact[]) => ({
  threadId: '0f5189d1-f240-4a2d-9ddb-0cd41331b887',
  kind,
  pupilId: '1f5189d1-f240-4a2d-9ddb-0cd41331b887' as PupilId,
  events: facts.map(
    (fact, place) =>
      ({
        ...fact,
        number: place + 1,
        at: `${FIRST}T09:00:00.000Z`,
        by: { name: 'x', position: 'x' },
      }) as ThreadEvent,
  ),
})
const found = (kind: ActionKind, facts: readonly ActionFact[], today: string) =>
  beyondDuties(threadOf(kind, facts), day(today)).map(({ rule, due }) => [
    rule,
    due !== null && 'day' in due ? due.day : null,
  ])

describe('a final warning', () => {
  const WARNED: ActionFact = { kind: 'track-warned', day: day('2026-11-10'), body: { words: 'x' } }
  const mark = (on: string, code = 'O') => ({ session: { day: day(on), half: 'PM' as const }, code: code as Code })
  const decided = (on: string, decision = 'no notice') =>
    [{ number: 1, kind: 'decided', day: day(on), body: { decision } }] as unknown as ThreadEvent[]
  const missed = (
    marks: readonly ReturnType<typeof mark>[],
    considerations: { threadId: string; events: readonly ThreadEvent[] }[] = [],
    facts: readonly ActionFact[] = [REFERRED, TRACK, WARNED],
  ) =>
    beyondDuties(threadOf('fast track', facts), day('2026-11-23'), { marks, considerations })
      .filter(({ rule }) => rule === 'enforcement.after-warning')
      .map(({ because, due, actions }) => [because[0]?.day, because[0]?.half, because[0]?.code, due, actions[0]?.to])

  it('is watched: the next unauthorised session is a duty that names it, whatever was missed before', () => {
    const named = ['2026-11-16', 'PM', 'U', { kind: 'by', day: '2026-11-23', time: null }, '/beyond-notices/$threadId']
    expect(missed([mark('2026-11-09'), mark('2026-11-10'), mark('2026-11-16', 'U'), mark('2026-11-17')])).toEqual([
      named,
    ])
    expect(missed([mark('2026-11-09'), mark('2026-11-10')])).toEqual([])
    expect(missed([mark('2026-11-16', 'I')])).toEqual([])
    expect(missed([mark('2026-11-16')], [], [REFERRED, TRACK])).toEqual([])
  })

  it('waits for the head, who goes on with the questions that are open', () => {
    const [one] = missed([mark('2026-11-16')], [{ threadId: 'c', events: [] }])
    expect(one?.at(-1)).toBe('/considerations/$threadId')
    expect(missed([mark('2026-11-16')], [{ threadId: 'c', events: decided('2026-11-12') }])).toHaveLength(1)
    expect(missed([mark('2026-11-16')], [{ threadId: 'c', events: decided('2026-11-18') }])).toEqual([])
  })

  it('is watched on where the head let the first session pass, until a notice is decided on', () => {
    const marks = [mark('2026-11-16'), mark('2026-11-17'), mark('2026-11-19', 'U'), mark('2026-11-20')]
    const watched = (...decisions: ThreadEvent[][]) =>
      missed(
        marks,
        decisions.map((events, place) => ({ threadId: `c${place}`, events })),
      ).map(([on]) => on)
    expect(watched(decided('2026-11-17'))).toEqual(['2026-11-19'])
    expect(watched(decided('2026-11-17'), decided('2026-11-19'))).toEqual(['2026-11-20'])
    expect(watched(decided('2026-11-17', 'penalty notice'))).toEqual([])
    expect(watched(decided('2026-11-17', 'notice to improve'))).toEqual([])
    // A notice that was decided on before anything was missed again is about what was missed before.
    expect(watched(decided('2026-11-12', 'penalty notice'))).toEqual(['2026-11-16'])
  })

  it('leaves no stage that still goes on without a clock', () => {
    const stages: Readonly<Record<string, [ActionKind, readonly ActionFact[]]>> = {
      referred: ['fast track', [REFERRED]],
      declined: ['prosecution', [REFERRED, DECLINED]],
      running: ['fast track', [REFERRED, TRACK]],
      warned: ['fast track', [REFERRED, TRACK, WARNED]],
      accepted: ['education supervision order', [REFERRED, ACCEPTED]],
      interviewed: [
        'prosecution',
        [REFERRED, ACCEPTED, { kind: 'action-interviewed', day: FIRST, body: { came: true, words: '' } }],
      ],
      charged: [
        'prosecution',
        [REFERRED, ACCEPTED, { kind: 'action-charged', day: FIRST, body: { offence: 's444(1)', words: '' } }],
      ],
      hearing: ['education supervision order', [REFERRED, ACCEPTED, HEARING]],
      order: ['education supervision order', [REFERRED, ACCEPTED, ORDER]],
      'parenting order': ['parenting order', [REFERRED, ORDER]],
    }
    for (const [stage, [kind, facts]] of Object.entries(stages))
      expect(found(kind, facts, '2027-11-20').length, stage).toBeGreaterThan(0)
  })
})

describe('the clocks beyond notices', () => {
  it.each<[string, ActionKind, readonly ActionFact[], string, readonly (readonly [string, string])[]]>([
    [
      'a referral waits fourteen days, and its earliest session six months',
      'prosecution',
      [REFERRED],
      '2026-11-03',
      [
        ['enforcement.answer', addDays(FIRST, 14)],
        ['N30', '2027-04-01'],
      ],
    ],
    [
      'one that was taken on has the court’s clock alone',
      'prosecution',
      [REFERRED, ACCEPTED],
      '2026-11-03',
      [['N30', '2027-04-01']],
    ],
    [
      'one that was declined is decided on within fourteen days',
      'prosecution',
      [REFERRED, DECLINED],
      '2026-11-10',
      [['enforcement.declined', '2026-11-23']],
    ],
    ['until somebody has', 'prosecution', [REFERRED, DECLINED, FOLLOWED], '2026-12-10', []],
    [
      'an order is nobody’s work before its last three months',
      'education supervision order',
      [REFERRED, ACCEPTED, ORDER],
      '2027-07-31',
      [],
    ],
    [
      'and is then, until its last day',
      'education supervision order',
      [REFERRED, ACCEPTED, ORDER],
      '2027-08-01',
      [['N24', '2027-11-01']],
    ],
    [
      'a hearing asks for its outcome once it was',
      'education supervision order',
      [REFERRED, ACCEPTED, HEARING],
      '2027-01-11',
      [['enforcement.hearing', '2027-01-18']],
    ],
    ['not before', 'education supervision order', [REFERRED, ACCEPTED, HEARING], '2027-01-10', []],
    [
      'a fast track is looked at on its day',
      'fast track',
      [REFERRED, TRACK],
      '2026-11-03',
      [['enforcement.track-review', '2026-11-30']],
    ],
  ])('%s', (...[, kind, facts, today, duties]) => expect(found(kind, facts, today)).toEqual(duties))
})
