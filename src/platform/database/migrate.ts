import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { StartUpError } from '../start-up-error.ts'
import { type Database, many, type OwnerTransaction, run, type Tx } from './database.ts'

export interface Migration {
  /** File name without `.sql`: `2026-11-23-02-roll`. Its order among all slices is the order of names. */
  readonly name: string
  readonly script: string
  readonly checksum: string
}

/** Reads the numbered SQL files of the slices' `migrations` folders, in order of name over all of them. */
export async function readMigrations(folders: readonly string[]): Promise<Migration[]> {
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder)).filter((f) => f.endsWith('.sql')).map((f) => join(folder, f)),
    ),
  )
  const migrations = await Promise.all(
    files.flat().map(async (path) => {
      const script = await readFile(path, 'utf8')
      return { name: basename(path, '.sql'), script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
  return migrations.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Any number that nothing else in the database locks; two Firstbells started at once on one server migrate one after the other. */
export const MIGRATION_LOCK = 732_001

/**
 * Brings a database up to date; each migration in a transaction of its own. Its script goes to the server whole, so it may hold
 * anything that may stand in a transaction.
 * @returns the names of those applied now.
 * @throws StartUpError in plain words where an applied migration's text has changed since, or the database is newer than the program.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  const applied: string[] = []
  refuseStrangers(await appliedTo(database), migrations)
  for (const migration of migrations) {
    if (await database.asOwner((owner) => applyOnce(owner, migration))) applied.push(migration.name)
  }
  return applied
}

async function appliedTo(database: Database): Promise<readonly AppliedMigration[]> {
  return database.asOwner(async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    await makeRecord(tx)
    return appliedMigrations(tx)
  })
}

export interface AppliedMigration {
  readonly name: string
  readonly checksum: string
}

/** The table that remembers what was applied. */
export async function makeRecord(tx: Tx): Promise<void> {
  await sql`create table if not exists public.firstbell_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(tx)
}

export async function appliedMigrations(tx: Tx): Promise<readonly AppliedMigration[]> {
  return many(tx, sql<AppliedMigration>`select name, checksum from public.firstbell_migration order by name`)
}

async function applyOnce(owner: OwnerTransaction, migration: Migration): Promise<boolean> {
  const { name } = migration
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(owner.tx)
  const done = await many(owner.tx, sql`select from public.firstbell_migration where name = ${name}`)
  if (done.length > 0) return false
  await apply(owner, migration)
  return true
}

/** Runs one migration inside a transaction and remembers it. */
export async function apply(owner: OwnerTransaction, { name, checksum, script }: Migration): Promise<void> {
  await owner.script(script)
  await run(owner.tx, sql`insert into public.firstbell_migration (name, checksum) values (${name}, ${checksum})`)
}

/** @throws StartUpError where a database holds what this program does not know. */
export function refuseStrangers(applied: readonly AppliedMigration[], known: readonly Migration[]): void {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = byName.get(row.name)
    if (migration === undefined) {
      throw new StartUpError(
        `This database was made by a newer Firstbell (it has "${row.name}"). Start that version, or restore a backup made by this one.`,
      )
    }
    if (migration.checksum !== row.checksum) {
      throw new StartUpError(
        `Migration "${row.name}" was changed after it was applied. Put its text back; write a new migration instead.`,
      )
    }
  }
}
