import type { LightMyRequestResponse } from 'fastify'
import type { Answer, Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { listenersAt, UNHEARD, type Work, worksBehind } from '../../main/work-behind.ts'
import { sendersOf } from '../../messaging/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { openOutbox } from '../../platform/outbox.ts'
import type { TestPerson } from '../builders.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { EMAIL_TEMPLATE, type NotifyServer, startNotifyServer, TEXT_TEMPLATE } from '../notify-server.ts'
import { type CallInput, requestOf, startTestServer, type TestServer } from '../test-server.ts'
import { type ScriptedClock, scriptedClock } from './scripted-clock.ts'

export const HOOK_TOKEN = 'a token of the services, of tests only'
const SIGN_IN = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

/** What came of something that may be refused: the answer, or the code of the refusal. */
export interface Tried<T> {
  readonly done: T | undefined
  readonly refused: string | undefined
}

/** A member of staff, or the cookie of a family. */
export type Asker = TestPerson | string

/** The whole product with its real services' stand-ins, on a clock that is moved by hand; what runs behind runs when it is told to. */
export interface Product {
  readonly server: TestServer
  readonly clock: ScriptedClock
  readonly notify: NotifyServer
  readonly mail: MailServer
  /** What the workers complained of. */
  readonly troubles: object[]
  /** How many requests were made. */
  asked(): number
  /** @throws where it is refused. */
  ask<O extends Operation>(who: Asker, operation: O, input?: CallInput): Promise<Answer<O>>
  /** @throws where it is refused with any code but these. */
  tryTo<O extends Operation>(who: Asker, operation: O, of: Allowing): Promise<Tried<Answer<O>>>
  hook(path: string, payload: object): Promise<void>
  /** Everything that the server does behind, once: what is due by the clock now, and what the outbox holds. */
  workBehind(): Promise<void>
  /** What the server does at night. */
  nightly(): Promise<void>
  close(): Promise<void>
}

/** `workers`: how many processes run what is behind, at the same moment; one where left out. */
export interface ProductAsked {
  readonly start: Moment
  readonly database?: Database | undefined
  readonly workers?: number | undefined
}

export async function startProduct({ start, database, workers = 1 }: ProductAsked): Promise<Product> {
  const clock = scriptedClock(start)
  const server = await startTestServer({
    ...(database === undefined ? {} : { database }),
    clock,
    messagesToken: HOOK_TOKEN,
  })
  const [notify, mail] = [await startNotifyServer(), await startMailServer()]
  const troubles: object[] = []
  const ground = { database: server.database, clock, log: (trouble: object) => void troubles.push(trouble) }
  const behind: Worker[] = []
  for (let n = 0; n < workers; n += 1) behind.push(await startWorker(ground, { notify, mail }))
  let requests = 0
  const tryTo: Product['tryTo'] = async (who, operation, of) => {
    requests += 1
    clock.step()
    const sender = server.as(typeof who === 'string' ? undefined : who)
    const headers = typeof who === 'string' ? { headers: { cookie: who } } : {}
    return read(await sender.inject({ ...requestOf(operation, of), ...headers }), operation, of)
  }
  return {
    ...{ server, clock, notify, mail, troubles, tryTo },
    asked: () => requests,
    ask: async (who, operation, input = {}) => {
      const { done } = await tryTo(who, operation, { ...input, allow: [] })
      if (done === undefined) throw new Error(`${operation.config.id} gave no answer`)
      return done
    },
    hook: async (path, payload) => {
      const headers = { authorization: `Bearer ${HOOK_TOKEN}` }
      const answer = await server.as(undefined).inject({ method: 'POST', url: path, payload, headers })
      if (answer.statusCode !== 204) throw new Error(`hook ${path}: ${answer.statusCode} ${answer.body}`)
    },
    workBehind: async () => void (await Promise.all(behind.map((worker) => worker.often()))),
    nightly: async () => behind[0]?.nightly(),
    close: async () => {
      await Promise.all([notify.close(), mail.close()])
      await server.close()
    },
  }
}

interface Worker {
  often(): Promise<void>
  nightly(): Promise<void>
}

/** What one process runs behind: the product's own jobs and its outbox, started by whoever holds the clock. */
async function startWorker(
  ground: Pick<Parameters<typeof worksBehind>[0], 'database' | 'clock' | 'log'>,
  { notify, mail }: { notify: NotifyServer; mail: MailServer },
): Promise<Worker> {
  const { database, log: trouble } = ground
  const templates = { textTemplate: TEXT_TEMPLATE, emailTemplate: EMAIL_TEMPLATE }
  const senders = sendersOf({
    notify: { key: notify.key, url: notify.url, ...templates, timeoutMs: 5_000 },
    smtp: { url: mail.url, from: 'Elmfield Academy <attendance@elmfield.example>', timeoutMs: 5_000 },
    token: HOOK_TOKEN,
  })
  const works = worksBehind({ ...ground, senders })
  const said = openOutbox({ database, listeners: listenersAt(SIGN_IN, ground.clock), unheard: UNHEARD, trouble })
  // It hands on when it is told to, and never by itself.
  await said.stop()
  return {
    often: async () => {
      for (const one of works.filter(isOften)) await one.work()
      await said.drain()
    },
    nightly: async () => {
      for (const one of works.filter((work) => !isOften(work))) await one.work()
    },
  }
}

const isOften = ({ when }: Work) => typeof when === 'number'

interface Allowing extends CallInput {
  readonly allow: readonly string[]
}

function read<O extends Operation>(answer: LightMyRequestResponse, operation: O, of: Allowing): Tried<Answer<O>> {
  // The product checks its answers against the operation's own shape.
  if (answer.statusCode === 200) return { done: answer.json() as Answer<O>, refused: undefined }
  const { code } = answer.json<{ code?: string }>()
  if (code === undefined || !of.allow.includes(code))
    throw new Error(
      `${operation.config.id}: ${answer.statusCode} ${answer.body.slice(0, 400)} for ${JSON.stringify(of).slice(0, 500)}`,
    )
  return { done: undefined, refused: code }
}
