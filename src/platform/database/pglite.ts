import { readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Kysely, sql } from 'kysely'
import { StartUpError } from '../start-up-error.ts'
import { copyInTwoRounds } from './copy-folder.ts'
import { cannotWrite, claimFolder, databaseIn, hasDatabase, makeDatabase } from './data-folder.ts'
import { type Database, ownersTransaction } from './database.ts'
import { holdFolder } from './folder-lock.ts'
import { GuardedPglite, PgliteDialectWithHealth } from './guarded-pglite.ts'
import { Health, isFull } from './health.ts'
import { lendingOf } from './pglite-session.ts'
import { PowerSafeFs } from './power-safe-fs.ts'
import { beginSnapshot } from './snapshot.ts'
import { transactions } from './transactions.ts'
import { PGLITE_VALUES } from './values.ts'

/** PGlite's own start, but with every commit on the disk before it is acknowledged. */
const DURABLE_START = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'full_page_writes=on', '-c', 'synchronous_commit=on'],
]

/**
 * How much log may be written before the data files are brought up to date. A PostgreSQL server has a process for that; here
 * the log would grow for as long as Firstbell runs, and the start after a crash would replay all of it.
 */
const CHECKPOINT_AFTER = 64 * 1024 * 1024

export interface PgliteOptionsOfOurs {
  /** The data folder; in memory, and gone at the end, where left out (tests). */
  readonly folder?: string
  /** A dump to begin with. */
  readonly from?: Blob
  /** Told of every sync of a file to the disk. */
  readonly synced?: () => void
  /** Bytes that must be free on the disk for writing to begin. */
  readonly reserve?: number
}

/**
 * The embedded database in a data folder, or in memory where no folder is given. A folder is power-safe and this process's
 * alone. @throws StartUpError with a sentence that says what to do, and nothing damaged.
 */
export async function openPglite(options: PgliteOptionsOfOurs = {}): Promise<Database> {
  const start: PGliteOptions = options.from === undefined ? {} : { loadDataDir: options.from }
  if (options.folder === undefined) {
    return databaseOn(await PGlite.create({ ...start, ...PGLITE_VALUES }))
  }
  const folder = claimFolder(options.folder)
  const lock = holdFolder(folder, new Date())
  try {
    clearSnapshots(folder)
    if (!hasDatabase(folder)) {
      await makeDatabase(folder, async (unfinished) => {
        await (await PGlite.create({ ...start, dataDir: unfinished })).close()
      })
    }
    const health = new Health(folder, options.reserve)
    const checkpoints = checkpointing(() => sql`checkpoint`.execute(database.owner))
    const fs = new PowerSafeFs(databaseIn(folder), {
      synced: () => options.synced?.(),
      logWritten: checkpoints.logWritten,
      failed: (code, syscall) => health.fileFailed(code, syscall),
      aborted: () => health.aborted(),
    })
    const pglite = await openGuarded(folder, { fs, ...PGLITE_VALUES, startParams: DURABLE_START }, health)
    const database = handleOf(pglite, {
      health,
      copy: (alone) => copyOf(folder, pglite, alone),
      afterwards: async () => {
        checkpoints.stop()
        lock.release()
      },
    })
    return database
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The handle on a PGlite in memory. */
export function databaseOn(pglite: PGlite): Database {
  return handleOf(pglite, {
    copy: async (alone) => {
      const loadDataDir = await alone(async () => {
        await pglite.exec('checkpoint')
        return pglite.dumpDataDir('none')
      })
      return PGlite.create({ loadDataDir, ...PGLITE_VALUES })
    },
    afterwards: async () => undefined,
  })
}

async function openGuarded(folder: string, options: PGliteOptions, health: Health): Promise<PGlite> {
  const pglite = new GuardedPglite(options, health)
  try {
    await pglite.waitReady
    return pglite
  } catch (cause) {
    if (health.full) throw cannotWrite(folder, { code: 'ENOSPC' })
    throw new StartUpError(
      `The database in ${folder} cannot be opened, and nothing in it was changed. Start Firstbell with another folder (FIRSTBELL_FOLDER) and restore your last backup into it; keep this folder, as it may still be read by an expert.`,
      { cause },
    )
  }
}

interface Surroundings {
  readonly health?: Health
  /** A second PGlite on a copy of the data. `alone` runs its work while nobody else uses the database. */
  copy(alone: <T>(work: () => Promise<T>) => Promise<T>): Promise<PGlite>
  afterwards(): Promise<void>
}

function handleOf(pglite: PGlite, around: Surroundings): Database {
  const owner = new Kysely<Record<never, never>>({ dialect: new PgliteDialectWithHealth(pglite, around.health) })
  return {
    engine: 'pglite',
    owner,
    ...transactions(owner, lendingOf(pglite, owner, around.health)),
    asOwner: ownersTransaction(owner, (_connection, text) => pglite.exec(text)),
    // Through Kysely's lock on the one connection, so that no transaction of another request is open meanwhile.
    runScript: (script) =>
      owner.connection().execute(async () => {
        try {
          return (await pglite.exec(script)).flatMap((result) => result.rows)
        } catch (error) {
          await pglite.exec('rollback').catch(() => undefined)
          throw error
        }
      }),
    async snapshot() {
      const copy = await around.copy((work) => owner.connection().execute(work))
      const reader = new Kysely<Record<never, never>>({ dialect: new PgliteDialectWithHealth(copy, undefined) })
      return beginSnapshot(reader, () => reader.destroy())
    },
    async upkeep() {
      await sql`vacuum (analyze)`.execute(owner)
    },
    async close() {
      await owner.destroy()
      if (!pglite.closed) await pglite.close()
      await around.afterwards()
    },
  }
}

/** A process killed during a backup leaves its copy behind. */
function clearSnapshots(folder: string): void {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('snapshot-')) rmSync(join(folder, entry), { recursive: true, force: true })
  }
}

/** Most is copied while requests go on; only what changed meanwhile, while they wait. */
async function copyOf(folder: string, pglite: PGlite, alone: Parameters<Surroundings['copy']>[0]): Promise<PGlite> {
  const copy = await mkdtemp(join(folder, 'snapshot-'))
  const clear = () => rm(copy, { recursive: true, force: true })
  try {
    await alone(() => pglite.exec('checkpoint'))
    const rounds = await copyInTwoRounds(databaseIn(folder), copy)
    await alone(async () => {
      await pglite.exec('checkpoint')
      await rounds.finish()
    })
    const opened = await PGlite.create({ dataDir: copy, ...PGLITE_VALUES })
    const close = opened.close.bind(opened)
    opened.close = () => close().finally(clear)
    return opened
  } catch (error) {
    await clear()
    if (!isFull((error as NodeJS.ErrnoException).code)) throw error
    throw new StartUpError(
      `The disk that holds ${folder} has no room for the copy a backup is made from. Nothing was changed. Free some space and try again.`,
      { cause: error },
    )
  }
}

function checkpointing(checkpoint: () => Promise<unknown>) {
  let written = 0
  let timer: NodeJS.Timeout | undefined
  const begin = async () => {
    written = 0
    // What goes wrong with the disk here, Health has heard of; the next transaction is told.
    await checkpoint().catch(() => undefined)
    timer = undefined
  }
  return {
    logWritten(bytes: number) {
      written += bytes
      if (written > CHECKPOINT_AFTER) timer ??= setTimeout(begin, 100).unref()
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
