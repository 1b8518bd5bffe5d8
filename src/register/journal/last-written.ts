import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'

/** When an entry of a school's journal was written; undefined where there is no such entry. */
export async function writtenAt(tx: Tx, of: { schoolId: SchoolId; number: number }): Promise<Moment | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ at: Moment }>`
      select made_at as at from register.entry where school_id = ${of.schoolId} and number = ${of.number}`,
  )
  return row?.at
}
