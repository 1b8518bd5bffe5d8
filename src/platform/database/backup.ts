import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Line, packed } from './backup-file.ts'
import { type Database, many, one, type Tx } from './database.ts'
import { appliedMigrations } from './migrate.ts'
import { type OurTable, ourSequences, ourTables, setTextForms } from './our-tables.ts'

const ROWS_AT_A_TIME = 200

/**
 * A copy of everything as it is at this moment, as the bytes of a backup file, while the database goes on serving. It holds
 * values as text and the names of the migrations, so that either engine, and later versions, can restore it.
 */
export async function backUp(database: Database, at: Date): Promise<Readable> {
  const snapshot = await database.snapshot()
  const lines = async function* (): AsyncGenerator<Line | string[]> {
    try {
      await setTextForms(snapshot.tx)
      const migrations = (await appliedMigrations(snapshot.tx)).map(({ name, checksum }) => ({ name, checksum }))
      yield { firstbellBackup: 1, at: at.toISOString(), engine: database.engine, migrations }
      const counts: Record<string, number> = {}
      for (const table of await ourTables(snapshot.tx)) {
        yield { table: table.table, columns: [...table.columns] }
        counts[table.table] = 0
        for await (const rows of rowsOf(snapshot.tx, table)) {
          counts[table.table] = (counts[table.table] ?? 0) + rows.length
          yield rows
        }
      }
      for (const sequence of await ourSequences(snapshot.tx)) {
        const { value, called } = await one(
          snapshot.tx,
          sql<{ value: string; called: boolean }>`
            select last_value::text as value, is_called as called from ${sql.raw(sequence)}`,
        )
        yield { sequence, value, called }
      }
      yield { end: true, tables: counts }
    } finally {
      await snapshot.close()
    }
  }
  return packed(lines())
}

/** Through a cursor, so that a table may be larger than memory. */
async function* rowsOf(tx: Tx, table: OurTable): AsyncGenerator<string[]> {
  // The owner does not see past forced row-level security either; the system role's policy shows every row.
  await sql`select set_config('role', ${table.protected ? 'firstbell_system' : 'none'}, true)`.execute(tx)
  const values = sql.join(table.columns.map((column) => sql`${sql.ref(column.name)}::text`))
  await sql`declare backup no scroll cursor for
    select to_json(array[${values}]::text[])::text as row from ${sql.raw(table.table)}`.execute(tx)
  await sql`select set_config('role', 'none', true)`.execute(tx)
  for (;;) {
    const rows = await many(tx, sql<{ row: string }>`fetch ${sql.raw(String(ROWS_AT_A_TIME))} from backup`)
    if (rows.length > 0) yield rows.map(({ row }) => row)
    if (rows.length < ROWS_AT_A_TIME) break
  }
  await sql`close backup`.execute(tx)
}
