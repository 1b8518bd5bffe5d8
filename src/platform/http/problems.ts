import type { FastifyReply } from 'fastify'
import type { Problem } from '../../kernel/result.ts'

const STATUS: Readonly<Record<Problem['kind'], number>> = {
  malformed: 400,
  'signed-out': 401,
  'not-allowed': 403,
  conflict: 409,
  'too-large': 413,
  refused: 422,
}

const TITLE: Readonly<Record<Problem['kind'], string>> = {
  malformed: 'That could not be read',
  'signed-out': 'Please sign in',
  'not-allowed': 'Not allowed',
  conflict: 'Somebody else was first',
  'too-large': 'Too large',
  refused: 'That cannot be done',
}

/** The shape of RFC 9457 problem details that every refusal has. */
export interface ProblemDocument {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: string
  /** Plain English that says what to do. */
  readonly detail: string
  readonly requestId: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly details?: unknown
}

/** Carries an expected refusal out of a transaction, so that it rolls back. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const status = STATUS[problem.kind]
  const document: ProblemDocument = {
    type: 'about:blank',
    title: TITLE[problem.kind],
    status,
    code: problem.code,
    detail: problem.message,
    requestId: reply.request.id,
    ...(problem.details === undefined ? {} : { details: problem.details }),
  }
  return reply.status(status).type('application/problem+json').serializer(JSON.stringify).send(document)
}

/** One line a field, in the words of the contract's own messages. */
export function sendMalformed(
  reply: FastifyReply,
  errors: readonly { field: string; message: string }[],
): FastifyReply {
  const document: ProblemDocument = {
    type: 'about:blank',
    title: TITLE.malformed,
    status: 400,
    code: 'input.malformed',
    detail: `Please correct: ${errors.map((e) => (e.field === '' ? e.message : `${e.field}: ${e.message}`)).join('; ')}`,
    requestId: reply.request.id,
    errors,
  }
  return reply.status(400).type('application/problem+json').serializer(JSON.stringify).send(document)
}

export function sendStatus(reply: FastifyReply, facts: { status: number; code: string; detail: string }): FastifyReply {
  const document: ProblemDocument = {
    type: 'about:blank',
    title: facts.status >= 500 ? 'Something went wrong' : 'That could not be done',
    status: facts.status,
    code: facts.code,
    detail: facts.detail,
    requestId: reply.request.id,
  }
  return reply.status(facts.status).type('application/problem+json').serializer(JSON.stringify).send(document)
}
