import { addDays, type Day, daysBetween, weekday } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { sessionAt } from '../../../kernel/session.ts'
import type { Stretch } from '../facts.ts'
import type { Timetable } from './episodes.ts'

/** A shape that stays away can have, looked for in each pupil. */
export type Kind =
  | { readonly id: 'weekday'; readonly weekday: 1 | 2 | 3 | 4 | 5 }
  | { readonly id: 'monday-or-friday' }
  | { readonly id: 'beside-a-break' }
  | { readonly id: 'after-an-event' }
  | { readonly id: 'first-or-last-week' }
  | { readonly id: 'mornings' }
  | { readonly id: 'afternoons' }
  | { readonly id: 'lesson-free' }
  | { readonly id: 'household' }

/** School days that a stay away can touch, for one kind: 1 at the number of each. */
export type Days = Uint8Array

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const

export function weekdayName(of: 1 | 2 | 3 | 4 | 5): string {
  return WEEKDAYS[of - 1] ?? ''
}

/** The dates of a timetable's school days, by number. */
export function datesOf(year: SchoolYear, { places, dayOf, days }: Timetable): readonly Day[] {
  const dates = new Array<Day>(days)
  places.forEach((place, at) => {
    dates[dayOf[at] ?? 0] = sessionAt(year, place).day
  })
  return dates
}

export function daysOnWeekdays(dates: readonly Day[], wanted: readonly number[]): Days {
  return Uint8Array.from(dates, (day) => (wanted.includes(weekday(day)) ? 1 : 0))
}

/**
 * Days next to at least one weekday without school: both sides of a holiday, a bank holiday or an INSET day. An ordinary weekend is no break.
 * The ends of the timetable are not known to be beside one.
 */
export function daysBesideBreaks(dates: readonly Day[]): Days {
  const weekdaysBetween = (one: Day | undefined, other: Day | undefined) => {
    if (one === undefined || other === undefined) return 0
    let free = 0
    for (let day = addDays(one, 1); day < other; day = addDays(day, 1)) if (weekday(day) <= 5) free++
    return free
  }
  return Uint8Array.from(dates, (day, at) =>
    weekdaysBetween(dates[at - 1], day) > 0 || weekdaysBetween(day, dates[at + 1]) > 0 ? 1 : 0,
  )
}

/** The school day after each event's evening, where it is within three days: a Friday match is followed by Monday, a holiday by nothing. */
export function daysAfterEvents(dates: readonly Day[], events: readonly Day[]): Days {
  return Uint8Array.from(dates, (day, at) => {
    const before = dates[at - 1]
    return events.some(
      (event) => event < day && (before === undefined || before <= event) && daysBetween(event, day) <= 3,
    )
      ? 1
      : 0
  })
}

/** The first five and the last five school days of each half-term. */
export function daysOfFirstAndLastWeeks(dates: readonly Day[], halfTerms: readonly Stretch[]): Days {
  const marked = new Uint8Array(dates.length)
  for (const { from, to } of halfTerms) {
    const within = dates.flatMap((day, at) => (from <= day && day <= to ? [at] : []))
    for (const at of [...within.slice(0, 5), ...within.slice(-5)]) marked[at] = 1
  }
  return marked
}
