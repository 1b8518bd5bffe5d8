import { type Kysely, sql } from 'kysely'
import type { Snapshot } from './database.ts'

/** Opens a transaction that sees one unchanging state, and keeps it open until closed. */
export async function beginSnapshot(
  owner: Kysely<Record<never, never>>,
  afterwards: () => Promise<void> = async () => undefined,
): Promise<Snapshot> {
  const tx = await owner.startTransaction().setIsolationLevel('repeatable read').execute()
  await sql`set transaction read only`.execute(tx)
  // A server settles on the state with the first query, and not with `begin`.
  await sql`select 1`.execute(tx)
  return {
    tx,
    async close() {
      await tx.rollback().execute()
      await afterwards()
    },
  }
}
