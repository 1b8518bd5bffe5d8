import { type Day, day, parseDay } from '../../../kernel/day.ts'
import { type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { SessionSpan } from '../sessions.ts'
import { placeOfEnd } from './counted-until.ts'

/**
 * The same days a year earlier, by the calendar: 20 November is set beside 20 November, to the same half of the day. Places of the strip
 * will not do for it: after a leap day they are a day apart, and the year with one is longer.
 */
export function yearBefore(
  year: SchoolYear,
  span: SessionSpan,
): { readonly year: SchoolYear; readonly span: SessionSpan; readonly first: Day; readonly last: Day } {
  const before = schoolYear(year - 1)
  const { from, to } = { from: sessionAt(year, span.from), to: sessionAt(year, span.to) }
  const [first, last] = [dayAYearBefore(from.day), dayAYearBefore(to.day)]
  const placeOf = (at: Day, half: 'AM' | 'PM') => (placeOfEnd(before, at) - (half === 'AM' ? 1 : 0)) as SessionIndex
  return { year: before, first, last, span: { from: placeOf(first, from.half), to: placeOf(last, to.half) } }
}

/** The same date a year earlier; 28 February for the 29th. */
export function dayAYearBefore(of: Day): Day {
  const year = Number(of.slice(0, 4)) - 1
  return parseDay(`${year}${of.slice(4)}`) ?? day(`${year}-02-28`)
}
