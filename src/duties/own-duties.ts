import type { Tx } from '../platform/database/database.ts'
import { contactGaps, enrolmentsOfYear, groupsOn, schoolOf, tutorsOn } from '../roll/index.ts'
import type { DutyAsked } from './contract.ts'
import { policyReviewDuty } from './rules/from-policy.ts'
import { contactDuties, newPupilDuties } from './rules/from-roll.ts'
import { OWN_RULES } from './rules/own-rules.ts'
import type { DutySource } from './source.ts'

/** The enrolments of the present year as at today, without flags, read once for every source of duties. */
export function enrolmentsForDuties(
  tx: Tx,
  { schoolId, year, today, once }: DutyAsked,
): ReturnType<typeof enrolmentsOfYear> {
  return once('roll.enrolments', () => enrolmentsOfYear(tx, { schoolId, year, on: today, flags: [] }))
}

/** The groups of today, read once for every source of duties. */
export function groupsForDuties(tx: Tx, { schoolId, today, once }: DutyAsked): ReturnType<typeof groupsOn> {
  return once('roll.groups', () => groupsOn(tx, { schoolId, day: today }))
}

/** The tutors of today, read once for every source of duties. */
export function tutorsForDuties(tx: Tx, { schoolId, today, once }: DutyAsked): ReturnType<typeof tutorsOn> {
  return once('roll.tutors', () => tutorsOn(tx, { schoolId, day: today }))
}

/** The duties that the roll and the policy make: new pupils, numbers that are missing, the policy's own review. */
export const ownDuties: DutySource = {
  slice: 'duties',
  rules: OWN_RULES,
  find: async (tx, asked) => {
    const { schoolId, today, policy } = asked
    const enrolments = await enrolmentsForDuties(tx, asked)
    const school = await schoolOf(tx, schoolId)
    const gaps = await contactGaps(tx, { schoolId, day: today, wanted: policy.policy.emergencyContacts.atLeast })
    return [
      ...newPupilDuties(asked, { enrolments, yearGroups: school?.yearGroups ?? [] }),
      ...contactDuties(asked, gaps),
      ...policyReviewDuty(asked),
    ]
  },
}
