import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { many, type Tx } from '../../platform/database/database.ts'

/** The same child on the roll of another school: their unique pupil number is the same. */
export interface SameChild {
  readonly pupilId: PupilId
  readonly at: { readonly schoolId: SchoolId; readonly school: string; readonly pupilId: PupilId }
  readonly startingDay: Day
  readonly leavingDay: Day | null
}

/** Where else the children of a school are or were on roll since a day, among the schools that this transaction may see: no others. */
export async function sameChildren(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day; pupilIds?: readonly PupilId[] },
): Promise<readonly SameChild[]> {
  const only = of.pupilIds === undefined ? null : [...of.pupilIds]
  const rows = await many(
    tx,
    sql<{
      pupilId: PupilId
      schoolId: SchoolId
      school: string
      there: PupilId
      startingDay: Day
      leavingDay: Day | null
    }>`
      select here.pupil_id as "pupilId", there.school_id as "schoolId", school.name as school, there.pupil_id as there,
        there.starting_day as "startingDay", there.leaving_day as "leavingDay"
      from roll.pupil as here
      join roll.pupil as there on there.upn = here.upn and there.school_id <> here.school_id
      join roll.school on school.school_id = there.school_id
      where here.school_id = ${of.schoolId} and (there.leaving_day is null or there.leaving_day >= ${of.since})
        and (${only}::uuid[] is null or here.pupil_id = any (${only}::uuid[]))
      order by here.pupil_id, there.starting_day`,
  )
  return rows.map(({ pupilId, schoolId, school, there, startingDay, leavingDay }) => ({
    pupilId,
    at: { schoolId, school, pupilId: there },
    startingDay,
    leavingDay,
  }))
}
