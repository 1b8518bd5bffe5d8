import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the service behaves: as it should; not there; taking a message and never answering, or breaking off; or refusing. */
export type NotifyMood =
  | 'up'
  | 'gone'
  | 'silent'
  | 'takes-and-breaks'
  | 'fault'
  | 'too-many'
  | 'bad-number'
  | 'bad-template'

export interface TakenByNotify {
  readonly id: string
  readonly reference: string | null
  readonly type: 'sms' | 'email'
  readonly to: string
  readonly personalisation: Readonly<Record<string, string>>
}

export interface NotifyServer {
  readonly url: string
  /** A key that this server accepts: name, service and secret, as Notify writes it. */
  readonly key: string
  readonly taken: TakenByNotify[]
  /** Every answer with status 200 or 201, for comparing with the published shapes. */
  readonly answers: { readonly method: string; readonly path: string; readonly body: unknown }[]
  mood: NotifyMood
  close(): Promise<void>
}

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506'
const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0'
export const TEXT_TEMPLATE = 'aa000000-0000-4000-8000-000000000001'
export const EMAIL_TEMPLATE = 'aa000000-0000-4000-8000-000000000002'

/** A stand-in for GOV.UK Notify on this computer: it checks the token of each request as Notify does, and answers in Notify's shapes. */
export async function startNotifyServer(): Promise<NotifyServer> {
  const state: { mood: NotifyMood } = { mood: 'up' }
  const taken: TakenByNotify[] = []
  const answers: { method: string; path: string; body: unknown }[] = []
  const server = createServer((request, response) => {
    void answer({ request, response, mood: state.mood, taken, answers })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    key: `tests-${SERVICE}-${SECRET}`,
    taken,
    answers,
    get mood() {
      return state.mood
    },
    set mood(mood) {
      state.mood = mood
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly mood: NotifyMood
  readonly taken: TakenByNotify[]
  readonly answers: { method: string; path: string; body: unknown }[]
}

async function answer(asked: Asked): Promise<void> {
  const { request, response, mood, taken } = asked
  const body = await readBody(request)
  const url = new URL(request.url ?? '/', 'http://here')
  if (mood === 'gone') return void request.socket.destroy()
  if (!hasGoodToken(request))
    return refuse(response, 403, ['AuthError', 'Invalid token: signature, api token not found'])
  if (mood === 'fault') return refuse(response, 500, ['Exception', 'Internal server error'])
  if (mood === 'too-many')
    return refuse(response, 429, [
      'RateLimitError',
      'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds',
    ])
  if (request.method === 'GET') return send(asked, 200, listed(taken, url))
  if (mood === 'bad-number') return refuse(response, 400, ['ValidationError', 'phone_number Not enough digits'])
  if (mood === 'bad-template')
    return refuse(response, 400, ['BadRequestError', 'Can’t send to this recipient using a team-only API key'])
  const notification = take(JSON.parse(body), url.pathname.endsWith('/sms') ? 'sms' : 'email')
  taken.push(notification)
  if (mood === 'silent') return
  if (mood === 'takes-and-breaks') return void request.socket.destroy()
  send(asked, 201, created(notification))
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => resolve(Buffer.concat(chunks).toString()))
    request.on('error', () => resolve(''))
  })
}

const THIRTY_SECONDS = 30

/** HS256 by the key's secret, said to be from the service, and made within half a minute: what Notify checks. */
function hasGoodToken(request: IncomingMessage): boolean {
  const [header = '', payload = '', signature = ''] = (request.headers.authorization ?? '')
    .replace(/^Bearer /, '')
    .split('.')
  const right = createHmac('sha256', SECRET).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string }
  const { iss, iat } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss: string; iat: number }
  return alg === 'HS256' && iss === SERVICE && Math.abs(iat - Date.now() / 1000) < THIRTY_SECONDS
}

interface Posted {
  readonly template_id: string
  readonly reference?: string
  readonly phone_number?: string
  readonly email_address?: string
  readonly personalisation?: Readonly<Record<string, string>>
}

function take(posted: Posted, type: 'sms' | 'email'): TakenByNotify {
  if (posted.template_id !== (type === 'sms' ? TEXT_TEMPLATE : EMAIL_TEMPLATE)) throw new Error('another template')
  return {
    id: randomUUID(),
    reference: posted.reference ?? null,
    type,
    to: posted.phone_number ?? posted.email_address ?? '',
    personalisation: posted.personalisation ?? {},
  }
}

function created({ id, reference, type, personalisation }: TakenByNotify) {
  const template = { id: type === 'sms' ? TEXT_TEMPLATE : EMAIL_TEMPLATE, version: 1, uri: 'http://127.0.0.1/template' }
  const body = personalisation.message
  const content =
    type === 'sms'
      ? { body, from_number: 'SCHOOL' }
      : { body, subject: personalisation.subject, from_email: 'school@notifications.example' }
  return {
    id,
    reference,
    content,
    uri: `http://127.0.0.1/v2/notifications/${id}`,
    template,
    scheduled_for: null,
    sanitised_content: {},
  }
}

function listed(taken: readonly TakenByNotify[], url: URL) {
  const reference = url.searchParams.get('reference')
  const found = taken.filter((one) => reference === null || one.reference === reference)
  return { notifications: found.map(notification), links: { current: url.href } }
}

function notification({ id, reference, type, to }: TakenByNotify) {
  const lines = { line_1: null, line_2: null, line_3: null, line_4: null, line_5: null, line_6: null, postcode: null }
  return {
    id,
    reference,
    email_address: type === 'email' ? to : null,
    phone_number: type === 'sms' ? to : null,
    ...lines,
    type,
    status: 'created',
    template: { id: type === 'sms' ? TEXT_TEMPLATE : EMAIL_TEMPLATE, version: 1, uri: 'http://127.0.0.1/template' },
    body: '',
    subject: null,
    created_at: '2026-11-23T08:41:00.000000Z',
    created_by_name: null,
    sent_at: null,
    completed_at: null,
  }
}

function send({ request, response, answers }: Asked, status: number, body: object): void {
  answers.push({ method: request.method ?? '', path: new URL(request.url ?? '/', 'http://here').pathname, body })
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, said: readonly [string, string]): void {
  const body = { status_code: status, errors: [{ error: said[0], message: said[1] }] }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
