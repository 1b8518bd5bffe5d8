import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { onPostgres, openTestDatabase } from '../testing/test-database.ts'
import { type Database, json, many, run } from './database/database.ts'
import { startJobs } from './jobs.ts'
import { type Listener, listener, openOutbox } from './outbox.ts'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'

let database: Database
let troubles: object[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  await database.runScript(`
    create schema try; grant usage on schema try to firstbell_app, firstbell_system;
    create table try.heard (tenant uuid not null, what text not null, by text not null);
    grant select, insert on try.heard to firstbell_app, firstbell_system;
    call platform.protect('try.heard', 'tenant')`)
})
afterAll(() => database.close())

beforeEach(async () => {
  troubles = []
  await database.asSystem((tx) => run(tx, sql`delete from platform.outbox`))
  await database.runScript('truncate try.heard')
})

const say = (tenant: string, name: string, payload: unknown) =>
  database.inTenants([tenant], (tx) =>
    run(
      tx,
      sql`insert into platform.outbox (tenant, name, payload, said_at)
      values (${tenant}, ${name}, ${json(payload)}, now())`,
    ),
  )

const writes = (name: string, event: string, before?: () => void) =>
  listener({
    name,
    event,
    schema: z.object({ what: z.string() }),
    hear: async (tx, payload, { tenant }) => {
      await run(tx, sql`insert into try.heard values (${tenant}, ${payload.what}, ${name})`)
      before?.()
    },
  })

const outboxOf = (...listeners: Listener[]) =>
  openOutbox({ database, listeners, trouble: (what) => troubles.push(what), retrySeconds: 0.05 })

const heard = () =>
  database.asSystem((tx) =>
    many(tx, sql<{ line: string }>`select what || ' by ' || by as line from try.heard order by 1`),
  )

const state = () =>
  database.asSystem((tx) =>
    many(
      tx,
      sql`select name, handled_at is not null as handled, parked_at is not null as parked, attempts, fault
      from platform.outbox order by id`,
    ),
  )

describe('the outbox', () => {
  it('hands an event to everybody who listens, once each, in the rows of its tenant', async () => {
    const outbox = outboxOf(writes('first', 'taken'), writes('second', 'taken'), writes('other', 'closed'))
    await say(A, 'taken', { what: 'a' })
    await say(B, 'taken', { what: 'b' })
    outbox.said()
    await expect
      .poll(heard)
      .toEqual(['a by first', 'a by second', 'b by first', 'b by second'].map((line) => ({ line })))
    await expect
      .poll(state)
      .toEqual([expect.objectContaining({ handled: true }), expect.objectContaining({ handled: true })])
    await outbox.drain()
    expect(await heard()).toHaveLength(4)
    await outbox.stop()
  })

  it('asks again later after a failure, only those that failed, and leaves nothing of the failed try', async () => {
    let failures = 2
    const flaky = writes('flaky', 'taken', () => {
      if (failures-- > 0) throw new RangeError('pupil 17')
    })
    const outbox = outboxOf(writes('steady', 'taken'), flaky)
    await say(A, 'taken', { what: 'x' })
    outbox.said()
    await expect
      .poll(state, { timeout: 5_000 })
      .toEqual([{ name: 'taken', handled: true, parked: false, attempts: 2, fault: null }])
    expect(await heard()).toEqual([{ line: 'x by flaky' }, { line: 'x by steady' }])
    expect(troubles).toEqual(Array(2).fill({ event: 'taken', listener: 'flaky', fault: 'RangeError', parked: false }))
    await outbox.stop()
  })

  it('parks what nobody listens for or what cannot be read, names it in the log, and never its contents', async () => {
    const outbox = outboxOf(writes('first', 'taken'))
    await say(A, 'unknown', { secret: 'child' })
    await say(A, 'taken', { wrong: 'child' })
    await outbox.drain()
    expect(await state()).toEqual([
      { name: 'unknown', handled: false, parked: true, attempts: 0, fault: 'nobody listens' },
      { name: 'taken', handled: false, parked: true, attempts: 0, fault: 'cannot be read' },
    ])
    expect(JSON.stringify(troubles)).not.toContain('child')
    await outbox.stop()
  })

  it('cannot reach another tenant’s rows from a listener', async () => {
    const prying = listener({
      name: 'prying',
      event: 'taken',
      schema: z.unknown(),
      hear: async (tx) => void (await run(tx, sql`insert into try.heard values (${B}, 'x', 'prying')`)),
    })
    const outbox = outboxOf(prying)
    await say(A, 'taken', {})
    await outbox.drain()
    expect(await heard()).toEqual([])
    expect(troubles[0]).toMatchObject({ listener: 'prying', fault: 'error 42501' })
    await outbox.stop()
  })

  it.runIf(onPostgres())('is handed on once by two servers at the same time', async () => {
    for (let n = 0; n < 30; n += 1) await say(A, 'taken', { what: `${n}` })
    const slow = () => writes('slow', 'taken')
    const servers = [outboxOf(slow()), outboxOf(slow()), outboxOf(slow())]
    await Promise.all(servers.map((server) => server.drain()))
    expect(await heard()).toHaveLength(30)
    await Promise.all(servers.map((server) => server.stop()))
  })
})

describe('jobs', () => {
  it('are done again and again, go on after a failure, and end when stopped', async () => {
    const began = performance.now()
    const jobs = await startJobs(database, (job, fault) => troubles.push({ job, fault }))
    expect(performance.now() - began).toBeLessThan(5_000)
    let done = 0
    await jobs.every(0.05, 'count', async () => {
      done += 1
      if (done === 1) throw new RangeError('child')
    })
    await jobs.every('15 2 * * *', 'nightly', async () => undefined)
    await expect.poll(() => done).toBeGreaterThan(2)
    await jobs.stop()
    const after = done
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(done).toBe(after)
    expect(troubles).toEqual([{ job: 'count', fault: 'RangeError' }])
    const schedules = await database.runScript('select name, cron, timezone from pgboss.schedule')
    expect(schedules).toEqual([{ name: 'nightly', cron: '15 2 * * *', timezone: 'Europe/London' }])
  })
})
