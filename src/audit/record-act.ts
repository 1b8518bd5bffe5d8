import { sql } from 'kysely'
import { json, kept, run, type Tx } from '../platform/database/database.ts'
import type { AuditRow } from '../platform/http/pipeline.ts'

/** Stands for the place of an act that was at no one school, trust or authority. */
export const NO_PLACE = '00000000-0000-0000-0000-000000000000'

/** Writes one row of the trail in the transaction of the act itself: both are kept, or neither. */
export async function recordAct(tx: Tx, row: AuditRow): Promise<void> {
  await run(
    tx,
    sql`${kept} insert into audit.trail
      (place_id, at, person_id, person_name, person_position, operation, sentence, subject, facts, request_id)
      values (${row.tenant ?? NO_PLACE}, ${row.at}, ${row.caller.id}, ${row.caller.name}, ${row.caller.position},
        ${row.operation}, ${row.sentence}, ${row.subject ?? null}, ${json(row.facts)}, ${row.requestId})`,
  )
}
