import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OperationConfig } from '../../kernel/operation.ts'
import { sendStatus } from './problems.ts'

export interface RequestLimits {
  /** How often a minute one sign-in may look at something; the other limits follow from it. */
  readonly perMinute: number
  /** What tells one sign-in from another; undefined for a stranger. It must be something that a caller cannot make up. */
  signInOf(request: FastifyRequest): string | undefined
}

/**
 * Each has a purse of its own, so that looking too often, or a row of files, never stands in the way of a change. Strangers are
 * counted by address, behind which hundreds of people may sign in within a few minutes of one morning.
 */
const SHARES = { reading: 1, acting: 1 / 2, costly: 1 / 20, stranger: 5, scarce: 1 / 30 } as const

type Purse = keyof typeof SHARES

const MOST_COUNTED = 20_000

/** Counts requests for everything that works on the database, and refuses whoever sends as only a program does. In memory: each server counts for itself. */
export async function limitRequests(app: FastifyInstance, { perMinute, signInOf }: RequestLimits): Promise<void> {
  await app.register(rateLimit, { global: false, timeWindow: '1 minute', cache: MOST_COUNTED })
  // A stranger's address is the library's own business: it takes a whole /64 of IPv6 for one.
  const purse = (share: number, own: object) => app.createRateLimit({ max: Math.ceil(perMinute * share), ...own })
  const bySignIn = { keyGenerator: (request: FastifyRequest) => signInOf(request) ?? '' }
  const purses: Readonly<Record<Purse, ReturnType<typeof purse>>> = {
    reading: purse(SHARES.reading, bySignIn),
    acting: purse(SHARES.acting, bySignIn),
    costly: purse(SHARES.costly, bySignIn),
    stranger: purse(SHARES.stranger, {}),
    scarce: purse(SHARES.scarce, {}),
  }
  app.addHook('onRequest', async (request, reply) => {
    const { url, config } = request.routeOptions
    // Routes carry their operation's own configuration; those of the sign-in library carry none of this, and a public page says that it counts.
    const declared = config as Partial<OperationConfig<string>> & { readonly limited?: true }
    const counts = url?.startsWith('/api/') || url === '/ready' || url === '/openapi.json' || declared.limited === true
    if (!counts) return undefined
    const ofSignIn = signInOf(request) === undefined ? 'stranger' : purseOf(request.method, declared)
    const which = declared.scarce ? 'scarce' : ofSignIn
    const counted = await purses[which](request)
    if (counted.isAllowed || !counted.isExceeded) return undefined
    const seconds = Math.max(1, counted.ttlInSeconds)
    reply.header('retry-after', String(seconds))
    return sendStatus(reply, { status: 429, code: 'request.too-many', detail: sentence(which, seconds) })
  })
}

/** Making a file, and taking in a large one, cost hundreds of times what a look does. */
function purseOf(method: string, config: Partial<OperationConfig<string>>): Purse {
  if (config.costly || config.raw !== undefined || config.bodyLimit !== undefined) return 'costly'
  return method === 'GET' || method === 'HEAD' ? 'reading' : 'acting'
}

function sentence(which: Purse, seconds: number): string {
  const wait = `Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and try again.`
  if (which === 'stranger' || which === 'scarce') return `Too many requests came from this network address. ${wait}`
  if (which === 'costly')
    return `You asked for many files, imports or checks in one minute, each of which is much work. ${wait}`
  if (which === 'acting') return `Too many changes were sent within one minute, and this one was not saved. ${wait}`
  return `Too many requests were sent within one minute. ${wait}`
}
