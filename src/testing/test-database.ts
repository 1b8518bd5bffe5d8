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
    /** A login of that server that can be `firstbell_app` and nobody else. */
    postgresLogin: { readonly name: string; readonly password: string }
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

/** The address of a fresh migrated database on this run's PostgreSQL server. */
export async function newPostgresDatabase(): Promise<string> {
  const name = `firstbell_test_${randomBytes(6).toString('hex')}`
  const server = await openPostgres(inject('postgresUrl'), { connections: 1 })
  await server.runScript(`create database ${name} template ${inject('postgresTemplate')}`)
  await server.close()
  const address = new URL(inject('postgresUrl'))
  address.pathname = `/${name}`
  return address.href
}

/** Requests come by a login of their own, as an operator should have it: what they may not do fails in every slice's tests. */
async function fromTemplate(): Promise<Database> {
  const url = await newPostgresDatabase()
  return openPostgres(url, { connections: 6, appUrl: asLogin(url, inject('postgresLogin')) })
}

/** A database's address with another login in it. */
export function asLogin(url: string, { name, password }: { name: string; password: string }): string {
  const address = new URL(url)
  address.username = name
  address.password = password
  return address.href
}
