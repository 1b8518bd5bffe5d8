import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OidcServer, startOidcServer } from '../../testing/oidc-server.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { signInWays, whoAmI } from '../contract.ts'

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

/** Clicks the button, signs in at the provider, and comes back. */
async function throughProvider(from: TestServer = server) {
  const begun = await from.as(undefined).inject({
    method: 'POST',
    url: '/api/auth/sign-in/social',
    payload: { provider: 'school', callbackURL: '/', errorCallbackURL: '/sign-in' },
  })
  expect(begun.statusCode).toBe(200)
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const back = new URL(await provider.browse(begun.json().url))
  return from.app.inject({ url: back.pathname + back.search, headers: { cookie } })
}

const sessionOf = (answer: { cookies: { name: string; value: string }[] }) => {
  const cookie = answer.cookies.find(({ name, value }) => name === 'firstbell.session_token' && value !== '')
  return cookie && `${cookie.name}=${encodeURIComponent(cookie.value)}`
}

describe('signing in with the school’s own accounts', () => {
  it('is offered by the name that the school gave it', async () => {
    expect((await server.as(undefined)(signInWays)).json()).toEqual({ accounts: 'Rivers accounts', demo: false })
  })

  it('asks the provider to ask again who it is, though its own sign-in in this browser may still be a teacher’s', async () => {
    const payload = { provider: 'school', callbackURL: '/', errorCallbackURL: '/sign-in' }
    const begun = await server.as(undefined).inject({ method: 'POST', url: '/api/auth/sign-in/social', payload })
    expect(new URL(begun.json().url).searchParams.get('prompt')).toBe('login')
  })

  it('lets somebody in who was added with that address, under the name that the school gave them', async () => {
    const person = await server.person({ role: 'teacher', school: await server.school(), email: 'ida@school.example' })
    provider.user = { email: 'Ida@school.example', emailVerified: true }
    for (const time of ['first', 'second']) {
      const cookie = sessionOf(await throughProvider())
      const answer = await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie: cookie ?? '' } })
      expect(answer.json().person, time).toEqual({ id: person.id, name: person.name, email: person.email })
    }
  })

  it('lets nobody in whom no school has added, and makes no account', async () => {
    provider.user = { email: 'stranger@elsewhere.example', emailVerified: true }
    const answer = await throughProvider()
    expect(sessionOf(answer)).toBeUndefined()
    expect(answer.headers.location).toMatch(/\/sign-in\?error=signup_disabled/)
  })

  it('does not believe an address that the provider has not verified', async () => {
    await server.person({ role: 'head', school: await server.school(), email: 'head@school.example' })
    provider.user = { email: 'head@school.example', emailVerified: false }
    const answer = await throughProvider()
    expect(sessionOf(answer)).toBeUndefined()
    expect(answer.headers.location).toMatch(/\/sign-in\?error=account_not_linked/)
  })

  it('believes it where the school says that all of the provider’s addresses are its own', async () => {
    const { issuer, clientId, clientSecret } = provider
    const oidc = { name: 'Ours', issuer, clientId, clientSecret, addressesAreOurs: true }
    const trusting = await startTestServer({ oidc })
    await trusting.person({ role: 'head', school: await trusting.school(), email: 'una@school.example' })
    provider.user = { email: 'una@school.example', emailVerified: false }
    expect(sessionOf(await throughProvider(trusting))).toBeDefined()
    await trusting.close()
  })

  it('does not take an answer that it did not ask for', async () => {
    const answer = await server.app.inject('/api/auth/callback/school?code=stolen&state=invented')
    expect(sessionOf(answer)).toBeUndefined()
    expect(answer.statusCode).toBe(302)
  })
})
