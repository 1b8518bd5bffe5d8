import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { KyselyPlugin, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'
import type { Database } from '../platform/database/database.ts'

/** What signing in needs to know about this installation. */
export interface SignInSettings {
  /** Signs cookies; at least 32 characters, the same after a restart, never logged. */
  readonly secret: string
  /** Where browsers find this server: `https://attendance.example.school`. Cookies insist on https where it begins so. */
  readonly publicUrl: string
}

export type Auth = ReturnType<typeof createAuth>

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Signed out after half a day away: longer than a school day, shorter than a night with a shared computer. */
export const SESSION_SECONDS = 12 * HOUR

/** The sign-in library, on our database and by our rules. It answers below `/api/auth/`. */
export function createAuth(database: Database, settings: SignInSettings) {
  return betterAuth(authOptions(database, settings))
}

export function authOptions(database: Database, settings: SignInSettings) {
  return {
    appName: 'Firstbell',
    secret: settings.secret,
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    database: {
      // biome-ignore lint/suspicious/noExplicitAny: the library's own type of a database whose tables it knows itself.
      db: database.owner.withPlugin(momentsAsDates) as any,
      type: 'postgres' as const,
      schemaName: 'identity',
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      revokeSessionsOnPasswordReset: true,
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 15 * MINUTE },
    verification: { storeIdentifier: 'hashed' as const },
    advanced: {
      cookiePrefix: 'firstbell',
      database: { generateId: 'uuid' as const },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    rateLimit: { enabled: true, storage: 'memory' as const, window: MINUTE, max: 300 },
    telemetry: { enabled: false },
    plugins: [twoFactor({ issuer: 'Firstbell' })],
  } satisfies BetterAuthOptions
}

/** Set by our own server from the connection, whatever the client claims; the library counts tries by it. */
export const ADDRESS_HEADER = 'x-firstbell-address'

const MOMENTS = new Set([
  'createdAt',
  'updatedAt',
  'expiresAt',
  'accessTokenExpiresAt',
  'refreshTokenExpiresAt',
  'lockedUntil',
])

/**
 * Our database reads a `timestamptz` as text; the library compares it with a Date, and text compared with a Date is never
 * smaller: without this no session would ever expire.
 */
const momentsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return { ...result, rows: result.rows.map(withDates) }
  },
}

function withDates(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      MOMENTS.has(column) && typeof value === 'string' ? new Date(value) : value,
    ]),
  )
}
