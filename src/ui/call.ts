import type { z } from 'zod'
import type { Answer, Operation } from '../kernel/operation.ts'
import { OfflineError, problemFrom, WITH_CHILD, WithChildError } from './problem.ts'

type Part<O extends Operation, Key extends 'params' | 'querystring' | 'body'> = O['schema'] extends {
  readonly [K in Key]: infer Shape extends z.ZodType
}
  ? Record<never, never> extends z.input<Shape>
    ? { readonly [K in Key]?: z.input<Shape> }
    : { readonly [K in Key]: z.input<Shape> }
  : { readonly [K in Key]?: undefined }

/** What an operation is to be told: exactly the parts its contract declares. */
export type Input<O extends Operation> = Part<O, 'params'> & Part<O, 'querystring'> & Part<O, 'body'>

/** An operation that needs nothing may be called with nothing. */
export type InputArguments<O extends Operation> =
  Record<never, never> extends Input<O> ? [input?: Input<O>] : [input: Input<O>]

interface AnyInput {
  readonly params?: unknown
  readonly querystring?: unknown
  readonly body?: unknown
}

/** The address of an operation with its parameters filled in: for links and downloads as well as for calls. */
export function addressOf<O extends Operation>(operation: O, ...[input]: InputArguments<O>): string {
  return fill(operation, input ?? {})
}

function fill(operation: Operation, input: AnyInput): string {
  const params = new Map(Object.entries(input.params ?? {}))
  const path = operation.url.replace(/:(\w+)/g, (_, name: string) => {
    const value = params.get(name)
    if (value === undefined) throw new TypeError(`${operation.config.id}: parameter ${name} is missing`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.querystring ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) query.append(name, String(one))
  const asked = query.toString()
  return asked === '' ? path : `${path}?${asked}`
}

const reached = new Set<() => void>()

/** Tells whenever the server has answered a request as it should; for what waits to be sent. Returns how to stop it. */
export function onReached(listener: () => void): () => void {
  reached.add(listener)
  return () => reached.delete(listener)
}

const handed = new Set<() => void>()

/** Tells whenever the server refused something because the screen is with a child. Returns how to stop it. */
export function onWithChild(listener: () => void): () => void {
  handed.add(listener)
  return () => handed.delete(listener)
}

async function send(operation: Operation, input: AnyInput, options: CallOptions): Promise<Response> {
  const sent = options.form ?? options.file
  const body = sent ?? (input.body === undefined ? undefined : JSON.stringify(input.body))
  const headers: Record<string, string> = { accept: 'application/json', 'x-firstbell': 'web' }
  if (options.file !== undefined) headers['content-type'] = 'application/octet-stream'
  else if (sent === undefined && body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(fill(operation, input), {
      method: operation.method,
      credentials: 'same-origin',
      headers,
      ...(body === undefined ? {} : { body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (thrown) {
    if (options.signal?.aborted) throw thrown
    throw new OfflineError(thrown)
  }
  if (response.ok) {
    for (const listener of reached) listener()
    return response
  }
  const problem = problemFrom(response.status, await jsonOf(response), response.headers.get('x-request-id'))
  if (problem.code !== WITH_CHILD) throw problem
  for (const listener of handed) listener()
  throw new WithChildError(problem.message)
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Sent instead of a JSON body, by operations that take a file. */
  readonly form?: FormData
  /** Sent as it is instead of a JSON body, by operations that take the bytes of a file. */
  readonly file?: Blob
}

/**
 * Does one operation on the server.
 * @throws ProblemError where the server refused and said why; OfflineError where it could not be reached
 */
export async function call<O extends Operation>(operation: O, ...[input]: InputArguments<O>): Promise<Answer<O>> {
  return callWith(operation, input ?? {}, {})
}

/** As `call`, with a signal that gives up or a form that carries a file. */
export async function callWith<O extends Operation>(
  operation: O,
  input: Input<O> | Record<never, never>,
  options: CallOptions,
): Promise<Answer<O>> {
  const response = await send(operation, input, options)
  // The one cast of the client: the server checks every answer against this very schema before it sends it.
  return (await jsonOf(response)) as Answer<O>
}

/** For operations that stream a file (`config.raw`): the bytes and the name the server gave them. */
export async function download<O extends Operation>(
  operation: O,
  ...[input]: InputArguments<O>
): Promise<{ readonly name: string; readonly content: Blob }> {
  const response = await send(operation, input ?? {}, {})
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  return { name: named?.[1] ?? 'firstbell-download', content: await response.blob() }
}
