import type { Duty, DutyAsked, DutyRule } from '../../duties/contract.ts'
import { type DutySource, enrolmentsForDuties } from '../../duties/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { stripsForDuties } from '../../register/index.ts'
import { staffNow } from '../cases/case-owners.ts'
import { readCases } from '../cases/store.ts'
import { schoolMeetings } from '../meetings/store.ts'
import type { CaseFacts, FindDuties } from '../rules/cases/case-facts.ts'
import { caseState, ownedBy } from '../rules/cases/case-state.ts'
import { dueAtSchool } from '../rules/cases/no-school-day.ts'
import { LETTER_RULES } from '../rules/letters/ladder-duties.ts'
import { BARRIER_RULES, barrierDuties } from './barrier-duties.ts'
import { CASE_RULES, caseDuties } from './case-duties.ts'
import { DISCLOSURE_RULES, disclosureDuties } from './disclosure-duties.ts'
import { letterDuties } from './letter-duties.ts'
import { MEETING_RULES, meetingDuties, SCHOOL_MEETING_RULES, targetingDuty } from './meeting-duties.ts'
import { PLAN_RULES, planDuties } from './plan-duties.ts'
import { SUPPORT_RULES, supportDuties } from './support-duties.ts'

/** A part's rules and how its duties are found: one line for each part. */
const PARTS: readonly { readonly rules: readonly DutyRule[]; readonly find: FindDuties }[] = [
  { rules: CASE_RULES, find: caseDuties },
  { rules: PLAN_RULES, find: planDuties },
  { rules: SUPPORT_RULES, find: supportDuties },
  { rules: BARRIER_RULES, find: barrierDuties },
  { rules: MEETING_RULES, find: meetingDuties },
]

/** The duties of cases: reviews, owners, cases that nothing happens in, and what each part's plans and meetings promise. */
export const caseworkDuties: DutySource = {
  slice: 'casework',
  rules: [...PARTS.flatMap(({ rules }) => rules), ...SCHOOL_MEETING_RULES, ...LETTER_RULES, ...DISCLOSURE_RULES],
  find: async (tx, asked): Promise<readonly Duty[]> => {
    const facts = await caseFactsForDuties(tx, asked)
    const letters = await letterDuties(tx, asked, facts)
    const told = await disclosureDuties(tx, asked, facts.cases)
    if (facts.cases.length === 0) return [...letters, ...told]
    const own = await schoolMeetings(tx, { schoolId: asked.schoolId })
    const parts = PARTS.flatMap(({ find }) => find(facts)).map((duty) => dueAtSchool(duty, asked))
    return [...parts, ...targetingDuty(facts, own), ...letters, ...told]
  },
}

/** The school's cases, without restricted entries: read once for every question of one answer. */
export function caseFactsForDuties(tx: Tx, asked: DutyAsked): Promise<CaseFacts> {
  return asked.once('casework.cases', async () => {
    const files = await readCases(tx, { schoolId: asked.schoolId, restricted: false })
    const enrolments = await enrolmentsForDuties(tx, asked)
    const { here, owners } = await staffNow(tx, asked.schoolId)
    const cases = files.flatMap((file) => {
      const state = caseState(file.entries)
      return state === undefined ? [] : [{ ...file, state: ownedBy(state, owners) }]
    })
    return {
      asked,
      cases,
      enrolments: new Map(enrolments.map((one) => [one.pupilId, one])),
      strips: await stripsForDuties(tx, asked),
      here,
    }
  })
}
