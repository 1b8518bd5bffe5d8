import { statfsSync } from 'node:fs'
import { DatabaseUnavailable } from './unavailable.ts'

const MEGABYTE = 1024 * 1024
const LOOK_AGAIN_AFTER_MS = 250

/** Whether an error's code says that the disk, or this user's share of it, is full. */
export function isFull(code: unknown): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/**
 * Whether PGlite can still be trusted. PostgreSQL panics where it cannot write or sync its log: in a server of its own the
 * processes then die and recover, but here the same module would go on with broken memory (it hangs at the next statement). So
 * after a panic nothing may enter it again, and what it said last does not count as saved.
 */
export class Health {
  readonly #folder: string
  readonly #reserve: number
  #broken: DatabaseUnavailable | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #low = false
  #full = false

  /** `reserve`: bytes that must be free for writing to begin; PostgreSQL's log takes 16 MB at a time. */
  constructor(folder: string, reserve: number = 32 * MEGABYTE) {
    this.#folder = folder
    this.#reserve = reserve
  }

  /** Whether a file could not be written because the disk is full, or nearly. */
  get full(): boolean {
    return this.#full || this.low()
  }

  /** Told of every failure to read, write or sync a file; those that PostgreSQL survives it answers itself. */
  fileFailed(code: string, syscall: string): void {
    if (isFull(code)) this.#full = true
    // After a failed sync the kernel may have dropped the pages: only recovery from the log, at the next start, is safe.
    if (syscall === 'fsync' || code === 'EIO' || code === 'EROFS') this.#breakDown(code)
  }

  /** Told when the module gave up (PostgreSQL's panic). */
  aborted(): void {
    this.#breakDown('PANIC')
  }

  #breakDown(reason: string): void {
    this.#broken ??= new DatabaseUnavailable(
      this.#full
        ? `The disk that holds ${this.#folder} is full, and the database has stopped. What was saved before is safe. Free some space and start Firstbell again.`
        : `The disk that holds ${this.#folder} could not be written (${reason}), and the database has stopped. What was saved before is safe. Check the disk and start Firstbell again.`,
    )
  }

  /** @throws DatabaseUnavailable once the module is not to be trusted. */
  check(): void {
    if (this.#broken !== undefined) throw this.#broken
  }

  /** Whether so little space is left that only reading should go on. */
  low(): boolean {
    const now = performance.now()
    if (now - this.#lookedAt > LOOK_AGAIN_AFTER_MS) {
      this.#lookedAt = now
      const { bavail, bsize } = statfsSync(this.#folder)
      this.#low = bavail * bsize < this.#reserve
    }
    return this.#low
  }
}
