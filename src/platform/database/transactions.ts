import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  type Kysely,
  PostgresDialect,
  type QueryResult,
  Transaction,
} from 'kysely'
import type { Database, Tx } from './database.ts'
import { failedCommit } from './unavailable.ts'

/**
 * One transaction on one connection. Statements are sent in the order of their calls, also where nobody waits for the one
 * before. Once it has ended it takes no more: the connection is somebody else's then, and without a role.
 */
export interface Session extends DatabaseConnection {
  /** @throws where a statement failed before, and so everything was rolled back. */
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** What came back of one statement. */
export interface Answered {
  readonly rows: readonly unknown[]
  /** How many rows it changed, where it is one that changes rows. */
  readonly changed: number | undefined
  readonly command: string | undefined
}

/** A session but for how its engine sends a statement. */
export abstract class SessionOfEngine implements Session {
  #opening: readonly string[] | undefined
  #ended = false

  constructor(opening: readonly string[]) {
    this.#opening = opening
  }

  /** Sends one statement, after those of `takeOpening` where there are any. */
  protected abstract send(text: string, parameters: readonly unknown[]): Promise<Answered>

  /** The statements that begin the transaction, once; undefined where they have been sent. */
  protected takeOpening(): readonly string[] | undefined {
    const opening = this.#opening
    this.#opening = undefined
    return opening
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw new Error('this transaction has ended: a statement came after its commit or rollback')
    const { rows, changed } = await this.send(sql, parameters)
    // What a row holds is the business of whoever wrote the statement.
    return { rows: rows as Row[], ...(changed !== undefined && { numAffectedRows: BigInt(changed) }) }
  }

  // biome-ignore lint/correctness/useYield: nothing here is streamed.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('rows are read all at once here')
  }

  async commit(): Promise<void> {
    const done = this.send('commit', [])
    this.#ended = true
    if ((await done).command !== 'COMMIT')
      throw new Error('a statement of this transaction failed, so it was rolled back and not committed')
  }

  async rollback(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    if (this.#opening === undefined) await this.send('rollback', [])
  }
}

/**
 * Lends a connection for one transaction. `opening` are the statements that begin it and give it its role; they travel with the
 * first real statement, and where one of them fails the server passes over that statement too.
 */
export type Lend = <T>(opening: readonly string[], work: (session: Session) => Promise<T>) => Promise<T>

type Role = 'firstbell_app' | 'firstbell_system'

/** What both engines share: transactions under a role. */
export function transactions(
  owner: Kysely<Record<never, never>>,
  lend: Lend,
): Pick<Database, 'inTenants' | 'asSystem'> {
  function under<T>(role: Role, tenants: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    return lend(openingAs(role, tenants), async (session) => {
      try {
        const result = await work(transactionOn(owner, session))
        await session.commit().catch((error) => {
          throw failedCommit(error)
        })
        return result
      } catch (error) {
        await session.rollback().catch(() => undefined)
        throw error
      }
    })
  }
  return {
    inTenants: async (tenants, work) => under('firstbell_app', tenants, work),
    asSystem: (work) => under('firstbell_system', [], work),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function openingAs(role: Role, tenants: readonly string[]): string[] {
  // They stand in the statement's text, where nothing but a UUID may stand.
  for (const tenant of tenants) if (!UUID.test(tenant)) throw new Error('a tenant is named by a UUID')
  return ['begin', `set local role ${role}`, `set local firstbell.tenants = '${tenants.join(',')}'`]
}

const NO_DIALECT = new PostgresDialect({
  pool: () => {
    throw new Error('a transaction has its connection already')
  },
})

/** Kysely's own transaction sends a statement only when the one before is answered; this one sends it at once. */
function transactionOn(owner: Kysely<Record<never, never>>, session: Session): Tx {
  const executor = owner.getExecutor().withConnectionProvider({ provideConnection: (use) => use(session) })
  return new Transaction({ config: { dialect: NO_DIALECT }, dialect: NO_DIALECT, driver: new DummyDriver(), executor })
}

/** What `kept` of `database.ts` begins a text with. */
const KEPT_MARK = '/* kept */'

/** As many as slices may mark; a text made anew at each call would fill the server's memory. */
const MOST_KEPT = 200

/** Names for the statements that are parsed once for each connection. */
export function namesOfKept(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    if (!text.startsWith(KEPT_MARK)) return undefined
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_KEPT) return known
    // Made of the text itself: a connection may be lent by more than one, and no name may stand for two texts.
    const name = `firstbell_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
    names.set(text, name)
    return name
  }
}

/**
 * Whether a kept statement failed because a table it reads has changed (a later version's migration, while this server runs): the
 * connection would refuse it for ever.
 */
export function isOutdated(error: unknown): boolean {
  return (error as { code?: unknown }).code === '0A000'
}
