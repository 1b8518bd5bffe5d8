import * as OTPAuth from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../testing/builders.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { appoint } from './appoint.ts'
import { addPerson, grantRole, howPersonSignsIn, makeSignInLink, whoAmI } from './contract.ts'
import { startSession } from './index.ts'
import type { Role } from './rules/rights.ts'
import { newSignInLink } from './signing-in/sign-in-link.ts'

// Somebody holds a link or a password for another's account, and the account comes to open more.

const PASSWORD = 'three brass bells at noon'
const SETTINGS = { secret: 'a secret of tests only, of no worth elsewhere', publicUrl: 'http://127.0.0.1' }

type School = Awaited<ReturnType<TestServer['school']>>

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

const post = (url: string, payload: object, cookie?: string) =>
  server.as(undefined).inject({ method: 'POST', url, payload, headers: cookie === undefined ? {} : { cookie } })

const tokenOf = (address: string) => new URL(address).hash.slice(1)
const open = async (address: string, newPassword = PASSWORD) =>
  (await post('/api/auth/reset-password', { token: tokenOf(address), newPassword })).statusCode

async function signIn(email: string, password = PASSWORD): Promise<string | undefined> {
  const answer = await post('/api/auth/sign-in/email', { email, password })
  const cookies = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return answer.statusCode === 200 ? cookies : undefined
}

const me = async (cookie: string | undefined) =>
  (await server.as(undefined).inject({ url: whoAmI.url, headers: { cookie: cookie ?? '' } })).json()

/** A school whose administrator adds somebody, keeps the link, opens it, and makes another one to keep. */
async function preRegistered(email: string) {
  const school = await server.school()
  const admin = await server.person({ role: 'school-admin', school })
  const body = { name: 'Dana Wyck', email, role: 'teacher', position: 'Teacher' }
  const added = (await server.as(admin)(addPerson, { params: { schoolId: school.id }, body })).json()
  expect(await open(added.link.address)).toBe(200)
  const params = { schoolId: school.id, personId: added.personId }
  const kept = (await server.as(admin)(makeSignInLink, { params })).json().address
  return { school, admin, params, personId: String(added.personId), kept, cookie: await signIn(email) }
}

const appointAt = (school: School, email: string, roles: readonly Role[]) =>
  server.database.asSystem((tx) => appoint(tx, { email, name: 'Dana Wyck', schoolId: school.id, roles }))

describe('an account that another school made first', () => {
  it('opens nothing of the school that gains it, by password, by sign-in or by link', async () => {
    const email = 'dsl@second.example'
    const first = await preRegistered(email)
    expect((await me(first.cookie)).signedIn).toBe(true)
    const second = await server.school()
    const { afresh, personId } = await appointAt(second, email, ['dsl'])
    expect([afresh, personId]).toEqual([true, first.personId])
    const direct = server.database.asSystem((tx) => startSession(tx, SETTINGS, personId))
    await expect(direct, 'a sign-in that was under way').rejects.toThrow(/started afresh/)
    expect(await signIn(email)).toBeUndefined()
    expect(await open(first.kept, 'a password of the first school')).toBe(400)
    const again = await server.as(first.admin)(makeSignInLink, { params: first.params })
    expect(again.json().code).toBe('identity.works-elsewhere')
    // The gate remembers who somebody is for up to five seconds; any change of a role or a sign-in makes it forget.
    expect((await me(first.cookie)).signedIn).toBe(false)

    const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, personId))
    expect(await open(link.address, 'four silver bells at dusk')).toBe(200)
    const { schools } = await me(await signIn(email, 'four silver bells at dusk'))
    expect(schools.map((one: { id: string }) => one.id).sort()).toEqual([first.school.id, second.id].sort())
    const seen = (await server.as(first.admin)(howPersonSignsIn, { params: first.params })).json()
    expect(seen).toMatchObject({ password: true, startedAfresh: expect.any(String), link: { allowed: false } })
  })

  it('loses a second factor that somebody else may have set, so that its owner gets in', async () => {
    const email = 'factor@second.example'
    const first = await preRegistered(email)
    const enabled = await post('/api/auth/two-factor/enable', { password: PASSWORD }, first.cookie)
    const totp = OTPAuth.URI.parse(enabled.json().totpURI) as OTPAuth.TOTP
    await post('/api/auth/two-factor/verify-totp', { code: totp.generate() }, first.cookie)
    await appointAt(await server.school(), email, ['teacher'])
    const link = await server.database.asSystem((tx) => newSignInLink(tx, SETTINGS, first.personId))
    await open(link.address, 'four silver bells at dusk')
    expect((await me(await signIn(email, 'four silver bells at dusk'))).signedIn).toBe(true)
  })

  it('stays as it is where it gains nothing: another role at the same school, by the command line too', async () => {
    const email = 'same@first.example'
    const first = await preRegistered(email)
    expect((await appointAt(first.school, email, ['attendance-officer'])).afresh).toBe(false)
    expect(await signIn(email)).toBeDefined()
  })
})

describe('somebody who is given what those who made links for them may not see', () => {
  let head: TestPerson
  let first: Awaited<ReturnType<typeof preRegistered>>
  const email = 'promoted@first.example'

  beforeAll(async () => {
    first = await preRegistered(email)
    head = await server.person({ role: 'head', school: first.school })
  })

  it('keeps password and sign-in where a role brings none of it', async () => {
    const body = { role: 'attendance-officer', position: 'Attendance officer' }
    expect((await server.as(head)(grantRole, { params: first.params, body })).json()).toEqual({})
    expect((await me(first.cookie)).signedIn).toBe(true)
  })

  it('starts afresh with a link for whoever promoted them; the one that an administrator kept is void', async () => {
    const body = { role: 'dsl', position: 'Safeguarding lead' }
    const { link } = (await server.as(head)(grantRole, { params: first.params, body })).json()
    expect((await me(first.cookie)).signedIn).toBe(false)
    expect(await signIn(email)).toBeUndefined()
    expect(await open(first.kept)).toBe(400)
    expect(await open(link.address, 'four silver bells at dusk')).toBe(200)
    expect((await me(await signIn(email, 'four silver bells at dusk'))).schools[0].roles).toContain('dsl')
  })

  it('leaves no link open that was being made at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const raced = await preRegistered(`raced${round}@first.example`)
      const { params } = raced
      const boss = await server.person({ role: 'head', school: raced.school })
      const [made, promoted] = await Promise.all([
        server.as(raced.admin)(makeSignInLink, { params }),
        server.as(boss)(grantRole, { params, body: { role: 'dsl', position: 'Safeguarding lead' } }),
      ])
      expect(promoted.statusCode).toBe(200)
      if (made.statusCode === 200) expect(await open(made.json().address)).toBe(400)
      else expect(made.json().code).toBe('identity.role-not-yours-to-give')
    }
  })

  it('is not signed out again by a new position', async () => {
    const body = { role: 'dsl', position: 'Designated safeguarding lead' }
    expect((await server.as(head)(grantRole, { params: first.params, body })).json()).toEqual({})
    expect(await signIn(email, 'four silver bells at dusk')).toBeDefined()
  })

  it('and works at another school too is promoted by the command line only', async () => {
    await appointAt(await server.school(), 'both@first.example', ['teacher'])
    const { personId } = await appointAt(first.school, 'both@first.example', ['teacher'])
    const params = { schoolId: first.school.id, personId }
    const answer = await server.as(head)(grantRole, { params, body: { role: 'dsl', position: 'DSL' } })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.works-elsewhere'])
    expect((await appointAt(first.school, 'both@first.example', ['dsl'])).afresh).toBe(true)
  })
})
