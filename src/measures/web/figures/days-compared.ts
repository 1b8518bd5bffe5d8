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

/** Which days of last year stand beside these, and why those: in one sentence. */
export function lastYearInWords(lastYear: NonNullable<Figures['lastYear']>, half: Half): string {
  const { from, to, by } = lastYear
  const end = half === 'AM' ? ', morning' : ''
  // Of the date alone: it may be a Saturday.
  if (by === 'dates') return `Last year is counted to the same date, ${longDay(to).replace(/^\S+ /, '')}${end}.`
  const last = weekday(to) > FRIDAY ? addDays(to, FRIDAY - weekday(to)) : to
  const days = from === last ? `${longDay(last)}${end}` : `${longDay(from)} to ${longDay(last)}${end}`
  return `Last year is ${days}: the same weekdays 52 weeks earlier, because Fridays are worse for everyone.`
}
