import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolDaysOf } from '../../duties/contract.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import { LAW_ALONE } from '../../policy/contract.ts'
import { type EnrolmentOfYear, type SchoolCalendar, schoolDays, sessionIndexes } from '../../roll/contract.ts'
import type { ReportedIllness, ReturnFacts } from './facts.ts'
import { kindForRule } from './kinds.ts'
import { returnDuties } from './return-duties.ts'
import { FIRST_SETTINGS } from './settings.ts'
import { forecastSickness } from './sickness.ts'

const YEAR = schoolYear(2026)
const MONDAY = day('2026-11-23')
const INSET = day('2026-11-27')
const CALENDAR: SchoolCalendar = {
  year: YEAR,
  terms: [
    { name: 'Autumn', first: day('2026-09-01'), last: day('2026-12-18') },
    { name: 'Spring', first: day('2027-01-04'), last: day('2027-03-26') },
  ],
  daysOff: [
    { day: INSET, kind: 'inset', reason: 'Training day' },
    ...[26, 27, 28, 29, 30].map((of) => ({
      day: day(`2026-10-${of}`),
      kind: 'half-term' as const,
      reason: 'Half-term',
    })),
  ],
}
const ADA = 'ada' as PupilId

function pupil(more: Partial<EnrolmentOfYear> = {}): EnrolmentOfYear {
  return {
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
  }
}

/** Present on every day until the test Monday but for stretches of school days: `[['N', '2026-11-09', 3]]`. */
function strip(...stretches: readonly (readonly [Code, string, number])[]): Uint8Array {
  const bytes = new Uint8Array(STRIP_LENGTH)
  for (const place of sessionIndexes(CALENDAR))
    if (place < sessionIndex({ day: MONDAY, half: 'AM' })) bytes[place] = byteOfCode(place % 2 === 0 ? '/' : '\\')
  for (const [code, from, count] of stretches) {
    const days = schoolDays(CALENDAR).filter((of) => of >= from)
    for (const of of days.slice(0, count))
      for (const half of ['AM', 'PM'] as const) bytes[sessionIndex({ day: of, half })] = byteOfCode(code)
  }
  return bytes
}

function facts(
  marks: Uint8Array,
  more: Partial<ReturnFacts> & { today?: Day; of?: EnrolmentOfYear } = {},
): ReturnFacts {
  const { today = MONDAY, of = pupil(), ...given } = more
  return {
    asked: { today, year: YEAR, calendar: CALENDAR, days: schoolDaysOf([CALENDAR]), policy: LAW_ALONE },
    pupils: [of],
    leftBefore: [],
    strips: new Map([[ADA, marks]]),
    settings: FIRST_SETTINGS,
    flags: new Map(),
    workers: new Map(),
    illnesses: [],
    timetables: [],
    yearGroups: ['7', '8', '9'],
    toldInRow: new Map(),
    sicknessSent: new Map(),
    ...given,
  }
}

const keys = (of: ReturnFacts) => returnDuties(of).map(({ key }) => key)
const due = (of: ReturnFacts) => returnDuties(of).map((duty) => (duty.due?.kind === 'by' ? duty.due.day : duty.due))

describe('irregular attendance (N7)', () => {
  it.each([
    ['four and a half days in a month are not ten sessions', strip(['N', '2026-11-09', 4]), []],
    ['five days are', strip(['O', '2026-11-09', 5]), ['N7:ada:2026-11']],
    [
      'a week in each of two months is in the return of each',
      strip(['G', '2026-10-05', 5], ['U', '2026-11-09', 5]),
      ['N7:ada:2026-10', 'N7:ada:2026-11'],
    ],
    ['days before and after half-term are of their own months', strip(['N', '2026-10-21', 6]), []],
    ['authorised absence is none of it', strip(['I', '2026-11-02', 9], ['C', '2026-10-05', 9]), []],
    ['ten days in a row are on the return for N6 and not here as well', strip(['O', '2026-11-02', 10]), []],
    [
      'of a run over two months only the month of its tenth day is N6’s',
      strip(['O', '2026-10-14', 12]),
      ['N7:ada:2026-10'],
    ],
  ])('%s', (_, marks, expected) => expect(keys(facts(marks))).toEqual(expected))

  it('is due a month after the tenth session, and the school may agree on another number', () => {
    expect(due(facts(strip(['O', '2026-11-09', 5])))).toEqual(['2026-12-13'])
    const settings = { ...FIRST_SETTINGS, irregularSessions: 4 }
    expect(due(facts(strip(['O', '2026-11-09', 3]), { settings }))).toEqual(['2026-12-10'])
  })

  it('is nothing of a child below or above compulsory school age', () => {
    const marks = strip(['O', '2026-11-09', 5])
    expect(keys(facts(marks, { of: pupil({ born: day('2022-11-01') }) }))).toEqual([])
    expect(keys(facts(marks, { of: pupil({ born: day('2009-11-01') }) }))).toEqual([])
  })

  it('goes with the mark: recoding any session of ten withdraws it, and N to O does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.constantFrom<Code>('I', '/', 'M', 'X'), (at, to) => {
        const marks = strip(['N', '2026-11-09', 5])
        const place = [...marks].flatMap((byte, index) => (byte === byteOfCode('N') ? [index] : []))[at] ?? 0
        marks[place] = byteOfCode('O')
        expect(keys(facts(marks))).toEqual(['N7:ada:2026-11'])
        marks[place] = byteOfCode(to)
        expect(keys(facts(marks))).toEqual([])
      }),
    )
  })

  it('what a recode leaves of a run that was told already is no second return', () => {
    const marks = strip(['O', '2026-11-09', 10])
    marks[sessionIndex({ day: day('2026-11-12'), half: 'AM' })] = byteOfCode('I')
    expect(keys(facts(marks))).toEqual(['N7:ada:2026-11'])
    expect(keys(facts(marks, { toldInRow: new Map([[ADA, new Set(['2026-11'])]]) }))).toEqual([])
  })

  it('counts the sessions marked I on which the school meets while the child is on roll, wherever else an I stands', () => {
    const anywhere = fc.uniqueArray(fc.nat(STRIP_LENGTH - 1), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(anywhere, fc.nat(400), fc.nat(STRIP_LENGTH - 1), (places, first, last) => {
        const marks = new Uint8Array(STRIP_LENGTH)
        for (const place of places) marks[place] = byteOfCode('I')
        const of = pupil({ firstSession: first as SessionIndex, lastSession: last as SessionIndex })
        const found = forecastSickness(facts(marks, { of }), of)
        const meant = sessionIndexes(CALENDAR).filter((at) => marks[at] !== 0 && first <= at && at <= last)
        expect((found?.missed ?? 0) + (found?.ahead ?? 0)).toBe(meant.length)
      }),
    )
  })

  it('the authority’s own list of ten days is kept only where it was asked for', () => {
    const marks = strip(['O', '2026-09-07', 4], ['O', '2026-10-05', 4], ['O', '2026-11-09', 4])
    expect(keys(facts(marks))).toEqual([])
    const settings = { ...FIRST_SETTINGS, localTenDays: true }
    expect(keys(facts(marks, { settings }))).toEqual(['returns.local-ten-days:ada:2026'])
  })
})

describe('a sickness return on belief (N8)', () => {
  const report = (until: ReportedIllness['until'], receivedOn = '2026-11-20'): ReportedIllness => ({
    pupilId: ADA,
    first: { day: day('2026-11-20'), half: 'AM' },
    until,
    receivedOn: day(receivedOn),
  })
  const nine = strip(['I', '2026-11-10', 9])

  it.each([
    ['nine days missed and nothing known ahead', nine, [], undefined],
    ['back on Monday in a week: five more days, the INSET day not counted', nine, [['returns', '2026-11-30']], null],
    ['ill until Tuesday of that week', nine, [['day', '2026-12-01']], '2026-12-01'],
    ['nobody knows until when', nine, [['unknown', '']], null],
    ['marked ahead by the office', strip(['I', '2026-11-10', 15]), [], '2026-12-01'],
    ['over the end of term: the holiday has no sessions', nine, [['day', '2027-01-04']], '2026-12-01'],
  ] as const)('%s', (...[, marks, reports, reaches]) => {
    const illnesses = reports.map(([kind, on]) =>
      report(kind === 'unknown' ? { kind } : { kind, day: day(on) }),
    ) satisfies ReportedIllness[]
    const of = facts(marks, { illnesses })
    const forecast = forecastSickness(of, pupil())
    expect(forecast?.reachesOn ?? null).toBe(reaches ?? null)
    expect(keys(of)).toEqual(reaches === undefined || reaches === null ? [] : ['N8:ada:2026'])
  })

  it('is due when the family said so, says why, and is no second duty once the days have passed', () => {
    const of = facts(nine, { illnesses: [report({ kind: 'day', day: day('2026-12-04') })] })
    const [duty] = returnDuties(of)
    expect(duty).toMatchObject({ rule: 'N8', due: { day: '2026-11-20' } })
    expect(duty?.because.map(({ words }) => words).join(' ')).toContain('The family said on Friday 20 November 2026')
    // Passed: the same key is found by measures, and by nobody here.
    expect(keys(facts(strip(['I', '2026-10-31', 16])))).toEqual([])
  })

  it('counts days of the school year alone: illness of the year before is another strip', () => {
    const of = facts(strip(['I', '2026-09-01', 14]))
    expect(forecastSickness(of, pupil())).toMatchObject({ missed: 28, reachesOn: null })
  })

  it('is made once in a year, and again for a later illness that by itself comes to fifteen days', () => {
    const first = strip(['I', '2026-09-01', 15])
    const sicknessSent = new Map([[ADA, day('2026-09-25')]])
    expect(keys(facts(first, { sicknessSent }))).toEqual([])
    const second = strip(['I', '2026-09-01', 15], ['I', '2026-11-02', 15])
    expect(keys(facts(second, { sicknessSent }))).toEqual(['N8:ada:2026:2026-11-02'])
    // A day at school in between makes two illnesses of it, neither of fifteen days.
    second[sessionIndex({ day: day('2026-11-11'), half: 'AM' })] = byteOfCode('/')
    expect(keys(facts(second, { sicknessSent }))).toEqual([])
  })

  it('never names a day on which fewer than thirty sessions stand, whatever is known', () => {
    const codes = fc.array(fc.constantFrom<Code>('I', '/', 'N', 'X'), { minLength: 150, maxLength: 150 })
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 40 }), (drawn, ahead) => {
        const marks = new Uint8Array(STRIP_LENGTH)
        const now = sessionIndex({ day: MONDAY, half: 'AM' })
        for (const [at, place] of sessionIndexes(CALENDAR).entries())
          if (place < now) marks[place] = byteOfCode(drawn[at] ?? '/')
        const illnesses = [report({ kind: 'day', day: addDays(MONDAY, ahead) })]
        const forecast = forecastSickness(facts(marks, { illnesses }), pupil())
        const ill = [...(forecast?.strip ?? [])].filter((byte) => byte === byteOfCode('I')).length
        expect((forecast?.missed ?? 0) + (forecast?.ahead ?? 0)).toBe(ill)
        expect(forecast?.reachesOn === null || forecast === undefined).toBe(ill < 30)
      }),
    )
  })
})

describe('a deletion return (N10)', () => {
  const leaver = (on: string, more = {}) => pupil({ leavingDay: day(on), ...more })
  it.each([
    ['is due by the last day on roll, also one to come', leaver('2026-12-04'), ['2026-12-04']],
    ['is not made of those who finish the last year', leaver('2027-07-16'), []],
    ['is made of those who leave the last year in spring', leaver('2027-03-05'), ['2027-03-05']],
    ['is made of those who leave a younger year in July', leaver('2027-07-16', { yearGroup: '8' }), ['2027-07-16']],
  ])('%s', (_, of, expected) => expect(due(facts(strip(), { of }))).toEqual(expected))

  it('outlasts the end of the school year, and is made of last years too where the authority asks', () => {
    const leftBefore = [leaver('2026-08-25', { yearGroup: '8' })]
    const today = day('2026-09-02')
    expect(keys(facts(strip(), { leftBefore, today, of: pupil() })).filter((key) => key.startsWith('N10'))).toEqual([
      'N10:ada:2026-08-25',
    ])
    const settings = { ...FIRST_SETTINGS, finalYear: true }
    expect(due(facts(strip(), { of: leaver('2027-07-16'), settings }))).toEqual(['2027-07-16'])
  })
})

describe('notices to those who work with a pupil', () => {
  const flags = (...kinds: ('child-protection' | 'ehcp' | 'looked-after')[]) => new Map([[ADA, new Set(kinds)]])

  it('an absence that nobody can explain is told on its first day, once for a run of days', () => {
    const of = facts(strip(['N', '2026-11-18', 2]), { flags: flags('child-protection') })
    expect(keys(of)).toEqual(['returns.social-worker:ada:2026-11-18'])
    expect(due(of)).toEqual(['2026-11-18'])
    expect(keys(facts(strip(['N', '2026-11-18', 2])))).toEqual([])
  })

  it('a notice that was not given stays for as long as nobody can explain the absence, however old', () => {
    const of = facts(strip(['N', '2026-10-05', 1]), { flags: flags('child-protection') })
    expect(keys(of)).toEqual(['returns.social-worker:ada:2026-10-05'])
  })

  it('two absences are two notices; one in half a day is one; one explained meanwhile is none', () => {
    const marks = strip(['N', '2026-11-16', 1], ['N', '2026-11-19', 1])
    marks[sessionIndex({ day: day('2026-11-19'), half: 'PM' })] = byteOfCode('/')
    const workers = new Map([[ADA, new Set(['youth-offending' as const])]])
    expect(keys(facts(marks, { workers }))).toEqual([
      'returns.youth-offending:ada:2026-11-16',
      'returns.youth-offending:ada:2026-11-19',
    ])
    marks.fill(
      byteOfCode('I'),
      sessionIndex({ day: day('2026-11-16'), half: 'AM' }),
      sessionIndex({ day: day('2026-11-17'), half: 'AM' }),
    )
    expect(keys(facts(marks, { workers }))).toEqual(['returns.youth-offending:ada:2026-11-19'])
  })

  it('a social worker is told before the name goes', () => {
    const of = facts(strip(), { flags: flags('child-protection'), of: pupil({ leavingDay: day('2026-12-04') }) })
    expect(keys(of)).toEqual(['N10:ada:2026-12-04', 'returns.social-worker:ada:leaves:2026-12-04'])
  })

  it('a pupil with a plan whose attendance fell in a month that is over', () => {
    const fell = strip(['I', '2026-10-05', 4])
    expect(keys(facts(fell, { flags: flags('ehcp') }))).toEqual(['returns.ehcp:ada:2026-10'])
    expect(keys(facts(strip(['I', '2026-11-02', 9]), { flags: flags('ehcp') }))).toEqual([])
    const settings = { ...FIRST_SETTINGS, ehcpPoints: 40 }
    expect(keys(facts(fell, { flags: flags('ehcp'), settings }))).toEqual([])
  })

  it('a looked-after pupil’s term, only where the virtual school has asked for it, and not before its end is near', () => {
    const settings = { ...FIRST_SETTINGS, virtualSchool: true }
    const at = (today: string) => facts(strip(), { flags: flags('looked-after'), settings, today: day(today) })
    expect(keys(at('2026-11-23'))).toEqual([])
    expect(keys(at('2026-12-07'))).toEqual(['returns.virtual-school:ada:2026-09-01'])
    expect(keys({ ...at('2026-12-07'), settings: FIRST_SETTINGS })).toEqual([])
  })

  it('a part-time timetable has no limit until the authority has named one', () => {
    const timetables = [
      {
        id: 't1',
        pupilId: ADA,
        first: day('2026-11-23'),
        last: day('2026-12-18'),
        review: day('2026-12-04'),
        reason: 'Coming back',
        times: 'Home at noon',
      },
    ]
    expect(due(facts(strip(), { timetables }))).toEqual([null])
    const settings = { ...FIRST_SETTINGS, partTimeWithin: 5 }
    expect(due(facts(strip(), { timetables, settings }))).toEqual(['2026-12-01'])
  })
})

it('every duty found here is discharged by a return of some kind, and no two have one key', () => {
  const flags = new Map([[ADA, new Set(['child-protection', 'ehcp', 'looked-after'] as const)]])
  const settings = { ...FIRST_SETTINGS, virtualSchool: true, localTenDays: true }
  const codes = fc.array(fc.constantFrom<Code>('/', 'N', 'O', 'I', 'X'), { minLength: 200, maxLength: 200 })
  fc.assert(
    fc.property(codes, (drawn) => {
      const marks = new Uint8Array(STRIP_LENGTH)
      for (const [at, place] of sessionIndexes(CALENDAR).entries()) marks[place] = byteOfCode(drawn[at] ?? '/')
      const of = facts(marks, {
        flags,
        settings,
        today: day('2026-12-18'),
        of: pupil({ leavingDay: day('2026-12-18') }),
      })
      const found = returnDuties(of)
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
      for (const { rule } of found) expect(kindForRule(rule)).toBeDefined()
    }),
  )
})
