import { type Day, longDay } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import type { StatisticalClass } from '../../../law/codes.ts'
import { dayText, longDayText, timeText } from '../../../ui/clock.tsx'

/** What a session counts as. */
export const CLASS_WORDS: Readonly<Record<StatisticalClass, string>> = {
  present: 'present',
  'approved-activity': 'approved activity',
  authorised: 'authorised absence',
  unauthorised: 'unauthorised absence',
  'not-possible': 'not a possible session',
  administrative: 'not a possible session',
  missing: 'no mark',
}

/** "Friday 20 November 2026, afternoon". */
export function sessionInWords({ day, half }: { readonly day: Day; readonly half: Half }): string {
  return `${longDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
}

/** "at 08:41 on Friday 20 November 2026". */
export function momentInWords(at: string): string {
  return `at ${timeText(at)} on ${longDayText(`${dayText(at)}T12:00:00Z`)}`
}
