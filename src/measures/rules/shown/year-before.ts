import { addDays, type Day, day, daysBetween, parseDay } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { SessionSpan } from '../sessions.ts'
import { placeOfEnd } from './counted-until.ts'

/** 52 weeks: the same weekday a year earlier. */
const WEEKS_52 = 364
/** Up to this many days a Friday more or less moves a rate more than the year does. */
const SHORT = 14

export interface YearBefore {
  readonly year: SchoolYear
  readonly span: SessionSpan
  readonly first: Day
  readonly last: Day
  /** Whether the days are the same weekdays 52 weeks earlier, or the same dates. */
  readonly by: 'weekdays' | 'dates'
}

/**
 * The days of the year before that a span is set beside, to the same half of the last day. Two weeks or less go back 364 days, so that Monday
 * to Friday stand beside Monday to Friday: Fridays are worse for everyone (a point above Wednesdays). More days go back by the calendar,
 * 20 November beside 20 November: whole school years stay beside whole school years.
 */
export function yearBefore(year: SchoolYear, span: SessionSpan): YearBefore {
  const [from, to] = [sessionAt(year, span.from).day, sessionAt(year, span.to).day]
  // 31 July less 364 days is 1 August of the same school year.
  const isShort = daysBetween(from, to) < SHORT && addDays(to, -WEEKS_52) < firstDayOf(year)
  return isShort ? sameWeekdaysBefore(year, span) : { ...spanBefore(year, span, dayAYearBefore), by: 'dates' }
}

/** The same weekdays 52 weeks earlier, however long the span is: so that each week of it stands beside a week. */
export function sameWeekdaysBefore(year: SchoolYear, span: SessionSpan): YearBefore {
  const lastOfBefore = lastDayOf(schoolYear(year - 1))
  const back = (of: Day) => {
    const then = addDays(of, -WEEKS_52)
    const [earlier = then] = [then, lastOfBefore].sort()
    return earlier
  }
  return { ...spanBefore(year, span, back), by: 'weekdays' }
}

function spanBefore(year: SchoolYear, span: SessionSpan, back: (of: Day) => Day): Omit<YearBefore, 'by'> {
  const before = schoolYear(year - 1)
  const { from, to } = { from: sessionAt(year, span.from), to: sessionAt(year, span.to) }
  const [first, last] = [back(from.day), back(to.day)]
  const placeOf = (at: Day, half: 'AM' | 'PM') => (placeOfEnd(before, at) - (half === 'AM' ? 1 : 0)) as SessionIndex
  return { year: before, first, last, span: { from: placeOf(first, from.half), to: placeOf(last, to.half) } }
}

/** The same date a year earlier; 28 February for the 29th. */
export function dayAYearBefore(of: Day): Day {
  const year = Number(of.slice(0, 4)) - 1
  return parseDay(`${year}${of.slice(4)}`) ?? day(`${year}-02-28`)
}
