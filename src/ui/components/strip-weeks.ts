import { addDays, type Day, dayNumber, monthName, weekday } from '../../kernel/day.ts'
import type { Half } from '../../kernel/session.ts'
import type { DrawnMark } from './mark-of-code.ts'

/** A day of the strip. A half without a mark is one on which nothing was expected of the pupil. */
export interface StripDay {
  readonly day: Day
  readonly AM?: DrawnMark | undefined
  readonly PM?: DrawnMark | undefined
}

export interface StripHalf {
  readonly day: Day
  readonly half: Half
  readonly mark: DrawnMark | undefined
  /** 0 for Monday morning, 1 for Monday afternoon … */
  readonly place: number
}

export interface StripWeek {
  readonly monday: Day
  /** Weeks since the first, counting each run of weeks without school as one empty place. */
  readonly place: number
  /** Set where a month is shown beside the week: the month of its first school day, if the week before had another. */
  readonly month: string | undefined
  readonly halves: readonly StripHalf[]
}

/** Days in order into weeks. Days without any session are left out, and weeks without any day close up to one gap. */
export function weeksOf(days: readonly StripDay[]): readonly StripWeek[] {
  const weeks: StripWeek[] = []
  const withSessions = days.filter(({ AM, PM }) => AM !== undefined || PM !== undefined)
  const byMonday = Map.groupBy(withSessions, ({ day }) => addDays(day, 1 - weekday(day)))
  for (const [monday, ofWeek] of byMonday) {
    const last = weeks.at(-1)
    const afterGap = last !== undefined && dayNumber(monday) - dayNumber(last.monday) > 7
    const month = monthName((ofWeek[0]?.day ?? monday).slice(5, 7)).slice(0, 3)
    const monthBefore = weeks.findLast((week) => week.month !== undefined)?.month
    weeks.push({
      monday,
      place: last === undefined ? 0 : last.place + (afterGap ? 2 : 1),
      month: month === monthBefore ? undefined : month,
      halves: ofWeek.flatMap(({ day, AM, PM }) => [
        { day, half: 'AM' as const, mark: AM, place: 2 * (weekday(day) - 1) },
        { day, half: 'PM' as const, mark: PM, place: 2 * (weekday(day) - 1) + 1 },
      ]),
    })
  }
  return weeks
}
