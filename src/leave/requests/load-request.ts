import type { SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { placesPassed } from '../../register/index.ts'
import { type RollPupil, sessionsOf } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn, pupilsDuring } from '../../roll/index.ts'
import type { Asked } from '../rules/request.ts'
import type { KeptRequest } from './store.ts'

/** The sessions of the school's calendar within a request. */
export async function sessionsAsked(
  tx: Tx,
  of: { schoolId: SchoolId } & Pick<Asked, 'from' | 'to'>,
): Promise<readonly Session[]> {
  const calendar = await calendarOf(tx, { schoolId: of.schoolId, year: schoolYearOf(of.from.day) })
  if (calendar === undefined) return []
  return sessionsOf(calendar).filter(
    (session) => compareSessions(session, of.from) >= 0 && compareSessions(session, of.to) <= 0,
  )
}

/** The sessions asked for that had not begun, by the pupil's own day clock, when the request was made. */
export async function inAdvance(
  tx: Tx,
  of: { schoolId: SchoolId; askedAt: Moment; pupil: RollPupil | undefined; sessions: readonly Session[] },
): Promise<readonly Session[]> {
  const asked = schoolTime(of.askedAt)
  const clocks = await dayClocksOn(tx, { schoolId: of.schoolId, day: asked.day })
  const clock = of.pupil === undefined ? undefined : clocks[of.pupil.yearGroup]
  return of.sessions.filter((session) => sessionIndex(session) >= placesPassed(schoolYearOf(session.day), asked, clock))
}

/** The pupil of a request, as on roll on any of its days. */
export async function pupilOfRequest(
  tx: Tx,
  schoolId: SchoolId,
  request: Pick<KeptRequest, 'pupilId' | 'from' | 'to'>,
): Promise<RollPupil | undefined> {
  const span = { from: request.from.day, to: request.to.day }
  const [pupil] = await pupilsDuring(tx, { schoolId, ...span, pupilIds: [request.pupilId] })
  return pupil
}
