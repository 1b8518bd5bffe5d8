import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, minutesOf, momentAt, schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { type DayClock, sessionTimes } from '../../law/day-clock.ts'
import type { DecidedMark } from './taking.ts'

/** Who closes registers when their time is over. */
export const CLOSING_CLOCK = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Firstbell, closing clock',
  position: 'automatic',
} as const

const MINUTE = 60_000

/** How many days back the clock looks for registers it missed, such as while the server was down, and for blanks in closed ones. */
export const LOOK_BACK_DAYS = 10

/** A register that somebody has taken, whole or in part, and nobody has closed. */
export interface UnclosedRegister {
  readonly groupId: GroupId
  readonly session: Session
  /** The group's clock on that day; undefined where none has been entered, and then nothing closes by itself. */
  readonly clock: DayClock | undefined
  /** When it was first saved. */
  readonly begunAt: Moment
  readonly reopenedAt: Moment | null
}

/**
 * Which registers the closing clock closes now: those whose closing minute has come (guidance: at most 30 minutes after
 * opening, the school's own clock says when). One that was begun only after that stays open for as long as its clock would have
 * given it: closed at once, it would make N of children whom the teacher is just about to mark. One that the office reopened is
 * left alone for the rest of that day. A register that nobody took is not among them: it is never filled with absences by itself, but stays missing and is chased.
 */
export function dueClosings(registers: readonly UnclosedRegister[], now: Moment): UnclosedRegister[] {
  const today = schoolTime(now).day
  return registers.filter(({ clock, session, begunAt, reopenedAt }) => {
    if (clock === undefined) return false
    const { open, close } = sessionTimes(clock, session.half)
    const closes = momentAt(session.day, close)
    const begunLate =
      begunAt >= closes && Date.parse(now) - Date.parse(begunAt) < MINUTE * (minutesOf(close) - minutesOf(open))
    if (now < closes || begunLate) return false
    return reopenedAt === null || schoolTime(reopenedAt).day < today
  })
}

/** The key of a closing's facts that says what became of pupils without a mark, where it was not N. */
export const UNMARKED = 'unmarked'
export const STAY_MISSING = 'stay-missing'

/**
 * Whether the closing clock makes N of a pupil who has no mark in a register that closed some time ago. Every pupil on the
 * admission register needs an entry for every session (regulation 10), and one that nobody makes is chased by nobody, so:
 *
 * - Who was on roll and in this group before it closed was expected: N, at once.
 * - Who was entered on the roll, or put into this group, after it closed, on that day, belongs in it from the beginning of that
 *   day (regulation 8: the starting day), yet nobody had looked for them. The office has the rest of the day to say what is
 *   true; then N, which is listed and chased for five school days as every other N is.
 * - Who was entered or put here on a later day, from a day in the past, may have sat in class all along: the clock makes no
 *   absence for days on which nobody here had them on a list. They stay named on the monitor until somebody who knows enters
 *   the marks.
 *
 * What the office left blank on purpose when it closed a register by hand stays theirs, and stays named too.
 */
export function isDueForN(
  blank: {
    readonly session: Session
    readonly closedAt: Moment
    readonly knownAt: Moment | null
    readonly leftOnPurpose: boolean
  },
  now: Moment,
): boolean {
  const { session, closedAt, knownAt, leftOnPurpose } = blank
  if (leftOnPurpose || !wasKnown(session.day, knownAt)) return false
  return knownAt === null || Date.parse(knownAt) <= Date.parse(closedAt) || schoolTime(now).day > session.day
}

/** Whether the school had a pupil on a group's list on a day, by when it was last entered; null is long before. */
export function wasKnown(on: Day, knownAt: Moment | null): boolean {
  return knownAt === null || schoolTime(knownAt).day <= on
}

/**
 * The marks that closing makes: N (regulation 10(7) to (9); guidance paragraph 407) for every pupil of the group without one.
 */
export function marksAtClosing(
  session: Session,
  pupilIds: readonly PupilId[],
  byteNow: (pupilId: PupilId) => number,
): DecidedMark[] {
  const index = sessionIndex(session)
  return pupilIds
    .filter((pupilId) => byteNow(pupilId) === 0)
    .map((pupilId) => ({ pupilId, session: index, to: byteOfCode('N') }))
}
