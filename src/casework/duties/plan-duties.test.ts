import { describe, expect, it } from 'vitest'
import { type Duty, schoolDaysOf } from '../../duties/contract.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { PlanBody } from '../contract/entries/plans.ts'
import type { Entry } from '../contract/entry.ts'
import type { CaseFacts } from '../rules/cases/case-facts.ts'
import { dueAtSchool } from '../rules/cases/no-school-day.ts'
import { planDuties } from './plan-duties.ts'

const MONDAY = day('2026-11-09')
const PUPIL = 'child' as PupilId
const DAYS = schoolDaysOf([
  {
    year: schoolYear(2026),
    terms: [{ name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }],
    daysOff: [],
  },
])

const party = (id: string, role: 'parent' | 'school') => ({
  id,
  role,
  name: id,
  contactId: null,
  signs: true,
  duties: [],
})
const BODY: PlanBody = {
  first: MONDAY,
  last: addDays(MONDAY, 25),
  aim: 'Mornings',
  target: null,
  childWords: 'Wait for me',
  noWords: '',
  parties: [party('mother', 'parent'), party('school', 'school')],
  adjustments: [],
  reviews: [addDays(MONDAY, 10)],
  steps: [],
  arrival: '',
  safeAdult: '',
  helps: '',
  avoid: '',
}
type Act = Pick<Entry, 'kind' | 'body'>
const DRAFTED: Act = { kind: 'plan-drafted', body: { planId: 'p', version: 1, form: 'action plan', body: BODY } }
const OFFERED: Act = { kind: 'plan-offered', body: { planId: 'p', version: 1 } }
const signed = (who: string, way: 'portal' | 'refused' = 'portal'): Act => ({
  kind: 'plan-signed',
  body: { planId: 'p', version: 1, party: who, way, words: '' },
})
const HELD = [DRAFTED, OFFERED, signed('mother'), signed('school')]
const asked = (questionId: string): Act => ({
  kind: 'plan-asked',
  body: {
    ...{ planId: 'p', version: 1, questionId, contactId: 'c1' as ContactId, name: 'Mrs Reed' },
    ...{ way: 'family page', words: 'Who opens the gate?' },
  },
})
const answered = (questionId: string): Act => ({
  kind: 'plan-answered',
  body: { planId: 'p', questionId, words: 'Ms Bell does' },
})
const ENDED: Act = { kind: 'plan-ended', body: { planId: 'p', outcome: 'worked', words: '' } }

/** The duties of one case on a day, each with its rule and its limit. */
function due(acts: readonly Act[], today: Day, status: 'open' | 'closed' = 'open'): readonly string[] {
  const entries = acts.map(
    (act, place) =>
      ({
        ...act,
        number: place + 1,
        day: MONDAY,
        at: `2026-11-09T09:00:0${place}.000Z` as Moment,
        by: { name: 'Olu', position: 'Officer' },
        restricted: false,
      }) as Entry,
  )
  const state = { status, owner: { id: 'owner', name: 'Pat' } }
  // Duties of plans read no more of a school than this.
  const facts = {
    asked: { today, days: DAYS },
    cases: [{ caseId: 'c', pupilId: PUPIL, entries, state }],
    enrolments: new Map([[PUPIL, {}]]),
  } as unknown as CaseFacts
  return planDuties(facts).map(
    ({ rule, due: limit, because, people }) =>
      `${rule.replace('casework.plan-', '')} by ${limit?.kind === 'by' ? limit.day : ''}, ${because[0]?.words}, ${people?.join()}`,
  )
}

describe('what plans ask for', () => {
  it.each<[string, readonly Act[], number, readonly string[]]>([
    ['nothing of a draft', [DRAFTED], 0, []],
    [
      'the signatures that are missing, within five school days',
      [DRAFTED, OFFERED, signed('school')],
      1,
      ['signature by 2026-11-16, Action plan: put forward, and not signed by everybody, owner'],
    ],
    [
      'another word with whoever does not agree',
      [DRAFTED, OFFERED, signed('mother', 'refused')],
      1,
      ['signature by 2026-11-16, Action plan: somebody does not agree with it, owner'],
    ],
    ['nothing of a plan that holds and is not near anything', HELD, 1, []],
    ['a review three school days ahead', HELD, 7, ['review by 2026-11-19, Action plan: to be looked at again, owner']],
    [
      'how it went, two weeks before its end, beside a review that is overdue',
      HELD,
      14,
      [
        'review by 2026-11-19, Action plan: to be looked at again, owner',
        'ends by 2026-12-04, Action plan: it ends soon, owner',
      ],
    ],
    ['how it went, after its end', HELD, 30, ['ends by 2026-12-04, Action plan: its last day has passed, owner']],
    [
      'an answer to what a parent asked, within two school days',
      [...HELD, asked('q1'), asked('q2'), answered('q1')],
      1,
      ['question by 2026-11-11, Action plan: Mrs Reed asked a question about it on the family page, owner'],
    ],
    ['nothing of a plan that somebody ended', [...HELD, ENDED], 30, []],
  ])('%s', (_, ...[acts, days, words]) => {
    expect(due(acts, addDays(MONDAY, days))).toEqual(words)
  })

  it('of a closed case only that what holds is looked at, and that whoever asked is answered', () => {
    expect(due([DRAFTED, OFFERED], MONDAY, 'closed')).toEqual([])
    expect(due([...HELD, asked('q1')], addDays(MONDAY, 7), 'closed')).toEqual([
      'review by 2026-11-19, Action plan: to be looked at again, owner',
      'question by 2026-11-11, Action plan: Mrs Reed asked a question about it on the family page, owner',
    ])
    expect(due(HELD, addDays(MONDAY, 30), 'closed')).toEqual([])
  })
})

describe('what is due on a day without school', () => {
  it('is due on the last school day before it, and shown from then at the latest; a minute of a day stays what it is', () => {
    const duty = (on: string, time: string | null = null) =>
      dueAtSchool({ from: { day: day(on), time: null }, due: { kind: 'by', day: day(on), time } } as unknown as Duty, {
        days: DAYS,
      })
    const friday = { day: '2026-11-27', time: null }
    expect(duty('2026-11-29')).toEqual({ from: friday, due: { kind: 'by', ...friday } })
    expect(duty('2026-12-24').due).toMatchObject({ day: '2026-12-18' })
    expect(duty('2026-11-30').due).toMatchObject({ day: '2026-11-30' })
    expect(duty('2026-11-29', '09:15').due).toMatchObject({ day: '2026-11-29' })
  })
})
