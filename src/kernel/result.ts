/**
 * An expected refusal, as a value. `kind` fixes the HTTP status (malformed 400, signed-out 401, not-allowed 403, conflict 409,
 * refused 422); `code` is stable and belongs to one slice (`register.already-taken`); `message` is plain English that says
 * what to do. `details` may carry facts the screen needs to help (never personal data beyond what the caller may see).
 */
export interface Problem {
  readonly kind: 'malformed' | 'signed-out' | 'not-allowed' | 'conflict' | 'refused' | 'too-large'
  readonly code: string
  readonly message: string
  readonly details?: unknown
}

export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: E }

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function failure<E>(problem: E): { readonly ok: false; readonly problem: E } {
  return { ok: false, problem }
}

/** The right input, but the state of things forbids it: 422. */
export function refused(
  code: string,
  message: string,
  details?: unknown,
): { readonly ok: false; readonly problem: Problem } {
  return failure({ kind: 'refused', code, message, details })
}

/** Somebody else got there first, or a key was used for another act: 409. */
export function conflict(
  code: string,
  message: string,
  details?: unknown,
): { readonly ok: false; readonly problem: Problem } {
  return failure({ kind: 'conflict', code, message, details })
}

/** Not yours, or not there: the caller cannot tell which. 403. */
export function notAllowed(message = 'You cannot see this, or it is not there.'): {
  readonly ok: false
  readonly problem: Problem
} {
  return failure({ kind: 'not-allowed', code: 'access.not-allowed', message })
}

/** The input itself makes no sense: 400. */
export function malformed(
  code: string,
  message: string,
  details?: unknown,
): { readonly ok: false; readonly problem: Problem } {
  return failure({ kind: 'malformed', code, message, details })
}
