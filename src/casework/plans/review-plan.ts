import { refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { onSchoolDays } from '../cases/school-days-ahead.ts'
import type * as contract from '../contract.ts'
import { stepsOf, takeOffRegisters } from './leave-registers.ts'
import { loadPlan } from './load-plans.ts'
import { newerVersion, notNow } from './write-plan.ts'

/** What a review came to: of the version that holds, with the child heard again. */
export const reviewPlan: UseCase<typeof contract.reviewPlan> = async (context, { params, body: sent }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { plan, today, keep, isDone } = loaded.value
  const { key, ...body } = sent
  const done = await isDone({ kind: 'plan-reviewed', key, body: { planId: params.planId, ...body } })
  if (!done.ok) return done
  if (done.value) return success({})
  const { standing } = plan
  if (standing === null) return notNow('No version of this plan holds, so there is nothing to review.')
  if (standing.version !== body.version) return newerVersion(plan)
  const duties = new Set(standing.body.parties.flatMap((party) => party.duties.map(({ id }) => id)))
  const steps = new Set(standing.body.steps.map(({ id }) => id))
  if (body.duties.some(({ dutyId }) => !duties.has(dutyId)) || body.steps.some(({ stepId }) => !steps.has(stepId)))
    return newerVersion(plan)
  if (body.next !== null && (body.next <= today || body.next > standing.body.last))
    return refused(
      'plans.day',
      'The next review is after today and not after the plan’s last day. For longer, write a new version.',
    )
  const meets = await onSchoolDays(context.tx, { schoolId: params.schoolId, today }, [body.next])
  if (!meets.ok) return meets
  return keep([{ kind: 'plan-reviewed', key, day: today, body: { planId: params.planId, ...body } }])
}

/**
 * Ends a plan. One whose last day has passed can be told too how it went. What its steps planned in the registers is taken out from now on, in the
 * same transaction: nobody keeps a child at home by a plan that is over.
 */
export const endPlan: UseCase<typeof contract.endPlan> = async (context, { params, body: sent }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { plan, today, keep, isDone } = loaded.value
  const { key, ...body } = sent
  const done = await isDone({ kind: 'plan-ended', key, body: { planId: params.planId, ...body } })
  if (!done.ok) return done
  if (done.value) return success({})
  if (plan.ended !== null || plan.replaced) return notNow('This plan has ended already.')
  const off = await takeOffRegisters(context, {
    ...{ schoolId: params.schoolId, today, day: today },
    steps: new Set(stepsOf([plan])),
    words: 'The plan that this step belongs to has ended',
  })
  if (!off.ok) return off
  return keep([{ kind: 'plan-ended', key, day: today, body: { planId: params.planId, ...body } }])
}
