import { ALL_CODES, type StatisticalClass } from '../../../law/codes.ts'
import type { CodeCounts } from '../sessions.ts'

/** A code that was counted at least once, with what it is called and the class of DfE's statistics that it falls in. */
export interface CodeCounted {
  readonly code: string
  readonly name: string
  readonly statistical: StatisticalClass
  readonly sessions: number
}

/** The codes counted, in the order of the regulation. */
export function codesCounted(counts: CodeCounts): CodeCounted[] {
  return ALL_CODES.flatMap(({ byte, code, name, statistical }) => {
    const sessions = counts[byte] ?? 0
    return sessions === 0 ? [] : [{ code, name, statistical, sessions }]
  })
}
