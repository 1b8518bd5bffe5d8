import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { signOut, whoAmI } from './contract.ts'
import { mountSignIn, type SignInParts } from './signing-in/mount-sign-in.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

describe('who is here', () => {
  it('tells a stranger that nobody is signed in', async () => {
    const answer = await server.as(undefined)(whoAmI)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ signedIn: false, schools: [], demo: false })
  })

  it('tells a teacher their school, position and rights', async () => {
    const school = await server.school({ name: 'Ashdown School' })
    const teacher = await server.person({ role: 'teacher', position: 'Tutor of 7A', school })
    const me = (await server.as(teacher)(whoAmI)).json()
    expect(me.person).toEqual({ id: teacher.id, name: teacher.name, email: teacher.email })
    expect(me.schools).toEqual([
      expect.objectContaining({ id: school.id, name: 'Ashdown School', position: 'Tutor of 7A', roles: ['teacher'] }),
    ])
    expect(me.schools[0].may['register.take']).toBe('own')
    expect(me.schools[0].may['register.close']).toBeUndefined()
  })

  it('shows a trust’s officer every school of the trust', async () => {
    const trust = await server.trust()
    const below = await server.school({ trust })
    const officer = await server.person({ role: 'trust-officer', place: trust })
    const me = (await server.as(officer)(whoAmI)).json()
    expect(me.schools.map((school: { id: string }) => school.id)).toEqual([below.id])
    expect(me.trusts).toEqual([expect.objectContaining({ id: trust.id, roles: ['trust-officer'] })])
  })

  it('forgets a browser that has signed out, at once', async () => {
    const teacher = await server.person({ role: 'teacher', school: await server.school() })
    const browser = server.as(teacher)
    expect((await browser(whoAmI)).json().signedIn).toBe(true)
    const answer = await browser(signOut)
    expect(answer.headers['set-cookie']).toContain('Max-Age=0')
    expect((await browser(whoAmI)).json().signedIn).toBe(false)
  })
})

describe('a sign-in that is renewed', () => {
  it('comes with the answer only while it stands: meanwhile another tab may have ended it, and have the cookie of the next', async () => {
    const teacher = await server.person({ role: 'teacher', school: await server.school() })
    const cookie = await server.signIn(teacher)
    const settings = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }
    const gate = { forget: () => undefined, renewedCookies: () => [`${cookie}; Max-Age=43200`] }
    const app = Fastify()
    mountSignIn(app, { database: server.database, gate, settings } as unknown as SignInParts)
    app.get('/late', async (request) => request.headers.cookie)
    const late = async () => (await app.inject({ url: '/late', headers: { cookie } })).headers['set-cookie']
    expect(await late()).toBe(`${cookie}; Max-Age=43200`)
    await server.as(undefined).inject({ method: 'POST', url: signOut.url, payload: {}, headers: { cookie } })
    expect(await late()).toBeUndefined()
    await app.close()
  })
})
