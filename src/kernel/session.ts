import { type Day, dayFromNumber, dayNumber } from './day.ts'
import { type SchoolYear, schoolYearOf } from './school-year.ts'

/** Morning or afternoon: the two sessions of a school day. */
export type Half = 'AM' | 'PM'

/** Half a school day, always. What a person does to enter the site is a sign-in. */
export interface Session {
  readonly day: Day
  readonly half: Half
}

/** A session's place in its school year's strip: 2 × days since 1 August + (0 for AM, 1 for PM); 0 to 731. */
export type SessionIndex = number & { readonly __brand: 'SessionIndex' }

/** Bytes in a strip: two sessions for each of at most 366 days. */
export const STRIP_LENGTH = 732

export function sessionIndex(of: Session): SessionIndex {
  const days = dayNumber(of.day) - firstDayNumber(schoolYearOf(of.day))
  return (2 * days + (of.half === 'AM' ? 0 : 1)) as SessionIndex
}

/** The session at a place of a year's strip. @throws RangeError outside 0 to 731. */
export function sessionAt(year: SchoolYear, index: number): Session {
  if (!Number.isInteger(index) || index < 0 || index >= STRIP_LENGTH)
    throw new RangeError(`no session ${index} in a school year`)
  return { day: dayFromNumber(firstDayNumber(year) + (index >> 1)), half: index % 2 === 0 ? 'AM' : 'PM' }
}

// The number of 1 August, without going through text: this runs for every session of every pupil.
function firstDayNumber(year: SchoolYear): number {
  return Date.UTC(year, 7, 1) / 86_400_000
}

export function isSameSession(one: Session, other: Session): boolean {
  return one.day === other.day && one.half === other.half
}

/** Earlier or later, also across school years: negative where `one` comes first. */
export function compareSessions(one: Session, other: Session): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1
  return sessionIndex(one) - sessionIndex(other)
}
