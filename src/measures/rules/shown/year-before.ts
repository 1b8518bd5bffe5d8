import { addDays, type Day, day, daysBetween, parseDay } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear } from '../../../kernel/school-year.ts'
import { type Half, type SessionIndex, sessionAt } from '../../../kernel/session.ts'
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
  /** Which half of the last day is the last session. */
  readonly half: Half
  /** Whether the days are the same weekdays 52 weeks earlier, as many sessions for which the school met, or the whole of both school years. */
  readonly by: 'weekdays' | 'sessions' | 'whole-years'
}

/**
 * The days of the year before that a span is set beside. Two weeks or less go back 364 days, to the same half of the last day, so that Monday to
 * Friday stand beside Monday to Friday: Fridays are worse for everyone (a point above Wednesdays). More days begin on the same date and end with as
 * many sessions for which the school met: terms begin and holidays fall on other days each year, so by the date alone 104 sessions would stand
 * beside 106. Whole school years stay beside whole school years.
 * @param meets of each year, 1 where the school met.
 * @returns undefined where the school did not meet in those days of the year before.
 */
export function yearBefore(
  year: SchoolYear,
  span: SessionSpan,
  meets: { readonly now: Uint8Array; readonly before: Uint8Array },
): YearBefore | undefined {
  const [from, to] = [sessionAt(year, span.from).day, sessionAt(year, span.to).day]
  // 31 July less 364 days is 1 August of the same school year.
  const isShort = daysBetween(from, to) < SHORT && addDays(to, -WEEKS_52) < firstDayOf(year)
  if (isShort) return sameWeekdaysBefore(year, span)
  const before = schoolYear(year - 1)
  const first = dayAYearBefore(from)
  const start = placeOfEnd(before, first) - 1
  const isWhole = span.from <= meets.now.indexOf(1) && span.to >= meets.now.lastIndexOf(1)
  const met = meets.now.subarray(span.from, span.to + 1).reduce((sum, one) => sum + one, 0)
  const end = isWhole ? meets.before.lastIndexOf(1) : placeOfMeeting(meets.before, start, met)
  if (end < start) return undefined
  const { day: last, half } = sessionAt(before, end)
  const within = { from: start as SessionIndex, to: end as SessionIndex }
  return { year: before, first, last, half, span: within, by: isWhole ? 'whole-years' : 'sessions' }
}

/** The place of the nth session for which the school meets, counted from a place; of the last one where there are fewer, -1 where there is none. */
function placeOfMeeting(meets: Uint8Array, from: number, nth: number): number {
  let [place, left] = [from - 1, nth]
  while (left > 0) {
    const next = meets.indexOf(1, place + 1)
    if (next < 0) break
    place = next
    left--
  }
  return meets[place] === 1 && place >= from ? place : -1
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
  const within = { from: placeOf(first, from.half), to: placeOf(last, to.half) }
  return { year: before, first, last, half: to.half, span: within }
}

/** The same date a year earlier; 28 February for the 29th. */
export function dayAYearBefore(of: Day): Day {
  const year = Number(of.slice(0, 4)) - 1
  return parseDay(`${year}${of.slice(4)}`) ?? day(`${year}-02-28`)
}
