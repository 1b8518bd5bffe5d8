import { sql } from 'kysely'
import type { PersonId } from '../kernel/ids.ts'
import { many, type Tx } from '../platform/database/database.ts'

/** What people are called, by id. Somebody unknown is left out. */
export async function namesOf(tx: Tx, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const rows = await many(
    tx,
    sql<{
      id: PersonId
      name: string
    }>`select id, name from identity.person where id = any (${[...personIds]}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
