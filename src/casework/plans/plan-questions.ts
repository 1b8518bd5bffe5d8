import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries, withoutCase } from '../cases/keep-entries.ts'
import { readCases } from '../cases/store.ts'
import type { NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { planQuestions } from '../rules/plans/plan-questions.ts'
import { type OfFamily, plansFor } from './family-plans.ts'
import { loadPlan } from './load-plans.ts'

/** Questions about one child's plans that one parent can ask within a day: more is a conversation. */
const MOST_A_DAY = 10

/**
 * Keeps what a parent asks about a plan of theirs, in the case that the plan is of, also once that is closed: whoever looks after it answers.
 * `safety`: only those read it who look after safety, and it is their work at once.
 */
export async function askAboutPlan(
  context: Context,
  of: OfFamily & { readonly planId: string },
  asked: { readonly key: string; readonly questionId: string; readonly words: string; readonly safety: boolean },
): Promise<Result<Record<string, never>>> {
  const { schoolId, pupilId, planId } = of
  const { key, questionId, words, safety: restricted } = asked
  const today = schoolTime(context.now).day
  const since = momentFromMilliseconds(Date.parse(context.now) - 86_400_000)
  for (const file of await readCases(context.tx, { schoolId, pupilIds: [pupilId], restricted: true })) {
    const own = plansFor(file, { ...of, today, household: new Set() }).find(({ plan }) => plan.planId === planId)
    if (own?.party.contactId === undefined || own.party.contactId === null) continue
    const { contactId, name } = own.party
    const { version } = own.version
    const entry = {
      kind: 'plan-asked',
      day: today,
      key,
      body: { planId, version, questionId, contactId, name, way: 'family page', words },
    } as const satisfies NewEntry
    const repeated = await isRepeated(context, { ...entry, schoolId, restricted })
    if (!repeated.ok) return repeated
    if (repeated.value) return success({})
    const before = planQuestions(file.entries).filter((one) => one.contactId === contactId && one.at > since)
    if (before.length >= MOST_A_DAY)
      return refused('plans.too-many-questions', 'You asked a lot today. Please ring the school, which is quicker.')
    const kept = await keepEntries(context, { ...file, schoolId, restricted }, [entry])
    return kept.ok ? success({}) : withoutCase(kept)
  }
  return notAllowed()
}

/** Answers a parent's question, once. What was asked about safety is answered by nobody here: it is not to be seen. */
export const answerPlanQuestion: UseCase<typeof contract.answerPlanQuestion> = async (context, { params, body }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { file, today, keep, isDone } = loaded.value
  const { planId, questionId } = params
  const entry = {
    kind: 'plan-answered',
    day: today,
    key: body.key,
    body: { planId, questionId, words: body.words },
  } as const satisfies NewEntry
  const done = await isDone(entry)
  if (!done.ok) return done
  if (done.value) return success({})
  const question = planQuestions(file.entries).find((one) => one.questionId === questionId && one.planId === planId)
  if (question === undefined) return notAllowed()
  if (question.answer !== null)
    return conflict(
      'plans.answered',
      `${question.answer.by.name} has answered this question. Load the page again to read it; if more is to be said, ring the family.`,
    )
  return keep([entry])
}
