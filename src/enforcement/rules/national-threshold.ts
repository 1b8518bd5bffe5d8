import { addDays, type Day, day, weekday } from '../../kernel/day.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { REGULATIONS_2024_BEGIN } from '../../law/citation.ts'
import { type Code, parseCode } from '../../law/codes.ts'
import { thresholdOn } from '../../law/thresholds.ts'

/** The codes of unauthorised absence that the national framework counts, in any mix (domain reference §5.3). */
export const COUNTED_CODES = ['G', 'N', 'O', 'U'] as const

export function isCounted(code: Code): boolean {
  return COUNTED_CODES.some((one) => parseCode(one) === code)
}

/** How many sessions in how many school weeks ask for a penalty notice to be considered. */
export interface NationalThreshold {
  readonly sessions: number
  readonly schoolWeeks: number
}

/** The national threshold on a day; undefined before there was one. */
export function nationalThreshold(on: Day): NationalThreshold | undefined {
  const [sessions, schoolWeeks] = [thresholdOn('N13', on)?.amount, thresholdOn('N13-window', on)?.amount]
  return sessions === undefined || schoolWeeks === undefined ? undefined : { sessions, schoolWeeks }
}

/** The first day of the national framework. */
export const THRESHOLD_BEGINS: Day = day(REGULATIONS_2024_BEGIN)

/** One session of G, N, O or U, and when it leaves the count. */
export interface CountedSession {
  readonly session: Session
  readonly code: Code
  /** The Monday of the first school week in which it counts no longer; null where the calendar does not reach so far. */
  readonly dropsOut: Day | null
}

export interface ThresholdAnswer {
  /** The day of the session with which the threshold was first met; null where it never was. */
  readonly metOn: Day | null
  /** The most sessions that were in one window. */
  readonly best: number
  /** The sessions that make it up: of the window in which it was first met, or else of the fullest, the earliest of these. */
  readonly sessions: readonly CountedSession[]
}

/** The Monday of a day's week. */
function mondayOf(of: Day): Day {
  return addDays(of, 1 - weekday(of))
}

/**
 * The Mondays of school weeks, in order: every week, Monday to Sunday, with at least one school session. Weeks of holiday and weeks with INSET
 * days alone take nothing of the window (domain reference §5.3, DfE's wording as schools repeat it).
 */
export function schoolWeeksOf(schoolDays: Iterable<Day>): readonly Day[] {
  return [...new Set([...schoolDays].map(mondayOf))].sort()
}

/**
 * Whether sessions of unauthorised absence met the national threshold: for each of them, how many there are in the school weeks that end with
 * its own. They need not be consecutive and may lie in different terms and school years.
 * @param marks of one child, on school days alone, one for each session; other codes are let pass
 * @param schoolDays days with at least one session, of every year concerned
 */
export function thresholdReached(
  marks: readonly { readonly session: Session; readonly code: Code }[],
  schoolDays: Iterable<Day>,
  { sessions: amount, schoolWeeks }: NationalThreshold,
): ThresholdAnswer {
  const weeks = schoolWeeksOf(schoolDays)
  const placeOf = new Map(weeks.map((monday, place) => [monday, place]))
  const counted = marks
    .filter(({ code }) => isCounted(code))
    .map(({ session, code }) => ({ session, code, week: placeOf.get(mondayOf(session.day)) ?? -1 }))
    .filter(({ week }) => week >= 0)
    .sort((one, other) => compareSessions(one.session, other.session))
  const windows = counted.map((last, place) =>
    counted.slice(0, place + 1).filter(({ week }) => week > last.week - schoolWeeks),
  )
  const best = windows.reduce((most, { length }) => Math.max(most, length), 0)
  const met = windows.findIndex(({ length }) => length >= amount)
  const making = met >= 0 ? windows[met] : windows.find(({ length }) => length === best)
  const sessions = (making ?? []).map(({ session, code, week }) => ({
    session,
    code,
    dropsOut: weeks[week + schoolWeeks] ?? null,
  }))
  return { metOn: counted[met]?.session.day ?? null, best, sessions }
}
