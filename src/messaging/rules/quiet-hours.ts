import { addDays, type Day, weekday } from '../../kernel/day.ts'
import { type Moment, momentAt, schoolTime, type TimeOfDay, timeOfDay } from '../../kernel/time-of-day.ts'

/** When families are left in peace: from an hour in the evening until one in the morning, and on Saturdays and Sundays where `weekends`. */
export interface QuietHours {
  readonly from: TimeOfDay
  readonly until: TimeOfDay
  readonly weekends: boolean
}

export function isQuiet(at: Moment, hours: QuietHours): boolean {
  const { day, time } = schoolTime(at)
  return (hours.weekends && weekday(day) > 5) || time < hours.until || time >= hours.from
}

/** The first moment from `at` on that is not quiet: `at` itself where it is not. */
export function afterQuietHours(at: Moment, hours: QuietHours): Moment {
  if (!isQuiet(at, hours)) return at
  const { day, time } = schoolTime(at)
  let next: Day = time < hours.until ? day : addDays(day, 1)
  while (hours.weekends && weekday(next) > 5) next = addDays(next, 1)
  return momentAt(next, hours.until)
}

/** The moment at which a day is over for a message that is of no use tomorrow: when its evening's quiet hours begin. */
export function endOfDayFor(day: Day, hours: QuietHours, safety: boolean): Moment {
  return safety ? momentAt(addDays(day, 1), timeOfDay('00:00')) : momentAt(day, hours.from)
}
