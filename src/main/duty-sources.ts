import { chaseDuties } from '../absence/index.ts'
import { backDuties, caseworkDuties, withCases } from '../casework/index.ts'
import { type DutySource, ownDuties } from '../duties/index.ts'
import { enforcementDuties } from '../enforcement/index.ts'
import { leaveDutySource } from '../leave/index.ts'
import { measuresDuties } from '../measures/index.ts'
import { questionDuties } from '../parents/index.ts'
import { registerDuties } from '../register/index.ts'
import { returnsDuties } from '../returns/index.ts'
import { siteDuties } from '../site/index.ts'
import { weeklyDuties } from '../weekly/index.ts'

/** Who knows of duties: a line for each slice that does. A work list is made of all of them together. */
export const DUTY_SOURCES: readonly DutySource[] = [
  ownDuties,
  registerDuties,
  leaveDutySource,
  withCases(measuresDuties),
  chaseDuties,
  weeklyDuties,
  returnsDuties,
  siteDuties,
  enforcementDuties,
  caseworkDuties,
  backDuties,
  questionDuties,
]
