import type { Day } from '../../../kernel/day.ts'
import { type SchoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { type Half, type Session, type SessionIndex, sessionIndex } from '../../../kernel/session.ts'
import { type Code, codeOfByte, meaningOfByte } from '../../../law/codes.ts'
import { mondayOf, type SchoolCalendar, schoolDays, sessionsOf } from '../../../roll/contract.ts'
import type { EventBody } from '../../contract/event.ts'
import { COUNTED_CODES } from '../national-threshold.ts'

/** What became of one session of the period. `none`: nothing was expected, or nothing is marked yet. */
export type TrackedMark = 'attended' | 'unauthorised' | 'other absence' | 'none'

export interface TrackedSession {
  readonly day: Day
  readonly half: Half
  readonly code: Code | null
  readonly is: TrackedMark
}

export interface TrackedWeek {
  readonly monday: Day
  readonly sessions: readonly TrackedSession[]
  readonly attended: number
  /** Sessions that were expected and are marked. */
  readonly possible: number
  readonly unauthorised: number
}

export interface Tracking {
  readonly weeks: readonly TrackedWeek[]
  readonly attended: number
  readonly possible: number
  readonly unauthorised: number
  /** Sessions of the period that are still to come or to be marked. */
  readonly left: number
  /** Sessions that count for nobody: missed with a reason that was agreed to, closed, or not expected. What is enough is that many fewer. */
  readonly excused: number
  /**
   * `failed`: as many unauthorised sessions as are too many; `reached`: the target is reached and nothing is left; `short`: nothing is left and
   * fewer were attended; `out of reach`: what is left is not enough any more; else `on the way`.
   */
  readonly stands: 'on the way' | 'failed' | 'out of reach' | 'reached' | 'short'
}

/** The school days of so many school weeks from a day on: when a notice of that length ends; null where the calendar ends before. */
export function lastOfWeeks(calendars: Iterable<SchoolCalendar>, first: Day, weeks: number): Day | null {
  const days = [...calendars]
    .flatMap((one) => schoolDays(one))
    .filter((of) => of >= first)
    .sort()
  const mondays = [...new Set(days.map(mondayOf))]
  const last = mondays[weeks - 1]
  return last === undefined ? null : (days.findLast((of) => mondayOf(of) === last) ?? null)
}

/** The first school day of the second half of a notice’s weeks: from then on it is to be looked at halfway. */
export function halfwayOf(calendars: Iterable<SchoolCalendar>, { first, last }: { first: Day; last: Day }): Day {
  const days = [...calendars]
    .flatMap((one) => schoolDays(one))
    .filter((of) => first <= of && of <= last)
    .sort()
  return days[Math.ceil(days.length / 2)] ?? last
}

/** The first school day after so many school weeks; null where none are named, or the calendar ends before. */
export function afterWeeks(calendars: readonly SchoolCalendar[], first: Day, weeks: number | null): Day | null {
  const last = weeks === null ? null : lastOfWeeks(calendars, first, weeks)
  if (last === null) return null
  return (
    calendars
      .flatMap((one) => schoolDays(one))
      .filter((of) => of > last)
      .sort()[0] ?? null
  )
}

/** The sessions at which the school meets between two days, both included. */
export function sessionsBetween(calendars: Iterable<SchoolCalendar>, first: Day, last: Day): readonly Session[] {
  return [...calendars].flatMap((one) => sessionsOf(one)).filter(({ day }) => first <= day && day <= last)
}

/** Each session of the period, and how it stands to what the notice calls enough. */
export function trackNotice(
  { first, last, target }: Pick<EventBody<'improve-drafted'>, 'first' | 'last' | 'target'>,
  of: {
    readonly calendars: ReadonlyMap<SchoolYear, SchoolCalendar>
    readonly strips: ReadonlyMap<SchoolYear, Uint8Array | undefined>
    readonly today: Day
    /** The last place of today's year whose registers have all closed, as figures count it (`countedUntil`). */
    readonly closed: SessionIndex | -1
  },
): Tracking {
  const sessions = sessionsBetween(of.calendars.values(), first, last)
    .toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.half === 'AM' ? -1 : 1))
    .map((session) => tracked(session, of))
  const weeks = [...Map.groupBy(sessions, ({ day }) => mondayOf(day))].map(([monday, ofWeek]) => ({
    monday,
    sessions: ofWeek,
    ...counts(ofWeek),
  }))
  const all = counts(sessions)
  const left = sessions.filter(({ code, day }) => code === null && day >= of.today).length
  // What the parent was told leaves the half days of a part-time timetable out already: they lower what is enough once.
  const takenOut = Math.max(0, sessions.length - target.possible)
  const excused = Math.max(0, sessions.length - all.attended - all.unauthorised - left - takenOut)
  return { weeks, ...all, left, excused, stands: standsAt({ ...all, left, excused }, target) }
}

function counts(sessions: readonly TrackedSession[]) {
  const of = (is: TrackedMark) => sessions.filter((one) => one.is === is).length
  const [attended, unauthorised, other] = [of('attended'), of('unauthorised'), of('other absence')]
  return { attended, unauthorised, possible: attended + unauthorised + other }
}

function standsAt(
  of: { readonly attended: number; readonly unauthorised: number; readonly left: number; readonly excused: number },
  target: EventBody<'improve-drafted'>['target'],
): Tracking['stands'] {
  const { attended, unauthorised, left, excused } = of
  if (unauthorised >= target.unauthorised) return 'failed'
  // The parent was told that illness does not count against them: neither does anything else that is not unauthorised.
  const enough = target.attended - excused
  if (left === 0) return attended >= enough ? 'reached' : 'short'
  return attended + left < enough ? 'out of reach' : 'on the way'
}

type OwnStrips = ReadonlyMap<SchoolYear, Uint8Array | undefined>

/** The byte of a mark in a child’s strips; 0 where there is none. */
export function markAt(strips: OwnStrips, session: Session): number {
  return strips.get(schoolYearOf(session.day))?.[sessionIndex(session)] ?? 0
}

const PART_TIME = ['C2', 'X']

/** Whether a mark says that the child is not expected: a part-time timetable, at compulsory school age (C2) or below it (X). */
export function isNotExpected(byte: number): boolean {
  const code = codeOfByte(byte)
  return code !== undefined && PART_TIME.includes(String(code))
}

interface Counted {
  readonly strips: OwnStrips
  readonly today: Day
  readonly closed: SessionIndex | -1
}

function tracked(session: Session, { strips, ...now }: Counted): TrackedSession {
  const { day, half } = session
  const marked = markAt(strips, session)
  // Of what is planned ahead, a part-time timetable alone says that nobody is expected; leave that may be called off says nothing yet.
  const byte = isAhead(session, now) && !isNotExpected(marked) ? 0 : marked
  const meaning = meaningOfByte(byte)
  if (byte === 0 || meaning === undefined) return { day, half, code: null, is: 'none' }
  const { code, statistical } = meaning
  if (isNotExpected(byte)) return { day, half, code, is: 'none' }
  if (COUNTED_CODES.some((one) => one === String(code))) return { day, half, code, is: 'unauthorised' }
  if (statistical === 'present' || statistical === 'approved-activity') return { day, half, code, is: 'attended' }
  return { day, half, code, is: statistical === 'authorised' ? 'other absence' : 'none' }
}

/**
 * Whether a session has still to come, or its register to close. A strip holds what was planned for today and what a register marked alike, and to ask
 * the journal of acts for each would be dear: a session of today counts once every register of it has closed, as in every other figure.
 */
function isAhead(session: Session, { today, closed }: Omit<Counted, 'strips'>): boolean {
  return session.day > today || (session.day === today && sessionIndex(session) > closed)
}
