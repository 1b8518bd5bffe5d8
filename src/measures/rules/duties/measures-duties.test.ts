import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../../duties/contract.ts'
import { day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { LAW_ALONE, type Policy } from '../../../policy/contract.ts'
import { type EnrolmentOfYear, type SchoolCalendar, sessionIndexes } from '../../../roll/contract.ts'
import { persistentDuties, sicknessDuties } from './absence-duties.ts'
import { MEASURES_DUTY_RULES } from './duty-rules.ts'
import { pupilSums, type SumsFacts } from './facts.ts'
import { reportDuties } from './policy-duties.ts'

const YEAR = schoolYear(2026)
const CALENDAR: SchoolCalendar = {
  year: YEAR,
  terms: [
    { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
    { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
  ],
  daysOff: [26, 27, 28, 29, 30].map((of) => ({
    day: day(`2026-10-${of}`),
    kind: 'half-term' as const,
    reason: 'Half-term',
  })),
}
const TODAY = day('2026-11-23')
const PLACES = sessionIndexes(CALENDAR)
const ADA = 'ada' as PupilId

const enrolment = (more: Partial<EnrolmentOfYear> = {}): EnrolmentOfYear => ({
  pupilId: ADA,
  yearGroup: '9',
  groupId: null,
  sex: 'F',
  born: day('2013-02-03'),
  boarder: false,
  startingDay: day('2026-09-01'),
  leavingDay: null,
  firstSession: 0 as SessionIndex,
  lastSession: 729 as SessionIndex,
  flags: [],
  ...more,
})

/** So many sessions of a code, then present until there are a hundred, from the first of the year. */
function facts(
  absent: Partial<Record<Code, number>>,
  more: { policy?: Partial<Policy>; enrolment?: Partial<EnrolmentOfYear> } = {},
): SumsFacts {
  const strip = new Uint8Array(STRIP_LENGTH)
  const codes = Object.entries(absent).flatMap(([code, sessions]) =>
    Array.from({ length: sessions ?? 0 }, () => code as Code),
  )
  for (const [at, place] of PLACES.slice(0, 100).entries()) strip[place] = byteOfCode(codes[at] ?? '/')
  const now = sessionIndex({ day: TODAY, half: 'AM' })
  const policy =
    more.policy === undefined
      ? LAW_ALONE
      : { policy: { ...LAW_ALONE.policy, ...more.policy }, version: 1, from: day('2026-09-01') }
  return {
    asked: {
      today: TODAY,
      year: YEAR,
      calendar: CALENDAR,
      days: schoolDaysOf([CALENDAR]),
      policy,
      endedSince: day('2026-11-16'),
    },
    sums: pupilSums([enrolment(more.enrolment)], { strips: new Map([[ADA, strip]]), until: now, now }),
    supports: new Map(),
  }
}

describe('illness of fifteen school days', () => {
  it.each([
    ['29 sessions', 29, 0],
    ['30 sessions', 30, 1],
  ])('%s', (_, sessions, found) => {
    const duties = sicknessDuties(facts({ I: sessions }))
    expect(duties).toHaveLength(found)
    // The fifteenth school day from 1 September is the 21st.
    if (found > 0) expect(duties[0]).toMatchObject({ key: 'N8:ada:2026', from: { day: '2026-09-21' } })
  })

  it('is not returned of a pupil past compulsory school age, nor of one who has left', () => {
    expect(sicknessDuties(facts({ I: 40 }, { enrolment: { born: day('2009-01-01') } }))).toEqual([])
    expect(facts({ I: 40 }, { enrolment: { lastSession: 200 as SessionIndex } }).sums).toEqual([])
  })
})

describe('persistent and severe absence', () => {
  it.each([
    [9, []],
    [10, ['N20']],
    [49, ['N20']],
    [50, ['N21']],
  ])('%s of 100 sessions', (absent, rules) => {
    expect(persistentDuties(facts({ O: absent })).map(({ rule }) => rule)).toEqual(rules)
  })

  it('is supported once a support has begun; severe absence needs its plan all the same', () => {
    const support = {
      name: 'Breakfast club',
      at: '2026-11-20T10:00:00.000Z' as Moment,
      by: { name: 'P', position: 'Pastoral' },
    }
    const supports = new Map([[ADA, support]])
    expect(persistentDuties({ ...facts({ O: 20 }), supports })).toMatchObject([
      { ended: { how: 'done', confidential: 'Breakfast club' } },
    ])
    const old = new Map([[ADA, { ...support, at: '2026-10-01T10:00:00.000Z' as Moment }]])
    expect(persistentDuties({ ...facts({ O: 20 }), supports: old })).toEqual([])
    expect(persistentDuties({ ...facts({ O: 60 }), supports })[0]?.ended).toBeUndefined()
  })
})

describe('persistent absence before six school weeks', () => {
  const at = (today: string, more: Partial<EnrolmentOfYear> = {}) => {
    const of = facts({ O: 20 }, { enrolment: more })
    return persistentDuties({ ...of, asked: { ...of.asked, today: day(today) } })
  }

  it('is one line of the school, and each pupil’s own from the sixth week on', () => {
    // Weeks from Tuesday 1 September; the sixth begins on Monday 5 October.
    expect(at('2026-10-02')).toMatchObject([
      { key: 'N20:school:2026:early', because: [{ words: expect.stringMatching(/^1 pupil has missed a tenth/) }] },
    ])
    expect(at('2026-10-05')).toMatchObject([{ key: 'N20:ada:2026' }])
  })

  it('counts the weeks from a pupil’s own first day', () => {
    const joined = sessionIndex({ day: day('2026-11-02'), half: 'AM' })
    const of = facts({ '/': 60, O: 40 }, { enrolment: { firstSession: joined } })
    expect(persistentDuties(of)).toMatchObject([{ subject: { kind: 'school' } }])
    expect(persistentDuties(facts({ '/': 60, O: 40 }))).toMatchObject([{ subject: { kind: 'pupil' } }])
  })
})

describe('reports that a policy promises', () => {
  const report = (to: Policy['reports'][number]['to'], every: Policy['reports'][number]['every']) => ({
    to,
    every,
    about: 'attendance',
    section: '8',
  })

  it('are due by the end of each period that has begun since the policy holds', () => {
    const policy = {
      reports: [
        report('school leaders', 'half term'),
        report('trustees', 'term'),
        report('parents', 'half year'),
        report('pupils', 'week'),
      ],
    }
    const due = reportDuties(facts({}, { policy })).map((duty) => [duty.rule, duty.due?.kind === 'by' && duty.due.day])
    expect(due).toEqual([
      ['B18', '2026-10-23'],
      ['B18', '2026-12-18'],
      ['B19', '2026-12-18'],
      ['B20', '2027-01-31'],
    ])
  })
})

it('every duty has a rule, and no rule is declared twice', () => {
  const ids = MEASURES_DUTY_RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(['N8', 'N20', 'N21', 'B18', 'B19', 'B20']))
})
