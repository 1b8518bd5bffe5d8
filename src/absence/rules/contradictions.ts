import { compareSessions, type Session } from '../../kernel/session.ts'
import { coversSession, type Report, type ReportState } from './report.ts'

/** A report with where it stands, as far as agreeing with others goes. */
export type ComparedReport = Pick<Report, 'id' | 'first' | 'until' | 'category'> & { readonly state: ReportState }

const away = (until: Report['until']) => (until.kind === 'unknown' ? '' : `${until.kind} ${until.day}`)

/**
 * Two reports about one child that speak of a session both and do not say the same: another reason, or another return. What was set
 * aside contradicts nothing; an open end contradicts no return.
 */
export function contradict(one: ComparedReport, other: ComparedReport): boolean {
  if (one.state === 'set aside' || other.state === 'set aside') return false
  if (!overlap(one, other)) return false
  if (one.category !== other.category) return true
  const [first, second] = [away(one.until), away(other.until)]
  return first !== '' && second !== '' && first !== second
}

function overlap(one: Pick<Report, 'first' | 'until'>, other: Pick<Report, 'first' | 'until'>): boolean {
  const later: Session = compareSessions(one.first, other.first) < 0 ? other.first : one.first
  return coversSession(one, later) && coversSession(other, later)
}

/** Which of a child’s reports each of them contradicts. */
export function contradictions(reports: readonly ComparedReport[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    reports.map((one) => [
      one.id,
      reports.filter((other) => other.id !== one.id && contradict(one, other)).map(({ id }) => id),
    ]),
  )
}
