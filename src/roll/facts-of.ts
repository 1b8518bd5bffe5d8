import type { SchoolId } from '../kernel/ids.ts'
import type { Context } from '../platform/http/use-case.ts'
import type { ChangeFacts } from './keep.ts'

/** The caller, the moment and the reason, as they are kept with a change. */
export function factsOf(context: Context, schoolId: SchoolId, reason: string): ChangeFacts {
  return { schoolId, reason, at: context.now, by: context.caller }
}
