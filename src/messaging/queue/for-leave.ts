import { addDays } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { refused } from '../../kernel/result.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { FamilyLetters, SentLetter } from '../../leave/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { failedBefore, firstCause } from '../rules/cause.ts'
import { isOver } from '../rules/message-state.ts'
import { proofOf, sentOn } from '../rules/proof.ts'
import { isResponsible, whyNotTold } from '../rules/who-may-be-told.ts'
import { templateOf } from '../templates/store.ts'
import { messagesOfTemplates } from './messages-about.ts'
import { queueMessage } from './queue-message.ts'
import { lookAtMessage } from './show-preview.ts'
import { withdrawMessages } from './withdraw-messages.ts'

const TEMPLATE = 'leave-decision'
/** A decision of longer ago is not listed: leave is asked for within a school year, and settled in the next at the latest. */
const LOOKED_BACK = 800

/** How leave, a tier below, writes to families and sees what became of it. */
export const familyLetters: FamilyLetters = {
  entitled: async ({ tx, now }, { schoolId, pupilId }) => {
    const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
    return contacts
      .filter((one) => whyNotTold(one, 'parent') === undefined && isResponsible(one))
      .map(({ contactId, title, forenames, surname }) => ({
        contactId,
        name: `${title} ${forenames} ${surname}`.replaceAll(/\s+/g, ' ').trim(),
      }))
  },

  lookAt: async (context, { schoolId, pupilId, to, alsoTo, reason, decision }) => {
    const template = await templateOf(context.tx, { schoolId, key: TEMPLATE })
    if (template === undefined) return refused('messaging.no-template', 'There is no such template.')
    const merge = { reason, decision }
    // A decision that was asked for goes with or without support.
    return lookAtMessage(context, { schoolId, template, about: [pupilId], to, alsoTo, merge, supportShown: true })
  },

  queue: async ({ tx, now, caller: by }, { schoolId, pupilId, to, cause, reason, decision }) => {
    const asked = { schoolId, template: TEMPLATE, about: [pupilId], to, merge: { reason, decision }, cause, now, by }
    const message = await queueMessage(tx, asked)
    // Whoever was written to today gets it on paper: letters are no part of one message a day.
    return message.ok || message.problem.code !== 'messaging.one-a-day'
      ? message
      : queueMessage(tx, { ...asked, channel: 'letter' })
  },

  sent: ({ tx, now }, of) => decisionsSent(tx, { ...of, now }),

  takeBack: ({ tx, now, caller: by }, of) => withdrawMessages(tx, { ...of, now, by }),
}

/** The letters with decisions about leave of a child, as they stand, the earliest first. */
export async function decisionsSent(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly now: Moment },
): Promise<readonly SentLetter[]> {
  const { schoolId, pupilId } = of
  const from = addDays(schoolTime(of.now).day, -LOOKED_BACK)
  const messages = await messagesOfTemplates(tx, { schoolId, templates: [TEMPLATE], from, pupilIds: [pupilId] })
  // A letter in the place of one that failed is of the same decision; of two decisions, where the one that failed told of both.
  const decisionsOf = (cause: string): readonly string[] => {
    const before = failedBefore(cause)
    if (before === undefined) return [firstCause(cause)]
    const failed = messages.filter(({ asked, stands }) => [asked.messageId, stands.messageId].includes(before))
    return [...new Set(failed.flatMap(({ asked }) => decisionsOf(asked.cause)))]
  }
  return messages.flatMap(({ asked, stands }) => {
    const went = sentOn(stands) ?? null
    return decisionsOf(asked.cause).map((cause) => ({
      messageId: stands.messageId,
      cause,
      messageCause: asked.cause,
      contactId: stands.contactId,
      name: stands.contactName,
      channel: stands.channel,
      state: went !== null ? 'gone' : isOver(stands.state) ? 'lost' : 'waiting',
      went,
      proof: proofOf(stands),
    }))
  })
}
