const WINDOW_MS = 15 * 60 * 1000
const MOST_KEPT = 20_000

/** How often a password may be wrong within a quarter of an hour: for one account from one network address, and from all. */
const LIMITS = { fromHere: 10, fromAnywhere: 100 } as const

/**
 * Counts wrong passwords, so that nobody can try thousands. An account is not locked for its owner by a stranger elsewhere
 * until the second, much higher limit. In memory: a restart forgives, and each server of several counts for itself.
 */
export class Tries {
  readonly #failures = new Map<string, number[]>()

  /** Seconds to wait before another try; nought where one may be made. */
  waitFor(email: string, address: string, now: number): number {
    const waits = keysOf(email, address).map(([key, limit]) => {
      const recent = this.#recent(key, now)
      const first = recent[recent.length - limit]
      return first === undefined ? 0 : Math.ceil((first + WINDOW_MS - now) / 1000)
    })
    return Math.max(...waits)
  }

  failed(email: string, address: string, now: number): void {
    if (this.#failures.size > MOST_KEPT) this.#failures.clear()
    for (const [key, limit] of keysOf(email, address)) {
      this.#failures.set(key, [...this.#recent(key, now), now].slice(-limit))
    }
  }

  succeeded(email: string, address: string): void {
    for (const [key] of keysOf(email, address)) this.#failures.delete(key)
  }

  #recent(key: string, now: number): number[] {
    return (this.#failures.get(key) ?? []).filter((at) => at > now - WINDOW_MS)
  }
}

function keysOf(email: string, address: string): readonly (readonly [key: string, limit: number])[] {
  const account = email.trim().toLowerCase()
  return [
    [`${account} from ${address}`, LIMITS.fromHere],
    [account, LIMITS.fromAnywhere],
  ]
}
