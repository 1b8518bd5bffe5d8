import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Handed } from '../../kernel/handed.ts'
import { type Operation, SCOPE_PARAMETER } from '../../kernel/operation.ts'
import { failure, type Problem, type Result } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Clock } from '../clock.ts'
import { type Database, json, kept, run, type Tx } from '../database/database.ts'
import { Refusal, sendMalformed, sendProblem } from './problems.ts'
import type { Binding, Caller, Context, FileAnswer, Input, Reach } from './use-case.ts'

/** What a caller may do where the operation asks: whose rows the transaction sees, and how far the right reaches. */
export interface Permit {
  readonly caller: Caller
  readonly tenants: readonly string[]
  readonly reach: Reach
  readonly handed?: Handed | undefined
  may(action: string): Reach | undefined
}

/** One line of the audit trail, before it is stored. */
export interface AuditRow {
  readonly at: Moment
  readonly operation: string
  readonly sentence: string
  readonly caller: Caller
  readonly tenant: string | undefined
  readonly subject: string | undefined
  readonly facts: Readonly<Record<string, unknown>>
  readonly requestId: string
}

/**
 * What the pipeline must be told by those who know people: whether this request may do this operation, and where the trail
 * is kept. `platform` itself knows neither schools nor roles.
 */
export interface Gate {
  permit(request: FastifyRequest, operation: Operation): Promise<Result<Permit>>
  /** Why this request may not have what is no operation (the sign-in library, the documentation); undefined where it may. */
  refuses?(request: FastifyRequest): Promise<Problem | undefined>
  record(tx: Tx, row: AuditRow): Promise<void>
}

export interface Ground {
  readonly database: Database
  readonly clock: Clock
  readonly gate: Gate
  /** Told after a commit that the outbox has something new. */
  readonly said?: () => void
}

const permits = new WeakMap<FastifyRequest, Permit>()

/**
 * The first thing asked of a request, before its body is read: a stranger's upload is not taken in, and a caller who may not
 * do something is not told what its input should look like.
 */
export function permitting(ground: Ground, operation: Operation) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const permit = await ground.gate.permit(request, operation)
    if (!permit.ok) return sendProblem(reply, permit.problem)
    permits.set(request, permit.value)
    return undefined
  }
}

/**
 * Answers one request: permit → one transaction holding change, audit row and outbox rows → the answer is checked against
 * the contract → commit → sent. A refusal rolls everything back.
 */
export function pipeline(ground: Ground, binding: Binding) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const permit = permits.get(request)
    if (permit === undefined) throw new Error(`${binding.operation.config.id} was reached without a permit`)
    try {
      const { answer, said } = await carryOut(ground, binding, { request, reply, permit })
      if (said) ground.said?.()
      return binding.operation.config.raw === undefined
        ? sendJson(reply, answer)
        : sendFile(reply, answer as FileAnswer)
    } catch (error) {
      if (error instanceof Refusal) {
        if (error.problem.kind === 'not-allowed') await recordAttempt(ground, binding.operation, { request, permit })
        return sendProblem(reply, error.problem)
      }
      if (isUnstorable(error)) return sendMalformed(reply, [{ field: '', message: UNSTORABLE }])
      const problem = raceLost(error)
      if (problem !== undefined) return sendProblem(reply, problem)
      throw error
    }
  }
}

const AN_ID = /^[0-9a-f-]{36}$/

/**
 * The right let them in, and then it was not theirs to see: another's class, somebody's hidden facts, an id from elsewhere. The
 * act was rolled back, so the trail hears of it in a transaction of its own.
 */
async function recordAttempt(
  { database, clock, gate }: Ground,
  { schema, config }: Operation,
  { request, permit }: Pick<Call, 'request' | 'permit'>,
): Promise<void> {
  const [tenant] = permit.tenants
  if (tenant === undefined) return
  const place = SCOPE_PARAMETER[config.scope]
  const params = Object.entries((request.params ?? {}) as Readonly<Record<string, unknown>>)
  // Ids only: which flag somebody tried to set on a child is not for everybody who reads the trail.
  const [asked] = params.filter(([name, value]) => name !== place && AN_ID.test(String(value)))
  await database.inTenants(permit.tenants, (tx) =>
    gate.record(tx, {
      at: clock.now(),
      operation: config.id,
      sentence: `was refused: ${schema.summary}`,
      caller: permit.caller,
      tenant,
      subject: asked === undefined ? undefined : String(asked[1]),
      facts: { refused: true, letIn: true },
      requestId: request.id,
    }),
  )
}

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly permit: Permit
}

async function carryOut(ground: Ground, binding: Binding, call: Call) {
  const { operation, before, useCase } = binding
  const { request, reply, permit } = call
  const now = ground.clock.now()
  const input: Input<Operation> = {
    params: request.params as undefined,
    query: request.query as undefined,
    body: request.body as undefined,
  }
  const prepared = await before?.(
    {
      may: permit.may,
      cookie: request.headers.cookie,
      inTransaction: (work) => ground.database.inTenants(permit.tenants, work),
      now,
      tenants: permit.tenants,
    },
    input,
  )
  return ground.database.inTenants(permit.tenants, async (tx) => {
    let subject: string | undefined
    let facts: Record<string, unknown> = {}
    let said = false
    const context: Context = {
      tx,
      now,
      caller: permit.caller,
      requestId: request.id,
      cookie: request.headers.cookie,
      answerHeader: (name, value) => void reply.header(name, value),
      handed: permit.handed,
      tenants: permit.tenants,
      reach: permit.reach,
      may: permit.may,
      audit: (about) => {
        subject = about.subject ?? subject
        facts = { ...facts, ...about.facts }
      },
      say: async (name, payload) => {
        said = true
        await run(
          tx,
          sql`${kept} insert into platform.outbox (tenant, name, payload, said_at) values (${permit.tenants[0] ?? null}, ${name}, ${json(payload)}, ${now})`,
        )
      },
    }
    const outcome = await useCase(context, input, prepared)
    if (!outcome.ok) throw new Refusal(outcome.problem)
    if (typeof operation.config.audit === 'string') {
      await ground.gate.record(tx, {
        at: now,
        operation: operation.config.id,
        sentence: operation.config.audit,
        caller: permit.caller,
        tenant: permit.tenants.length === 1 ? permit.tenants[0] : undefined,
        subject,
        facts,
        requestId: request.id,
      })
    }
    // Checked before the commit: an answer that breaks its contract must not leave a change behind that nobody was told of.
    const answer =
      operation.config.raw === undefined ? operation.schema.response[200].parse(outcome.value) : outcome.value
    return { answer, said }
  })
}

function sendJson(reply: FastifyReply, answer: unknown): FastifyReply {
  return reply.status(200).type('application/json').serializer(JSON.stringify).send(answer)
}

async function sendFile(reply: FastifyReply, file: FileAnswer): Promise<FastifyReply> {
  const { type, fileName } = file
  const content = typeof file.content === 'function' ? await file.content() : file.content
  reply.status(200).type(type).header('cache-control', 'no-store')
  if (fileName !== undefined)
    // A header holds no letters beyond ASCII, and what a phone calls a photograph may: “zdjęcie.jpg”.
    reply.header(
      'content-disposition',
      `attachment; filename="${fileName.replaceAll(/["\\\r\n]/g, '').replaceAll(/[^ -~]/g, '_')}"`,
    )
  return reply
    .serializer((body: unknown) => body as string)
    .send(typeof content === 'string' ? content : Buffer.from(content))
}

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const LOCK_NOT_AVAILABLE = '55P03'

const NOT_IN_REPERTOIRE = '22021'
const UNTRANSLATABLE = '22P05'
const UNSTORABLE = 'Something that was typed or pasted holds a sign that cannot be kept. Type it again by hand.'

/** PostgreSQL's text and JSON cannot hold U+0000, whichever field of whichever contract it came in by. */
function isUnstorable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return code === NOT_IN_REPERTOIRE || code === UNTRANSLATABLE
}

/** PostgreSQL's ways of saying that two transactions met: the caller may simply try again. */
function raceLost(error: unknown): Problem | undefined {
  const code = (error as { code?: unknown }).code
  if (code !== SERIALIZATION_FAILURE && code !== DEADLOCK && code !== LOCK_NOT_AVAILABLE) return undefined
  return failure<Problem>({
    kind: 'conflict',
    code: 'race.lost',
    message: 'Somebody else saved at the same moment. Nothing of yours was lost or half saved: please try again.',
  }).problem
}
