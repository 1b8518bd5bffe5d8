import { type RawBuilder, sql } from 'kysely'
import { many, type Tx } from './database.ts'

/** A row as it is kept, column by column, with a key by which it can be pointed at: the same as long as the row is the same. */
export interface KeptRow {
  readonly key: string
  readonly row: Readonly<Record<string, unknown>>
}

/** What is asked of any table: which rows by a condition on the alias `kept`, and in which order. Names come from lists in the code, never from a request. */
export interface AskedRows {
  readonly table: string
  readonly where: RawBuilder<unknown>
  readonly order: string
}

/** Rows of one table, whichever it is. The key is of the whole row: two rows alike in everything are one to point at. */
export async function rowsAbout(tx: Tx, { table, where, order }: AskedRows): Promise<readonly KeptRow[]> {
  return many(
    tx,
    sql<KeptRow>`select md5(to_jsonb(kept)::text) as key, to_jsonb(kept) as row from ${sql.table(table)} as kept
      where ${where} order by ${sql.ref(`kept.${order}`)}, 1`,
  )
}

/** How many there are of these. */
export async function countRowsAbout(tx: Tx, { table, where }: Omit<AskedRows, 'order'>): Promise<number> {
  const [row] = await many(
    tx,
    sql<{ count: number }>`select count(*)::integer as count from ${sql.table(table)} as kept where ${where}`,
  )
  return row?.count ?? 0
}
