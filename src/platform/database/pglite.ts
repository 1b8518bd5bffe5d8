import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { type Database, transactions } from './database.ts'
import { READ_BY_OID } from './values.ts'

/** The embedded database in a folder, or in memory where no folder is given (tests). `from` is a dump to begin with. */
export async function openPglite(options: { folder?: string; from?: Blob } = {}): Promise<Database> {
  const pglite = await PGlite.create({
    parsers: READ_BY_OID,
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.from === undefined ? {} : { loadDataDir: options.from }),
  })
  const owner = new Kysely<Record<never, never>>({ dialect: new PGliteDialect({ pglite }) })
  return {
    engine: 'pglite',
    owner,
    ...transactions(owner),
    async runScript(script) {
      await pglite.exec(script)
    },
    async close() {
      await owner.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}
