/** A calendar day without a time zone, as `YYYY-MM-DD`. Compares correctly with `<`. */
export type Day = string & { readonly __brand: 'Day' }

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Reads `YYYY-MM-DD`; undefined where the text is not a real day of the calendar. */
export function parseDay(text: string): Day | undefined {
  if (!SHAPE.test(text)) return undefined
  // The 30th of February comes back as the 1st or 2nd of March, so only real days come back as themselves.
  return dayFromNumber(dayNumber(text as Day)) === text ? (text as Day) : undefined
}

/** A day known to be right, such as one typed in a table or read from a `date` column. @throws RangeError if it is not a day. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new RangeError(`not a calendar day: ${text}`)
  return parsed
}

const MS_PER_DAY = 86_400_000

/** Whole days since 1970-01-01; the number that all day arithmetic goes through. */
export function dayNumber(of: Day): number {
  return Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5, 7)) - 1, Number(of.slice(8, 10))) / MS_PER_DAY
}

export function dayFromNumber(number: number): Day {
  const known = DAYS[number]
  if (known !== undefined) return known
  // Asked for every day of a calendar at every opening of a register: a Temporal instant took ten times as long.
  const day = new Date(number * MS_PER_DAY).toISOString().slice(0, 10) as Day
  if (number >= 0 && number < MOST_KNOWN) DAYS[number] = day
  return day
}

/** To the year 2079; what lies beyond is worked out each time. */
const MOST_KNOWN = 40_000
/** Days by their numbers, as they are asked for: those of a few school years, again and again for each of a thousand pupils. */
const DAYS: (Day | undefined)[] = new Array<Day | undefined>(MOST_KNOWN)

export function addDays(to: Day, days: number): Day {
  return dayFromNumber(dayNumber(to) + days)
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(of: Day): number {
  return ((dayNumber(of) + 3) % 7) + 1
}

/** Every day from `first` to `last`, both included; none where `last` is earlier. */
export function daysFrom(first: Day, last: Day): Day[] {
  const start = dayNumber(first)
  return Array.from({ length: Math.max(0, dayNumber(last) - start + 1) }, (_, i) => dayFromNumber(start + i))
}

/** Whole years lived on `on` by somebody born on `born`; a 29 February birthday counts from 1 March in other years. */
export function ageOn(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) >= born.slice(5) ? years : years - 1
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** "September" of `09`; nothing where there is no such month. */
export function monthName(month: string): string {
  return MONTHS[Number(month) - 1] ?? ''
}

// Written out, not by `Intl`: a work list says a thousand days, and each took half a millisecond.
function monthOf(of: Day): string {
  return monthName(of.slice(5, 7))
}

/** "Monday 23 November 2026", as letters and screens write it. */
export function longDay(of: Day): string {
  return `${WEEKDAYS[weekday(of) - 1]} ${Number(of.slice(8))} ${monthOf(of)} ${of.slice(0, 4)}`
}

/** "23 November 2026", for papers on which the day of the week says nothing: births, periods. */
export function fullDay(of: Day): string {
  return `${Number(of.slice(8))} ${monthOf(of)} ${of.slice(0, 4)}`
}

/** "23 Nov 2026"; of the months September alone has four letters. */
export function shortDay(of: Day): string {
  const month = monthOf(of)
  return `${Number(of.slice(8))} ${month === 'September' ? 'Sept' : month.slice(0, 3)} ${of.slice(0, 4)}`
}
