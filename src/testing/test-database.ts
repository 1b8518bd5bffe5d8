import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { inject } from 'vitest'
import type { Database } from '../platform/database/database.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    engine: 'pglite' | 'postgres'
    /** A dump of a freshly migrated PGlite, made once a run. */
    pgliteDump: string
    /** Address of a PostgreSQL server with a migrated template database. */
    postgresUrl: string
    postgresTemplate: string
  }
}

/** A fresh migrated database of the engine this run is for, empty but for the law's own rows. Close it when the file is done. */
export async function openTestDatabase(): Promise<Database> {
  return inject('engine') === 'postgres' ? fromTemplate() : openPglite({ from: await openAsBlob(inject('pgliteDump')) })
}

/** Whether this run is on a server that takes several connections: races can be shown only there. */
export function onPostgres(): boolean {
  return inject('engine') === 'postgres'
}

async function fromTemplate(): Promise<Database> {
  const name = `firstbell_test_${randomBytes(6).toString('hex')}`
  const server = await openPostgres(inject('postgresUrl'), { connections: 1 })
  await server.runScript(`create database ${name} template ${inject('postgresTemplate')}`)
  await server.close()
  const address = new URL(inject('postgresUrl'))
  address.pathname = `/${name}`
  return openPostgres(address.href, { connections: 6 })
}
