import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
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

const found = (kind: ActionKind, facts: readonly ActionFact[], today: string) =>
  beyondDuties(
    {
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
    },
    day(today),
  ).map(({ rule, due }) => [rule, due !== null && 'day' in due ? due.day : null])

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
