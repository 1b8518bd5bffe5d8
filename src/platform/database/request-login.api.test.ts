import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asLogin, newPostgresDatabase, onPostgres } from '../../testing/test-database.ts'
import { type Database, many, one, run } from './database.ts'
import { openPostgres } from './postgres.ts'
import { admitRequestLogin } from './request-login.ts'

const SUFFIX = randomBytes(4).toString('hex')
const WEB = { name: `firstbell_web_${SUFFIX}`, password: 'of tests only' }
const MIGHTY = { name: `firstbell_mighty_${SUFFIX}`, password: 'of tests only' }

/** What somebody might smuggle into a query of a request, each by itself a single statement. */
const WAYS_OUT = [
  `select set_config('role', 'none', true)`,
  `select set_config('role', 'firstbell_system', true)`,
  'reset role',
  'set local role firstbell_system',
  `select set_config('session_authorization', 'firstbell', true)`,
]

describe.runIf(onPostgres())('a login of its own for requests', () => {
  let url: string
  let owner: Database

  beforeAll(async () => {
    url = await newPostgresDatabase()
    owner = await openPostgres(url, { connections: 2 })
    for (const { name, password } of [WEB, MIGHTY]) {
      await owner.runScript(`create role ${name} login password '${password}'`)
    }
    await owner.runScript(`grant firstbell_system to ${MIGHTY.name}`)
  })
  afterAll(async () => {
    await owner.runScript(`drop role ${WEB.name}; drop role ${MIGHTY.name}`)
    await owner.close()
  })

  const opened = async (login: { name: string; password: string }, address = url) => {
    const appUrl = asLogin(address, login)
    const database = await openPostgres(url, { connections: 2, appUrl })
    try {
      await admitRequestLogin(database, appUrl)
      return database
    } catch (error) {
      await database.close()
      throw error
    }
  }

  it('is given the role of requests by itself, and serves them', async () => {
    const database = await opened(WEB)
    const who = sql<{ login: string; role: string }>`select session_user::text as login, current_user::text as role`
    expect(await database.inTenants([], (tx) => one(tx, who))).toEqual({ login: WEB.name, role: 'firstbell_app' })
    expect((await database.asSystem((tx) => one(tx, who))).role).toBe('firstbell_system')
    await database.close()
  })

  it.each(WAYS_OUT)('leaves no way to sign-ins, secrets or the tables themselves: %s', async (way) => {
    const database = await opened(WEB)
    const attempt = (then: string) =>
      database.inTenants([], async (tx) => {
        await sql.raw(way).execute(tx)
        return many(tx, sql.raw(then))
      })
    await expect(attempt('select * from identity.session')).rejects.toThrow(/permission denied/)
    await expect(attempt('select * from identity.secret')).rejects.toThrow(/permission denied/)
    await expect(attempt('alter table audit.trail disable trigger all')).rejects.toThrow(
      /permission denied|must be owner/,
    )
    await database.close()
  })

  it('is why: by the owner’s login, a query smuggled into a request could take the role back', async () => {
    const [way = ''] = WAYS_OUT
    const read = owner.inTenants([], async (tx) => {
      await sql.raw(way).execute(tx)
      return run(tx, sql`select * from identity.secret`)
    })
    await expect(read).resolves.toBeDefined()
  })

  it('is refused where it can do more, where it does not get in, and where it is another database’s', async () => {
    await expect(opened(MIGHTY)).rejects.toThrow(/can also act as firstbell_system.*create role firstbell_web/)
    const boss = `firstbell_boss_${SUFFIX}`
    for (const given of ['pg_read_all_data', boss]) {
      await owner.runScript(`create role ${WEB.name}_too login password '${WEB.password}'`)
      if (given === boss) await owner.runScript(`create role ${given} superuser`)
      await owner.runScript(`grant ${given} to ${WEB.name}_too`)
      await expect(opened({ ...WEB, name: `${WEB.name}_too` })).rejects.toThrow(/can also act as a superuser/)
      await owner.runScript(`drop role ${WEB.name}_too`)
    }
    await owner.runScript(`drop role ${boss}`)
    const { username: name } = new URL(inject('postgresUrl'))
    await expect(opened({ name, password: '' })).rejects.toThrow(/can also act as a superuser/)
    await expect(opened({ name: `nobody_${SUFFIX}`, password: 'x' })).rejects.toThrow(/answer at DATABASE_APP_URL/)
    await expect(opened(WEB, await newPostgresDatabase())).rejects.toThrow(/another database than DATABASE_URL/)
  })
})
