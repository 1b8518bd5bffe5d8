import { Temporal } from 'temporal-polyfill'
import { type Day, day } from './day.ts'

/** A time on the school's wall clock, `HH:MM`, 00:00 to 23:59. Compares correctly with `<`. */
export type TimeOfDay = string & { readonly __brand: 'TimeOfDay' }

/** A moment, as an ISO 8601 instant in UTC (`2026-11-23T08:40:00.000Z`). */
export type Moment = string & { readonly __brand: 'Moment' }

/** Every school in England keeps this clock. */
export const SCHOOL_TIME_ZONE = 'Europe/London'

export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (text as TimeOfDay) : undefined
}

/** @throws RangeError if the text is not `HH:MM`. */
export function timeOfDay(text: string): TimeOfDay {
  const parsed = parseTimeOfDay(text)
  if (parsed === undefined) throw new RangeError(`not a time of day: ${text}`)
  return parsed
}

/** Minutes since midnight. */
export function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

export function addMinutes(to: TimeOfDay, minutes: number): TimeOfDay {
  const total = minutesOf(to) + minutes
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}` as TimeOfDay
}

/** What a clock on the school's wall shows at a moment, British Summer Time included. */
export function schoolTime(at: Moment): { readonly day: Day; readonly time: TimeOfDay } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(SCHOOL_TIME_ZONE)
  return { day: day(local.toPlainDate().toString()), time: timeOfDay(local.toPlainTime().toString().slice(0, 5)) }
}

/** The moment at which the school's wall clock shows this time on this day. */
export function momentAt(on: Day, time: TimeOfDay): Moment {
  const instant = Temporal.PlainDate.from(on)
    .toZonedDateTime({ timeZone: SCHOOL_TIME_ZONE, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
  return instant.toString({ smallestUnit: 'millisecond' }) as Moment
}

/** A moment from milliseconds since 1970, as clocks give them. */
export function momentFromMilliseconds(milliseconds: number): Moment {
  return new Date(Math.trunc(milliseconds)).toISOString() as Moment
}
