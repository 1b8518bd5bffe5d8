import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { type Code, meaningOf } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { isWarned } from '../rules/warned.ts'
import { reachedWarnings } from './reached-warnings.ts'
import { warningsSince } from './warnings.ts'

/**
 * Refuses to make an absence unauthorised of which the family was not told first (WT24 paragraph 365 and the school’s own policy): a message
 * that waits, failed or was taken back has told nobody. Other codes are let through.
 */
export async function refuseUnwarned(
  tx: Tx,
  of: { schoolId: SchoolId; code: Code; marks: readonly { pupilId: PupilId; session: Session }[] },
): Promise<Result<undefined>> {
  const days = of.marks.map(({ session }) => session.day).toSorted()
  const [since] = days
  const meaning = since === undefined ? undefined : meaningOf(of.code, since)
  if (since === undefined || meaning === undefined || !meaning.ok || !meaning.value.unauthorised)
    return success(undefined)
  const pupilIds = [...new Set(of.marks.map(({ pupilId }) => pupilId))]
  const { schoolId } = of
  const warnings = await reachedWarnings(tx, {
    schoolId,
    warnings: await warningsSince(tx, { schoolId, since, pupilIds }),
  })
  const unwarned = of.marks.filter((mark) => !isWarned(warnings, mark))
  if (unwarned.length === 0) return success(undefined)
  const first = unwarned.toSorted((one, other) => compareSessions(one.session, other.session))
  return refused(
    'absence.not-warned',
    `${of.code} is an unauthorised absence, and the family has not been told, or the message to them has not gone. Tell them first and write down how; then it can be recorded.`,
    { pupilIds: [...new Set(first.map(({ pupilId }) => pupilId))] },
  )
}
