import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { giveRole, type TestPerson } from '../testing/builders.ts'
import { onPostgres } from '../testing/test-database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { accessMatrix, addPerson, endRole, grantRole, listPeople, makeSignInLink, whoAmI } from './contract.ts'

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

  it('recognises somebody who works at another school, and makes no link to their account', async () => {
    const supply = await server.person({
      role: 'teacher',
      school: await server.school(),
      email: 'supply@agency.example',
    })
    const answer = await server.as(head)(addPerson, { params: at(), body: newcomer(supply.email) })
    expect(answer.json()).toEqual({ personId: supply.id, name: supply.name })
    expect((await server.as(supply)(whoAmI)).json().schools).toHaveLength(2)
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

  it('leaves a school somebody who can administer it', async () => {
    const end = (by: TestPerson, of: TestPerson, role: string) =>
      server.as(by)(endRole, { params: at(of.id), body: { role } })
    expect((await end(admin, head, 'head')).statusCode).toBe(200)
    expect((await end(head, admin, 'school-admin')).statusCode).toBe(403)
  })

  it('leaves one even where two end each other’s role at once', async () => {
    // On one connection the two requests come one after the other anyway; on several they meet at the lock.
    const [one, two] = await Promise.all([
      server.as(head)(endRole, { params: at(admin.id), body: { role: 'school-admin' } }),
      server.as(admin)(endRole, { params: at(head.id), body: { role: 'head' } }),
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
