/** The database cannot save now, through no fault of the request: 503 and a sentence that says what to do. */
export class DatabaseUnavailable extends Error {
  readonly sentence: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'DatabaseUnavailable'
    this.sentence = sentence
  }
}

const DISK_FULL =
  'The disk that holds the data is full, so nothing can be saved. What was saved before is safe. Free some space on it and try again.'
const NOT_ANSWERING = 'The database does not answer just now, and nothing was saved. Please try again in a minute.'

const LOST_AT_COMMIT =
  'The connection to the database was lost just as this was being saved, so it may or may not have been saved. A register can simply be saved again; of anything else, look first whether it is there.'

/** `25006` is PostgreSQL refusing to write in a read-only transaction, which is how we begin them where the disk is nearly full. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['53100', DISK_FULL],
  ['25006', DISK_FULL],
  ['53300', NOT_ANSWERING],
  // A transaction that idled too long, which the server ends with its connection; the one after it, a statement that took too long.
  ['25P03', NOT_ANSWERING],
  ['57014', NOT_ANSWERING],
  ['57P01', NOT_ANSWERING],
  ['57P02', NOT_ANSWERING],
  ['57P03', NOT_ANSWERING],
  ['ECONNREFUSED', NOT_ANSWERING],
  ['ECONNRESET', NOT_ANSWERING],
  ['ENOTFOUND', NOT_ANSWERING],
  ['ETIMEDOUT', NOT_ANSWERING],
])

/** What to tell people where an error means that the database cannot save now; undefined where it means something else. */
export function unavailability(error: unknown): string | undefined {
  if (error instanceof DatabaseUnavailable) return error.sentence
  if (typeof error !== 'object' || error === null) return undefined
  const { code } = error as { code?: unknown }
  const known = typeof code === 'string' ? (SENTENCES.get(code) ?? connectionLost(code)) : undefined
  // The `pg` pool says only in words that a connection ended or could not be had in time.
  const said =
    error instanceof Error &&
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  return known ?? (said ? NOT_ANSWERING : undefined)
}

/**
 * What becomes of an error that a commit ended in: where the connection was lost, nobody here knows whether the server had carried
 * it out before.
 */
export function failedCommit(error: unknown): unknown {
  if (unavailability(error) !== NOT_ANSWERING) return error
  return new DatabaseUnavailable(LOST_AT_COMMIT, { cause: error })
}

function connectionLost(code: string): string | undefined {
  return /^08...$/.test(code) ? NOT_ANSWERING : undefined
}
