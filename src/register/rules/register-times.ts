import { type Day, longDay } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Half, type Session, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { addMinutes, minutesOf, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { type DayClock, registerState, sessionTimes } from '../../law/day-clock.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { DayClocks } from '../../roll/contract.ts'
import type { RegisterStanding } from './register-state.ts'

/** What the school's wall shows: the day, and the time on it. */
export interface SchoolNow {
  readonly day: Day
  readonly time: TimeOfDay
}

/** How long before it opens a register may be taken: a class that is sitting there need not wait for the minute. */
export const EARLY_MINUTES = 30

const isDefined = <T>(value: T | undefined): value is T => value !== undefined

/**
 * The clock of a group: its year group's. A group of mixed ages opens with the first of its pupils' clocks and closes with the
 * last, so that nobody is marked late or absent by a clock that is not theirs. Undefined where no clock has been entered.
 */
export function clockOfGroup(
  yearGroup: YearGroup | null,
  clocks: DayClocks,
  yearGroupsOfPupils: readonly YearGroup[],
): DayClock | undefined {
  if (yearGroup !== null) return clocks[yearGroup]
  const own = [...new Set(yearGroupsOfPupils)].map((of) => clocks[of]).filter(isDefined)
  const [first, ...rest] = own
  if (first === undefined) return undefined
  const earlier = (one: TimeOfDay, other: TimeOfDay) => (one < other ? one : other)
  const later = (one: TimeOfDay, other: TimeOfDay) => (one > other ? one : other)
  return rest.reduce(
    (widest, clock) => ({
      arriveBy: earlier(widest.arriveBy, clock.arriveBy),
      amOpen: earlier(widest.amOpen, clock.amOpen),
      amClose: later(widest.amClose, clock.amClose),
      pmOpen: earlier(widest.pmOpen, clock.pmOpen),
      pmClose: later(widest.pmClose, clock.pmClose),
      dayEnd: later(widest.dayEnd, clock.dayEnd),
    }),
    first,
  )
}

export type Phase = 'before' | 'open' | 'after'

/** Where now falls in a register's time, and the minutes until it closes (below zero: since); null on another day. */
export function phaseOf(
  clock: DayClock,
  session: Session,
  now: SchoolNow,
): { readonly phase: Phase; readonly minutesLeft: number | null } {
  if (session.day !== now.day) return { phase: session.day > now.day ? 'before' : 'after', minutesLeft: null }
  const { state } = registerState(clock, session.half, now.time)
  const { close } = sessionTimes(clock, session.half)
  const phase = state === 'not yet' ? 'before' : state === 'open' ? 'open' : 'after'
  return { phase, minutesLeft: minutesOf(close) - minutesOf(now.time) }
}

/** The first minute in which a register may be taken. */
export function earliestTaking(clock: DayClock, half: Half): TimeOfDay {
  const { open } = sessionTimes(clock, half)
  return addMinutes(open, -Math.min(EARLY_MINUTES, minutesOf(open)))
}

/** The session has begun, or its register may at least be taken already: marks in it are facts, not plans. */
export function hasBegun(clock: DayClock, session: Session, now: SchoolNow): boolean {
  if (session.day !== now.day) return session.day < now.day
  return now.time >= earliestTaking(clock, session.half)
}

/**
 * How many places of a year's strip a pupil's sums count: those of sessions that have begun by the pupil's own clock. Marks from
 * there on are plans and are counted nowhere. Without a clock, today's sessions have not begun.
 */
export function placesPassed(year: SchoolYear, now: SchoolNow, clock: DayClock | undefined): number {
  const thisYear = schoolYearOf(now.day)
  if (year !== thisYear) return year < thisYear ? STRIP_LENGTH : 0
  const morning = sessionIndex({ day: now.day, half: 'AM' })
  if (clock === undefined) return morning
  return morning + (['AM', 'PM'] as const).filter((half) => hasBegun(clock, { day: now.day, half }, now)).length
}

/** Refuses marks for a session that has not begun. */
export function refuseFuture(clock: DayClock, session: Session, now: SchoolNow): Result<undefined> {
  if (hasBegun(clock, session, now)) return success(undefined)
  const from = earliestTaking(clock, session.half)
  const when = session.day === now.day ? `today from ${from}` : `on ${longDay(session.day)} from ${from}`
  return refused(
    'register.not-yet',
    `This register can be taken ${when}. The attendance office can plan an absence that is known already.`,
  )
}

/** Whether a caller may take a register now: it has begun, is not closed, and is today's, unless the office takes it. */
export function mayTake(
  facts: { clock: DayClock; session: Session; now: SchoolNow; standing: RegisterStanding },
  caller: { anyCode: boolean },
): Result<undefined> {
  const { clock, session, now, standing } = facts
  const begun = refuseFuture(clock, session, now)
  if (!begun.ok) return begun
  if (standing.closed) {
    const help = caller.anyCode
      ? 'Amend its marks with the reason, or reopen it.'
      : 'Ask the attendance office to amend it.'
    return refused('register.closed', `This register is closed. ${help}`)
  }
  if (session.day < now.day && !caller.anyCode)
    return refused(
      'register.past-day',
      `This is the register of ${longDay(session.day)}. Tell the attendance office what it should say: they can still enter it.`,
    )
  return success(undefined)
}
