import type { FastifyInstance } from 'fastify'
import { recordAct } from '../audit/index.ts'
import { createAuth, createGate, identityBindings, mountSignIn, type SignInSettings } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { buildServer, type ServerOptions } from '../platform/http/server.ts'
import { BINDINGS } from './slices.ts'

export interface ComposeOptions {
  readonly database: Database
  readonly clock: Clock
  readonly config: SignInSettings & {
    readonly demo: boolean
    readonly requestsPerMinute?: number
  }
  readonly log: ServerOptions['log']
}

export const VERSION = '0.1.0'

/** The whole product behind one HTTP server, which does not listen yet. */
export async function composeServer(options: ComposeOptions): Promise<FastifyInstance> {
  const { database, clock, config, log } = options
  const auth = createAuth(database, config)
  const gate = createGate({ database, clock, auth, settings: config, record: recordAct })
  const { requestsPerMinute } = config
  const app = await buildServer({
    database,
    clock,
    gate,
    log,
    version: VERSION,
    secure: config.publicUrl.startsWith('https://'),
    bindings: [...identityBindings(config), ...BINDINGS],
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  })
  mountSignIn(app, { auth, settings: config, gate })
  return app
}
