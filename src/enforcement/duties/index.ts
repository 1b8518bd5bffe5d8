import type { DutySource } from '../../duties/index.ts'
import { beyondDutyPart } from './beyond-duty-part.ts'
import { gateDutyPart } from './gate-duty-part.ts'
import type { DutyPart } from './part.ts'
import { penaltyDutyPart } from './penalty-duties.ts'

const PARTS: readonly DutyPart[] = [gateDutyPart, penaltyDutyPart, beyondDutyPart]

/** What the law asks to be considered, and the clocks of notices. */
export const enforcementDuties: DutySource = {
  slice: 'enforcement',
  rules: PARTS.flatMap(({ rules }) => rules),
  find: async (tx, asked) => {
    const found = []
    // One after the other: a transaction is one connection.
    for (const part of PARTS) found.push(...(await part.find(tx, asked)))
    return found
  },
}
