import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { LAW_ALONE } from '../../policy/contract.ts'
import type { EnrolmentOfYear, SchoolCalendar } from '../../roll/contract.ts'
import { lastDayOfPart, policyReviewDuty } from './from-policy.ts'
import { contactDuties, newPupilDuties } from './from-roll.ts'
import { schoolDaysOf } from './school-days.ts'

const CALENDAR: SchoolCalendar = {
  year: schoolYear(2026),
  terms: [{ name: 'Autumn', first: day('2026-09-02'), last: day('2026-12-18') }],
  daysOff: [],
}
const ASKED = {
  today: day('2026-11-23'),
  year: schoolYear(2026),
  calendar: CALENDAR,
  days: schoolDaysOf([CALENDAR]),
  policy: LAW_ALONE,
}
const starts = (on: string, yearGroup: YearGroup): EnrolmentOfYear => ({
  pupilId: 'ada' as PupilId,
  yearGroup,
  groupId: null,
  sex: 'F',
  born: day('2015-02-03'),
  boarder: false,
  startingDay: day(on),
  leavingDay: null,
  firstSession: 0 as SessionIndex,
  lastSession: 729 as SessionIndex,
  flags: [],
})

describe('a new pupil return', () => {
  it.each([
    [
      'a pupil who came in November, by the end of the fifth day after, weekend or not',
      starts('2026-11-19', '7'),
      '2026-11-24',
    ],
    ['a pupil who began with the year in an older year group', starts('2026-09-02', '8'), '2026-09-07'],
    ['a pupil who came to the youngest year group later', starts('2026-09-03', '7'), '2026-09-08'],
    ['nobody who began with the year in the youngest year group', starts('2026-09-02', '7'), undefined],
    ['nobody who was here before', starts('2025-11-19', '8'), undefined],
    ['nobody who is still to come', starts('2026-11-24', '7'), undefined],
  ])('is due for %s', (_, enrolment, due) => {
    const found = newPupilDuties(ASKED, { enrolments: [enrolment], yearGroups: ['8', '7'] })
    expect(found.map((duty) => duty.due?.kind === 'by' && duty.due.day)).toEqual(due === undefined ? [] : [due])
  })
})

describe('telephone numbers', () => {
  const gap = (numbers: number, parentsWithout: number) =>
    contactDuties(ASKED, [{ pupilId: 'ada' as PupilId, numbers, parentsWithout }]).map(({ rule, because }) => [
      rule,
      because[0]?.words,
    ])

  it('are asked for of each parent at home by law, and as many as the policy wants in all', () => {
    expect(gap(0, 1)).toEqual([
      ['roll.parent-number', 'A parent at home without a telephone number'],
      ['B17', 'No telephone number of 2 wanted'],
    ])
    expect(gap(1, 0)).toEqual([['B17', '1 telephone number of 2 wanted']])
    expect(gap(2, 2)).toEqual([['roll.parent-number', '2 parents at home without a telephone number']])
  })
})

describe('the review of the policy', () => {
  it('is due by the end of what the policy names, and is not promised by law alone', () => {
    expect(policyReviewDuty(ASKED)).toEqual([])
    const policy = { ...LAW_ALONE.policy, title: 'Attendance', nextReview: { by: '2025-07', section: '9' } }
    const [review] = policyReviewDuty({ ...ASKED, policy: { policy, version: 3, from: day('2024-09-01') } })
    expect(review).toMatchObject({
      due: { kind: 'by', day: '2025-07-31' },
      source: { source: 'The school’s policy “Attendance”, version 3, section 9' },
    })
  })

  it.each([
    ['2026-02', '2026-02-28'],
    ['2026', '2026-12-31'],
    ['2026-07-15', '2026-07-15'],
  ])('%s ends on %s', (part, last) => {
    expect(lastDayOfPart(part)).toBe(last)
  })
})
