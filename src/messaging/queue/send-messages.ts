import { refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { fieldsIn } from '../rules/merge-fields.ts'
import { templateOf } from '../templates/store.ts'
import { queueMessage } from './queue-message.ts'
import { type FiguresOf, withFigures } from './with-figures.ts'

/** @param figuresOf counts what a wording leaves open of one child's days. */
export const sendMessages =
  (figuresOf: FiguresOf): UseCase<typeof contract.sendMessages> =>
  async (context, { params, body }) => {
    const { tx, now, caller: by } = context
    const { schoolId } = params
    const { request, template, about, to, channel, urgent = false } = body
    const known = await templateOf(tx, { schoolId, key: template })
    // A notice of the law goes from its own page alone, past the questions that are asked before it.
    if (known?.texts.some(({ body: words }) => fieldsIn(words).includes('notice')))
      return refused(
        'messaging.formal',
        'A formal notice is sent from its own page, after the questions before it are answered and the head has decided.',
      )
    const merge = await withFigures(
      tx,
      { schoolId, template: known ?? { texts: [] }, about, merge: body.merge, now },
      figuresOf,
    )
    if (!merge.ok) return merge
    const outcomes = []
    for (const contactId of [...new Set(to)].sort()) {
      const queued = await queueMessage(tx, {
        schoolId,
        template,
        about,
        to: contactId,
        merge: merge.value,
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
