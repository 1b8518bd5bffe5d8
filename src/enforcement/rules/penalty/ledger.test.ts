import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import { FRAMEWORK_BEGINS } from '../../../law/notices/penalty-notices.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { historyOf, type NoticeThread } from './facts-settled.ts'
import { lastDayCounted, noticeRank } from './notice-rank.ts'
import { mayFollow, type PenaltyFact, penaltyFacts, penaltyState } from './penalty-state.ts'
import { clear, issued, paid, requested } from './test-facts.ts'

const FIRST = day('2024-07-01')
const YEARS = 8 * 365
const END = addDays(FIRST, YEARS + 400)

/** A notice that somebody wants, on any day of eight years, in any order of entering; money that comes, goes back, and a withdrawal. */
const wish = fc.record({
  parent: fc.constantFrom('mother', 'father'),
  pupil: fc.constantFrom('ada', 'ada', 'ben'),
  on: fc.nat(YEARS).map((days) => addDays(FIRST, days)),
  paid: fc.array(fc.record({ after: fc.nat(60), pence: fc.constantFrom(4000, 8000, 16_000, 20_000) }), {
    maxLength: 3,
  }),
  refunded: fc.option(fc.record({ after: fc.nat(90), pence: fc.constantFrom(4000, 8000, 16_000) })),
  withdrawn: fc.oneof(fc.constant(null), fc.constant(null), fc.nat(90)),
})
type Wish = typeof wish extends fc.Arbitrary<infer Of> ? Of : never

function threadOf({ parent, pupil, on, ...more }: Wish, rank: 'first' | 'second'): NoticeThread {
  const later: PenaltyFact[] = [
    ...more.paid.map(({ after, pence }) => paid(addDays(on, after), pence)),
    ...(more.refunded === null
      ? []
      : [
          {
            kind: 'penalty-refunded' as const,
            day: addDays(on, more.refunded.after),
            body: { pence: more.refunded.pence, words: '' },
          },
        ]),
    ...(more.withdrawn === null
      ? []
      : [
          {
            kind: 'penalty-withdrawn' as const,
            day: addDays(on, more.withdrawn),
            body: { because: 'material error' as const, words: 'It was another child' },
          },
        ]),
  ].toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const taken: PenaltyFact[] = [requested(on), clear(on), issued(on, rank)]
  for (const fact of later) if (mayFollow(taken, fact)) taken.push(fact)
  return { pupilId: pupil, contactId: parent, events: taken as unknown as ThreadEvent[] }
}

/** The ledger after all of them were asked for, one after the other; what is none left is refused. */
function ledgerOf(wishes: readonly Wish[]): readonly NoticeThread[] {
  const ledger: NoticeThread[] = []
  for (const one of wishes) {
    const { rank } = noticeRank(historyOf(ledger, END), { parent: one.parent, pupil: one.pupil, day: one.on })
    if (rank !== 'none left' && one.on >= FRAMEWORK_BEGINS) ledger.push(threadOf(one, rank))
  }
  return ledger
}
const wishes = fc.array(wish, { minLength: 4, maxLength: 12 })
const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0)
const penceOf = (thread: NoticeThread, kind: PenaltyFact['kind']) =>
  sum(
    penaltyFacts(thread.events).flatMap((fact) =>
      fact.kind === kind && 'pence' in fact.body ? [fact.body.pence] : [],
    ),
  )
const stateOf = (thread: NoticeThread, today: Day = END) => {
  const state = penaltyState(penaltyFacts(thread.events), today)
  if (state === undefined) throw new Error('a notice that was issued has a state')
  return state
}

describe('the ledger of many years', () => {
  it('never holds three notices that count within three years, to one parent for one child', () => {
    let two = 0
    fc.assert(
      fc.property(wishes, (all) => {
        const counted = historyOf(ledgerOf(all), END).filter(({ withdrawn }) => !withdrawn)
        for (const days of Map.groupBy(counted, ({ parent, pupil }) => `${parent} ${pupil}`).values()) {
          const inOrder = days.map(({ issued: on }) => on).toSorted()
          for (const [place, on] of inOrder.entries()) {
            const third = inOrder[place + 2]
            if (third !== undefined) expect(third > lastDayCounted(on)).toBe(true)
            if (inOrder[place + 1] !== undefined) two++
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(two).toBeGreaterThan(10)
  })

  it('has one price for a second notice and two for a first, whatever came before', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        for (const thread of ledgerOf(all)) {
          const { rank, prices } = stateOf(thread)
          expect(prices.map(({ pence }) => pence)).toEqual(rank === 'first' ? [8000, 16_000] : [16_000])
        }
      }),
    )
  })

  it('adds up to the penny on any day: what came is what went back, what is held and owed, and what has to go back', () => {
    fc.assert(
      fc.property(wishes, fc.nat(YEARS + 400), (all, days) => {
        const today = addDays(FIRST, days)
        const ledger = ledgerOf(all)
        const accounts = ledger.map((thread) => ({ thread, ...stateOf(thread, today) }))
        for (const { account, withdrawn, prices } of accounts) {
          const owed = account.held - account.toRefund
          expect([account.held, owed].every((pence) => pence >= 0)).toBe(true)
          expect(owed === 0 || prices.some(({ pence }) => pence === owed)).toBe(true)
          if (withdrawn) expect(account.toRefund).toBe(account.held)
          if (account.met !== null && !withdrawn) expect(owed).toBe(account.met.price.pence)
        }
        const came = sum(ledger.map((thread) => penceOf(thread, 'penalty-paid')))
        const back = sum(ledger.map((thread) => penceOf(thread, 'penalty-refunded')))
        expect(sum(accounts.map(({ account }) => account.held))).toBe(came - back)
      }),
      { numRuns: 100 },
    )
  })

  it('is closed by a payment of a whole price in its time, where none of it went back, and by nothing else', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        for (const thread of ledgerOf(all)) {
          const { stage, prices, withdrawn } = stateOf(thread)
          const facts = penaltyFacts(thread.events)
          if (withdrawn || facts.some(({ kind }) => kind === 'penalty-refunded')) continue
          const enough = facts.some(
            (fact) =>
              fact.kind === 'penalty-paid' &&
              prices.find(({ last }) => fact.day <= last) !== undefined &&
              fact.body.pence >= (prices.find(({ last }) => fact.day <= last)?.pence ?? 0),
          )
          expect(stage === 'paid21' || stage === 'paid28').toBe(enough)
        }
      }),
    )
  })
})
