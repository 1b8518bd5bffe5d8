import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, ageOn, day, dayFromNumber, dayNumber, weekday } from '../kernel/day.ts'
import { schoolYear } from '../kernel/school-year.ts'
import {
  ageAtStartOfYear,
  cohortYearOf,
  compareYearGroups,
  compulsorySchoolAgeFrom,
  compulsorySchoolAgeUntil,
  isCompulsorySchoolAge,
  parseYearGroup,
  YEAR_GROUPS,
  yearGroupFor,
  yearGroupName,
} from './school-age.ts'
import { checkUpn } from './upn.ts'

const anyBirth = fc.integer({ min: dayNumber(day('1995-01-01')), max: dayNumber(day('2030-12-31')) }).map(dayFromNumber)

describe('compulsory school age', () => {
  it.each([
    ['2020-09-01', '2025-12-31'],
    ['2020-12-31', '2025-12-31'],
    ['2021-01-01', '2026-03-31'],
    ['2021-03-31', '2026-03-31'],
    ['2021-04-01', '2026-08-31'],
    ['2021-08-31', '2026-08-31'],
    ['2020-02-29', '2025-03-31'],
  ])('of a child born on %s begins on %s', (born, from) => {
    expect(compulsorySchoolAgeFrom(day(born))).toBe(from)
    expect(isCompulsorySchoolAge(day(born), addDays(day(from), -1))).toBe(false)
    expect(isCompulsorySchoolAge(day(born), day(from))).toBe(true)
  })

  it.each([
    ['2007-09-23', '2024-06-28'],
    ['2010-09-01', '2027-06-25'],
    ['2011-08-31', '2027-06-25'],
    ['2011-09-01', '2028-06-30'],
    ['2011-06-30', '2027-06-25'],
  ])('of a child born on %s lasts until the end of %s', (born, until) => {
    expect(compulsorySchoolAgeUntil(day(born))).toBe(until)
    expect(isCompulsorySchoolAge(day(born), day(until))).toBe(true)
    expect(isCompulsorySchoolAge(day(born), addDays(day(until), 1))).toBe(false)
  })

  it('ends on a last Friday in June of Year 11, and begins at five', () => {
    fc.assert(
      fc.property(anyBirth, (born) => {
        const until = compulsorySchoolAgeUntil(born)
        expect([weekday(until), until.slice(5, 7), addDays(until, 7).slice(5, 7)]).toEqual([5, '06', '07'])
        expect(yearGroupFor(born, cohortYearOf(until))).toBe('11')
        expect(ageOn(born, compulsorySchoolAgeFrom(born))).toBe(5)
      }),
    )
  })
})

describe('a year group', () => {
  it.each([
    ['2021-09-01', 'R'],
    ['2022-08-31', 'R'],
    ['2022-09-01', 'N2'],
    ['2015-08-31', '7'],
    ['2014-09-01', '7'],
    ['2014-08-31', '8'],
    ['2008-09-01', '13'],
    ['2008-08-31', undefined],
    ['2024-09-01', undefined],
  ])('of a child born on %s is in 2026/27 %s', (born, group) => {
    expect(yearGroupFor(day(born), schoolYear(2026))).toBe(group)
  })

  it('changes on 1 September, not on 1 August', () => {
    expect([cohortYearOf(day('2026-08-31')), cohortYearOf(day('2026-09-01'))]).toEqual([2025, 2026])
  })

  it('is one for all children of a cohort and goes up by one each year', () => {
    fc.assert(
      fc.property(anyBirth, fc.integer({ min: 2000, max: 2040 }), (born, year) => {
        const [now, next] = [yearGroupFor(born, schoolYear(year)), yearGroupFor(born, schoolYear(year + 1))]
        expect(ageAtStartOfYear(born, schoolYear(year + 1))).toBe(ageAtStartOfYear(born, schoolYear(year)) + 1)
        if (now !== undefined && next !== undefined) expect(compareYearGroups(now, next)).toBe(-1)
      }),
    )
  })

  it.each([
    ['7', 'Year 7'],
    ['R', 'Reception'],
    ['N2', 'Nursery 2'],
    ['13', 'Year 13'],
  ] as const)('%s is shown as %s', (group, name) => {
    expect(yearGroupName(group)).toBe(name)
  })

  it('is read as it is shown', () => {
    for (const group of YEAR_GROUPS) expect(parseYearGroup(yearGroupName(group))).toBe(group)
  })

  it.each([
    ['Y7', '7'],
    ['07', '7'],
    ['yr 10', '10'],
    ['reception', 'R'],
    ['n1', 'N1'],
    ['14', undefined],
    ['0', undefined],
    ['', undefined],
    ['Year', undefined],
  ])('%j is read as %s', (text, group) => {
    expect(parseYearGroup(text)).toBe(group)
  })
})

const FOLDER = process.env.FIRSTBELL_REFERENCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const FILE = `${FOLDER}/cases/id_vectors.csv`
const present = existsSync(FILE)
if (!present) console.warn(`SKIPPED: worked cases are not at ${FILE}. Set FIRSTBELL_REFERENCE_DATA to their folder.`)

interface WorkedCase {
  readonly kind: string
  readonly value: string
  readonly expected: string
}

describe.skipIf(!present)('the worked cases of UPNs and year groups', () => {
  const cases: WorkedCase[] = present ? parse(readFileSync(FILE), { columns: true }) : []
  const ofKind = (kind: string) => cases.filter((row) => row.kind === kind)

  it('are all read', () => {
    expect([ofKind('UPN').length, ofKind('year_from_dob').length]).toEqual([4, 4])
    expect(cases).toHaveLength(8)
  })

  it.each(ofKind('UPN'))('$value is $expected', ({ value, expected }) => {
    const result = checkUpn(value)
    expect(result.ok).toBe(expected.startsWith('valid'))
    const shouldBe = /should be (\w)/.exec(expected)?.[1]
    if (shouldBe !== undefined) expect(!result.ok && result.problem.message).toContain(`would be ${shouldBe}`)
    if (expected === 'too short') expect(!result.ok && result.problem.code).toBe('law.upn-length')
  })

  it.each(ofKind('year_from_dob'))('$value is $expected', ({ value, expected }) => {
    const [, on = '', born = ''] = /^file (\S+), born (\S+)$/.exec(value) ?? []
    expect(`Y${yearGroupFor(day(born), cohortYearOf(day(on)))}`).toBe(expected.split(' ')[0])
  })
})
