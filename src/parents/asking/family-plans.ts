import { comesWords, ROLE_NAMES } from '../../casework/contract.ts'
import {
  answerFamilyPlan,
  askAboutPlan as ask,
  type FamilyPlan,
  familyPlansOf,
  familyPlanPaper as planPaper,
} from '../../casework/index.ts'
import { success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import { loadFamily, type SeenChild, seenChild } from '../children/load-family.ts'
import type * as contract from '../contract.ts'
import type { FamilyPlanShown } from '../contract.ts'

/** The caller as the roll of this school knows them, and the child. */
async function asContact(context: Context, { schoolId, pupilId }: SeenChild) {
  const { contacts } = await loadFamily(context)
  const contactIds = contacts.filter((one) => one.schoolId === schoolId).map(({ contactId }) => contactId)
  return { schoolId, pupilId, contactIds }
}

export const familyPlans: UseCase<typeof contract.familyPlans> = async (context) => {
  const { children } = await loadFamily(context)
  const plans: FamilyPlanShown[] = []
  for (const child of children) {
    const own = await familyPlansOf(context, await asContact(context, child))
    if (own.length === 0) continue
    const school = (await schoolOf(context.tx, child.schoolId))?.name ?? ''
    plans.push(...own.map((plan) => shown(plan, child, school)))
  }
  context.audit({ facts: { plans: plans.length } })
  return success({ plans })
}

function shown(own: FamilyPlan, child: SeenChild, school: string): FamilyPlanShown {
  const { plan, version, party } = own
  const { parties, steps, ...body } = own.shown
  const answer = version.signatures.find((one) => one.party === party.id)
  return {
    schoolId: child.schoolId,
    pupilId: child.pupilId,
    child: child.name,
    school,
    planId: plan.planId,
    form: plan.form,
    version: version.version,
    body: {
      ...body,
      parties: parties.map(({ id, name, role, duties }) => ({
        name,
        role: ROLE_NAMES[role],
        isYou: id === party.id,
        duties: duties.map(({ words }) => words),
      })),
      steps: steps.map((step) => {
        const { id, first, last, words } = step
        return { id, first, last, words, comes: comesWords(step) }
      }),
    },
    questions: own.questions.map(({ questionId, day, words, restricted, answer }) => ({
      questionId,
      day,
      words,
      safety: restricted,
      answer: answer && { words: answer.words, day: answer.day, by: `${answer.by.name}, ${answer.by.position}` },
    })),
    state: stateOf(own, answer?.way === 'refused'),
    answered:
      answer === undefined
        ? null
        : {
            day: answer.day,
            agrees: answer.way !== 'refused',
            onPaper: answer.way === 'paper',
            words: answer.words,
          },
  }
}

function stateOf({ plan, version, maySign, isHeld }: FamilyPlan, refused: boolean): FamilyPlanShown['state'] {
  if (plan.state === 'ended') return 'ended'
  if (plan.standing === version) return 'in force'
  if (maySign) return refused ? 'you do not agree' : 'yours'
  return isHeld ? 'with the school' : 'others'
}

export const askAboutPlan: UseCase<typeof contract.askAboutPlan> = async (context, { params, body }) => {
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  return ask(context, { ...(await asContact(context, seen.value)), planId: params.planId }, body)
}

export const answerPlan: UseCase<typeof contract.answerPlan> = async (context, { params, body }) => {
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  context.audit({ subject: params.pupilId, facts: { plan: params.planId, version: body.version } })
  return answerFamilyPlan(context, { ...(await asContact(context, seen.value)), planId: params.planId }, body)
}

export const familyPlanPaper: UseCase<typeof contract.familyPlanPaper> = async (context, { params }) => {
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  context.audit({ subject: params.pupilId })
  return planPaper(context, { ...(await asContact(context, seen.value)), planId: params.planId })
}
