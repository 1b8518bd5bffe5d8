import { addDays } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { namedPupils } from '../queue/show-messages.ts'
import { withActs } from './replies-of.ts'
import { keepReplyAct, openReplies, repliesBetween, replyById } from './store.ts'
import { sayReplied } from './take-reply.ts'

const USUAL_DAYS = 7

export const listReplies: UseCase<typeof contract.listReplies> = async (context, { params, query }) => {
  const { tx } = context
  const { schoolId } = params
  const to = schoolTime(context.now).day
  const from = query.from ?? addDays(to, 1 - USUAL_DAYS)
  const recent = await repliesBetween(tx, { schoolId, from, to })
  const older = (await openReplies(tx, schoolId)).filter(
    ({ replyId }) => !recent.some((one) => one.replyId === replyId),
  )
  const replies = await withActs(tx, schoolId, [...recent, ...older])
  const names = await namesOnRoll(tx, { schoolId, ids: [...new Set(replies.flatMap((one) => one.pupilIds))] })
  context.audit({ facts: { from, replies: replies.length } })
  return success({
    replies: replies.map((one) => ({
      id: one.replyId,
      channel: one.channel,
      sender: one.sender,
      body: one.body,
      contactId: one.contactId,
      contactName: one.contactName,
      barred: one.barred,
      pupils: namedPupils(one.pupilIds, names),
      day: one.day,
      at: one.at,
      dealtWith: one.dealtWith,
      acts: one.acts.map(({ kind, note, at, byName, byPosition }) => ({ kind, note, at, byName, byPosition })),
    })),
  })
}

export const settleReply: UseCase<typeof contract.settleReply> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId, replyId } = params
  const row = await replyById(tx, { schoolId, replyId })
  if (row === undefined) return notAllowed()
  const pupilIds = body.kind === 'placed' ? [...new Set(body.pupilIds)] : []
  if (body.kind === 'placed') {
    if (pupilIds.length === 0) return refused('messaging.reply-whose', 'Choose the child that it is about.')
    const pupils = await pupilsOnRoll(tx, { schoolId, day: schoolTime(now).day, pupilIds })
    if (pupils.length < pupilIds.length) return refused('messaging.not-on-roll', 'Choose a child who is on roll today.')
    if (row.barred)
      return refused(
        'messaging.reply-barred',
        'This came from somebody who must not be told about a child, so it is put to no child here. Take it to the designated safeguarding lead.',
      )
  }
  await keepReplyAct(tx, { schoolId, replyId, kind: body.kind, pupilIds, note: body.note, at: now, by })
  if (body.kind === 'placed') await sayReplied(tx, { schoolId, row, pupilIds, at: now })
  context.audit({ subject: replyId, facts: { kind: body.kind, pupilIds } })
  return success({})
}
