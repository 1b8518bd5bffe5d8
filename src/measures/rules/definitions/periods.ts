import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import { easterSunday } from '../../../kernel/easter.ts'
import { firstDayOf, lastDayOf, type SchoolYear } from '../../../kernel/school-year.ts'
import type { Stretch } from '../facts.ts'

/** Years in which the spring bank holiday was moved by proclamation, for a jubilee. */
const MOVED: Readonly<Record<number, string>> = { 2002: '2002-06-04', 2012: '2012-06-04', 2022: '2022-06-02' }

/** The spring bank holiday: the last Monday of May, but for jubilees. */
export function springBankHoliday(year: number): Day {
  const moved = MOVED[year]
  if (moved !== undefined) return day(moved)
  const last = day(`${year}-05-31`)
  return addDays(last, 1 - weekday(last))
}

/** The four periods that the school census collects absence for. */
export type CensusPeriod = 'autumn' | 'spring' | 'summer 1' | 'summer 2'
export const CENSUS_PERIODS: readonly CensusPeriod[] = ['autumn', 'spring', 'summer 1', 'summer 2']

/**
 * First and last day of a census period: autumn 1 August to 31 December, spring 1 January to Easter Sunday, summer 1 Easter Monday to the
 * Sunday before the spring bank holiday, summer 2 from there to 31 July (DfE methodology 4.1, Table 6). Where a jubilee moved the
 * holiday past the Monday, the second half still begins on the day after that Sunday, so that no day is in neither.
 */
export function censusPeriod(year: SchoolYear, period: CensusPeriod): Stretch {
  const easter = easterSunday(year + 1)
  const holiday = springBankHoliday(year + 1)
  const sundayBefore = addDays(holiday, -weekday(holiday))
  const days: Readonly<Record<CensusPeriod, readonly [Day, Day]>> = {
    autumn: [firstDayOf(year), day(`${year}-12-31`)],
    spring: [day(`${year + 1}-01-01`), easter],
    'summer 1': [addDays(easter, 1), sundayBefore],
    'summer 2': [addDays(sundayBefore, 1), lastDayOf(year)],
  }
  const [from, to] = days[period]
  return { name: `census ${period}`, from, to }
}
