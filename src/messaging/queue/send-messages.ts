import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { queueMessage } from './queue-message.ts'

export const sendMessages: UseCase<typeof contract.sendMessages> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId } = params
  const { request, template, about, to, merge = {}, channel, urgent = false } = body
  const outcomes = []
  for (const contactId of [...new Set(to)].sort()) {
    const queued = await queueMessage(tx, {
      schoolId,
      template,
      about,
      to: contactId,
      merge,
      cause: `person:${request}`,
      urgent,
      ...(channel === undefined ? {} : { channel }),
      now,
      by,
    })
    outcomes.push(
      queued.ok
        ? { contactId, messageId: queued.value.messageId, refused: null, notes: [...queued.value.notes] }
        : { contactId, messageId: null, refused: queued.problem.message, notes: [] },
    )
  }
  const sent = outcomes.filter((one) => one.messageId !== null).length
  context.audit({ facts: { template, about, to, sent } })
  return success({ outcomes })
}
