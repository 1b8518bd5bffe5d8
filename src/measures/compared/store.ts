import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, run, type Tx } from '../../platform/database/database.ts'
import type { Filter } from '../rules/shown/asked.ts'

/** A support as it is kept. Exactly one of `pupilIds` and `filter` is there. */
export interface KeptSupport {
  readonly id: string
  readonly name: string
  readonly from: Day
  readonly pupilIds: readonly PupilId[] | null
  readonly filter: Filter | null
  readonly recordedAt: Moment
  readonly recordedByName: string
  readonly recordedByPosition: string
  readonly to: Day | null
  readonly endedAt: Moment | null
  readonly endedByName: string | null
  readonly endedByPosition: string | null
}

interface By {
  readonly id: string
  readonly name: string
  readonly position: string
}

/** Supports of a school, the latest first; one of them where an id is given. */
export function supportsOf(tx: Tx, of: { schoolId: SchoolId; id?: string }): Promise<readonly KeptSupport[]> {
  return many(
    tx,
    sql<KeptSupport>`
      select id, name, from_day as "from", pupil_ids as "pupilIds", filter, recorded_at as "recordedAt",
        recorded_by_name as "recordedByName", recorded_by_position as "recordedByPosition", ended_day as "to",
        ended_at as "endedAt", ended_by_name as "endedByName", ended_by_position as "endedByPosition"
      from measures.support
      where school_id = ${of.schoolId} and (${of.id ?? null}::uuid is null or id = ${of.id ?? null}::uuid)
      order by from_day desc, name`,
  )
}

/** Keeps a support: for pupils by name, or for a part of the school. */
export async function keepSupport(
  tx: Tx,
  of: {
    schoolId: SchoolId
    id: string
    name: string
    from: Day
    pupilIds: readonly PupilId[] | undefined
    filter: Filter | undefined
    at: Moment
    by: By
  },
): Promise<void> {
  const pupilIds = of.pupilIds === undefined ? null : [...new Set(of.pupilIds)]
  const filter = of.filter === undefined ? sql`null` : json(of.filter)
  await run(
    tx,
    sql`insert into measures.support (school_id, id, name, from_day, pupil_ids, filter, recorded_at, recorded_by,
        recorded_by_name, recorded_by_position)
      values (${of.schoolId}, ${of.id}, ${of.name}, ${of.from}, ${pupilIds}::uuid[], ${filter}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})`,
  )
}

/** @returns false where it has ended already. */
export async function keepEnd(
  tx: Tx,
  of: { schoolId: SchoolId; id: string; day: Day; at: Moment; by: By },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update measures.support set ended_day = ${of.day}, ended_at = ${of.at}, ended_by = ${of.by.id},
        ended_by_name = ${of.by.name}, ended_by_position = ${of.by.position}
      where school_id = ${of.schoolId} and id = ${of.id} and ended_day is null`,
  )
  return touched === 1
}
