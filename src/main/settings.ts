import { isIP, isIPv6 } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { OidcSettings } from '../identity/index.ts'
import { type MessageServices, NO_SERVICES } from '../messaging/index.ts'
import { StartUpError } from '../platform/start-up-error.ts'
import { MESSAGE_SETTINGS, messageServicesOf } from './message-settings.ts'

/** What an installation is told by its environment and its command line. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  /** Proxies on other machines that are believed about where a request came from. */
  readonly proxies: readonly string[]
  /** A made-up trust, one-click sign-in and a clock to move, in a data folder of its own. */
  readonly demo: boolean
  /** The embedded database's folder; not used where there is a `databaseUrl`. */
  readonly folder: string
  readonly databaseUrl: string | undefined
  /** The same database by another login, for requests: one that can be `firstbell_app` and nobody else. */
  readonly databaseAppUrl: string | undefined
  /** Signs cookies; one is made and kept where none is given. */
  readonly secret: string | undefined
  readonly oidc: OidcSettings | undefined
  /** What carries messages to families. None in a demonstration, whose families are made up. */
  readonly messages: MessageServices
  readonly logLevel: string
  /** How often a minute one sign-in may look at something, from which the other limits follow; as often as they like where undefined. */
  readonly requestsPerMinute: number | undefined
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

/** Ten a second for a minute from one sign-in: no person is that quick, and the busiest page asks for a dozen things once. */
const REQUESTS_PER_MINUTE = 600

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const ON_THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/

// No message repeats what was given: a secret in the wrong place would end up on the screen and in a log.
const portShape = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port < 65_536)

const switchShape = (name: string) =>
  z.enum(['0', '1'], `${name} must be 1 for yes, or 0 or left out for no.`).transform((text) => text === '1')

const databaseShape = (name: string) =>
  z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''),
      `${name} must be the address of a PostgreSQL database: postgres://name:password@computer:5432/database. A sign such as # or / in the password is written %23 or %2F.`,
    )

const shape = z
  .object({
    FIRSTBELL_HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'FIRSTBELL_HOST must be the name or number of a network address, such as 127.0.0.1.'),
    FIRSTBELL_PORT: portShape,
    FIRSTBELL_ADDRESS: z
      .string()
      .refine(
        isWholeOrigin,
        'FIRSTBELL_ADDRESS must be the address that browsers use, such as https://attendance.example.school, with nothing after the name and port.',
      )
      .transform((text) => new URL(text).origin),
    FIRSTBELL_PROXY: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .refine(
        (all) => all.every(isNetworkAddress),
        'FIRSTBELL_PROXY must be the network address of the proxy in front of Firstbell, such as 10.0.0.5 or 10.0.0.0/24; several with commas between.',
      ),
    FIRSTBELL_DEMO: switchShape('FIRSTBELL_DEMO'),
    FIRSTBELL_FOLDER: z.string(),
    FIRSTBELL_SECRET: z
      .string()
      .min(SHORTEST_SECRET, `FIRSTBELL_SECRET is too short: give it ${SHORTEST_SECRET} characters or more, at random.`),
    FIRSTBELL_REQUESTS_PER_MINUTE: z
      .string()
      .regex(
        /^(0|[1-9]\d{1,5})$/,
        'FIRSTBELL_REQUESTS_PER_MINUTE must be a whole number from 10 to 999999, or 0 for no limit.',
      )
      .transform(Number),
    FIRSTBELL_LOG: z.enum(LOG_LEVELS, `FIRSTBELL_LOG must be one of ${LOG_LEVELS.join(', ')}.`),
    DATABASE_URL: databaseShape('DATABASE_URL'),
    DATABASE_APP_URL: databaseShape('DATABASE_APP_URL'),
    OIDC_ISSUER: z
      .string()
      .refine(
        isSafeIssuer,
        'OIDC_ISSUER must be the https:// address of the provider of the school’s own accounts, such as https://login.example.school.',
      ),
    OIDC_CLIENT_ID: z.string(),
    OIDC_CLIENT_SECRET: z.string(),
    OIDC_NAME: z.string(),
    OIDC_ADDRESSES_ARE_OURS: switchShape('OIDC_ADDRESSES_ARE_OURS'),
    ...MESSAGE_SETTINGS,
  })
  .partial()

type Given = z.infer<typeof shape>

/** Every setting there is. */
export const SETTING_NAMES: readonly string[] = Object.keys(shape.shape)

/**
 * A setting that is empty is taken as left out: that is how files for containers write it.
 * @throws StartUpError naming each setting that makes no sense, and what it should be.
 */
export function readSettings(environment: Environment, asked: Asked = {}): Settings {
  const given = readGiven({
    ...environment,
    ...(asked.port === undefined ? {} : { FIRSTBELL_PORT: asked.port }),
    ...(asked.folder === undefined ? {} : { FIRSTBELL_FOLDER: asked.folder }),
  })
  const demo = asked.demo ?? given.FIRSTBELL_DEMO ?? false
  const host = given.FIRSTBELL_HOST ?? '127.0.0.1'
  const port = given.FIRSTBELL_PORT ?? 4310
  return {
    host,
    port,
    publicUrl: given.FIRSTBELL_ADDRESS ?? `http://${nameOfHost(host)}:${port}`,
    proxies: given.FIRSTBELL_PROXY ?? [],
    demo,
    folder: given.FIRSTBELL_FOLDER ?? join(HOME, demo ? 'demo' : 'data'),
    databaseUrl: given.DATABASE_URL,
    databaseAppUrl: appUrlOf(given),
    secret: given.FIRSTBELL_SECRET,
    oidc: oidcOf(given),
    messages: demo ? NO_SERVICES : messageServicesOf(given),
    logLevel: given.FIRSTBELL_LOG ?? 'warn',
    requestsPerMinute: (given.FIRSTBELL_REQUESTS_PER_MINUTE ?? REQUESTS_PER_MINUTE) || undefined,
  }
}

/** `10.0.0.5`, or a network as `10.0.0.0/24`. */
function isNetworkAddress(text: string): boolean {
  const [address = '', size, ...rest] = text.split('/')
  const bits = isIPv6(address) ? 128 : 32
  const fits = size === undefined || (/^\d{1,3}$/.test(size) && Number(size) > 0 && Number(size) <= bits)
  return isIP(address) !== 0 && fits && rest.length === 0
}

function readGiven(environment: Environment): Given {
  const filled = Object.entries(environment).flatMap(([name, text = '']) =>
    text.trim() === '' ? [] : [[name, text.trim()] as const],
  )
  const read = shape.safeParse(Object.fromEntries(filled), { error: sentenceFor })
  if (read.success) return read.data
  throw new StartUpError([...new Set(read.error.issues.map(({ message }) => message))].join('\n'))
}

/** For the shapes that bring no sentence of their own. */
function sentenceFor({ path }: { readonly path?: readonly PropertyKey[] | undefined }): string {
  const name = String(path?.[0])
  if (name === 'FIRSTBELL_PORT') return 'FIRSTBELL_PORT or --port must be a whole number up to 65535.'
  return `${name} cannot be read.`
}

function isWholeOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  return url.href === `${url.origin}/`
}

/** Whoever can change what an issuer answers signs in as anybody, so it is asked over the open network only with https. */
function isSafeIssuer(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && ON_THIS_COMPUTER.test(url.hostname)))
  )
}

function nameOfHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}

function appUrlOf({ DATABASE_URL: url, DATABASE_APP_URL: appUrl }: Given): string | undefined {
  if (appUrl !== undefined && url === undefined) {
    throw new StartUpError(
      'DATABASE_APP_URL is another login to the database of DATABASE_URL. Set DATABASE_URL too, or neither.',
    )
  }
  return appUrl
}

function oidcOf(given: Given): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new StartUpError(
      'For sign-in with the school’s own accounts, set all three: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.',
    )
  }
  const addressesAreOurs = given.OIDC_ADDRESSES_ARE_OURS ?? false
  return { issuer, clientId, clientSecret, name: given.OIDC_NAME ?? 'your school account', addressesAreOurs }
}
