import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { maybeOne } from '../platform/database/database.ts'
import type { Context } from '../platform/http/use-case.ts'
import type { Viewer } from './rules/flag-visibility.ts'
import { groupsOfPerson } from './views.ts'

/** How much of any pupil the caller may see. A right that reaches only own groups opens nothing beyond a name here. */
export function viewerOf(context: Context): Viewer {
  return {
    contacts: context.may('pupil.view-contacts') === 'all',
    sensitive: context.may('pupil.view-sensitive') === 'all',
  }
}

export function today(context: Context): Day {
  return schoolTime(context.now).day
}

/** The groups that the caller is tutor of today; undefined where their right reaches every group. */
export async function ownGroups(context: Context, schoolId: SchoolId): Promise<readonly GroupId[] | undefined> {
  if (context.reach === 'all') return undefined
  // The caller of a school's operation is always a person of `identity`.
  return groupsOfPerson(context.tx, { schoolId, personId: context.caller.id as PersonId, day: today(context) })
}

/** Whether the caller's right to see pupils reaches this one: at least one of their groups must be the pupil's today. */
export async function reaches(context: Context, of: { schoolId: SchoolId; pupilId: PupilId }): Promise<boolean> {
  const own = await ownGroups(context, of.schoolId)
  if (own === undefined) return true
  const day = today(context)
  const placed = await maybeOne(
    context.tx,
    sql`select 1 from roll.placement join roll.pupil using (school_id, pupil_id)
      where school_id = ${of.schoolId} and pupil_id = ${of.pupilId} and group_id = any (${[...own]}::uuid[])
        and from_day <= ${day} and (until_day is null or until_day > ${day})
        and starting_day <= ${day} and (leaving_day is null or leaving_day >= ${day})`,
  )
  return placed !== undefined
}
