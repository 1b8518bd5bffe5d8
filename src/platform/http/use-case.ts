import type { Handed } from '../../kernel/handed.ts'
import type { Answer, Body, Operation, Params, Query } from '../../kernel/operation.ts'
import type { Result } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../database/database.ts'

/** Who asks, as the trail will name them: a person's name and position are kept as they were at the time. */
export interface Caller {
  readonly id: string
  readonly name: string
  readonly position: string
}

/** How far a right reaches: over everything of the tenant, or only over what is the caller's own (own groups, own children). */
export type Reach = 'all' | 'own'

/** What a use case gets beside its input. It lives as long as the request's one transaction. */
export interface Context {
  readonly tx: Tx
  readonly caller: Caller
  readonly now: Moment
  readonly requestId: string
  /** The request's cookies as they came, for signing out; other use cases have no business with them. */
  readonly cookie: string | undefined
  /** Sends a header with the answer, as signing in and out must. */
  answerHeader(name: string, value: string): void
  /** What the sign-in is narrowed to; undefined for a whole one. */
  readonly handed?: Handed | undefined
  /** The tenants this transaction sees. */
  readonly tenants: readonly string[]
  /** How far the right that let this request in reaches. */
  readonly reach: Reach
  /** How far another right of the caller's reaches here; undefined where they do not hold it. For showing less, not for guarding. */
  may(action: string): Reach | undefined
  /** Adds to the audit row that the pipeline writes: whom or what it was about, and facts worth keeping (no free text of others). */
  audit(about: { subject?: string; facts?: Readonly<Record<string, unknown>> }): void
  /** Puts an event in the outbox; it is handed on after the commit, at least once. */
  say(name: string, payload: unknown): Promise<void>
}

export interface Input<O extends Operation> {
  readonly params: Params<O>
  readonly query: Query<O>
  readonly body: Body<O>
}

/** What an operation that answers with a file gives instead of JSON. */
export interface FileAnswer {
  readonly type: string
  readonly fileName?: string
  /** The file, or what makes it once the transaction is over: typesetting takes long, and nothing should wait for it under a lock. */
  readonly content: Uint8Array | string | (() => Uint8Array | Promise<Uint8Array>)
}

export type UseCase<O extends Operation> = (
  context: Context,
  input: Input<O>,
) => Promise<Result<O['config'] extends { raw: string } ? FileAnswer : Answer<O>>>

/** A use case for which something was read before its transaction began. */
export type UseCaseAfter<O extends Operation, Prepared> = (
  context: Context,
  input: Input<O>,
  prepared: Prepared,
) => ReturnType<UseCase<O>>

/** What long reading gets that must not keep everybody else waiting: no transaction, but as many short ones as it asks for. */
export interface BeforeContext {
  /** One transaction, seeing what the request's own will see. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  may(action: string): Reach | undefined
  /** As in `Context`: for what a sign-in itself is asked. */
  readonly cookie: string | undefined
  /** As the request's own will have them. */
  readonly now: Context['now']
  readonly tenants: readonly string[]
}

/**
 * Done before a request's one transaction begins. It only reads, but for counting tries at a code: what it writes stands even where the request is
 * refused.
 */
export type Before<O extends Operation, Prepared> = (context: BeforeContext, input: Input<O>) => Promise<Prepared>

/** An operation with the use case that carries it out, as a slice's door lists them. */
export interface Binding {
  readonly operation: Operation
  readonly before?: (context: BeforeContext, input: Input<Operation>) => Promise<unknown>
  readonly useCase: (context: Context, input: Input<Operation>, prepared: unknown) => Promise<Result<unknown>>
}

export function bind<const O extends Operation>(operation: O, useCase: UseCase<O>): Binding {
  // The pipeline has checked params, query and body against this very operation before it calls the use case.
  return { operation, useCase: useCase as Binding['useCase'] }
}

/** As `bind`, for an operation that reads at length before its transaction. */
export function bindAfter<const O extends Operation, Prepared>(
  operation: O,
  before: Before<O, Prepared>,
  useCase: UseCaseAfter<O, Prepared>,
): Binding {
  // As in `bind`; and the pipeline hands on what this very `before` gave.
  return { operation, before: before as Binding['before'], useCase: useCase as Binding['useCase'] } as Binding
}
