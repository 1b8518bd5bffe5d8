import { addDays, type Day, daysBetween } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import { meaningOfByte } from '../../../law/codes.ts'
import { sessionTimes } from '../../../law/day-clock.ts'
import type { DayClocks } from '../../../roll/contract.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'

/**
 * The last place of a year whose registers have all closed by now, so that no session is counted for a part of the school only: marks
 * planned for later today stand in the strips already, the others do not. Without clocks, the end of yesterday.
 * @returns -1 where the year has not begun.
 */
export function countedUntil(
  year: SchoolYear,
  now: { readonly day: Day; readonly time: TimeOfDay },
  clocks: DayClocks,
): SessionIndex | -1 {
  const all = Object.values(clocks)
  const closed = (half: 'AM' | 'PM') =>
    all.length > 0 && all.every((clock) => sessionTimes(clock, half).close <= now.time)
  const today = placeOfEnd(year, now.day)
  const last = closed('PM') ? today : closed('AM') ? today - 1 : placeOfEnd(year, addDays(now.day, -1))
  return last < 0 ? -1 : (Math.min(last, STRIP_LENGTH - 1) as SessionIndex)
}

/**
 * The last place that one pupil's own sums count: the last whose registers have all closed, and after it those that have begun for
 * this pupil and have a mark already, as the pupil's register counts them. A session begun without a mark is still to come.
 */
export function countedOfPupil(
  { strip }: Pick<Enrolled, 'strip'>,
  of: {
    /** From `countedUntil`. */
    readonly closed: SessionIndex | -1
    /** How many places of the year have begun by the pupil's own clock: from `placesPassed`. */
    readonly begun: number
  },
): SessionIndex | -1 {
  for (let place = of.begun - 1; place > of.closed; place--) if ((strip[place] ?? 0) !== 0) return place as SessionIndex
  return of.closed
}

/**
 * As much of a span as has been counted: to its last session for which the school met, never to a Sunday or the end of July, so that every page and
 * file says the same of itself. A mark that counts, made for a session that the calendar no longer has, is not lost.
 * @returns undefined where nothing has been: the school did not meet, or nobody was on roll.
 */
export function spanCounted(
  { meets, enrolled }: Pick<SchoolFacts, 'meets' | 'enrolled'>,
  span: SessionSpan,
): SessionSpan | undefined {
  const met = Math.max(meets.lastIndexOf(1, span.to), span.from - 1)
  let to: number = span.to
  while (to > met && !enrolled.some(({ strip }) => meaningOfByte(strip[to] ?? 0)?.possible === true)) to--
  if (to < span.from || !enrolled.some(({ onRoll }) => onRoll.from <= to && onRoll.to >= span.from)) return undefined
  return { from: span.from, to: to as SessionIndex }
}

/** The afternoon's place in a year's strip, below 0 or beyond its end for days outside it. */
export function placeOfEnd(year: SchoolYear, day: Day): number {
  return 2 * daysBetween(sessionAt(year, 0).day, day) + 1
}
