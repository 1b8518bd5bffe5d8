import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Command } from 'commander'
import { z } from 'zod'
import { isDemonstration } from '../identity/index.ts'
import type { AdminRequests } from '../platform/admin-door.ts'
import { backUp } from '../platform/database/backup.ts'
import { saveWhole } from '../platform/database/backup-file.ts'
import type { Database } from '../platform/database/database.ts'
import { readMigrations } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { type Restored, restore } from '../platform/database/restore.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import { askRunning } from './ask-running.ts'
import { COMMAND, commandAnswerer } from './commands.ts'
import { type OpenInstallation, refuseNothingThere } from './open-installation.ts'
import { type Asked, readSettings, type Settings } from './settings.ts'
import { MIGRATION_FOLDERS } from './slices.ts'

interface AskedWithFile extends Asked {
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
    .option('--replace', 'also where there is such a file already')
    .action((file: string, asked: AskedWithFile) =>
      plainly(() => backUpTo(resolve(file), asked.replace === true, readSettings(process.env, asked))),
    )
  program
    .command('restore <file>')
    .description('Put the contents of a backup file in the place of what is here')
    .option('--demo', 'the demonstration')
    .option('--folder <folder>', 'the data folder')
    .option('--replace', 'also where there is data: that is put aside')
    .action((file: string, asked: AskedWithFile) =>
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

const say = (line: string) => console.log(line)

async function backUpTo(path: string, replace: boolean, settings: Settings): Promise<void> {
  if (existsSync(path) && !replace) {
    throw new StartUpError(
      `There is a file ${path} already, perhaps an earlier backup. Give another name, such as one with the day in it, or add --replace to write over it. Nothing was changed.`,
    )
  }
  const running = settings.databaseUrl === undefined ? await askRunning(settings.folder, 'backup', { say }) : undefined
  if (running === undefined) refuseNothingThere(settings)
  if (running !== undefined) await saveWhole(running, path)
  else await withDatabase(settings, async (database) => saveWhole(await backUp(database, new Date()), path))
  console.log(`Everything is copied to ${path}. It holds personal data: keep it as safe as the register itself.`)
}

async function restoreFrom(path: string, replace: boolean, settings: Settings): Promise<void> {
  const running =
    settings.databaseUrl === undefined ? await askRunning(settings.folder, { path, replace }, { say }) : undefined
  const restored =
    running === undefined
      ? await withDatabase(settings, (database) => restoreInto(database, path, replace))
      : restoredShape.parse(await json(running))
  console.log(`Restored ${restored.rows} rows, as they were on ${restored.at.slice(0, 16).replace('T', ' at ')} UTC.`)
  if (restored.aside !== undefined) {
    console.log(`What was here before is put aside in the schemas whose names end in "${restored.aside}".`)
  }
  if (running !== undefined) console.log('Start Firstbell again, so that everybody signs in anew.')
  const otherwise = warningOf(restored.demonstration, settings.demo)
  if (otherwise !== undefined) console.log(otherwise)
}

/** What to know where a backup was restored that the same command line will refuse to open; undefined where it opens. */
export function warningOf(isDemo: boolean, asDemo: boolean): string | undefined {
  if (isDemo === asDemo) return undefined
  return isDemo
    ? 'Take care: this backup is of a demonstration, in which anybody signs in as anybody. Every command on it now needs --demo, and no school’s work belongs in it: for your school, restore its own backup.'
    : 'Take care: this backup is of a school, not of a demonstration. Every command on it now has to be given without --demo, with --folder where it is not in the usual folder.'
}

const restoredShape = z.object({
  at: z.string(),
  rows: z.number(),
  aside: z.string().optional(),
  demonstration: z.boolean(),
})

/** Restores, and finds whether what is there now is a demonstration. */
export async function restoreInto(
  database: Database,
  path: string,
  replace: boolean,
): Promise<Restored & { readonly demonstration: boolean }> {
  const migrations = await readMigrations(MIGRATION_FOLDERS)
  const restored = await restore(database, { path, migrations, replace, now: new Date() })
  return { ...restored, demonstration: await database.asSystem(isDemonstration) }
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
