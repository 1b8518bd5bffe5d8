import { describe, expect, it } from 'vitest'
import { REASON_CLOCK } from '../../absence/reasons/turn-unexplained.ts'
import { day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type Change, contactOf, type Evidence, type MessageSeen, markKey } from './evidence.ts'
import { INVARIANTS } from './invariants.ts'

const ADA = 'ada' as PupilId
const [MOTHER, GRAN, BARRED] = ['mother', 'gran', 'barred'] as ContactId[] as [ContactId, ContactId, ContactId]
const MONDAY = day('2026-09-07')
const at = (time: string, on = '2026-09-07') => `${on}T${time}:00.000Z` as Moment
const am = { day: MONDAY, half: 'AM' as const }

const change = (more: Partial<Change> = {}): Change => ({
  ...{ ...am, pupilId: ADA, from: undefined, to: 'N', at: at('08:00'), by: 'tutor' },
  ...more,
})
const text = (more: Partial<MessageSeen> = {}): MessageSeen => ({
  ...{ id: 'm1', contactId: MOTHER, pupilIds: [ADA], cause: 'absence', day: MONDAY, template: 'first-day' },
  ...{ channel: 'text', safety: false, isOpen: false, events: [{ kind: 'handed-over', at: at('08:30') }] },
  ...more,
})
const duty = (key: string) => ({ key }) as Evidence['duties'][number]
const madeO = change({ from: 'N', to: 'O', at: at('06:00', '2026-09-16'), by: REASON_CLOCK.id })
const warning = { id: 'w1', pupilId: ADA, from: am, to: am, channel: 'text', at: at('14:00', '2026-09-10') }
const warned = text({
  ...{ id: 'm2', cause: 'absence-warning:w1', template: 'reason-wanted', day: day('2026-09-10') },
  events: [{ kind: 'handed-over', at: at('14:02', '2026-09-10') }],
})

/** One child away on a Monday morning, whose mother was texted and warned, and whose mark became O: all as it should be. */
const WELL: Evidence = {
  today: day('2026-09-16'),
  children: [{ id: ADA, name: 'Ada Ashford of 7A', form: '7a' }],
  sessions: [am],
  away: new Set([markKey(ADA, am)]),
  marks: new Map([[markKey(ADA, am), 'O']]),
  changes: [change(), madeO],
  duties: [],
  endedDuties: [],
  messages: [text(), warned],
  taken: [
    { reference: 'm1', to: '+447700900001' },
    { reference: 'm2', to: '+447700900001' },
  ],
  contacts: [],
  barred: [{ contactId: BARRED, pupilIds: [ADA], since: at('00:00', '2026-09-01'), numbers: ['07700 900700'] }],
  responsible: new Set([contactOf(ADA, MOTHER)]),
  warnings: [warning],
  refusedLeave: [],
  repliesSettled: new Set(),
  reports: [
    {
      ...{ id: 'r1', pupilId: ADA, state: 'accepted', outcome: 'Recorded as illness' },
      ...{ receivedAt: at('09:00'), lastStep: at('09:10') },
    },
  ],
}

const judge = (evidence: Evidence) =>
  Object.entries(INVARIANTS).flatMap(([name, invariant]) => invariant(evidence).map((fault) => `${name}: ${fault}`))
const call = { pupilId: ADA, contactId: BARRED, channel: 'call', outcome: 'no-answer', at: at('09:30'), day: MONDAY }
const isN = { marks: new Map([[markKey(ADA, am), 'N' as const]]), changes: [change()] }

describe('the invariants of a term', () => {
  it('say nothing of a term in which all was as it should be', () => {
    expect(judge(WELL)).toEqual([])
  })

  it.each<[string, string, Partial<Evidence>]>([
    ['a child without a reason, and no duty', 'noAbsenceWithoutOutcomeOrDuty', isN],
    ['a child without a mark, and no duty', 'noAbsenceWithoutOutcomeOrDuty', { marks: new Map(), changes: [change()] }],
    [
      'a child away who is marked present',
      'noAbsenceWithoutOutcomeOrDuty',
      { marks: new Map([[markKey(ADA, am), '/']]) },
    ],
    ['a text to somebody barred', 'noContactWithBarred', { messages: [text({ contactId: BARRED }), warned] }],
    ['a call to somebody barred', 'noContactWithBarred', { contacts: [call] }],
    [
      'a text to the number of somebody barred',
      'noContactWithBarred',
      { taken: [{ reference: 'm1', to: '447700900700' }, ...WELL.taken.slice(1)] },
    ],
    [
      'a warning to somebody without responsibility',
      'noContactWithBarred',
      { messages: [text(), { ...warned, contactId: GRAN }] },
    ],
    [
      'two texts of one morning',
      'noFamilyTextedTwice',
      {
        messages: [text(), warned, text({ id: 'm3', contactId: GRAN })],
        taken: [...WELL.taken, { reference: 'm3', to: '1' }],
      },
    ],
    ['a message that went twice', 'noMessageLostOrDoubled', { taken: [...WELL.taken, ...WELL.taken.slice(0, 1)] }],
    [
      'a message that nobody is to send',
      'noMessageLostOrDoubled',
      { messages: [text({ events: [] }), warned], taken: WELL.taken.slice(1) },
    ],
    ['a message said to be sent that no service has', 'noMessageLostOrDoubled', { taken: WELL.taken.slice(1) }],
    ['an O without a warning', 'everyUnauthorisedWasToldFirst', { warnings: [] }],
    [
      'an O whose warning came later',
      'everyUnauthorisedWasToldFirst',
      { warnings: [{ ...warning, at: at('09:00', '2026-09-17') }] },
    ],
    [
      'an O whose warning did not arrive',
      'everyUnauthorisedWasToldFirst',
      {
        messages: [
          text(),
          { ...warned, events: [...warned.events, { kind: 'failed', at: at('15:00', '2026-09-10') }] },
        ],
      },
    ],
    [
      'a family told that a child is absent who is in school',
      'nobodyToldOfAChildInSchool',
      { changes: [change(), change({ from: 'N', to: 'L', at: at('08:20') }), madeO] },
    ],
    [
      'a report without an outcome',
      'everyReportHasItsOutcome',
      { reports: WELL.reports.map((one) => ({ ...one, outcome: '' })) },
    ],
  ])('see %s', (_, name, broken) => {
    const faults = judge({ ...WELL, ...broken })
    expect(faults.length, faults.join('\n')).toBeGreaterThan(0)
    expect(
      faults.every((fault) => fault.startsWith(`${name}: `)),
      faults.join('\n'),
    ).toBe(true)
  })

  it('let an N stand for as long as a duty asks for its reason', () => {
    expect(judge({ ...WELL, ...isN, duties: [duty('N4:ada:2026-09-07:AM')] })).toEqual([])
  })
})
