import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { agreeTimetable, timetablesOf } from '../../leave/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { comesWords } from '../rules/plans/plan-words.ts'
import { loadPlan } from './load-plans.ts'
import { notNow } from './write-plan.ts'

/**
 * A step of the version that holds becomes a part-time timetable of leave, whose id is the step's: so the registers get what was signed, and
 * get it once. What the law asks of such a timetable, leave asks.
 */
export const fillRegisters: UseCase<typeof contract.fillRegisters> = async (context, { params }) => {
  const { schoolId, planId, stepId } = params
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { plan, file } = loaded.value
  const standing = plan.standing
  if (standing === null)
    return notNow('Steps reach the registers when everybody has signed the plan. It still waits, or it has ended.')
  const step = standing.body.steps.find(({ id }) => id === stepId)
  if (step === undefined) return notAllowed()
  if (step.away.length === 0)
    return notNow('In this step the child comes to school full time: the registers need nothing.')
  const [known] = await timetablesOf(context.tx, { schoolId, id: stepId })
  if (known?.steps.some(({ kind }) => kind === 'ended') === true)
    return notNow(
      'This step was in the registers and was ended early. Write a new version of the plan with another step.',
    )
  const parent = standing.body.parties.find(
    ({ id, role }) =>
      role === 'parent' && standing.signatures.some(({ party, way }) => party === id && way !== 'refused'),
  )
  const agreed = standing.signatures.find(({ party }) => party === parent?.id)
  if (parent === undefined || agreed === undefined)
    return notNow('A part-time timetable is agreed with a parent, and no parent has signed this plan.')
  const review = standing.body.reviews.find((day) => day >= step.first && day <= step.last) ?? step.last
  const { first, last, away, words } = step
  const filled = await agreeTimetable(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key: stepId,
      pupilId: file.pupilId,
      reason: `A step of a plan that was signed: ${words}`.slice(0, 500),
      away,
      times: comesWords(step),
      agreedWith: parent.name,
      agreedDay: agreed.day,
      first,
      review,
      last,
    },
  })
  if (!filled.ok) return filled
  context.audit({ subject: file.pupilId, facts: { plan: planId, step: stepId, on: schoolTime(context.now).day } })
  return success({ marks: filled.value.marks })
}
