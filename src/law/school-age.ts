import { addDays, ageOn, type Day, day, weekday } from '../kernel/day.ts'
import { type SchoolYear, schoolYear } from '../kernel/school-year.ts'
import { type Citation, read, unread } from './citation.ts'

/** A national curriculum year: two nursery years, Reception, Years 1 to 13. */
export type YearGroup =
  | ('N1' | 'N2' | 'R')
  | ('1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13')

/** Youngest first. The place in this list is the age at the start of the year less two. */
export const YEAR_GROUPS: readonly YearGroup[] = [
  ...(['N1', 'N2', 'R'] as const),
  ...(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'] as const),
]

const YOUNGEST_AGE = 2

/** "Year 7", "Reception", "Nursery 2". */
export function yearGroupName(of: YearGroup): string {
  if (of === 'R') return 'Reception'
  return of.startsWith('N') ? `Nursery ${of.slice(1)}` : `Year ${of}`
}

/** Reads `7`, `Y7`, `Year 7`, `07`, `R`, `Reception`, `N2`, `Nursery 2`; undefined for anything else. */
export function parseYearGroup(text: string): YearGroup | undefined {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/^RECEPTION$/, 'R')
    .replace(/^NURSERY\s*/, 'N')
    .replace(/^(YEAR|YR|Y)\s*/, '')
    .replace(/^0(?=\d)/, '')
  return YEAR_GROUPS.find((group) => group === plain)
}

/** Below zero where `one` is the younger year; for sorting. */
export function compareYearGroups(one: YearGroup, other: YearGroup): number {
  return YEAR_GROUPS.indexOf(one) - YEAR_GROUPS.indexOf(other)
}

/**
 * The year of teaching that a day falls in, September to August. This is not the kernel's `schoolYearOf`, which follows DfE's
 * data year from 1 August: on 31 August a child is still in the old year group.
 */
export function cohortYearOf(on: Day): SchoolYear {
  const calendarYear = Number(on.slice(0, 4))
  return schoolYear(Number(on.slice(5, 7)) >= 9 ? calendarYear : calendarYear - 1)
}

/** Age on 31 August, the day before the year begins, as DfE's absence statistics count it. */
export function ageAtStartOfYear(born: Day, year: SchoolYear): number {
  return ageOn(born, day(`${year}-08-31`))
}

/**
 * The year group that children born on this day are normally taught in; undefined below nursery and above Year 13. A proposal
 * only: some children are taught outside their cohort, and the school's own record decides.
 */
export function yearGroupFor(born: Day, year: SchoolYear): YearGroup | undefined {
  return YEAR_GROUPS[ageAtStartOfYear(born, year) - YOUNGEST_AGE]
}

/** The start rests on section 8 and on days prescribed by order. The order itself was not read; several councils state these days. */
export const COMPULSORY_AGE_BEGINS: Citation = unread(
  'Section 8(2) Education Act 1996; prescribed days 31 March, 31 August and 31 December',
)
export const COMPULSORY_AGE_ENDS: Citation = read(
  'Section 8(3) Education Act 1996: the last Friday in June of the school year in which the pupil turns 16',
)

const PRESCRIBED_DAYS = ['03-31', '08-31', '12-31']

/** The first day of compulsory school age: the fifth birthday if it is a prescribed day, otherwise the next one. Prescribed days unverified. */
export function compulsorySchoolAgeFrom(born: Day): Day {
  const fifth = Number(born.slice(0, 4)) + 5
  const next = PRESCRIBED_DAYS.find((prescribed) => born.slice(5) <= prescribed) ?? '12-31'
  return day(`${fifth}-${next}`)
}

/** The last day of compulsory school age, included: the last Friday in June of the school year of the sixteenth birthday. */
export function compulsorySchoolAgeUntil(born: Day): Day {
  const turnsSixteenIn = Number(born.slice(5, 7)) >= 9 ? 17 : 16
  const endOfJune = day(`${Number(born.slice(0, 4)) + turnsSixteenIn}-06-30`)
  return addDays(endOfJune, -((weekday(endOfJune) + 2) % 7))
}

export function isCompulsorySchoolAge(born: Day, on: Day): boolean {
  return compulsorySchoolAgeFrom(born) <= on && on <= compulsorySchoolAgeUntil(born)
}
