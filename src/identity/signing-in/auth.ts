import { AsyncLocalStorage } from 'node:async_hooks'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { KyselyPlugin, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'
import type { Database } from '../../platform/database/database.ts'

/** What signing in needs to know about this installation. */
export interface SignInSettings {
  /** Signs cookies; at least 32 characters, the same after a restart, never logged. */
  readonly secret: string
  /** Where browsers find this server: `https://attendance.example.school`. Cookies insist on https where it begins so. */
  readonly publicUrl: string
  readonly oidc?: OidcSettings | undefined
}

/** The school's own accounts: any OpenID Connect provider, such as Microsoft or Google. */
export interface OidcSettings {
  /** As the button says it: "Microsoft". */
  readonly name: string
  /** The provider's issuer; its `/.well-known/openid-configuration` tells the rest. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /**
   * Whether every address that the provider gives out is the school's own to give. Microsoft says of none that it is
   * verified, so a school sets this with its own tenant's issuer; with an issuer for everybody ("common") it would let in
   * whoever claims a teacher's address.
   */
  readonly addressesAreOurs?: boolean
}

export type Auth = ReturnType<typeof createAuth>

/** The one provider's name in addresses: `/api/auth/callback/school`. */
export const OIDC_PROVIDER = 'school'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Signed out after half a day away: longer than a school day, shorter than a night with a shared computer. */
export const SESSION_SECONDS = 12 * HOUR

export const SHORTEST_PASSWORD = 12

/** Set by our own server from the connection, whatever the client claims; the library counts tries by it. */
export const ADDRESS_HEADER = 'x-firstbell-address'

const addresses = new AsyncLocalStorage<{ email?: string }>()

/** Lets the library answer, and tells which address a provider gave meanwhile: in a refusal the library does not say whose it was. */
export async function noteAddress<T>(work: () => Promise<T>): Promise<{ value: T; email: string | undefined }> {
  const noted: { email?: string } = {}
  const value = await addresses.run(noted, work)
  return { value, email: noted.email }
}

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
      minPasswordLength: SHORTEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
    },
    account: {
      accountLinking: {
        enabled: true,
        trustedProviders: settings.oidc?.addressesAreOurs ? [OIDC_PROVIDER] : [],
        updateUserInfoOnLink: false,
      },
      encryptOAuthTokens: true,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: 15 * MINUTE,
      // Read with the rest of the row, so that knowing that a screen is with a child costs no question more.
      additionalFields: { handed: { type: 'string' as const, required: false, input: false } },
    },
    verification: { storeIdentifier: 'hashed' as const },
    advanced: {
      cookiePrefix: 'firstbell',
      database: { generateId: 'uuid' as const },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // A whole school shares one network address at 8.30, so these are generous; tries at one account are counted apart.
    rateLimit: {
      enabled: true,
      storage: 'memory' as const,
      window: MINUTE,
      max: 600,
      customRules: {
        '/sign-in/*': { window: MINUTE, max: 300 },
        '/two-factor/*': { window: MINUTE, max: 60 },
        '/reset-password': { window: MINUTE, max: 30 },
      },
    },
    onAPIError: { errorURL: new URL('/sign-in', settings.publicUrl).href },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [twoFactor({ issuer: 'Firstbell', allowPasswordless: false }), ...oidcPlugins(settings.oidc)],
  } satisfies BetterAuthOptions
}

function oidcPlugins(oidc: OidcSettings | undefined) {
  if (oidc === undefined) return []
  const discoveryUrl = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          name: oidc.name,
          discoveryUrl,
          clientId: oidc.clientId,
          clientSecret: oidc.clientSecret,
          scopes: ['openid', 'email', 'profile'],
          requireIdTokenVerification: true,
          // Nobody gets an account by signing in: a person must have been added first.
          disableSignUp: true,
          pkce: true,
          // The provider's own sign-in in this browser may still be a teacher's, where a child or a colleague now presses the button.
          prompt: 'login',
          mapProfileToUser: ({ email }) => {
            const noted = addresses.getStore()
            if (noted !== undefined && typeof email === 'string') noted.email = email
            return {}
          },
        },
      ],
    }),
  ]
}

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
