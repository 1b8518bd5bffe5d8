import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionIndex } from '../kernel/session.ts'
import { schoolTime, type TimeOfDay } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/use-case.ts'
import type { RollPupil } from '../roll/contract.ts'
import { dayClocksOn } from '../roll/index.ts'
import { entriesOfSession } from './journal/entries.ts'
import { calendarWith, noClock, pupilsById } from './load-register.ts'
import { nameOf } from './rules/mark-faults.ts'
import { refuseFuture } from './rules/register-times.ts'
import { halfAt } from './rules/signing-in.ts'
import { type Standing, standingIn } from './rules/standing.ts'

/** A pupil at the sign-in desk: who, and in which session by their own clock. */
export interface DeskVisit {
  readonly schoolId: SchoolId
  readonly pupil: RollPupil
  readonly clock: DayClock
  readonly session: Session
  readonly index: SessionIndex
  readonly year: SchoolYear
  readonly time: TimeOfDay
}

/** Loads who is at the desk. Times later than now are refused; earlier ones let the desk catch up with its paper list. */
export async function deskVisit(
  context: Context,
  schoolId: SchoolId,
  visit: { pupilId: PupilId; time?: TimeOfDay | undefined },
): Promise<Result<DeskVisit>> {
  const { tx } = context
  const now = schoolTime(context.now)
  const { day } = now
  const time = visit.time ?? now.time
  if (time > now.time)
    return refused('register.time-ahead', `It is ${now.time}: ${time} has not come yet. Check the time and try again.`)
  const pupil = (await pupilsById(tx, { schoolId, day, pupilIds: [visit.pupilId] })).get(visit.pupilId)
  if (pupil === undefined) return notAllowed('This pupil is not on roll today, or not at this school.')
  const clock = (await dayClocksOn(tx, { schoolId, day }))[pupil.yearGroup]
  if (clock === undefined) return noClock(nameOf(pupil))
  const session = { day, half: halfAt(clock, time) }
  const calendar = await calendarWith(tx, schoolId, session)
  if (!calendar.ok) return calendar
  const begun = refuseFuture(clock, session, { day, time })
  if (!begun.ok)
    return refused(
      'register.not-late',
      `The register opens at ${clock.amOpen}: ${nameOf(pupil)} is not late. Their tutor will mark them present.`,
    )
  return success({ schoolId, pupil, clock, session, index: sessionIndex(session), year: schoolYearOf(day), time })
}

/** What stands for the pupil in a session of the visit's day. Under the journal's lock. */
export async function standingAtDesk(
  tx: Tx,
  visit: DeskVisit,
  index: SessionIndex = visit.index,
): Promise<Standing | undefined> {
  const { schoolId, year, pupil } = visit
  return standingIn(index, await entriesOfSession(tx, { schoolId, year, session: index })).get(pupil.id)
}
