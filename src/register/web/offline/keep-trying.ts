import { secondsToNextTry } from '../../rules/screen/send-again.ts'

export interface Trying {
  /** Tries at once, and settles when that try is over. A try that is under way already is the one. */
  readonly now: () => Promise<void>
  /** Something else has reached the server: tries in a moment, once for all that come together. */
  readonly soon: () => void
  readonly stop: () => void
}

const SOON_MS = 500

/**
 * Tries at once, and again and again until it is stopped. A browser tells of its own network alone: that the server, or the line
 * behind the school's router, is back can only be found out by trying.
 */
export function keepTrying(attempt: () => Promise<unknown>): Trying {
  let failed = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: Promise<void> | undefined
  const after = (milliseconds: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void now(), milliseconds)
  }
  const once = async () => {
    clearTimeout(timer)
    // Whatever it threw, what waits is still there, and so is the next try.
    await attempt().catch(() => undefined)
    under = undefined
    after(secondsToNextTry(failed) * 1000)
    failed += 1
  }
  const now = () => {
    if (stopped) return Promise.resolve()
    under ??= once()
    return under
  }
  void now()
  return {
    now,
    soon: () => {
      if (under === undefined) after(SOON_MS)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
