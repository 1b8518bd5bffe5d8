import { installationSecret, type SignInSettings } from '../identity/index.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import type { Settings } from './settings.ts'
import { MIGRATION_FOLDERS } from './slices.ts'

export interface OpenInstallation {
  readonly database: Database
  readonly signIn: SignInSettings
}

/** Opens the database that the settings name and brings it up to date. @throws StartUpError in plain words */
export async function openInstallation(settings: Settings): Promise<OpenInstallation> {
  const { databaseUrl, folder, publicUrl, oidc } = settings
  const database = databaseUrl === undefined ? await openPglite({ folder }) : await openPostgres(databaseUrl)
  try {
    await migrate(database, await readMigrations(MIGRATION_FOLDERS))
    const secret = settings.secret ?? (await installationSecret(database))
    return { database, signIn: { secret, publicUrl, oidc } }
  } catch (error) {
    await database.close()
    throw error
  }
}
