import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartUpError } from '../start-up-error.ts'
import { isFull } from './health.ts'

/** PGlite's PostgreSQL; another major version cannot read its files. A test compares it with what PGlite makes. */
export const POSTGRES_MAJOR = '18'

/** The database inside a data folder; lock, secret and the like lie beside it. */
export function databaseIn(folder: string): string {
  return join(folder, 'database')
}

/**
 * Makes sure that a folder is there, writable, and Firstbell's or empty; touches nothing in it.
 * @returns its absolute path. @throws StartUpError saying what to do.
 */
export function claimFolder(folder: string): string {
  const path = resolve(folder)
  let entries: string[]
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    entries = readdirSync(path)
  } catch (cause) {
    throw cannotWrite(path, cause)
  }
  const ours = entries.length === 0 || entries.includes('lock') || existsSync(databaseIn(path))
  if (!ours) {
    throw new StartUpError(
      `The folder ${path} holds files that are not Firstbell's, and nothing there was touched. Choose an empty folder with FIRSTBELL_FOLDER.`,
    )
  }
  return path
}

/** A sentence for what the operating system says of a folder. */
export function cannotWrite(path: string, cause: unknown): StartUpError {
  const { code } = cause as NodeJS.ErrnoException
  if (isFull(code)) {
    return new StartUpError(`The disk that holds ${path} is full. Free some space and start Firstbell again.`, {
      cause,
    })
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartUpError(`${path} is not a folder. Choose another one with FIRSTBELL_FOLDER.`, { cause })
  }
  return new StartUpError(
    `Firstbell cannot write in ${path} (${code ?? 'unknown reason'}). Give its user the right to, or choose another folder with FIRSTBELL_FOLDER.`,
    { cause },
  )
}

/** Whether a database is there already. @throws StartUpError where another PostgreSQL version made it. */
export function hasDatabase(folder: string): boolean {
  const database = databaseIn(folder)
  if (!existsSync(database)) return false
  let version: string
  try {
    version = readFileSync(join(database, 'PG_VERSION'), 'utf8').trim()
  } catch (cause) {
    throw new StartUpError(
      `${database} is not a database that Firstbell can open, and nothing there was touched. Restore a backup into an empty folder.`,
      { cause },
    )
  }
  if (version !== POSTGRES_MAJOR) {
    throw new StartUpError(
      `The data in ${folder} was made by PostgreSQL ${version}, and this Firstbell brings PostgreSQL ${POSTGRES_MAJOR}. Nothing was touched. Make a backup with the Firstbell that made it ("firstbell backup FILE"), then "firstbell restore FILE" into an empty folder with this one.`,
    )
  }
  return true
}

/**
 * Makes a database whole before it gets its name: `make` fills a folder beside, every byte of it is synced, and only then is it
 * renamed. A power cut in between leaves an unfinished folder that the next start throws away.
 */
export async function makeDatabase(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = join(folder, 'database.unfinished')
  try {
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    await make(unfinished)
    await syncTree(unfinished)
    renameSync(unfinished, databaseIn(folder))
    await syncOne(folder)
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    const { code, errno } = cause as { code?: string; errno?: number }
    // Emscripten's file errors carry a number only; 51 is its "no space left on device".
    if (isFull(code) || errno === 51) throw cannotWrite(folder, { code: 'ENOSPC' })
    throw cause
  }
}

/** Asks the disk to hold on to every file and folder of a tree. */
export async function syncTree(root: string): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true })
  for (const entry of entries.filter((e) => e.isDirectory())) await syncTree(join(root, entry.name))
  await Promise.all(entries.filter((e) => e.isFile()).map((e) => syncOne(join(root, e.name))))
  await syncOne(root)
}

/** Asks the disk to hold on to one file or folder. */
export async function syncOne(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
