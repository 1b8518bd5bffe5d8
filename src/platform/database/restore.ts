import { sql } from 'kysely'
import { z } from 'zod'
import { StartUpError } from '../start-up-error.ts'
import {
  checkedHead,
  endShape,
  type Head,
  notABackup,
  rowShape,
  sequenceShape,
  tableShape,
  unpacked,
} from './backup-file.ts'
import { type Database, many, type OwnerTransaction, one, run, type Tx } from './database.ts'
import { apply, MIGRATION_LOCK, type Migration, makeRecord, refuseStrangers } from './migrate.ts'
import { OUR_SCHEMA, type OurTable, ourTables, setTextForms } from './our-tables.ts'

export interface RestoreOptions {
  readonly path: string
  readonly migrations: readonly Migration[]
  /** Whether data that is there may be put aside; refused otherwise. */
  readonly replace: boolean
  readonly now: Date
}

export interface Restored {
  /** When the backup was made. */
  readonly at: string
  readonly rows: number
  readonly tables: Readonly<Record<string, number>>
  /** How the schemas with the former data end, where there was any: `_replaced_20260904101500`. */
  readonly aside: string | undefined
}

/**
 * Puts a backup in the place of what is there, in one transaction: until it commits everybody sees the old data, from then on
 * the new, and whatever goes wrong leaves the old. Former data is put aside in schemas that only the owner can read.
 * @throws StartUpError with what to do.
 */
export async function restore(database: Database, options: RestoreOptions): Promise<Restored> {
  const head = await checkedHead(options.path)
  refuseStrangers(head.migrations, options.migrations)
  const lines = unpacked(options.path)
  try {
    await lines.next()
    const restored = await database.asOwner((owner) => replaceAll(owner, { ...options, head, lines }))
    await database.runScript('analyze')
    return restored
  } catch (error) {
    throw error instanceof z.ZodError ? notABackup(options.path, error) : error
  } finally {
    await lines.return(undefined)
  }
}

interface Work extends RestoreOptions {
  readonly head: Head
  readonly lines: AsyncGenerator<unknown>
}

async function replaceAll(owner: OwnerTransaction, work: Work): Promise<Restored> {
  const { tx } = owner
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
  const suffix = `_replaced_${work.now.toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
  const former = await putAside(tx, suffix)
  const inBackup = new Set(work.head.migrations.map((migration) => migration.name))
  await makeRecord(tx)
  for (const migration of work.migrations.filter((one) => inBackup.has(one.name))) await apply(owner, migration)
  const fresh = await ourTables(tx)
  const occupied = await holdsMoreThan(tx, former, { fresh, suffix })
  if (occupied && !work.replace) {
    throw new StartUpError(
      'There is data here already, and nothing was changed. Restore into an empty folder or database, or add --replace to put what is here aside.',
    )
  }
  const tables = await load(tx, fresh, work)
  for (const migration of work.migrations.filter((one) => !inBackup.has(one.name))) await apply(owner, migration)
  if (!occupied) await dropAside(tx, suffix)
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
  return { at: work.head.at, rows, tables, aside: occupied ? suffix : undefined }
}

async function putAside(tx: Tx, suffix: string): Promise<readonly OurTable[]> {
  const former = await ourTables(tx)
  // Whoever is about to write waits here, and afterwards finds the new table by its name.
  for (const { table } of former) await sql`lock table ${sql.raw(table)} in access exclusive mode`.execute(tx)
  const schemas = await many(
    tx,
    sql<{ name: string }>`select n.nspname as name from pg_namespace n where n.nspname <> 'public' and ${OUR_SCHEMA}`,
  )
  for (const { name } of schemas) {
    await sql`alter schema ${sql.id(name)} rename to ${sql.id(name + suffix)}`.execute(tx)
    await sql`revoke all on schema ${sql.id(name + suffix)} from firstbell_app, firstbell_system`.execute(tx)
  }
  const inPublic = await many(
    tx,
    sql<{ name: string }>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  await sql`create schema ${sql.id(`public${suffix}`)}`.execute(tx)
  for (const { name } of inPublic) {
    await sql`alter table public.${sql.id(name)} set schema ${sql.id(`public${suffix}`)}`.execute(tx)
  }
  return former
}

/** Whether what was there is more than the migrations put there themselves. */
async function holdsMoreThan(
  tx: Tx,
  former: readonly OurTable[],
  { fresh, suffix }: { fresh: readonly OurTable[]; suffix: string },
): Promise<boolean> {
  const freshNames = new Set(fresh.map((one) => one.table))
  for (const table of former) {
    const before = await count(tx, table.schema + suffix, table.name)
    const after = freshNames.has(table.table) ? await count(tx, table.schema, table.name) : 0
    if (before !== after) return true
  }
  return false
}

async function count(tx: Tx, schema: string, name: string): Promise<number> {
  await sql`alter table ${sql.id(schema, name)} no force row level security`.execute(tx)
  return (await one(tx, sql<{ n: number }>`select count(*) as n from ${sql.id(schema, name)}`)).n
}

async function dropAside(tx: Tx, suffix: string): Promise<void> {
  const schemas = await many(
    tx,
    sql<{ name: string }>`select nspname as name from pg_namespace where nspname like ${`%${suffix}`}`,
  )
  for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(tx)
}

const BATCH_BYTES = 1_000_000

async function load(tx: Tx, fresh: readonly OurTable[], work: Work): Promise<Record<string, number>> {
  await setTextForms(tx)
  const links = await openUp(tx, fresh)
  const filled = await fill(tx, fresh, work)
  await closeDown(tx, fresh, links)
  return filled
}

interface Link {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** Rows come in any order and are facts already: no foreign key, trigger or policy of ours stands in their way until all are in. */
async function openUp(tx: Tx, fresh: readonly OurTable[]): Promise<readonly Link[]> {
  const links = await many(
    tx,
    sql<Link>`
      select format('%I.%I', n.nspname, c.relname) as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and ${OUR_SCHEMA} order by 1, 2`,
  )
  for (const link of links) {
    await sql`alter table ${sql.raw(link.table)} drop constraint ${sql.id(link.name)}`.execute(tx)
  }
  for (const { table } of fresh) {
    await sql`alter table ${sql.raw(table)} disable trigger user`.execute(tx)
    await sql`alter table ${sql.raw(table)} no force row level security`.execute(tx)
    await sql`delete from ${sql.raw(table)}`.execute(tx)
  }
  return links
}

async function closeDown(tx: Tx, fresh: readonly OurTable[], links: readonly Link[]): Promise<void> {
  for (const link of links) {
    await sql`alter table ${sql.raw(link.table)} add constraint ${sql.id(link.name)} ${sql.raw(link.definition)}`.execute(
      tx,
    )
  }
  for (const one of fresh) {
    await sql`alter table ${sql.raw(one.table)} enable trigger user`.execute(tx)
    if (one.protected) await sql`alter table ${sql.raw(one.table)} force row level security`.execute(tx)
  }
}

async function fill(tx: Tx, fresh: readonly OurTable[], work: Work): Promise<Record<string, number>> {
  const known = new Map(fresh.map((one) => [one.table, one]))
  const filled: Record<string, number> = {}
  let into: { table: string; insert: (rows: string) => Promise<number> } | undefined
  let batch: string[] = []
  let bytes = 0
  const flush = async () => {
    if (into === undefined || batch.length === 0) return
    filled[into.table] = (filled[into.table] ?? 0) + (await into.insert(`[${batch.join(',')}]`))
    batch = []
    bytes = 0
  }
  for await (const line of work.lines) {
    if (Array.isArray(line)) {
      const row = JSON.stringify(rowShape.parse(line))
      batch.push(row)
      bytes += row.length
      if (bytes > BATCH_BYTES) await flush()
      continue
    }
    await flush()
    const end = endShape.safeParse(line)
    if (end.success) return checked(end.data.tables, filled, work)
    const sequence = sequenceShape.safeParse(line)
    if (sequence.success) await setSequence(tx, sequence.data)
    else into = insertInto(tx, known, line)
    if (into !== undefined && !sequence.success) filled[into.table] = 0
  }
  throw notABackup(work.path)
}

async function setSequence(tx: Tx, { sequence, value, called }: { sequence: string; value: string; called: boolean }) {
  await sql`select setval(${sequence}::regclass, ${value}::bigint, ${called})`.execute(tx)
}

function insertInto(tx: Tx, known: ReadonlyMap<string, OurTable>, line: unknown) {
  const { table, columns } = tableShape.parse(line)
  const types = new Map(known.get(table)?.columns.map((column) => [column.name, column.type]))
  const names = sql.join(columns.map((column) => sql.id(column.name)))
  const values = sql.join(
    columns.map(({ name }, position) => {
      const type = types.get(name)
      if (type === undefined)
        throw new StartUpError(`This backup holds ${table}.${name}, which this Firstbell does not know.`)
      return sql`(r->>${sql.lit(position)})::${sql.raw(type)}`
    }),
  )
  return {
    table,
    insert: (rows: string) =>
      run(
        tx,
        sql`insert into ${sql.raw(table)} (${names}) overriding system value
        select ${values} from jsonb_array_elements(${rows}::jsonb) r`,
      ),
  }
}

function checked(expected: Record<string, number>, filled: Record<string, number>, work: Work) {
  const differing = Object.keys(expected).find((table) => expected[table] !== filled[table])
  if (differing !== undefined) throw notABackup(work.path, new Error(`${differing} is not whole`))
  return filled
}
