import type { SchoolId } from '../../kernel/ids.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { messageOf } from '../queue/messages-about.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { lockOpen } from '../queue/store.ts'
import { replaceWithNow, sayNow } from '../queue/word-anew.ts'
import type { AskOvertaken } from '../sending/hindrance.ts'

/**
 * A message that a person is to send is worded anew, with what it counts as it is now: as letters are when they are printed. @returns false where it
 * waits for nobody, must not go, or says what it said.
 */
export async function wordAnew(
  { tx, now, caller: by }: Pick<Context, 'tx' | 'now' | 'caller'>,
  of: { schoolId: SchoolId; messageId: string; overtaken: AskOvertaken },
): Promise<boolean> {
  const { schoolId, messageId } = of
  if ((await lockOpen(tx, { schoolId, messageId }))?.stage !== 'hand') return false
  const message = await messageOf(tx, { schoolId, messageId })
  if (message === undefined) return false
  if ((await notAnyMore(tx, { schoolId, now, messages: [message] })).size > 0) return false
  const so = (await of.overtaken(tx, { schoolId, now, messages: [message] })).get(messageId)
  if (so === undefined || 'why' in so) return false
  const { state: _, events: __, ...row } = message
  const says = await sayNow(tx, { schoolId, row, merge: so.merge, now })
  if (says.kind !== 'otherwise') return false
  await replaceWithNow(tx, { schoolId, before: row, next: says.row, stage: 'hand', by })
  return true
}
