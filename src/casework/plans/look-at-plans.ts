import type { SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { success } from '../../kernel/result.ts'
import { timetableState } from '../../leave/contract.ts'
import { timetablesOf } from '../../leave/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils, pupilsOnRoll } from '../../roll/index.ts'
import { schoolDaysAhead } from '../cases/school-days-ahead.ts'
import { restrictedFacts } from '../cases/show-case.ts'
import { readCase } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import type { CasePlan } from '../contract.ts'
import { proposedReview } from '../rules/cases/no-school-day.ts'
import { isHeldForSafety, planQuestions } from '../rules/plans/plan-questions.ts'
import { stateWords } from '../rules/plans/plan-words.ts'
import { type Plan, plansOf } from '../rules/plans/plans-of.ts'
import { loadCase } from './load-plans.ts'

export const casePlans: UseCase<typeof contract.casePlans> = async (context, { params }) => {
  const { tx } = context
  const { schoolId } = params
  const loaded = await loadCase(context, params)
  if (!loaded.ok) return loaded
  const { file, today } = loaded.value
  const { pupilId } = file
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const restricted = context.may('casework.restricted') !== undefined
  context.audit({ facts: restrictedFacts(restricted) })
  const whole = restricted ? await readCase(tx, { schoolId, caseId: params.caseId, restricted }) : undefined
  const inRegisters = await stepsInRegisters(context, { schoolId, today })
  return success({
    today,
    reviewOn: proposedReview(await schoolDaysAhead(tx, { schoolId, today }), today),
    child: {
      id: pupilId,
      name: pupil?.preferredName ?? 'The child',
      fullName: pupil === undefined ? 'A pupil who has left' : fullName(pupil.preferredName, pupil.familyName),
    },
    parents: contacts
      .filter(({ barred, mayBeTold, isParent, parentalResponsibility }) => {
        const responsible = isParent || parentalResponsibility === 'yes'
        return responsible && mayBeTold && !barred
      })
      .map(({ contactId, title, forenames, surname, relationship }) => ({
        contactId,
        name: [title, forenames, surname].filter((part) => part !== '').join(' '),
        relationship,
      })),
    plans: plansOf(file.entries, today).map((plan) => ({
      ...shown(plan, inRegisters),
      held: isHeldForSafety(whole?.entries ?? [], plan.planId),
      questions: planQuestions(file.entries)
        .filter(({ planId }) => planId === plan.planId)
        .map(({ questionId, version, name, day, words, answer }) => ({
          questionId,
          version,
          name,
          day,
          words,
          answer,
        })),
    })),
    may: {
      record: context.may('casework.record') !== undefined,
      registers: context.may('leave.decide') !== undefined,
    },
  })
}

/** The timetables of the school that still stand in registers, by id: a step's timetable has the step's id. */
async function stepsInRegisters(
  { tx }: Context,
  { schoolId, today }: { readonly schoolId: SchoolId; readonly today: Parameters<typeof timetableState>[2] },
): Promise<ReadonlySet<string>> {
  const kept = await timetablesOf(tx, { schoolId })
  return new Set(kept.filter((one) => timetableState(one, one.steps, today) !== 'ended').map(({ id }) => id))
}

function shown(plan: Plan, inRegisters: ReadonlySet<string>): Omit<CasePlan, 'questions' | 'held'> {
  const { planId, form, state, versions, standing, reviews, nextReview, ended } = plan
  const steps = versions.flatMap(({ body }) => body.steps.map(({ id }) => id))
  return {
    planId,
    form,
    state,
    words: stateWords(plan),
    versions: versions.map(({ version, body, drafted, offered, signatures }) => ({
      version,
      body,
      drafted,
      offered,
      signatures: signatures.map(({ party, way, words, day, by }) => ({ party, way, words, day, by })),
    })),
    standing: standing?.version ?? null,
    reviews: [...reviews],
    nextReview,
    ended,
    inRegisters: [...new Set(steps)].filter((id) => inRegisters.has(id)),
  }
}
