import pg from 'pg'
import { type Answered, isOutdated, type Lend, namesOfKept, SessionOfEngine } from './transactions.ts'

/**
 * Lends connections of a pool. Its clients must have been made with `pipeline`, so that statements need not wait for each other.
 * `also` are statements that end each transaction's opening.
 */
export function lendingFrom(pool: pg.Pool, also: readonly string[] = []): Lend {
  const nameOf = namesOfKept()
  return async (opening, work) => {
    const client = await pool.connect()
    const session = new PostgresSession(client, [...opening, ...also], nameOf)
    try {
      return await work(session)
    } finally {
      client.release(session.broken)
    }
  }
}

const CHANGING: readonly string[] = ['INSERT', 'UPDATE', 'DELETE', 'MERGE']

class PostgresSession extends SessionOfEngine {
  readonly #client: pg.PoolClient
  readonly #nameOf: (text: string) => string | undefined
  /** Whether the connection is not to be used again. */
  broken = false

  constructor(client: pg.PoolClient, opening: readonly string[], nameOf: (text: string) => string | undefined) {
    super(opening)
    this.#client = client
    this.#nameOf = nameOf
  }

  override async rollback(): Promise<void> {
    await super.rollback().catch((error) => {
      this.broken = true
      throw error
    })
  }

  protected async send(text: string, parameters: readonly unknown[]): Promise<Answered> {
    const { command, rowCount, rows } = await this.#ask(text, [...parameters])
    return { command, rows, changed: CHANGING.includes(command) ? (rowCount ?? 0) : undefined }
  }

  #ask(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const name = this.#nameOf(text)
    const query = { text, values, ...(name !== undefined && { name }) }
    const opening = this.takeOpening()
    if (opening === undefined)
      return this.#client.query(query).catch((error) => {
        this.broken ||= name !== undefined && isOutdated(error)
        throw error
      })
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, result: pg.QueryResult) => {
        if (error === null) return resolve(result)
        // The driver may have noted a statement as parsed that the server has passed over.
        this.broken = true
        reject(error)
      }
      this.#client.query(new OpeningQuery(opening, query, done) as unknown as pg.Submittable)
    })
  }
}

/** What a query of the driver is, beside what its published types tell. */
interface DriversQuery {
  submit(connection: pg.Connection): Error | null
  handleCommandComplete(message: unknown, connection: pg.Connection): void
}
type Done = (error: Error | null, result: pg.QueryResult) => void
// The published types declare `submit` a property, which no class may override with a method, as it is.
const DriversQuery = pg.Query as unknown as new (config: object, values: undefined, done: Done) => DriversQuery

/**
 * A query with statements before it, in one message to the server. Between them stands no "sync": where one fails, the server
 * passes over all that follow. So nothing can run outside the transaction, or without its role.
 */
class OpeningQuery extends DriversQuery {
  readonly #opening: readonly string[]
  #answersToCome: number

  constructor(opening: readonly string[], query: object, done: Done) {
    super({ ...query, queryMode: 'extended' }, undefined, done)
    this.#opening = opening
    this.#answersToCome = opening.length
  }

  override submit(connection: pg.Connection): Error | null {
    const { stream } = connection
    stream.cork()
    try {
      for (const text of this.#opening) {
        connection.parse({ name: '', text, types: [] }, true)
        connection.bind({ values: [] }, true)
        connection.execute({}, true)
      }
      return super.submit(connection)
    } finally {
      stream.uncork()
    }
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.#answersToCome > 0) this.#answersToCome -= 1
    else super.handleCommandComplete(message, connection)
  }
}
