/** One field that the server could not accept: where it is in the body (`name`, `pupils.2.code`) and what to do about it. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** What the server sends as `application/problem+json`. */
export interface ProblemBody {
  readonly type?: string
  readonly title: string
  readonly status: number
  /** Stable, of one slice: `register.already-taken`. */
  readonly code: string
  /** The plain message that says what to do. */
  readonly detail: string
  readonly errors?: readonly FieldError[]
  readonly details?: unknown
  readonly requestId?: string
}

/** A refusal that the server explained. `message` is fit to show to the person. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: ProblemBody

  constructor(problem: ProblemBody) {
    super(problem.detail)
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }

  get errors(): readonly FieldError[] {
    return this.problem.errors ?? []
  }
}

/** The request never reached the server, or its answer never came back: whether the act happened is not known. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'

  constructor(cause?: unknown) {
    super('Firstbell cannot be reached. Check the connection, then try again.', { cause })
  }
}

/**
 * The screen is with a child, so the server did nothing. It will once the screen is given back: whatever waits to be sent keeps waiting, as it does
 * without a network.
 */
export class WithChildError extends OfflineError {
  constructor(sentence: string) {
    super()
    this.message = sentence
  }
}

/** The code of that refusal, as identity's gate gives it. */
export const WITH_CHILD = 'screen.with-child'

const NO_EXPLANATION = 'Something went wrong at our end. Try again; if it goes on, tell your Firstbell administrator.'

/** Reads an answer that was not a success. Whatever came back (a proxy's HTML page, nothing at all), a person gets a sentence. */
export function problemFrom(status: number, body: unknown, requestId: string | null): ProblemError {
  const given = typeof body === 'object' && body !== null ? (body as Partial<Record<keyof ProblemBody, unknown>>) : {}
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise)
  const id = text(given.requestId, requestId ?? '')
  return new ProblemError({
    title: text(given.title, 'Not done'),
    status,
    code: text(given.code, `http.${status}`),
    detail: text(given.detail, NO_EXPLANATION),
    ...(Array.isArray(given.errors) ? { errors: given.errors.flatMap(fieldErrorFrom) } : {}),
    ...(given.details === undefined ? {} : { details: given.details }),
    ...(id === '' ? {} : { requestId: id }),
  })
}

/** The server calls the place in the input `field`. */
function fieldErrorFrom(value: unknown): FieldError[] {
  const given = (value ?? {}) as Partial<Record<'field' | 'path' | 'message', unknown>>
  const path = given.field ?? given.path
  return typeof path === 'string' && typeof given.message === 'string' ? [{ path, message: given.message }] : []
}

/** The sentence to show for anything that was thrown. */
export function plainMessage(error: unknown): string {
  if (error instanceof ProblemError || error instanceof OfflineError) return error.message
  return 'This part of the page stopped working. Reload the page; nothing that was saved is lost.'
}

/** What stands over the list of fields at fault: the sentence, unless all it would say is the list once more. */
export function headline(error: unknown): string {
  const errors = error instanceof ProblemError ? error.errors : []
  const said = plainMessage(error)
  if (errors.length === 0 || !errors.every(({ message }) => said.includes(message))) return said
  return errors.length === 1 ? 'Please correct one answer:' : `Please correct ${errors.length} answers:`
}
