import { type Day, daysBetween } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { type Code, meaningOf } from '../../law/codes.ts'
import { LONGEST_REPORT, type Report } from './report.ts'

/** Granted on a request, by the head: a report of an absence is none, whoever accepts it. */
const NEEDS_A_DECISION: ReadonlySet<Code> = new Set(['C', 'C1', 'C2', 'J1', 'S', 'X', 'E'])

/** Refuses to accept a report as something that it cannot be: present, leave, or days that it does not speak of. */
export function refuseAccepting(
  report: Pick<Report, 'first'>,
  wish: { readonly code: Code; readonly from: Session; readonly to: Session },
): Result<undefined> {
  const { code, from, to } = wish
  if (compareSessions(to, from) < 0)
    return refused('absence.outside', 'The last session is before the first. Give them in order.')
  if (schoolYearOf(from.day) !== schoolYearOf(report.first.day) || schoolYearOf(to.day) !== schoolYearOf(from.day))
    return refused('absence.outside', 'These sessions are in another school year than the report.')
  if (compareSessions(from, report.first) < 0 || daysBetween(from.day, to.day) > LONGEST_REPORT)
    return refused(
      'absence.outside',
      'A report counts from its first session on, and for six weeks at most. Choose sessions within that.',
    )
  return code === 'L' ? success(undefined) : refuseReason(code, from.day)
}

/** Refuses a code that is not the reason of an absence, or rests on a decision of its own. */
export function refuseReason(code: Code, on: Day): Result<undefined> {
  if (NEEDS_A_DECISION.has(code))
    return refused(
      'absence.leave-needed',
      `${code} rests on a decision, not on a report. Enter a request for leave, and the head decides it.`,
    )
  const meaning = meaningOf(code, on)
  if (!meaning.ok) return meaning
  const { statistical, physical } = meaning.value
  const isAbsence = statistical === 'authorised' || statistical === 'unauthorised' || statistical === 'not-possible'
  if (isAbsence && physical === 'out' && code !== 'N') return success(undefined)
  return refused('absence.not-a-reason', `${code} is not the reason of an absence. Choose the code of the reason.`)
}
