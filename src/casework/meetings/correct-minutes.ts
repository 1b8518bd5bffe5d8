import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import type * as contract from '../contract.ts'
import { checkGuests } from './guests.ts'
import { loadMeeting } from './load-case.ts'

/** Writes minutes anew, with what was wrong in them. Nothing is taken away: what they said before stands beside them. */
export const correctMinutes: UseCase<typeof contract.correctMinutes> = async (context, { params, body: sent }) => {
  const { tx, now } = context
  const { schoolId, meetingId } = params
  const loaded = await loadMeeting(context, params)
  if (!loaded.ok) return loaded
  const { file, meeting } = loaded.value
  const { key, ...body } = sent
  const of = { schoolId, caseId: params.caseId, kind: 'meeting-corrected' as const, key, body: { ...body, meetingId } }
  const repeated = await isRepeated(context, of)
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  if (meeting.record === null)
    return refused('casework.meeting-ahead', 'There are no minutes of this meeting yet. Write them first.')
  const day = schoolTime(now).day
  // Whoever stands in the minutes already may stay in them, though they might not be invited any more.
  const known = new Set(meeting.record.came.map(({ id }) => id))
  const people = body.came.filter(({ id }) => !known.has(id))
  const may = await checkGuests(tx, { schoolId, pupilId: file.pupilId, day, people })
  if (!may.ok) return may
  const kept = await keepEntries(context, { ...file, restricted: false }, [
    { kind: 'meeting-corrected', day, key, body: { ...body, meetingId } },
  ])
  context.audit({ facts: { meeting: meetingId } })
  return kept.ok ? success({}) : kept
}
