import type { SchoolId } from '../kernel/ids.ts'
import { conflict, type Result } from '../kernel/result.ts'
import type { Context } from '../platform/http/use-case.ts'
import { entryByKey, type StoredEntry } from './journal/entries.ts'
import { requestHash } from './journal/entry-hash.ts'
import { type Head, lockWithKey } from './journal/store.ts'

/** What a first sending gets: the locked journal, and the key that its entry must carry. */
export interface FirstTime {
  readonly head: Head
  readonly keyed: { readonly key: string; readonly bodyHash: string }
}

/** An act as it was sent; `request` is everything that makes it this act and no other. */
export interface SentAct {
  readonly schoolId: SchoolId
  readonly operation: string
  readonly request: { readonly params: unknown; readonly body: { readonly key: string } }
}

/**
 * Carries out an act once, however often it is sent: locks the school's journal, and where the key is known already gives the
 * first answer again (`again` reads it from the entry). The same key with anything else in it is another act, and refused.
 */
export async function actOnce<Answer>(
  context: Context,
  sent: SentAct,
  how: {
    first: (act: FirstTime) => Promise<Result<Answer>>
    again: (entry: StoredEntry) => Promise<Result<Answer>>
  },
): Promise<Result<Answer>> {
  const { key } = sent.request.body
  const bodyHash = requestHash({ operation: sent.operation, by: context.caller.id, ...sent.request })
  const { head, usedBy, mayBeNewer } = await lockWithKey(context.tx, { schoolId: sent.schoolId, key })
  const known =
    usedBy !== null || mayBeNewer ? await entryByKey(context.tx, { schoolId: sent.schoolId, key }) : undefined
  if (known?.bodyHash === bodyHash) return how.again(known)
  if (known !== undefined)
    return conflict(
      'register.key-used',
      'This key was used for another act. Nothing was saved: open the page again, so that it makes a new one.',
    )
  return how.first({ head, keyed: { key, bodyHash } })
}
