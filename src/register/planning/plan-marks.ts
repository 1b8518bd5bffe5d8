import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { calendarOf, namesOnRoll, pupilsDuring } from '../../roll/index.ts'
import { actOnce, type FirstTime, type SentAct } from '../act-once.ts'
import type { Act, MarkDetails } from '../contract.ts'
import * as contract from '../contract.ts'
import { entriesOfSession } from '../journal/entries.ts'
import { readStrips, type Strips, saveEntry } from '../journal/store.ts'
import { AFTERWARDS, kindOfClosure, refuseAfterwards, refuseReach } from '../rules/closures/kinds-of-closure.ts'
import { marksRefused } from '../rules/conflicts.ts'
import type { Entry } from '../rules/journal.ts'
import { nameOf } from '../rules/mark-faults.ts'
import {
  decidePlan,
  type MayPlan,
  type OffRoll,
  type Plan,
  refuseOverDecision,
  refuseUngranted,
  refuseUnplannable,
  type Span,
  type StandingMark,
  sessionsOfSpan,
} from '../rules/planning.ts'
import { standingIn } from '../rules/standing.ts'

/** A plan of any kind: what to set, for whom, over which sessions. */
interface Wish {
  readonly schoolId: SchoolId
  readonly act: Act
  readonly code: (typeof contract.codeShape)['_output']
  readonly details: MarkDetails
  readonly reason: string
  readonly span: Span
  readonly replace: boolean
  readonly chosen: (pupil: RollPupil) => boolean
  readonly pupilIds?: readonly PupilId[]
  /** Of a plan: what its maker may decide. Marks of what others decided stay. */
  readonly may?: MayPlan
  /** What else forbids it, once its sessions are known. */
  readonly refuse?: (sessions: readonly Session[]) => Result<undefined>
  /** Of a closure: the day on which it is entered. */
  readonly today?: Day
}

/** The most marks of one act: a whole school of 1,500 for more than six weeks. */
const MOST_MARKS = 100_000
const MOST_LISTED = 200

type PlanInput = { schoolId: SchoolId; body: PlanBody }
interface PlanBody {
  readonly code: Wish['code']
  readonly details?: MarkDetails | undefined
  readonly reason: string
  readonly from: Session
  readonly to: Session
  readonly replace: boolean
}

function planWish(
  may: MayPlan,
  { schoolId, body }: PlanInput & { body: { pupilIds: PupilId[]; only?: Span['only'] } },
): Wish {
  const { code, reason, from, to, only, replace, details = {}, pupilIds } = body
  return {
    schoolId,
    act: 'planned',
    code,
    details,
    reason,
    span: { from, to, only },
    replace,
    chosen: () => true,
    pupilIds,
    may,
  }
}

type ClosureBody = Body<typeof contract.previewClosure>

function closureWish({ schoolId, body }: { schoolId: SchoolId; body: ClosureBody }, today: Day): Wish {
  const { code, reason, from, to, replace, afterwards, yearGroups, groupIds, pupilIds } = body
  const isPart = (yearGroups ?? groupIds ?? pupilIds) !== undefined
  const chosen = (pupil: RollPupil) =>
    !isPart ||
    yearGroups?.includes(pupil.yearGroup) === true ||
    (pupil.groupId !== null && groupIds?.includes(pupil.groupId) === true) ||
    pupilIds?.includes(pupil.id) === true
  const reach = refuseReach(code, isPart)
  return {
    schoolId,
    act: 'school-closed',
    code,
    // What the law asks for beside the code: which route, which part is closed, the nature of the cause.
    details: { [kindOfClosure(code).detail]: reason },
    reason,
    span: { from, to },
    replace,
    chosen,
    refuse: (sessions) => (reach.ok ? refuseAfterwards(sessions, today, afterwards) : reach),
    today,
  }
}

export const previewPlan: UseCase<typeof contract.previewPlan> = async (context, { params, body }) => {
  const may = mayPlan(context)
  const granted = refuseUngranted(body.code, may)
  return granted.ok ? preview(context, planWish(may, { schoolId: params.schoolId, body })) : granted
}

export function mayPlan(context: Pick<Context, 'may'>): MayPlan {
  return (right) => context.may(right) !== undefined
}

/** What a closure would do. Days that are over are counted, not refused: what is about to be confirmed should be seen first. */
export const previewClosure: UseCase<typeof contract.previewClosure> = (context, { params, body }) =>
  preview(context, closureWish({ schoolId: params.schoolId, body: { ...body, afterwards: true } }, today(context)))

function today(context: Context): Day {
  return schoolTime(context.now).day
}

/** Sets marks ahead for pupils and sessions, in one act. */
export const planMarks: UseCase<typeof contract.planMarks> = async (context, { params, body }) => {
  const { schoolId } = params
  const may = mayPlan(context)
  const granted = refuseUngranted(body.code, may)
  if (!granted.ok) return granted
  return carryOut(context, planWish(may, { schoolId, body }), {
    schoolId,
    operation: 'plan-marks',
    request: { params, body },
  })
}

/** Marks the school, or a part of it, as closed, in one act. */
export const closeSchool: UseCase<typeof contract.closeSchool> = (context, { params, body }) =>
  carryOut(context, closureWish({ schoolId: params.schoolId, body }, today(context)), {
    schoolId: params.schoolId,
    operation: 'close-school',
    request: { params, body },
  })

interface Laid {
  readonly plan: Plan
  readonly strips: Strips
  readonly year: SchoolYear
  readonly pupils: ReadonlyMap<PupilId, RollPupil>
  /** How many sessions the span has, and how many of them are of days before a closure was entered. */
  readonly sessions: number
  readonly over: number
  readonly leftOut: readonly (OffRoll & { readonly name: string })[]
}

/** What a wish comes to, by what stands now. */
async function layPlan(tx: Tx, wish: Wish): Promise<Result<Laid>> {
  const { schoolId, span } = wish
  // Closures have codes of their own, which the contract lists.
  const plannable = wish.act === 'planned' ? refuseUnplannable(wish.code) : success(undefined)
  if (!plannable.ok) return plannable
  const year = schoolYearOf(span.from.day)
  if (schoolYearOf(span.to.day) !== year || sessionIndex(span.to) < sessionIndex(span.from))
    return refused('register.bad-period', 'Give a first and a last session of the same school year, in that order.')
  const calendar = await calendarOf(tx, { schoolId, year })
  const sessions = calendar === undefined ? [] : sessionsOfSpan(calendar, span)
  if (sessions.length === 0)
    return refused(
      'register.nothing-to-change',
      'The calendar has no session in that period. Check the days and halves.',
    )
  const fit = wish.refuse?.(sessions) ?? success(undefined)
  if (!fit.ok) return fit
  const pupils = await pupilsOfSpan(tx, wish)
  if (pupils.size * sessions.length > MOST_MARKS)
    return refused('register.plan-too-large', 'These are too many marks for one act. Plan a shorter period at a time.')
  const strips = await readStrips(tx, { schoolId, year, ...(wish.pupilIds ? { pupilIds: wish.pupilIds } : {}) })
  const facts = wish.replace ? await factsIn(tx, wish, sessions) : new Set<string>()
  const byteOf = (pupilId: PupilId, session: Session) => strips.get(pupilId)?.[sessionIndex(session)] ?? 0
  const plan = decidePlan(
    {
      sessions,
      pupils: [...pupils.values()],
      byteOf,
      isFact: (pupilId, session) =>
        facts.has(placeOf(pupilId, session)) || isDecidedByOthers(wish, byteOf(pupilId, session)),
    },
    wish,
  )
  if (plan.faults.length > 0) return marksRefused(plan.faults)
  const over = sessions.filter(({ day }) => wish.today !== undefined && day < wish.today).length
  const laid = { plan, strips, year, pupils, sessions: sessions.length, over }
  return success({ ...laid, leftOut: await leftOut(tx, wish, laid) })
}

function isDecidedByOthers({ may }: Wish, standing: number): boolean {
  const code = codeOfByte(standing)
  return may !== undefined && code !== undefined && !refuseOverDecision(code, may).ok
}

function placeOf(pupilId: PupilId, session: Session): string {
  return `${pupilId} ${sessionIndex(session)}`
}

/** Everybody on roll on any day of the span: somebody may start or leave within it, or both. */
async function pupilsOfSpan(tx: Tx, wish: Wish): Promise<ReadonlyMap<PupilId, RollPupil>> {
  const { schoolId, span, pupilIds } = wish
  const days = { from: span.from.day, to: span.to.day }
  const pupils = await pupilsDuring(tx, { schoolId, ...days, ...(pupilIds === undefined ? {} : { pupilIds }) })
  // In the order of names, in which the preview, its faults and the list of plans name them.
  const inOrder = pupils
    .filter(wish.chosen)
    .toSorted((one, other) => surnameFirst(one).localeCompare(surnameFirst(other)))
  return new Map(inOrder.map((pupil) => [pupil.id, pupil]))
}

function surnameFirst({ familyName, preferredName }: RollPupil): string {
  return `${familyName} ${preferredName}`
}

/** Who of a plan is on roll for only a part of its sessions, or on none of its days, by name. */
async function leftOut(
  tx: Tx,
  wish: Wish,
  { plan, pupils, sessions }: Omit<Laid, 'leftOut'>,
): Promise<Laid['leftOut']> {
  const absent = (wish.pupilIds ?? []).filter((id) => !pupils.has(id))
  const names = absent.length === 0 ? new Map() : await namesOnRoll(tx, { schoolId: wish.schoolId, ids: absent })
  const because = 'is not on roll on any of these days'
  return [
    ...plan.offRoll.flatMap((off) => {
      const pupil = pupils.get(off.pupilId)
      return pupil === undefined ? [] : [{ ...off, name: nameOf(pupil) }]
    }),
    ...absent.flatMap((pupilId) => {
      const name: string | undefined = names.get(pupilId)
      return name === undefined ? [] : [{ pupilId, name, sessions, because }]
    }),
  ]
}

/** The marks in these sessions that somebody made by looking: no plan replaces them. */
async function factsIn(tx: Tx, wish: Wish, sessions: readonly Session[]): Promise<ReadonlySet<string>> {
  const facts = new Set<string>()
  for (const session of sessions) {
    const index = sessionIndex(session)
    const year = schoolYearOf(session.day)
    const entries = await entriesOfSession(tx, { schoolId: wish.schoolId, year, session: index })
    for (const [pupilId, { entry }] of standingIn(index, entries))
      if (entry.act === 'taken' || entry.act === 'signed-in' || entry.act === 'imported')
        facts.add(placeOf(pupilId, session))
  }
  return facts
}

async function preview(context: Context, wish: Wish) {
  const laid = await layPlan(context.tx, wish)
  return laid.ok ? success(described(laid.value)) : laid
}

function described({ plan, pupils, leftOut, over }: Laid) {
  const change = ({ pupilId, session, from }: StandingMark, to: Wish['code'] | null) => {
    const pupil = pupils.get(pupilId)
    const name = pupil === undefined ? '' : nameOf(pupil)
    return { pupilId, name, ...session, from: codeOfByte(from) ?? null, to }
  }
  const to = codeOfByte(plan.marks[0]?.to ?? 0) ?? null
  return {
    marks: plan.marks.length,
    sessions: new Set(plan.marks.map((mark) => mark.session)).size,
    pupils: new Set(plan.marks.map((mark) => mark.pupilId)).size,
    kept: plan.kept.slice(0, MOST_LISTED).map((mark) => change(mark, codeOfByte(mark.from) ?? null)),
    keptCount: plan.kept.length,
    replaced: plan.replaced.slice(0, MOST_LISTED).map((mark) => change(mark, to)),
    replacedCount: plan.replaced.length,
    leftOut: leftOut.slice(0, MOST_LISTED),
    leftOutCount: leftOut.length,
    over,
  }
}

type Planned = ReturnType<typeof described> & { version: number }

function carryOut(context: Context, wish: Wish, sent: SentAct): Promise<Result<Planned>> {
  return actOnce<Planned>(context, sent, {
    first: (act) => savePlan(context, wish, act),
    again: async (entry) => success(answerOf(entry)),
  })
}

async function savePlan(context: Context, wish: Wish, act: FirstTime): Promise<Result<Planned>> {
  const laid = await layPlan(context.tx, wish)
  if (!laid.ok) return laid
  const { plan, strips, year } = laid.value
  if (plan.marks.length === 0)
    return refused(
      'register.nothing-to-change',
      `There is no mark to set: ${plan.kept.length} that stand would be kept. Look at the preview.`,
    )
  const entry = await saveEntry(context.tx, act.head, {
    act: wish.act,
    year,
    at: context.now,
    by: context.caller,
    reason: wish.reason,
    ...act.keyed,
    facts: { answer: described(laid.value), ...(laid.value.over > 0 ? { [AFTERWARDS]: true } : {}) },
    marks: plan.marks,
    strips,
  })
  // Without the code: not everybody who reads the trail may know which restricted code a pupil was given.
  context.audit({ facts: { entry: entry.number, marks: entry.marks.length } })
  return success(answerOf(entry))
}

function answerOf(entry: Entry): Planned {
  return contract.planMarks.schema.response[200].parse({ version: entry.number, ...(entry.facts.answer as object) })
}
