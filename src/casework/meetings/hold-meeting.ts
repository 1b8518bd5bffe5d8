import { randomUUID } from 'node:crypto'
import type { Day } from '../../kernel/day.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { isRepeated, keptOtherwise } from '../cases/is-repeated.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { type Entry, entriesOf as entriesOfKind, type NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { actionsOf } from '../contract.ts'
import { saysTheSame } from '../rules/cases/same-words.ts'
import { checkGuests } from './guests.ts'
import { hasCome, isStillCalled, loadCase, loadMeeting } from './load-case.ts'

type Minutes = Parameters<UseCase<typeof contract.holdMeeting>>[1]['body']

/** Writes the minutes of a meeting: once, with the actions that it agreed and those that it found done. */
export const holdMeeting: UseCase<typeof contract.holdMeeting> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, caseId, meetingId } = params
  const loaded = await loadMeeting(context, params)
  if (!loaded.ok) return loaded
  const { file, meeting } = loaded.value
  const { key, came, words, decisions, lead } = body
  const sent = { meetingId, came, words, decisions, lead }
  const repeated = await isRepeated(context, { schoolId, caseId, kind: 'meeting-held', key, body: sent })
  if (!repeated.ok) return repeated
  if (repeated.value) return isAllKept(file.entries, meetingId, body) ? success({}) : keptOtherwise()
  if (body.apart !== '' && !file.mayRestricted)
    return notAllowed('Only those who look after safety can keep words apart. Ask the safeguarding lead to write them.')
  const today = schoolTime(now).day
  const people = [...body.came, ...body.actions.map(({ owner }) => owner)]
  for (const check of [
    isStillCalled(meeting),
    hasCome(meeting, context),
    await checkGuests(tx, { schoolId, pupilId: file.pupilId, day: today, people }),
    areOpen(file.entries, body.done),
  ])
    if (!check.ok) return check
  const open = await keepEntries(context, { ...file, restricted: false }, entriesOf(meetingId, body, meeting.day))
  if (!open.ok) return open
  // The trail has other readers than what is kept apart: whether there is any it does not say, as nothing open may.
  context.audit({ facts: { meeting: meetingId, actions: body.actions.length } })
  if (body.apart === '') return success({})
  const apart = await keepEntries(context, { ...file, restricted: true }, [
    { kind: 'meeting-minutes', day: meeting.day, key: randomUUID(), body: { meetingId, words: body.apart } },
  ])
  return apart.ok ? success({}) : apart
}

function entriesOf(meetingId: string, body: Minutes, day: Day): NewEntry[] {
  const { key, came, words, decisions, lead, done, actions } = body
  return [
    { kind: 'meeting-held', day, key, body: { meetingId, came, words, decisions, lead } },
    ...done.map((one) => ({ kind: 'action-done', day, key: randomUUID(), body: one }) as const),
    ...actions.map((one) => ({ kind: 'action-set', day, key: randomUUID(), body: { ...one, meetingId } }) as const),
  ]
}

/** Whether minutes that come again under their key are the ones that were kept, with every action and every word apart: else some of it would be lost. */
function isAllKept(entries: readonly Entry[], meetingId: string, body: Minutes): boolean {
  const has = (kind: Entry['kind'], sent: object) =>
    entries.some((entry) => entry.kind === kind && saysTheSame(sent, entry.body))
  const set = entriesOfKind(entries, 'action-set').filter((of) => of.body.meetingId === meetingId)
  return (
    set.length === body.actions.length &&
    body.actions.every((one) => has('action-set', { ...one, meetingId })) &&
    body.done.every((one) => has('action-done', one)) &&
    (body.apart === '' || has('meeting-minutes', { meetingId, words: body.apart }))
  )
}

/** Refused where one of these is no open action of the case: somebody may have ended it a moment ago. */
function areOpen(entries: readonly Entry[], ended: readonly { readonly actionId: string }[]): Result<void> {
  const open = new Set(actionsOf(entries).flatMap(({ actionId, state }) => (state === 'open' ? [actionId] : [])))
  return ended.every(({ actionId }) => open.has(actionId))
    ? success(undefined)
    : refused('casework.no-such-action', 'This action is not open any more. Look at the case again.')
}

/** An action outside a meeting, or what became of one. */
export const keepAction: UseCase<typeof contract.keepAction> = async (context, { params, body: { key, step } }) => {
  const { tx, now } = context
  const { schoolId } = params
  const file = await loadCase(context, params)
  if (!file.ok) return file
  const { entries, pupilId } = file.value
  const day = schoolTime(now).day
  const entry = actionEntry(step, { key, day })
  const repeated = await isRepeated(context, { ...entry, schoolId, caseId: params.caseId })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  const may =
    step.kind === 'set'
      ? await checkGuests(tx, { schoolId, pupilId, day, people: [step.owner] })
      : areOpen(entries, [step])
  if (!may.ok) return may
  const kept = await keepEntries(context, { ...file.value, restricted: false }, [entry])
  return kept.ok ? success({}) : kept
}

type ActionStep = Parameters<UseCase<typeof contract.keepAction>>[1]['body']['step']

function actionEntry(step: ActionStep, of: Pick<NewEntry, 'key' | 'day'>): NewEntry {
  switch (step.kind) {
    case 'set': {
      const { actionId, what, owner, due } = step
      return { ...of, kind: 'action-set', body: { actionId, what, owner, due, meetingId: null } }
    }
    case 'done':
      return { ...of, kind: 'action-done', body: { actionId: step.actionId, words: step.words } }
    case 'dropped':
      return { ...of, kind: 'action-dropped', body: { actionId: step.actionId, because: step.because } }
  }
}
