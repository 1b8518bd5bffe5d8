// How to write an HTTP test of a slice, on both engines:
//
//   const server = await startTestServer()                        // in beforeAll; `await server.close()` in afterAll
//   const school = await server.school()                          // a place; roll's particulars are yours to insert
//   const teacher = await server.person({ role: 'teacher', school })
//   const answer = await server.as(teacher)(takeRegister, { params: { schoolId: school.id, … }, body: { … } })
//   expect(answer.statusCode).toBe(200); answer.json()
//   const stranger = await server.as(undefined)(takeRegister, …)  // signed out: 401
//   server.clock.moveTo('2026-11-23T08:40:00.000Z' as Moment)     // begins there, a Monday morning
//   await server.database.inTenants([school.id], (tx) => …)       // look at the rows
//
// `as(person).inject({ method, url, payload, headers })` sends anything else; cookie and x-firstbell are added. Your slice's
// bindings and migrations must be listed in src/main/slices.ts.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { markDemonstration, startSession } from '../identity/index.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { type ComposeOptions, composeServer } from '../main/compose.ts'
import { type MovableClock, movableClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { addPerson, addPlace, type NewPerson, type NewPlace, type TestPerson, type TestPlace } from './builders.ts'
import { openTestDatabase } from './test-database.ts'

/** Monday 23 November 2026, 08:40: inside every school's morning register. */
export const MORNING = '2026-11-23T08:40:00.000Z' as Moment

export interface CallInput {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Sends as somebody. */
export interface Sender {
  (operation: Operation, input?: CallInput): Promise<LightMyRequestResponse>
  inject(options: InjectOptions & { url: string }): Promise<LightMyRequestResponse>
}

export interface TestServer {
  readonly app: FastifyInstance
  readonly database: Database
  readonly clock: MovableClock
  school(place?: Partial<NewPlace>): Promise<TestPlace & { readonly id: SchoolId }>
  trust(place?: Partial<NewPlace>): Promise<TestPlace>
  authority(place?: Partial<NewPlace>): Promise<TestPlace>
  person(person?: Partial<NewPerson>): Promise<TestPerson>
  /** A new sign-in's cookie, as a browser would send it back. */
  signIn(person: TestPerson): Promise<string>
  /** Sends requests as this person, signed in once; as nobody where undefined. */
  as(person: TestPerson | undefined): Sender
  close(): Promise<void>
}

export interface TestServerOptions extends Partial<ComposeOptions['config']> {
  /** As a demonstration, with one-click sign-in and a clock to move. */
  readonly demo?: boolean
  /** A migrated database of the caller's own, closed with the server; a fresh one of this run's engine where left out. */
  readonly database?: Database
  /** No limit where left out. */
  readonly requestsPerMinute?: number
  /** What services show that tell of deliveries and replies. */
  readonly messagesToken?: string
  /** Another clock than one that begins on the test Monday and runs on. */
  readonly clock?: MovableClock
}

const CONFIG = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

let servers = 0

/** An address of each server's own to be asked from: the sign-in library counts tries by address, for the whole process. */
function addressOfItsOwn(): string {
  servers += 1
  return `127.1.${servers >> 8}.${servers & 255}`
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { demo = false, requestsPerMinute, messagesToken, ...given } = options
  const { database = await openTestDatabase(), clock = movableClock(MORNING), ...settings } = given
  if (demo) await database.asSystem(markDemonstration)
  const config = { ...CONFIG, ...settings }
  const app = await composeServer({
    database,
    clock,
    config,
    requestsPerMinute,
    messagesToken,
    log: false,
    ...(demo && { demoClock: clock }),
  })
  const remoteAddress = addressOfItsOwn()
  const cookies = new Map<string, Promise<string>>()
  const signIn = async (person: TestPerson): Promise<string> => {
    const set = await database.asSystem((tx) => startSession(tx, config, person.id))
    return set.split(';')[0] ?? ''
  }
  const cookieOf = (person: TestPerson): Promise<string> => {
    const cookie = cookies.get(person.id) ?? signIn(person)
    cookies.set(person.id, cookie)
    return cookie
  }
  const as = (person: TestPerson | undefined): Sender => {
    const inject: Sender['inject'] = async ({ headers, ...request }) => {
      const cookie = person === undefined ? {} : { cookie: await cookieOf(person) }
      return app.inject({ remoteAddress, ...request, headers: { 'x-firstbell': 'test', ...cookie, ...headers } })
    }
    return Object.assign((operation: Operation, input: CallInput = {}) => inject(requestOf(operation, input)), {
      inject,
    })
  }
  return {
    app,
    database,
    clock,
    school: async (place) => {
      const added = await addPlace(database, { kind: 'school', ...place })
      return { ...added, id: added.id as SchoolId }
    },
    trust: (place) => addPlace(database, { kind: 'trust', ...place }),
    authority: (place) => addPlace(database, { kind: 'authority', ...place }),
    person: (person) => addPerson(database, clock.now(), person),
    signIn,
    as,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

/** The request that an operation's declaration and this input make. */
export function requestOf(operation: Operation, input: CallInput): InjectOptions & { url: string } {
  const url = operation.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input.params?.[name])))
  const query = new URLSearchParams(input.query).toString()
  return {
    method: operation.method,
    url: query === '' ? url : `${url}?${query}`,
    ...(input.body === undefined ? {} : { payload: input.body as object }),
  }
}
