import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { planMarks, withdrawPlan } from '../../register/index.ts'
import { keyOfPart } from '../act-key.ts'
import type * as contract from '../contract.ts'
import { onPlan, type PupilOfPlan, refuseUnseen, standingPlan } from '../rules/planned.ts'
import { kindOfPlanned } from '../rules/planned-kinds.ts'
import { markExpected, marksPassed } from './mark-expected.ts'
import { asPlanOfRegister, refuseWish } from './plan-activity.ts'
import { type KeptPlanned, keepPlannedStep, type NewStep, plannedOf } from './store.ts'

interface Of {
  readonly schoolId: SchoolId
  readonly plannedId: string
}

/** A plan that can still be changed, by somebody who may; or what the same act answered when it was sent before. */
async function openPlan(
  context: Context,
  of: Of & { key: string },
): Promise<Result<{ kept: KeptPlanned; before?: { number: number; marks: number } }>> {
  const [kept] = await plannedOf(context.tx, { schoolId: of.schoolId, id: of.plannedId })
  if (kept === undefined) return notAllowed()
  const before = kept.steps.find(({ key }) => key === of.key)
  if (before !== undefined) return success({ kept, before: { number: before.number, marks: before.marks } })
  if (kindOfPlanned(kept.kind).byHead && context.may('leave.decide') === undefined)
    return notAllowed('This is leave, and only the head changes it.')
  if (standingPlan(kept, kept.steps).withdrawn)
    return conflict('leave.decided', 'This plan was withdrawn already. Look at it again.')
  return success({ kept })
}

/** Keeps the step, after everything else of the act; somebody who was faster leaves nothing of it behind. */
async function noted(
  context: Context,
  kept: KeptPlanned,
  step: Omit<NewStep, 'id' | 'number' | 'at' | 'by'>,
): Promise<Result<{ number: number; marks: number }>> {
  const number = kept.steps.length + 1
  const done = await keepPlannedStep(context.tx, { ...step, id: kept.id, number, at: context.now, by: context.caller })
  if (!done) return conflict('leave.decided', 'Somebody else changed this plan just now. Look at it again.')
  context.audit({ facts: { planned: kept.id, step: step.kind, marks: step.marks } })
  return success({ number, marks: step.marks })
}

/** Takes back what a plan set for some pupils, entry by entry; what nobody may take back any more stays. */
export async function withdrawFor(
  context: Context,
  of: { schoolId: SchoolId; pupils: readonly PupilOfPlan[]; from: Session | null; key: string; reason: string },
): Promise<Result<number>> {
  let marks = 0
  for (const [entry, pupils] of Map.groupBy(of.pupils, (pupil) => pupil.entry)) {
    const withdrawn = await withdrawPlan(context, {
      params: { schoolId: of.schoolId, number: entry },
      query: undefined,
      body: {
        key: keyOfPart(of.key, entry),
        reason: of.reason,
        pupilIds: pupils.map(({ pupilId }) => pupilId),
        ...(of.from === null ? {} : { from: of.from }),
      },
    })
    if (withdrawn.ok) marks += withdrawn.value.marks
    else if (withdrawn.problem.code !== 'register.nothing-to-change') return withdrawn
  }
  return success(marks)
}

/**
 * Refuses while registers of today have passed with pupils away on the plan: those marks would stay, and nobody would look for a child
 * who is neither there nor here. Of earlier days the plan was so.
 * @param of.to the new days, where the plan goes on
 */
async function refuseBegun(
  context: Context,
  of: { schoolId: SchoolId; kept: KeptPlanned; pupilIds: readonly PupilId[]; to?: { from: Session; to: Session } },
): Promise<Result<undefined>> {
  const { schoolId, kept, pupilIds, to } = of
  const { day } = schoolTime(context.now)
  const span = { from: { day, half: 'AM' }, to: { day, half: 'PM' } } as const
  const passed = await marksPassed(context, { schoolId, pupilIds, code: kindOfPlanned(kept.kind).code, span })
  const lost = passed.filter(
    (session) => to === undefined || compareSessions(session, to.from) < 0 || compareSessions(session, to.to) > 0,
  )
  if (lost.length === 0) return success(undefined)
  const pupils = new Set(lost.map(({ pupilId }) => pupilId)).size
  return refused(
    'leave.begun',
    `It has begun: registers of today have ${pupils === 1 ? 'one pupil' : `${pupils} pupils`} away on it. Take them off first, from the half day for which they are expected, and say there whether they were at school.`,
  )
}

export const putOnPlanned: UseCase<typeof contract.putOnPlanned> = async (context, { params, body }) => {
  const { schoolId } = params
  const open = await openPlan(context, { ...params, key: body.key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  const standing = standingPlan(kept, kept.steps)
  const wish = { ...kept, ...standing, pupilIds: body.pupilIds, replace: false }
  const fit = refuseWish(context, wish)
  if (!fit.ok) return fit
  const plan = { ...asPlanOfRegister(wish), key: body.key }
  const planned = await planMarks(context, { params: { schoolId }, query: undefined, body: plan })
  if (!planned.ok) return planned
  const unseen = refuseUnseen(planned.value, body.seen)
  if (!unseen.ok) return unseen
  const { version: entry, marks } = planned.value
  const pupilIds = [...new Set(body.pupilIds)]
  return noted(context, kept, { schoolId, kind: 'put-on', key: body.key, words: kept.title, pupilIds, entry, marks })
}

/** They did not go, or do not go any more: expected at school, and followed up like everybody else. */
export const takeOffPlanned: UseCase<typeof contract.takeOffPlanned> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, reason, from, wasIn } = body
  const open = await openPlan(context, { ...params, key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  const standing = standingPlan(kept, kept.steps)
  const wanted = new Set<PupilId>(body.pupilIds)
  const pupils = standing.pupils.filter(({ pupilId, off }) => off === null && wanted.has(pupilId))
  if (pupils.length < wanted.size)
    return refused(
      'leave.not-on-plan',
      'Somebody you chose is not on this plan, or was taken off already. Nothing was changed: look at it again.',
    )
  const withdrawn = await withdrawFor(context, { schoolId, pupils, from, key, reason })
  if (!withdrawn.ok) return withdrawn
  const pupilIds = pupils.map(({ pupilId }) => pupilId)
  const { code } = kindOfPlanned(kept.kind)
  const first = from ?? standing.from
  const closed = await markExpected(context, {
    schoolId,
    pupilIds,
    code,
    span: { ...standing, from: first },
    key,
    reason,
    wasIn,
  })
  if (!closed.ok) return closed
  const marks = withdrawn.value + closed.value
  return noted(context, kept, { schoolId, kind: 'taken-off', key, words: reason, pupilIds, from, marks })
}

/** Other days for everybody who is on it: what it set is taken back, and set anew, all in one transaction. */
export const movePlanned: UseCase<typeof contract.movePlanned> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, reason, from, to, only } = body
  const open = await openPlan(context, { ...params, key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  const standing = standingPlan(kept, kept.steps)
  const wish = { ...kept, from, to, only, pupilIds: [...onPlan(standing)], replace: false }
  const fit = refuseWish(context, wish)
  if (!fit.ok) return fit
  const begun = await refuseBegun(context, { schoolId, kept, pupilIds: wish.pupilIds, to: { from, to } })
  if (!begun.ok) return begun
  const pupils = standing.pupils.filter(({ off }) => off === null)
  const withdrawn = await withdrawFor(context, { schoolId, pupils, from: null, key, reason })
  if (!withdrawn.ok) return withdrawn
  const plan = { ...asPlanOfRegister(wish), key }
  const planned = await planMarks(context, { params: { schoolId }, query: undefined, body: plan })
  if (!planned.ok) return planned
  if (planned.value.keptCount > 0) return clash(planned.value.kept.map(({ name }) => name))
  const { version: entry, marks } = planned.value
  return noted(context, kept, { schoolId, kind: 'moved', key, words: reason, entry, marks, from, to, only })
}

function clash(names: readonly string[]): Result<never> {
  const who = [...new Set(names)].slice(0, 5).join(', ')
  return refused(
    'leave.conflicts',
    `On the new days some have a mark already: ${who}. Nothing was moved. Take them off first, or choose other days.`,
  )
}

export const withdrawPlanned: UseCase<typeof contract.withdrawPlanned> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, reason } = body
  const open = await openPlan(context, { ...params, key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  const pupils = standingPlan(kept, kept.steps).pupils.filter(({ off }) => off === null)
  const pupilIds = pupils.map(({ pupilId }) => pupilId)
  const begun = await refuseBegun(context, { schoolId, kept, pupilIds })
  if (!begun.ok) return begun
  const withdrawn = await withdrawFor(context, { schoolId, pupils, from: null, key, reason })
  if (!withdrawn.ok) return withdrawn
  return noted(context, kept, { schoolId, kind: 'withdrawn', key, words: reason, marks: withdrawn.value })
}
