import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import { FRAMEWORK_BEGINS, pricesOf } from '../../../law/notices/penalty-notices.ts'
import { historyOf, noticeOnSame, settledSessions } from './facts-settled.ts'
import { accountOf, datedPrices, type Movement, pounds } from './money.ts'
import { type IssuedNotice, noticeRank } from './notice-rank.ts'
import { FOLLOWS, mayFollow, type PenaltyFact, type penaltyFacts, penaltyState } from './penalty-state.ts'
import { anyFacts, clear, issued, paid, requested } from './test-facts.ts'

const notice = (on: string, more: Partial<IssuedNotice> = {}): IssuedNotice => ({
  kind: 'absence',
  parent: 'p',
  pupil: 'c',
  issued: day(on),
  withdrawn: false,
  ...more,
})
const rankOn = (on: string, ...history: IssuedNotice[]) =>
  noticeRank(history, { parent: 'p', pupil: 'c', day: day(on) }).rank

describe('which notice it would be', () => {
  it.each([
    ['nothing before', '2026-11-23', [], 'first'],
    ['one two years ago', '2026-11-23', [notice('2024-11-25')], 'second'],
    ['two in three years', '2026-11-23', [notice('2024-11-25'), notice('2025-11-25')], 'none left'],
    ['one withdrawn', '2026-11-23', [notice('2025-11-25', { withdrawn: true })], 'first'],
    ['issued the day before the framework', '2025-01-06', [notice('2024-08-18')], 'first'],
    ['issued on its first day', '2025-01-06', [notice('2024-08-19')], 'second'],
    ['about a public place', '2026-11-23', [notice('2025-11-25', { kind: 'public-place' })], 'first'],
    ['to the other parent', '2026-11-23', [notice('2025-11-25', { parent: 'q' })], 'first'],
    ['for a sister', '2026-11-23', [notice('2025-11-25', { pupil: 'd' })], 'first'],
    ['on the anniversary', '2027-09-10', [notice('2024-09-10'), notice('2025-09-10')], 'none left'],
    ['the day after it', '2027-09-11', [notice('2024-09-10'), notice('2025-09-10')], 'second'],
    ['entered late, for a day before one that counts', '2026-11-20', [notice('2026-11-23')], 'second'],
    ['entered late, between two', '2026-11-20', [notice('2025-06-02'), notice('2026-11-23')], 'none left'],
    [
      'entered late, and two within three years of the later',
      '2025-06-02',
      [notice('2026-01-12'), notice('2026-11-23')],
      'none left',
    ],
    ['one two years before, one two years after', '2026-11-20', [notice('2024-11-20'), notice('2028-11-20')], 'second'],
    ['29 February, three years on', '2031-02-28', [notice('2028-02-29')], 'second'],
    ['29 February, the day after', '2031-03-01', [notice('2028-02-29')], 'first'],
  ] as const)('%s', (...[, on, history, rank]) => expect(rankOn(on, ...history)).toBe(rank))

  it('never lets three notices lie within three years, in whatever order they are entered', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 40 }), (numbers) => {
        const history: IssuedNotice[] = []
        for (const number of numbers) {
          const on = addDays(FRAMEWORK_BEGINS, number)
          if (rankOn(on, ...history) !== 'none left') history.push(notice(on))
        }
        const inOrder = history.toSorted((one, other) => (one.issued < other.issued ? -1 : 1))
        for (const [place, { issued: third }] of inOrder.entries()) {
          const first = inOrder[place - 2]?.issued
          const years = Number(third.slice(0, 4)) - Number(first?.slice(0, 4))
          if (first !== undefined) expect(years > 3 || (years === 3 && third.slice(5) > first.slice(5))).toBe(true)
        }
      }),
    )
  })
})

describe('money', () => {
  const prices = datedPrices(pricesOf('first', day('2026-10-01')), day('2026-10-01'))
  const of = (movements: readonly Movement[], more: { inParts?: boolean; withdrawn?: boolean; today?: Day } = {}) =>
    accountOf(movements, { prices, inParts: false, withdrawn: false, today: day('2026-10-30'), ...more })
  const pay = (on: string, pence: number): Movement => ({ kind: 'paid', day: day(on), pence })

  it.each([
    ['the lower price on day 21', [pay('2026-10-22', 8000)], 8000, 0],
    ['the lower price on day 22: not the whole of what is due', [pay('2026-10-23', 8000)], undefined, 8000],
    ['the full price on day 28', [pay('2026-10-29', 16_000)], 16_000, 0],
    ['the full price on day 29: nothing is paid late', [pay('2026-10-30', 16_000)], undefined, 16_000],
    ['too much', [pay('2026-10-05', 10_000)], 8000, 2000],
    ['twice', [pay('2026-10-05', 8000), pay('2026-10-06', 8000)], 8000, 8000],
    ['in two parts', [pay('2026-10-05', 4000), pay('2026-10-06', 4000)], undefined, 8000],
  ] as const)('%s', (...[, movements, met, toRefund]) => {
    const account = of(movements)
    expect([account.met?.price.pence, account.toRefund]).toEqual([met, toRefund])
  })

  it('takes parts where the school has said that its authority does, and gives all back on withdrawal', () => {
    const parts = [pay('2026-10-05', 4000), pay('2026-10-06', 4000)]
    expect(of(parts, { inParts: true })).toMatchObject({ toRefund: 0, met: { day: '2026-10-06' } })
    expect(of(parts, { inParts: true, withdrawn: true }).toRefund).toBe(8000)
  })

  it('keeps a part that is allowed until the last day is over, up to the full price, in whatever parts it comes', () => {
    const part = { inParts: true, today: day('2026-10-29') }
    expect(of([pay('2026-10-06', 4000)], part)).toMatchObject({ toRefund: 0, met: null })
    expect(of([pay('2026-10-06', 4000)], { ...part, today: day('2026-10-30') }).toRefund).toBe(4000)
    expect(of([pay('2026-10-06', 4000)], { ...part, inParts: false }).toRefund).toBe(4000)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9000 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 28 }),
        (parts, on) => {
          const { held, met, toRefund } = of(
            parts.map((pence) => pay(addDays(day('2026-10-01'), on), pence)),
            part,
          )
          expect(toRefund).toBe(Math.max(0, held - (met?.price.pence ?? 16_000)))
        },
      ),
    )
  })

  it('is met no more by a payment that bounced, and by another in time', () => {
    const prices = datedPrices(pricesOf('first', day('2026-10-01')), day('2026-10-01'))
    const on = (at: string, kind: 'paid' | 'refunded') => ({ kind, day: day(at), pence: 8000 })
    const of = { prices, inParts: false, withdrawn: false, today: day('2026-11-30') }
    const bounced = [on('2026-10-05', 'paid'), on('2026-10-08', 'refunded')]
    expect(accountOf(bounced, of)).toMatchObject({ met: null, held: 0, toRefund: 0 })
    expect(accountOf([...bounced, on('2026-10-20', 'paid')], of)).toMatchObject({
      met: { day: '2026-10-20' },
      held: 8000,
    })
  })

  it('writes whole pence as pounds', () => {
    expect([8000, 16_050, 123_456_705, 0].map(pounds)).toEqual(['£80', '£160.50', '£1,234,567.05', '£0'])
  })
})

describe('where a notice stands', () => {
  const standard = [requested('2026-10-01'), clear('2026-10-02'), issued('2026-10-05')]
  const stage = (on: string, ...facts: PenaltyFact[]) => penaltyState(facts, day(on))?.stage

  it('walks from the request to the day on which it is unpaid', () => {
    expect(stage('2026-10-01', ...standard.slice(0, 1))).toBe('requested')
    expect(stage('2026-10-02', ...standard.slice(0, 2))).toBe('checked')
    expect(stage('2026-10-06', ...standard)).toBe('issued')
    expect(penaltyState(standard, day('2026-10-07'))).toMatchObject({ stage: 'received', deemed: true, daysLeft: 21 })
    expect(penaltyState(standard, day('2026-10-28'))).toMatchObject({ due: { pence: 8000 }, daysLeft: 0 })
    expect(penaltyState(standard, day('2026-10-29'))).toMatchObject({ due: { pence: 16_000 }, daysLeft: 6 })
    expect(penaltyState(standard, day('2026-11-04'))).toMatchObject({ stage: 'received', daysLeft: 0 })
    expect(penaltyState(standard, day('2026-11-05'))).toMatchObject({ stage: 'unpaid', due: null })
    expect(stage('2026-11-23', ...standard, paid('2026-10-28', 8000))).toBe('paid21')
    expect(stage('2026-11-23', ...standard, paid('2026-10-29', 16_000))).toBe('paid28')
  })

  it('has nothing in it that is older than its request', () => {
    expect(stage('2026-10-06', requested('2026-10-01'), clear('2026-09-30'))).toBe('requested')
    expect(stage('2026-10-06', requested('2026-10-01'), { ...clear('2026-10-01') }, issued('2026-09-30'))).toBe(
      'checked',
    )
  })

  it('of elsewhere that was withdrawn there, or never was, counts no more', () => {
    const elsewhere: PenaltyFact = {
      kind: 'penalty-elsewhere',
      day: day('2025-06-02'),
      body: { kind: 'absence', parent: 'Sam Vale', withdrawn: false, where: 'Farshire', source: 'Their letter' },
    }
    const mistaken: PenaltyFact = {
      kind: 'penalty-mistaken',
      day: day('2026-10-01'),
      body: { because: 'Another child' },
    }
    const gone: PenaltyFact = {
      kind: 'penalty-withdrawn',
      day: day('2026-10-01'),
      body: { because: 'material error', words: 'Their letter' },
    }
    const rankAfter = (...facts: PenaltyFact[]) =>
      noticeRank(historyOf([{ pupilId: 'c', contactId: 'p', events: facts.map(written) }], day('2026-11-23')), {
        parent: 'p',
        pupil: 'c',
        day: day('2026-11-23'),
      }).rank
    expect([rankAfter(elsewhere), rankAfter(elsewhere, mistaken), rankAfter(elsewhere, gone)]).toEqual([
      'second',
      'first',
      'first',
    ])
    expect(stage('2026-11-23', elsewhere, mistaken)).toBe('mistaken')
    expect(mayFollow([elsewhere, gone], { ...gone, day: day('2026-10-02') })).toBe(false)
    expect(mayFollow([elsewhere, gone], mistaken)).toBe(true)
    expect(mayFollow([elsewhere, mistaken], gone)).toBe(false)
  })

  it('takes money that the authority tells of after the end, and owes it back', () => {
    const withdrawn: PenaltyFact = {
      kind: 'penalty-withdrawn',
      day: day('2026-10-12'),
      body: { because: 'wrong person', words: 'It was the other parent' },
    }
    expect(penaltyState([...standard, withdrawn, paid('2026-10-13', 8000)], day('2026-12-01'))).toMatchObject({
      stage: 'withdrawn',
      account: { held: 8000, toRefund: 8000 },
    })
    expect(
      penaltyState([...standard, paid('2026-10-08', 8000), paid('2026-10-09', 8000)], day('2026-12-01')),
    ).toMatchObject({
      stage: 'paid21',
      account: { toRefund: 8000 },
    })
  })

  it('runs from the day of receipt where that is known', () => {
    const received: PenaltyFact = { kind: 'penalty-received', day: day('2026-10-12'), body: { words: '' } }
    expect(penaltyState([...standard, received], day('2026-11-09'))).toMatchObject({
      stage: 'received',
      deemed: false,
      daysLeft: 0,
    })
  })

  it('is not issued before the authority said that all is clear', () => {
    const unclear = {
      ...clear('2026-10-02'),
      body: { answer: 'not clear', elsewhere: 2, from: 'A', words: '' },
    } as const
    expect(stage('2026-10-06', requested('2026-10-01'), issued('2026-10-05'))).toBe('requested')
    expect(stage('2026-10-06', requested('2026-10-01'), unclear, issued('2026-10-05'))).toBe('not clear')
    expect(stage('2026-10-06', requested('2026-10-01'), issued('2026-10-01'), clear('2026-10-02'))).toBe('checked')
  })

  it('is prosecuted only when it is unpaid, and never after it was withdrawn', () => {
    const prosecuted = (on: string): PenaltyFact => ({
      kind: 'penalty-prosecuted',
      day: day(on),
      body: { words: 'Not paid', reference: '' },
    })
    const withdrawn = (on: string): PenaltyFact => ({
      kind: 'penalty-withdrawn',
      day: day(on),
      body: { because: 'wrong person', words: 'It was the other parent' },
    })
    expect(stage('2026-12-01', ...standard, prosecuted('2026-11-04'))).toBe('unpaid')
    expect(stage('2026-12-01', ...standard, prosecuted('2026-11-05'))).toBe('prosecuted')
    expect(stage('2026-12-01', ...standard, withdrawn('2026-11-05'), prosecuted('2026-11-06'))).toBe('withdrawn')
    const paidBack = penaltyState([...standard, paid('2026-10-08', 8000), withdrawn('2026-10-12')], day('2026-12-01'))
    expect(paidBack).toMatchObject({ stage: 'withdrawn', account: { toRefund: 8000 } })
    const thread = { pupilId: 'c', contactId: 'p', events: [...standard, withdrawn('2026-11-05')].map(written) }
    const facts = [{ day: day('2026-09-14'), half: 'AM' as const }]
    expect(settledSessions(facts, [thread], { parent: 'p', today: day('2026-12-01') })).toEqual(facts)
    expect(settledSessions(facts, [thread], { parent: 'q', today: day('2026-12-01') })).toEqual([])
  })

  it('has no stage without its events, whatever is thrown at it, and its money is the sum of what counted', () => {
    const afterIssue = ['issued', 'received', 'paid21', 'paid28', 'unpaid', 'prosecuted', 'withdrawn']
    const reached = new Set<string>()
    const before = [requested('2026-10-01'), clear('2026-10-01'), issued('2026-10-02')]
    const prosecuted = { kind: 'penalty-prosecuted', body: { words: 'Unpaid', reference: '' } } as const
    const withdrawn = { kind: 'penalty-withdrawn', body: { because: 'wrong person', words: 'The other' } } as const
    // One story to each stage is tried always: chance reaches a payment at the full price in most runs, and not in all.
    const stories: readonly (readonly [more: readonly PenaltyFact[], later: number])[] = [
      [[], 1],
      [[], 10],
      [[paid('2026-10-10', 8000)], 20],
      [[paid('2026-10-30', 16_000)], 40],
      [[], 60],
      [[{ ...prosecuted, day: day('2026-11-20') }], 60],
      [[{ ...withdrawn, day: day('2026-10-10') }], 20],
    ]
    const examples = stories.map(([more, later]): [readonly PenaltyFact[], number] => [[...before, ...more], later])
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 120 }), (facts, later) => {
        const today = addDays(day('2026-10-01'), later)
        const taken: PenaltyFact[] = []
        for (const fact of facts) if (mayFollow(taken, fact)) taken.push(fact)
        const state = penaltyState(facts, today)
        expect(state).toEqual(penaltyState(taken, today))
        if (state === undefined) {
          expect(taken).toEqual([])
          return
        }
        const kinds = taken.map(({ kind }) => kind)
        expect(['penalty-requested', 'penalty-elsewhere']).toContain(kinds[0])
        reached.add(state.stage)
        if (afterIssue.includes(state.stage)) {
          const at = kinds.indexOf('penalty-issued')
          expect(at).toBeGreaterThanOrEqual(2)
          expect(taken.slice(0, at).findLast(({ kind }) => kind === 'penalty-checked')?.body).toMatchObject({
            answer: 'clear',
          })
        }
        if (state.stage === 'prosecuted') expect(kinds).not.toContain('penalty-withdrawn')
        const sum = (kind: string) =>
          taken.reduce((all, fact) => all + (fact.kind === kind && 'pence' in fact.body ? fact.body.pence : 0), 0)
        const { account } = state
        expect([account.paid, account.refunded]).toEqual([sum('penalty-paid'), sum('penalty-refunded')])
        expect(account.held).toBe(account.paid - account.refunded)
        expect(account.held).toBeGreaterThanOrEqual(0)
        expect(account.toRefund).toBeLessThanOrEqual(account.held)
      }),
      { numRuns: 1000, examples },
    )
    expect(afterIssue.filter((stage) => !reached.has(stage))).toEqual([])
    expect(FOLLOWS.withdrawn).not.toContain('penalty-prosecuted')
  })
})

describe('two notices to one parent on the same sessions', () => {
  const thread = (...facts: PenaltyFact[]) => ({ pupilId: 'c', contactId: 'p', events: facts.map(written) })
  const one = { day: day('2026-09-14'), half: 'AM' as const }
  const other = { day: day('2026-09-15'), half: 'AM' as const }
  const open = thread(requested('2026-10-01'))
  const sent = thread(requested('2026-10-01'), clear('2026-10-01'), issued('2026-10-01'))
  const off = thread(requested('2026-10-01'), {
    kind: 'penalty-called-off',
    day: day('2026-10-02'),
    body: { because: 'Not clear' },
  })
  const back = (because: 'material error' | 'wrong person' | 'ought not to have been issued') =>
    thread(requested('2026-10-01'), clear('2026-10-01'), issued('2026-10-01'), {
      kind: 'penalty-withdrawn',
      day: day('2026-10-05'),
      body: { because, words: 'As the authority wrote' },
    })
  const asked = { parent: 'p', sessions: [one], today: day('2026-11-01'), reuse: false, issuedAlone: false }

  it.each([
    ['asked for', open, {}, true],
    ['asked for, where only those issued matter', open, { issuedAlone: true }, false],
    ['issued', sent, { issuedAlone: true }, true],
    ['called off', off, {}, false],
    ['withdrawn for an error in it', back('material error'), {}, false],
    ['withdrawn, because it ought not to have been issued', back('ought not to have been issued'), {}, true],
    ['withdrawn, and to the other parent', back('wrong person'), { parent: 'q' }, false],
    ['to the other parent', open, { parent: 'q' }, false],
    ['on other sessions', open, { sessions: [other] }, false],
    ['on some of them', open, { sessions: [one, other] }, true],
    ['on some of them, where sessions count again', open, { sessions: [one, other], reuse: true }, false],
    ['on all of them, where sessions count again', open, { reuse: true }, true],
  ] as const)('%s', (...[, before, more, found]) => {
    expect(noticeOnSame([before], { ...asked, ...more }) !== undefined).toBe(found)
  })
})

const written = (fact: PenaltyFact, place: number) =>
  ({ ...fact, number: place + 1, at: '2026-10-01T09:00:00.000Z', by: { name: '', position: '' } }) as Parameters<
    typeof penaltyFacts
  >[0][number]
