import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { type Database, maybeOne } from '../../platform/database/database.ts'
import type { Gate } from '../../platform/http/pipeline.ts'
import { sendProblem, sendStatus } from '../../platform/http/problems.ts'
import type { SignInGate } from '../gate.ts'
import { ADDRESS_HEADER, type Auth, noteAddress, type SignInSettings } from './auth.ts'
import { endHanded, recordFailedSignIn, recordSignIn } from './record-sign-in.ts'
import { cookieName, tokenOf } from './session.ts'
import { Tries } from './tries.ts'
import { recordOutcome, senderOf } from './watch-library.ts'

/** For how many seconds the library takes no code after ten wrong ones; it does not say so itself. */
const SECOND_FACTOR_LOCKED = 15 * 60

export interface SignInParts {
  readonly database: Database
  readonly clock: Clock
  readonly auth: Auth
  readonly settings: SignInSettings
  readonly gate: SignInGate
  readonly record: Gate['record']
}

/**
 * The library's addresses that this product uses. It has many more (changing names and addresses, deleting accounts, signing
 * up): what a person is called and where they work is for the school to say, so all others answer 404.
 */
const OPEN_PATHS: readonly RegExp[] = [
  /^POST \/sign-in\/(email|social)$/,
  /^GET \/callback\/[a-z]+$/,
  /^POST \/(reset-password|change-password)$/,
  /^POST \/two-factor\/(enable|disable|verify-totp|verify-backup-code|generate-backup-codes)$/,
]

/** Lets the sign-in library answer below `/api/auth/`, and keeps the gate and the trail in step with who signs in and out. */
export function mountSignIn(app: FastifyInstance, parts: SignInParts): void {
  const tries = new Tries()
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    config: {
      notAnOperation: 'The sign-in library declares its own addresses, and its answers set cookies.',
    } as object,
    handler: async (request, reply) => {
      const path = new URL(request.url, 'http://here').pathname.replace('/api/auth', '')
      if (!OPEN_PATHS.some((open) => open.test(`${request.method} ${path}`))) return nothingThere(reply)
      if (path === '/sign-in/email') return signInByPassword(parts, tries, { request, reply })
      if (path.startsWith('/callback/')) return signInFromProvider(parts, { request, reply })
      return withTrail(parts, path, { request, reply })
    },
  })
  // Before the answer leaves, so that the caller's next request is judged by what this one changed.
  app.addHook('onSend', async (request, reply) => {
    const isSet = setBy(parts.settings, reply) !== undefined
    if (isSet || (request.method !== 'GET' && tagsOf(request).includes('identity'))) parts.gate.forget()
    // Whoever answers with a cookie of their own has ended the sign-in that was renewed on the way in; a browser keeps the last.
    if (!isSet) for (const cookie of await standingRenewals(parts, request)) reply.header('set-cookie', cookie)
    const token = newToken(parts.settings, request, reply)
    const left = leftToken(parts.settings, request, reply)
    if (left !== undefined) await endHanded(parts, { token: left, begun: token, requestId: request.id })
    if (token !== undefined && !renewals.has(request)) await recordSignIn(parts, { token, requestId: request.id })
  })
}

/**
 * The renewed cookie, if its sign-in still stands. Meanwhile another tab may have given the screen to a child, and the browser has the cookie of
 * that: neither the old token nor the library's order to forget an ended one may take its place.
 */
async function standingRenewals(parts: SignInParts, request: FastifyRequest): Promise<readonly string[]> {
  const renewed = parts.gate.renewedCookies(request)
  const token = tokenOf(parts.settings, ours(parts.settings, renewed))
  if (token === undefined) return []
  const found = await parts.database.asSystem((tx) =>
    maybeOne(tx, sql<{ yes: boolean }>`select true as yes from identity."session" where "token" = ${token}`),
  )
  return found === undefined ? [] : renewed
}

/** Requests of somebody who is signed in, to whom the library gives a new cookie for the same sign-in. */
const renewals = new WeakSet<FastifyRequest>()

/** Whatever else of the library's changes how somebody signs in goes into the trail, and so do tries at it. */
async function withTrail(parts: SignInParts, path: string, { request, reply }: Exchange): Promise<FastifyReply> {
  const by = await senderOf(parts, request, path)
  if (by?.signedIn) renewals.add(request)
  const answer = await ask(parts, request)
  if (by !== undefined) await recordOutcome(parts, by, { path, answer, requestId: request.id })
  return passOn(answer, reply)
}

const NOT_FROM_PROVIDER: Readonly<Record<string, string>> = {
  account_not_linked: 'the provider of the school’s accounts does not say that the address is verified',
  signup_disabled: 'the school’s account has an address that nobody here has',
}

/** Back from the school's own accounts: a refusal comes as an address with its reason, and says nothing of who it was. */
async function signInFromProvider(parts: SignInParts, { request, reply }: Exchange): Promise<FastifyReply> {
  const { value: answer, email } = await noteAddress(() => ask(parts, request))
  const back = URL.parse(answer.headers.get('location') ?? '', parts.settings.publicUrl)
  const error = back?.searchParams.get('error')
  if (typeof error === 'string' && email !== undefined) {
    const because = NOT_FROM_PROVIDER[error] ?? 'the school’s accounts gave an answer that cannot be used'
    await recordFailedSignIn(parts, { email, requestId: request.id, because })
  }
  return passOn(answer, reply)
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function signInByPassword(parts: SignInParts, tries: Tries, { request, reply }: Exchange): Promise<FastifyReply> {
  const { email } = (request.body ?? {}) as { email?: unknown }
  if (typeof email !== 'string') return passOn(await ask(parts, request), reply)
  const wait = tries.waitFor(email, request.ip, Date.now())
  if (wait > 0) {
    const detail = `The password was wrong too often. Wait ${waitInWords(wait)} and try again, or ask your school’s administrator for a new sign-in link.`
    reply.header('retry-after', String(wait))
    return sendStatus(reply, { status: 429, code: 'sign-in.too-often', detail })
  }
  const answer = await ask(parts, request)
  if (answer.ok) tries.succeeded(email, request.ip)
  if (answer.status !== 401) return passOn(answer, reply)
  tries.failed(email, request.ip, Date.now())
  await recordFailedSignIn(parts, { email, requestId: request.id, because: 'wrong password' })
  return sendProblem(reply, {
    kind: 'signed-out',
    code: 'sign-in.wrong',
    message: 'The e-mail address and the password do not go together. Check both and try again.',
  })
}

function waitInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}

async function ask(parts: SignInParts, request: FastifyRequest): Promise<Response> {
  const answer = await parts.auth.handler(asWebRequest(parts.settings, request))
  parts.gate.forget()
  return (await isAboutAddress(answer)) ? notThisAddress(parts.settings) : answer
}

const ABOUT_ADDRESS: readonly unknown[] = ['MISSING_OR_NULL_ORIGIN', 'INVALID_ORIGIN', 'INVALID_CALLBACK_URL']

/** Whether the library refused because of the address that the page came from, and not for anything that was typed. */
async function isAboutAddress(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false
  const said: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  return ABOUT_ADDRESS.includes((said as { code?: unknown } | undefined)?.code)
}

function notThisAddress({ publicUrl }: SignInSettings): Response {
  const detail = `This address is not the one this Firstbell was set up for, or your browser does not say which it is. Open ${publicUrl} and sign in there. If that is not where your school finds Firstbell, whoever runs it has to set FIRSTBELL_ADDRESS.`
  return Response.json({ code: 'sign-in.other-address', detail }, { status: 403 })
}

function nothingThere(reply: FastifyReply): FastifyReply {
  return sendStatus(reply, { status: 404, code: 'request.no-such-page', detail: 'There is nothing at this address.' })
}

/** The token of a sign-in that begins with this answer; none where the browser had it before and it was only renewed. */
function newToken(settings: SignInSettings, request: FastifyRequest, reply: FastifyReply): string | undefined {
  const token = tokenOf(settings, setBy(settings, reply))
  return token === tokenOf(settings, request.headers.cookie) ? undefined : token
}

/** The token of a sign-in that this browser had, where the answer gives it another one, or takes it away until a second factor is shown. */
function leftToken(settings: SignInSettings, request: FastifyRequest, reply: FastifyReply): string | undefined {
  const set = setBy(settings, reply)
  const had = set === undefined ? undefined : tokenOf(settings, request.headers.cookie)
  return had === tokenOf(settings, set) ? undefined : had
}

/** Our cookie, as an answer sets it last. */
function setBy(settings: SignInSettings, reply: FastifyReply): string | undefined {
  return ours(settings, [reply.getHeader('set-cookie') ?? []].flat().map(String))
}

function ours(settings: SignInSettings, set: readonly string[]): string | undefined {
  return set.findLast((cookie) => cookie.startsWith(`${cookieName(settings)}=`))?.split(';')[0]
}

function tagsOf(request: FastifyRequest): readonly string[] {
  return (request.routeOptions.schema as { tags?: readonly string[] } | undefined)?.tags ?? []
}

function asWebRequest(settings: SignInSettings, request: FastifyRequest): Request {
  const headers = fromNodeHeaders(request.headers)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  // That a request comes from a page of ours is known from its x-firstbell header already. The library would compare this with
  // the one public address, and so refuse whoever opens the same server as "localhost" or by its name in the school's network.
  if (headers.has('origin')) headers.set('origin', new URL(settings.publicUrl).origin)
  const body = request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }
  return new Request(new URL(request.url, settings.publicUrl), { method: request.method, headers, ...body })
}

async function passOn(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after') ?? '') || SECOND_FACTOR_LOCKED
    const detail = `That was tried too often. Wait ${waitInWords(seconds)} and try again.`
    return sendStatus(reply.header('retry-after', String(seconds)), { status: 429, code: 'sign-in.too-often', detail })
  }
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value)
  })
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
    .status(answer.status)
    .serializer((text: unknown) => text as string)
    .send(await answer.text())
}
