import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, FileAnswer } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries, withoutCase } from '../cases/keep-entries.ts'
import { type CaseFile, readCases } from '../cases/store.ts'
import type { PlanParty } from '../contract/entries/plans.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { planForReader } from '../rules/plans/for-reader.ts'
import { isHeldForSafety, type PlanQuestion, planQuestions } from '../rules/plans/plan-questions.ts'
import { maySign, type Plan, type PlanVersion, plansOf } from '../rules/plans/plans-of.ts'
import { replaceInRegisters } from './leave-registers.ts'
import { paperOf } from './print-plan.ts'
import { notForTheFamilyYet, refuseAnswer } from './sign-plan.ts'

/** A plan as one parent sees it: the version put forward or held, and their own part in it. Nothing else of the case. */
export interface FamilyPlan {
  readonly plan: Plan
  readonly version: PlanVersion
  readonly party: PlanParty
  /** What the version says to this parent. */
  readonly shown: PlanVersion['body']
  /** Whether the plan waits for this parent. */
  readonly maySign: boolean
  /** The school is still working on it: nobody of the family signs for now. Why is told to no parent. */
  readonly isHeld: boolean
  /** What this parent asked about it: nothing of what anybody else did. */
  readonly questions: readonly PlanQuestion[]
}

export interface OfFamily {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  /** The caller as the roll knows them: found by the family page, never sent by the browser. */
  readonly contactIds: readonly ContactId[]
}

/** The plans of a child in which one of these contacts has a part, the latest first; drafts are the school's own. */
export async function familyPlansOf(context: Context, of: OfFamily): Promise<readonly FamilyPlan[]> {
  const { schoolId, pupilId } = of
  // Restricted too: what a parent asked for those alone who look after safety is still their own.
  const files = await readCases(context.tx, { schoolId, pupilIds: [pupilId], restricted: true })
  const today = schoolTime(context.now).day
  const contacts = await contactsOfPupils(context.tx, { schoolId, day: today, pupilIds: [pupilId] })
  const atHome = contacts.filter(({ livesWith }) => livesWith).map(({ contactId }) => contactId)
  const lives = of.contactIds.some((one) => atHome.includes(one))
  const household = new Set<string>(lives ? atHome : [])
  return files.flatMap((file) => plansFor(file, { ...of, today, household })).toReversed()
}

interface Reader {
  readonly contactIds: readonly ContactId[]
  readonly today: Day
  readonly household: ReadonlySet<string>
}

/** The plans of a case in which a parent has a part. The case is read with its restricted entries: they can hold a plan back. */
export function plansFor(file: CaseFile, { contactIds, today, household }: Reader): readonly FamilyPlan[] {
  const isClosed = caseState(file.entries)?.status === 'closed'
  const asked = planQuestions(file.entries)
  return plansOf(file.entries, today).flatMap((plan) => {
    // What waited when a case was closed waits for nobody any more.
    if (isClosed && plan.state === 'waiting for signatures' && plan.standing === null) return []
    const version = plan.versions.findLast(({ offered }) => offered !== null)
    const party = version?.body.parties.find(({ contactId }) => contactId !== null && contactIds.includes(contactId))
    if (version === undefined || party === undefined) return []
    const waits = !isClosed && plan.state !== 'ended' && version === plan.latest && maySign(version, party.id)
    const isHeld = waits && isHeldForSafety(file.entries, plan.planId)
    const shown = planForReader(version.body, { own: party.id, household })
    const questions = asked.filter((one) => one.planId === plan.planId && one.contactId === party.contactId)
    return [{ plan, version, party, shown, maySign: waits && !isHeld, isHeld, questions }]
  })
}

/** A parent signs a version, or says why they do not agree. */
export async function answerFamilyPlan(
  context: Context,
  of: OfFamily & { readonly planId: string },
  answer: { readonly key: string; readonly version: number; readonly agrees: boolean; readonly words: string },
): Promise<Result<Record<string, never>>> {
  const { schoolId, pupilId, planId } = of
  const sent = { planId, version: answer.version, way: answer.agrees ? 'portal' : 'refused', words: answer.words }
  const repeated = await isRepeated(context, { schoolId, kind: 'plan-signed', key: answer.key, body: sent })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  const today = schoolTime(context.now).day
  const files = await readCases(context.tx, { schoolId, pupilIds: [pupilId], restricted: true })
  for (const file of files) {
    const own = plansFor(file, { ...of, today, household: new Set() }).find(({ plan }) => plan.planId === planId)
    if (own === undefined) continue
    if (own.isHeld) return notForTheFamilyYet()
    const { version, words } = answer
    const way = answer.agrees ? ('portal' as const) : ('refused' as const)
    const found = refuseAnswer(own.plan, { version, party: own.party.id, way, words, day: today })
    if (!found.ok) return found
    const off = await replaceInRegisters(context, {
      ...{ schoolId, today, plan: own.plan, plans: plansOf(file.entries, today), party: own.party.id, way },
    })
    if (!off.ok) return off
    const body = { planId, version, party: own.party.id, way, words }
    const kept = await keepEntries(context, { ...file, schoolId }, [
      { kind: 'plan-signed', key: answer.key, day: today, body },
    ])
    return kept.ok ? success({}) : withoutCase(kept)
  }
  return notAllowed()
}

/** The version that a parent is shown, on paper. Of other adults it does not say whether they signed. */
export async function familyPlanPaper(
  context: Context,
  of: OfFamily & { readonly planId: string },
): Promise<Result<FileAnswer>> {
  const own = (await familyPlansOf(context, of)).find(({ plan }) => plan.planId === of.planId)
  if (own === undefined) return notAllowed()
  const { plan, version, party, shown } = own
  return paperOf(context, {
    schoolId: of.schoolId,
    pupilId: of.pupilId,
    plan,
    version: { ...version, body: shown },
    tells: (id) => tellsParent(version, { id, own: party.id }),
  })
}

/** Whether a parent is told of a party's signature: of their own, and of the school's; of another adult's never. */
export function tellsParent(
  { body }: PlanVersion,
  { id, own }: { readonly id: string; readonly own: string },
): boolean {
  return id === own || body.parties.some((party) => party.id === id && party.role === 'school')
}
