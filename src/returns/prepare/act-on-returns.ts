import type { DutySource } from '../../duties/index.ts'
import { longDay } from '../../kernel/day.ts'
import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { addStep, beginActs, contentToSend, findItem } from './begin.ts'

type Sources = readonly DutySource[]

/** The cause: free text, and the only thing in a return that a person writes. */
export function writeCause(sources: Sources): UseCase<typeof contract.writeCause> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const found = findItem(begun, body.key)
    if (!found.ok) return found
    const item = found.value
    if (item.sentOn !== null && item.changed === undefined)
      return conflict('returns.left', 'This return has been sent. What was told cannot be changed any more.')
    return addStep(context, begun, { item, kind: 'cause', words: body.words })
  }
}

/** Writes down that returns were sent; each keeps what was told. */
export function sendReturns(sources: Sources): UseCase<typeof contract.sendReturns> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const keys = [...new Set(body.keys)]
    for (const key of keys) {
      const found = findItem(begun, key)
      if (!found.ok) return found
      const item = found.value
      if (item.sentOn !== null)
        return conflict('returns.sent-already', 'One of these was sent already. Look at the diary again.')
      if (item.state === 'withdrawn')
        return refused(
          'returns.gone',
          'What one of these followed from has changed, so it is not to be sent. Look at the diary again.',
        )
      const content = await contentToSend(context, begun, item)
      if (!content.ok) return content
      const { told } = content.value
      const kept = await addStep(context, begun, { item, kind: 'sent', way: body.way, words: body.words, told })
      if (!kept.ok) return kept
    }
    context.audit({ facts: { returns: keys.length } })
    return success({ sent: keys.length })
  }
}

/** The authority has it. */
export function receiptReturn(sources: Sources): UseCase<typeof contract.receiptReturn> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const found = findItem(begun, body.key)
    if (!found.ok) return found
    const item = found.value
    if (item.sentOn === null)
      return refused('returns.not-sent', 'A receipt is for what was sent. Write down first how it was sent.')
    if (body.day < item.sentOn || body.day > schoolTime(context.now).day)
      return refused('returns.receipt-day', 'The receipt came on the day it was sent, or later, and not after today.')
    const { reference } = body
    return addStep(context, begun, { item, kind: 'receipted', reference, words: `${body.from}, ${longDay(body.day)}` })
  }
}

/** A return that is no longer so was corrected with the authority, or needs no correction. */
export function settleReturn(sources: Sources): UseCase<typeof contract.settleReturn> {
  return async (context, { params, body }) => {
    const begun = await beginActs(context, { ...params, sources })
    const found = findItem(begun, body.key)
    if (!found.ok) return found
    const item = found.value
    if (item.changed === undefined)
      return refused('returns.as-told', 'Nothing of this return has changed since it was told.')
    const content = await contentToSend(context, begun, item)
    if (!content.ok) return content
    const { told } = content.value
    const { words, way } = body
    return addStep(
      context,
      begun,
      way === undefined ? { item, kind: 'settled', words, told } : { item, kind: 'corrected', way, words, told },
    )
  }
}
