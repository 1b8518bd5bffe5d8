import { randomUUID } from 'node:crypto'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { onSchoolDays } from '../cases/school-days-ahead.ts'
import type { PlanBody, PlanForm } from '../contract/entries/plans.ts'
import type { NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { refusePlan } from '../rules/plans/plan-forms.ts'
import { FORM_NAMES, isSameStep } from '../rules/plans/plan-words.ts'
import { type Plan, plansOf } from '../rules/plans/plans-of.ts'
import { type Sent, tellParent } from '../telling/tell-parent.ts'
import { checkParties } from './check-parties.ts'
import { loadCase, loadPlan } from './load-plans.ts'

export type Failed = { readonly ok: false; readonly problem: Problem }

/** Somebody meant a version that is not the latest any more. */
export function newerVersion(plan: Plan): Failed {
  return conflict(
    'plans.newer-version',
    `There is a newer version of this plan, version ${plan.latest.version}. An older one cannot be signed or put forward any more: look at the new one.`,
  )
}

export function notNow(message: string): Failed {
  return refused('plans.not-now', message)
}

/** Writes a plan or a new version of one. */
export const draftPlan: UseCase<typeof contract.draftPlan> = async (context, { params, body: sent }) => {
  const { key, planId, form, version, body } = sent
  const loaded = await loadCase(context, params)
  if (!loaded.ok) return loaded
  const { file, today, keep, isDone } = loaded.value
  // A step that was changed was given an id of its own here.
  const steps = body.steps.map(({ id: _, ...step }) => step)
  const done = await isDone({ kind: 'plan-drafted', key, body: { planId, form, version, body: { ...body, steps } } })
  if (!done.ok) return done
  if (done.value) return success({})
  const plans = plansOf(file.entries, today)
  const possible = mayDraft(plans, { planId, form, version })
  if (!possible.ok) return possible
  const incomplete = refusePlan(form, body)
  if (!incomplete.ok) return incomplete
  const meets = await onSchoolDays(context.tx, { schoolId: params.schoolId, today }, body.reviews)
  if (!meets.ok) return meets
  const allowed = await checkParties(context.tx, { ...params, pupilId: file.pupilId, day: today, body })
  if (!allowed.ok) return allowed
  const plan = plans.find((one) => one.planId === planId)
  return keep([
    { kind: 'plan-drafted', key, day: today, body: { planId, form, version, body: withFreshSteps(body, plan) } },
  ])
}

function mayDraft(
  plans: readonly Plan[],
  of: { readonly planId: string; readonly form: PlanForm; readonly version: number },
): Result<undefined> {
  const plan = plans.find(({ planId }) => planId === of.planId)
  if (plan === undefined) {
    const other = plans.find(({ form, state }) => form === of.form && state !== 'ended')
    if (other !== undefined)
      return notNow(
        `This case has a plan of this kind: ${FORM_NAMES[of.form].toLowerCase()}, ${other.state}. Write a new version of it, or end it first.`,
      )
    return of.version === 1 ? success(undefined) : notNow('This plan is not here. Begin it again.')
  }
  if (plan.state === 'ended') return notNow('This plan has ended. Write a new one.')
  if (plan.form !== of.form) return notNow('A plan stays of its kind. End this one, and write another.')
  return of.version === plan.latest.version + 1 ? success(undefined) : newerVersion(plan)
}

/** A step that was changed is another step: the registers know steps by their ids. */
function withFreshSteps(body: PlanBody, plan: Plan | undefined): PlanBody {
  const known = new Map(plan?.versions.flatMap((version) => version.body.steps.map((step) => [step.id, step] as const)))
  return {
    ...body,
    steps: body.steps.map((step) => {
      const before = known.get(step.id)
      const isChanged = before !== undefined && !isSameStep(before, step)
      return isChanged ? { ...step, id: randomUUID() } : step
    }),
  }
}

/** Puts the latest version before those who sign, and tells each parent among them. It moves the case up to support at most: to make support formal is for those who decide. */
export function offerPlan(publicUrl: string): UseCase<typeof contract.offerPlan> {
  return async (context, { params, body }) => {
    const loaded = await loadPlan(context, params)
    if (!loaded.ok) return loaded
    const { file, plan, today, keep, isDone } = loaded.value
    const { schoolId, planId } = params
    const offered: NewEntry = {
      kind: 'plan-offered',
      key: body.key,
      day: today,
      body: { planId, version: body.version },
    }
    const done = await isDone(offered)
    if (!done.ok) return done
    if (done.value) return success({ sent: [] })
    if (body.version !== plan.latest.version) return newerVersion(plan)
    if (plan.latest.offered !== null) return notNow('This version was put forward already. Look at who has signed it.')
    if (plan.state === 'ended') return notNow('This plan has ended. Write a new one.')
    const incomplete = refusePlan(plan.form, plan.latest.body)
    if (!incomplete.ok) return incomplete
    const allowed = await checkParties(context.tx, {
      schoolId,
      pupilId: file.pupilId,
      day: today,
      body: plan.latest.body,
    })
    if (!allowed.ok) return allowed
    const kept = await keep([offered])
    if (!kept.ok) return kept
    return success({ sent: await tellSigners(context, { schoolId, pupilId: file.pupilId, plan, publicUrl }) })
  }
}

/** Tells every parent who has to sign, each by themselves, that a version waits for them. */
async function tellSigners(
  context: Context,
  { schoolId, pupilId, plan, publicUrl }: { schoolId: SchoolId; pupilId: PupilId; plan: Plan; publicUrl: string },
): Promise<Sent[]> {
  const { version, body } = plan.latest
  const sent: Sent[] = []
  for (const { role, signs, contactId, name } of body.parties) {
    if (role !== 'parent' || !signs || contactId === null) continue
    const cause = `casework:plan:${plan.planId}:${version}:${contactId}`
    const to = { id: contactId, name }
    const merge = { link: `${publicUrl}/family` }
    sent.push(await tellParent(context, { schoolId, pupilId, to, template: 'plan-to-sign', merge, cause }))
  }
  return sent
}
