import type { FastifyInstance, FastifyRequest } from 'fastify'
import { morningTextBindings } from '../absence/index.ts'
import { AUDIT_OPERATIONS, auditBindings, type NameSubjects, recordAct } from '../audit/index.ts'
import { childsScreenBindings, tellingBindings } from '../casework/index.ts'
import {
  createAuth,
  createGate,
  DEMO_OPERATIONS,
  identityBindings,
  mountSignIn,
  namesOf,
  SIGN_IN_ACTS,
  type SignInSettings,
  tokenOf,
} from '../identity/index.ts'
import type { PersonId } from '../kernel/ids.ts'
import { mountHooks } from '../messaging/index.ts'
import { parentsBindings } from '../parents/index.ts'
import type { Clock, MovableClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { buildServer, type ServerOptions } from '../platform/http/server.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import { mountPolicies } from '../policy/index.ts'
import { namesOnRoll } from '../roll/index.ts'
import { takeColleaguesRegisters as letColleaguesTake } from './colleagues/take-colleagues-registers.ts'
import { takeColleaguesRegisters } from './contract.ts'
import { BINDINGS } from './slices.ts'

export interface ComposeOptions {
  readonly database: Database
  readonly clock: Clock
  /** Where this is a demonstration: the same clock, to be moved by whoever looks on. */
  readonly demoClock?: MovableClock | undefined
  readonly config: SignInSettings
  /** How often a minute one sign-in may look at something; the other limits follow from it. As often as they like where left out. */
  readonly requestsPerMinute?: number | undefined
  readonly log: ServerOptions['log']
  /** Proxies on other machines that are believed about where a request came from. */
  readonly proxies?: readonly string[]
  /** Told after a commit that the outbox has something new. */
  readonly said?: () => void
  /** What services show that tell of deliveries and replies; none is let in where it is left out. */
  readonly messagesToken?: string | undefined
  /** For which messages a service is set up; none where it is left out. */
  readonly carried?: { readonly text: boolean; readonly email: boolean } | undefined
}

/** Without a service everything waits for a person. */
const BY_HAND = { text: false, email: false }

export const VERSION = '0.1.0'

/** The whole product behind one HTTP server, which does not listen yet. */
export async function composeServer(options: ComposeOptions): Promise<FastifyInstance> {
  const { database, clock, demoClock, config: settings, log } = options
  const auth = createAuth(database, settings)
  const seesAll = demoClock === undefined ? [] : DEMO_OPERATIONS
  const gate = createGate({ database, clock, auth, settings, record: recordAct, seesAll })
  const { requestsPerMinute: perMinute } = options
  const signInOf = (request: FastifyRequest) => tokenOf(settings, request.headers.cookie)
  const app = await buildServer({
    database,
    clock,
    gate,
    log,
    version: VERSION,
    secure: settings.publicUrl.startsWith('https://'),
    bindings: allBindings(settings, demoClock, options.carried),
    ...(options.proxies === undefined ? {} : { proxies: options.proxies }),
    ...(options.said === undefined ? {} : { said: options.said }),
    ...(perMinute === undefined ? {} : { limits: { perMinute, signInOf } }),
  })
  mountPolicies(app, { database, clock })
  mountHooks(app, { database, clock, token: options.messagesToken, said: options.said })
  mountSignIn(app, { database, clock, auth, settings, gate, record: recordAct })
  return app
}

/** Every operation there is. Identity and audit are told of all the others: what may be done is what they show. */
export function allBindings(
  settings: SignInSettings,
  demoClock: MovableClock | undefined,
  carried = BY_HAND,
): readonly Binding[] {
  const colleagues = demoClock === undefined ? [] : [bind(takeColleaguesRegisters, letColleaguesTake)]
  const slices = [
    ...BINDINGS,
    ...morningTextBindings(carried),
    ...parentsBindings(settings),
    ...tellingBindings(settings),
    ...childsScreenBindings(settings),
    ...colleagues,
  ]
  const others = slices.map((binding) => binding.operation)
  const identity = identityBindings({ settings, demoClock, others: [...AUDIT_OPERATIONS, ...others] })
  const operations = [...identity.map((binding) => binding.operation), ...others]
  const audit = auditBindings({ operations, otherActs: SIGN_IN_ACTS, nameSubjects })
  return [...identity, ...audit, ...slices]
}

const nameSubjects: NameSubjects = async (tx, of) => {
  const people = await namesOf(tx, of.ids as readonly PersonId[])
  return new Map([...people, ...(await namesOnRoll(tx, of))])
}
