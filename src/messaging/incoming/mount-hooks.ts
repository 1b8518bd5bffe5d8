import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { schoolIdShape } from '../../kernel/shapes.ts'
import { type Moment, momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { sendProblem, sendStatus } from '../../platform/http/problems.ts'
import { schoolOf } from '../../roll/index.ts'
import { ownWords } from '../rules/own-words.ts'
import { readMail } from './read-mail.ts'
import { schoolOfMessage, takeReceipt } from './take-receipt.ts'
import { takeReply } from './take-reply.ts'

export interface HookParts {
  readonly database: Database
  readonly clock: Clock
  /** What a service shows that it is the one. Nobody is let in where none is set. */
  readonly token: string | undefined
  readonly said?: (() => void) | undefined
}

/** A database cannot keep a NUL, and no family means one. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replaceAll('\0', '').toWellFormed())

const RECEIPT = z.object({ reference: z.string().nullable(), status: z.string().max(60) })
const TEXT = z.object({
  id: words(100),
  source_number: words(40),
  message: words(4000),
  date_received: z.string().max(40),
})
const EMAIL = z.object({
  id: words(300),
  from: words(320),
  text: words(20_000),
  in_reply_to: z.string().max(300).optional(),
  date_received: z.string().max(40),
})

const A_REFERENCE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const LARGEST = 64 * 1024
/** A whole e-mail may bring the photograph of a letter; it is not kept, and must not keep the words from coming in. */
const LARGEST_MAIL = 25 * 1024 * 1024
const MAIL = 'message/rfc822'

/**
 * Where services say what became of messages and what families answered: `/hooks/receipts`, `/hooks/:schoolId/texts`, `/hooks/:schoolId/emails`.
 * They carry a bearer token and no cookie, so they are no operations of people. Texts and receipts come in GOV.UK Notify's shapes; an e-mail
 * comes as fields (`{id, from, text, in_reply_to, date_received}`) or whole, as `message/rfc822`: what a mailbox's forwarding rule or
 * `procmail` has at hand.
 */
export function mountHooks(app: FastifyInstance, parts: HookParts): void {
  app.addContentTypeParser(MAIL, { parseAs: 'buffer', bodyLimit: LARGEST_MAIL }, (_request, body, done) =>
    done(null, body),
  )
  const hook = (url: string, take: (request: FastifyRequest) => Promise<boolean>, bodyLimit = LARGEST) =>
    app.route({
      method: 'POST',
      url,
      bodyLimit,
      schema: { hide: true },
      config: { notAnOperation: 'A service sends it with a token of its own; no person signs in.' } as object,
      onRequest: async (request, reply) => (isService(parts.token, request) ? undefined : refuse(reply)),
      handler: async (request, reply) => {
        const understood = await take(request)
        parts.said?.()
        if (understood) return reply.status(204).send()
        return sendStatus(reply, {
          status: 400,
          code: 'hook.not-understood',
          detail: 'This is not in the shape that is expected here.',
        })
      },
    })
  hook('/hooks/receipts', (request) => hearReceipt(parts, request))
  hook('/hooks/:schoolId/texts', (request) => hearReply(parts, request, 'text'))
  hook('/hooks/:schoolId/emails', (request) => hearReply(parts, request, 'email'), LARGEST_MAIL)
}

function refuse(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, {
    kind: 'signed-out',
    code: 'hook.wrong-token',
    message: 'The bearer token is not the one that is set here.',
  })
}

/** Compared as hashes, which are of one length, in a time that says nothing of where they differ. */
function isService(token: string | undefined, request: FastifyRequest): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(token))
}

async function hearReceipt({ database, clock }: HookParts, request: FastifyRequest): Promise<boolean> {
  const receipt = RECEIPT.safeParse(request.body)
  if (!receipt.success) return false
  const messageId = A_REFERENCE.exec(receipt.data.reference ?? '')?.[0]
  const schoolId = messageId === undefined ? undefined : await database.asSystem((tx) => schoolOfMessage(tx, messageId))
  // Another system's message in the same service: nothing to do with us, and no reason for the service to send it again.
  if (messageId === undefined || schoolId === undefined) return true
  await database.inTenants([schoolId], (tx) =>
    takeReceipt(tx, { schoolId, messageId, status: receipt.data.status, at: clock.now() }),
  )
  return true
}

async function hearReply(parts: HookParts, request: FastifyRequest, channel: 'text' | 'email'): Promise<boolean> {
  const { database, clock } = parts
  const schoolId = schoolIdShape.safeParse((request.params as { schoolId?: unknown }).schoolId)
  const said = channel === 'text' ? readText(request.body) : await readEmail(request.body)
  if (!schoolId.success || said === undefined) return false
  if (said === 'automatic') return true
  return database.inTenants([schoolId.data], async (tx) => {
    if ((await schoolOf(tx, schoolId.data)) === undefined) return false
    const now = clock.now()
    const { sentAt = now, ...reply } = said
    await takeReply(tx, { schoolId: schoolId.data, channel, ...reply, sentAt, now })
    return true
  })
}

function readText(body: unknown) {
  const read = TEXT.safeParse(body)
  if (!read.success) return undefined
  const { id, source_number: sender, message, date_received: received } = read.data
  return { providerId: id, sender, body: message, answers: undefined, sentAt: momentOf(received) }
}

/** An e-mail as fields, or whole; `automatic` where a program answered, which no family did. */
async function readEmail(body: unknown) {
  if (body instanceof Uint8Array) {
    const mail = await readMail(body)
    if (mail === undefined) return undefined
    if (mail.automatic) return 'automatic'
    return emailFrom({ id: mail.id, from: mail.from, text: mail.text, answers: mail.answers, date: mail.date })
  }
  const read = EMAIL.safeParse(body)
  if (!read.success) return undefined
  const { id, from, text, in_reply_to: answers = '', date_received: date } = read.data
  return emailFrom({ id, from, text: ownWords(text), answers, date })
}

function emailFrom(mail: { id: string; from: string; text: string; answers: string; date: string }) {
  const { id, from, text, answers, date } = mail
  const sender = /<([^<>\s]+@[^<>\s]+)>/.exec(from)?.[1] ?? from
  return {
    providerId: id.slice(0, 300),
    sender,
    body: text,
    answers: A_REFERENCE.exec(answers)?.[0],
    sentAt: momentOf(date),
  }
}

const LAST_DAY = Date.UTC(2200, 0)

function momentOf(text: string): Moment | undefined {
  const milliseconds = Date.parse(text)
  // A day that no message was sent on, such as of the year 275760, is no day that the database can keep.
  return milliseconds > 0 && milliseconds < LAST_DAY ? momentFromMilliseconds(milliseconds) : undefined
}
