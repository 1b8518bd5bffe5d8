import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Database, transactions } from './database.ts'
import { readValue } from './values.ts'

/** PostgreSQL 15 or newer by its address (`postgres://…`). Opening checks that it answers. @throws Error with what to do. */
export async function openPostgres(url: string, options: { connections?: number } = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    types: { getTypeParser: (oid: number) => readValue(oid) ?? pg.types.getTypeParser(oid) },
  })
  pool.on('error', () => {
    // A connection lost while idle: the pool drops it, and the next request opens another or says that it cannot.
  })
  try {
    await pool.query('select 1')
  } catch (cause) {
    await pool.end()
    throw new Error(
      'PostgreSQL does not answer at DATABASE_URL. Check the address, the password and that the server runs.',
      {
        cause,
      },
    )
  }
  const owner = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) })
  return {
    engine: 'postgres',
    owner,
    ...transactions(owner),
    async runScript(script) {
      await pool.query(script)
    },
    async close() {
      await owner.destroy()
    },
  }
}
