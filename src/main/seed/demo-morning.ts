import { addDays, type Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { drawCalendar } from '../demo/calendar.ts'

/** Ten minutes into the first registers of the morning, twenty before most others open. */
export const DEMO_TIME = timeOfDay('08:40')

/** The calendars of the demo's schools differ by one INSET day only. */
const INSETS = ['after-may', 'friday-in-june'] as const

/** Days that every school of the demo meets on; which school it is makes no difference to the days. */
function commonDays(year: SchoolYear): ReadonlySet<Day> {
  const anySchool = '' as SchoolId
  const [days = [], others = []] = INSETS.map((inset) => drawCalendar(anySchool, year, inset).schoolDays)
  return new Set(days.filter((on) => others.includes(on)))
}

/**
 * The day that a demonstration shows: the day itself where all three schools meet, else the nearest school day before it. So
 * at a weekend it is Friday, in a holiday the last day of term, and in August the last day of the school year that is over.
 */
export function demoDayFor(today: Day): Day {
  const known = new Map<SchoolYear, ReadonlySet<Day>>()
  for (let on = today; ; on = addDays(on, -1)) {
    const year = schoolYearOf(on)
    const days = known.get(year) ?? commonDays(year)
    known.set(year, days)
    if (days.has(on)) return on
  }
}

export function demoMomentOn(on: Day): Moment {
  return momentAt(on, DEMO_TIME)
}
