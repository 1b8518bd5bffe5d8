import type { FastifyRequest } from 'fastify'
import type { Handed } from '../kernel/handed.ts'
import { type Operation, SCOPE_PARAMETER } from '../kernel/operation.ts'
import { failure, type Result, success } from '../kernel/result.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { Gate, Permit } from '../platform/http/pipeline.ts'
import { mayWhileHanded, opensWhileHanded, WITH_CHILD } from './rules/handed.ts'
import { decidePermission } from './rules/permission.ts'
import type { Standing } from './rules/standing.ts'
import type { Auth, SignInSettings } from './signing-in/auth.ts'
import { readHanded } from './signing-in/hand-screen.ts'
import { sessionCookie } from './signing-in/session.ts'
import { allPlaces, findPerson, placesOf, rolesOf } from './store.ts'

/** Stands in a trail or a permit where nobody is signed in. */
export const NOBODY = { id: '00000000-0000-0000-0000-000000000000', name: 'Nobody', position: 'signed out' } as const

export interface GateParts {
  readonly database: Database
  readonly clock: Clock
  readonly auth: Auth
  readonly settings: SignInSettings
  /** Where the trail is kept: the audit slice's, handed in because identity is below it. */
  readonly record: Gate['record']
  /** Operations that see every place though nobody is signed in: those of a demonstration, where nobody is real. */
  readonly seesAll?: readonly Operation[]
}

export interface SignInGate extends Gate {
  /** Forgets who everybody is, so that the next request of each asks the database. After any change of roles or sign-ins. */
  forget(): void
  /** The cookie that the sign-in library renewed while this request was let in. */
  renewedCookies(request: FastifyRequest): readonly string[]
}

interface Known {
  readonly person: { readonly id: string; readonly name: string } | undefined
  readonly standing: Standing | undefined
  /** What the sign-in is narrowed to while the screen is with a child. */
  readonly handed?: Handed | undefined
  readonly until: number
}

/**
 * How long a caller is known without asking again. A register opens in a third of the time for it. The price: where several
 * servers share one database, somebody whose role was ended on one is let in by another for this long at most; the server
 * that ended it forgets at once.
 */
const KNOWN_FOR_MS = 5_000
const MOST_KNOWN = 10_000

/** Lets requests in, or not: who they are by their sign-in, what they may do by the roles they hold. */
export function createGate(parts: GateParts): SignInGate {
  const known = new Map<string, Known>()
  // What was asked before everything was forgotten may have been answered from before the change: it is not remembered.
  let forgotten = 0
  const renewed = new WeakMap<FastifyRequest, string[]>()

  async function identify(request: FastifyRequest): Promise<Known> {
    const cookie = sessionCookie(parts.settings, request.headers.cookie)
    if (cookie === undefined) return STRANGER
    const remembered = known.get(cookie)
    if (remembered !== undefined && remembered.until > performance.now()) return remembered
    const headers = new Headers({ cookie: request.headers.cookie ?? '' })
    const asOf = forgotten
    const asked = await parts.auth.api.getSession({ headers, returnHeaders: true })
    renewed.set(request, asked.headers.getSetCookie())
    const found = asked.response === null ? STRANGER : await knownBy(parts.database, asked.response)
    if (known.size >= MOST_KNOWN) known.clear()
    if (found.person !== undefined && asOf === forgotten) known.set(cookie, found)
    return found
  }

  return {
    record: parts.record,
    forget: () => {
      forgotten += 1
      known.clear()
    },
    renewedCookies: (request) => renewed.get(request) ?? [],
    async refuses(request) {
      if (opensWhileHanded(request.method, request.url)) return undefined
      const { handed } = await identify(request)
      return handed === undefined ? undefined : WITH_CHILD
    },
    async permit(request, operation) {
      const { person, standing, handed } = await identify(request)
      const params = (request.params ?? {}) as Readonly<Record<string, string>>
      // Asked first, before any right: while the screen is with a child, all but a few things are shut.
      if (handed !== undefined && !mayWhileHanded(operation, params, handed)) return failure(WITH_CHILD)
      const { may, scope } = operation.config
      const parameter = SCOPE_PARAMETER[scope]
      const placeId = params[parameter ?? SCOPE_PARAMETER.school]
      const decided = decidePermission(standing, { may, scope, placeId })
      if (decided.ok) {
        const { reach, position } = decided.value
        const tenants = parts.seesAll?.some((one) => one.config.id === operation.config.id)
          ? await parts.database.asSystem(allPlaces)
          : decided.value.tenants
        const caller = person === undefined ? NOBODY : { ...person, position }
        const permit: Permit = { caller, tenants, reach, may: decided.value.may }
        return success(handed === undefined ? permit : narrowed(permit, handed)) satisfies Result<Permit>
      }
      if (person !== undefined && standing !== undefined) {
        const position = standing.held[0]?.position ?? ''
        await recordRefusal(parts, { request, operation, caller: { ...person, position }, placeId, standing })
      }
      return decided
    },
  }
}

/** Of one school and with one right, whatever else the member of staff may do. */
function narrowed(permit: Permit, handed: Handed): Permit {
  const { schoolId } = handed.params
  return {
    ...permit,
    tenants: permit.tenants.filter((tenant) => tenant === schoolId),
    handed,
    may: (action) => (action === handed.right ? permit.may(action) : undefined),
  }
}

const STRANGER: Known = { person: undefined, standing: undefined, until: 0 }

/** The session was read with what it is narrowed to: that is no question more. */
async function knownBy(
  database: Database,
  { user, session }: { readonly user: { readonly id: string }; readonly session: object },
): Promise<Known> {
  const { handed } = session as { readonly handed?: string | null }
  return { ...(await standingOf(database, user.id)), handed: readHanded(handed) }
}

async function standingOf(database: Database, personId: string): Promise<Known> {
  return database.asSystem(async (tx) => {
    const person = await findPerson(tx, personId)
    if (person === undefined) return STRANGER
    const held = await rolesOf(tx, personId)
    const places = await placesOf(tx, held)
    return {
      person: { id: person.id, name: person.name },
      standing: { held, places },
      until: performance.now() + KNOWN_FOR_MS,
    }
  })
}

interface Refused {
  readonly request: FastifyRequest
  readonly operation: Operation
  readonly caller: Permit['caller']
  readonly placeId: string | undefined
  readonly standing: Standing
}

/** An attempt that was refused is worth knowing, to the school whose door was tried or else to the person's own. */
async function recordRefusal(parts: GateParts, refused: Refused): Promise<void> {
  const own = refused.standing.places.some((place) => place.id === refused.placeId)
  const tenant = own ? refused.placeId : refused.standing.held[0]?.placeId
  await parts.database.asSystem((tx) =>
    parts.record(tx, {
      at: parts.clock.now(),
      operation: refused.operation.config.id,
      sentence: `was refused: ${refused.operation.schema.summary}`,
      caller: refused.caller,
      tenant,
      subject: undefined,
      facts: { refused: true },
      requestId: refused.request.id,
    }),
  )
}
