import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, type Result, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { EntryKind } from '../contract/entry.ts'
import { saysTheSame } from '../rules/cases/same-words.ts'
import { keptEntry } from './store.ts'

/** What somebody sends: `body` as far as it is known before anything is decided. Without `caseId`, of whichever case. */
export interface Sending {
  readonly schoolId: SchoolId
  readonly caseId?: string
  readonly restricted?: boolean
  readonly kind: EntryKind
  readonly key: string
  readonly body: object
}

/**
 * Whether this was kept already: what is sent twice is done once, and what it changed must not refuse the second.
 * @returns conflict where something else was kept by that key: other words, of another kind, or in another case. None of them may be lost in silence
 */
export async function isRepeated({ tx }: Pick<Context, 'tx'>, sending: Sending): Promise<Result<boolean>> {
  const { schoolId, caseId, restricted = false, kind, key, body } = sending
  const kept = await keptEntry(tx, schoolId, key)
  if (kept === undefined) return success(false)
  const isSame =
    (caseId === undefined || kept.caseId === caseId) && kept.kind === kind && kept.restricted === restricted
  return isSame && saysTheSame(body, kept.body) ? success(true) : keptOtherwise()
}

/** For whoever may know of the case and whoever may not: it names none. */
export function keptOtherwise(): ReturnType<typeof conflict> {
  return conflict(
    'sent.otherwise',
    'This was kept already, in other words. Load the page again to see what is there, then send what is new by itself.',
  )
}
