import { sql } from 'kysely'
import { maybeOne, run, type Tx } from '../../platform/database/database.ts'

/**
 * Says of an installation's data that it is made up. Only what makes it up calls this, in the transaction that does: one-click
 * sign-in to data without this mark would let anybody in to a real school.
 */
export async function markDemonstration(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`insert into platform.setting (name, value) values ('demonstration', 'true') on conflict (name) do nothing`,
  )
}

export async function isDemonstration(tx: Tx): Promise<boolean> {
  return (await maybeOne(tx, sql`select 1 from platform.setting where name = 'demonstration'`)) !== undefined
}
