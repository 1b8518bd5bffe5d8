import {
  type Clock,
  compareDue,
  type Due,
  dueAfter,
  hasPassed,
  type SchoolDays,
  schoolDaysPassed,
} from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionAt } from '../../kernel/session.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { isWarned, type Warned } from './warned.ts'

const N = byteOfCode('N')

/** A session of a pupil in which an N stands. */
export interface Unexplained {
  readonly pupilId: PupilId
  readonly session: Session
}

/** Every N of a year’s strips that stands within a pupil’s time on roll, and has begun. */
export function unexplainedOf(of: {
  readonly year: SchoolYear
  readonly strips: ReadonlyMap<PupilId, Uint8Array>
  /** The first and last place on roll of each pupil; of pupils who are not here nothing is found. */
  readonly onRoll: ReadonlyMap<PupilId, { readonly firstSession: number; readonly lastSession: number }>
}): readonly Unexplained[] {
  const found: Unexplained[] = []
  for (const [pupilId, strip] of of.strips) {
    const bounds = of.onRoll.get(pupilId)
    if (bounds === undefined) continue
    for (let place = strip.indexOf(N); place >= 0; place = strip.indexOf(N, place + 1))
      if (bounds.firstSession <= place && place <= bounds.lastSession)
        found.push({ pupilId, session: sessionAt(of.year, place) })
  }
  return found
}

/** The clock of one N: regulation 10(7) to (9), five school days after its session, or fewer where the school’s policy says so. */
export interface ReasonClock {
  readonly due: Due
  /** School days until the last of them, that day included; 0 on the day itself, null beyond what the calendar knows. */
  readonly left: number | null
  readonly overdue: boolean
}

export function reasonClock(
  session: Session,
  at: {
    readonly within: Clock
    readonly days: SchoolDays
    readonly now: { readonly day: Day; readonly time: TimeOfDay }
  },
): ReasonClock {
  const due = dueAfter({ day: session.day, time: null }, at.within, at.days)
  const overdue = hasPassed(due, at.now)
  const left =
    due.kind === 'by' && !overdue ? (schoolDaysPassed(at.days, at.now.day, due.day) ?? null) : overdue ? 0 : null
  return { due, left, overdue }
}

/** The soonest first, then in the order of their sessions. */
export function bySoonest(
  one: { readonly due: Due; readonly session: Session },
  other: { readonly due: Due; readonly session: Session },
): number {
  return compareDue(one.due, other.due) || compareSessions(one.session, other.session)
}

/**
 * The N that the clock may turn into O: past their last day, of families who were told so, and of which no report waits for the office:
 * what the office has left lying is not the family’s fault.
 */
export function dueForO(
  marks: readonly (Unexplained & ReasonClock)[],
  known: { readonly warnings: readonly Warned[]; readonly waits: (mark: Unexplained) => boolean },
): readonly Unexplained[] {
  return marks.filter((mark) => mark.overdue && isWarned(known.warnings, mark) && !known.waits(mark))
}
