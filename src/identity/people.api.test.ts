import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { giveRole, type TestPerson } from '../testing/builders.ts'
import { onPostgres } from '../testing/test-database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import {
  accessMatrix,
  addPerson,
  endRole,
  grantRole,
  howPersonSignsIn,
  listPeople,
  makeSignInLink,
  whoAmI,
} from './contract.ts'

type School = Awaited<ReturnType<TestServer['school']>>

let server: TestServer
let school: School
let head: TestPerson
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
})

beforeEach(async () => {
  school = await server.school()
  head = await server.person({ role: 'head', position: 'Headteacher', school })
  admin = await server.person({ role: 'school-admin', position: 'Data manager', school })
})

afterAll(() => server.close())

const at = (personId?: string) => ({ schoolId: school.id, ...(personId === undefined ? {} : { personId }) })
const newcomer = (email: string) => ({ name: 'Wren Okafor', email, role: 'teacher', position: 'Tutor of 8B' })

describe('adding a person', () => {
  it('lists them with role and position, and gives a link to hand over', async () => {
    const answer = await server.as(head)(addPerson, { params: at(), body: newcomer('Wren@School.example') })
    expect(answer.statusCode).toBe(200)
    expect(answer.json().link.address).toMatch(/^http:\/\/127\.0\.0\.1\/welcome#[\w-]{32}$/)
    const { people } = (await server.as(head)(listPeople, { params: at() })).json()
    expect(people).toContainEqual({
      id: answer.json().personId,
      name: 'Wren Okafor',
      email: 'wren@school.example',
      roles: [{ role: 'teacher', position: 'Tutor of 8B', since: expect.any(String) }],
    })
  })

  it('lets only the command line add an address that another school knows, and says nothing of whose it is', async () => {
    const supply = await server.person({
      role: 'teacher',
      school: await server.school({ name: 'Farfield School' }),
      name: 'Ottoline Quist',
      email: 'supply@agency.example',
    })
    for (const role of ['teacher', 'head'] as const) {
      const answer = await server.as(head)(addPerson, { params: at(), body: { ...newcomer(supply.email), role } })
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.address-in-use'])
      expect(answer.body).not.toMatch(/Ottoline|Quist|Farfield/)
    }
    expect((await server.as(head)(listPeople, { params: at() })).body).not.toContain('Quist')
    expect((await server.as(supply)(whoAmI)).json().schools).toHaveLength(1)
  })

  it('takes back somebody who only ever was here, with name and password as before', async () => {
    const tutor = await server.person({ role: 'teacher', school })
    await server.as(head)(endRole, { params: at(tutor.id), body: { role: 'teacher' } })
    const answer = await server.as(admin)(addPerson, { params: at(), body: newcomer(tutor.email) })
    expect(answer.json()).toEqual({ personId: tutor.id, name: tutor.name })
  })

  it('does not take back who was elsewhere meanwhile, neither by the form nor on their page', async () => {
    const tutor = await server.person({ role: 'teacher', school })
    await server.as(head)(endRole, { params: at(tutor.id), body: { role: 'teacher' } })
    await giveRole(server.database, tutor, { role: 'teacher', place: await server.school(), at: server.clock.now() })
    const added = await server.as(head)(addPerson, { params: at(), body: newcomer(tutor.email) })
    const body = { role: 'teacher', position: 'Teacher' }
    const granted = await server.as(head)(grantRole, { params: at(tutor.id), body })
    for (const answer of [added, granted]) expect(answer.json().code).toBe('identity.address-in-use')
  })

  it('says so where they are here already', async () => {
    const answer = await server.as(head)(addPerson, { params: at(), body: newcomer(admin.email) })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.already-holds'])
  })

  it('says what is wrong with an address that is none', async () => {
    const answer = await server.as(head)(addPerson, { params: at(), body: newcomer('wren at school') })
    expect(answer.json().errors[0]).toMatchObject({ field: 'email', message: expect.stringContaining('whole e-mail') })
  })
})

describe('changing roles', () => {
  it('counts from the very next request', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    const params = at(teacher.id)
    expect((await server.as(teacher)(listPeople, { params: at() })).statusCode).toBe(403)
    const body = { role: 'attendance-officer', position: 'Attendance officer' }
    expect((await server.as(head)(grantRole, { params, body })).statusCode).toBe(200)
    expect((await server.as(teacher)(listPeople, { params: at() })).statusCode).toBe(200)
    expect((await server.as(head)(endRole, { params, body: { role: 'attendance-officer' } })).statusCode).toBe(200)
    expect((await server.as(teacher)(listPeople, { params: at() })).statusCode).toBe(403)
  })

  it('is nothing that anybody does for themselves', async () => {
    const body = { role: 'head', position: 'Headteacher' }
    const answer = await server.as(admin)(grantRole, { params: at(admin.id), body })
    expect(answer.json().code).toBe('identity.own-roles')
  })

  it('changes a position by granting the role again', async () => {
    const body = { role: 'school-admin', position: 'Business manager' }
    await server.as(head)(grantRole, { params: at(admin.id), body })
    const { people } = (await server.as(head)(listPeople, { params: at() })).json()
    const found = people.find((person: { id: string }) => person.id === admin.id)
    expect(found.roles.map((role: { position: string }) => role.position)).toEqual(['Business manager'])
  })

  it('is not for people of another school, who seem not to be there', async () => {
    const stranger = await server.person({ role: 'teacher', school: await server.school() })
    const answer = await server.as(head)(grantRole, {
      params: at(stranger.id),
      body: { role: 'teacher', position: 'Teacher' },
    })
    expect(answer.statusCode).toBe(403)
  })

  it('gives no role, and ends none, that opens what one does not see oneself', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    for (const role of ['head', 'dsl', 'attendance-champion']) {
      const granted = await server.as(admin)(grantRole, { params: at(teacher.id), body: { role, position: 'Friend' } })
      const body = { ...newcomer(`friend-${role}@school.example`), role }
      const added = await server.as(admin)(addPerson, { params: at(), body })
      for (const answer of [granted, added])
        expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.role-not-yours-to-give'])
    }
    const ended = await server.as(admin)(endRole, { params: at(head.id), body: { role: 'head' } })
    expect(ended.json().code).toBe('identity.role-not-yours-to-give')
  })

  it('keeps the last who can give “Head”: nobody but a head ends a head’s role, and nobody their own', async () => {
    const deputy = await server.person({ role: 'head', position: 'Deputy head', school })
    const end = (by: TestPerson, of: TestPerson) =>
      server.as(by)(endRole, { params: at(of.id), body: { role: 'head' } })
    expect((await end(deputy, head)).statusCode).toBe(200)
    expect((await end(admin, deputy)).json().code).toBe('identity.role-not-yours-to-give')
    expect((await end(deputy, deputy)).json().code).toBe('identity.own-roles')
    expect((await end(head, deputy)).statusCode).toBe(403)
  })

  it('leaves one even where two end each other’s role at once', async () => {
    const deputy = await server.person({ role: 'head', position: 'Deputy head', school })
    // On one connection the two requests come one after the other anyway; on several they meet at the lock.
    const [one, two] = await Promise.all([
      server.as(head)(endRole, { params: at(deputy.id), body: { role: 'head' } }),
      server.as(deputy)(endRole, { params: at(head.id), body: { role: 'head' } }),
    ])
    const done = [one, two].filter((answer) => answer.statusCode === 200)
    expect(done, onPostgres() ? 'with several connections' : 'with one').toHaveLength(1)
  })
})

describe('a sign-in link for another', () => {
  it('is made for somebody of this school, and not for somebody whose account reaches further', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    const params = at(teacher.id)
    expect((await server.as(admin)(makeSignInLink, { params })).json().address).toContain('/welcome#')
    const elsewhere = await server.school()
    await giveRole(server.database, teacher, { role: 'head', place: elsewhere, at: server.clock.now() })
    const answer = await server.as(admin)(makeSignInLink, { params })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.works-elsewhere'])
  })

  it('is not made by an administrator for the head, and the head’s page says so beforehand', async () => {
    const answer = await server.as(admin)(makeSignInLink, { params: at(head.id) })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'identity.role-not-yours-to-give'])
    const seen = (await server.as(admin)(howPersonSignsIn, { params: at(head.id) })).json()
    expect(seen).toEqual({
      ...{ password: false, schoolAccount: false, secondFactor: false },
      link: { allowed: false, because: expect.stringContaining('confidential') },
    })
    expect((await server.as(head)(howPersonSignsIn, { params: at(admin.id) })).json().link).toEqual({ allowed: true })
  })
})

describe('the account of somebody who has left', () => {
  it('is not shown to the school any more, nor opened by a link of its', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    const params = at(teacher.id)
    expect((await server.as(admin)(howPersonSignsIn, { params })).statusCode).toBe(200)
    expect((await server.as(admin)(endRole, { params, body: { role: 'teacher' } })).statusCode).toBe(200)
    expect((await server.as(admin)(howPersonSignsIn, { params })).statusCode).toBe(403)
    expect((await server.as(admin)(makeSignInLink, { params })).statusCode).toBe(403)
  })
})

describe('who may do what', () => {
  it('is shown to anybody who is signed in, from the operations themselves', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    const { operations } = (await server.as(teacher)(accessMatrix)).json()
    const row = operations.find((one: { id: string }) => one.id === 'end-role')
    expect(row).toMatchObject({ may: 'people.administer', reach: { head: 'all', 'school-admin': 'all' }, kept: true })
    expect(operations.map((one: { id: string }) => one.id)).toContain('list-audit')
  })
})
