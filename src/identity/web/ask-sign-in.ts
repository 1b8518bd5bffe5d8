import { useMutation, useQueryClient } from '@tanstack/react-query'
import { OfflineError, type ProblemError, problemFrom } from '../../ui/problem.ts'

/** What the sign-in library says, in words that say what to do. Its other messages are for programmers. */
const WORDS: Readonly<Record<string, string>> = {
  INVALID_TOKEN: 'This link has been used already or is more than a week old. Ask for a new one.',
  INVALID_PASSWORD: 'That is not your present password. Try again.',
  PASSWORD_TOO_SHORT:
    'Use at least 12 characters. Three or four words that do not belong together are easy to remember.',
  PASSWORD_TOO_LONG: 'Use 128 characters or fewer.',
  INVALID_CODE: 'That code is not right, or it is too old. Wait for the next one and try again.',
  INVALID_TWO_FACTOR_COOKIE: 'That took too long. Sign in with your password again.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'That was wrong too often. Sign in with your password again.',
  PROVIDER_NOT_FOUND:
    'The school’s accounts cannot be reached at the moment. Try again, or use your Firstbell password.',
}

const CODE_WRONG = 'That did not work. Check what you typed and try again.'
const NOT_WHAT_WAS_TYPED =
  'Firstbell refused this for another reason than what you typed. Load the page again; if it stays, tell whoever runs Firstbell'

/** Asks the sign-in library, which is not one of our operations. @throws ProblemError, OfflineError as `call` does */
async function askSignIn(path: string, body: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-firstbell': 'web' },
      body: JSON.stringify(body),
    })
  } catch (thrown) {
    throw new OfflineError(thrown)
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw inPlainWords(response.status, answer)
}

function inPlainWords(status: number, answer: unknown): ProblemError {
  const { code, detail } = (answer ?? {}) as { readonly code?: unknown; readonly detail?: unknown }
  // Our own refusals come with a detail that says what to do.
  if (typeof detail === 'string' || status >= 500) return problemFrom(status, answer, null)
  const known = typeof code === 'string' ? WORDS[code] : undefined
  const words = status === 429 ? 'Too many tries. Wait a minute and try again.' : (known ?? unknownReason(status, code))
  return problemFrom(status, { code: 'sign-in.refused', detail: words }, null)
}

/** Only these two say that something given was wrong; of anything else, checking what was typed does not help. */
function unknownReason(status: number, code: unknown): string {
  if (status === 400 || status === 401) return CODE_WRONG
  return typeof code === 'string' ? `${NOT_WHAT_WAS_TYPED}: “${code}”.` : `${NOT_WHAT_WAS_TYPED}.`
}

/** One request to the sign-in library, as `useAct` is for operations. Whatever the page knew of the caller is asked anew. */
export function useSignInAct<Body, Said = unknown>(path: string, onDone?: (said: Said) => void) {
  const client = useQueryClient()
  return useMutation<Said, Error, Body>({
    mutationFn: async (body) => (await askSignIn(path, body)) as Said,
    onSuccess: async (said) => {
      onDone?.(said)
      await client.invalidateQueries()
    },
  })
}
