import type { Day } from '../../../kernel/day.ts'
import { compareSessions, type Session } from '../../../kernel/session.ts'
import type { Code } from '../../../law/codes.ts'
import { mondayOf } from '../../../roll/contract.ts'
import { type CountedSession, isCounted, type NationalThreshold } from '../national-threshold.ts'

/** One mark that the threshold may count. */
export interface CountedMark {
  readonly session: Session
  readonly code: Code
}

/** Where a child stands to the national threshold on a day. */
export interface ThresholdStanding {
  /** `met`: there are enough sessions now, or were within the last window; `near`: not many are missing; else `below`. */
  readonly state: 'met' | 'near' | 'below'
  /** The day of the session with which it was met; null unless it is met. */
  readonly metOn: Day | null
  /** The sessions that count now, with the week in which each leaves the count. */
  readonly now: readonly CountedSession[]
  /** The sessions with which it was met, those that have left the count since among them; what counts now where it is not met. */
  readonly making: readonly CountedSession[]
  /** The day of the last session counted. */
  readonly last: Day | null
  /** The Monday from which there are fewer than the threshold, if no more come; null where there are fewer now, or the calendar ends before. */
  readonly below: Day | null
  /** How many sessions would have to be recoded for it never to have been met. */
  readonly toUndo: number
  /** Of those that made it, how many nobody has explained yet (N): a reason found takes them away. */
  readonly unexplained: number
}

/** How many sessions short of the threshold a child is near it: 7 of 10. Our own: it is for offering help in time. */
export const NEAR_WITHIN = 3

export interface Weeks {
  /** The Mondays of school weeks, in order, of every year concerned and of days to come as far as they are known. */
  readonly mondays: readonly Day[]
  readonly today: Day
  readonly threshold: NationalThreshold
}

/**
 * Where a child stands: the sessions of G, N, O and U in the school weeks that end with this one, and whether within so many weeks there were
 * ever enough. A holiday takes nothing of the window (domain reference §5.3).
 * @param marks of one child on school days, one for each session; what is still to come is let pass
 */
export function thresholdStanding(
  marks: readonly CountedMark[],
  { mondays, today, threshold }: Weeks,
): ThresholdStanding {
  const { sessions: amount, schoolWeeks } = threshold
  const placeOf = new Map(mondays.map((monday, place) => [monday, place]))
  const present = mondays.findLastIndex((monday) => monday <= today)
  const counted = marks
    .filter(({ code, session }) => isCounted(code) && session.day <= today)
    .map(({ session, code }) => ({ session, code, week: placeOf.get(mondayOf(session.day)) ?? -1 }))
    .filter(({ week }) => week >= 0)
    .sort((one, other) => compareSessions(one.session, other.session))
  const windowAt = (week: number) => counted.filter((one) => one.week > week - schoolWeeks && one.week <= week)
  const withEnd = (of: typeof counted): CountedSession[] =>
    of.map(({ session, code, week }) => ({ session, code, dropsOut: mondays[week + schoolWeeks] ?? null }))
  const now = windowAt(present)
  const enough = counted.map((last, place) => countBefore(counted, place, last.week - schoolWeeks) >= amount)
  // It was met with the first session that had enough before it, of the last such run.
  const met = enough.findLastIndex((is, place) => is && enough[place - 1] !== true)
  const metWeek = counted[met]?.week ?? -1
  const isMet = met >= 0 && (now.length >= amount || metWeek > present - schoolWeeks)
  const making = isMet ? counted.slice(0, met + 1).filter(({ week }) => week > metWeek - schoolWeeks) : now
  const fullest = counted.reduce(
    (most, { week }) => (isMet && week >= metWeek ? Math.max(most, windowAt(week).length) : most),
    isMet ? 0 : now.length,
  )
  return {
    state: isMet ? 'met' : now.length >= amount - NEAR_WITHIN ? 'near' : 'below',
    metOn: isMet ? (counted[met]?.session.day ?? null) : null,
    now: withEnd(now),
    making: withEnd(making),
    last: counted.at(-1)?.session.day ?? null,
    below: now.length >= amount ? (withEnd(now)[now.length - amount]?.dropsOut ?? null) : null,
    toUndo: isMet ? Math.max(0, fullest - amount + 1) : 0,
    unexplained: (now.length > making.length ? now : making).filter(({ code }) => String(code) === 'N').length,
  }
}

/** How many up to a place lie in weeks after `since`. */
function countBefore(counted: readonly { readonly week: number }[], place: number, since: number): number {
  let count = 0
  for (let at = place; at >= 0 && (counted[at]?.week ?? -1) > since; at--) count++
  return count
}

/** The Monday of the first school week that can matter today: it may have been met in the first week of this window, with what was in the one before. */
export function windowBegins({ mondays, today, threshold }: Weeks): Day {
  const present = mondays.findLastIndex((monday) => monday <= today)
  return mondays[Math.max(0, present - 2 * threshold.schoolWeeks + 1)] ?? today
}
