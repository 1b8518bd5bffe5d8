import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../../duties/contract.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type Half, type SessionIndex, STRIP_LENGTH, sessionAt, sessionIndex } from '../../../kernel/session.ts'
import { type Moment, timeOfDay } from '../../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { LAW_ALONE } from '../../../policy/contract.ts'
import { type EnrolmentOfYear, type SchoolCalendar, schoolDays, sessionIndexes } from '../../../roll/contract.ts'
import type { Entry } from '../journal.ts'
import type { DutyFacts } from './facts.ts'
import { begunKey, blanksOfGroups, missingDuties, noGroupDuties } from './missing.ts'
import { endedWithMarks, recodedMarks } from './recoded.ts'
import { runDuties } from './runs.ts'
import { clockDuties, retentionDuty } from './school-wide.ts'
import { contactHomeDuties, findReasonDuties, unexplainedMarks } from './unexplained.ts'

const YEAR = schoolYear(2026)
const MONDAY = day('2026-11-23')
const CALENDAR: SchoolCalendar = {
  year: YEAR,
  terms: [{ name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') }],
  daysOff: [
    { day: day('2026-11-27'), kind: 'inset', reason: 'Training day' },
    ...[26, 27, 28, 29, 30].map((of) => ({
      day: day(`2026-10-${of}`),
      kind: 'half-term' as const,
      reason: 'Half-term',
    })),
  ],
}
const CLOCK = {
  arriveBy: timeOfDay('08:25'),
  amOpen: timeOfDay('08:30'),
  amClose: timeOfDay('08:45'),
  pmOpen: timeOfDay('13:00'),
  pmClose: timeOfDay('13:15'),
  dayEnd: timeOfDay('15:00'),
}
const GROUP = 'g' as GroupId
const TUTOR = 't' as PersonId

function pupil(id: string, more: Partial<EnrolmentOfYear> = {}): EnrolmentOfYear {
  return {
    pupilId: id as PupilId,
    yearGroup: '9',
    groupId: GROUP,
    sex: 'F',
    born: day('2013-02-03'),
    boarder: false,
    startingDay: day('2026-09-01'),
    leavingDay: null,
    firstSession: 0 as SessionIndex,
    lastSession: 729 as SessionIndex,
    flags: [],
    ...more,
  }
}

/** Marks by day and half: `{ '2026-11-23 AM': 'N' }`. */
function strip(marks: Readonly<Record<string, Code>>): Uint8Array {
  const bytes = new Uint8Array(STRIP_LENGTH)
  for (const [at, code] of Object.entries(marks)) {
    const [on = '', half] = at.split(' ')
    bytes[sessionIndex({ day: day(on), half: half as Half })] = byteOfCode(code)
  }
  return bytes
}

function facts(strips: Readonly<Record<string, Uint8Array>>, more: Partial<DutyFacts> = {}): DutyFacts {
  return {
    year: YEAR,
    today: MONDAY,
    time: timeOfDay('09:00'),
    calendar: CALENDAR,
    days: schoolDaysOf([CALENDAR]),
    clocks: { '9': CLOCK },
    policy: LAW_ALONE,
    groups: [{ id: GROUP, name: '9A', kind: 'registration', yearGroup: '9' }],
    tutors: new Map([[GROUP, [TUTOR]]]),
    enrolments: Object.keys(strips).map((id) => pupil(id)),
    strips: new Map(Object.entries(strips).map(([id, bytes]) => [id as PupilId, bytes])),
    lastYear: new Map(),
    ...more,
  }
}

/** Every session of some days with one code. */
const daysOf = (code: Code, ...of: string[]) =>
  Object.fromEntries(of.flatMap((one) => [`${one} AM`, `${one} PM`].map((at) => [at, code])))
const schoolDaysFrom = (from: Day, count: number) =>
  schoolDays(CALENDAR)
    .filter((of) => of >= from)
    .slice(0, count)

const anyStrip = fc.array(fc.constantFrom<Code | null>('/', 'N', 'I', 'O', 'U', 'L', 'X', 'E', null), {
  minLength: 232,
  maxLength: 232,
})
function stripFrom(codes: readonly (Code | null)[]): Uint8Array {
  const bytes = new Uint8Array(STRIP_LENGTH)
  const places = sessionIndexes(CALENDAR)
  codes.forEach((code, at) => {
    const place = places[at]
    if (place !== undefined && code !== null) bytes[place] = byteOfCode(code)
  })
  return bytes
}

describe('a reason to be found', () => {
  it('there is no N without a duty and no duty without an N, each once, whatever the marks', () => {
    fc.assert(
      fc.property(anyStrip, anyStrip, (one, other) => {
        const of = facts({ ada: stripFrom(one), ben: stripFrom(other) })
        const duties = findReasonDuties(of, unexplainedMarks(of))
        const marks = [...of.strips].flatMap(([id, bytes]) =>
          [...bytes].flatMap((byte, place) => {
            const { day: on, half } = sessionAt(YEAR, place)
            return byte === byteOfCode('N') ? [`N4:${id}:${on}:${half}`] : []
          }),
        )
        expect(duties.map(({ key }) => key).sort()).toEqual(marks.sort())
        const contacts = contactHomeDuties(of, unexplainedMarks(of)).map(({ key }) => key)
        expect(new Set(contacts).size).toBe(contacts.length)
      }),
      { numRuns: 40 },
    )
  })

  it('counts nothing beyond a pupil’s time on roll', () => {
    const of = facts({ ada: strip({ '2026-11-20 AM': 'N', '2026-11-23 AM': 'N' }) })
    const left = {
      ...of,
      enrolments: [pupil('ada', { lastSession: sessionIndex({ day: day('2026-11-20'), half: 'PM' }) })],
    }
    expect(unexplainedMarks(left)).toHaveLength(1)
  })

  it('of last year is still to be found in this one', () => {
    const of = facts(
      {},
      { lastYear: new Map([['ada' as PupilId, new Uint8Array(STRIP_LENGTH).fill(byteOfCode('N'), 700, 701)]]) },
    )
    expect(findReasonDuties(of, unexplainedMarks(of))).toMatchObject([{ key: 'N4:ada:2026-07-17:AM' }])
  })

  it('by the end of the fifth school day after the session; home is called within the minutes of the policy', () => {
    const of = facts({ ada: strip({ '2026-11-23 AM': 'N' }) })
    const marks = unexplainedMarks(of)
    expect(findReasonDuties(of, marks)[0]?.due).toEqual({ kind: 'by', day: '2026-12-01', time: null })
    expect(contactHomeDuties(of, marks)[0]).toMatchObject({
      due: { day: MONDAY, time: '09:15' },
      from: { time: '08:45' },
    })
  })

  it.each([
    [3, '2026-11-26', 3],
    [5, '2026-12-01', undefined],
    [7, '2026-12-01', undefined],
  ])('where the policy says %s school days, by %s; the law is named beside a quicker promise', (amount, due, days) => {
    const reasonWithin = { within: { amount, unit: 'school days' as const }, section: '4.5', also: [] }
    const policy = { policy: { ...LAW_ALONE.policy, reasonWithin }, version: 1, from: MONDAY }
    const of = facts({ ada: strip({ '2026-11-23 AM': 'N' }) }, { policy })
    const [duty] = findReasonDuties(of, unexplainedMarks(of))
    expect([duty?.due, duty?.clock?.amount]).toMatchObject([{ day: due }, days])
    if (days !== undefined)
      expect(duty?.source?.source).toMatch(/section 4\.5; the law gives 5 school days, .*regulation 10/)
  })

  it('calls for contact on each day until the reason’s own time is over', () => {
    const of = facts({ ada: strip({ ...daysOf('N', '2026-11-13', '2026-11-16', '2026-11-20'), '2026-11-23 AM': 'N' }) })
    // Five school days before Monday 23 November is Monday the 16th.
    expect(contactHomeDuties(of, unexplainedMarks(of)).map(({ key }) => key)).toEqual([
      'N5:ada:2026-11-16',
      'N5:ada:2026-11-20',
      'N5:ada:2026-11-23',
    ])
  })
})

describe('a mark that was N', () => {
  const place = sessionIndex({ day: MONDAY, half: 'AM' })
  const entry = (number: number, from: Code | null, to: Code | null): Entry => ({
    schoolId: 's' as SchoolId,
    number,
    act: 'amended',
    year: YEAR,
    firstSession: place,
    lastSession: place,
    groupId: null,
    madeAt: `2026-11-23T10:0${number}:00.000Z` as Moment,
    by: { id: 'o', name: 'Olu Officer', position: 'Attendance officer' },
    reason: `reason ${number}`,
    key: null,
    bodyHash: null,
    facts: {},
    marks: [
      {
        pupilId: 'ada' as PupilId,
        session: place,
        from: from === null ? 0 : byteOfCode(from),
        to: to === null ? 0 : byteOfCode(to),
      },
    ],
  })
  const ended = (now: Code | null, entries: readonly Entry[]) => {
    const of = facts({ ada: now === null ? new Uint8Array(STRIP_LENGTH) : strip({ '2026-11-23 AM': now }) })
    return endedWithMarks(of, { recoded: recodedMarks(of, entries), marks: unexplainedMarks(of) })
  }

  it.each([
    ['a reason discharges', 'I', 'done'],
    ['no reason by the deadline discharges', 'O', 'done'],
    ['a late arrival that is absence discharges', 'U', 'done'],
    ['having been there withdraws', '/', 'withdrawn'],
    ['arriving in time withdraws', 'L', 'withdrawn'],
    ['not having to be there withdraws', 'X', 'withdrawn'],
  ] as const)('%s', (_, to, how) => {
    expect(ended(to, [entry(1, 'N', to)])).toMatchObject([
      { rule: 'N4', ended: { how, code: to, confidential: 'reason 1', by: { name: 'Olu Officer' } } },
      { rule: 'N5', ended: { how } },
    ])
  })

  it('amended twice has ended once, as the last act left it', () => {
    expect(ended('M', [entry(1, 'N', 'I'), entry(2, 'I', 'M')])).toMatchObject([
      { ended: { code: 'M' } },
      { rule: 'N5' },
    ])
  })

  it('and is N again has not ended', () => {
    expect(ended('N', [entry(1, 'N', 'I'), entry(2, 'I', 'N')])).toEqual([])
  })

  it('that is a blank again was taken back', () => {
    expect(ended(null, [entry(1, 'N', null)])).toMatchObject([
      { ended: { how: 'withdrawn', words: 'The N was taken back' } },
      {},
    ])
  })
})

describe('registers', () => {
  const WHOLE = daysOf('/', ...schoolDays(CALENDAR).filter((of) => of < MONDAY))
  const missing = (of: DutyFacts, begun: readonly string[] = []) =>
    missingDuties(of, blanksOfGroups(of), new Set(begun))

  it('that have opened are to take, those still to come are not', () => {
    const of = facts({ ada: strip(WHOLE), ben: strip(WHOLE) })
    expect(missing(of)).toMatchObject([
      {
        key: 'N1:g:2026-11-23:AM',
        people: [TUTOR],
        from: { time: '08:30' },
        due: { time: '08:45' },
        because: [{ words: 'None of 2 has a mark' }],
      },
    ])
    expect(missing({ ...of, time: timeOfDay('08:29') })).toEqual([])
    expect(missing({ ...of, time: timeOfDay('13:00') })).toHaveLength(2)
  })

  it('that somebody began and that are over lack marks; those that nobody began were not taken', () => {
    const friday = sessionIndex({ day: day('2026-11-20'), half: 'PM' })
    const gap = { ...WHOLE }
    delete gap['2026-11-20 PM']
    const of = facts({ ada: strip({ ...WHOLE, '2026-11-23 AM': '/' }), ben: strip({ ...gap, '2026-11-23 AM': '/' }) })
    expect(missing(of)).toMatchObject([{ rule: 'N1', because: [{ words: '1 of 2 has no mark' }] }])
    expect(missing(of, [begunKey(GROUP, friday)])).toMatchObject([{ rule: 'N3', key: 'N3:g:2026-11-20:PM' }])
  })

  it('of before the school’s first mark are nobody’s to take', () => {
    expect(missing(facts({ ada: strip({ '2026-11-20 PM': '/', '2026-11-23 AM': '/' }) }))).toEqual([])
    expect(missing(facts({ ada: new Uint8Array(STRIP_LENGTH) }))).toEqual([])
  })

  it('no blank is without a duty and no duty without a blank', () => {
    fc.assert(
      fc.property(anyStrip, (codes) => {
        const of = facts({ ada: stripFrom(codes) }, { time: timeOfDay('15:00') })
        const bytes = of.strips.get('ada' as PupilId)
        const first = bytes?.findIndex((byte) => byte !== 0) ?? -1
        const blanks = sessionIndexes(CALENDAR).filter(
          (place) =>
            first >= 0 && place >= first && place <= sessionIndex({ day: MONDAY, half: 'PM' }) && bytes?.[place] === 0,
        )
        expect(missing(of)).toHaveLength(blanks.length)
      }),
      { numRuns: 40 },
    )
  })

  it('need every pupil in a group', () => {
    const of = facts({}, { enrolments: [pupil('ada', { groupId: null })] })
    expect(noGroupDuties(of)).toMatchObject([{ key: 'register.no-group:ada' }])
  })
})

describe('absence that goes on', () => {
  const ten = schoolDaysFrom(day('2026-10-19'), 10)
  const duties = (marks: Readonly<Record<string, Code>>, more: Partial<DutyFacts> = {}) =>
    runDuties(facts({ ada: strip(marks) }, more))

  it('over half-term is one run: ten school days go into the next return, a month on', () => {
    expect(duties(daysOf('O', ...ten))).toMatchObject([
      { key: 'N6:ada:2026-10-19', from: { day: '2026-11-06' }, due: { kind: 'by', day: '2026-12-06', time: null } },
    ])
    expect(duties(daysOf('O', ...ten.slice(0, 9)))).toEqual([])
  })

  it.each([
    ['one session at school ends it', '/', 0],
    ['one authorised session ends it', 'I', 0],
    ['a session that was not possible does not', 'X', 1],
    ['any of G, N, O and U counts', 'U', 1],
  ] as const)('%s', (_, code, found) => {
    const marks = { ...daysOf('G', ...ten), [`${ten[4]} PM`]: code }
    expect(duties(marks).filter(({ rule }) => rule === 'N6')).toHaveLength(found)
  })

  it('is not reported of a pupil past compulsory school age', () => {
    expect(duties(daysOf('O', ...ten), { enrolments: [pupil('ada', { born: day('2009-01-01') })] })).toEqual([])
  })

  it('of twenty school days calls for enquiries, and is still one return', () => {
    const of = duties(daysOf('O', ...schoolDaysFrom(day('2026-10-19'), 20)))
    expect(of.map(({ rule, due }) => [rule, due === null])).toEqual([
      ['N6', false],
      ['N12', true],
    ])
  })

  it('of an exclusion calls for education from its sixth day, before that day comes', () => {
    const planned = daysOf('E', ...schoolDaysFrom(MONDAY, 6))
    expect(duties(planned)).toMatchObject([{ rule: 'N19', due: { day: addDays(MONDAY, 8) } }])
    expect(duties(daysOf('E', ...schoolDaysFrom(MONDAY, 5)))).toEqual([])
  })
})

describe('the school as a whole', () => {
  it('sets registers that close within half an hour and alike', () => {
    expect(clockDuties(facts({}))).toEqual([])
    const long = { ...CLOCK, amClose: timeOfDay('09:15') }
    expect(clockDuties(facts({}, { clocks: { '9': long } })).map(({ key }) => key.split(':')[2])).toEqual([
      'clock.open-too-long',
      'clock.unequal-lengths',
    ])
  })

  it.each([
    ['2020-09-01', '2023-09-01', 0],
    ['2020-09-01', '2023-09-02', 1],
    ['2024-09-01', '2030-09-01', 0],
    ['2024-09-01', '2030-09-02', 1],
  ])('an entry of %s need not be kept on %s: %s', (made, today, found) => {
    expect(retentionDuty({ today: day(today) }, day(made))).toHaveLength(found)
  })
})
