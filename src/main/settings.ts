import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OidcSettings } from '../identity/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'

/** What an installation is told by its environment and its command line. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  /** A made-up trust, one-click sign-in and a clock to move, in a data folder of its own. */
  readonly demo: boolean
  /** The embedded database's folder; not used where there is a `databaseUrl`. */
  readonly folder: string
  readonly databaseUrl: string | undefined
  /** Signs cookies; one is made and kept where none is given. */
  readonly secret: string | undefined
  readonly oidc: OidcSettings | undefined
  readonly logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

export interface Asked {
  readonly demo?: boolean
  readonly port?: string
  readonly folder?: string
}

/** Beside the program, wherever it is called from. */
const HOME = fileURLToPath(new URL('../../.firstbell', import.meta.url))

const SHORTEST_SECRET = 32

/** @throws StartUpError naming the setting that makes no sense, and what it should be. */
export function readSettings(environment: Environment, asked: Asked = {}): Settings {
  const demo = asked.demo ?? environment.FIRSTBELL_DEMO === '1'
  const host = environment.FIRSTBELL_HOST ?? '127.0.0.1'
  const port = readPort(asked.port ?? environment.FIRSTBELL_PORT ?? '4310')
  const secret = environment.FIRSTBELL_SECRET
  if (secret !== undefined && secret.length < SHORTEST_SECRET) {
    throw new StartUpError(`FIRSTBELL_SECRET is too short: give it ${SHORTEST_SECRET} characters or more, at random.`)
  }
  return {
    host,
    port,
    publicUrl: readPublicUrl(environment.FIRSTBELL_ADDRESS, `http://${host}:${port}`),
    demo,
    folder: asked.folder ?? environment.FIRSTBELL_FOLDER ?? join(HOME, demo ? 'demo' : 'data'),
    databaseUrl: environment.DATABASE_URL || undefined,
    secret,
    oidc: readOidc(environment),
    logLevel: environment.FIRSTBELL_LOG ?? 'warn',
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new StartUpError(`"${text}" is no port. FIRSTBELL_PORT or --port must be a whole number up to 65535.`)
}

function readPublicUrl(text: string | undefined, otherwise: string): string {
  if (text === undefined) return otherwise
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol)) return url.origin
  throw new StartUpError(
    'FIRSTBELL_ADDRESS must be the address that browsers use, such as https://attendance.example.school.',
  )
}

function readOidc(environment: Environment): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = environment
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new StartUpError(
      'For sign-in with the school’s own accounts, set all three: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.',
    )
  }
  const addressesAreOurs = environment.OIDC_ADDRESSES_ARE_OURS === '1'
  return { issuer, clientId, clientSecret, name: environment.OIDC_NAME ?? 'your school account', addressesAreOurs }
}
