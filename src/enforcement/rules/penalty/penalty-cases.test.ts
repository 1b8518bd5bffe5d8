import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { thresholdOn } from '../../../law/thresholds.ts'
import { referenceData } from '../../../testing/reference-data.ts'
import { dueOn } from './money.ts'
import { noticeRank, noticesNeeded } from './notice-rank.ts'
import { FOLLOWS, type PenaltyFact, penaltyState } from './penalty-state.ts'
import { FIRST_PENALTY_SETTINGS, pricesFor } from './settings.ts'
import { clear, issued, paid, requested } from './test-facts.ts'

interface WorkedCase {
  readonly id: string
  readonly given: string
  readonly expected: string
}

const file = referenceData('cases/penalty_notice_cases.csv')
const cases: readonly WorkedCase[] = file === undefined ? [] : parse(readFileSync(file), { columns: true })
const of = (id: string): WorkedCase => {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no case ${id}`)
  return found
}
const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
const people = (amount: number, sort: string) => Array.from({ length: amount }, (_, place) => `${sort}${place}`)

const ISSUED = day('2026-10-05')
const RECEIVED = day('2026-10-07')
const notice = (...more: PenaltyFact[]): PenaltyFact[] => [
  requested('2026-10-01'),
  clear('2026-10-02'),
  issued(ISSUED),
  ...more,
]
const asked = { parent: 'p', pupil: 'c' }
const past = (on: string, withdrawn = false) => ({ kind: 'absence' as const, ...asked, issued: day(on), withdrawn })

/** How each case is tried: what it gives goes into the rules, and its own expectation judges what comes out. */
const TRIED: Readonly<Record<string, (worked: WorkedCase) => void>> = {
  F1: ({ given, expected }) => {
    const found = given.split(' / ').map((one) => {
      const [parents = 0, children = 0] = numbers(one)
      return noticesNeeded(people(parents, 'parent'), people(children, 'child')).length
    })
    expect(found).toEqual(numbers(expected))
  },
  F2: ({ given, expected }) => {
    const [parents = 0, children = 0] = numbers(given)
    expect([noticesNeeded(people(parents, 'parent'), people(children, 'child')).length]).toEqual(numbers(expected))
  },
  F3: ({ given, expected }) => {
    const [parents = 0, children = 0] = numbers(given)
    const days = numbers(given)[2] ?? 0
    const state = penaltyState(notice(), addDays(RECEIVED, days + 1))
    const notices = noticesNeeded(people(parents, 'parent'), people(children, 'child')).length
    const each = (state?.due?.pence ?? 0) / 100
    expect([notices, each, notices * each]).toEqual(numbers(expected))
  },
  F4: ({ given, expected }) => {
    const found = numbers(given).map((after) => {
      const on = addDays(RECEIVED, after)
      const due = penaltyState(notice(), on)?.due?.pence ?? 0
      expect(penaltyState(notice(paid(on, due)), on)?.account.met?.price.pence).toBe(due)
      return due / 100
    })
    expect(found).toEqual(numbers(expected))
  },
  F5: ({ given, expected }) => {
    const after = addDays(RECEIVED, (numbers(given)[0] ?? 0) + 1)
    const state = penaltyState(notice(), after)
    expect(expected).toBe('no late payment price; authority decides to prosecute or withdraw')
    expect([state?.stage, state?.due]).toEqual(['unpaid', null])
    expect(FOLLOWS.unpaid).toEqual(expect.arrayContaining(['penalty-prosecuted', 'penalty-withdrawn']))
    expect(penaltyState(notice(paid(after, 16_000)), after)).toMatchObject({
      stage: 'unpaid',
      account: { toRefund: 16_000 },
    })
  },
  F6: ({ expected }) => {
    const { rank } = noticeRank([past('2024-09-10')], { ...asked, day: day('2027-09-10') })
    expect(rank).toBe('second')
    const prices = pricesFor({ kind: 'absence', rank: 'second', issued: ISSUED }, FIRST_PENALTY_SETTINGS)
    expect(expected).toBe(`${(prices[0]?.pence ?? 0) / 100} GBP flat; no 80`)
    expect(prices).toHaveLength(1)
    const dated = prices.map((price) => ({ ...price, last: addDays(RECEIVED, price.within) }))
    expect([1, 21, 22, 28].map((on) => dueOn(dated, addDays(RECEIVED, on))?.pence)).toEqual(Array(4).fill(16_000))
  },
  F7: ({ expected }) => {
    const history = [past('2024-09-10'), past('2025-06-02')]
    expect(noticeRank(history, { ...asked, day: day('2027-09-10') }).rank).toBe('none left')
    expect(expected).toBe('no penalty notice; other action')
  },
  F8: ({ expected }) => {
    const history = [past('2025-01-10', true), past('2025-06-02')]
    expect(noticeRank(history, { ...asked, day: day('2026-01-12') })).toMatchObject({
      rank: 'second',
      counted: ['2025-06-02'],
    })
    expect(expected).toBe('does not count toward the limit of 2')
  },
  F11: ({ expected }) => {
    const history = [{ ...past('2025-06-02'), kind: 'public-place' as const }]
    expect(noticeRank(history, { ...asked, day: day('2026-01-12') })).toMatchObject({ rank: 'first', counted: [] })
    expect(expected).toBe('outside the framework; does not count')
  },
  F12: ({ expected }) => {
    const [least, most] = numbers(expected)
    expect([thresholdOn('N14-least', ISSUED)?.amount, thresholdOn('N14-most', ISSUED)?.amount]).toEqual([least, most])
  },
}

describe.skipIf(file === undefined)('the worked cases of penalty notices', () => {
  it('are all tried', () => expect(cases.map(({ id }) => id).sort()).toEqual(Object.keys(TRIED).sort()))

  it.each(Object.entries(TRIED))('%s', (id, tried) => tried(of(id)))
})
