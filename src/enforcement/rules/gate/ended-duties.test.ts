import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { sessionIndex } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { type CountedMark, thresholdStanding } from '../threshold/standing.ts'
import { decidedSessions, spentBefore } from '../threshold/used-sessions.ts'
import { type ChangeOfMarks, decidedDuty, recodedSessions, withdrawnDuty } from './ended-duties.ts'
import { improveDuties } from './gate-duties.ts'
import { improveGoesOn, noticeInTheWay, penaltyInTheWay } from './in-the-way.ts'
import { leftLying } from './left-lying.ts'

const ADA = '11111111-2222-4333-8444-555555555555' as PupilId
const TODAY = day('2026-11-23')
const MONDAYS = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'].map((one) => day(one))
const DAYS = ['2026-11-02', '2026-11-03', '2026-11-09', '2026-11-10', '2026-11-16'].map((one) => day(one))
const TEN: readonly CountedMark[] = DAYS.flatMap((on) =>
  (['AM', 'PM'] as const).map((half) => ({ session: { day: on, half }, code: 'N' as Code })),
)
const WEEKS = { mondays: MONDAYS, today: TODAY, threshold: { sessions: 10, schoolWeeks: 10 } }
const by = { name: 'Ann', position: 'Officer' }

function change(code: readonly [from: string, to: string], at: string): ChangeOfMarks {
  const [from, to] = code.map((one) => (one === '' ? 0 : byteOfCode(one as Code)))
  const session = sessionIndex({ day: day('2026-11-16'), half: 'PM' })
  return {
    ...{ year: 2026 as SchoolYear, madeAt: at as Moment, by },
    marks: [{ pupilId: ADA, session, from: from ?? 0, to: to ?? 0 }],
  }
}

const considered = (decision: string, more: object = {}): ThreadEvent[] =>
  [
    {
      number: 1,
      kind: 'considered',
      day: TODAY,
      body: { because: '', metOn: TODAY, sessions: [], leave: false, ...more },
    },
    {
      ...{ number: 2, kind: 'decided', day: TODAY, at: '2026-11-23T10:00:00.000Z', by },
      body: {
        ...{ decision, words: '', metOn: day('2026-11-16') },
        sessions: TEN.map(({ session, code }) => ({ ...session, code })),
        also: [{ day: day('2026-11-20'), half: 'AM', code: 'O' }],
      },
    },
  ] as unknown as ThreadEvent[]

describe('the duty to consider a penalty notice, when it is no more', () => {
  const recoded = recodedSessions([change(['N', 'I'], '2026-11-20T10:00:00.000Z')]).get(ADA)
  const now = thresholdStanding(TEN.slice(0, 9), WEEKS)
  const before = thresholdStanding(TEN, WEEKS)

  it('is withdrawn where sessions were recoded, with how many still count and who did it', () => {
    if (recoded === undefined) throw new Error('nothing was recoded')
    expect(withdrawnDuty(ADA, { before, now, recoded })).toMatchObject([
      {
        key: `N13:${ADA}:2026-11-16`,
        ended: { how: 'withdrawn', words: 'Sessions were recoded: 9 of the 10 still count', by },
      },
    ])
    expect(withdrawnDuty(ADA, { before, now: before, recoded })).toEqual([])
    expect(withdrawnDuty(ADA, { before: now, now, recoded })).toEqual([])
  })

  it('is not withdrawn by a session that counts again, or that never counted', () => {
    const back = change(['I', 'O'], '2026-11-20T11:00:00.000Z')
    expect(recodedSessions([change(['N', 'I'], '2026-11-20T10:00:00.000Z'), back]).size).toBe(0)
    expect(recodedSessions([change(['', 'N'], '2026-11-20T10:00:00.000Z')]).size).toBe(0)
    expect(recodedSessions([change(['I', '/'], '2026-11-20T10:00:00.000Z')]).size).toBe(0)
  })

  it('is done where the head decided, for as long as ended duties are told', () => {
    const thread = { pupilId: ADA, events: considered('no notice') }
    expect(decidedDuty(thread, day('2026-11-16'))).toMatchObject([
      { key: `N13:${ADA}:2026-11-16`, ended: { how: 'done', words: 'The head decided: no notice' } },
    ])
    expect(decidedDuty(thread, day('2026-11-24'))).toEqual([])
  })
})

describe('the sessions of a second consideration', () => {
  const first = { threadId: 'one', kind: 'consideration', events: considered('no notice') }
  const events = considered('no notice').slice(0, 1)

  it('are those that nobody has decided on, what counted besides among them', () => {
    expect(decidedSessions([first]).size).toBe(11)
    expect(spentBefore([first, { threadId: 'two', kind: 'consideration', events }], 'two', false).size).toBe(11)
    expect(spentBefore([first], 'one', false).size).toBe(0)
  })

  it('are the same again where it follows on a notice to improve', () => {
    const follows = considered('no notice', { noticeId: 'n' }).slice(0, 1)
    expect(spentBefore([first, { threadId: 'two', kind: 'consideration', events: follows }], 'two', false).size).toBe(0)
  })
})

describe('what stands in the way of a penalty notice', () => {
  const told = { considerationId: 'one', first: day('2026-11-16'), last: day('2026-12-18') }
  const notice = (outcome?: string, contactId = 'mother') => ({
    kind: 'notice to improve' as const,
    contactId,
    events: [
      { number: 1, kind: 'improve-drafted', day: day('2026-11-10'), body: told },
      { number: 2, kind: 'improve-sent', day: day('2026-11-10'), body: {} },
      ...(outcome === undefined ? [] : [{ number: 3, kind: 'improve-ended', day: TODAY, body: { outcome } }]),
    ] as unknown as ThreadEvent[],
  })
  type Threads = Parameters<typeof penaltyInTheWay>[0]
  const way = (threads: Threads, today = TODAY, parent = 'mother') =>
    noticeInTheWay(threads, { considerationId: 'one', parent, today })
  const altogether = (threads: Threads, parents: readonly string[], today = TODAY) =>
    penaltyInTheWay(threads, { considerationId: 'one', parents, today })

  it('is a notice to improve that gives the parent time still, or whose outcome nobody has said', () => {
    expect(way([notice()])).toMatch(/until Friday 18 December 2026/)
    expect(way([notice()], day('2026-12-19'))).toMatch(/Say first what came of it/)
    expect(way([])).toBeNull()
  })

  it('is what a notice to improve has brought; not one that failed or was withdrawn', () => {
    expect(way([notice('improved')])).toMatch(/settled/)
    for (const outcome of ['not improved', 'withdrawn', 'early penalty notice'])
      expect(way([notice(outcome)])).toBeNull()
  })

  it('is each parent’s own: what one was told stops nothing for the other, until both were told', () => {
    expect(way([notice()], TODAY, 'father')).toBeNull()
    expect(altogether([notice()], ['mother', 'father'])).toBeNull()
    expect(altogether([notice()], ['mother'])).toMatch(/this parent .* until Friday 18 December/)
    expect(altogether([notice(), notice(undefined, 'father')], ['mother', 'father'])).toMatch(/until Friday/)
    expect(altogether([notice('not improved'), notice(undefined, 'father')], ['mother', 'father'])).toBeNull()
    expect(altogether([], [])).toBeNull()
    // What is about the family waits for whoever was told.
    expect(improveGoesOn(notice(), { parent: null, today: TODAY })).toMatch(/a parent .* until Friday/)
  })

  it('is an education supervision order while it is in force, for every parent', () => {
    const order = {
      kind: 'education supervision order' as const,
      contactId: 'father',
      events: [
        { number: 1, kind: 'action-referred', day: day('2026-10-01'), body: { sessions: [] } },
        { number: 2, kind: 'action-answered', day: day('2026-10-05'), body: { answer: 'accepted' } },
        { number: 3, kind: 'order-made', day: day('2026-11-01'), body: { until: day('2027-10-31') } },
      ] as unknown as ThreadEvent[],
    }
    expect(altogether([order], ['mother'])).toMatch(/in force until Sunday 31 October 2027/)
    expect(altogether([order], ['mother'], day('2027-11-01'))).toBeNull()
  })
})

describe('what would be left lying', () => {
  const MOTHER = '21111111-2222-4333-8444-555555555555'
  const thread = (threadId: string, kind: string, events: readonly object[]) => ({
    ...{ threadId, kind, pupilId: ADA, contactId: null as string | null, caseId: null },
    events: events.map((event, place) => ({
      number: place + 1,
      day: TODAY,
      at: '2026-11-23T10:00:00.000Z',
      ...event,
    })) as unknown as ThreadEvent[],
  })
  const decidedOn = (decision: string) => thread('one', 'consideration', [{ kind: 'decided', body: { decision } }])
  const told = { considerationId: 'one', first: day('2026-11-30'), last: day('2027-01-08') }
  const notice = (...more: object[]) => ({
    ...thread(MOTHER, 'notice to improve', [{ kind: 'improve-drafted', body: told }, ...more]),
    contactId: 'mother',
  })
  const ended = (outcome: string) => ({ kind: 'improve-ended', body: { outcome }, at: '2027-01-11T10:00:00.000Z' })
  const stops = (of: ReturnType<typeof thread>, today: string) =>
    improveGoesOn({ ...of, kind: 'notice to improve', contactId: 'mother' }, { parent: 'mother', today: day(today) })
  const OPEN = { onRoll: true, mayBuild: () => true }
  const rules = (...threads: ReturnType<typeof thread>[]) => leftLying(threads, OPEN).map(({ rule }) => rule)

  it('is a notice to improve that the head decided on, until it is built', () => {
    expect(leftLying([decidedOn('notice to improve')], OPEN)).toMatchObject([
      { rule: 'enforcement.build', due: { kind: 'by', day: '2026-11-30' } },
    ])
    expect(rules(decidedOn('penalty notice'))).toEqual([])
    expect(rules(decidedOn('notice to improve'), notice())).toEqual([])
  })

  it('is a draft, until the head sends it or takes it back', () => {
    expect(improveDuties(notice(), TODAY)).toMatchObject([
      { rule: 'enforcement.send', due: { kind: 'by', day: '2026-11-30' } },
    ])
    expect(improveDuties(notice({ kind: 'improve-sent', body: {} }), TODAY)).toEqual([])
    expect(improveDuties(notice(ended('withdrawn')), TODAY)).toEqual([])
  })

  it('is a notice that the head let go and that has not left, or came too late for its weeks', () => {
    const message = (fate: object | undefined) =>
      notice({
        kind: 'improve-sent',
        body: { way: 'message' },
        fate: { byPost: true, to: 'Ms Hale', why: '', ...fate },
      })
    const duty = (fate: object, today: string) => improveDuties(message(fate), day(today))
    const toPrint = { is: 'to print', left: null }
    expect(duty(toPrint, '2026-11-23')).toMatchObject([
      {
        rule: 'enforcement.not-left',
        // Posted on Wednesday it is taken to be received on Friday, before the Monday on which it begins.
        due: { day: '2026-11-25' },
        because: [{ words: expect.stringMatching(/to Ms Hale has not left .*printed.*send it, or hand it over/) }],
        actions: [{ to: '/outbox' }, { to: '/notices-to-improve/$threadId' }],
      },
    ])
    // Held back for quiet hours it is nobody's work on the day itself.
    const waits = { is: 'waiting', left: null, byPost: false }
    expect([duty(waits, '2026-11-23').length, duty(waits, '2026-11-24').length]).toEqual([0, 1])
    expect(duty({ is: 'not gone', left: null, why: 'It did not arrive' }, '2026-11-24')[0]?.actions).toHaveLength(1)
    expect(duty({ is: 'went', left: '2026-11-25' }, '2026-11-27')).toEqual([])
    for (const fate of [toPrint, { is: 'went', left: '2026-12-01' }])
      expect(duty(fate, '2026-12-10')).toMatchObject([
        { rule: 'enforcement.not-left', because: [{ words: expect.stringMatching(/before its first day.*anew/) }] },
      ])
    expect(stops(message(toPrint), '2026-11-24')).toMatch(/has not left/)
    expect(stops(message(toPrint), '2026-12-10')).toMatch(/before its first day/)
  })

  it('is what the head decided on, again, where its notice was taken back because it was never with the parent in time', () => {
    const sent = (fate: object) => ({
      kind: 'improve-sent',
      body: { way: 'message' },
      fate: { byPost: false, ...fate },
    })
    const takenBack = (fate: object) => rules(decidedOn('notice to improve'), notice(sent(fate), ended('withdrawn')))
    expect(takenBack({ left: null })).toEqual(['enforcement.build'])
    expect(takenBack({ left: '2026-12-01' })).toEqual(['enforcement.build'])
    expect(takenBack({ left: '2026-11-24' })).toEqual([])
  })

  it('is a notice that did not bring enough, until something follows on it', () => {
    const before = decidedOn('notice to improve')
    const later = thread('two', 'consideration', [{ kind: 'considered', body: {}, at: '2027-01-12T10:00:00.000Z' }])
    for (const outcome of ['not improved', 'early penalty notice']) {
      expect(rules(before, notice(ended(outcome)))).toEqual(['enforcement.follow'])
      expect(rules(before, notice(ended(outcome)), later)).toEqual([])
    }
    for (const outcome of ['improved', 'withdrawn']) expect(rules(before, notice(ended(outcome)))).toEqual([])
  })

  it('is each parent’s own: what begins for the father leaves the mother’s lying; what is about the child does not', () => {
    const failed = notice(ended('not improved'))
    const begins = (kind: string, contactId: string | null) =>
      rules(failed, { ...thread('two', kind, [{ kind: 'x', at: '2027-01-12T10:00:00.000Z' }]), contactId })
    for (const kind of ['notice to improve', 'penalty notice', 'prosecution']) {
      expect(begins(kind, 'father'), kind).toEqual(['enforcement.follow'])
      expect(begins(kind, 'mother'), kind).toEqual([])
    }
    expect(begins('fast track', null)).toEqual([])
    expect(begins('public place notice', 'mother')).toEqual(['enforcement.follow'])
    // Questions of before that the head answers now, or has yet to answer, are what follows.
    const decidedAgain = { kind: 'decided', body: { decision: 'no notice' }, at: '2027-01-13T10:00:00.000Z' }
    expect(rules(failed, thread('one', 'consideration', [decidedAgain]))).toEqual([])
    expect(rules(failed, thread('two', 'consideration', [{ kind: 'considered', body: {} }]))).toEqual([])
  })

  it('is nothing of a child who left, for whom nothing can begin, and no notice behind a gate that is shut', () => {
    const failed = [decidedOn('notice to improve'), notice(ended('not improved'))]
    expect(leftLying(failed, OPEN)).toHaveLength(1)
    expect(leftLying(failed, { ...OPEN, onRoll: false })).toEqual([])
    expect(leftLying([decidedOn('notice to improve')], { ...OPEN, mayBuild: () => false })).toEqual([])
  })
})
