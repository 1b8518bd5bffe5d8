import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, daysFrom } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { firstDayOf, lastDayOf, schoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { ALL_CODES, byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith, factsOf } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { countScope, figureOf, fractionOf } from './count-scope.ts'
import { DEFINITIONS } from './definitions.ts'
import { SCOPES, type ScopeId } from './scopes.ts'

/** A pupil as a list of sentences would tell of one: no strip, no places, no bytes. */
interface Told {
  readonly born: string
  readonly starts: string
  readonly leaves: string | null
  readonly marks: readonly { readonly day: string; readonly half: 'AM' | 'PM'; readonly code: Code }[]
}

const YEAR = 2026
const TERM = { name: 'Autumn', from: day('2026-09-01'), to: day('2026-12-18') }
const HALF_TERM = { name: 'Autumn 2', from: day('2026-11-02'), to: day('2026-12-18') }

const dayBetween = (from: string, to: string) => fc.constantFrom(...daysFrom(day(from), day(to)))
const told: fc.Arbitrary<Told> = fc.record({
  born: fc.constantFrom(
    ...Array.from({ length: 15 }, (_, age) => `${2024 - age}-0${1 + (age % 9)}-15`),
    '2011-08-31',
    '2010-09-01',
    '2022-08-31',
    '2021-09-01',
  ),
  starts: fc.oneof(fc.constant('2021-09-01' as Day), dayBetween('2025-08-01', '2027-07-01')),
  leaves: fc.option(dayBetween('2027-06-01', '2027-07-31')),
  marks: fc.array(
    fc.record({
      day: dayBetween('2025-08-01', '2027-07-31'),
      half: fc.constantFrom('AM' as const, 'PM' as const),
      code: fc.constantFrom(...ALL_CODES.map(({ code }) => code)),
    }),
    { maxLength: 60 },
  ),
})
const school = fc.record({
  pupils: fc.array(told, { maxLength: 6 }),
  on: dayBetween('2026-08-01', '2027-07-31'),
  half: fc.constantFrom('AM' as const, 'PM' as const),
})

function factsIn(year: number, pupils: readonly Told[]): SchoolFacts {
  const enrolled = pupils.flatMap((one, place): Enrolled[] => {
    const [first, last] = [firstDayOf(schoolYear(year)), lastDayOf(schoolYear(year))]
    if (one.starts > last || (one.leaves !== null && one.leaves < first)) return []
    const strip = new Uint8Array(STRIP_LENGTH)
    for (const { code, ...mark } of lastOfEach(one.marks))
      if (schoolYearOf(mark.day as Day) === year)
        strip[sessionIndex({ ...mark, day: mark.day as Day })] = byteOfCode(code)
    const ends = one.leaves === null || one.leaves > last ? last : day(one.leaves)
    return [
      enrolledWith(place, {
        pupilId: `pupil ${place}` as PupilId,
        born: day(one.born),
        strip,
        startingDay: day(one.starts),
        leavingDay: one.leaves === null ? null : day(one.leaves),
        onRoll: {
          from: (one.starts < first ? 0 : sessionIndex({ day: day(one.starts), half: 'AM' })) as SessionIndex,
          to: sessionIndex({ day: ends, half: 'PM' }),
        },
      }),
    ]
  })
  return factsOf(enrolled, { year: schoolYear(year), terms: [TERM], halfTerms: [HALF_TERM] })
}

/** A later mark of a session replaces the earlier. */
function lastOfEach(marks: Told['marks']): Told['marks'] {
  return marks.filter(
    (mark, place) => !marks.slice(place + 1).some((one) => one.day === mark.day && one.half === mark.half),
  )
}

const PRESENT = ['/', '\\', 'L', 'K', 'V', 'P', 'W', 'B', 'J']
const AUTHORISED = ['C1', 'M', 'J1', 'S', 'C2', 'C', 'T', 'R', 'I', 'E', 'H', 'F']
const UNAUTHORISED = ['G', 'N', 'O', 'U']

/** The census of 2026/27, by the dates on the wall. */
const WINDOWS: Readonly<Record<ScopeId, readonly [string, string]>> = {
  'year-to-date': ['2026-08-01', '2027-07-31'],
  'published-year-to-date': ['2026-08-01', '2027-07-31'],
  'census-autumn': ['2026-08-01', '2026-12-31'],
  'census-spring': ['2027-01-01', '2027-03-28'],
  'census-summer-1': ['2027-03-29', '2027-05-30'],
  'census-summer-2': ['2027-05-31', '2027-07-31'],
  'census-year': ['2026-08-01', '2027-07-31'],
  term: ['2026-09-01', '2026-12-18'],
  'half-term': ['2026-11-02', '2026-12-18'],
  'rolling-12-months': ['', '2027-07-31'],
}

/** Session by session with words and dates, nothing shared with what it checks. */
function naively(scope: ScopeId, pupils: readonly Told[], until: { on: string; half: 'AM' | 'PM' }) {
  const sum = { possible: 0, authorised: 0, unauthorised: 0, late: 0, enrolments: 0, persistent: 0, severe: 0, full: 0 }
  const [begins, ends] = WINDOWS[scope]
  const yearAgo = `${Number(until.on.slice(0, 4)) - 1}${until.on.slice(4)}`
  const isCensus = scope.startsWith('census')
  for (const pupil of pupils) {
    // Aged 4 on 31 August 2026 is born from 1 September 2021 to 31 August 2022; DfE publishes 5 to 15.
    const isPublished = pupil.born <= '2021-08-31' && pupil.born >= '2010-09-01'
    const isYear11 = pupil.born <= '2011-08-31'
    if ((isCensus || scope === 'published-year-to-date') && !isPublished) continue
    if (isCensus && pupil.starts >= '2027-05-31') continue
    const codes = lastOfEach(pupil.marks)
      .filter((mark) => mark.day >= pupil.starts && (pupil.leaves === null || mark.day <= pupil.leaves))
      .filter((mark) => mark.day < until.on || (mark.day === until.on && (until.half === 'PM' || mark.half === 'AM')))
      .filter((mark) => (scope === 'rolling-12-months' ? mark.day > yearAgo : mark.day >= begins && mark.day <= ends))
      .filter((mark) => !((isCensus || scope === 'published-year-to-date') && isYear11 && mark.day >= '2027-05-31'))
      .map(({ code }) => code)
    const authorised = codes.filter((code) => AUTHORISED.includes(code)).length
    const unauthorised = codes.filter((code) => UNAUTHORISED.includes(code)).length
    const possible = codes.filter((code) => PRESENT.includes(code)).length + authorised + unauthorised
    if (possible === 0) continue
    const rate = (authorised + unauthorised) / possible
    sum.possible += possible
    sum.authorised += authorised
    sum.unauthorised += unauthorised
    sum.late += codes.filter((code) => code === 'L' || code === 'U').length
    sum.enrolments += 1
    // A hair under the line, because a tenth is no binary number.
    if (rate > 0.1 - 1e-12) sum.persistent += 1
    if (rate > 0.5 - 1e-12) sum.severe += 1
    if (rate === 0) sum.full += 1
  }
  return sum
}

describe('what a scope comes to', () => {
  it.each(SCOPES.map(({ id }) => id))('agrees with counting session by session in words: %s', (scope) => {
    fc.assert(
      fc.property(school, ({ pupils, on, half }) => {
        const years = [factsIn(YEAR - 1, pupils), factsIn(YEAR, pupils)]
        const found = countScope(scope, years, { until: { day: on, half }, filter: {} })
        const { possible = 0, authorised = 0, unauthorised = 0, late = 0 } = found?.figures.sessions ?? {}
        const { enrolments = 0, persistent = 0, severe = 0, full = 0 } = found?.figures ?? {}
        expect({ possible, authorised, unauthorised, late, enrolments, persistent, severe, full }).toEqual(
          naively(scope, pupils, { on, half }),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('accounts for every enrolment and session that the year to date counts and the census year does not', () => {
    fc.assert(
      fc.property(school, ({ pupils, on, half }) => {
        const asked = { until: { day: on, half }, filter: {} }
        const years = [factsIn(YEAR, pupils)]
        const all = countScope('year-to-date', years, asked)?.figures.sessions.possible ?? 0
        const census = countScope('census-year', years, asked)
        const leftOut = census?.leftOut.reduce((sum, { possible }) => sum + possible, 0) ?? 0
        const apart = census?.fourYearOlds?.sessions.possible ?? 0
        expect((census?.figures.sessions.possible ?? 0) + leftOut + apart).toBe(all)
      }),
    )
  })

  it('counts of a school only the pupils asked for, as this year knows them', () => {
    const [one, other] = [{ born: '2013-02-03', starts: '2021-09-01', leaves: null, marks: [] }, '7'] as const
    const marks = [{ day: addDays(TERM.from, 0), half: 'AM' as const, code: 'I' as const }]
    const before = [{ day: '2026-03-02', half: 'AM' as const, code: 'I' as const }]
    const yearGroup = (facts: SchoolFacts, as: '6' | '7') => ({
      ...facts,
      enrolled: facts.enrolled.map((pupil) => ({ ...pupil, yearGroup: as })),
    })
    const years = [
      yearGroup(factsIn(YEAR - 1, [{ ...one, marks: before }]), '6'),
      yearGroup(factsIn(YEAR, [{ ...one, marks }]), other),
    ]
    const absent = (group: '6' | '7') =>
      countScope('rolling-12-months', years, {
        until: { day: day('2026-12-01'), half: 'PM' },
        filter: { yearGroups: [group] },
      })?.figures.sessions.absent
    expect([absent('7'), absent('6')]).toEqual([2, 0])
  })
})

describe('a named definition', () => {
  it('has a name of its own, words, a version, and sources that somebody read', () => {
    expect(new Set(DEFINITIONS.map(({ id }) => id)).size).toBe(DEFINITIONS.length)
    for (const { words, sources, version, rounding } of DEFINITIONS) {
      expect(words.length).toBeGreaterThan(80)
      expect(rounding).toMatch(/\.$/)
      expect(version).toMatch(/^\d+\.\d+$/)
      expect(sources.length).toBeGreaterThan(0)
      expect(sources.every(({ verified }) => verified)).toBe(true)
    }
  })

  const definition = (id: string) => DEFINITIONS.find((one) => one.id === id)

  it('begins with the year from which persistent absence is the exact 10 %', () => {
    expect(definition('census-autumn.persistent')?.since).toBe(2015)
    expect(definition('year-to-date.attendance')?.since).toBe(2024)
  })

  it('is none of persistent absence over half a census term, which DfE does not publish', () => {
    expect(definition('census-summer-2.persistent')).toBeUndefined()
    expect(definition('census-summer-2.absence')).toBeDefined()
  })

  it('gives two whole numbers, and of the enrolments how many were counted, apart and left out', () => {
    const marks = [
      { day: '2026-09-07', half: 'AM' as const, code: 'I' as const },
      { day: '2026-09-07', half: 'PM' as const, code: 'L' as const },
    ]
    const of = (born: string): Told => ({ born, starts: '2021-09-01', leaves: null, marks })
    const years = [factsIn(YEAR, [of('2013-02-03'), of('2013-02-04'), of('2022-02-03'), of('2008-02-03')])]
    const asked = { until: { day: day('2026-09-30'), half: 'PM' as const }, filter: {} }
    expect(figureOf({ scope: 'census-autumn', figure: 'severe' }, years, asked)).toEqual({
      numerator: 2,
      denominator: 2,
      enrolments: { counted: 2, apart: 1, leftOut: [{ because: 'too old', enrolments: 1, possible: 2 }] },
    })
    expect(figureOf({ scope: 'year-to-date', figure: 'late' }, years, asked)).toMatchObject({
      numerator: 4,
      denominator: 8,
    })
    const counted = countScope('year-to-date', years, asked)
    if (counted === undefined) throw new Error('the year has begun')
    expect(fractionOf('full', counted.figures)).toEqual({ numerator: 0, denominator: 4 })
    expect(figureOf({ scope: 'census-spring', figure: 'absence' }, years, asked)).toBeUndefined()
  })
})
