import type { Day } from '../../kernel/day.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { readCase } from '../cases/store.ts'
import type { PlanParty, SigningWay } from '../contract/entries/plans.ts'
import type * as contract from '../contract.ts'
import { isHeldForSafety, isOfFamily } from '../rules/plans/plan-questions.ts'
import { maySign, type Plan, plansOf } from '../rules/plans/plans-of.ts'
import { replaceInRegisters } from './leave-registers.ts'
import { loadPlan, type OfCase } from './load-plans.ts'
import { newerVersion, notNow } from './write-plan.ts'

export interface Answering {
  readonly version: number
  readonly party: string
  readonly way: SigningWay
  readonly words: string
  /** The day of the signature. */
  readonly day: Day
}

/** What of an answer to a plan holds for whoever gives it: of the latest version alone, once, with a reason where it is no. */
export function refuseAnswer(plan: Plan, { version, party: id, way, words }: Answering): Result<PlanParty> {
  if (version !== plan.latest.version) return newerVersion(plan)
  const party = plan.latest.body.parties.find((one) => one.id === id)
  if (party === undefined) return notAllowed()
  if (plan.state === 'ended') return notNow('This plan has ended. There is nothing to sign.')
  if (plan.latest.offered === null) return notNow('This version is a draft. Put it forward first.')
  if (!maySign(plan.latest, id))
    return conflict(
      'plans.not-now',
      `${party.name} has signed this version already, or does not sign it. Look at it again.`,
    )
  if (way === 'refused' && words === '')
    return refused('plans.no-reason', 'Write down why they do not agree, so that the plan can be changed.')
  return success(party)
}

/** The same for parents and for staff: it tells nothing of why. */
const STILL_WORKING = 'The school is still working on this plan.'

/** What a parent is answered while a plan is held (`isHeldForSafety`). */
export function notForTheFamilyYet(): Result<never> {
  return notNow(`${STILL_WORKING} There is nothing to sign for now.`)
}

/** A member of staff signs for the school, or writes down what somebody else answered. */
export const signPlan: UseCase<typeof contract.signPlan> = async (context, { params, body }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { file, plan, today, keep, isDone } = loaded.value
  const { key, day, ...answer } = body
  const done = await isDone({ kind: 'plan-signed', key, body: { planId: params.planId, ...answer } })
  if (!done.ok) return done
  if (done.value) return success({})
  const found = refuseAnswer(plan, body)
  if (!found.ok) return found
  if (answer.way === 'portal' && found.value.role !== 'school')
    return refused(
      'plans.not-theirs',
      `Nobody can sign here for ${found.value.name}. They sign on the family page, or on paper: then write down the day.`,
    )
  if (isOfFamily(found.value) && (await isHeld(context, params)))
    return notNow(`${STILL_WORKING} No signature of the family is taken for now: ask the head teacher.`)
  if (day > today || day < plan.latest.drafted)
    return refused(
      'plans.day',
      `A signature is not of a day to come, and not of a day before this version was written. Check the day.`,
    )
  const off = await replaceInRegisters(context, {
    ...{ schoolId: params.schoolId, today, plan, plans: plansOf(file.entries, today) },
    ...{ party: answer.party, way: answer.way },
  })
  if (!off.ok) return off
  return keep([{ kind: 'plan-signed', key, day, body: { planId: params.planId, ...answer } }])
}

/** Asked of the restricted entries too, whoever asks: nothing of them is told but that the family does not sign. */
async function isHeld({ tx }: Context, of: OfCase & { readonly planId: string }): Promise<boolean> {
  const file = await readCase(tx, { schoolId: of.schoolId, caseId: of.caseId, restricted: true })
  return file !== undefined && isHeldForSafety(file.entries, of.planId)
}
