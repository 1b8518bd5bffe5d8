import { sql } from 'kysely'
import type { SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { maybeOne, type Tx } from '../platform/database/database.ts'

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
