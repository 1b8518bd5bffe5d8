import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../duties/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Entry } from '../contract/entry.ts'
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
