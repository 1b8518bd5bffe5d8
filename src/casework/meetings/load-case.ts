import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { restrictedFacts } from '../cases/show-case.ts'
import { type CaseFile, readCase } from '../cases/store.ts'
import { type Meeting, meetingsOf, type WhenAndWhere } from '../contract.ts'

export type LoadedCase = CaseFile & { readonly schoolId: SchoolId; readonly mayRestricted: boolean }

/** A case with what the caller may read of it; the audit row is about its child. */
export async function loadCase(
  context: Context,
  { schoolId, caseId }: { schoolId: SchoolId; caseId: string },
): Promise<Result<LoadedCase>> {
  const mayRestricted = context.may('casework.restricted') !== undefined
  const file = await readCase(context.tx, { schoolId, caseId, restricted: mayRestricted })
  if (file === undefined || file.entries.length === 0) return notAllowed()
  context.audit({ subject: file.pupilId, facts: restrictedFacts(mayRestricted) })
  return success({ ...file, schoolId, mayRestricted })
}

/** One meeting of a case. */
export async function loadMeeting(
  context: Context,
  of: { schoolId: SchoolId; caseId: string; meetingId: string },
): Promise<Result<{ file: LoadedCase; meeting: Meeting }>> {
  const file = await loadCase(context, of)
  if (!file.ok) return file
  const meeting = meetingsOf(file.value.entries).find(({ meetingId }) => meetingId === of.meetingId)
  return meeting === undefined ? notAllowed() : success({ file: file.value, meeting })
}

/** Refused where the day and time have gone by: a meeting is called for a time to come. */
export function isAhead(
  { day, time }: Pick<WhenAndWhere, 'day' | 'time'>,
  context: Pick<Context, 'now'>,
): Result<void> {
  const now = schoolTime(context.now)
  return day > now.day || (day === now.day && time >= now.time)
    ? success(undefined)
    : refused('casework.meeting-past', 'That time has gone by. Choose a day and time to come.')
}

/** Refused where a meeting is over: it is held or cancelled once. */
export function isStillCalled({ state }: { readonly state: Meeting['state'] }): Result<void> {
  if (state === 'called') return success(undefined)
  const words = state === 'held' ? 'This meeting was held already.' : 'This meeting was cancelled.'
  return refused('casework.meeting-over', `${words} Call another one if you need to meet again.`)
}

/** Refused before the day: minutes are of a meeting that was held. */
export function hasCome({ day }: Pick<WhenAndWhere, 'day'>, context: Pick<Context, 'now'>): Result<void> {
  return day <= schoolTime(context.now).day
    ? success(undefined)
    : refused(
        'casework.meeting-ahead',
        'This meeting is still to come. Move it to the day on which it was held, then write its minutes.',
      )
}
