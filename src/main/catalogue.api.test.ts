import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { KEPT_TABLES, NOT_OF_A_CHILD } from '../interchange/contract.ts'
import { backUp } from '../platform/database/backup.ts'
import { saveWhole } from '../platform/database/backup-file.ts'
import { catalogueOf, type TableRules, tableRules } from '../platform/database/catalogue.ts'
import { type Database, many } from '../platform/database/database.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { OUR_SCHEMA } from '../platform/database/our-tables.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { openPostgres } from '../platform/database/postgres.ts'
import { restore } from '../platform/database/restore.ts'
import { onPostgres, openTestDatabase } from '../testing/test-database.ts'
import { MIGRATION_FOLDERS } from './slices.ts'

let database: Database
let tables: readonly TableRules[]

beforeAll(async () => {
  database = await openTestDatabase()
  tables = await database.asOwner(({ tx }) => tableRules(tx))
})
afterAll(() => database.close())

const structure = (of: Database) => of.asOwner(({ tx }) => catalogueOf(tx))
const named = (wrong: readonly TableRules[]) => wrong.map((one) => one.table)

/** Why requests may read a table that belongs to no school: it says so itself, `comment on table … is 'global: why'`. */
const isGlobal = (one: TableRules) => /^global: \S.{5,}/.test(one.comment ?? '')

describe('the tables of all slices', () => {
  it('are there', () => expect(tables.length).toBeGreaterThan(10))

  it('show and take only the rows of the caller’s schools, where they have a school', () => {
    const ofSchools = tables.filter((one) => one.tenantColumn === 'school_id')
    const open = ofSchools.filter(
      (one) => !one.rls || !one.forced || !one.policies.includes('app') || !one.policies.includes('system'),
    )
    expect(named(open)).toEqual([])
  })

  it('have the school first in their primary key, so that a school can live on a node of its own', () => {
    const astray = tables.filter((one) => one.tenantColumn === 'school_id' && one.primaryKey[0] !== 'school_id')
    expect(named(astray)).toEqual([])
  })

  it('are hidden from requests, protected by rows, or say why everybody may read them', () => {
    const open = tables.filter((one) => one.readableByApp && !one.rls && !isGlobal(one))
    expect(named(open)).toEqual([])
  })

  it('are part of what is handed out of a child’s record, or say why not (interchange/rules/subject/kept-tables.ts)', () => {
    const ofChildren = new Set([...KEPT_TABLES.map(({ table }) => table), ...Object.keys(NOT_OF_A_CHILD)])
    const unknown = tables.filter((one) => one.tenantColumn === 'school_id' && !ofChildren.has(one.table))
    expect(named(unknown)).toEqual([])
    expect(KEPT_TABLES.filter(({ table }) => NOT_OF_A_CHILD[table] !== undefined)).toEqual([])
  })

  it('cannot be read past their policies, not even by the owner', () => {
    expect(named(tables.filter((one) => one.rls && !one.forced))).toEqual([])
  })

  it('are whole in a backup: the system role may read what even the owner may not', () => {
    expect(named(tables.filter((one) => one.forced && !one.readableBySystem))).toEqual([])
  })

  it('would be named here if one were open', async () => {
    const rules = await database.asOwner(async ({ tx, script }) => {
      await script(`create table roll.left_open (pupil uuid primary key, school_id uuid);
        grant select on roll.left_open to firstbell_app`)
      const found = (await tableRules(tx)).find((one) => one.table === 'roll.left_open')
      await script('drop table roll.left_open')
      return found
    })
    expect(rules).toMatchObject({ tenantColumn: 'school_id', rls: false, readableByApp: true, primaryKey: ['pupil'] })
  })

  it('are not read past their policies through a view: each asks in the name of whoever looks', async () => {
    const views = await database.asOwner(({ tx }) =>
      many(
        tx,
        sql<{ view: string; options: string[] | null }>`
          select c.oid::regclass::text as view, c.reloptions as options from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('v', 'm') and ${OUR_SCHEMA}`,
      ),
    )
    expect(views.length).toBeGreaterThan(0)
    expect(views.filter(({ options }) => !options?.includes('security_invoker=true'))).toEqual([])
  })

  it('are not read past their policies through a function, but for the few that answer less than they read', async () => {
    const functions = await database.asOwner(({ tx }) =>
      many(
        tx,
        sql<{ name: string; path: string[] | null; open: boolean }>`
          select p.oid::regproc::text as name, p.proconfig as path, has_function_privilege('public', p.oid, 'execute') as open
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${OUR_SCHEMA} order by 1`,
      ),
    )
    expect(functions.map(({ name }) => name)).toEqual([
      'identity.account_of',
      'identity.end_family_sign_ins',
      'identity.end_session',
      'identity.hand_session',
      'identity.keep_demo_clock',
      'identity.known_elsewhere',
      'identity.pass_family_login_on',
      'identity.person_with_email',
      'identity.refuse_stale_session',
      'identity.shut_family_account',
      'identity.spend_family_link',
      'identity.start_afresh',
      'identity.take_family_login',
      'identity.take_session_back',
      'identity.try_handed_code',
      'identity.works_elsewhere',
      'parents.join_accounts',
      'parents.shut_if_ended',
      'parents.wish_for_link',
    ])
    expect(functions.filter(({ path, open }) => open || !path?.some((one) => one.startsWith('search_path=')))).toEqual(
      [],
    )
  })

  it('of cases and of formal steps are never changed and never emptied: nobody holds the right to', async () => {
    const changeable = await database.asOwner(({ tx }) =>
      many(
        tx,
        sql<{ table: string }>`
          select c.oid::regclass::text as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'r' and n.nspname in ('casework', 'enforcement') and (
            not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'platform.refuse_change'::regproc)
            or exists (select from unnest(array['firstbell_app', 'firstbell_system']) who
              where has_table_privilege(who, c.oid, 'update, delete, truncate')))
          order by 1`,
      ),
    )
    expect(changeable.map(({ table }) => table)).toEqual([])
  })

  it('all have a primary key', () => {
    expect(named(tables.filter((one) => one.primaryKey.length === 0))).toEqual([])
  })
})

/** An empty database of this run's engine. */
async function emptyDatabase(owner?: string): Promise<{ open: () => Promise<Database>; name: string }> {
  if (!onPostgres()) {
    const only = await openPglite()
    return { open: async () => only, name: 'memory' }
  }
  const name = `firstbell_empty_${randomBytes(6).toString('hex')}`
  const server = await openPostgres(inject('postgresUrl'), { connections: 1 })
  await server.runScript(`create database ${name} ${owner === undefined ? '' : `owner ${owner}`}`)
  await server.close()
  const address = new URL(inject('postgresUrl'))
  address.pathname = `/${name}`
  if (owner !== undefined) address.username = owner
  return { open: () => openPostgres(address.href, { connections: 3 }), name }
}

describe('migrations', () => {
  it('lead to the same structure in two steps as in one', async () => {
    const migrations = await readMigrations(MIGRATION_FOLDERS)
    const { open } = await emptyDatabase()
    const other = await open()
    const half = Math.ceil(migrations.length / 2)
    expect(await migrate(other, migrations.slice(0, half))).toHaveLength(half)
    expect(await migrate(other, migrations)).toHaveLength(migrations.length - half)
    expect(await migrate(other, migrations)).toEqual([])
    expect(await structure(other)).toEqual(await structure(database))
    await other.close()
  })

  it('that were changed after they were applied stop the program, and change nothing', async () => {
    const migrations = await readMigrations(MIGRATION_FOLDERS)
    const changed = migrations.map((one, index) => (index === 0 ? { ...one, checksum: 'other' } : one))
    await expect(migrate(database, changed)).rejects.toThrow(/was changed after it was applied/)
  })

  it('of a newer Firstbell stop an older one, and change nothing', async () => {
    const migrations = await readMigrations(MIGRATION_FOLDERS)
    await expect(migrate(database, migrations.slice(0, -1))).rejects.toThrow(/made by a newer Firstbell/)
  })

  it('that fail leave nothing of themselves behind', async () => {
    const { open } = await emptyDatabase()
    const other = await open()
    const broken = {
      name: '2000-01-01-01-broken',
      checksum: 'x',
      script: 'create table half (n int);\nselect nonsense;',
    }
    await expect(migrate(other, [broken])).rejects.toThrow()
    expect(await migrate(other, [{ ...broken, script: 'create table half (n int);' }])).toEqual([broken.name])
    await other.close()
  })

  it.runIf(onPostgres())('are applied once when two servers start at the same time', async () => {
    const migrations = await readMigrations(MIGRATION_FOLDERS)
    const { open } = await emptyDatabase()
    const servers = await Promise.all([open(), open(), open()])
    const applied = await Promise.all(servers.map((one) => migrate(one, migrations)))
    expect(applied.flat().sort()).toEqual(migrations.map((one) => one.name).sort())
    await Promise.all(servers.map((one) => one.close()))
  })

  it.runIf(onPostgres())('need no superuser: an owner who may create roles is enough', async () => {
    const server = await openPostgres(inject('postgresUrl'), { connections: 1 })
    const owner = `owner_${randomBytes(6).toString('hex')}`
    await server.runScript(`create role ${owner} login createrole`)
    // Roles belong to the whole server, and these were made by somebody else; their maker can lend them.
    await server.runScript(`grant firstbell_app, firstbell_system to ${owner} with admin option`)
    const { open } = await emptyDatabase(owner)
    const other = await open()
    await migrate(other, await readMigrations(MIGRATION_FOLDERS))
    expect(await structure(other)).toEqual(await structure(database))
    await other.asSystem(async () => undefined)
    await other.inTenants([], async () => undefined)

    const folder = mkdtempSync(join(tmpdir(), 'firstbell-owner-'))
    const path = join(folder, 'copy.firstbell')
    await saveWhole(await backUp(other, new Date()), path)
    const migrations = await readMigrations(MIGRATION_FOLDERS)
    await restore(other, { path, migrations, replace: false, now: new Date() })
    expect(await structure(other)).toEqual(await structure(database))
    rmSync(folder, { recursive: true })
    await other.close()
    await server.close()
  })
})
