import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import type { SignInSettings } from './auth.ts'
import { recordAboutSignIn, type SignInAct, type Trail } from './record-sign-in.ts'
import { signedCookie, tokenOf, twoFactorCookieName } from './session.ts'

/** Who sent a request to the sign-in library, looked up before the library spends what tells it. */
export interface Sender {
  readonly personId: string
  /** Signed in already, so a new cookie is the same sign-in renewed. */
  readonly signedIn: boolean
  readonly hasSecondFactor: boolean
}

interface Watched {
  readonly act: SignInAct
  /** What the trail says when it was done; nothing where the sign-in that follows says it. */
  readonly done: (by: Sender) => string | undefined
  /** What it says for each of the library's refusals that is worth knowing; the others are slips, such as a short password. */
  readonly refused: (by: Sender) => Readonly<Record<string, string>>
}

const WRONG_PASSWORD = (what: string) => () => ({ INVALID_PASSWORD: `was refused ${what}: wrong password` })

const aboutCodes = (code: string, by: Sender) => {
  const what = by.signedIn ? 'was refused their second factor' : 'was refused a sign-in'
  return {
    [code === 'code' ? 'INVALID_CODE' : 'INVALID_BACKUP_CODE']: `${what}: wrong ${code}`,
    TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: `${what}: too many wrong codes`,
    ACCOUNT_TEMPORARILY_LOCKED: `${what}: too many wrong codes, so no code is taken for a while`,
  }
}

/** The library's addresses, below `/api/auth`, that change how somebody signs in, or are tried to. */
const WATCHED: Readonly<Record<string, Watched>> = {
  '/reset-password': {
    act: 'sign-in-link-spent',
    done: () => 'used a sign-in link to choose a password',
    refused: () => ({ INVALID_TOKEN: 'was refused a sign-in link: it had run out' }),
  },
  '/change-password': {
    act: 'password',
    done: () => 'changed their password',
    refused: WRONG_PASSWORD('a change of password'),
  },
  '/two-factor/enable': {
    act: 'second-factor',
    done: () => 'began to set up a second factor',
    refused: WRONG_PASSWORD('a second factor'),
  },
  '/two-factor/disable': {
    act: 'second-factor',
    done: () => 'switched their second factor off',
    refused: WRONG_PASSWORD('to switch their second factor off'),
  },
  '/two-factor/generate-backup-codes': {
    act: 'second-factor',
    done: () => 'made new spare codes for their second factor',
    refused: WRONG_PASSWORD('new spare codes'),
  },
  '/two-factor/verify-totp': {
    act: 'second-factor',
    done: (by) => (by.signedIn && !by.hasSecondFactor ? 'switched a second factor on' : undefined),
    refused: (by) => aboutCodes('code', by),
  },
  '/two-factor/verify-backup-code': {
    act: 'second-factor',
    done: () => 'used up a spare code of their second factor',
    refused: (by) => aboutCodes('spare code', by),
  },
}

/** Who is about to do something that the trail should tell of; undefined where it is nothing of the kind, or a stranger. */
export async function senderOf(
  { database, settings }: Trail & { readonly settings: SignInSettings },
  request: FastifyRequest,
  path: string,
): Promise<Sender | undefined> {
  if (!Object.hasOwn(WATCHED, path)) return undefined
  const { cookie } = request.headers
  const { token: link } = (request.body ?? {}) as { readonly token?: unknown }
  return database.asSystem(async (tx) => {
    const token = tokenOf(settings, cookie)
    const session = token === undefined ? undefined : await bySession(tx, token)
    // The person of a link is whose link it is, whoever is signed in on that computer.
    if (path === '/reset-password') return typeof link === 'string' ? byStored(tx, `reset-password:${link}`) : undefined
    if (session !== undefined || !path.startsWith('/two-factor/verify')) return session
    const begun = signedCookie(settings, cookie, twoFactorCookieName(settings))
    return begun === undefined ? undefined : byStored(tx, begun)
  })
}

/** Writes what became of it. */
export async function recordOutcome(
  trail: Trail,
  by: Sender,
  { path, answer, requestId }: { path: string; answer: Response; requestId: string },
): Promise<void> {
  const watched = WATCHED[path]
  if (watched === undefined) return
  const sentence = answer.ok ? watched.done(by) : watched.refused(by)[await codeOf(answer)]
  if (sentence === undefined) return
  const { act } = watched
  await recordAboutSignIn(trail, by.personId, { act, sentence, refused: !answer.ok, requestId })
}

async function bySession(tx: Tx, token: string): Promise<Sender | undefined> {
  return maybeOne(
    tx,
    sql<Sender>`
      select u."id" as "personId", true as "signedIn", coalesce(u."twoFactorEnabled", false) as "hasSecondFactor"
      from identity."session" s join identity."user" u on u."id" = s."userId"
      where s."token" = ${token} and s."expiresAt" > now()`,
  )
}

/** What the library keeps of links and half sign-ins is a hash of their secret. */
async function byStored(tx: Tx, secret: string): Promise<Sender | undefined> {
  const identifier = createHash('sha256').update(secret).digest('base64url')
  return maybeOne(
    tx,
    sql<Sender>`
      select u."id" as "personId", false as "signedIn", coalesce(u."twoFactorEnabled", false) as "hasSecondFactor"
      from identity."verification" v join identity."user" u on u."id"::text = v."value"
      where v."identifier" = ${identifier}`,
  )
}

async function codeOf(answer: Response): Promise<string> {
  const said: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  const { code } = (said ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}
