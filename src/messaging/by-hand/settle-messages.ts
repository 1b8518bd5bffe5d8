import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { messageOf } from '../queue/messages-about.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { queueMessage } from '../queue/queue-message.ts'
import { eventsOf, keepEvent, lockOpen, messagesById, openMessage } from '../queue/store.ts'
import { withdraw } from '../queue/withdraw-messages.ts'
import { causeOfLetter } from '../rules/cause.ts'
import { printOf } from '../rules/message-state.ts'
import type { AskOvertaken } from '../sending/hindrance.ts'
import { noteFailed } from '../sending/note-failed.ts'
import { noteSentByHand } from './note-sent.ts'
import { wordAnew } from './word-anew.ts'

/** @param overtaken what is counted in messages that wait comes to now. */
export const settleMessages =
  (overtaken: AskOvertaken): UseCase<typeof contract.settleMessages> =>
  async (context, { params, body }) => {
    const { schoolId } = params
    const { outcome, reason, hadGone } = body
    if (outcome === 'not-sent' && reason === undefined)
      return refused('messaging.needs-reason', 'Say why it is not sent: whoever follows the child up will read it.')
    if (outcome === 'came-back' && reason === undefined)
      return refused('messaging.needs-reason', 'Say how it came back, such as “Addressee gone away”.')
    let settled = 0
    // In one order, so that two people who tick the same list do not wait for each other.
    for (const messageId of [...new Set(body.messageIds)].sort()) {
      if (outcome === 'came-back') {
        settled += (await noteCameBack(context, { schoolId, messageId, reason: reason ?? '' })) ? 1 : 0
        continue
      }
      if (outcome === 'by-hand' || outcome === 'letter') {
        const moved = await moveFailed(context, { schoolId, messageId, outcome, reason: reason ?? '' })
        if (!moved.ok) return moved
        settled += moved.value ? 1 : 0
        continue
      }
      if (outcome === 'anew') {
        settled += (await wordAnew(context, { schoolId, messageId, overtaken })) ? 1 : 0
        continue
      }
      const done = await settleOne(context, { schoolId, messageId, outcome, reason: reason ?? '', hadGone })
      settled += done ? 1 : 0
    }
    context.audit({ facts: { messages: body.messageIds, outcome, settled } })
    return success({ settled })
  }

/** A letter that was posted came back: nobody has had it. @returns false where it is no letter that went. */
async function noteCameBack(
  { tx, now, caller: by }: Context,
  of: { schoolId: SchoolId; messageId: string; reason: string },
): Promise<boolean> {
  const { schoolId, messageId, reason } = of
  const message = await messageOf(tx, { schoolId, messageId })
  if (message === undefined || message.channel !== 'letter' || message.state !== 'sent') return false
  await noteFailed(tx, { schoolId, messageId, at: now, facts: { cameBack: true, why: reason }, by })
  return true
}

type Settling = Parameters<typeof lockOpen>[1] & {
  readonly outcome: 'sent' | 'again' | 'not-sent'
  readonly reason: string
  readonly hadGone?: true | undefined
}

/** @returns false where another has settled it, or a service has it in hand. */
async function settleOne({ tx, now, caller: by }: Context, of: Settling): Promise<boolean> {
  const { schoolId, messageId, outcome, reason, hadGone } = of
  const open = await lockOpen(tx, { schoolId, messageId })
  if (open === undefined) return false
  // Also of one that must not go any more: that it went all the same, before or in spite of it, has to be known.
  if (outcome === 'sent') {
    if (open.stage === 'send') return false
    // What is on no paper was not posted, whatever list somebody ticks: only of one letter by itself it can be said that it had gone.
    if (open.stage === 'print' && hadGone === undefined) {
      const events = (await eventsOf(tx, { schoolId, messageIds: [messageId] })).get(messageId) ?? []
      if (printOf(events) === undefined) return false
    }
    const said =
      hadGone === undefined ? { why: reason } : { why: reason || 'it had gone already, as was said', hadGone }
    return noteSentByHand(tx, { schoolId, messageId, at: now, by, ...said })
  }
  if (outcome === 'not-sent') {
    // What a service has in hand cannot be taken back.
    if (open.claimedUntil !== null) return false
    await withdraw(tx, { schoolId, messageId, why: reason, at: now, by })
    return true
  }
  const [row] = await messagesById(tx, { schoolId, messageIds: [messageId] })
  if (row === undefined || row.channel === 'letter' || open.stage === 'send') return false
  if ((await notAnyMore(tx, { schoolId, now, messages: [row] })).size > 0) return false
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

type Moving = Omit<Settling, 'outcome' | 'hadGone'> & { readonly outcome: 'by-hand' | 'letter' }

/** A message that did not arrive goes another way: sent by a person as it is, or worded anew as a letter. @returns whether anything was done. */
async function moveFailed({ tx, now, caller: by }: Context, of: Moving): Promise<Result<boolean>> {
  const { schoolId, messageId, outcome, reason } = of
  const message = await messageOf(tx, { schoolId, messageId })
  if (message === undefined || (message.state !== 'failed' && message.state !== 'lapsed')) return success(false)
  if (outcome === 'letter') {
    const { templateKey: template, pupilIds: about, contactId: to, merge } = message
    const cause = causeOfLetter(messageId)
    const queued = await queueMessage(tx, { schoolId, template, about, to, merge, cause, channel: 'letter', now, by })
    return queued.ok ? success(!queued.value.repeated) : queued
  }
  // Two people who move it at once: the second finds it open.
  if ((await lockOpen(tx, { schoolId, messageId })) !== undefined) return success(false)
  const why = reason === '' ? 'It did not arrive, so a person sends it' : reason
  await openMessage(tx, { schoolId, messageId, stage: 'hand', nextAt: now })
  await keepEvent(tx, { schoolId, messageId, kind: 'to-hand', at: now, facts: { again: true, why }, by })
  return success(true)
}
