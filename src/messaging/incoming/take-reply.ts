import { randomUUID } from 'node:crypto'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { say } from '../../platform/outbox.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { MESSAGE_REPLIED } from '../events.ts'
import { messagesById } from '../queue/store.ts'
import { oneEmail, oneNumber } from '../rules/phone.ts'
import { placeReply } from '../rules/place-reply.ts'
import { keepReply, lastMessageTo, type ReplyRow } from './store.ts'

/** For so long an answer is taken to be about the last message that went there. */
const ANSWERS_WITHIN_DAYS = 7

export interface IncomingReply {
  readonly schoolId: SchoolId
  readonly providerId: string
  readonly channel: 'text' | 'email'
  readonly sender: string
  readonly body: string
  /** Our own id of the message that it answers, where the e-mail says so. */
  readonly answers: string | undefined
  readonly sentAt: Moment
  readonly now: Moment
}

/** Writes down what a family answered, with whose it is and which children it is about as far as that is known. @returns false where it was heard before. */
export async function takeReply(tx: Tx, incoming: IncomingReply): Promise<boolean> {
  const { schoolId, channel, now } = incoming
  const day = schoolTime(now).day
  const sender = channel === 'email' ? oneEmail(incoming.sender) : (oneNumber(incoming.sender) ?? incoming.sender)
  const since = momentFromMilliseconds(Date.parse(now) - ANSWERS_WITHIN_DAYS * 86_400_000)
  const named =
    incoming.answers === undefined
      ? undefined
      : (await messagesById(tx, { schoolId, messageIds: [incoming.answers] }))[0]
  const answered = named ?? (await lastMessageTo(tx, { schoolId, address: sender, since }))
  const contacts = await contactsOfPupils(tx, { schoolId, day })
  const placed = placeReply({ channel, sender }, { contacts, answers: answered })
  const row: ReplyRow = {
    replyId: randomUUID(),
    providerId: incoming.providerId,
    channel,
    sender,
    body: incoming.body,
    messageId: answered?.contactId === placed.contactId ? (answered?.messageId ?? null) : null,
    ...placed,
    day,
    sentAt: incoming.sentAt,
    at: now,
  }
  if (!(await keepReply(tx, schoolId, row))) return false
  if (row.pupilIds.length > 0) await sayReplied(tx, { schoolId, row, pupilIds: row.pupilIds, at: now })
  return true
}

/** Tells whoever follows the children up. */
export function sayReplied(
  tx: Tx,
  of: { schoolId: SchoolId; row: ReplyRow; pupilIds: readonly PupilId[]; at: Moment },
): Promise<void> {
  const { schoolId, row, pupilIds, at } = of
  const { replyId, contactId, messageId, day } = row
  return say(tx, {
    tenant: schoolId,
    name: MESSAGE_REPLIED,
    payload: { schoolId, replyId, pupilIds, contactId, messageId, day },
    at,
  })
}
