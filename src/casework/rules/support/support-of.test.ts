import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { momentAt, timeOfDay } from '../../../kernel/time-of-day.ts'
import type { Entry, EntryKind } from '../../contract/entry.ts'
import { ENTRY_BODIES } from '../../contract/entry.ts'
import { supportEvidence } from './evidence.ts'
import { SUPPORT_ACTS, supportOf } from './support-of.ts'

const MONDAY = day('2026-11-02')
const ID = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const BODIES: Readonly<Record<(typeof SUPPORT_ACTS)[number], object>> = {
  'support-offered': {
    ...{ supportId: 'mentor', title: 'A mentor', kind: 'mentoring', barrierId: null },
    ...{ to: 'Ms Hale', from: null },
  },
  'support-answered': { answer: 'accepted', by: 'Ms Hale' },
  'support-began': { review: null, until: null },
  'support-reviewed': { words: 'Going well', next: null },
  'support-ended': { outcome: 'helped', words: 'Comes on Mondays now' },
  'support-unsuitable': { supportId: null, title: 'A mentor', kind: 'mentoring', words: 'Has one already' },
  referred: {
    ...{ offerId: null, serviceId: null, service: 'Early help', kind: 'early-help' },
    ...{ how: 'By their form', consent: 'Ms Hale' },
  },
  'referral-outcome': { outcome: 'seen' },
}

let number = 0
function entry(kind: EntryKind, of: { on?: number; body?: object; restricted?: boolean } = {}): Entry {
  const { on = 0, body = {}, restricted = false } = of
  const given = { ...(BODIES as Partial<Record<EntryKind, object>>)[kind], ...body }
  const by = { name: 'Olu Officer', position: 'Attendance officer' }
  const at = momentAt(day('2026-11-20'), timeOfDay('09:00'))
  return {
    ...{ number: ++number, kind, day: addDays(MONDAY, on), at, by, restricted },
    body: ENTRY_BODIES[kind].parse(given),
  } as Entry
}

const ofOffer = (kind: EntryKind, on = 0, body: object = {}) => entry(kind, { on, body: { offerId: ID(1), ...body } })
const stateOf = (...entries: readonly Entry[]) => supportOf(entries).offers[0]?.state

describe('support in a case', () => {
  test('goes from offered by way of an answer to running and its end', () => {
    const road = [
      ofOffer('support-offered'),
      ofOffer('support-answered', 1),
      ofOffer('support-began', 3),
      ofOffer('support-ended', 30),
    ]
    expect(road.map((_, at) => stateOf(...road.slice(0, at + 1)))).toEqual(['offered', 'accepted', 'running', 'ended'])
    const refused = ofOffer('support-answered', 1, { answer: 'refused', words: 'We are fine' })
    expect(stateOf(ofOffer('support-offered'), refused, ofOffer('support-began', 3))).toBe('refused')
  })

  test('what is restricted, comes before what it follows on, or follows on nothing changes nothing', () => {
    const offered = ofOffer('support-offered', 5)
    expect(supportOf([entry('support-offered', { body: { offerId: ID(1) }, restricted: true })]).offers).toEqual([])
    expect(stateOf(offered, ofOffer('support-answered', 4))).toBe('offered')
    const outcome = entry('referral-outcome', { body: { referralId: ID(2) } })
    expect(supportOf([outcome]).referrals).toEqual([])
  })

  test('a referral may wait before it is seen, and nothing follows after that', () => {
    const said = (outcome: string, on: number, until: string | null = null) =>
      entry('referral-outcome', { on, body: { referralId: ID(2), outcome, until } })
    const sent = entry('referred', { body: { referralId: ID(2) } })
    const chased = supportOf([sent, said('no answer', 10)]).referrals[0]
    expect(chased).toMatchObject({ state: 'no answer', answered: null, over: null })
    const all = [
      sent,
      said('no answer', 10),
      said('waiting list', 12, '2027-01-11'),
      said('seen', 40),
      said('accepted', 41),
    ]
    expect(supportOf(all).referrals[0]).toMatchObject({
      ...{ state: 'seen', answered: addDays(MONDAY, 12), over: addDays(MONDAY, 40), until: null },
    })
  })

  test('however entries come, nothing runs that was not accepted, and nothing ends twice or without having been offered', () => {
    const acts = array(
      record({ kind: constantFrom(...SUPPORT_ACTS), on: integer({ min: 0, max: 9 }), of: integer({ min: 1, max: 3 }) }),
      { maxLength: 30 },
    )
    assert(
      property(acts, (made) => {
        const entries = made.map(({ kind, on, of }) =>
          entry(kind, {
            on,
            body: {
              ...(kind.startsWith('refer') ? { referralId: ID(of) } : { offerId: ID(of) }),
              ...(kind === 'support-answered' && on % 3 === 0 ? { answer: 'refused' } : {}),
            },
          }),
        )
        const { offers, referrals } = supportOf(entries)
        for (const { began, answer, state, ended, offered, last } of offers) {
          if (began !== null || state === 'running') expect(answer?.answer).toBe('accepted')
          if (state === 'ended') expect(began).not.toBeNull()
          expect(ended !== null).toBe(state === 'ended' || state === 'unsuitable')
          expect(offered <= last).toBe(true)
        }
        expect(new Set(offers.map(({ offerId }) => offerId)).size).toBe(offers.length)
        for (const { state, sent, over } of referrals) {
          expect(over === null).toBe(state !== 'seen' && state !== 'declined')
          if (over !== null) expect(over >= sent).toBe(true)
        }
        // Once over, whatever comes after changes nothing.
        const again = supportOf([...entries, ...entries]).offers
        for (const one of offers.filter(({ ended }) => ended !== null))
          expect(again.find(({ offerId }) => offerId === one.offerId)).toEqual(one)
      }),
    )
  })

  test('as evidence it says what was offered, refused and found unsuitable, with the days and the words', () => {
    const refused = ofOffer('support-answered', 1, { answer: 'refused', words: 'We are fine' })
    const considered = entry('support-unsuitable', { on: 2, body: { offerId: null } })
    const evidence = supportEvidence([ofOffer('support-offered'), refused, considered])
    expect(evidence).toMatchObject({ offered: 1, refused: 1, ran: 0, waiting: 0, unsuitable: 1 })
    expect(evidence.supports).toMatchObject([
      { state: 'refused', offered: MONDAY, answered: { words: 'We are fine' } },
      { state: 'unsuitable', offered: null, ended: { day: addDays(MONDAY, 2), words: 'Has one already' } },
    ])
  })
})
