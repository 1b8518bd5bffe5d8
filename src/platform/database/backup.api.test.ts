import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATION_FOLDERS } from '../../main/slices.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import { backUp } from './backup.ts'
import { saveWhole } from './backup-file.ts'
import { catalogueOf } from './catalogue.ts'
import { type Database, many, run } from './database.ts'
import { type Migration, readMigrations } from './migrate.ts'
import { restore } from './restore.ts'

const A = '11111111-1111-4111-8111-111111111111'
const NOW = new Date('2026-09-04T10:15:00Z')

/** Every shape of value that could change on its way through text. */
const AWKWARD: Migration = {
  name: '2999-01-01-01-awkward',
  checksum: 'x',
  script: `
    create schema awkward; grant usage on schema awkward to firstbell_app, firstbell_system;
    create table awkward.parent (tenant uuid not null, id int not null, primary key (tenant, id));
    create table awkward.thing (
      tenant uuid not null, n bigint generated always as identity, parent int, bytes bytea, at timestamptz, day date, clock time,
      span daterange, words text[], facts jsonb, exact numeric, rough double precision, text text, twice bigint generated always as (n * 2) stored,
      primary key (tenant, n), foreign key (tenant, parent) references awkward.parent);
    grant select, insert on awkward.parent, awkward.thing to firstbell_app, firstbell_system;
    call platform.protect('awkward.parent', 'tenant'); call platform.protect('awkward.thing', 'tenant');
    call platform.keep_for_ever('awkward.thing');
  `,
}

let folder: string
let migrations: Migration[]
let database: Database
let file: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firstbell-backup-'))
  file = join(folder, 'copy.firstbell')
  migrations = [...(await readMigrations(MIGRATION_FOLDERS)), AWKWARD]
  database = await openTestDatabase()
  await database.asOwner(async (owner) => {
    await owner.script(AWKWARD.script)
    await run(owner.tx, sql`insert into public.firstbell_migration values (${AWKWARD.name}, ${AWKWARD.checksum})`)
  })
  await database.inTenants([A], async (tx) => {
    await run(tx, sql`insert into awkward.parent values (${A}, 7)`)
    await run(
      tx,
      sql`insert into awkward.thing (tenant, parent, bytes, at, day, clock, span, words, facts, exact, rough, text) values
      (${A}, 7, '\\x00ff10', '2026-03-29 01:30:00.123456+01', '2026-02-28', '08:40', '[2026-09-01,2027-07-21)',
        array['a,b', null, 'é"\\'], '{"n": 1.10, "list": [null, "\\\\"]}', 1.500, 0.1::float8 + 0.2::float8, E'Zoë\\n\\t"\\\\ 🎒'),
      (${A}, null, null, null, null, null, null, null, null, null, 'NaN', '')`,
    )
    await run(
      tx,
      sql`insert into awkward.thing (tenant, text) select ${A}, repeat('x', g) from generate_series(1, 1800) g`,
    )
  })
  await saveWhole(await backUp(database, NOW), file)
})

afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const contents = (of: Database) =>
  of.asSystem(async (tx) => [
    await many(tx, sql`select *, md5(text) from awkward.thing order by n`),
    await many(tx, sql`select * from awkward.parent`),
    await many(tx, sql`select name, payload from platform.outbox order by id`),
  ])

const restoring = (into: Database, options: { replace?: boolean; path?: string; migrations?: Migration[] } = {}) =>
  restore(into, { path: file, migrations, replace: false, now: NOW, ...options })

const sentenceOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.sentence ?? String(error),
  )

describe('a backup', () => {
  it('goes on being made while others save, and holds none of what they saved since', async () => {
    const bytes = await backUp(database, NOW)
    await database.inTenants([A], (tx) =>
      run(tx, sql`insert into platform.outbox (tenant, name, payload, said_at) values (${A}, 'later', '{}', now())`),
    )
    const path = join(folder, 'while.firstbell')
    await saveWhole(bytes, path)
    expect(gunzipSync(readFileSync(path)).toString()).not.toContain('"later"')
    await database.asSystem((tx) => run(tx, sql`delete from platform.outbox`))
  })

  it('is of the moment at which it was begun, not of the one at which somebody first reads it', async () => {
    const snapshot = await database.snapshot()
    await database.inTenants([A], (tx) =>
      run(tx, sql`insert into platform.outbox (tenant, name, payload, said_at) values (${A}, 'since', '{}', now())`),
    )
    await sql`set local role firstbell_system`.execute(snapshot.tx)
    expect(await many(snapshot.tx, sql`select name from platform.outbox where name = 'since'`)).toEqual([])
    await snapshot.close()
    await database.asSystem((tx) => run(tx, sql`delete from platform.outbox`))
  })

  it('restored into an empty database is the same to the last value, sequence, policy and grant', async () => {
    const other = await openTestDatabase()
    const restored = await restoring(other)
    expect(restored).toMatchObject({ at: NOW.toISOString(), aside: undefined })
    expect(restored.tables['awkward.thing']).toBe(1802)
    expect(await contents(other)).toEqual(await contents(database))
    const catalogues = await Promise.all([other, database].map((one) => one.asOwner(({ tx }) => catalogueOf(tx))))
    expect(catalogues[0]).toEqual(catalogues[1])
    const [next] = await other.inTenants([A], (tx) =>
      many(tx, sql`insert into awkward.thing (tenant) values (${A}) returning n`),
    )
    expect(next).toEqual({ n: 1803 })
    await expect(other.asSystem((tx) => run(tx, sql`delete from awkward.thing`))).rejects.toThrow()
    await other.close()
  })

  it('does not go over data that is there unless told to, and then puts that aside where no request can read it', async () => {
    const other = await openTestDatabase()
    await other.inTenants([A], (tx) =>
      run(tx, sql`insert into platform.outbox (tenant, name, payload, said_at) values (${A}, 'mine', '{}', now())`),
    )
    expect(await sentenceOf(restoring(other))).toMatch(
      /There is data here already, and nothing was changed\..*--replace/,
    )
    expect(await other.asSystem((tx) => many(tx, sql`select name from platform.outbox`))).toEqual([{ name: 'mine' }])
    const { aside } = await restoring(other, { replace: true })
    expect(aside).toBe('_replaced_20260904101500')
    expect(await contents(other)).toEqual(await contents(database))
    const former = sql`select name from platform_replaced_20260904101500.outbox`
    expect(await other.owner.transaction().execute((tx) => many(tx, former))).toEqual([{ name: 'mine' }])
    await expect(other.asSystem((tx) => many(tx, former))).rejects.toThrow(/permission denied/)
    await other.close()
  })

  it('made by an older Firstbell is brought up to date; by a newer one it is refused', async () => {
    const other = await openTestDatabase()
    const newer = {
      name: '2999-01-02-01-newer',
      checksum: 'y',
      script: 'alter table awkward.parent add column more text;',
    }
    expect(await sentenceOf(restoring(other, { migrations: migrations.slice(0, -1) }))).toMatch(/newer Firstbell/)
    await restoring(other, { migrations: [...migrations, newer] })
    expect(await other.asSystem((tx) => many(tx, sql`select id, more from awkward.parent`))).toEqual([
      { id: 7, more: null },
    ])
    await other.close()
  })

  it.each([
    ['cut short', (whole: Buffer) => whole.subarray(0, 5_000)],
    ['with a byte altered', (whole: Buffer) => Buffer.from(whole).fill(1, 5_000, 5_001)],
    ['that is something else', () => Buffer.from('PK zip')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is refused and changes nothing', async (_what, spoil) => {
    const other = await openTestDatabase()
    const before = await other.asOwner(({ tx }) => catalogueOf(tx))
    const path = join(folder, 'spoilt.firstbell')
    writeFileSync(path, spoil(readFileSync(file)))
    expect(await sentenceOf(restoring(other, { path }))).toMatch(/is not a whole Firstbell backup.*Nothing was changed/)
    expect(await other.asOwner(({ tx }) => catalogueOf(tx))).toEqual(before)
    await other.close()
  })
})
