import type { DutySource } from '../../duties/index.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { REGISTER_DUTY_RULES } from '../rules/duties/duty-rules.ts'
import { begunKey, blanksOfGroups, missingDuties, noGroupDuties } from '../rules/duties/missing.ts'
import { endedWithMarks, recodedMarks } from '../rules/duties/recoded.ts'
import { runDuties } from '../rules/duties/runs.ts'
import { clockDuties, retentionDuty } from '../rules/duties/school-wide.ts'
import { contactHomeDuties, findReasonDuties, unexplainedMarks } from '../rules/duties/unexplained.ts'
import { begunRegisters, changesForDuties, oldestEntry, readDutyFacts } from './read-facts.ts'

/** The duties that marks make: registers to take, reasons to find, homes to contact, long absences to report. */
export const registerDuties: DutySource = {
  slice: 'register',
  rules: REGISTER_DUTY_RULES,
  find: async (tx, asked) => {
    const { schoolId, year } = asked
    const facts = await readDutyFacts(tx, asked)
    const blanks = blanksOfGroups(facts)
    const begun = await begunRegisters(tx, { schoolId, year, places: [...new Set(blanks.map(({ place }) => place))] })
    const acts = await changesForDuties(tx, asked)
    const oldest = await oldestEntry(tx, schoolId)
    const marks = unexplainedMarks(facts)
    return [
      ...missingDuties(facts, blanks, new Set(begun.map(({ groupId, place }) => begunKey(groupId, place)))),
      ...noGroupDuties(facts),
      ...findReasonDuties(facts, marks),
      ...contactHomeDuties(facts, marks),
      ...endedWithMarks(facts, { recoded: recodedMarks(facts, acts), marks }),
      ...runDuties(facts),
      ...clockDuties(facts),
      ...retentionDuty(facts, oldest === undefined ? undefined : schoolTime(oldest).day),
    ]
  },
}
