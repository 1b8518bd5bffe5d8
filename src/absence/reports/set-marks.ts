import { createHash } from 'node:crypto'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Code } from '../../law/codes.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { MarkDetails } from '../../register/contract.ts'
import { amendMarks, lastNumber, planMarks, readStrips, withdrawPlan } from '../../register/index.ts'
import { pupilsDuring } from '../../roll/index.ts'
import type { Accepted } from '../rules/report.ts'
import { begunFor, codeIn, sessionsBetween } from './sessions-of.ts'

/** What setting marks came to. */
export interface SetMarks {
  readonly amended: number | null
  readonly planned: number | null
  readonly recoded: number
  readonly ahead: number
  readonly kept: number
}

interface Wish {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly key: string
  readonly reason: string
  readonly code: Code
  readonly details: MarkDetails
  readonly from: Session
  readonly to: Session
  /** The acceptance that this one takes the place of. */
  readonly before: Accepted | undefined
}

/** One act of a person makes up to three of the register, each with a key of its own that follows from theirs. */
function keyFor(key: string, act: string): string {
  const hex = createHash('sha256').update(`${key} ${act}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

const within = (session: Session, span: { from: Session; to: Session } | undefined) =>
  span !== undefined && compareSessions(session, span.from) >= 0 && compareSessions(session, span.to) <= 0

/** Sessions that have begun and have no reason yet become the code; blanks, and those to come, are set ahead; marks that stand are kept. */
export async function setMarks(context: Context, wish: Wish): Promise<Result<SetMarks>> {
  const back = await withdrawAhead(context, wish)
  if (!back.ok) return back
  const recoded = await recode(context, wish)
  if (!recoded.ok) return recoded
  const planned = await setAhead(context, wish)
  if (!planned.ok) return planned
  return success({
    amended: recoded.value.entry,
    planned: planned.value.entry,
    recoded: recoded.value.marks,
    ahead: planned.value.marks,
    kept: planned.value.kept,
  })
}

/** What an acceptance set becomes again what it was: N where the session has begun, blank ahead of it. */
export async function undoMarks(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId; key: string; reason: string; accepted: Accepted },
): Promise<Result<number>> {
  const { accepted } = of
  const wish: Wish = { ...of, code: 'N', details: {}, from: accepted.from, to: accepted.to, before: accepted }
  const back = await withdrawAhead(context, wish)
  if (!back.ok) return back
  const recoded = await recode(context, wish)
  return recoded.ok ? success(back.value + recoded.value.marks) : recoded
}

async function withdrawAhead(context: Context, { schoolId, key, reason, before }: Wish): Promise<Result<number>> {
  if (before?.planned == null) return success(0)
  const withdrawn = await withdrawPlan(context, {
    params: { schoolId, number: before.planned },
    query: undefined,
    body: { key: keyFor(key, 'withdraw'), reason },
  })
  if (withdrawn.ok) return success(withdrawn.value.marks)
  return withdrawn.problem.code === 'register.nothing-to-change' ? success(0) : withdrawn
}

async function recode(context: Context, wish: Wish): Promise<Result<{ entry: number | null; marks: number }>> {
  const { schoolId, pupilId, before, reason, key } = wish
  const marks = await marksToRecode(context, wish)
  if (marks.length === 0) return success({ entry: null, marks: 0 })
  const amended = await amendMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key: keyFor(key, before === undefined ? 'amend' : 'amend again'),
      reason,
      version: await lastNumber(context.tx, schoolId),
      despiteClock: false,
      marks: marks.map(({ session, seen, to }) => ({
        pupilId,
        ...session,
        to,
        seen,
        ...(to === wish.code ? { details: wish.details } : {}),
      })),
    },
  })
  if (amended.ok) return success({ entry: amended.value.version, marks: amended.value.changed.length })
  // Somebody who accepted the same report at this very moment was faster; the step that follows finds it out.
  return amended.problem.code === 'register.nothing-to-change' ? success({ entry: null, marks: 0 }) : amended
}

/** Every N of the wish’s sessions, and what the earlier acceptance made of its own: N again where the new one leaves it out. */
async function marksToRecode(context: Context, wish: Wish) {
  const { schoolId, pupilId, before, code } = wish
  const { tx, now } = context
  const first = before !== undefined && compareSessions(before.from, wish.from) < 0 ? before.from : wish.from
  const last = before !== undefined && compareSessions(before.to, wish.to) > 0 ? before.to : wish.to
  const sessions = await sessionsBetween(tx, schoolId, { from: first, to: last })
  const [pupil] = await pupilsDuring(tx, { schoolId, from: first.day, to: last.day, pupilIds: [pupilId] })
  const hasBegun = await begunFor(tx, { schoolId, now, pupil })
  const strips = await readStrips(tx, { schoolId, year: schoolYearOf(first.day), pupilIds: [pupilId] })
  return sessions.filter(hasBegun).flatMap((session) => {
    const seen = codeIn(strips.get(pupilId), session)
    const own = within(session, before) && seen === before?.code
    if (seen === null || (seen !== 'N' && !own)) return []
    const to = within(session, wish) ? code : 'N'
    return to === seen ? [] : [{ session: { day: session.day, half: session.half }, seen, to }]
  })
}

async function setAhead(
  context: Context,
  wish: Wish,
): Promise<Result<{ entry: number | null; marks: number; kept: number }>> {
  const { schoolId, pupilId, code, details, reason, from, to, key, before } = wish
  const planned = await planMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key: keyFor(key, before === undefined ? 'plan' : 'plan again'),
      pupilIds: [pupilId],
      code,
      details,
      reason,
      from,
      to,
      replace: false,
    },
  })
  if (planned.ok)
    return success({ entry: planned.value.version, marks: planned.value.marks, kept: planned.value.keptCount })
  // Nothing is ahead, or it is a code such as O that nobody sets ahead: then what was recoded is all there is.
  const nothing = ['register.nothing-to-change', 'register.not-plannable'].includes(planned.problem.code)
  return nothing ? success({ entry: null, marks: 0, kept: 0 }) : planned
}
