import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { hasZodFastifySchemaValidationErrors, jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { type Operation, SCOPE_PARAMETER } from '../../kernel/operation.ts'
import { unavailability } from '../database/unavailable.ts'
import { type Ground, permitting, pipeline } from './pipeline.ts'
import { sendMalformed, sendProblem, sendStatus } from './problems.ts'
import { limitRequests, type RequestLimits } from './request-limits.ts'
import type { Binding } from './use-case.ts'

export interface ServerOptions extends Ground {
  readonly bindings: readonly Binding[]
  readonly log: false | { readonly level: string; readonly stream?: NodeJS.WritableStream }
  readonly version: string
  /** How often anybody may ask; as often as they like where undefined. */
  readonly limits?: RequestLimits
  /** Network addresses of proxies on other machines that say from where they pass a request on; one on this machine is always believed. */
  readonly proxies?: readonly string[]
  /** Whether the address is served over https: then cookies and headers may insist on it. */
  readonly secure?: boolean
}

const LARGEST_BODY = 2 * 1024 * 1024

/** The HTTP server with every operation of every slice. It does not listen yet. @throws Error if an operation is declared badly. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      options.log === false
        ? false
        : { level: options.log.level, ...(options.log.stream && { stream: options.log.stream }) },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: LARGEST_BODY,
    // Who is believed about where a request came from. Without it everybody behind a proxy would be one address: ten wrong passwords
    // of a stranger would lock out the owner of an account.
    trustProxy: ['loopback', ...(options.proxies ?? [])],
    return503OnClosing: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  await secureHeaders(app, options)
  if (options.limits !== undefined) await limitRequests(app, options.limits)
  logWithoutPeople(app)
  answerErrors(app)
  // A file comes as it is; the operation's own limit says how large it may be.
  app.addContentTypeParser(
    ['application/octet-stream', 'application/zip', 'text/csv'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  guardWhatIsNoOperation(app, options)
  await describe(app, options.version)
  app.addHook('onRoute', (route) => {
    const config = route.config as { id?: string; notAnOperation?: string } | undefined
    // A route that gives a reason for not being one is answered by a library that we cannot declare (signing in).
    const accounted = config?.id !== undefined || config?.notAnOperation !== undefined
    if (route.url.startsWith('/api/') && !accounted) throw new Error(`${route.url} is not an operation`)
  })
  health(app, options)
  for (const binding of options.bindings) declare(app, options, binding)
  return app
}

/** Every operation asks the gate by itself; so does whatever else answers below these addresses. The app's own files are everybody's. */
function guardWhatIsNoOperation(app: FastifyInstance, { gate }: ServerOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    const { url = '', config } = request.routeOptions
    if ((config as { id?: string } | undefined)?.id !== undefined) return undefined
    if (!/^\/(api\/|docs(\/|$)|openapi\.json)/.test(url)) return undefined
    const problem = await gate.refuses?.(request)
    return problem === undefined ? undefined : sendProblem(reply, problem)
  })
}

function declare(app: FastifyInstance, ground: Ground, binding: Binding): void {
  const { method, url, schema, config } = binding.operation
  const faults = faultsOf(binding.operation)
  if (faults.length > 0) throw new Error(`Operation ${config?.id ?? url} is not declared whole: ${faults.join('; ')}`)
  const { response: _checkedInPipeline, ...input } = schema
  app.route({
    method,
    url,
    schema: { ...input, response: schema.response, operationId: config.id } as object,
    config: config as object,
    ...(config.bodyLimit === undefined ? {} : { bodyLimit: config.bodyLimit }),
    onRequest: permitting(ground, binding.operation),
    handler: pipeline(ground, binding),
  })
}

/** What an operation lacks; a server with such a route does not start. */
export function faultsOf(operation: Operation): string[] {
  const { config, schema, url } = operation
  const faults: string[] = []
  if (!config?.id) faults.push('no id')
  if (!config?.may) faults.push('nobody is named who may')
  if (config?.scope === undefined) faults.push('no scope')
  const parameter = config?.scope === undefined ? undefined : SCOPE_PARAMETER[config.scope]
  if (parameter !== undefined && !url.includes(`/:${parameter}`))
    faults.push(`no :${parameter} in the address, its scope`)
  if (url.includes(':') && schema.params === undefined) faults.push('no schema for the parameters in its address')
  const audit = config?.audit
  if (audit === undefined || (typeof audit === 'object' && !audit.none))
    faults.push('no audit sentence, and no reason for none')
  if (!schema?.summary) faults.push('no summary')
  if (!schema?.response?.[200]) faults.push('no response schema')
  return faults
}

async function secureHeaders(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine and the charts place elements with style attributes; no style sheet comes from elsewhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: options.secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  // A browser sends this header only for our own pages: another site cannot make one of our people's browsers act.
  app.addHook('onRequest', async (request, reply) => {
    // By the route that was found, not by the address: the router decodes it, and `/%61pi/` is `/api/` as well.
    if (request.routeOptions.url?.startsWith('/api/') !== true) return undefined
    // Answers are about children, and devices are shared: no browser, proxy or back button keeps one.
    reply.header('cache-control', 'no-store')
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    if (!safe && request.headers['x-firstbell'] === undefined) {
      return sendProblem(reply, {
        kind: 'not-allowed',
        code: 'request.not-from-firstbell',
        message: 'This request did not come from a Firstbell page. A program must send the header "x-firstbell".',
      })
    }
    return undefined
  })
}

/** One line a request: route pattern, never the address itself, which may name a child. */
function logWithoutPeople(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      return sendMalformed(
        reply,
        error.validation.map((fault) => ({
          field: fault.instancePath.split('/').filter(Boolean).join('.'),
          message: fault.message ?? 'cannot be read',
        })),
      )
    }
    if (error.statusCode === 413) {
      const detail =
        'This is larger than can be taken here. Split it into smaller files and send them one after the other.'
      return sendStatus(reply, { status: 413, code: 'input.too-large', detail })
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendStatus(reply, {
        status: error.statusCode,
        code: 'input.malformed',
        detail: 'The request could not be read.',
      })
    }
    const unavailable = unavailability(error)
    // The message of a database error can quote a row, so only its kind, code and place are logged.
    request.log.error({
      requestId: request.id,
      route: request.routeOptions.url,
      kind: error.name,
      code: error.code,
      at: placesOf(error),
    })
    if (unavailable !== undefined) {
      return sendStatus(reply.header('retry-after', '60'), {
        status: 503,
        code: 'database.unavailable',
        detail: unavailable,
      })
    }
    return sendStatus(reply, {
      status: 500,
      code: 'server.fault',
      detail: `This is our fault, and nothing was saved. Please try again; if it stays, tell your administrator this number: ${request.id}.`,
    })
  })
  app.setNotFoundHandler((_request, reply: FastifyReply) =>
    sendStatus(reply, { status: 404, code: 'request.no-such-page', detail: 'There is nothing at this address.' }),
  )
}

function placesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .slice(1, 7)
    .map((line) => line.trim())
}

async function describe(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Firstbell',
        version,
        description: 'School attendance for England. Every refusal is problem+json.',
      },
    },
    transform: ({ schema, url, ...rest }) => jsonSchemaTransform({ schema: schema ?? {}, url, ...rest }),
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

function health(app: FastifyInstance, options: ServerOptions): void {
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'up', version: options.version }))
  app.get('/ready', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await options.database.asSystem(async () => undefined)
      return { status: 'ready' }
    } catch {
      return reply.status(503).send({ status: 'database does not answer' })
    }
  })
}
