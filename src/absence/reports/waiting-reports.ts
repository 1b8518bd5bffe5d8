import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Tx } from '../../platform/database/database.ts'
import { coversSession, reportState } from '../rules/report.ts'
import { reportsKept } from './store.ts'

/** Of these sessions of a pupil, those of which a report speaks that nobody has decided on yet. */
export async function sessionsThatWait(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; sessions: readonly Session[] },
): Promise<readonly Session[]> {
  const { schoolId, pupilId } = of
  const sessions = of.sessions.toSorted(compareSessions)
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || last === undefined) return []
  const reports = await reportsKept(tx, { schoolId, pupilIds: [pupilId], from: first.day, to: last.day })
  const waiting = reports.filter(({ steps }) => reportState(steps).startsWith('waiting'))
  return sessions.filter((session) => waiting.some((report) => coversSession(report, session)))
}
