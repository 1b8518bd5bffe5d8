import type { DutySource } from '../../duties/index.ts'
import { lostBases } from '../penalty/read-basis.ts'
import { PENALTY_DUTY_RULES, penaltyDuties } from '../rules/penalty/penalty-duties.ts'
import { settingsOf } from '../set-up/store.ts'
import { type DutyPart, threadsForDuties } from './part.ts'

const find: DutySource['find'] = async (tx, asked) => {
  const { schoolId, today, days } = asked
  const threads = await threadsForDuties(tx, asked)
  if (threads.length === 0) return []
  const { requestWithin } = (await settingsOf(tx, schoolId)).settings
  const lost = await lostBases(tx, { schoolId, threads, today })
  return penaltyDuties({ today, days, requestWithin, threads, lost })
}

/** What penalty notices ask for: to be asked for, to be checked, their two days, and what becomes of unpaid ones. */
export const penaltyDutyPart: DutyPart = { rules: PENALTY_DUTY_RULES, find }
