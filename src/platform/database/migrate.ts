import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from './database.ts'

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

/**
 * Brings a database up to date; each migration in a transaction of its own.
 * @returns the names of those applied now.
 * @throws Error in plain words where an applied migration's text has changed since, or the database is newer than the program.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  await database.runScript(`create table if not exists public.firstbell_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await sql<{ name: string; checksum: string }>`
    select name, checksum from public.firstbell_migration order by name`.execute(database.owner)
  refuseStrangers(rows, migrations)
  const applied = new Set(rows.map((row) => row.name))
  const pending = migrations.filter((migration) => !applied.has(migration.name))
  for (const migration of pending) {
    await database.owner.transaction().execute(async (tx) => {
      // One simple query may hold many statements on neither driver through Kysely, so the script goes in as a DO-free batch.
      for (const statement of statementsOf(migration.script)) await sql.raw(statement).execute(tx)
      await sql`insert into public.firstbell_migration (name, checksum) values (${migration.name}, ${migration.checksum})`.execute(
        tx,
      )
    })
  }
  return pending.map((migration) => migration.name)
}

function refuseStrangers(applied: readonly { name: string; checksum: string }[], known: readonly Migration[]): void {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = byName.get(row.name)
    if (migration === undefined) {
      throw new Error(
        `This database was made by a newer Firstbell (it has "${row.name}"). Start that version, or restore a backup made by this one.`,
      )
    }
    if (migration.checksum !== row.checksum) {
      throw new Error(
        `Migration "${row.name}" was changed after it was applied. Put its text back; write a new migration instead.`,
      )
    }
  }
}

/** Splits a script at semicolons that end a line outside `$$ … $$` bodies. */
export function statementsOf(script: string): string[] {
  const statements: string[] = []
  let current = ''
  let inBody = false
  for (const line of script.split('\n')) {
    if (!inBody && current.trim() === '' && /^\s*(--.*)?$/.test(line)) continue
    current += `${line}\n`
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody
    if (!inBody && /;\s*(--.*)?$/.test(line)) {
      statements.push(current)
      current = ''
    }
  }
  if (current.trim() !== '') statements.push(current)
  return statements
}
