import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { NewEntry } from '../contract/entry.ts'
import { notTaken } from '../rules/cases/what-a-case-takes.ts'
import { isRepeated } from './is-repeated.ts'
import { type CaseFile, insertEntries } from './store.ts'

/**
 * Writes entries into a case that was read in this transaction, all or none. The one way by which anything enters a case.
 * @returns conflict where somebody else wrote in the meantime or something else has the first key, refused where the case does not take them (`notTaken`)
 */
export async function keepEntries(
  { tx, now, caller }: Pick<Context, 'tx' | 'now' | 'caller'>,
  file: CaseFile & { readonly schoolId: SchoolId; readonly restricted?: boolean },
  entries: readonly NewEntry[],
): Promise<Result<void>> {
  const { schoolId, caseId, restricted = false } = file
  const [first] = entries
  if (first === undefined) return success(undefined)
  const repeated = await isRepeated({ tx }, { ...first, schoolId, caseId, restricted })
  if (!repeated.ok) return repeated
  if (repeated.value) return success(undefined)
  const not = notTaken(file.entries, entries, { restricted })
  if (not !== undefined) return refused(not.code, not.message)
  const after = file.entries
    .filter((entry) => entry.restricted === restricted)
    .reduce((highest, { number }) => Math.max(highest, number), 0)
  const kept = await insertEntries(tx, { schoolId, caseId, after, restricted, at: now, by: caller }, entries)
  if (!kept)
    return conflict(
      'casework.changed',
      'Somebody else wrote in this case at the same moment. Nothing of yours was kept: look at what they wrote, then send it again.',
    )
  return success(undefined)
}

/** What a parent or a teacher is told, who may not know that there is a case: nothing of it. */
export function withoutCase<T>(kept: Result<T>): Result<T> {
  if (kept.ok || !kept.problem.code.startsWith('casework.')) return kept
  return conflict(
    'sent.changed',
    'Something was changed here at the same moment, and nothing of yours was kept. Load the page again and send it once more.',
  )
}
