import { longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Session } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { planMarks, previewPlan } from '../../register/index.ts'
import type { SchoolCalendar } from '../../roll/contract.ts'
import { calendarOf, pupilsDuring } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import {
  DETENTION_KINDS,
  isSuspension,
  KEPT_AWAY_NAMES,
  type KeptAway,
  keptAwayDays,
  keptAwaySessions,
  provisionFrom,
  refuseKeptAway,
  SAID_OF_DETENTION,
  SUSPENSION_KINDS,
  sessionsMarked,
  sixthDay,
  sumsPassed,
  suspendedDays,
} from '../rules/kept-away.ts'
import { discreet } from './discreet.ts'
import { type KeptAwayStored, keepKeptAway, keptAwayOf, onePupilAtATime } from './store.ts'

const ALL_KINDS = [...SUSPENSION_KINDS, ...DETENTION_KINDS]

type Wish = Omit<KeptAway, 'id'> & { readonly pupilId: PupilId }

interface PlanOfDecision {
  readonly pupilIds: PupilId[]
  readonly code: Code
  readonly details: Record<string, string>
  readonly reason: string
  readonly from: Session
  readonly to: Session
  readonly replace: boolean
}

interface Laid {
  readonly calendar: SchoolCalendar
  readonly others: readonly KeptAwayStored[]
  /** Null where it has no marks of its own: the sixth consecutive day was reached before it. */
  readonly plan: PlanOfDecision | null
}

/** What a decision comes to: the calendar, the pupil's other decisions of the year, and the plan for the register. */
async function lay(context: Context, of: { schoolId: SchoolId; wish: Wish; id?: string }): Promise<Result<Laid>> {
  const { schoolId, wish, id } = of
  const { pupilId, from, kind, decidedDay } = wish
  if (decidedDay > schoolTime(context.now).day)
    return refused('leave.decided-later', `It is not ${longDay(decidedDay)} yet. Give the day on which it was decided.`)
  const year = schoolYearOf(from.day)
  const calendar = await calendarOf(context.tx, { schoolId, year })
  const all = await keptAwayOf(context.tx, { schoolId, kinds: ALL_KINDS, pupilId })
  const others = all.filter((other) => schoolYearOf(other.from.day) === year && other.id !== id)
  const fit = refuseKeptAway(wish, { calendar, others })
  if (!fit.ok) return fit
  const marked = calendar === undefined ? [] : sessionsMarked(calendar, wish, others)
  const [first, last] = [marked[0], marked.at(-1)]
  if (calendar === undefined)
    return refused('leave.no-session', 'The calendar has no session in that period. Check the days and halves.')
  const days = { from: from.day, to: last?.day ?? from.day }
  const pupils = await pupilsDuring(context.tx, { schoolId, ...days, pupilIds: [pupilId] })
  if (pupils.length === 0)
    return refused('leave.not-on-roll', 'This pupil is not on roll on these days. Nothing was recorded.')
  if (first === undefined || last === undefined) return success({ calendar, others, plan: null })
  // Whoever is kept away goes on no trip: what was planned gives way. What somebody saw stays.
  const plan = { pupilIds: [pupilId], from: first, to: last, replace: true, ...marksOf(kind) }
  return success({ calendar, others, plan })
}

/** The code and what the register says of it: of a suspension that it is one, of detention nothing. */
function marksOf(kind: KeptAway['kind']): Pick<PlanOfDecision, 'code' | 'details' | 'reason'> {
  if (!isSuspension(kind)) return { code: 'Y5', details: {}, reason: SAID_OF_DETENTION }
  const name = KEPT_AWAY_NAMES[kind]
  return { code: 'E', details: { exclusion: name }, reason: `${name}, recorded by the head` }
}

export const previewSuspension: UseCase<typeof contract.previewSuspension> = async (context, { params, body }) => {
  const laid = await lay(context, { ...params, wish: asKind(body) })
  if (!laid.ok) return laid
  const { calendar, others, plan } = laid.value
  const marks = plan === null ? success(NO_MARKS) : await previewPlan(context, { params, query: undefined, body: plan })
  if (!marks.ok) return marks
  const sessions = keptAwaySessions(calendar, body)
  const days = keptAwayDays(sessions)
  const sums = suspendedDays(calendar, [...others, { ...body, steps: [] }], body.from.day)
  return success({
    days: body.to === null ? null : sessions.length / 2,
    early: [...days.slice(0, provisionFrom(body.from.day).nth - 1)],
    sixth: sixthDay(calendar, { ...body, steps: [] }, others) ?? null,
    sums,
    passed: sumsPassed(sums).map(({ words, source }) => ({ words, ...source })),
    marks: marks.value,
  })
}

const NO_MARKS = {
  marks: 0,
  sessions: 0,
  pupils: 0,
  ...{ kept: [], keptCount: 0, replaced: [], replacedCount: 0, leftOut: [], leftOutCount: 0, over: 0 },
}

/** A permanent exclusion has no last session, whatever was sent with it. */
function asKind<W extends Wish>(wish: W): W {
  return wish.kind === 'permanent' ? { ...wish, to: null } : wish
}

/** Records a decision and sets its marks, in one transaction; the key names the decision, so that sending it again finds it. */
async function keepAway(
  context: Context,
  of: { schoolId: SchoolId; key: string; wish: Wish; category: string; words: string; letter: string },
): Promise<Result<{ id: string; marks: number; kept: number }>> {
  const { schoolId, key, wish, category, words, letter } = of
  await onePupilAtATime(context.tx, { schoolId, pupilId: wish.pupilId })
  const laid = await lay(context, { schoolId, wish, id: key })
  if (!laid.ok) return laid
  const { plan } = laid.value
  const acting = discreet(context, wish.kind)
  const unmarked = success({ ...NO_MARKS, version: null })
  const asked =
    plan === null
      ? unmarked
      : await planMarks(acting, { params: { schoolId }, query: undefined, body: { ...plan, key } })
  // Where the registers were taken, their marks are right to stay; the decision is recorded, told of and counted all the same.
  const planned = !asked.ok && asked.problem.code === 'register.nothing-to-change' ? unmarked : asked
  if (!planned.ok) return planned
  const { version: entry, marks, keptCount } = planned.value
  const kept = { ...wish, id: key, category, words, letter, entry }
  await keepKeptAway(context.tx, { ...kept, schoolId, at: context.now, by: context.caller })
  // Neither the kind nor the reason: not everybody who reads the trail may know them.
  context.audit({ facts: { decision: key } })
  acting.audit({ subject: wish.pupilId, facts: { entry } })
  return success({ id: key, marks, kept: keptCount })
}

export const suspendPupil: UseCase<typeof contract.suspendPupil> = (context, { params, body }) => {
  const { key, category, words, letter, ...wish } = body
  if (wish.kind === 'suspension' && wish.to === null)
    return Promise.resolve(
      refused('leave.bad-period', 'Give the last session of the suspension. Only a permanent exclusion has none.'),
    )
  return keepAway(context, { ...params, key, wish: asKind(wish), category, words, letter })
}

export const recordDetention: UseCase<typeof contract.recordDetention> = (context, { params, body }) => {
  const { key, words, ...wish } = body
  const decidedDay = schoolTime(context.now).day
  return keepAway(context, { ...params, key, wish: { ...wish, decidedDay }, category: '', words, letter: '' })
}
