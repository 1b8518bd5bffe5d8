import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { NewEntry } from '../contract/entry.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { type CaseFile, insertEntries, isKept } from './store.ts'

/** What may be written into a closed case: what was late to arrive, and its opening again. */
const WHEN_CLOSED: readonly NewEntry['kind'][] = ['reopened', 'note', 'formal-step']

/**
 * Writes entries into a case that was read in this transaction, all or none. The one way by which anything enters a case.
 * @returns conflict where somebody else wrote in the meantime, refused where the case is closed
 */
export async function keepEntries(
  { tx, now, caller }: Pick<Context, 'tx' | 'now' | 'caller'>,
  file: CaseFile & { readonly schoolId: SchoolId; readonly restricted?: boolean },
  entries: readonly NewEntry[],
): Promise<Result<void>> {
  const { schoolId, caseId, restricted = false } = file
  const [first] = entries
  if (first === undefined || (await isKept(tx, schoolId, first.key))) return success(undefined)
  const opening = file.entries.length === 0
  if (!opening && caseState(file.entries)?.status === 'closed' && !WHEN_CLOSED.includes(first.kind))
    return refused('casework.closed', 'This case is closed. Open it again first; nothing was kept.')
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
