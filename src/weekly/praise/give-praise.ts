import { longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage, withdrawMessages } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { whoWantsNoPraise } from '../rules/praise.ts'
import { praisable } from './praise-list.ts'
import { choicesOf, keepChoice, keepPraise, lockPraise, praiseOf, praiseStates } from './store.ts'

/** Praises one pupil: not against anybody's wish, and not again within four weeks. */
export const givePraise: UseCase<typeof contract.givePraise> = async (context, { params, body }) => {
  const { schoolId } = params
  const { pupilId, praiseId, way } = body
  const { tx, now, caller } = context
  const [pupil] = await praisable(context, { schoolId, pupilIds: [pupilId] })
  if (pupil === undefined) return notAllowed()
  context.audit({ subject: pupilId, facts: { praise: praiseId, way } })
  if (way !== 'card' && context.may('messages.send') !== 'all')
    return refused(
      'weekly.may-not-message',
      'Your role here does not send messages to families. Make a card, or ask the office to send the message.',
    )
  await lockPraise(tx, pupilId)
  // Sent again, it is the same praise.
  if ((await praiseOf(tx, { schoolId, praiseIds: [praiseId] })).length > 0) return success({ praiseId, messages: 0 })
  const today = schoolTime(now).day
  const state = (await praiseStates(tx, { schoolId, today, pupilIds: [pupilId] }))(pupilId)
  if (state.unwantedBy.length > 0)
    return refused(
      'weekly.no-praise-wanted',
      `The ${state.unwantedBy.join(' and the ')} wants no praise about attendance for ${pupil.preferredName}. Nothing was sent.`,
    )
  if (state.againFrom !== null && state.last !== null)
    return conflict(
      'weekly.praised-lately',
      `${pupil.preferredName} was praised on ${longDay(state.last.day)}. Praise can come again from ${longDay(state.againFrom)}.`,
    )
  await keepPraise(tx, { ...body, schoolId, day: today, at: now, by: caller })
  const messages = way === 'card' ? 0 : await tellFamily(context, { schoolId, pupilId, praiseId, words: body.words })
  if (way !== 'card' && messages === 0)
    return refused(
      'weekly.nobody-to-message',
      'No parent of this pupil can be sent a message today: none has a number or address that works, or each was written to today already. Make a card instead.',
    )
  return success({ praiseId, messages })
}

/** One message to each parent; whether they may be told, and how, is for messaging to say. @returns how many wait to be sent. */
async function tellFamily(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId; praiseId: string; words: string },
): Promise<number> {
  const { tx, now, caller: by } = context
  const { schoolId, pupilId, praiseId, words } = of
  const day = schoolTime(now).day
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds: [pupilId] })
  let queued = 0
  for (const { contactId } of contacts.filter(({ isParent }) => isParent)) {
    const message = await queueMessage(tx, {
      schoolId,
      template: 'praise',
      about: [pupilId],
      to: contactId,
      merge: { praise: words },
      cause: causeOf(praiseId),
      now,
      by,
    })
    if (message.ok) queued += 1
  }
  return queued
}

const causeOf = (praiseId: string) => `weekly:praise:${praiseId}`

/** Writes down whether a pupil is to be praised. */
export const choosePraise: UseCase<typeof contract.choosePraise> = async (context, { params, body }) => {
  const { schoolId, pupilId } = params
  const [pupil] = await praisable(context, { schoolId, pupilIds: [pupilId] })
  if (pupil === undefined) return notAllowed()
  return setPraiseChoice(context, { schoolId, pupilId, ...body })
}

/** The same for whoever was found to may: the office, a tutor, or the family about its own child. */
export async function setPraiseChoice(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId; wanted: boolean; chosenBy: 'family' | 'school'; reason: string },
) {
  const { schoolId, pupilId, wanted, chosenBy } = of
  const { tx, now, caller } = context
  // Otherwise praise given at this moment would neither see the choice nor be taken back by it.
  await lockPraise(tx, pupilId)
  context.audit({ subject: pupilId, facts: { wanted, chosenBy } })
  const before = await choicesOf(tx, { schoolId, pupilIds: [pupilId] })
  const number = Math.max(0, ...before.map((one) => one.number)) + 1
  const kept = await keepChoice(tx, { ...of, number, at: now, by: caller })
  if (!kept) return conflict('weekly.changed', 'Somebody else changed this just now. Look at it again.')
  if (!wanted) {
    const given = await praiseOf(tx, { schoolId, pupilIds: [pupilId] })
    const causes = given.map(({ praiseId }) => causeOf(praiseId))
    const why = `The ${chosenBy} wants no praise about attendance`
    await withdrawMessages(tx, { schoolId, causes, why, now, by: caller })
  }
  return success({ unwantedBy: [...whoWantsNoPraise([...before, { number, chosenBy, wanted }])] })
}
