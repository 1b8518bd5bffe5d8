import { addDays, type Day, daysFrom, weekday } from '../../kernel/day.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type Half, type Session, type SessionIndex, sessionIndex } from '../../kernel/session.ts'

export const DAY_OFF_KINDS = ['inset', 'bank-holiday', 'half-term', 'planned-closure', 'other'] as const
export type DayOffKind = (typeof DAY_OFF_KINDS)[number]

export interface Term {
  readonly name: string
  /** First and last day, both included. */
  readonly first: Day
  readonly last: Day
}

/** A day of a term on which no pupil is due, or only in one half of it. */
export interface DayOff {
  readonly day: Day
  /** The half without a session; the whole day where left out. */
  readonly half?: Half | undefined
  readonly kind: DayOffKind
  readonly reason: string
}

/** One school's year: its terms and the days off within them. Saturdays and Sundays are never school days. */
export interface SchoolCalendar {
  readonly year: SchoolYear
  readonly terms: readonly Term[]
  readonly daysOff: readonly DayOff[]
}

const HALVES: readonly Half[] = ['AM', 'PM']
const FRIDAY = 5

type Halves = readonly Half[]

// A calendar never changes once made, and statistics ask about every day of it for every pupil.
const PLANS = new WeakMap<SchoolCalendar, ReadonlyMap<Day, Halves>>()

/** Every school day in order, with the halves that have a session. */
function planOf(calendar: SchoolCalendar): ReadonlyMap<Day, Halves> {
  const known = PLANS.get(calendar)
  if (known !== undefined) return known
  const days = [...new Set(calendar.terms.flatMap((term) => daysFrom(term.first, term.last)))]
    .filter((of) => weekday(of) <= FRIDAY)
    .sort()
  const plan = new Map<Day, Halves>(days.map((of) => [of, HALVES]))
  for (const off of calendar.daysOff) {
    const left = off.half === undefined ? [] : (plan.get(off.day) ?? []).filter((half) => half !== off.half)
    if (left.length === 0) plan.delete(off.day)
    else plan.set(off.day, left)
  }
  PLANS.set(calendar, plan)
  return plan
}

/** Whether the school meets on this day, for at least one session. */
export function isSchoolDay(calendar: SchoolCalendar, of: Day): boolean {
  return planOf(calendar).has(of)
}

/** Whether the school meets for this session. */
export function hasSession(calendar: SchoolCalendar, session: Session): boolean {
  return planOf(calendar).get(session.day)?.includes(session.half) ?? false
}

/** The school days from `first` to `last`, both included, in order. */
export function schoolDaysBetween(calendar: SchoolCalendar, first: Day, last: Day): readonly Day[] {
  return [...planOf(calendar).keys()].filter((of) => first <= of && of <= last)
}

/** All school days of the year, in order. */
export function schoolDays(calendar: SchoolCalendar): readonly Day[] {
  return [...planOf(calendar).keys()]
}

/** All sessions of the year, in order. */
export function sessionsOf(calendar: SchoolCalendar): readonly Session[] {
  return [...planOf(calendar)].flatMap(([of, halves]) => halves.map((half) => ({ day: of, half })))
}

/** The places of the year's sessions in its strips, in order. */
export function sessionIndexes(calendar: SchoolCalendar): readonly SessionIndex[] {
  const places = PLACES.get(calendar) ?? sessionsOf(calendar).map(sessionIndex)
  PLACES.set(calendar, places)
  return places
}

// Asked for each pupil of a school.
const PLACES = new WeakMap<SchoolCalendar, readonly SessionIndex[]>()

/**
 * The day on which `n` school days have passed since `from`, which itself is not counted: five school days from a Monday is
 * the next Monday. With 0, `from` itself, school day or not; below 0, backwards. Undefined where the calendar ends first.
 */
export function addSchoolDays(calendar: SchoolCalendar, from: Day, n: number): Day | undefined {
  if (n === 0) return from
  const days = schoolDays(calendar)
  return n > 0 ? days.filter((of) => of > from)[n - 1] : days.filter((of) => of < from).at(n)
}

/**
 * The Mondays of weeks with at least one school day, from the week of `first` to that of `last`: the "school weeks" in which
 * unauthorised sessions are counted toward a penalty notice.
 */
export function schoolWeeksBetween(calendar: SchoolCalendar, first: Day, last: Day): readonly Day[] {
  return [...new Set(schoolDaysBetween(calendar, first, last).map(mondayOf))]
}

/** All school weeks of the year, by their Mondays. */
export function schoolWeeks(calendar: SchoolCalendar): readonly Day[] {
  return [...new Set(schoolDays(calendar).map(mondayOf))]
}

export function mondayOf(of: Day): Day {
  return addDays(of, 1 - weekday(of))
}

/** The term that a day falls in, holidays between terms in none. */
export function termOf(calendar: SchoolCalendar, of: Day): Term | undefined {
  return calendar.terms.find((term) => term.first <= of && of <= term.last)
}
