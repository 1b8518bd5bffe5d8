import { type Day, longDay } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import { dayText, longDayText, timeText } from '../../../ui/clock.tsx'

/** "Friday 20 November 2026, afternoon". */
export function sessionInWords({ day, half }: { readonly day: Day; readonly half: Half }): string {
  return `${longDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
}

/** "at 08:41 on Friday 20 November 2026". */
export function momentInWords(at: string): string {
  return `at ${timeText(at)} on ${longDayText(`${dayText(at)}T12:00:00Z`)}`
}
