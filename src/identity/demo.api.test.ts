import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../audit/contract.ts'
import { run } from '../platform/database/database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { demoSignIn, listDemoPeople, moveDemoClock, signInWays, whoAmI } from './contract.ts'
import { keptDemoMoment } from './demo/move-demo-clock.ts'

const OPERATIONS = [listDemoPeople, demoSignIn, moveDemoClock]

describe('where it is no demonstration', () => {
  it('has no such addresses', async () => {
    const server = await startTestServer()
    for (const operation of OPERATIONS) {
      const answer = await server.as(undefined)(operation, { body: {} })
      expect(answer.statusCode, operation.config.id).toBe(404)
    }
    expect((await server.as(undefined)(signInWays)).json()).toEqual({ demo: false })
    await server.close()
  })
})

describe('a server started as a demonstration on the data of a real school', () => {
  it('lists nobody, signs nobody in and moves no clock', async () => {
    const server = await startTestServer({ demo: true })
    const head = await server.person({ role: 'head', school: await server.school() })
    await server.database.asSystem((tx) => run(tx, sql`delete from platform.setting where name = 'demonstration'`))
    const bodies = [{}, { personId: head.id }, { moment: '2026-12-01T13:20:00.000Z' }]
    for (const [index, operation] of OPERATIONS.entries()) {
      const answer = await server.as(undefined)(operation, { body: bodies[index] })
      expect([operation.config.id, answer.statusCode]).toEqual([operation.config.id, 403])
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.body).not.toContain(head.name)
    }
    await server.close()
  })
})

describe('a demonstration', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer({ demo: true })
  })

  afterAll(() => server.close())

  it('lists its people by school, as they were appointed', async () => {
    const trust = await server.trust({ name: 'Rivers Trust' })
    const school = await server.school({ name: 'Ashdown School', trust })
    const head = await server.person({ role: 'head', position: 'Headteacher', school, name: 'Una Price' })
    await server.person({ role: 'trust-officer', position: 'Attendance lead', place: trust, name: 'Kit Rowe' })
    const { places } = (await server.as(undefined)(listDemoPeople)).json()
    expect(places).toEqual([
      expect.objectContaining({
        name: 'Ashdown School',
        people: [{ id: head.id, name: 'Una Price', position: 'Headteacher', roles: ['head'] }],
      }),
      expect.objectContaining({ name: 'Rivers Trust', kind: 'trust' }),
    ])
  })

  it('signs in with one click as a browser would, and the school’s trail says so', async () => {
    const school = await server.school()
    const head = await server.person({ role: 'head', school })
    const answer = await server.as(undefined)(demoSignIn, { body: { personId: head.id } })
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const send = (url: string) => server.as(undefined).inject({ url, headers: { cookie } })
    expect((await send(whoAmI.url)).json()).toMatchObject({ signedIn: true, demo: true, person: { id: head.id } })
    const { acts } = (await send(listAudit.url.replace(':schoolId', school.id))).json()
    expect(acts).toEqual([
      expect.objectContaining({ sentence: 'signed in', person: expect.objectContaining({ id: head.id }) }),
    ])
  })

  it('signs nobody in who does not exist', async () => {
    const body = { personId: '0b5f5f0e-5f5e-4d7e-9a52-3d5f0f5b7a11' }
    const answer = await server.as(undefined)(demoSignIn, { body })
    expect(answer.statusCode).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('moves its clock for everybody, and finds it there again after a restart', async () => {
    const moment = '2026-12-01T13:20:00.000Z'
    expect((await server.as(undefined)(moveDemoClock, { body: { moment } })).statusCode).toBe(200)
    expect((await server.as(undefined)(whoAmI)).json().now).toMatch(/^2026-12-01T13:20/)
    expect(await keptDemoMoment(server.database)).toBe(moment)
  })
})
