import { NotifyClient } from 'notifications-node-client'
import type { Outgoing, Sender, Sent } from './sender.ts'

/** How GOV.UK Notify is reached. A key is a secret: it is in no message, log or answer. */
export interface NotifySettings {
  readonly key: string
  /** Another address than the service's own, for tests. */
  readonly url?: string | undefined
  /** A text template at Notify whose whole wording is `((message))`. */
  readonly textTemplate?: string | undefined
  /** An e-mail template at Notify with the subject `((subject))` and the wording `((message))`. */
  readonly emailTemplate?: string | undefined
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 20_000

/** Sends by GOV.UK Notify's own client. The message's id is its reference there. */
export function notifySender(settings: NotifySettings): Sender {
  const client =
    settings.url === undefined ? new NotifyClient(settings.key) : new NotifyClient(settings.url, settings.key)
  limitWaiting(client, settings.timeoutMs ?? TIMEOUT_MS)
  return {
    name: 'notify',
    async send(message) {
      const template = message.channel === 'text' ? settings.textTemplate : settings.emailTemplate
      if (template === undefined) return setUpFault('no template of GOV.UK Notify is set for this channel')
      try {
        return { outcome: 'handed-over', providerId: await post(client, template, message) }
      } catch (error) {
        return readError(error)
      }
    },
    async find({ messageId }) {
      try {
        const { data } = await client.getNotifications(undefined, undefined, messageId)
        const found = data.notifications[0]
        return found === undefined ? 'not-there' : { outcome: 'handed-over', providerId: found.id }
      } catch (error) {
        const said = readError(error)
        if (said.outcome === 'put-off') return said
        return { outcome: 'put-off', why: 'GOV.UK Notify did not say whether it has the message', taken: 'not-known' }
      }
    },
  }
}

async function post(client: NotifyClient, template: string, message: Outgoing): Promise<string> {
  const { messageId: reference, address, body, subject } = message
  const { data } =
    message.channel === 'text'
      ? await client.sendSms(template, address, { personalisation: { message: body }, reference })
      : await client.sendEmail(template, address, { personalisation: { subject, message: body }, reference })
  return data.id
}

/** The client waits for ever by itself, and follows a redirect with the token in its hand. */
function limitWaiting(client: NotifyClient, timeout: number): void {
  const { restClient } = client.apiClient as { restClient: (options: object) => unknown }
  const limited = (options: object) => restClient({ ...options, timeout, maxRedirects: 0 })
  // The client calls it as a function and asks no more of it.
  client.setClient(limited as unknown as Parameters<NotifyClient['setClient']>[0])
}

interface ServiceError {
  readonly response?: {
    readonly status: number
    readonly headers?: Readonly<Record<string, unknown>>
    readonly data?: { readonly errors?: readonly { readonly error?: string; readonly message?: string }[] }
  }
  readonly code?: string
}

const MINUTE = 60
const HOUR = 3600

function readError(error: unknown): Sent {
  const { response, code } = error as ServiceError
  if (response === undefined) {
    // No connection was made at all, so nothing was taken.
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return { outcome: 'put-off', why: 'GOV.UK Notify cannot be reached', taken: 'no' }
    return { outcome: 'put-off', why: 'GOV.UK Notify did not answer in time', taken: 'not-known' }
  }
  const { status } = response
  const said = (response.data?.errors ?? []).map(({ error: kind = '', message = '' }) => `${kind} ${message}`).join(' ')
  if (status === 401 || status === 403) return setUpFault('GOV.UK Notify does not accept the key')
  if (status === 429)
    return { outcome: 'put-off', why: 'GOV.UK Notify takes no more for now', taken: 'no', waitSeconds: waitAfter(said) }
  if (status >= 400 && status < 500) return readRefusal(said)
  return { outcome: 'put-off', why: 'GOV.UK Notify had a fault of its own', taken: 'not-known' }
}

/** 429 is either too many in a minute, or the day's allowance being used up. */
function waitAfter(said: string): number {
  return /TooManyRequests/i.test(said) ? HOUR : MINUTE
}

function readRefusal(said: string): Sent {
  if (
    /phone_number|email_address|not a valid (phone|email)|mobile/i.test(said) &&
    /ValidationError|not (a )?valid|InvalidPhone/i.test(said)
  )
    return {
      outcome: 'refused',
      why: 'the number or address is not one that messages can be sent to',
      addressAtFault: true,
    }
  if (/team-only|trial|template/i.test(said))
    return setUpFault('the GOV.UK Notify service is not set up for this message')
  return { outcome: 'refused', why: 'GOV.UK Notify does not take this message', addressAtFault: false }
}

function setUpFault(why: string): Sent {
  return { outcome: 'put-off', why, taken: 'no', waitSeconds: 10 * MINUTE, setUp: true }
}
