import { longDay } from '../../kernel/day.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { KINDS_OF_LEAVE, kindOfLeave, type LeaveKind } from './kinds.ts'
import { type Asked, type Judged, type LeaveStep, type RequestState, requestState } from './request.ts'

export function sessionInWords({ day, half }: Session): string {
  return `the ${half === 'AM' ? 'morning' : 'afternoon'} of ${longDay(day)}`
}

const DECIDED: Readonly<Partial<Record<RequestState, string>>> = {
  granted: 'This request was granted already. Look at it again.',
  refused: 'This request was refused already. The family can ask again.',
  withdrawn: 'This request was withdrawn. Nothing is left to decide.',
}

/** Refuses to go on with a request that somebody has decided, or withdrawn, in the meantime. */
export function stillOpen(steps: readonly LeaveStep[]): Result<undefined> {
  const why = DECIDED[requestState(steps)]
  return why === undefined ? success(undefined) : conflict('leave.decided', why)
}

/** Refuses what cannot be asked for at all. */
export function refuseAsking(asked: {
  kind: LeaveKind
  from: Session
  to: Session
  particulars: string
}): Result<undefined> {
  if (compareSessions(asked.to, asked.from) < 0)
    return refused('leave.bad-period', 'The last session is before the first. Give them in order.')
  if (schoolYearOf(asked.from.day) !== schoolYearOf(asked.to.day))
    return refused(
      'leave.two-years',
      'These days are in two school years, and each has registers of its own. Make one request for each.',
    )
  const { asks } = kindOfLeave(asked.kind)
  if (asks !== '' && asked.particulars === '')
    return refused('leave.particulars', `${asks} Leave of this kind cannot be decided without that.`)
  return success(undefined)
}

export interface Grant {
  readonly from: Session
  readonly to: Session
  readonly judged: readonly Judged[]
}

/**
 * Refuses a grant that the law or the request does not carry: of more than was asked for; of sessions that had begun when the
 * request was made (leave is asked for in advance, regulation 11 of SI 2024/208, unverified); without a judgement on every word of
 * the school's own test where the circumstances have to be exceptional.
 * @param facts.firstInAdvance the first session of the calendar that had not begun when the request was made; undefined where none
 * @param facts.test the words of the policy's test; asked of exceptional circumstances alone
 */
export function refuseGrant(
  asked: Asked,
  grant: Grant,
  facts: { firstInAdvance: Session | undefined; test: readonly string[] },
): Result<undefined> {
  if (compareSessions(grant.to, grant.from) < 0)
    return refused('leave.bad-period', 'The last session is before the first. Give them in order.')
  if (compareSessions(grant.from, asked.from) < 0 || compareSessions(grant.to, asked.to) > 0)
    return refused(
      'leave.more-than-asked',
      `The family asked for leave from ${sessionInWords(asked.from)} to ${sessionInWords(asked.to)}. Grant that or less; for more, they ask again.`,
    )
  const { firstInAdvance } = facts
  if (firstInAdvance === undefined || compareSessions(grant.to, firstInAdvance) < 0)
    return refused(
      'leave.afterwards',
      'The request came when all of this absence had begun, and leave cannot be granted afterwards. Refuse it, and record the absence by its reason.',
    )
  if (compareSessions(grant.from, firstInAdvance) < 0)
    return refused(
      'leave.partly-afterwards',
      `The request came after the first of these sessions began, and leave cannot be granted afterwards. It can begin with ${sessionInWords(firstInAdvance)}.`,
    )
  const missing = asked.kind === 'exceptional' ? facts.test.filter((test) => !isJudged(grant.judged, test)) : []
  if (missing.length > 0)
    return refused(
      'leave.not-judged',
      `Say of each word of the school’s test whether it is met: ${missing.join(', ')}.`,
    )
  return success(undefined)
}

function isJudged(judged: readonly Judged[], test: string): boolean {
  return judged.some((one) => one.test === test)
}

/** The sessions asked for that a grant leaves out, before and after it; absence in them is `G`, a holiday longer than granted. */
export function askedBeyond(
  sessions: readonly Session[],
  asked: Pick<Asked, 'from' | 'to'>,
  granted: { from: Session; to: Session } | undefined,
): readonly Session[] {
  return sessions.filter((session) => {
    if (compareSessions(session, asked.from) < 0 || compareSessions(session, asked.to) > 0) return false
    return (
      granted === undefined || compareSessions(session, granted.from) < 0 || compareSessions(session, granted.to) > 0
    )
  })
}

/** Which codes leave of a decision enters, for those who look for its marks. */
export const LEAVE_CODES = KINDS_OF_LEAVE.map(({ code }) => code)
