import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type AskedMessage, type QueuedMessage, queueMessage } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'

/** What came of telling one contact. `channel` null: nothing went, and why. */
export interface Sent {
  readonly name: string
  readonly channel: QueuedMessage['channel'] | null
  readonly why: string
}

export interface Telling extends Pick<AskedMessage, 'template' | 'merge' | 'cause' | 'attachments'> {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly to: { readonly id: string; readonly name: string }
}

/**
 * Writes to one contact about one child, by the way that they chose, in the transaction of what it is about. Messaging asks whether they may be
 * told; a refusal of it does not undo what it is about, and is given to whoever did that.
 */
export async function tellParent(
  { tx, now, caller }: Pick<Context, 'tx' | 'now' | 'caller'>,
  { pupilId, to, ...of }: Telling,
): Promise<Sent> {
  const asked = { ...of, about: [pupilId], to: to.id as ContactId, now, by: caller }
  const first = await queueMessage(tx, asked)
  // Who was written to today already gets it on paper: letters are no part of one message a day.
  const last =
    first.ok || first.problem.code !== 'messaging.one-a-day'
      ? first
      : await queueMessage(tx, { ...asked, channel: 'letter' })
  return last.ok
    ? { name: to.name, channel: last.value.channel, why: '' }
    : { name: to.name, channel: null, why: last.problem.message }
}
