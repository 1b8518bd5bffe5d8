import { addDays, type Day, daysBetween, weekday } from '../../kernel/day.ts'
import { lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Session } from '../../kernel/session.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { hasSession, isSchoolDay, type SchoolCalendar, schoolDays } from '../../roll/contract.ts'

/**
 * The days a school meets, over as many years as have been entered: a clock that starts in July runs on in September. A year
 * without a calendar ends what is known, so no day is ever guessed.
 */
export interface SchoolDays {
  readonly calendars: ReadonlyMap<SchoolYear, SchoolCalendar>
  /** When the last morning session of the school is over; null where no day clock is entered. */
  readonly morningEnds: TimeOfDay | null
}

export function schoolDaysOf(
  calendars: Iterable<SchoolCalendar | undefined>,
  morningEnds: TimeOfDay | null = null,
): SchoolDays {
  const known = [...calendars].flatMap((calendar) =>
    calendar === undefined ? [] : [[calendar.year, calendar] as const],
  )
  return { calendars: new Map(known), morningEnds }
}

/** The calendars from the year of a day on, as far as one follows another. */
function* calendarsFrom(days: SchoolDays, from: Day): Generator<SchoolCalendar> {
  for (let year = schoolYearOf(from); ; year = (year + 1) as SchoolYear) {
    const calendar = days.calendars.get(year)
    if (calendar === undefined) return
    yield calendar
  }
}

/** The school days after a day, in order, to the end of what has been entered. */
export function* schoolDaysAfter(days: SchoolDays, from: Day): Generator<Day> {
  for (const calendar of calendarsFrom(days, from)) for (const of of schoolDays(calendar)) if (of > from) yield of
}

/** The sessions after a session, in order, to the end of what has been entered. */
export function* sessionsAfter(days: SchoolDays, from: Session): Generator<Session> {
  for (const calendar of calendarsFrom(days, from.day)) {
    for (const of of schoolDays(calendar)) {
      if (of < from.day) continue
      for (const half of ['AM', 'PM'] as const) {
        const later = of > from.day || (half === 'PM' && from.half === 'AM')
        if (later && hasSession(calendar, { day: of, half })) yield { day: of, half }
      }
    }
  }
}

/** The last day that a calendar says anything about, counted from a day; undefined where not even its own year is entered. */
export function lastKnownDay(days: SchoolDays, from: Day): Day | undefined {
  let last: Day | undefined
  for (const calendar of calendarsFrom(days, from)) last = lastDayOf(calendar.year)
  return last
}

/**
 * School days that have passed since `from`, which itself is not counted, up to and with `to`. Undefined where a calendar on the
 * way has not been entered.
 */
export function schoolDaysPassed(days: SchoolDays, from: Day, to: Day): number | undefined {
  if (daysBetween(from, to) <= 0) return 0
  const last = lastKnownDay(days, from)
  if (last === undefined || last < to) return undefined
  let passed = 0
  for (const of of schoolDaysAfter(days, from)) {
    if (of > to) break
    passed++
  }
  return passed
}

/** Whether the school meets on a day; in a year whose calendar nobody has entered, whether it is a weekday. */
export function meetsOn(days: SchoolDays, of: Day): boolean {
  const calendar = days.calendars.get(schoolYearOf(of))
  return calendar === undefined ? weekday(of) <= FRIDAY : isSchoolDay(calendar, of)
}

const FRIDAY = 5
/** More days than any holidays have. */
const LONGEST = 100

/** The day itself where the school meets on it, else the last one before on which it does; itself too where there is none for a season. */
export function meetsBy(days: SchoolDays, of: Day): Day {
  return nearest(days, of, -1) ?? of
}

/** The day itself where the school meets on it, else the next one on which it does; itself too where there is none for a season. */
export function meetsFrom(days: SchoolDays, of: Day): Day {
  return nearest(days, of, 1) ?? of
}

function nearest(days: SchoolDays, of: Day, step: 1 | -1): Day | undefined {
  for (let away = 0; away <= LONGEST; away += 1) {
    const on = addDays(of, step * away)
    if (meetsOn(days, on)) return on
  }
  return undefined
}
