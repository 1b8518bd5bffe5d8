import { parseDay } from '../../kernel/day.ts'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A day as people in England write it, as `YYYY-MM-DD`: "23/11/2026", "23.11.26", "23 Nov 2026", "23112026". The day always
 * stands before the month, whatever the browser's language; two figures are a year of this century. `YYYY-MM-DD` itself is
 * taken as well, for what is pasted. Undefined where it is no day.
 */
export function readDay(text: string): string | undefined {
  const typed = text.trim().toLowerCase()
  if (parseDay(typed) !== undefined) return typed
  const parts =
    /^(\d{1,2})[\s./,-]+(\d{1,2}|[a-z]{3,9})[\s./,-]+(\d{4}|\d{2})$/.exec(typed) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(typed)
  if (parts === null) return undefined
  const [, dayOfMonth = '', month = '', year = ''] = parts
  const number = /^\d/.test(month) ? month : String(monthNamed(month))
  return parseDay(`${year.padStart(4, '20')}-${number.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`)
}

/** The number of a month by its name or the first letters of it; 0 where there is none of that name. */
function monthNamed(word: string): number {
  const place = MONTHS.indexOf(word.slice(0, 3))
  const name = place < 0 ? '' : MONTH_NAMES.format(Date.UTC(2026, place, 1)).toLowerCase()
  return name.startsWith(word === 'sept' ? 'sep' : word) ? place + 1 : 0
}

const MONTH_NAMES = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** `YYYY-MM-DD` as "23/11/2026"; anything else as it is. */
export function writeDay(value: string): string {
  return parseDay(value) === undefined ? value : value.split('-').toReversed().join('/')
}

/** A time on a 24-hour clock, as `HH:MM`: "8:52", "8.52", "0852", "1.15 pm". Undefined where it is no time. */
export function readTime(text: string): string | undefined {
  const parts = /^(\d{1,2}?)[\s.:,]?(\d\d)\s*(am|pm)?$/.exec(text.trim().toLowerCase())
  if (parts === null) return undefined
  const [, hour = '', minute = '', half] = parts
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0)
  return parseTimeOfDay(`${String(hours).padStart(2, '0')}:${minute}`)
}
