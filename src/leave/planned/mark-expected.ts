import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { amendMarks, lastNumber, placesPassed, readStrips } from '../../register/index.ts'
import { sessionsOf } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn, pupilsDuring } from '../../roll/index.ts'
import { keyOfPart } from '../act-key.ts'
import type { PlannedSpan } from '../rules/planned.ts'

/**
 * Marks of a plan that stand in sessions that have begun, where the pupil was not where the plan says, become N: absent, and nobody
 * knows why. Withdrawing leaves them, because a blank in a closed register would be noticed by nobody. Where the pupil was at school all
 * the time, and somebody says so, they become present.
 * @returns how many marks were amended
 */
export async function markExpected(
  context: Context,
  of: {
    schoolId: SchoolId
    pupilIds: readonly PupilId[]
    code: Code
    span: PlannedSpan
    key: string
    reason: string
    wasIn: boolean
  },
): Promise<Result<number>> {
  const { schoolId } = of
  const version = await lastNumber(context.tx, schoolId)
  const marks = (await marksPassed(context, of)).map((mark) => {
    const present = mark.half === 'AM' ? ('/' as const) : ('\\' as const)
    return { ...mark, seen: of.code, to: of.wasIn ? present : ('N' as const) }
  })
  if (marks.length === 0) return success(0)
  const body = { key: keyOfPart(of.key, 'closed'), reason: of.reason, version, despiteClock: false, marks }
  const amended = await amendMarks(context, { params: { schoolId }, query: undefined, body })
  return amended.ok ? success(amended.value.changed.length) : amended
}

/** The marks of a plan that stand in sessions that have begun. */
export async function marksPassed(
  { tx, now }: Context,
  of: {
    readonly schoolId: SchoolId
    readonly pupilIds: readonly PupilId[]
    readonly code: Code
    readonly span: Pick<PlannedSpan, 'from' | 'to'>
  },
): Promise<(Session & { readonly pupilId: PupilId })[]> {
  const { schoolId, pupilIds, code, span } = of
  const today = schoolTime(now)
  const year = schoolYearOf(span.from.day)
  const strips = await readStrips(tx, { schoolId, year, pupilIds: [...pupilIds] })
  const calendar = await calendarOf(tx, { schoolId, year })
  const clocks = await dayClocksOn(tx, { schoolId, day: today.day })
  const pupils = await pupilsDuring(tx, { schoolId, from: span.from.day, to: span.to.day, pupilIds: [...pupilIds] })
  const sessions = (calendar === undefined ? [] : sessionsOf(calendar)).filter(
    (session) => compareSessions(session, span.from) >= 0 && compareSessions(session, span.to) <= 0,
  )
  return pupils.flatMap(({ id, yearGroup }) => {
    const passed = placesPassed(year, today, clocks[yearGroup])
    return sessions
      .filter((session) => sessionIndex(session) < passed)
      .filter((session) => strips.get(id)?.[sessionIndex(session)] === byteOfCode(code))
      .map(({ day, half }) => ({ pupilId: id, day, half }))
  })
}
