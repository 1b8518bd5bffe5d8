import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import type { NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { type Meeting, meetingsOf } from '../contract.ts'
import { checkGuests } from './guests.ts'
import { tellGuests } from './invite.ts'
import { isAhead, isStillCalled, loadCase, loadMeeting } from './load-case.ts'
import { schoolMeetings } from './store.ts'

/** Calls a meeting about a child and invites whoever was chosen. The invitations go if, and only if, the meeting is kept. */
export function callMeeting(publicUrl: string): UseCase<typeof contract.callMeeting> {
  return async (context, { params, body: { key, ...body } }) => {
    const { tx, now } = context
    const { schoolId } = params
    const file = await loadCase(context, params)
    if (!file.ok) return file
    const repeated = await isRepeated(context, { schoolId, caseId: params.caseId, kind: 'meeting-called', key, body })
    if (!repeated.ok) return repeated
    if (repeated.value) return success({ sent: [] })
    const { pupilId, entries } = file.value
    const today = schoolTime(now).day
    const ahead = isAhead(body, context)
    if (!ahead.ok) return ahead
    const may = await checkGuests(tx, { schoolId, pupilId, day: today, people: body.invited })
    if (!may.ok) return may
    if (meetingsOf(entries).some(({ meetingId }) => meetingId === body.meetingId))
      return refused('casework.changed', 'There is a meeting of this id already. Look at the case again.')
    if (body.partOf !== null) {
      const [whole] = await schoolMeetings(tx, { schoolId, meetingId: body.partOf })
      const open = isStillCalled(whole ?? { state: 'cancelled' })
      if (!open.ok) return open
    }
    const kept = await keepEntries(context, { ...file.value, restricted: false }, [
      { kind: 'meeting-called', day: today, key, body },
    ])
    if (!kept.ok) return kept
    context.audit({ facts: { meeting: body.meetingId, kind: body.kind } })
    const { name, position } = context.caller
    const meeting: Meeting = { ...body, ...NEW, calledAt: now, calledBy: { name, position } }
    return success({ sent: await tellGuests(context, { schoolId, pupilId, meeting, publicUrl }, 'called') })
  }
}

const NEW = { changes: 0, answers: [], state: 'called', cancelled: null, record: null } as const

/** Moves or cancels a meeting, and tells whoever was invited; or writes down what somebody answered. */
export function changeMeeting(publicUrl: string): UseCase<typeof contract.changeMeeting> {
  return async (context, { params, body: { key, step } }) => {
    const { schoolId, meetingId } = params
    const loaded = await loadMeeting(context, params)
    if (!loaded.ok) return loaded
    const { file, meeting } = loaded.value
    const entry = entryOf(meetingId, step, { key, day: schoolTime(context.now).day })
    const repeated = await isRepeated(context, { ...entry, schoolId, caseId: params.caseId })
    if (!repeated.ok) return repeated
    if (repeated.value) return success({ sent: [] })
    const open = isStillCalled(meeting)
    if (!open.ok) return open
    const ahead = step.kind === 'moved' ? isAhead(step, context) : success(undefined)
    if (!ahead.ok) return ahead
    if (step.kind === 'answered' && !meeting.invited.some(({ id }) => id === step.of))
      return refused('casework.not-invited', 'This person was not invited to the meeting.')
    const kept = await keepEntries(context, { ...file, restricted: false }, [entry])
    if (!kept.ok) return kept
    context.audit({ facts: { meeting: meetingId, step: step.kind } })
    if (step.kind === 'answered') return success({ sent: [] })
    const { pupilId } = file
    return success({
      sent: await tellGuests(
        context,
        { schoolId, pupilId, meeting: changedBy(meeting, step, context.now), publicUrl },
        step.kind,
      ),
    })
  }
}

type Step = Parameters<ReturnType<typeof changeMeeting>>[1]['body']['step']

function entryOf(meetingId: string, step: Step, of: Pick<NewEntry, 'key' | 'day'>): NewEntry {
  switch (step.kind) {
    case 'moved': {
      const { kind: _, ...body } = step
      return { ...of, kind: 'meeting-moved', body: { ...body, meetingId } }
    }
    case 'cancelled':
      return { ...of, kind: 'meeting-cancelled', body: { meetingId, because: step.because } }
    case 'answered': {
      const { answer, words } = step
      return {
        ...of,
        kind: 'meeting-answered',
        body: { meetingId, of: step.of, answer, words, through: 'told the school' },
      }
    }
  }
}

/** The meeting as it stands after a change that was just kept. */
export function changedBy(
  meeting: Meeting,
  step: Exclude<Step, { kind: 'answered' }>,
  at: Meeting['calledAt'],
): Meeting {
  const changes = meeting.changes + 1
  if (step.kind === 'cancelled')
    return { ...meeting, changes, state: 'cancelled', cancelled: { because: step.because, at } }
  const { kind: _, because: __, ...when } = step
  return { ...meeting, ...when, changes, answers: [] }
}
