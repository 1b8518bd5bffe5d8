import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, one, run } from '../../platform/database/database.ts'

/** The secret that this installation signs cookies with: made once, and the same ever after. */
export async function installationSecret(database: Database): Promise<string> {
  const fresh = randomBytes(32).toString('base64url')
  return database.asSystem(async (tx) => {
    await run(
      tx,
      sql`insert into identity.secret (name, value) values ('cookies', ${fresh}) on conflict (name) do nothing`,
    )
    const kept = await one(tx, sql<{ value: string }>`select value from identity.secret where name = 'cookies'`)
    return kept.value
  })
}
