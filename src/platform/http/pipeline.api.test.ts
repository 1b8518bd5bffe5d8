import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../../kernel/operation.ts'
import { failure, notAllowed, refused, success } from '../../kernel/result.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import { systemClock } from '../clock.ts'
import { type Database, many, run } from '../database/database.ts'
import type { Gate } from './pipeline.ts'
import { buildServer } from './server.ts'
import { bind } from './use-case.ts'

const TENANT = '11111111-1111-4111-8111-111111111111'

const add = {
  method: 'POST',
  url: '/api/things',
  schema: {
    summary: 'Add a thing',
    tags: ['things'],
    body: z.object({
      name: z.string().min(1, 'Give the thing a name.'),
      fail: z.enum(['refuse', 'not-theirs', 'throw', 'answer-wrong', 'disk-full']).optional(),
    }),
    response: { 200: z.object({ name: z.string() }) },
  },
  config: { id: 'add-thing', may: 'things.add', scope: 'own', audit: 'added a thing' },
} as const satisfies Operation

let database: Database
let app: FastifyInstance
let signedIn = true

const gate: Gate = {
  permit: async () =>
    signedIn
      ? success({
          caller: { id: TENANT, name: 'A', position: 'B' },
          tenants: [TENANT],
          reach: 'all' as const,
          may: () => undefined,
        })
      : failure({ kind: 'signed-out' as const, code: 'access.signed-out', message: 'Please sign in.' }),
  record: async (tx, row) => {
    await run(tx, sql`insert into try.trail (sentence) values (${row.sentence})`)
  },
}

const addThing = bind(add, async (context, { body }) => {
  await run(context.tx, sql`insert into try.thing (tenant, name) values (${TENANT}, ${body.name})`)
  await context.say('thing-added', { name: body.name })
  if (body.fail === 'refuse') return refused('thing.no', 'No more things today.')
  if (body.fail === 'not-theirs') return notAllowed()
  if (body.fail === 'disk-full') throw Object.assign(new Error('could not extend file'), { code: '53100' })
  if (body.fail === 'throw') throw new Error(`secret: ${body.name}`)
  return success(body.fail === 'answer-wrong' ? ({} as { name: string }) : { name: body.name })
})

const drawThing = {
  method: 'GET',
  url: '/api/things/drawing',
  schema: { summary: 'Draw a thing', tags: ['things'], response: { 200: z.unknown() } },
  config: { id: 'draw-thing', may: 'things.add', scope: 'own', audit: 'drew a thing', raw: 'text/plain' },
} as const satisfies Operation

const drawing = bind(drawThing, async ({ tx }) =>
  success({
    type: 'text/plain',
    content: () => {
      triedWhileDrawing = many(tx, sql`select 1`).then(String, (error: Error) => error.message)
      return new TextEncoder().encode('drawn')
    },
  }),
)

let triedWhileDrawing: Promise<string> | undefined

beforeAll(async () => {
  database = await openTestDatabase()
  await database.runScript(`
    create schema try; grant usage on schema try to firstbell_app, firstbell_system;
    create table try.thing (tenant uuid not null, name text primary key);
    grant select, insert, update, delete on try.thing to firstbell_app, firstbell_system;
    call platform.protect('try.thing', 'tenant');
    create table try.trail (id bigint generated always as identity primary key, sentence text);
    call platform.keep_for_ever('try.trail')`)
  app = await buildServer({
    database,
    clock: systemClock,
    gate,
    bindings: [addThing, drawing],
    log: false,
    version: 'test',
  })
})

afterAll(async () => {
  await app.close()
  await database.close()
})

const post = (payload: object, headers = { 'x-firstbell': 'test' } as Record<string, string>) =>
  app.inject({ method: 'POST', url: '/api/things', payload, headers })

async function counts() {
  return database.asSystem(async (tx) => {
    const [row] = await many(
      tx,
      sql<{
        things: number
        said: number
      }>`select (select count(*) from try.thing) things, (select count(*) from platform.outbox) said`,
    )
    return row
  })
}

describe('the pipeline', () => {
  it('commits the change, its audit row and its events together', async () => {
    const before = await counts()
    const answer = await post({ name: 'first' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ name: 'first' })
    expect(await counts()).toEqual({ things: (before?.things ?? 0) + 1, said: (before?.said ?? 0) + 1 })
  })

  it.each([
    ['refuse', 422, 'thing.no'],
    ['not-theirs', 403, 'access.not-allowed'],
    ['throw', 500, 'server.fault'],
    ['disk-full', 503, 'database.unavailable'],
    ['answer-wrong', 500, 'server.fault'],
  ])('leaves nothing behind when the use case ends in %s', async (fail, status, code) => {
    const before = await counts()
    const answer = await post({ name: `gone-${fail}`, fail })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().code).toBe(code)
    expect(answer.body).not.toContain('secret')
    expect(await counts()).toEqual(before)
  })

  it('refuses what no text can hold as malformed, in any field, and keeps nothing of it', async () => {
    const before = await counts()
    const answer = await post({ name: 'a\u0000bcd' })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'input.malformed'])
    expect(await counts()).toEqual(before)
  })

  it('writes an attempt at what is not the caller’s into the trail, with nothing of the attempt itself', async () => {
    const trail = () =>
      database.asSystem((tx) => many(tx, sql`select sentence from try.trail where sentence ~ 'refused'`))
    const before = (await trail()).length
    await post({ name: 'gone-again', fail: 'refuse' })
    expect(await trail()).toHaveLength(before)
    await post({ name: 'gone-again', fail: 'not-theirs' })
    expect((await trail()).slice(before)).toEqual([{ sentence: 'was refused: Add a thing' }])
  })

  it('makes a file that takes its time when the transaction is over, with whatever it locked', async () => {
    const answer = await app.inject({ method: 'GET', url: '/api/things/drawing', headers: { 'x-firstbell': 'test' } })
    expect([answer.statusCode, answer.body]).toEqual([200, 'drawn'])
    expect(await triedWhileDrawing).toContain('has ended')
  })

  it('lets no browser or proxy keep an answer', async () => {
    expect((await post({ name: 'unkept' })).headers['cache-control']).toBe('no-store')
    expect((await post({ name: '' })).headers['cache-control']).toBe('no-store')
  })

  it('says in the contract’s words what is wrong with the input', async () => {
    const answer = await post({ name: '' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([{ field: 'name', message: 'Give the thing a name.' }])
  })

  it('refuses another site’s page, and a caller who is signed out', async () => {
    expect((await post({ name: 'x' }, {})).statusCode).toBe(403)
    // The router decodes an address before it looks for its route.
    const disguised = { method: 'POST', url: '/%61pi/things', payload: { name: 'x' } } as const
    expect((await app.inject(disguised)).statusCode).toBe(403)
    signedIn = false
    expect((await post({ name: 'x' })).statusCode).toBe(401)
    signedIn = true
  })

  it('does not start with an operation that names nobody who may', async () => {
    const nameless = { ...add, config: { ...add.config, may: '' } }
    const start = buildServer({
      database,
      clock: systemClock,
      gate,
      bindings: [bind(nameless, async () => success({ name: '' }))],
      log: false,
      version: 'test',
    })
    await expect(start).rejects.toThrow(/nobody is named who may/)
  })

  it('describes every operation as OpenAPI 3.1', async () => {
    const document = (await app.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/things'].post.operationId).toBe('add-thing')
  })
})

describe('row-level security', () => {
  it('shows a transaction only its tenants’ rows, and none where it names no tenant', async () => {
    const see = (tenants: string[]) => database.inTenants(tenants, (tx) => many(tx, sql`select * from try.thing`))
    expect((await see([TENANT])).length).toBeGreaterThan(0)
    expect(await see(['22222222-2222-4222-8222-222222222222'])).toEqual([])
    expect(await see([])).toEqual([])
  })

  it('refuses to write another tenant’s row', async () => {
    const write = database.inTenants([TENANT], (tx) =>
      run(tx, sql`insert into try.thing values ('22222222-2222-4222-8222-222222222222', 'theirs')`),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it('keeps facts for ever, even from the owner', async () => {
    const change = database.inTenants([TENANT], (tx) => run(tx, sql`update try.trail set sentence = 'other'`))
    await expect(change).rejects.toThrow(/permission denied/)
    await expect(database.runScript(`update try.trail set sentence = 'other'`)).rejects.toThrow(
      /keeps every row for ever/,
    )
    await expect(database.runScript('truncate try.trail')).rejects.toThrow(/keeps every row for ever/)
  })
})
