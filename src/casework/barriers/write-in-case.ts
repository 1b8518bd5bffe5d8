import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { type CaseFile, keptEntry, readCase } from '../cases/store.ts'
import type { Entry, NewEntry } from '../contract/entry.ts'

/** What is refused is not kept; null is nothing to refuse. */
type Decide = (file: CaseFile, seen: readonly Entry[]) => NewEntry | Result<never>

/**
 * Writes one entry of this part into a case. Whoever hears something about a child's safety may write it down, though only those who look
 * after safety read it: so the whole case is read, and only what the caller may see is given to `decide` as seen.
 */
export async function writeInCase(
  context: Context,
  of: { schoolId: SchoolId; caseId: string; key: string; restricted: boolean },
  decide: Decide,
): Promise<Result<Record<string, never>>> {
  const { schoolId, caseId, key, restricted } = of
  const file = await readCase(context.tx, { schoolId, caseId, restricted: true })
  if (file === undefined) return notAllowed()
  // Of a restricted entry the trail, which has other readers, says not of whom.
  if (!restricted) context.audit({ subject: file.pupilId })
  const all = context.may('casework.restricted') !== undefined
  const before = await beforeIt(context, { ...file, schoolId, key })
  const entry = decide(
    { ...file, entries: before },
    before.filter((one) => all || !one.restricted),
  )
  if ('ok' in entry) return entry
  const kept = await keepEntries(context, { ...file, schoolId, restricted }, [entry])
  return kept.ok ? success({}) : kept
}

/** The entries as they were before this was sent first: sent twice is done once, and what the first one changed must not refuse the second. */
async function beforeIt(
  { tx }: Pick<Context, 'tx'>,
  { entries, schoolId, key }: CaseFile & { readonly schoolId: SchoolId; readonly key: string },
): Promise<readonly Entry[]> {
  const kept = await keptEntry(tx, schoolId, key)
  if (kept === undefined) return entries
  return entries.filter(({ restricted, number }) => restricted !== kept.restricted || number < kept.number)
}

export const noParent = () =>
  refused(
    'casework.no-parent',
    'The record names no such parent of this child who may be told. Look at the child’s contacts, or choose another.',
  )
