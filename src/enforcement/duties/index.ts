import type { DutyRule } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'

/** A part of this source: its rules, and what it finds. */
export type DutyPart = Pick<DutySource, 'find'> & { readonly rules: readonly DutyRule[] }

const PARTS: readonly DutyPart[] = []

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
