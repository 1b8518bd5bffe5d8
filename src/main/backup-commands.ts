import { resolve } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Command } from 'commander'
import { z } from 'zod'
import { type AdminRequests, askThrough } from '../platform/admin-door.ts'
import { backUp } from '../platform/database/backup.ts'
import { saveWhole } from '../platform/database/backup-file.ts'
import type { Database } from '../platform/database/database.ts'
import { readMigrations } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { type Restored, restore } from '../platform/database/restore.ts'
import { COMMAND, commandAnswerer } from './commands.ts'
import { type OpenInstallation, refuseNothingThere } from './open-installation.ts'
import { type Asked, readSettings, type Settings } from './settings.ts'
import { MIGRATION_FOLDERS } from './slices.ts'

interface AskedToRestore extends Asked {
  readonly replace?: boolean
}

/** Runs a command's work, and says a foreseen refusal as one sentence. */
type Plainly = (work: () => Promise<void>) => Promise<void>

/** `firstbell backup FILE` and `firstbell restore FILE`; both work while the server runs and while it does not. */
export function addBackupCommands(program: Command, plainly: Plainly): void {
  program
    .command('backup <file>')
    .description('Copy everything to one file, also while Firstbell runs')
    .option('--demo', 'the demonstration')
    .option('--folder <folder>', 'the data folder')
    .action((file: string, asked: Asked) => plainly(() => backUpTo(resolve(file), readSettings(process.env, asked))))
  program
    .command('restore <file>')
    .description('Put the contents of a backup file in the place of what is here')
    .option('--demo', 'the demonstration')
    .option('--folder <folder>', 'the data folder')
    .option('--replace', 'also where there is data: that is put aside')
    .action((file: string, asked: AskedToRestore) =>
      plainly(() => restoreFrom(resolve(file), asked.replace === true, readSettings(process.env, asked))),
    )
}

/** What the running server answers to the command line. */
export function adminRequests({ database, signIn }: OpenInstallation): AdminRequests {
  return {
    backUp: () => backUp(database, new Date()),
    restore: (path, replace) => restoreInto(database, path, replace),
    questions: { [COMMAND]: commandAnswerer({ database, settings: signIn }) },
  }
}

async function backUpTo(path: string, settings: Settings): Promise<void> {
  const running = settings.databaseUrl === undefined ? await askThrough(settings.folder, 'backup') : undefined
  if (running === undefined) refuseNothingThere(settings)
  if (running !== undefined) await saveWhole(running, path)
  else await withDatabase(settings, async (database) => saveWhole(await backUp(database, new Date()), path))
  console.log(`Everything is copied to ${path}. It holds personal data: keep it as safe as the register itself.`)
}

async function restoreFrom(path: string, replace: boolean, settings: Settings): Promise<void> {
  const running = settings.databaseUrl === undefined ? await askThrough(settings.folder, { path, replace }) : undefined
  const restored =
    running === undefined
      ? await withDatabase(settings, (database) => restoreInto(database, path, replace))
      : restoredShape.parse(await json(running))
  console.log(`Restored ${restored.rows} rows, as they were on ${restored.at.slice(0, 16).replace('T', ' at ')} UTC.`)
  if (restored.aside !== undefined) {
    console.log(`What was here before is put aside in the schemas whose names end in "${restored.aside}".`)
  }
  if (running !== undefined) console.log('Start Firstbell again, so that everybody signs in anew.')
}

const restoredShape = z.object({ at: z.string(), rows: z.number(), aside: z.string().optional() })

async function restoreInto(database: Database, path: string, replace: boolean): Promise<Restored> {
  const migrations = await readMigrations(MIGRATION_FOLDERS)
  return restore(database, { path, migrations, replace, now: new Date() })
}

/** Without migrating: what an older Firstbell left is copied as it is. */
async function withDatabase<T>(settings: Settings, work: (database: Database) => Promise<T>): Promise<T> {
  const { databaseUrl, folder } = settings
  const database = databaseUrl === undefined ? await openPglite({ folder }) : await openPostgres(databaseUrl)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
