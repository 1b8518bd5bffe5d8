import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Gate } from '../../platform/http/pipeline.ts'
import { sendProblem, sendStatus } from '../../platform/http/problems.ts'
import type { SignInGate } from '../gate.ts'
import { ADDRESS_HEADER, type Auth, type SignInSettings } from './auth.ts'
import { recordFailedSignIn, recordSignIn } from './record-sign-in.ts'
import { cookieName, tokenOf } from './session.ts'
import { Tries } from './tries.ts'

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
      return path === '/sign-in/email'
        ? signInByPassword(parts, tries, { request, reply })
        : passOn(await ask(parts, request), reply)
    },
  })
  // Before the answer leaves, so that the caller's next request is judged by what this one changed.
  app.addHook('onSend', async (request, reply) => {
    for (const cookie of parts.gate.renewedCookies(request)) reply.header('set-cookie', cookie)
    if (request.method !== 'GET' && tagsOf(request).includes('identity')) parts.gate.forget()
    const token = newToken(parts.settings, request, reply)
    if (token !== undefined) await recordSignIn(parts, { token, requestId: request.id })
  })
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
    const minutes = Math.ceil(wait / 60)
    const detail = `The password was wrong too often. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again, or ask your school’s administrator for a new sign-in link.`
    reply.header('retry-after', String(wait))
    return sendStatus(reply, { status: 429, code: 'sign-in.too-often', detail })
  }
  const answer = await ask(parts, request)
  if (answer.ok) tries.succeeded(email, request.ip)
  if (answer.status !== 401) return passOn(answer, reply)
  tries.failed(email, request.ip, Date.now())
  await recordFailedSignIn(parts, { email, requestId: request.id })
  return sendProblem(reply, {
    kind: 'signed-out',
    code: 'sign-in.wrong',
    message: 'The e-mail address and the password do not go together. Check both and try again.',
  })
}

async function ask(parts: SignInParts, request: FastifyRequest): Promise<Response> {
  const answer = await parts.auth.handler(asWebRequest(parts.settings, request))
  parts.gate.forget()
  return answer
}

function nothingThere(reply: FastifyReply): FastifyReply {
  return sendStatus(reply, { status: 404, code: 'request.no-such-page', detail: 'There is nothing at this address.' })
}

/** The token of a sign-in that begins with this answer; none where the browser had it before and it was only renewed. */
function newToken(settings: SignInSettings, request: FastifyRequest, reply: FastifyReply): string | undefined {
  const set = [reply.getHeader('set-cookie') ?? []].flat().map(String)
  const ours = set.findLast((cookie) => cookie.startsWith(`${cookieName(settings)}=`))
  const token = tokenOf(settings, ours?.split(';')[0])
  return token === tokenOf(settings, request.headers.cookie) ? undefined : token
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
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value)
  })
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
    .status(answer.status)
    .serializer((text: unknown) => text as string)
    .send(await answer.text())
}
