import { sql } from 'kysely'
import type { SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { many, maybeOne, type Tx } from '../platform/database/database.ts'

/** One line of the trail: when, by whom, and what was noted of it. */
export interface LastAct {
  readonly at: Moment
  readonly by: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** When an operation was last done at a school, refused attempts aside; undefined where it never was. */
export function lastAct(tx: Tx, of: { schoolId: SchoolId; operation: string }): Promise<LastAct | undefined> {
  return maybeOne(
    tx,
    sql<LastAct>`
      select at, person_name as by, facts from audit.trail
      where place_id = ${of.schoolId} and operation = ${of.operation} and not facts @> '{"refused": true}'
      order by number desc limit 1`,
  )
}

/** When each of these people last did an operation at a school, refused attempts aside; those who never did are left out. */
export async function lastOfEach(
  tx: Tx,
  of: { schoolId: SchoolId; operation: string; personIds: readonly string[] },
): Promise<ReadonlyMap<string, Moment>> {
  const rows = await many(
    tx,
    sql<{ personId: string; at: Moment }>`
      select distinct on (person_id) person_id as "personId", at from audit.trail
      where place_id = ${of.schoolId} and person_id = any (${[...of.personIds]}::uuid[])
        and operation = ${of.operation} and not facts @> '{"refused": true}'
      order by person_id, number desc`,
  )
  return new Map(rows.map(({ personId, at }) => [personId, at]))
}
