import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'

/** Slices write SQL as SQL, so Kysely knows no tables: an unknown schema makes its query builder useless on purpose. */
export type Tx = Transaction<Record<never, never>>

/**
 * The one way to the data. A tenant is whose rows they are; row-level security compares a table's tenant column with the
 * transaction's setting, and every transaction runs under a role that cannot skip it.
 */
export interface Database {
  readonly engine: 'pglite' | 'postgres'
  /** One transaction as `firstbell_app`, seeing and writing only the rows of these tenants. Rolls back if `work` throws. */
  inTenants<T>(tenants: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction as `firstbell_system`, seeing every tenant: sign-in, jobs over all tenants, verify, backup. Never a request. */
  asSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The owner's connection: migrations and the sign-in library's own tables. Not for slices. */
  readonly owner: Kysely<Record<never, never>>
  /** Runs a script of several statements as the owner, outside any transaction of ours; the rows of all of them. */
  runScript(script: string): Promise<readonly Record<string, unknown>[]>
  /** One transaction as the owner that may also run whole scripts: migrations and restoring a backup. Rolls back if `work` throws. */
  asOwner<T>(work: (owner: OwnerTransaction) => Promise<T>): Promise<T>
  /** Everything as it is at this moment, to be read at leisure while the database goes on serving. Close it when done. */
  snapshot(): Promise<Snapshot>
  /** What a server does for itself and the embedded database must be asked for: clears away dead rows, counts anew for the planner. */
  upkeep(): Promise<void>
  close(): Promise<void>
}

export interface OwnerTransaction {
  /** Runs one statement after the other in this transaction. It is not Kysely's own transaction object: do not begin another on it. */
  readonly tx: Tx
  /** Several statements in one text, without parameters. */
  script(text: string): Promise<void>
}

/** One unchanging state of the database, read as the owner and as `firstbell_system` by turns. */
export interface Snapshot {
  readonly tx: Tx
  close(): Promise<void>
}

/** All rows of a query. */
export async function many<Row>(tx: Tx, query: RawBuilder<Row>): Promise<readonly Row[]> {
  return (await query.execute(tx)).rows
}

/** The only row of a query. @throws Error where there is not exactly one: a bug, not an answer. */
export async function one<Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row> {
  const { rows } = await query.execute(tx)
  const row = rows[0]
  if (row === undefined || rows.length > 1) throw new Error(`expected one row, found ${rows.length}`)
  return row
}

/** The first row of a query, if any. */
export async function maybeOne<Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(tx)).rows[0]
}

/** Runs a statement for its effect; how many rows it touched. */
export async function run(tx: Tx, query: RawBuilder<unknown>): Promise<number> {
  const result = await query.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/**
 * Begins a statement that each connection parses once, and whose plan it keeps where that is no worse: for what is asked at every
 * opening and every save. Its text must be the same each time.
 */
export const kept: RawBuilder<unknown> = sql.raw('/* kept */')

/** A value for a `jsonb` parameter. Never pass an array bare: drivers would make it a PostgreSQL array. */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`
}

/** A transaction begun and ended by hand on one connection, since Kysely's own cannot run scripts on PGlite. */
export function ownersTransaction(
  owner: Kysely<Record<never, never>>,
  script: (connection: Kysely<Record<never, never>>, text: string) => Promise<unknown>,
): Database['asOwner'] {
  return (work) =>
    owner.connection().execute(async (connection) => {
      const runScript = async (text: string) => void (await script(connection, text))
      await runScript('begin')
      try {
        // What can be asked of a transaction and of a connection in one is the same, but for the methods that end it.
        const result = await work({ tx: connection as Tx, script: runScript })
        await runScript('commit')
        return result
      } catch (error) {
        await runScript('rollback').catch(() => undefined)
        throw error
      }
    })
}
