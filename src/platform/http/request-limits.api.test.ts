import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whoAmI } from '../../identity/contract.ts'
import { exportRoster } from '../../interchange/contract.ts'
import { wishForLink } from '../../parents/contract.ts'
import { openRegister, takeRegister, verifyRegister } from '../../register/contract.ts'
import { atScreen, type RegisterSchool, registerParams, registerSchool } from '../../testing/register-school.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import { requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { Database } from '../database/database.ts'

let database: Database
let server: TestServer
let school: RegisterSchool

// What is counted is counted by each server anew; the database is one for all of them.
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const open = async (requestsPerMinute: number) => {
  server = await startTestServer({ requestsPerMinute, database: { ...database, close: () => Promise.resolve() } })
  school = await registerSchool(server)
}
afterEach(() => server.close())

const look = async (cookie: string) => (await server.app.inject({ url: whoAmI.url, headers: { cookie } })).statusCode

/** How often each answer came. */
async function tally(times: number, ask: (n: number) => Promise<number>): Promise<Record<number, number>> {
  const found: Record<number, number> = {}
  for (let n = 0; n < times; n++) {
    const status = await ask(n)
    found[status] = (found[status] ?? 0) + 1
  }
  return found
}

describe('with the limits as they come', () => {
  beforeEach(() => open(600))

  it('sixty teachers behind one address sign in, look round and take a register at half past eight, and none is refused', async () => {
    const found: Record<number, number> = {}
    for (let n = 0; n < 60; n++) {
      for (let before = 0; before < 5; before++) await look('')
      const cookie = await server.signIn(school.tutor)
      const looks = await tally(12, () => look(cookie))
      const request = requestOf(takeRegister, { params: registerParams(school), body: {} })
      const save = await server.app.inject({ ...request, headers: { cookie, 'x-firstbell': 'web' } })
      expect(save.statusCode).toBe(400)
      for (const status of [...Object.keys(looks), save.statusCode]) found[Number(status)] = 1
    }
    expect(Object.keys(found)).not.toContain('429')
  })

  it('a stranger who asks for links to the family page is held back long before anybody else at that address', async () => {
    const wish = () =>
      server.app.inject({
        ...requestOf(wishForLink, { body: { address: 'nobody@family.example' } }),
        headers: { 'x-firstbell': 'web' },
      })
    expect(await tally(25, async () => (await wish()).statusCode)).toEqual({ 200: 20, 429: 5 })
    expect((await wish()).json().detail).toMatch(/^Too many requests came from this network address./)
    expect(await look('')).toBe(200)
  })

  it('a class is saved twice a second for half a minute', async () => {
    const { save } = atScreen(server, school, school.tutor)
    await save({}, { rest: 'present', complete: true })
    const [pupil] = school.pupils.nineA
    const found = await tally(60, async (n) => (await save({ [pupil as string]: n % 2 === 0 ? 'N' : '/' })).statusCode)
    expect(found).toEqual({ 200: 60 })
  })
})

describe('whoever sends as only a program does', () => {
  // Forty looks, twenty changes and two files a minute; two hundred requests from an address without a sign-in.
  beforeEach(() => open(40))

  it('is refused in plain words that say when to come back, while colleagues at the same address are not', async () => {
    const tutor = server.as(school.tutor)
    expect(await tally(40, async () => (await tutor(whoAmI)).statusCode)).toEqual({ 200: 40 })
    const refused = await tutor(whoAmI)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json()).toMatchObject({
      code: 'request.too-many',
      detail: expect.stringMatching(/^Too many requests were sent within one minute. Wait \d+ seconds and try again.$/),
    })
    expect((await server.as(school.officer)(whoAmI)).statusCode).toBe(200)
  })

  it('can still save the register that is open', async () => {
    const { open: openIt, save } = atScreen(server, school, school.tutor)
    const seenIn = await openIt()
    const tutor = server.as(school.tutor)
    await tally(40, async () => (await tutor(whoAmI)).statusCode)
    expect((await tutor(openRegister, { params: registerParams(school) })).statusCode).toBe(429)
    expect((await save({}, { seenIn, rest: 'present', complete: true })).statusCode).toBe(200)
  })

  it('is told that a change was not saved, and it was not', async () => {
    const send = server.as(school.tutor)
    const params = registerParams(school)
    const body = () => ({ key: randomUUID(), version: 0, marks: [], rest: 'present' })
    await tally(20, async () => (await send(takeRegister, { params, body: { ...body(), version: -1 } })).statusCode)
    const refused = await send(takeRegister, { params, body: body() })
    expect(refused.statusCode).toBe(429)
    expect(refused.json().detail).toMatch(/this one was not saved/)
    expect((await atScreen(server, school, school.tutor).open()).version).toBe(0)
  })

  it('gets few files, each of which is much work', async () => {
    const export_ = async () =>
      (await server.as(school.head)(exportRoster, { params: { schoolId: school.id } })).statusCode
    expect(await tally(3, export_)).toEqual({ 200: 2, 429: 1 })
    expect((await server.as(school.head)(whoAmI)).statusCode).toBe(200)
  })

  it('gets the whole journal verified as seldom as a file', async () => {
    const verify = async () =>
      (await server.as(school.officer)(verifyRegister, { params: { schoolId: school.id } })).statusCode
    expect(await tally(3, verify)).toEqual({ 200: 2, 429: 1 })
  })

  it('is no other sign-in by making cookies up, and keeps out nobody who is signed in', async () => {
    const made = (n: number) => look(`firstbell.session_token=${n}.${randomUUID()}`)
    expect(await tally(201, made)).toEqual({ 200: 200, 429: 1 })
    expect((await server.as(school.tutor)(whoAmI)).statusCode).toBe(200)
  })

  it('is counted on pages that everybody may read without signing in', async () => {
    const read = async () => (await server.app.inject({ url: '/policies/no-such-school' })).statusCode
    expect(await tally(201, read)).toEqual({ 404: 200, 429: 1 })
  })
})
