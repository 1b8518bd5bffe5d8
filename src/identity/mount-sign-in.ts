import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADDRESS_HEADER, type Auth, type SignInSettings } from './auth.ts'
import type { SignInGate } from './gate.ts'

export interface SignInParts {
  readonly auth: Auth
  readonly settings: SignInSettings
  readonly gate: SignInGate
}

/** Lets the sign-in library answer below `/api/auth/`, and keeps what the gate knows in step with what identity changes. */
export function mountSignIn(app: FastifyInstance, parts: SignInParts): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    config: {
      notAnOperation: 'The sign-in library declares its own addresses, and its answers set cookies.',
    } as object,
    handler: async (request, reply) => {
      const answer = await parts.auth.handler(asWebRequest(parts.settings, request))
      parts.gate.forget()
      return passOn(answer, reply)
    },
  })
  // Before the answer leaves, so that the caller's next request is judged by what this one changed.
  app.addHook('onSend', async (request, reply) => {
    for (const cookie of parts.gate.renewedCookies(request)) reply.header('set-cookie', cookie)
    const changes = request.method !== 'GET' && tagsOf(request).includes('identity')
    if (changes) parts.gate.forget()
  })
}

function tagsOf(request: FastifyRequest): readonly string[] {
  return (request.routeOptions.schema as { tags?: readonly string[] } | undefined)?.tags ?? []
}

function asWebRequest(settings: SignInSettings, request: FastifyRequest): Request {
  const headers = fromNodeHeaders(request.headers)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
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
