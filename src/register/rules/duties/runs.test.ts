import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../../duties/contract.ts'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { type SchoolYear, schoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { LAW_ALONE } from '../../../policy/contract.ts'
import type { EnrolmentOfYear, SchoolCalendar } from '../../../roll/contract.ts'
import type { DutyFacts } from './facts.ts'
import { runDuties } from './runs.ts'

// Two school years as a plain list of days, so that the slow way of the oracle shares no code with what it checks.
const LAST = schoolYear(2025)
const YEAR = schoolYear(2026)
const CALENDARS: readonly SchoolCalendar[] = [
  {
    year: LAST,
    terms: [{ name: 'Summer', first: day('2026-06-01'), last: day('2026-07-17') }],
    daysOff: [{ day: day('2026-06-26'), kind: 'inset', reason: 'Training day' }],
  },
  {
    year: YEAR,
    terms: [{ name: 'Autumn', first: day('2026-09-02'), last: day('2026-12-18') }],
    daysOff: [
      { day: day('2026-09-04'), kind: 'inset', reason: 'Training day' },
      ...[26, 27, 28, 29, 30].map((of) => ({
        day: day(`2026-10-${of}`),
        kind: 'half-term' as const,
        reason: 'Half-term',
      })),
    ],
  },
]
const OFF = new Set(CALENDARS.flatMap(({ daysOff }) => daysOff.map(({ day: of }) => of as string)))
const MET: readonly Day[] = CALENDARS.flatMap(({ terms }) =>
  terms.flatMap(({ first, last }) => {
    const days: Day[] = []
    for (let of = first; of <= last; of = addDays(of, 1)) if (weekday(of) < 6 && !OFF.has(of)) days.push(of)
    return days
  }),
)
const ADA = 'ada' as PupilId
type Marks = ReadonlyMap<Day, readonly [Code | null, Code | null]>

function stripOf(marks: Marks, year: SchoolYear): Uint8Array {
  const bytes = new Uint8Array(STRIP_LENGTH)
  for (const [on, codes] of marks) {
    if (schoolYearOf(on) !== year) continue
    codes.forEach((code, at) => {
      const place = sessionIndex({ day: on, half: at === 0 ? 'AM' : 'PM' })
      if (code !== null) bytes[place] = byteOfCode(code)
    })
  }
  return bytes
}

function found(marks: Marks, today: Day, pupil: Partial<EnrolmentOfYear> = {}) {
  const enrolment = {
    ...{ pupilId: ADA, yearGroup: '9', groupId: null, sex: 'F', born: day('2013-02-03'), boarder: false },
    ...{ startingDay: day('2024-09-01'), leavingDay: null, flags: [] },
    ...{ firstSession: 0 as SessionIndex, lastSession: (STRIP_LENGTH - 1) as SessionIndex },
    ...pupil,
  } as EnrolmentOfYear
  const facts: DutyFacts = {
    ...{ year: YEAR, today, time: timeOfDay('16:00'), calendar: CALENDARS[1], days: schoolDaysOf(CALENDARS) },
    ...{ clocks: {}, policy: LAW_ALONE, groups: [], tutors: new Map(), enrolments: [enrolment] },
    strips: new Map([[ADA, stripOf(marks, YEAR)]]),
    lastYear: new Map([[ADA, stripOf(marks, LAST)]]),
  }
  return runDuties(facts).map(({ key, from }) => `${key} ${from.day}`)
}

const whole = (code: Code, days: readonly Day[]): Marks => new Map(days.map((of) => [of, [code, code]]))
const ofLast = MET.filter((of) => schoolYearOf(of) === LAST)
const ofThis = MET.filter((of) => schoolYearOf(of) === YEAR)

describe('absence that goes on', () => {
  it('over the summer is one absence: four days of July and six of September are ten', () => {
    const away = whole('O', [...ofLast.slice(-4), ...ofThis.slice(0, 6)])
    const began = ofLast.at(-4)
    expect(found(away, ofThis[4] as Day)).toEqual([])
    expect(found(away, ofThis[5] as Day)).toEqual([`N6:ada:${began} ${ofThis[5]}`])
  })

  it('over half-term and a training day counts neither', () => {
    const from = ofThis.findIndex((of) => of > '2026-10-15')
    const days = ofThis.slice(from, from + 20)
    expect(found(whole('G', days), days[19] as Day)).toEqual([
      `N6:ada:${days[0]} ${days[9]}`,
      `N12:ada:${days[0]} ${days[19]}`,
    ])
  })

  it('that had lasted ten days when the year was over does not go with the year', () => {
    expect(found(whole('O', ofLast.slice(-10)), ofThis[0] as Day)).toEqual([
      `N6:ada:${ofLast.at(-10)} ${ofLast.at(-1)}`,
    ])
    const back = new Map([...whole('O', ofLast.slice(-11, -1)), ...whole('/', ofLast.slice(-1))])
    expect(found(back, ofThis[0] as Day)).toEqual([])
  })

  it('of another school before the pupil came is not counted', () => {
    const away = whole('O', [...ofLast.slice(-8), ...ofThis.slice(0, 5)])
    expect(found(away, ofThis[4] as Day, { startingDay: ofThis[0] as Day })).toEqual([])
  })

  it('a suspension over the summer owes other education from its sixth day', () => {
    const away = whole('E', [...ofLast.slice(-3), ...ofThis.slice(0, 3)])
    expect(found(away, ofThis[0] as Day)).toEqual([`N19:ada:${ofLast.at(-3)} ${ofLast.at(-3)}`])
  })

  it('there is no run without its duties and no duty without its run, whatever the marks of two years', () => {
    const codes: readonly (readonly [weight: number, code: Code | null])[] = [
      [40, 'O'],
      [20, 'G'],
      [8, 'U'],
      [6, 'X'],
      [4, null],
      [1, 'I'],
      [1, '/'],
      [2, 'E'],
    ]
    const code = fc.oneof(...codes.map(([weight, arbitrary]) => ({ weight, arbitrary: fc.constant(arbitrary) })))
    const marks = fc.array(fc.tuple(code, code), { minLength: MET.length, maxLength: MET.length })
    fc.assert(
      fc.property(marks, fc.nat(ofThis.length - 1), (each, until) => {
        const today = ofThis[until] as Day
        const of = new Map(MET.map((on, at) => [on, each[at] ?? [null, null]] as const).filter(([on]) => on <= today))
        expect(found(of, today).toSorted()).toEqual(slowly(of, today).toSorted())
      }),
      { numRuns: 150 },
    )
  })
})

/** The same by going back from each day to the day before, one at a time. */
function slowly(marks: Marks, today: Day): string[] {
  const isUnauthorised = (code: Code | null) => code !== null && 'GNOU'.includes(code)
  const says = (on: Day, counts: (code: Code | null) => boolean): 'counts' | 'ends' | 'passes' => {
    const both = marks.get(on) ?? [null, null]
    if (both.some((one) => one !== null && one !== 'X' && !counts(one))) return 'ends'
    return both.some(counts) ? 'counts' : 'passes'
  }
  const past = MET.filter((on) => on <= today)
  const runsOf = (counts: (code: Code | null) => boolean) => {
    const runs: Day[][] = []
    for (const on of past) {
      if (says(on, counts) !== 'counts') continue
      const before = past.filter((other) => other < on)
      const stop = before.findLastIndex((other) => says(other, counts) === 'ends')
      const first = [...before.slice(stop + 1), on].find((other) => says(other, counts) === 'counts')
      const run = runs.find(([start]) => start === first)
      if (run === undefined) runs.push([on])
      else run.push(on)
    }
    const ended = ofLast.findLast((on) => says(on, counts) === 'ends')
    return runs.filter((run) => {
      const last = run.at(-1) ?? today
      return schoolYearOf(last) === YEAR || ended === undefined || ended < last
    })
  }
  const at = (rule: string, run: readonly Day[], [number, from]: readonly [number, number]) =>
    run.length >= number ? [`${rule}:ada:${run[0]} ${run[from - 1]}`] : []
  return [
    ...runsOf(isUnauthorised).flatMap((run) => [...at('N6', run, [10, 10]), ...at('N12', run, [20, 20])]),
    ...runsOf((code) => code === 'E').flatMap((run) => at('N19', run, [6, 1])),
  ]
}
