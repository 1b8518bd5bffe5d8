import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { isRepeated, type Sending } from '../cases/is-repeated.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { type CaseFile, readCase } from '../cases/store.ts'
import type { NewEntry } from '../contract/entry.ts'
import { type Plan, planOf } from '../rules/plans/plans-of.ts'

export interface OfCase {
  readonly schoolId: SchoolId
  readonly caseId: string
}

export interface LoadedCase {
  readonly file: CaseFile
  readonly today: Day
  /** Whether this was sent and done already: what follows from it would refuse to do it twice. Conflict where the key was used for something else. */
  isDone(sent: Pick<Sending, 'kind' | 'key' | 'body'>): Promise<Result<boolean>>
  /** Writes into the case, all or none. */
  keep(entries: readonly NewEntry[]): Promise<Result<Record<string, never>>>
}

/** A case of the school, without what only those who look after safety may read. */
export async function loadCase(context: Context, of: OfCase): Promise<Result<LoadedCase>> {
  const file = await readCase(context.tx, { schoolId: of.schoolId, caseId: of.caseId, restricted: false })
  if (file === undefined) return notAllowed()
  context.audit({ subject: file.pupilId })
  return success({
    file,
    today: schoolTime(context.now).day,
    isDone: (sent) => isRepeated(context, { ...of, ...sent }),
    keep: async (entries) => {
      const done = await keepEntries(context, { ...file, schoolId: of.schoolId }, entries)
      return done.ok ? success({}) : done
    },
  })
}

/** A plan of a case. */
export async function loadPlan(
  context: Context,
  of: OfCase & { readonly planId: string },
): Promise<Result<LoadedCase & { readonly plan: Plan }>> {
  const loaded = await loadCase(context, of)
  if (!loaded.ok) return loaded
  const plan = planOf(loaded.value.file.entries, of.planId, loaded.value.today)
  return plan === undefined ? notAllowed() : success({ ...loaded.value, plan })
}
