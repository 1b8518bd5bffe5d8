import * as OTPAuth from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { type OidcServer, startOidcServer } from '../../testing/oidc-server.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { newSignInLink } from './sign-in-link.ts'

const PASSWORD = 'three brass bells at noon'
const OTHER_PASSWORD = 'four tin whistles at dusk'
const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

let provider: OidcServer
let server: TestServer
let school: Awaited<ReturnType<TestServer['school']>>
let head: TestPerson

beforeAll(async () => {
  provider = await startOidcServer('http://127.0.0.1/api/auth/callback/school')
  const { issuer, clientId, clientSecret } = provider
  server = await startTestServer({ oidc: { name: 'Rivers accounts', issuer, clientId, clientSecret } })
  school = await server.school()
  head = await server.person({ role: 'head', school })
})
afterAll(async () => {
  await server.close()
  await provider.stop()
})

const post = (path: string, payload: object, cookie?: string) =>
  server.as(undefined).inject({
    method: 'POST',
    url: `/api/auth${path}`,
    payload,
    headers: cookie === undefined ? {} : { cookie },
  })

const cookiesOf = (answer: { cookies: { name: string; value: string }[] }) =>
  answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

/** What the school reads of somebody, oldest first. */
async function trailOf(person: TestPerson) {
  const query = { personId: person.id }
  const { acts } = (await server.as(head)(listAudit, { params: { schoolId: school.id }, query })).json()
  return (acts as { sentence: string; refused: boolean; facts: object }[]).toReversed()
}
const sentencesOf = async (person: TestPerson) => (await trailOf(person)).map(({ sentence }) => sentence)

async function linkOf(person: TestPerson): Promise<string> {
  const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, person.id))
  return new URL(link.address).hash.slice(1)
}

async function withPassword(): Promise<TestPerson> {
  const person = await server.person({ role: 'teacher', school })
  await post('/reset-password', { token: await linkOf(person), newPassword: PASSWORD })
  return person
}

describe('the trail of signing in', () => {
  it('tells that a link was spent, and that one that had run out was tried', async () => {
    const person = await withPassword()
    const token = await linkOf(person)
    await server.database.runScript(`update identity."verification" set "expiresAt" = now() - interval '1 minute'`)
    expect((await post('/reset-password', { token, newPassword: PASSWORD })).statusCode).toBe(400)
    expect(await trailOf(person)).toEqual([
      expect.objectContaining({ sentence: 'used a sign-in link to choose a password', refused: false }),
      expect.objectContaining({ sentence: 'was refused a sign-in link: it had run out', refused: true }),
    ])
  })

  it('tells of a link under its own person’s name, whoever is signed in on that computer', async () => {
    const person = await server.person({ role: 'teacher', school })
    const cookie = await server.signIn(head)
    await post('/reset-password', { token: await linkOf(person), newPassword: PASSWORD }, cookie)
    expect(await sentencesOf(person)).toEqual(['used a sign-in link to choose a password'])
  })

  it('tells of a changed password, and of a try with the wrong one', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    const wrong = { currentPassword: 'not the password', newPassword: OTHER_PASSWORD }
    expect((await post('/change-password', wrong, cookie)).statusCode).toBe(400)
    const right = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD, revokeOtherSessions: true }
    expect((await post('/change-password', right, cookie)).statusCode).toBe(200)
    expect((await sentencesOf(person)).slice(1)).toEqual([
      'was refused a change of password: wrong password',
      'changed their password',
    ])
  })

  it('tells of a second factor from its beginning to its end, wrong codes included', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    const enabled = await post('/two-factor/enable', { password: PASSWORD }, cookie)
    const totp = OTPAuth.URI.parse(enabled.json().totpURI) as OTPAuth.TOTP
    await post('/two-factor/verify-totp', { code: '000000' }, cookie)
    const on = await post('/two-factor/verify-totp', { code: totp.generate() }, cookie)
    const now = on.cookies.length > 0 ? cookiesOf(on) : cookie
    const half = await post('/sign-in/email', { email: person.email, password: PASSWORD })
    expect((await post('/two-factor/verify-totp', { code: '000000' }, cookiesOf(half))).statusCode).toBe(401)
    await post('/two-factor/verify-backup-code', { code: 'aaaaa-bbbbb' }, cookiesOf(half))
    const [spare] = enabled.json().backupCodes
    expect((await post('/two-factor/verify-backup-code', { code: spare }, cookiesOf(half))).statusCode).toBe(200)
    expect((await post('/two-factor/generate-backup-codes', { password: PASSWORD }, now)).statusCode).toBe(200)
    await post('/two-factor/disable', { password: 'four guesses at it' }, now)
    expect((await post('/two-factor/disable', { password: PASSWORD }, now)).statusCode).toBe(200)
    const acts = await trailOf(person)
    expect(acts.map(({ sentence }) => sentence).slice(1)).toEqual([
      'began to set up a second factor',
      'was refused their second factor: wrong code',
      'switched a second factor on',
      'was refused a sign-in: wrong code',
      'was refused a sign-in: wrong spare code',
      'used up a spare code of their second factor',
      'signed in',
      'made new spare codes for their second factor',
      'was refused to switch their second factor off: wrong password',
      'switched their second factor off',
    ])
    const text = JSON.stringify(acts)
    for (const secret of [PASSWORD, totp.secret.base32, spare, '000000', 'aaaaa-bbbbb', 'four guesses at it'])
      expect(text).not.toContain(secret)
  })

  it('tells that a second factor takes no more codes, and the person how long', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    const enabled = await post('/two-factor/enable', { password: PASSWORD }, cookie)
    const totp = OTPAuth.URI.parse(enabled.json().totpURI) as OTPAuth.TOTP
    await post('/two-factor/verify-totp', { code: totp.generate() }, cookie)
    for (let challenge = 0; challenge < 2; challenge++) {
      const half = await post('/sign-in/email', { email: person.email, password: PASSWORD })
      for (let n = 0; n < 5; n++) await post('/two-factor/verify-totp', { code: '000000' }, cookiesOf(half))
    }
    const half = await post('/sign-in/email', { email: person.email, password: PASSWORD })
    const locked = await post('/two-factor/verify-totp', { code: totp.generate() }, cookiesOf(half))
    expect(locked.statusCode).toBe(429)
    expect(locked.headers['content-type']).toContain('application/problem+json')
    expect(locked.headers['retry-after']).toBe('900')
    expect(locked.json()).toMatchObject({
      code: 'sign-in.too-often',
      detail: 'That was tried too often. Wait 15 minutes and try again.',
    })
    expect((await sentencesOf(person)).at(-1)).toBe(
      'was refused a sign-in: too many wrong codes, so no code is taken for a while',
    )
  })

  it('tells of whom the school’s own accounts could not let in, and why; of strangers it says nothing', async () => {
    const person = await server.person({ role: 'teacher', school, email: 'una@school.example' })
    for (const email of ['una@school.example', 'stranger@elsewhere.example']) {
      provider.user = { email, emailVerified: false }
      const begun = await post('/sign-in/social', {
        provider: 'school',
        callbackURL: '/',
        errorCallbackURL: '/sign-in',
      })
      const back = new URL(await provider.browse(begun.json().url))
      await server.app.inject({ url: back.pathname + back.search, headers: { cookie: cookiesOf(begun) } })
    }
    expect(await trailOf(person)).toEqual([
      expect.objectContaining({
        sentence:
          'was refused a sign-in: the provider of the school’s accounts does not say that the address is verified',
        refused: true,
      }),
    ])
    const refused = await server.as(head)(listAudit, { params: { schoolId: school.id }, query: { refused: 'true' } })
    expect(refused.body).not.toContain('stranger')
  })

  it('can be searched for each of these', async () => {
    const person = await withPassword()
    const query = { personId: person.id, operation: 'sign-in-link-spent' }
    const answer = (await server.as(head)(listAudit, { params: { schoolId: school.id }, query })).json()
    expect(answer.acts).toHaveLength(1)
    expect(answer.operations).toContainEqual({ id: 'sign-in-link-spent', sentence: 'used a sign-in link' })
    expect(answer.operations).toContainEqual({ id: 'password', sentence: 'changed their password' })
  })

  it('is not filled by a too short password or other slips', async () => {
    const person = await withPassword()
    const cookie = await server.signIn(person)
    await post('/change-password', { currentPassword: PASSWORD, newPassword: 'short' }, cookie)
    await post('/two-factor/verify-totp', { code: '000000' })
    expect(await sentencesOf(person)).toEqual(['used a sign-in link to choose a password'])
  })
})
