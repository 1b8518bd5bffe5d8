import { addDays, type Day, day, weekday } from '../../kernel/day.ts'
import { easterSunday } from '../../kernel/easter.ts'

const SATURDAY = 6

/**
 * Bank holidays of England and Wales in a calendar year, in order: those of every year (Banking and Financial Dealings Act 1971 and the
 * proclamations of New Year's Day and the early May holiday), with the weekday that takes the place of one at a weekend. Holidays proclaimed
 * for a single occasion are not among them.
 */
export function bankHolidays(year: number): readonly Day[] {
  const easter = easterSunday(year)
  const christmas = weekday(day(`${year}-12-25`))
  const boxing = weekday(day(`${year}-12-26`))
  return [
    onWeekday(day(`${year}-01-01`)),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(day(`${year}-05-01`)),
    lastMonday(day(`${year}-05-31`)),
    lastMonday(day(`${year}-08-31`)),
    // At a weekend, the two that follow it take the places of both.
    day(`${year}-12-${christmas >= SATURDAY ? '27' : '25'}`),
    day(`${year}-12-${boxing >= SATURDAY ? '28' : '26'}`),
  ].sort()
}

function onWeekday(of: Day): Day {
  return weekday(of) < SATURDAY ? of : addDays(of, 8 - weekday(of))
}

function firstMonday(from: Day): Day {
  return addDays(from, (8 - weekday(from)) % 7)
}

function lastMonday(until: Day): Day {
  return addDays(until, 1 - weekday(until))
}

/** Monday to Friday, and no bank holiday of every year. Days on which a school is shut may well be working days. */
export function isWorkingDay(of: Day): boolean {
  return weekday(of) < SATURDAY && !bankHolidays(Number(of.slice(0, 4))).includes(of)
}

/** The working day so many after a day; the day itself for 0. */
export function workingDaysAfter(from: Day, amount: number): Day {
  let reached = from
  for (let left = amount; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached)) left -= 1
  }
  return reached
}
