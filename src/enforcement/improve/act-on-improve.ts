import { longDay } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { noticeInParagraphs } from '../rules/improve/contents.ts'
import { noticeMayFollow, noticeState } from '../rules/improve/notice-state.ts'
import { afterWeeks } from '../rules/improve/tracking.ts'
import { settingsOf } from '../set-up/store.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { isEventKept } from '../threads/store.ts'
import { notNow } from './draft-improve.ts'
import { calendarsAt, readImprove, shutBy, trackingOf } from './load-improve.ts'

/** Sends a notice through messages, or notes that it was given by hand; the gate is asked once more. */
export const sendImprove: UseCase<typeof contract.sendImprove> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId, threadId } = params
  if (await isEventKept(tx, { schoolId, threadId, kind: 'improve-sent', key: body.key })) return success({ threadId })
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const state = thread === undefined ? undefined : noticeState(thread.events, today)
  if (thread === undefined || state === undefined || thread.contactId === null) return notAllowed()
  context.audit({ subject: thread.pupilId })
  if (!noticeMayFollow(state.state, 'improve-sent')) return notNow()
  const considered = await readConsidered(tx, { schoolId, threadId: state.told.considerationId, now })
  const gate = considered?.gates['notice to improve']
  if (gate === undefined) return notAllowed()
  if (!gate.open)
    return refused('enforcement.gate', `The gate is shut again: ${shutBy(gate).join(' ')}`, { missing: shutBy(gate) })
  if (state.told.first <= today)
    return refused(
      'enforcement.late',
      'Its first day is here, or has passed: a parent must have it before it begins. Build it anew with a later first day.',
    )
  const parents = await parentsOf(tx, { schoolId, pupilId: thread.pupilId, today })
  const parent = chosenParent(parents, { contactId: thread.contactId, why: state.told.whyParent, told: true })
  if (!parent.ok) return parent
  const messages: string[] = []
  if (body.way === 'message') {
    const queued = await queueMessage(tx, {
      schoolId,
      template: 'notice-to-improve',
      about: [thread.pupilId],
      to: thread.contactId,
      merge: { notice: noticeInParagraphs(state.told.contents) },
      cause: `notice-to-improve:${threadId}`,
      now,
      by: caller,
    })
    if (!queued.ok) return queued
    messages.push(queued.value.messageId)
  }
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    { kind: 'improve-sent', day: today, key: body.key, body: { messages, way: body.way, received: today } },
  ])
  return kept.ok ? success({ threadId }) : kept
}

export const reviewImprove: UseCase<typeof contract.reviewImprove> = async (context, { params, body }) => {
  const { tx, now } = context
  const thread = await readImprove(tx, params)
  if (thread === undefined) return notAllowed()
  context.audit({ subject: thread.pupilId })
  const today = schoolTime(now).day
  if (await isEventKept(tx, { ...params, kind: 'improve-reviewed', key: body.key }))
    return success({ threadId: params.threadId })
  if (!noticeMayFollow(noticeState(thread.events, today)?.state, 'improve-reviewed')) return notNow()
  const kept = await keepEvents(context, { ...thread, schoolId: params.schoolId }, [
    { kind: 'improve-reviewed', day: today, key: body.key, body: { words: body.words } },
  ])
  return kept.ok ? success({ threadId: params.threadId }) : kept
}

/** Says what came of it; the sessions are kept as they stand on that day. */
export const endImprove: UseCase<typeof contract.endImprove> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  if (await isEventKept(tx, { schoolId, threadId, kind: 'improve-ended', key: body.key })) return success({ threadId })
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const state = thread === undefined ? undefined : noticeState(thread.events, today)
  if (thread === undefined || state === undefined) return notAllowed()
  const { pupilId } = thread
  const { outcome, ground, words } = body
  context.audit({ subject: pupilId, facts: { outcome } })
  if (!noticeMayFollow(state.state, 'improve-ended', outcome)) return notNow()
  const calendars = await calendarsAt(tx, { schoolId, now })
  const tracking = await trackingOf(tx, { schoolId, pupilId, told: state.told, today, calendars })
  if (outcome === 'early penalty notice') {
    if ((ground ?? '').trim() === '')
      return refused(
        'enforcement.no-ground',
        'Name the ground for coming early: it must be one that the notice told the parent.',
      )
    if (tracking.unauthorised < state.told.target.unauthorised)
      return refused(
        'enforcement.no-ground',
        `The parent was told that nothing comes early unless ${state.told.target.unauthorised} half days are unauthorised. There are ${tracking.unauthorised}.`,
      )
    const { settings } = await settingsOf(tx, schoolId)
    // What the parent was told holds, whatever the settings say since.
    const { earlyAfterWeeks = settings.earlyAfterWeeks } = state.told
    const soonest = afterWeeks([...calendars.values()], state.told.first, earlyAfterWeeks)
    if (soonest !== null && today < soonest)
      return refused(
        'enforcement.too-early',
        `The authority’s code lets a penalty notice come early only from ${longDay(soonest)} on.`,
      )
  }
  const { attended, possible, unauthorised } = tracking
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    {
      kind: 'improve-ended',
      day: today,
      key: body.key,
      body: {
        outcome,
        ground: outcome === 'early penalty notice' ? ground : null,
        words,
        attended,
        possible,
        unauthorised,
      },
    },
  ])
  return kept.ok ? success({ threadId }) : kept
}
