import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import * as OTPAuth from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { many, one } from '../../platform/database/database.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { myAccount, whoAmI } from '../contract.ts'
import { authOptions } from './auth.ts'
import { newSignInLink } from './sign-in-link.ts'

const PASSWORD = 'three brass bells at noon'
const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

const post = (url: string, payload: object, cookie?: string) =>
  server.as(undefined).inject({ method: 'POST', url, payload, headers: cookie === undefined ? {} : { cookie } })

const cookiesOf = (answer: { cookies: { name: string; value: string }[] }) =>
  answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

async function whoHas(cookie: string): Promise<string | undefined> {
  const answer = await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie } })
  return answer.json().person?.id
}

async function withPassword(): Promise<TestPerson> {
  const person = await server.person({ role: 'teacher', school: await server.school() })
  const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, person.id))
  const token = new URL(link.address).hash.slice(1)
  expect((await post('/api/auth/reset-password', { token, newPassword: PASSWORD })).statusCode).toBe(200)
  return person
}

describe('the sign-in library', () => {
  it('finds in our migration every table, column and index that it needs', async () => {
    const wanted = await getMigrations(authOptions(server.database, SETTINGS), { throwOnUnsafe: false })
    expect({ create: wanted.toBeCreated, add: wanted.toBeAdded, index: wanted.toBeAddedIndexes }).toEqual({
      create: [],
      add: [],
      index: [],
    })
    expect(wanted.schemaProblems).toEqual([])
  })

  it('answers only at the addresses that the product uses', async () => {
    for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/change-email', '/link-social']) {
      expect((await post(`/api/auth${path}`, {})).statusCode, path).toBe(404)
    }
    expect((await server.as(undefined).inject({ url: '/api/auth/list-sessions' })).statusCode).toBe(404)
  })

  it('lets no other site’s page sign somebody in', async () => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: {} })
    expect(answer.statusCode).toBe(403)
  })

  it('cannot be read by the application’s role', async () => {
    for (const table of ['user', 'session', 'account', 'verification', 'twoFactor', 'rateLimit']) {
      const read = server.database.inTenants([], (tx) => many(tx, sql`select * from identity.${sql.id(table)}`))
      await expect(read, table).rejects.toThrow(/permission denied/)
    }
  })
})

describe('signing in with a password', () => {
  it('works after a one-time link, once, and the cookie is for our pages only', async () => {
    const person = await withPassword()
    const answer = await post('/api/auth/sign-in/email', { email: person.email.toUpperCase(), password: PASSWORD })
    expect(answer.statusCode).toBe(200)
    const cookie = answer.cookies.find((one) => one.name === 'firstbell.session_token')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(await whoHas(cookiesOf(answer))).toBe(person.id)
  })

  it('works by whichever name of the server a browser opened it', async () => {
    const person = await withPassword()
    const answer = await server.as(undefined).inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: person.email, password: PASSWORD },
      headers: { origin: 'http://attendance.school.example:4310' },
    })
    expect(answer.statusCode).toBe(200)
  })

  it('stores no link that could be read and used', async () => {
    const person = await server.person()
    const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, person.id))
    const token = new URL(link.address).hash.slice(1)
    const rows = await server.database.asSystem((tx) => many(tx, sql`select * from identity."verification"`))
    expect(JSON.stringify(rows)).not.toContain(token)
    expect((await post('/api/auth/reset-password', { token, newPassword: 'short' })).statusCode).toBe(400)
    expect((await post('/api/auth/reset-password', { token, newPassword: PASSWORD })).statusCode).toBe(200)
    expect((await post('/api/auth/reset-password', { token, newPassword: PASSWORD })).statusCode).toBe(400)
  })

  it('refuses a link after a week', async () => {
    const person = await server.person()
    const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, person.id))
    await server.database.runScript(`update identity."verification" set "expiresAt" = now() - interval '1 minute'`)
    const token = new URL(link.address).hash.slice(1)
    expect((await post('/api/auth/reset-password', { token, newPassword: PASSWORD })).statusCode).toBe(400)
  })

  it('gives one answer to a wrong password and to an unknown address', async () => {
    const person = await withPassword()
    const wrong = await post('/api/auth/sign-in/email', { email: person.email, password: 'not the password' })
    const unknown = await post('/api/auth/sign-in/email', { email: 'nobody@nowhere.example', password: PASSWORD })
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect(wrong.json().detail).toBe(unknown.json().detail)
  })

  it('makes somebody wait after ten wrong passwords, the right one included', async () => {
    const person = await withPassword()
    for (let attempt = 0; attempt < 10; attempt++) {
      await post('/api/auth/sign-in/email', { email: person.email, password: `guess number ${attempt}` })
    }
    const answer = await post('/api/auth/sign-in/email', { email: person.email, password: PASSWORD })
    expect(answer.statusCode).toBe(429)
    expect(answer.json().detail).toMatch(/Wait 15 minutes/)
  })

  it('does not keep the owner out for a stranger’s tries, also behind a proxy; a stranger cannot claim to be many', async () => {
    const person = await withPassword()
    const attempt = (password: string, from: { remoteAddress?: string; forwarded: string }) =>
      server.as(undefined).inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email: person.email, password },
        headers: { 'x-forwarded-for': from.forwarded },
        ...(from.remoteAddress === undefined ? {} : { remoteAddress: from.remoteAddress }),
      })
    for (let n = 0; n < 10; n++) await attempt('wrong', { forwarded: '203.0.113.9' })
    expect((await attempt(PASSWORD, { forwarded: '203.0.113.9' })).statusCode).toBe(429)
    expect((await attempt(PASSWORD, { forwarded: '198.51.100.7' })).statusCode).toBe(200)
    const direct = { remoteAddress: '192.0.2.44' }
    for (let n = 0; n < 10; n++) await attempt('wrong', { ...direct, forwarded: `203.0.113.${n + 20}` })
    expect((await attempt(PASSWORD, { ...direct, forwarded: '203.0.113.99' })).statusCode).toBe(429)
  })

  it('ends when its time is over', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    await server.database.runScript(
      `update identity."session" set "expiresAt" = now() - interval '1 minute' where "userId" = '${person.id}'`,
    )
    expect(await whoHas(cookie)).toBeUndefined()
  })

  it('is renewed while somebody is at work', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    await server.database.runScript(
      `update identity."session" set "expiresAt" = now() + interval '1 hour' where "userId" = '${person.id}'`,
    )
    const answer = await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie } })
    expect(answer.json().person.id).toBe(person.id)
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=43200')
    const { whole } = await server.database.asSystem((tx) =>
      one(
        tx,
        sql<{ whole: boolean }>`select "expiresAt" > now() + interval '11 hours 59 minutes' as whole
          from identity."session" where "userId" = ${person.id}`,
      ),
    )
    expect(whole).toBe(true)
  })

  it('does not believe a cookie that we did not sign', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    const forged = cookie.replace(/=(.)/, (_, first) => `=${first === 'x' ? 'y' : 'x'}`)
    expect(await whoHas(forged)).toBeUndefined()
    expect(await whoHas('firstbell.session_token=nonsense')).toBeUndefined()
    expect(await whoHas('firstbell.session_token=%')).toBeUndefined()
  })
})

describe('a second factor', () => {
  it('is asked for after the password, and a right code signs in', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    const enabled = await post('/api/auth/two-factor/enable', { password: PASSWORD }, cookie)
    expect(enabled.statusCode).toBe(200)
    const totp = OTPAuth.URI.parse(enabled.json().totpURI) as OTPAuth.TOTP
    expect(totp.issuer).toBe('Firstbell')
    const verified = await post('/api/auth/two-factor/verify-totp', { code: totp.generate() }, cookie)
    expect(verified.statusCode).toBe(200)
    const account = await server.as(person)(myAccount)
    expect(account.json()).toEqual({ password: true, secondFactor: true })

    const half = await post('/api/auth/sign-in/email', { email: person.email, password: PASSWORD })
    expect(half.json().twoFactorRedirect).toBe(true)
    expect(await whoHas(cookiesOf(half))).toBeUndefined()

    const wrong = await post('/api/auth/two-factor/verify-totp', { code: '000000' }, cookiesOf(half))
    expect(wrong.statusCode).toBe(401)
    const whole = await post('/api/auth/two-factor/verify-totp', { code: totp.generate() }, cookiesOf(half))
    expect(whole.statusCode).toBe(200)
    expect(await whoHas(cookiesOf(whole))).toBe(person.id)
  })
})
