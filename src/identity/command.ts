import type { Database } from '../platform/database/database.ts'
import type { SignInSettings } from './signing-in/auth.ts'

/** What a command needs of the installation it is run in. */
export interface Installation {
  readonly database: Database
  readonly settings: Pick<SignInSettings, 'publicUrl' | 'secret'>
  /** Tells whoever typed the command, who may sit at another process than the one that does it. */
  readonly say: (line: string) => void
  /** Where they typed it: the files they name are found from here. */
  readonly folder: string
}

/** Opens the installation, does the work, closes it; says a refusal in one sentence and ends with status 1. */
export type WithInstallation = (work: (installation: Installation) => Promise<void>) => Promise<void>

/** Why a command did nothing, for whoever typed it. */
export class CommandRefused extends Error {}
