import { type RawBuilder, sql } from 'kysely'
import { many, type Tx } from './database.ts'

/** A table of Firstbell's, in any slice's schema. */
export interface OurTable {
  readonly schema: string
  readonly name: string
  /** `schema.name`, quoted where needed. */
  readonly table: string
  readonly protected: boolean
  /** The columns that hold data of their own (not computed ones), in order, each with its SQL type. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** Whatever is not PostgreSQL's, the job queue's (it refills itself at a start) or put aside by a restore. */
export const OUR_SCHEMA = sql<boolean>`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')
  and n.nspname !~ '_replaced_[0-9]+$'`

/** What remembers migrations is about the structure, not part of the data. */
const RECORD = 'public.firstbell_migration'

export async function ourTables(tx: Tx): Promise<readonly OurTable[]> {
  const tables = await many(
    tx,
    sql<OurTable>`
      select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as "table",
        c.relrowsecurity as protected, coalesce((
          select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        ), '[]') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and ${OUR_SCHEMA}
      order by 1, 2`,
  )
  return tables.filter((one) => one.table !== RECORD)
}

/** Their sequences, `schema.name`. */
export async function ourSequences(tx: Tx): Promise<readonly string[]> {
  const rows = await many(
    tx,
    sql<{ sequence: string }>`
      select format('%I.%I', n.nspname, c.relname) as sequence
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${OUR_SCHEMA} order by 1`,
  )
  return rows.map((row) => row.sequence)
}

/** Text forms that are read back as exactly the same value anywhere. */
export async function setTextForms(tx: Tx): Promise<void> {
  await sql`select set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
    set_config('timezone', 'UTC', true), set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`.execute(
    tx,
  )
}

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
