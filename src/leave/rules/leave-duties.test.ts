import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../duties/contract.ts'
import { addDays, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { type Moment, timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import type { SchoolCalendar } from '../../roll/contract.ts'
import { type LeaveFacts, leaveDuties } from './leave-duties.ts'
import type { LeaveStep } from './request.ts'

const pupilId = '00000000-0000-4000-8000-000000000001' as PupilId
const AT = '2026-11-02T09:00:00.000Z' as Moment
const by = { name: 'Hana Head', position: 'Headteacher' }
const days = schoolDaysOf(
  [
    {
      year: schoolYear(2026),
      terms: [{ name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }],
      daysOff: [],
    },
  ],
  timeOfDay('12:30'),
)
const request = {
  id: '1',
  pupilId,
  kind: 'exceptional' as const,
  from: { day: day('2026-11-09'), half: 'AM' as const },
  to: { day: day('2026-11-13'), half: 'PM' as const },
  reason: 'A wedding',
  particulars: '',
  askedBy: 'Mrs Adler',
  channel: 'form' as const,
  askedAt: AT,
}
const granted: LeaveStep = {
  number: 1,
  kind: 'granted',
  at: AT,
  by,
  from: request.from,
  to: request.to,
  reason: 'Once',
  conditions: '',
  judged: [],
  entry: 3,
}
const timetable = {
  id: '2',
  pupilId,
  reason: 'Coming back',
  away: [{ weekday: 1, half: 'PM' as const }],
  times: 'Home at noon',
  agreedWith: 'Mrs Adler',
  agreedDay: day('2026-11-02'),
  first: day('2026-11-09'),
  review: day('2026-11-20'),
  last: day('2026-12-04'),
  steps: [],
}

/** A strip with these codes on the school days after the leave, both halves alike. */
function stripAfter(codes: readonly Code[]): Uint8Array {
  const strip = new Uint8Array(STRIP_LENGTH)
  let on = day('2026-11-16')
  for (const code of codes) {
    const morning = sessionIndex({ day: on, half: 'AM' })
    strip[morning] = byteOfCode(code)
    strip[morning + 1] = byteOfCode(code === '/' ? '\\' : code)
    on = addDays(on, on === '2026-11-20' ? 3 : 1)
  }
  return strip
}

const facts = (change: Partial<LeaveFacts>): LeaveFacts => ({
  today: day('2026-11-18'),
  days,
  requests: [],
  timetables: [],
  suspensions: [],
  strips: new Map(),
  lastYear: new Map(),
  ...change,
})
const rulesOf = (change: Partial<LeaveFacts>) => leaveDuties(facts(change)).map(({ rule }) => rule)

describe('the duties of leave', () => {
  it('a request is to be decided before its first session, by whoever may', () => {
    const [duty] = leaveDuties(facts({ requests: [{ ...request, steps: [] }] }))
    expect(duty).toMatchObject({ rule: 'leave.decide', due: { kind: 'by', day: '2026-11-09' } })
    const said = { number: 1, at: AT, by, reason: 'When?' }
    expect(rulesOf({ requests: [{ ...request, steps: [{ ...said, kind: 'questioned' }] }] })).toEqual([])
    expect(rulesOf({ requests: [{ ...request, steps: [{ ...said, kind: 'refused', judged: [] }] }] })).toEqual([])
  })

  it.each([
    ['2026-11-19', []],
    ['2026-11-20', ['leave.review']],
    ['2026-12-04', ['leave.review']],
    ['2026-12-05', []],
  ])('a timetable is to be reviewed from its day to its end: %s', (today, rules) => {
    expect(rulesOf({ today: day(today), timetables: [timetable] })).toEqual(rules)
  })

  it.each([
    ['absent every session since', ['N', 'N', 'N'], ['N11']],
    ['ill every session since, by the code', ['I', 'I', 'I'], ['N11']],
    ['back on one day', ['N', '/', 'N'], []],
    ['late on one day', ['N', 'L', 'N'], []],
    ['not required since', ['#', '#', '#'], []],
  ] as const)('who was %s after leave ended is looked for, or not', (_, codes, rules) => {
    const strips = new Map([[pupilId, stripAfter(codes)]])
    expect(rulesOf({ requests: [{ ...request, steps: [granted] }], strips })).toEqual(rules)
  })

  it.each([
    ['has not been in since the summer', 'N', ['N11']],
    ['came on the first day of September', '/', []],
  ] as const)('who went on leave in July and %s', (_, first, rules) => {
    const mark = (on: string, code: Code) => {
      const strip = new Uint8Array(STRIP_LENGTH)
      const morning = sessionIndex({ day: day(on), half: 'AM' })
      strip.fill(byteOfCode(code), morning, morning + 2)
      return strip
    }
    const year = (of: number, first: string, last: string): SchoolCalendar => ({
      year: schoolYear(of),
      terms: [{ name: 'Term', first: day(first), last: day(last) }],
      daysOff: [],
    })
    const summer = schoolDaysOf([year(2025, '2026-07-13', '2026-07-17'), year(2026, '2026-09-01', '2026-09-04')])
    const to = { day: day('2026-07-16'), half: 'PM' as const }
    const ended = { ...request, to, steps: [{ ...granted, to }] }
    const asked = { requests: [ended], days: summer, today: day('2026-09-01') }
    const known = { strips: new Map([[pupilId, mark('2026-09-01', first)]]) }
    expect(rulesOf({ ...asked, ...known, lastYear: new Map([[pupilId, mark('2026-07-17', 'N')]]) })).toEqual(rules)
    expect(rulesOf({ ...asked, ...known, lastYear: new Map([[pupilId, mark('2026-07-17', '/')]]) })).toEqual([])
  })

  it('joint enquiries begin by the tenth school day after the leave', () => {
    const strips = new Map([[pupilId, stripAfter(['N', 'N', 'N'])]])
    const [duty] = leaveDuties(facts({ requests: [{ ...request, steps: [granted] }], strips }))
    expect(duty?.due).toEqual({ kind: 'by', day: '2026-11-27', time: null })
    expect(duty?.key).toBe(`N11:${pupilId}:1`)
  })
})

describe('other education of somebody suspended', () => {
  const suspension = {
    id: '3',
    pupilId,
    kind: 'suspension' as const,
    from: { day: day('2026-11-16'), half: 'AM' as const },
    to: { day: day('2026-11-24'), half: 'PM' as const },
    decidedDay: day('2026-11-13'),
    steps: [],
  }
  it('is due by the sixth school day, from the day it was decided, until it is arranged', () => {
    const [duty] = leaveDuties(facts({ suspensions: [suspension] }))
    expect(duty).toMatchObject({
      rule: 'leave.provision',
      from: { day: '2026-11-13' },
      due: { kind: 'by', day: '2026-11-23' },
    })
    const short = { ...suspension, to: { day: day('2026-11-20'), half: 'PM' as const } }
    expect(rulesOf({ suspensions: [short] })).toEqual([])
    const next = { ...short, id: '4', from: { day: day('2026-11-23'), half: 'AM' as const }, to: suspension.to }
    expect(leaveDuties(facts({ suspensions: [short, next] }))).toMatchObject([{ due: { day: '2026-11-23' } }])
    expect(rulesOf({ suspensions: [suspension], today: day('2026-11-25') })).toEqual([])
  })

  it('is not forgotten over the summer by an exclusion of the last days of term', () => {
    const calendar = (year: number, first: string, last: string) => ({
      year: schoolYear(year),
      terms: [{ name: 'Term', first: day(first), last: day(last) }],
      daysOff: [],
    })
    const years = [calendar(2026, '2027-06-01', '2027-07-21'), calendar(2027, '2027-09-02', '2027-12-17')]
    const excluded = {
      ...suspension,
      kind: 'permanent' as const,
      from: { day: day('2027-07-20'), half: 'AM' as const },
    }
    const asked = { suspensions: [{ ...excluded, to: null }], days: schoolDaysOf(years), today: day('2027-09-03') }
    expect(leaveDuties(facts(asked))).toMatchObject([{ rule: 'leave.provision', due: { day: '2027-09-07' } }])
  })
})
