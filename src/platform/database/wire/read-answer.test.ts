import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, many, maybeOne, run } from '../database.ts'
import { databaseOn } from '../pglite.ts'
import { PGLITE_VALUES } from '../values.ts'

let pglite: PGlite
let database: Database

beforeAll(async () => {
  pglite = await PGlite.create(PGLITE_VALUES)
  database = databaseOn(pglite)
  await database.runScript('create role firstbell_system bypassrls; create table public.thing (name text)')
  await database.runScript('grant all on public.thing to firstbell_system')
})
afterAll(() => database.close())

const EVERY_KIND = `select n, null::text as nothing, '' as empty, 'Zoë — ‘naïve’ ☃' as words, repeat('x', n * 3000) as long,
  n % 2 = 0 as even, n::bigint as big, n / 3.0 as parts, date '2026-11-23' + n as day, '2026-11-23T08:41:00.123Z'::timestamptz as at,
  jsonb_build_object('n', n, 'words', 'a "quoted" é') as body, array['a,b', null, 'é'] as list, array[n, 2] as numbers,
  decode('00ff80', 'hex') as bytes, gen_random_uuid() is not null as "is, it" from generate_series(1, 20) n`

it('an answer in many parts is read value by value as PGlite reads it, nothing and the empty text included', async () => {
  const expected = (await pglite.query(EVERY_KIND)).rows
  const found = await database.asSystem((tx) => many(tx, sql.raw(EVERY_KIND)))
  expect(found).toEqual(expected)
  expect(found).toHaveLength(20)
})

it('a statement says how many rows it changed, a query without rows and one without columns say so', async () => {
  await database.asSystem(async (tx) => {
    expect(await run(tx, sql`insert into thing select 'a' from generate_series(1, 12)`)).toBe(12)
    expect(await run(tx, sql`delete from thing where name = 'b'`)).toBe(0)
    expect(await maybeOne(tx, sql`select name from thing where name = 'b'`)).toBeUndefined()
    expect(await many(tx, sql`select from thing limit 2`)).toEqual([{}, {}])
  })
})

it('values reach the statement as they were given: nothing, the empty text, what is no ASCII, thousands in a list', async () => {
  const keys = Array.from({ length: 4000 }, (_, at) => `N9:“Zoë”, {${at}}\\`)
  const [found] = await database.asSystem((tx) =>
    many(
      tx,
      sql`select ${null}::text as nothing, ${''}::text as empty, ${'☃ é'}::text as words, ${keys}::text[] as keys`,
    ),
  )
  expect(found).toEqual({ nothing: null, empty: '', words: '☃ é', keys })
})

it('a statement that fails says why, with the code and the constraint, and the connection goes on', async () => {
  const failed = database.asSystem((tx) => many(tx, sql`select 1 / length(name) from (values ('')) as of (name)`))
  await expect(failed).rejects.toMatchObject({ code: '22012', message: 'division by zero', severity: 'ERROR' })
  expect(await database.asSystem((tx) => many(tx, sql`select 1 as one`))).toEqual([{ one: 1 }])
})
