import type { SchoolId } from '../../kernel/ids.ts'
import type { Context } from '../../platform/http/use-case.ts'
import type { KnownMessage } from '../queue/messages-about.ts'
import { lockOpen } from '../queue/store.ts'
import { replaceWithNow, type SaysNow, sayNow } from '../queue/word-anew.ts'
import type { AskOvertaken } from '../sending/hindrance.ts'

/** What messages that wait for a person say now, where it is other than when they were written. By message; nothing is kept. */
async function saysNowOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  of: { schoolId: SchoolId; messages: readonly KnownMessage[]; overtaken: AskOvertaken },
): Promise<ReadonlyMap<string, SaysNow>> {
  const { schoolId, messages } = of
  const over = await of.overtaken(tx, { schoolId, now, messages })
  const found = new Map<string, SaysNow>()
  for (const row of messages) {
    const so = over.get(row.messageId)
    if (so === undefined) continue
    found.set(
      row.messageId,
      'why' in so
        ? { kind: 'nothing', why: so.why }
        : await sayNow(tx, { schoolId, row: asKept(row), merge: so.merge, now }),
    )
  }
  return found
}

function asKept({ state: _, events: __, ...row }: KnownMessage) {
  return row
}

/** A letter in the words that go, or why none does. */
export type ToPrint = { readonly letter: KnownMessage } | { readonly letter: KnownMessage; readonly why: string }

/**
 * Letters as they go now: counted again from the registers, in the language that the family has by now. What says something else than when it
 * was written is kept anew in the same transaction, so that the proof holds what went; what fits no more does not go.
 */
export async function countNow(
  context: Pick<Context, 'tx' | 'now' | 'caller'>,
  of: { schoolId: SchoolId; messages: readonly KnownMessage[]; overtaken: AskOvertaken },
): Promise<readonly ToPrint[]> {
  const { tx, caller: by } = context
  const { schoolId, messages } = of
  const open = new Set<string>()
  // In one order, so that two people who print the same list do not wait for each other.
  for (const { messageId } of messages.toSorted((one, other) => (one.messageId < other.messageId ? -1 : 1)))
    if ((await lockOpen(tx, { schoolId, messageId })) !== undefined) open.add(messageId)
  const waiting = messages.filter(({ messageId }) => open.has(messageId))
  const says = await saysNowOf(context, { ...of, messages: waiting })
  const done: ToPrint[] = []
  for (const letter of waiting) {
    const now = says.get(letter.messageId)
    if (now?.kind === 'nothing') done.push({ letter, why: now.why })
    else if (now?.kind === 'otherwise') {
      await replaceWithNow(tx, { schoolId, before: letter, next: now.row, stage: 'print', by })
      done.push({ letter: { ...now.row, state: 'to-print', events: [] } })
    } else done.push({ letter })
  }
  return done
}
