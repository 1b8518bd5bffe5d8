import { describe, expect, it } from 'vitest'
import { type Duty, schoolDaysOf } from '../../duties/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Entry } from '../contract/entry.ts'
import { asInCase } from '../rules/cases/absence-duties.ts'
import type { CaseFacts } from '../rules/cases/case-facts.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { barrierDuties } from './barrier-duties.ts'
import { caseDuties } from './case-duties.ts'

const TODAY = day('2026-09-10')
const PUPIL = 'child' as PupilId
const years = [2025, 2026].map((year) => ({
  year: schoolYear(year),
  terms: [{ name: 'Year', first: day(`${year}-09-01`), last: day(`${year + 1}-07-20`) }],
  daysOff: [],
}))

type Act = readonly [Entry['kind'], object, string]
function facts(acts: readonly Act[]): CaseFacts {
  const entries = acts.map(
    ([kind, body, on], place) =>
      ({ kind, body, day: on, at: `${on}T09:00:00.000Z` as Moment, number: place + 1, restricted: false }) as Entry,
  )
  // Duties of cases read no more of a school than this.
  return {
    asked: { today: TODAY, days: schoolDaysOf(years) },
    cases: [{ caseId: 'c', pupilId: PUPIL, entries, state: caseState(entries) }],
    enrolments: new Map([[PUPIL, { leavingDay: null }]]),
    here: new Set(),
  } as unknown as CaseFacts
}
const opened = (on: string, stage = 'monitor'): Act => ['opened', { because: 'why', duty: null, stage }, on]
const still = (acts: readonly Act[]) =>
  caseDuties(facts(acts)).flatMap(({ rule, because }) => (rule === 'casework.still' ? [because[0]?.words] : []))

describe('a case in which nothing happens', () => {
  it('stays a duty when its last entry is older than the calendars that are known', () => {
    expect(still([opened('2025-06-10')])).toEqual([
      'Nothing was written for more than a year, since Tuesday 10 June 2025',
    ])
    expect(still([opened('2026-07-15')])).toEqual([])
    expect(still([opened('2026-06-10')])[0]).toContain('school days')
  })

  it('is not excused by a review far ahead, and is by one that comes soon', () => {
    const review = (on: string): Act => ['review-set', { day: on, words: '' }, '2026-06-10']
    expect(still([opened('2026-06-10'), review('2030-01-01')])).toHaveLength(1)
    expect(still([opened('2026-06-10'), review('2026-12-18')])).toHaveLength(1)
    expect(still([opened('2026-06-10'), review('2026-09-25')])).toEqual([])
  })
})

describe('a case that listens', () => {
  it('is to hear somebody since it last came to listening, not since it first did', () => {
    const up: Act = ['escalated', { to: 'listen', because: 'why' }, '2026-03-02']
    const down: Act = ['stepped-down', { to: 'monitor', because: 'why' }, '2026-04-20']
    const again: Act = ['escalated', { to: 'facilitate', because: 'why' }, '2026-05-11']
    const since = (acts: readonly Act[]) => barrierDuties(facts(acts)).map(({ from }) => from?.day)
    expect(since([opened('2026-02-02'), up])).toEqual(['2026-03-02'])
    expect(since([opened('2026-02-02'), up, down])).toEqual([])
    expect(since([opened('2026-02-02'), up, down, again])).toEqual(['2026-05-11'])
  })

  it('is found in one pass, however long its story', () => {
    const note: Act = ['note', { words: 'why' }, '2026-09-01']
    const long = facts([opened('2026-02-02', 'listen'), ...Array.from({ length: 20_000 }, () => note)])
    expect(barrierDuties(long)).toHaveLength(1)
  }, 4000)
})

describe('a persistently or severely absent child with an open case', () => {
  const duty = (rule: string): Duty => ({
    ...{ key: rule, rule, subject: { kind: 'pupil', id: PUPIL }, because: [], due: null },
    from: { day: TODAY, time: null },
    actions: [
      { label: 'Open a case', to: '/open-case', search: {} },
      { label: 'Record a support', to: '/supports' },
    ],
  })
  const offered: Act = ['support-offered', { offerId: 'o', title: 'A mentor', kind: 'mentoring' }, '2026-09-01']
  const yes: Act = ['support-answered', { offerId: 'o', answer: 'accepted' }, '2026-09-02']
  const began: Act = ['support-began', { offerId: 'o', review: null, until: null }, '2026-09-03']
  const over: Act = ['support-ended', { offerId: 'o', outcome: 'helped' }, '2026-09-04']
  const signedBy = (roles: readonly string[]): readonly Act[] => {
    const parties = roles.map((role) => ({ id: role, role, signs: true, duties: [] }))
    const body = { first: '2026-09-01', last: '2026-12-18', parties, reviews: [], steps: [] }
    return [
      ['plan-drafted', { planId: 'p', version: 1, form: 'action plan', body }, '2026-09-01'],
      ['plan-offered', { planId: 'p', version: 1 }, '2026-09-01'],
      ...roles.map((party): Act => ['plan-signed', { planId: 'p', version: 1, party, way: 'paper' }, '2026-09-02']),
    ]
  }

  it.each<[string, readonly Act[], ended: readonly [N20: string | undefined, N21: string | undefined]]>([
    ['in which nothing was offered', [], [undefined, undefined]],
    ['in which help was offered and not begun', [offered, yes], [undefined, undefined]],
    ['in which help runs', [offered, yes, began], ['2026-09-03', undefined]],
    ['in which help is over', [offered, yes, began, over], [undefined, undefined]],
    ['with a plan of family and school', signedBy(['parent', 'school']), ['2026-09-02', undefined]],
    ['with a plan that the authority signed', signedBy(['parent', 'authority']), ['2026-09-02', '2026-09-02']],
  ])('%s', (_, acts, ended) => {
    const [one] = facts([opened('2026-08-31'), ...acts]).cases
    const answered = ['N20', 'N21'].map((rule) => (one === undefined ? duty(rule) : asInCase(duty(rule), one, TODAY)))
    expect(answered.map((of) => of.ended?.at.slice(0, 10))).toEqual(ended)
    expect(answered.map(({ actions }) => actions.map(({ to }) => to))).toEqual([['/cases/$caseId'], ['/cases/$caseId']])
  })
})
