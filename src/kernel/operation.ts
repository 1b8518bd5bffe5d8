import type { z } from 'zod'

/** The place in an operation's address that says where its right must be held. */
export const SCOPE_PARAMETER = {
  school: 'schoolId',
  trust: 'trustId',
  authority: 'authorityId',
  own: undefined,
  open: undefined,
} as const

/** What the pipeline needs to know before it lets a request in, and what it writes down when it has. */
export interface OperationConfig<Action extends string> {
  /** Unique over the product, verb-noun: `take-register`. Names the OpenAPI operation and the row of the permission matrix. */
  readonly id: string
  /** The right asked for; `signed-in` asks only for a sign-in, `open` not even that. */
  readonly may: Action | 'signed-in' | 'open'
  /**
   * Where the right must be held. `school`: at `params.schoolId`; `trust`: at `params.trustId`; `authority`: at
   * `params.authorityId`; `own`: nothing but the
   * caller's own data; `open`: no one's data.
   */
  readonly scope: keyof typeof SCOPE_PARAMETER
  /** One sentence in the past tense for the audit trail ("took a register"), or why none is written. */
  readonly audit: string | { readonly none: string }
  /** Other answers than success and the usual problems that the use case gives, for OpenAPI and for tests. */
  readonly problems?: readonly string[]
  /** The largest body this operation takes, in bytes; the server's own limit where left out. */
  readonly bodyLimit?: number
  /**
   * May be done in a sign-in that is narrowed because the screen is with a child, where everything else is refused; and there only with the very
   * ids in its address that the screen was given away for.
   */
  readonly whileHanded?: true
  /** Much work for the server, so one sign-in may ask for it less often. What answers with a file or takes a large one always is. */
  readonly costly?: true
  /** Anybody may send it, signed in to nothing, and it looks through every school: so one network address may a few times a minute. */
  readonly scarce?: true
  /** True where the operation streams its own answer (a PDF, a CSV) and no response schema can describe it. */
  readonly raw?: string
}

export interface OperationSchema {
  readonly summary: string
  readonly description?: string
  readonly tags: readonly [string]
  readonly params?: z.ZodType
  readonly querystring?: z.ZodType
  readonly body?: z.ZodType
  readonly response: { readonly 200: z.ZodType }
}

/**
 * One thing the system can do, declared once as plain data in the shape of Fastify's route object without its handler.
 * Route, OpenAPI, typed client, permission matrix and audit catalogue all come from it.
 */
export interface Operation<Schema extends OperationSchema = OperationSchema, Action extends string = string> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: `/api/${string}`
  readonly schema: Schema
  readonly config: OperationConfig<Action>
}

export type Params<O extends Operation> = O['schema'] extends { params: z.ZodType<infer T> } ? T : undefined
export type Query<O extends Operation> = O['schema'] extends { querystring: z.ZodType<infer T> } ? T : undefined
export type Body<O extends Operation> = O['schema'] extends { body: z.ZodType<infer T> } ? T : undefined
export type Answer<O extends Operation> = z.output<O['schema']['response'][200]>
