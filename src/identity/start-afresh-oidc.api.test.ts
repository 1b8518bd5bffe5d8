import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OidcServer, startOidcServer } from '../testing/oidc-server.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { appoint } from './appoint.ts'
import { addPerson, whoAmI } from './contract.ts'

let provider: OidcServer
let server: TestServer

beforeAll(async () => {
  provider = await startOidcServer('http://127.0.0.1/api/auth/callback/school')
  const { issuer, clientId, clientSecret } = provider
  server = await startTestServer({ oidc: { name: 'Rivers accounts', issuer, clientId, clientSecret } })
})

afterAll(async () => {
  await server.close()
  await provider.stop()
})

const post = (url: string, payload: object) => server.as(undefined).inject({ method: 'POST', url, payload })

async function throughProvider(): Promise<string> {
  const payload = { provider: 'school', callbackURL: '/', errorCallbackURL: '/sign-in' }
  const begun = await post('/api/auth/sign-in/social', payload)
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const back = new URL(await provider.browse(begun.json().url))
  const answer = await server.app.inject({ url: back.pathname + back.search, headers: { cookie } })
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}

it('a school account whose address another school had first opens again at once, and the password set there does not', async () => {
  const [first, second] = [await server.school(), await server.school()]
  const admin = await server.person({ role: 'school-admin', school: first })
  const email = 'dana@second.example'
  const body = { name: 'Dana Wyck', email, role: 'teacher', position: 'Teacher' }
  const added = (await server.as(admin)(addPerson, { params: { schoolId: first.id }, body })).json()
  const password = 'chosen by another'
  await post('/api/auth/reset-password', { token: new URL(added.link.address).hash.slice(1), newPassword: password })
  expect((await post('/api/auth/sign-in/email', { email, password })).statusCode).toBe(200)

  await server.database.asSystem((tx) => appoint(tx, { email, name: 'Dana', schoolId: second.id, roles: ['dsl'] }))
  provider.user = { email, emailVerified: false }
  const unverified = await throughProvider()
  expect(
    (await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie: unverified } })).json().signedIn,
  ).toBe(false)
  provider.user = { email, emailVerified: true }
  const cookie = await throughProvider()
  const me = (await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie } })).json()
  expect(me.schools).toHaveLength(2)
  expect((await post('/api/auth/sign-in/email', { email, password })).statusCode).toBe(401)
})
