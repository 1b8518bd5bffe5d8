import { refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { keepEvent, lockOpen, messagesById, openMessage } from '../queue/store.ts'
import { withdraw } from '../queue/withdraw-messages.ts'
import { noteSentByHand } from './note-sent.ts'

export const settleMessages: UseCase<typeof contract.settleMessages> = async (context, { params, body }) => {
  const { schoolId } = params
  const { outcome, reason } = body
  if (outcome === 'not-sent' && reason === undefined)
    return refused('messaging.needs-reason', 'Say why it is not sent: whoever follows the child up will read it.')
  let settled = 0
  // In one order, so that two people who tick the same list do not wait for each other.
  for (const messageId of [...new Set(body.messageIds)].sort()) {
    const done = await settleOne(context, { schoolId, messageId, outcome, reason: reason ?? '' })
    settled += done ? 1 : 0
  }
  context.audit({ facts: { messages: body.messageIds, outcome, settled } })
  return success({ settled })
}

type Settling = Parameters<typeof lockOpen>[1] & {
  readonly outcome: 'sent' | 'again' | 'not-sent'
  readonly reason: string
}

/** @returns false where another has settled it, or a service has it in hand. */
async function settleOne({ tx, now, caller: by }: Context, of: Settling): Promise<boolean> {
  const { schoolId, messageId, outcome, reason } = of
  const open = await lockOpen(tx, { schoolId, messageId })
  if (open === undefined) return false
  if (outcome === 'sent') {
    if (open.stage === 'send') return false
    return noteSentByHand(tx, { schoolId, messageId, at: now, by, why: reason })
  }
  if (outcome === 'not-sent') {
    // What a service has in hand cannot be taken back.
    if (open.claimedUntil !== null) return false
    await withdraw(tx, { schoolId, messageId, why: reason, at: now, by })
    return true
  }
  const [row] = await messagesById(tx, { schoolId, messageIds: [messageId] })
  if (row === undefined || row.channel === 'letter' || open.stage === 'send') return false
  await openMessage(tx, { schoolId, messageId, stage: 'send', nextAt: now })
  await keepEvent(tx, {
    schoolId,
    messageId,
    kind: 'put-off',
    at: now,
    facts: { again: true, taken: 'no', why: reason },
    by,
  })
  return true
}
