import { addDays, type Day, longDay, shortDay, weekday } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Figures } from './answer.ts'

interface Days {
  readonly from: Day
  readonly to: Day
}

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const FRIDAY = 5

/** Whether a week is counted from Monday to Friday; the weekend holds no school. */
export function isWholeWeek({ from, to }: Days, half: Half = 'PM'): boolean {
  return weekday(from) === 1 && (weekday(to) > FRIDAY || (weekday(to) === FRIDAY && half === 'PM'))
}

/** The days of a week that only a part of was asked for or counted: "Mon to Wed morning"; nothing of a whole one. */
export function partOfWeek(week: Days, half: Half = 'PM'): string | undefined {
  if (isWholeWeek(week, half)) return undefined
  const isToFriday = weekday(week.to) > FRIDAY
  const last = isToFriday ? FRIDAY : Math.max(weekday(week.from), weekday(week.to))
  const [first, end] = [NAMES[weekday(week.from) - 1], NAMES[last - 1]]
  const morning = half === 'AM' && !isToFriday ? ' morning' : ''
  return first === end ? `${first}${morning} only` : `${first} to ${end}${morning}`
}

/** "Week of 16 Nov", or with the days counted where they are not all: "Week of 16 Nov, Mon to Wed". */
export function weekCounted(week: Days, half: Half = 'PM'): string {
  const part = partOfWeek(week, half)
  const monday = shortDay(addDays(week.from, 1 - weekday(week.from))).replace(/ \d{4}$/, '')
  return part === undefined ? `Week of ${monday}` : `Week of ${monday}, ${part}`
}

type LastYear = NonNullable<Figures['lastYear']>

/** Which days of last year stand beside these, and why those: in one sentence. */
export function lastYearInWords(lastYear: LastYear): string {
  const days = daysInWords(lastYear)
  switch (lastYear.by) {
    case 'weekdays':
      return `Last year is ${days}: the same weekdays 52 weeks earlier, because Fridays are worse for everyone.`
    case 'sessions':
      return `Last year is ${days}: from the same date, and as many sessions for which the school met.`
    case 'whole-years':
      return `Last year is ${days}: the whole school year beside the whole school year.`
  }
}

/** "the same weekdays of last year", "as many sessions of last year": names the days of last year in a sentence or on a card. */
export const LAST_YEAR_NAMES: Readonly<Record<LastYear['by'], string>> = {
  weekdays: 'the same weekdays of last year',
  sessions: 'as many sessions of last year',
  'whole-years': 'the whole of last year',
}

/** The days of an answer and of what stands beside it. */
export function comparedDays(
  { from, until }: Pick<Figures, 'from' | 'until'>,
  then: Days & { readonly half: Half },
): readonly [now: string, then: string] {
  return [daysInWords({ from, to: until.day, half: until.half }), daysInWords(then)]
}

/** "Monday 17 November 2025 to Friday 21 November 2025, morning"; one day by itself. No day of a weekend at the end: no school meets then. */
export function daysInWords({ from, to, half }: Days & { readonly half: Half }): string {
  const isWeekend = weekday(to) > FRIDAY
  const last = isWeekend ? ([from, addDays(to, FRIDAY - weekday(to))].sort()[1] ?? to) : to
  const end = half === 'AM' && !isWeekend ? ', morning' : ''
  return from === last ? `${longDay(last)}${end}` : `${longDay(from)} to ${longDay(last)}${end}`
}
