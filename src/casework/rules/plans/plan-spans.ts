import { addDays, type Day } from '../../../kernel/day.ts'
import type { Session } from '../../../kernel/session.ts'

interface Span {
  readonly first: Day
  readonly last: Day
}

/** Fewer school days than these on a side say nothing, and are not shown. */
export const FEWEST_DAYS = 5

/** The last day that is counted whole: of one whose morning alone is counted, or marked in part, nothing stands beside a whole day of before. */
export function lastWholeDay({ day, half }: Session): Day {
  return half === 'PM' ? day : addDays(day, -1)
}

/**
 * As many school days before a plan as there have been since, so that two like things stand side by side; the plan's own days alone, where it
 * has ended. Undefined where either side has fewer than `FEWEST_DAYS`.
 * @param schoolDays of the year, in order
 */
export function spansAround(
  schoolDays: readonly Day[],
  of: { readonly first: Day; readonly last: Day; readonly until: Day },
): { readonly days: number; readonly before: Span; readonly after: Span } | undefined {
  const since = schoolDays.filter((day) => of.first <= day && day <= of.last && day <= of.until)
  const earlier = schoolDays.filter((day) => day < of.first)
  const days = Math.min(since.length, earlier.length)
  if (days < FEWEST_DAYS) return undefined
  const before = spanOf(earlier.slice(-days))
  const after = spanOf(since.slice(0, days))
  return before === undefined || after === undefined ? undefined : { days, before, after }
}

function spanOf(days: readonly Day[]): Span | undefined {
  const [first] = days
  const last = days.at(-1)
  return first === undefined || last === undefined ? undefined : { first, last }
}
