import { addDays, type Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { type Code, codeOfByte } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { placesPassed } from '../../register/index.ts'
import { type RollPupil, sessionsOf } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn } from '../../roll/index.ts'
import { coversSession, type Report } from '../rules/report.ts'

/** The last day of which a report speaks. */
export function lastDayOf({ first, until }: Pick<Report, 'first' | 'until'>): Day {
  if (until.kind === 'unknown') return first.day
  return until.kind === 'day' ? until.day : addDays(until.day, -1)
}

/** The sessions of each of these years, read once for a list of reports. */
export async function sessionsOfYears(
  tx: Tx,
  of: { schoolId: SchoolId; years: Iterable<SchoolYear> },
): Promise<ReadonlyMap<SchoolYear, readonly Session[]>> {
  const found = new Map<SchoolYear, readonly Session[]>()
  for (const year of new Set(of.years)) {
    const calendar = await calendarOf(tx, { schoolId: of.schoolId, year })
    found.set(year, calendar === undefined ? [] : sessionsOf(calendar))
  }
  return found
}

/** The sessions of the school’s calendar of which a report speaks. */
export async function sessionsOfReport(
  tx: Tx,
  schoolId: SchoolId,
  report: Pick<Report, 'first' | 'until'>,
): Promise<readonly Session[]> {
  const year = schoolYearOf(report.first.day)
  const years = await sessionsOfYears(tx, { schoolId, years: [year] })
  return (years.get(year) ?? []).filter((session) => coversSession(report, session))
}

/** The sessions of the school’s calendar between two sessions, both included. */
export async function sessionsBetween(
  tx: Tx,
  schoolId: SchoolId,
  span: { from: Session; to: Session },
): Promise<readonly Session[]> {
  const year = schoolYearOf(span.from.day)
  const years = await sessionsOfYears(tx, { schoolId, years: [year] })
  return (years.get(year) ?? []).filter(
    (session) => compareSessions(session, span.from) >= 0 && compareSessions(session, span.to) <= 0,
  )
}

/** Whether a session has begun by a pupil’s own day clock. */
export async function begunFor(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; pupil: Pick<RollPupil, 'yearGroup'> | undefined },
): Promise<(session: Session) => boolean> {
  const now = schoolTime(of.now)
  const clocks = await dayClocksOn(tx, { schoolId: of.schoolId, day: now.day })
  const clock = of.pupil === undefined ? undefined : clocks[of.pupil.yearGroup]
  return (session) => sessionIndex(session) < placesPassed(schoolYearOf(session.day), now, clock)
}

/** The code that stands in a strip for a session; null for a blank. */
export function codeIn(strip: Uint8Array | undefined, session: Session): Code | null {
  return codeOfByte(strip?.[sessionIndex(session)] ?? 0) ?? null
}
