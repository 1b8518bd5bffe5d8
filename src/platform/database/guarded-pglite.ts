import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { CompiledQuery, type Driver, PGliteDialect, PGliteDriver } from 'kysely'
import type { Health } from './health.ts'

/** A PGlite that is not entered again once its health is gone, and whose last answer then does not count. */
export class GuardedPglite extends PGlite {
  readonly #health: Health

  constructor(options: PGliteOptions, health: Health) {
    super(options)
    this.#health = health
  }

  override execProtocolRawSync(message: Uint8Array): ReturnType<PGlite['execProtocolRawSync']> {
    this.#health.check()
    const answer = super.execProtocolRawSync(message)
    // A panic at commit: PGlite would report success, as no error came back through the wire.
    this.#health.check()
    return answer
  }
}

type Connection = Parameters<PGliteDriver['beginTransaction']>[0]

class DriverWithHealth extends PGliteDriver {
  readonly #health: Health

  constructor(pglite: PGlite, health: Health) {
    super({ pglite })
    this.#health = health
  }

  override async beginTransaction(connection: Connection): Promise<void> {
    // Kysely waits for ever for a `begin` that fails.
    this.#health.check()
    await super.beginTransaction(connection)
    if (!this.#health.low()) return
    try {
      await connection.executeQuery(CompiledQuery.raw('set transaction read only'))
    } catch (error) {
      await this.rollbackTransaction(connection)
      throw error
    }
  }
}

/** Kysely's dialect for PGlite; where the disk is nearly full its transactions only read. */
export class PgliteDialectWithHealth extends PGliteDialect {
  readonly #pglite: PGlite
  readonly #health: Health | undefined

  constructor(pglite: PGlite, health: Health | undefined) {
    super({ pglite })
    this.#pglite = pglite
    this.#health = health
  }

  override createDriver(): Driver {
    return this.#health === undefined ? super.createDriver() : new DriverWithHealth(this.#pglite, this.#health)
  }
}
