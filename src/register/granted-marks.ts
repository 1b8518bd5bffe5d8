import { type Result, success } from '../kernel/result.ts'
import type { Code } from '../law/codes.ts'
import type { Context } from '../platform/http/use-case.ts'
import { refuseUngranted } from './rules/planning.ts'
import type { Standing } from './rules/standing.ts'

/**
 * Refuses a new mark that follows from a decision of somebody else, whoever may use every code: it comes with the decision, or not at
 * all. A mark that stands already may be sent again.
 */
export function refuseUngrantedMarks<Mark extends { readonly code: Code | null }>(
  context: Context,
  wanted: readonly Mark[],
  standing: (mark: Mark) => Standing | undefined,
): Result<undefined> {
  for (const mark of wanted) {
    const { code } = mark
    if (code === null || code === standing(mark)?.code) continue
    const granted = refuseUngranted(code, (right) => context.may(right) !== undefined)
    if (!granted.ok) return granted
  }
  return success(undefined)
}
