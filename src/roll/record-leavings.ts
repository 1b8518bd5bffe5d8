import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import { many, type Tx } from '../platform/database/database.ts'
import { type ChangeFacts, keep } from './keep.ts'
import type { Leaving } from './rules/enrolment.ts'
import type { PupilRow } from './rules/rows.ts'

/** Somebody who leaves, and where to as far as it is known. */
export interface PupilLeaving extends Leaving {
  readonly pupilId: PupilId
  readonly nextSchool?: string | undefined
  readonly nextSchoolFrom?: Day | undefined
}

/** Records that pupils of one school leave, in one act: the end of a school year, or the moves of another system. */
export async function recordLeavings(tx: Tx, facts: ChangeFacts, leavings: readonly PupilLeaving[]): Promise<void> {
  const byPupil = new Map(leavings.map((leaving) => [leaving.pupilId, leaving]))
  const rows = await many(
    tx,
    sql<PupilRow>`select * from roll.pupil
      where school_id = ${facts.schoolId} and pupil_id = any (${[...byPupil.keys()]}::uuid[]) for update`,
  )
  if (rows.length !== byPupil.size) throw new RangeError('a pupil who leaves is at this school')
  const changed = rows.map((row): PupilRow => {
    const leaving = byPupil.get(row.pupil_id)
    return {
      ...row,
      leaving_day: leaving?.day ?? null,
      leaving_ground: leaving?.ground ?? null,
      leaving_ground_letter: leaving?.letter ?? null,
      next_school: leaving?.nextSchool ?? row.next_school,
      next_school_from: leaving?.nextSchoolFrom ?? row.next_school_from,
      version: row.version + 1,
    }
  })
  await keep(tx, facts, { kind: 'pupil', rows: changed })
}
