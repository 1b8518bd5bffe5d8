import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type ComparedReport, contradict, contradictions } from './contradictions.ts'
import { outcomeForFamily } from './outcome.ts'
import {
  acceptedAs,
  coversSession,
  expectedBack,
  openAbsence,
  type Report,
  type ReportState,
  type ReportStep,
  reportState,
} from './report.ts'

const MONDAY = day('2026-11-23')
const at = '2026-11-23T09:00:00.000Z' as Moment
const by = { name: 'Olu Officer', position: 'Attendance officer' }
const am = (on: string) => ({ day: day(on), half: 'AM' as const })
const pm = (on: string) => ({ day: day(on), half: 'PM' as const })

function steps(...kinds: ReportStep['kind'][]): ReportStep[] {
  return kinds.map((kind, place): ReportStep => {
    const step = { number: place + 1, at, by }
    if (kind === 'accepted' || kind === 'changed')
      return {
        ...step,
        kind,
        code: 'I',
        from: am('2026-11-23'),
        to: pm('2026-11-24'),
        text: '',
        amended: 4,
        planned: 5,
        marks: 3,
      }
    if (kind === 'set-aside') return { ...step, kind, reason: 'duplicate', text: '', movedTo: null }
    return { ...step, kind, text: 'Which of the twins?' }
  })
}

describe('where a report stands', () => {
  it.each<[ReportStep['kind'][], ReportState]>([
    [[], 'waiting'],
    [['question'], 'waiting for the family'],
    [['question', 'answer'], 'waiting'],
    [['question', 'answer', 'question'], 'waiting for the family'],
    [['accepted'], 'accepted'],
    [['accepted', 'changed'], 'accepted'],
    [['accepted', 'question'], 'accepted'],
    [['set-aside'], 'set aside'],
    [['question', 'accepted'], 'accepted'],
    [['accepted', 'set-aside'], 'set aside'],
  ])('after %j it is %s', (kinds, state) => {
    expect(reportState(steps(...kinds))).toBe(state)
  })

  it('has an acceptance in force only while it is accepted, and then the last one', () => {
    expect(acceptedAs(steps('accepted', 'changed'))?.number).toBe(2)
    expect(acceptedAs(steps('accepted', 'set-aside'))).toBeUndefined()
    expect(acceptedAs(steps('question'))).toBeUndefined()
  })
})

describe('the days of a report', () => {
  const report = (until: Report['until'], first: Session = am('2026-11-23')) => ({ first, until })
  it.each<readonly [string, ReturnType<typeof report>, Session, boolean]>([
    ['before its first session', report({ kind: 'day', day: MONDAY }, pm('2026-11-23')), am('2026-11-23'), false],
    ['its last day', report({ kind: 'day', day: MONDAY }), pm('2026-11-23'), true],
    ['the day after its last', report({ kind: 'day', day: MONDAY }), am('2026-11-24'), false],
    ['the day of the return', report({ kind: 'returns', day: day('2026-11-25') }), am('2026-11-25'), false],
    ['the day before the return', report({ kind: 'returns', day: day('2026-11-25') }), pm('2026-11-24'), true],
    ['the first day where nobody knows', report({ kind: 'unknown' }), pm('2026-11-23'), true],
    ['the second day where nobody knows', report({ kind: 'unknown' }), am('2026-11-24'), false],
  ])('%s', (...[, of, session, covered]) => {
    expect(coversSession(of, session)).toBe(covered)
  })

  it('end when the child is expected back: never while the report still speaks of that day', () => {
    const untils = fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((n): Report['until'] => ({ kind: 'day', day: addDays(MONDAY, n) })),
      fc.integer({ min: 1, max: 20 }).map((n): Report['until'] => ({ kind: 'returns', day: addDays(MONDAY, n) })),
    )
    fc.assert(
      fc.property(untils, (until) => {
        const back = expectedBack({ until }, (after) => addDays(after, 1))
        if (back === null) throw new Error('a known end has a return')
        const of = report(until)
        expect(coversSession(of, { day: back, half: 'AM' })).toBe(false)
        expect(coversSession(of, { day: addDays(back, -1), half: 'PM' })).toBe(true)
      }),
    )
    expect(expectedBack({ until: { kind: 'unknown' } }, (after) => addDays(after, 1))).toBeNull()
  })
})

describe('two reports about one child', () => {
  const one = (change: Partial<ComparedReport> = {}): ComparedReport => ({
    id: 'a',
    first: am('2026-11-23'),
    until: { kind: 'day', day: MONDAY },
    category: 'illness',
    state: 'waiting',
    ...change,
  })
  it.each<[string, Partial<ComparedReport>, boolean]>([
    ['of one mind agree', {}, false],
    ['with other reasons contradict', { category: 'holiday' }, true],
    ['with other returns contradict', { until: { kind: 'day', day: day('2026-11-25') } }, true],
    ['of which one knows no end agree', { until: { kind: 'unknown' } }, false],
    ['of other days agree', { first: am('2026-11-24'), until: { kind: 'unknown' }, category: 'holiday' }, false],
    ['of which one was set aside agree', { category: 'holiday', state: 'set aside' }, false],
  ])('%s', (_, change, expected) => {
    const other = one({ id: 'b', ...change })
    expect(contradict(one(), other)).toBe(expected)
    expect(contradict(other, one())).toBe(expected)
    expect(contradictions([one(), other]).get('a')).toEqual(expected ? ['b'] : [])
  })
})

describe('what the family is told', () => {
  it('is the reason, the days and how it counts, in plain words', () => {
    expect(outcomeForFamily(steps('accepted'))).toBe(
      'We have recorded Monday 23 November 2026 to Tuesday 24 November 2026 as “Illness”. The school accepts the reason.',
    )
  })
  it('names no restricted code in a message, which anybody may read who holds the telephone', () => {
    const restricted = steps('accepted').map((step) =>
      step.kind === 'accepted' ? { ...step, code: 'Y5' as const } : step,
    )
    expect(outcomeForFamily(restricted)).toContain('detention')
    expect(outcomeForFamily(restricted, 'message')).toBe(
      'We have recorded what you told us about Monday 23 November 2026 to Tuesday 24 November 2026. Please ring us if you want to know how.',
    )
    expect(outcomeForFamily(steps('accepted'), 'message')).toBe(outcomeForFamily(steps('accepted')))
  })
  it('is the question while one waits, and nothing of the office’s when it is set aside', () => {
    expect(outcomeForFamily(steps('question'))).toContain('Which of the twins?')
    expect(outcomeForFamily(steps('set-aside'))).toBe('We had this from you already.')
    expect(outcomeForFamily(steps('question', 'answer'))).toContain('your answer')
    expect(outcomeForFamily([])).toContain('We have your report')
  })
})

describe('what an absence still wants', () => {
  const none = { unexplained: true, reports: [], seenSafe: false, handedOver: false }
  it.each([
    [none, 'unexplained'],
    [{ ...none, reports: ['waiting'] as const }, 'reported, to accept'],
    [{ ...none, reports: ['waiting for the family', 'set aside'] as const }, 'unexplained'],
    [{ ...none, reports: ['waiting'] as const, seenSafe: true }, 'seen and safe'],
    [{ ...none, handedOver: true }, 'handed over'],
    [{ ...none, unexplained: false, handedOver: true }, 'explained'],
  ])('%j is %s', (facts, expected) => {
    expect(openAbsence(facts)).toBe(expected)
  })
})
