import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { sharing } from '../sharing.ts'
import { StartUpError } from '../start-up-error.ts'
import { type Database, ownersTransaction } from './database.ts'
import { lendingFrom } from './postgres-session.ts'
import { beginSnapshot } from './snapshot.ts'
import { transactions } from './transactions.ts'
import { readValue } from './values.ts'

export interface PostgresOptions {
  readonly connections?: number
  /** Another login to the same database, for requests: one that can be `firstbell_app` and nobody else (`admitRequestLogin`). */
  readonly appUrl?: string | undefined
}

/**
 * What bounds a transaction for tenants: each has one of few connections, and what it waits for must not keep the others' from
 * them. A save takes milliseconds; one that has waited a second for another's lock is told so, and is sent again (`race.lost`).
 */
const BOUNDS: readonly string[] = [
  `set local lock_timeout = '1s'`,
  `set local statement_timeout = '60s'`,
  `set local idle_in_transaction_session_timeout = '60s'`,
]

/** PostgreSQL 15 or newer by its address (`postgres://…`). Opening checks that it answers. @throws Error with what to do. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { connections = 10, appUrl } = options
  const pool = await openPool(url, connections, 'DATABASE_URL')
  const appPool = appUrl === undefined ? pool : await appPoolBeside(pool, appUrl, connections)
  const owner = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) })
  const { inTenants } = transactions(owner, lendingFrom(appPool, BOUNDS))
  // A third stays for others, however many of one tenant's wait for a lock of that tenant.
  const share = sharing(Math.max(1, Math.ceil((connections * 2) / 3)))
  return {
    engine: 'postgres',
    owner,
    ...transactions(owner, lendingFrom(pool)),
    inTenants: (tenants, work) => share(tenants.join(), () => inTenants(tenants, work)),
    // Without parameters `pg` sends the text as it is, and the server runs every statement in it.
    asOwner: ownersTransaction(owner, (connection, text) => sql.raw(text).execute(connection)),
    async runScript(script) {
      // One result a statement, where there are several: pg's types know only of one.
      const results: pg.QueryResult | pg.QueryResult[] = await pool.query(script)
      return [results].flat().flatMap((result) => result.rows)
    },
    snapshot: () => beginSnapshot(owner),
    async upkeep() {
      // The server's own autovacuum does this.
    },
    async close() {
      await owner.destroy()
      // Kysely ends the pool only where it has used it itself.
      if (!pool.ended) await pool.end()
      if (!appPool.ended) await appPool.end()
    },
  }
}

async function appPoolBeside(pool: pg.Pool, appUrl: string, connections: number): Promise<pg.Pool> {
  try {
    return await openPool(appUrl, connections, 'DATABASE_APP_URL')
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function openPool(url: string, connections: number, setting: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // Statements of one transaction need not wait for each other's answers.
    pipeline: true,
    types: { getTypeParser: (oid: number) => readValue(oid) ?? pg.types.getTypeParser(oid) },
  })
  pool.on('error', () => {
    // A connection lost while idle: the pool drops it, and the next request opens another or says that it cannot.
  })
  // Of one lost while lent the same event tells, and nobody else listens: the process would end. Its next statement says so.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  try {
    await pool.query('select 1')
    return pool
  } catch (cause) {
    await pool.end()
    throw new StartUpError(
      `PostgreSQL does not answer at ${setting}. Check the address, the password and that the server runs.`,
      { cause },
    )
  }
}
