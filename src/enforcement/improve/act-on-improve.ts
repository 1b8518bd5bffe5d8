import { lockCasesOf } from '../../casework/index.ts'
import { longDay } from '../../kernel/day.ts'
import type { ContactId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { paperAttached, queueMessage, withdrawMessages } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { eventsOf } from '../contract/event.ts'
import type * as contract from '../contract.ts'
import { chosenParent, parentsOf } from '../gate/parents-of.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { noticeInParagraphs } from '../rules/improve/contents.ts'
import { receivedWhen, tooLateToLeave } from '../rules/improve/fate.ts'
import { type NoticeState, noticeMayFollow, noticeState } from '../rules/improve/notice-state.ts'
import { afterWeeks } from '../rules/improve/tracking.ts'
import { settingsOf } from '../set-up/store.ts'
import { keepEvents } from '../threads/keep-events.ts'
import { letterInsteadOf, NOTICE_TEMPLATE } from '../threads/read-fates.ts'
import { isEventKept, type ThreadFile } from '../threads/store.ts'
import { notNow } from './draft-improve.ts'
import { calendarsAt, readImprove, shutBy, trackingOf } from './load-improve.ts'
import { NOTICE_FILE, noticePaper } from './print-improve.ts'

/** Sends a notice through messages, or notes that it was given by hand; the gate is asked once more. */
export const sendImprove: UseCase<typeof contract.sendImprove> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, threadId } = params
  if (await isEventKept(tx, { schoolId, threadId, kind: 'improve-sent', key: body.key })) return success({ threadId })
  const found = await readImprove(tx, params)
  if (found === undefined) return notAllowed()
  // Whoever asks for a penalty notice at the same moment reads that this one has gone, and the other way round.
  await lockCasesOf(tx, schoolId, found.pupilId)
  const thread = await readImprove(tx, params)
  const today = schoolTime(now).day
  const state = thread === undefined ? undefined : noticeState(thread.events, today)
  if (thread === undefined || state === undefined || thread.contactId === null) return notAllowed()
  context.audit({ subject: thread.pupilId })
  if (state.state === 'late')
    return refused('enforcement.late', tooLateToLeave(state.told.first, { today, byPost: false }) ?? LATE)
  if (!noticeMayFollow(state.state, 'improve-sent')) return notNow()
  const considered = await readConsidered(tx, { schoolId, threadId: state.told.considerationId, now })
  const gate = considered?.gates['notice to improve']
  if (gate === undefined) return notAllowed()
  if (!gate.open)
    return refused('enforcement.gate', `The gate is shut again: ${shutBy(gate).join(' ')}`, { missing: shutBy(gate) })
  if (state.told.first <= today)
    return refused(
      'enforcement.late',
      'Its first day is here, or has passed: a parent must have it before it begins. Change its weeks: choose a later first day. Its words are kept.',
    )
  const parents = await parentsOf(tx, { schoolId, pupilId: thread.pupilId, today })
  const parent = chosenParent(parents, { contactId: thread.contactId, why: state.told.whyParent, told: true })
  if (!parent.ok) return parent
  const { way } = body
  const messages: string[] = []
  if (way === 'message') {
    if (state.state === 'waiting' && state.fate?.is !== 'not gone') return notNow()
    const queued = await queueNotice(context, { ...thread, schoolId, contactId: thread.contactId }, state)
    if (!queued.ok) return queued
    messages.push(queued.value)
  } else await takeBack(context, { ...thread, schoolId }, 'It was given by hand')
  const received = way === 'by hand' ? today : null
  const kept = await keepEvents(context, { ...thread, schoolId }, [
    { kind: 'improve-sent', day: today, key: body.key, body: { messages, way, received } },
  ])
  return kept.ok ? success({ threadId }) : kept
}

const LATE = 'The parent had it too late for its weeks. Withdraw it, and build it anew with a later first day.'

/** Its words as a message, with the paper where it is an e-mail. Refused where the parent would have it too late. @returns the message's id. */
async function queueNotice(
  context: Context,
  thread: ThreadFile & { readonly schoolId: SchoolId; readonly contactId: ContactId },
  { told }: Pick<NoticeState, 'told'>,
): Promise<Result<string>> {
  const { tx, now, caller } = context
  const { schoolId, pupilId, contactId } = thread
  // As it goes, signed by whoever sends it now: the paper that is printed afterwards says the same.
  const paper = await noticePaper(context, {
    ...{ schoolId, pupilId, contactId, told, day: schoolTime(now).day, draft: false, byEmail: true },
    signed: { name: caller.name, position: caller.position },
  })
  const queued = await queueMessage(tx, {
    schoolId,
    template: NOTICE_TEMPLATE,
    attachments: paper === undefined ? [] : [paperAttached(NOTICE_FILE, paper())],
    about: [pupilId],
    to: contactId,
    merge: { notice: noticeInParagraphs(told.contents) },
    cause: causeOf(thread, eventsOf(thread.events, 'improve-sent').length),
    now,
    by: caller,
  })
  if (!queued.ok) return queued
  const { messageId, channel, notBefore } = queued.value
  const received = receivedWhen(schoolTime(notBefore).day, channel === 'letter')
  if (received < told.first) return success(messageId)
  return refused(
    'enforcement.late',
    `${channel === 'letter' ? 'By post' : 'As a message'} it is taken to be received on ${longDay(received)} at the earliest, and it begins on ${longDay(told.first)}: a parent must have it before. Give it by hand, or build it anew with a later first day.`,
  )
}

/** What makes the message of a notice: the first time, and each time that it is sent again after one that did not go. */
function causeOf({ threadId }: ThreadFile, before: number): string {
  return before === 0 ? `notice-to-improve:${threadId}` : `notice-to-improve:${threadId}:${before}`
}

/** Takes back what still waits of a notice’s messages. What a service has in hand goes: the notice then says so itself. */
async function takeBack(
  { tx, now, caller: by }: Context,
  thread: ThreadFile & { readonly schoolId: SchoolId },
  why: string,
): Promise<void> {
  const { schoolId, events } = thread
  const sent = eventsOf(events, 'improve-sent')
  const letters = sent.flatMap(({ body }) => body.messages.map(letterInsteadOf))
  const causes = [...sent.map((_, before) => causeOf(thread, before)), ...letters]
  if (sent.length > 0) await withdrawMessages(tx, { schoolId, causes, why, now, by })
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
  const tracking = await trackingOf(tx, { schoolId, pupilId, told: state.told, now, calendars })
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
  if (outcome === 'withdrawn') await takeBack(context, { ...thread, schoolId }, 'The notice was withdrawn')
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
