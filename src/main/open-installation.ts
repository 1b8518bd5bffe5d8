import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { installationSecret, isDemonstration, type SignInSettings } from '../identity/index.ts'
import { type Database, one } from '../platform/database/database.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { admitRequestLogin } from '../platform/database/request-login.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import type { Settings } from './settings.ts'
import { MIGRATION_FOLDERS } from './slices.ts'

export interface OpenInstallation {
  readonly database: Database
  readonly signIn: SignInSettings
}

/** Opens the database that the settings name and brings it up to date. @throws StartUpError in plain words */
export async function openInstallation(settings: Settings): Promise<OpenInstallation> {
  const { databaseUrl, databaseAppUrl: appUrl, folder, publicUrl, oidc } = settings
  const database =
    databaseUrl === undefined ? await openPglite({ folder }) : await openPostgres(databaseUrl, { appUrl })
  try {
    await migrate(database, await readMigrations(MIGRATION_FOLDERS))
    if (appUrl !== undefined) await admitRequestLogin(database, appUrl)
    await refuseTheOther(database, settings.demo)
    const secret = settings.secret ?? (await installationSecret(database))
    return { database, signIn: { secret, publicUrl, oidc } }
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * A demonstration lets anybody in as anybody, so it never opens data that was not made up for one; and a school's work never
 * begins in data that the next `--demo` would open to everybody. @throws StartUpError
 */
export async function refuseTheOther(database: Database, demo: boolean): Promise<void> {
  const found = await database.asSystem(async (tx) => ({
    isDemo: await isDemonstration(tx),
    ...(await one(tx, sql<{ isEmpty: boolean }>`select not exists (select from identity.place) as "isEmpty"`)),
  }))
  if (demo && !found.isDemo && !found.isEmpty) {
    throw new StartUpError(
      'This data is not a demonstration, and a demonstration would let anybody sign in as anybody. Start without --demo ("./firstbell start", not "npm start"), or let the demonstration have a folder of its own (without DATABASE_URL and FIRSTBELL_FOLDER). No data was changed.',
    )
  }
  if (!demo && found.isDemo) {
    throw new StartUpError(
      'This data is a demonstration, in which anybody signs in as anybody. Add --demo to go on with it, or choose another folder or database for your school. No data was changed.',
    )
  }
}

/** Stops a command that would otherwise make an empty installation just to look into it. */
export function refuseNothingThere(settings: Settings): void {
  if (settings.databaseUrl !== undefined || existsSync(settings.folder)) return
  throw new StartUpError(
    `There is no school in ${settings.folder} yet. Make one with "./firstbell school add", or add --demo to work on the demonstration.`,
  )
}
