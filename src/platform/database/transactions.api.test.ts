import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, Kysely, PGliteDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { onPostgres, openTestDatabase } from '../../testing/test-database.ts'
import { type Database, json, kept, many, one, run, type Tx } from './database.ts'
import { lendingOf } from './pglite-session.ts'
import { openPostgres } from './postgres.ts'
import { lendingFrom } from './postgres-session.ts'
import type { Lend } from './transactions.ts'
import { unavailability } from './unavailable.ts'

let database: Database
const tenant = randomUUID()

beforeAll(async () => {
  database = await openTestDatabase()
  await database.runScript(`
    create schema shelf;
    grant usage on schema shelf to firstbell_app, firstbell_system;
    create table shelf.book (tenant uuid not null, name text primary key);
    grant select, insert, delete on shelf.book to firstbell_app, firstbell_system;
    call platform.protect('shelf.book', 'tenant');`)
})
afterAll(() => database.close())

const add = (tx: Tx, name: string, of = tenant) =>
  run(tx, sql`${kept} insert into shelf.book (tenant, name) values (${of}, ${name})`)
const names = (tx: Tx) =>
  many(tx, sql<{ name: string }>`${kept} select name from shelf.book order by name`).then((rows) =>
    rows.map((row) => row.name),
  )
const onShelf = () => database.asSystem(names)
const outcome = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message)

/** Connections that are given another opening than ours. */
async function lendAnother(): Promise<{ lend: Lend; close: () => Promise<void> }> {
  if (onPostgres()) {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 1, pipeline: true })
    return { lend: lendingFrom(pool), close: () => pool.end() }
  }
  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(inject('pgliteDump')) })
  const owner = new Kysely<Record<never, never>>({ dialect: new PGliteDialect({ pglite }) })
  return { lend: lendingOf(pglite, owner, undefined), close: () => pglite.close() }
}

describe('a transaction', () => {
  it('has its role and its tenants from its first statement on', async () => {
    const asked = sql<{ who: string; whose: string }>`select current_user::text as who,
      current_setting('firstbell.tenants') as whose`
    expect(await database.inTenants([tenant, tenant], (tx) => one(tx, asked))).toEqual({
      who: 'firstbell_app',
      whose: `${tenant},${tenant}`,
    })
    expect(await database.asSystem((tx) => one(tx, asked))).toEqual({ who: 'firstbell_system', whose: '' })
    const stranger = database.inTenants([randomUUID()], (tx) => add(tx, 'of another'))
    expect(await outcome(stranger)).toContain('row-level security')
    expect(await onShelf()).toEqual([])
  })

  it('is not begun for a tenant that is no UUID, which could end the text it stands in', async () => {
    const work = database.inTenants([`${tenant}'; reset role; --`], names)
    expect(await outcome(work)).toBe('a tenant is named by a UUID')
  })

  it('passes over its first statement where it could not be given its role', async () => {
    const { lend, close } = await lendAnother()
    const send = (opening: readonly string[], text: string) =>
      lend(opening, async (session) => {
        try {
          return (await session.executeQuery(CompiledQuery.raw(text))).rows[0]
        } finally {
          await session.rollback()
        }
      })
    const without = send(['begin', 'set local role nobody_has_this'], 'create table public.outside ()')
    expect(await outcome(without)).toContain('nobody_has_this')
    expect(await send(['begin'], `select to_regclass('public.outside') as found`)).toEqual({ found: null })
    await close()
  })

  it('answers statements sent together in their order, and each sees those before it', async () => {
    const [, first, , second] = await database.inTenants([tenant], (tx) =>
      Promise.all([add(tx, 'a'), names(tx), add(tx, 'b'), names(tx)]),
    )
    expect([first, second]).toEqual([['a'], ['a', 'b']])
    await database.asSystem((tx) => run(tx, sql`delete from shelf.book`))
  })

  it('keeps nothing where one of the statements sent together failed', async () => {
    const work = database.inTenants([tenant], (tx) => Promise.all([add(tx, 'a'), add(tx, 'a'), add(tx, 'b')]))
    expect(await outcome(work)).toContain('duplicate key')
    expect(await onShelf()).toEqual([])
  })

  it('is not called saved where a failure in it was passed over', async () => {
    const work = database.inTenants([tenant], async (tx) => {
      await add(tx, 'a')
      await add(tx, 'a').catch(() => undefined)
    })
    expect(await outcome(work)).toContain('was rolled back and not committed')
    expect(await onShelf()).toEqual([])
  })

  it('takes no statement after its end, where it would have no role and belong to somebody else', async () => {
    let late: Promise<unknown> = Promise.resolve()
    const work = database.inTenants([tenant], async (tx) => {
      late = add(tx, 'first')
        .then(() => new Promise((go) => setTimeout(go, 20)))
        .then(() => add(tx, 'late'))
      late.catch(() => undefined)
      throw new Error('changed its mind')
    })
    expect(await outcome(work)).toBe('changed its mind')
    expect(await outcome(late)).toContain('has ended')
    expect(await onShelf()).toEqual([])
  })

  it('of no statements still asks the database, as whoever checks that it answers expects', async () => {
    const other = await openTestDatabase()
    await other.asSystem(async () => undefined)
    await other.close()
    expect(await outcome(other.asSystem(async () => undefined))).not.toBe('undefined')
  })
})

describe('a statement', () => {
  it('gets every kind of parameter as it is, and gives it back', async () => {
    const texts = ['plain', 'a "quoted\\one"', '{br,ace}', '', 'NULL', 'é😀', ' spaces ']
    const bytes = new Uint8Array([0, 1, 92, 127, 255])
    const row = await database.asSystem((tx) =>
      one(
        tx,
        sql`select ${texts}::text[] as texts, ${[1, -2]}::int[] as numbers, ${[]}::uuid[] as nothing, ${null}::text as none,
          ${['a', null]}::text[] as gaps, ${bytes}::bytea as bytes, ${true}::boolean as yes, ${1.5}::float8 as half,
          ${json({ list: [1, 'two'] })} as json, ${'2026-11-23'}::date as day,
          ${'2026-11-23T08:30:00.000Z'}::timestamptz as at, ${9_007_199_254_740_991}::bigint as large,
          ${new Date(0)}::timestamptz as date`,
      ),
    )
    expect({ ...(row as object), bytes: [...(row as { bytes: Uint8Array }).bytes] }).toEqual({
      texts,
      numbers: [1, -2],
      nothing: [],
      none: null,
      gaps: ['a', null],
      bytes: [...bytes],
      yes: true,
      half: 1.5,
      json: { list: [1, 'two'] },
      day: '2026-11-23',
      at: '2026-11-23T08:30:00.000Z',
      large: 9_007_199_254_740_991,
      date: '1970-01-01T00:00:00.000Z',
    })
  })

  it('that is kept reads the table that has the name now, also after a restore put another in its place', async () => {
    for (let turn = 0; turn < 8; turn += 1) expect(await onShelf()).toEqual([])
    await database.runScript(`
      begin;
      alter table shelf.book rename to former;
      create table shelf.book (tenant uuid not null, name text primary key);
      grant select, insert, delete on shelf.book to firstbell_app, firstbell_system;
      call platform.protect('shelf.book', 'tenant');
      insert into shelf.former values ('${tenant}', 'from before');
      commit`)
    await database.inTenants([tenant], (tx) => add(tx, 'restored'))
    expect(await onShelf()).toEqual(['restored'])
  })

  it('that is kept and reads a table changed since is refused once, and not for ever', async () => {
    const other = await openTestDatabase()
    const change = (type: string) =>
      other.runScript(`create schema if not exists rack; grant usage on schema rack to firstbell_system;
        drop table if exists rack.box; create table rack.box (size ${type}); insert into rack.box values (1);
        grant select on rack.box to firstbell_system;`)
    const look = () =>
      other.asSystem(async (tx) => {
        await run(tx, sql`select 1`)
        return one(tx, sql<{ size: unknown }>`${kept} select size from rack.box`)
      })
    await change('integer')
    expect(await look()).toEqual({ size: 1 })
    expect(await look()).toEqual({ size: 1 })
    await change('text')
    expect(await outcome(look())).toContain('cached plan')
    expect(await look()).toEqual({ size: '1' })
    await other.close()
  })

  it('that is kept and failed at its first run can be run again', async () => {
    const divide = (by: number) => sql<{ is: number }>`${kept} select 6 / ${by}::int as is`
    expect(await outcome(database.asSystem((tx) => one(tx, divide(0))))).toContain('division by zero')
    expect(await database.asSystem((tx) => one(tx, divide(2)))).toEqual({ is: 3 })
    expect(await database.asSystem(async (tx) => [await onShelfIn(tx), await one(tx, divide(3))])).toEqual([
      1,
      { is: 2 },
    ])
  })
})

const onShelfIn = async (tx: Tx) => (await names(tx)).length

describe.runIf(onPostgres())('on a server', () => {
  it('requests and work by the clock may share one login, and so connections and what these keep', async () => {
    const shared = await openPostgres(inject('postgresUrl'), { connections: 1 })
    const ask = (n: number) => (tx: Tx) => one(tx, sql<{ is: number }>`${kept} select ${sql.raw(String(n))} as is`)
    expect(await shared.asSystem(ask(1))).toEqual({ is: 1 })
    expect(await shared.inTenants([tenant], ask(2))).toEqual({ is: 2 })
    expect(await shared.asSystem(ask(1))).toEqual({ is: 1 })
    await shared.close()
  })

  it('work for a tenant waits a second for a lock, and no statement or pause of it is without an end; work by the clock may take its time', async () => {
    const bounds = sql<object>`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`
    const bound = { lock: '1s', statement: '1min', idle: '1min' }
    expect(await database.inTenants([tenant], (tx) => one(tx, bounds))).toEqual(bound)
    expect(await database.asSystem((tx) => one(tx, bounds))).toEqual({ lock: '0', statement: '0', idle: '0' })
    await database.inTenants([tenant], (tx) => add(tx, 'held'))
    const held = sql`select name from shelf.book where name = 'held' for update`
    const work = database.asOwner(async ({ tx }) => {
      await run(tx, held)
      return outcome(
        database.inTenants([tenant], (other) => run(other, sql`delete from shelf.book where name = 'held'`)),
      )
    })
    expect(await work).toContain('lock timeout')
    await database.asSystem((tx) => run(tx, sql`delete from shelf.book where name = 'held'`))
  })

  it('one connection lost in the middle is refused to its own request and to no other', async () => {
    const work = database.inTenants([tenant], async (tx) => {
      const { pid } = await one(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await database.runScript(`select pg_terminate_backend(${pid})`)
      return names(tx)
    })
    expect(await outcome(work)).toMatch(/terminat|not queryable/)
    expect(await onShelf()).toEqual(['restored'])
  })

  it('one lost at its commit is not called unsaved, for it may have been saved', async () => {
    const lost = database.inTenants([tenant], async (tx) => {
      const { pid } = await one(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await database.runScript(`select pg_terminate_backend(${pid})`)
    })
    const error = await lost.catch((thrown: unknown) => thrown)
    expect(unavailability(error)).toContain('may or may not have been saved')
    const before = database.inTenants([tenant], async (tx) => {
      const { pid } = await one(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await database.runScript(`select pg_terminate_backend(${pid})`)
      return names(tx)
    })
    expect(unavailability(await before.catch((thrown: unknown) => thrown))).toContain('nothing was saved')
  })
})
