import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, listPeople, signOut } from '../identity/contract.ts'
import { many, run } from '../platform/database/database.ts'
import type { TestPerson } from '../testing/builders.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { listAudit } from './contract.ts'
import { recordAct } from './record-act.ts'

type School = Awaited<ReturnType<TestServer['school']>>

let server: TestServer
let school: School
let head: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  school = await server.school()
  head = await server.person({ role: 'head', position: 'Headteacher', school })
})

afterAll(() => server.close())

const look = async (query: Record<string, string> = {}, as = head) => {
  const answer = await server.as(as)(listAudit, { params: { schoolId: school.id }, query })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

describe('the trail', () => {
  it('says who did what to whom, with name and position as they were', async () => {
    const body = { name: 'Wren Okafor', email: 'wren@school.example', role: 'teacher', position: 'Tutor of 8B' }
    const added = await server.as(head)(addPerson, { params: { schoolId: school.id }, body })
    const { acts } = await look({ operation: 'add-person' })
    expect(acts).toEqual([
      expect.objectContaining({
        person: { id: head.id, name: head.name, position: 'Headteacher' },
        sentence: 'added a person',
        subject: { id: added.json().personId, name: 'Wren Okafor' },
        facts: { role: 'teacher', position: 'Tutor of 8B' },
        refused: false,
      }),
    ])
    expect(JSON.stringify(acts)).not.toContain('/welcome')
  })

  it('tells a school of an attempt that was refused', async () => {
    const teacher = await server.person({ role: 'teacher', school })
    const answer = await server.as(teacher)(listAudit, { params: { schoolId: school.id } })
    expect(answer.statusCode).toBe(403)
    const { acts } = await look({ refused: 'true', personId: teacher.id })
    expect(acts).toEqual([expect.objectContaining({ operation: 'list-audit', refused: true })])
  })

  it('keeps that somebody looked at it', async () => {
    await look({ subject: 'nothing of the kind' })
    const { acts } = await look({ operation: 'list-audit' })
    expect(acts[0].facts).toEqual({ subject: 'nothing of the kind' })
  })

  it('can be searched by the day on the school’s wall, in summer too', async () => {
    const other = await server.school()
    const reader = await server.person({ role: 'head', school: other })
    const act = (at: string, subject: string) =>
      server.database.asSystem((tx) =>
        recordAct(tx, {
          at: at as never,
          operation: 'test',
          sentence: 'did something',
          caller: { id: reader.id, name: reader.name, position: '' },
          tenant: other.id,
          subject,
          facts: {},
          requestId: 'none',
        }),
      )
    await act('2026-06-14T22:59:00.000Z', 'late on the 14th')
    await act('2026-06-14T23:01:00.000Z', 'early on the 15th')
    await act('2026-06-15T23:01:00.000Z', 'early on the 16th')
    const ask = { params: { schoolId: other.id }, query: { from: '2026-06-15', to: '2026-06-15' } }
    const { acts } = (await server.as(reader)(listAudit, ask)).json()
    expect(acts.map((one: { subject: { id: string } }) => one.subject.id)).toEqual(['early on the 15th'])
  })

  it('comes in pages that leave nothing out and repeat nothing', async () => {
    const busy = await server.school()
    const reader = await server.person({ role: 'head', school: busy })
    for (let turn = 0; turn < 60; turn++) await server.as(reader)(listAudit, { params: { schoolId: busy.id } })
    const ask = (query: Record<string, string>) =>
      server
        .as(reader)(listAudit, { params: { schoolId: busy.id }, query })
        .then((answer) => answer.json())
    const first = await ask({})
    const second = await ask({ before: String(first.next) })
    const numbers = [...first.acts, ...second.acts].map((one: { number: number }) => one.number)
    expect(first.acts).toHaveLength(50)
    expect(new Set(numbers).size).toBe(60)
    expect(second.next).toBeUndefined()
  })

  it('is each school’s own', async () => {
    const other = await server.school()
    const answer = await server.as(head)(listAudit, { params: { schoolId: other.id } })
    expect(answer.statusCode).toBe(403)
    const seen = await server.database.inTenants([other.id], (tx) =>
      many(tx, sql`select * from audit.trail where place_id = ${school.id}`),
    )
    expect(seen).toEqual([])
  })

  it('cannot be changed by anybody', async () => {
    const change = server.database.inTenants([school.id], (tx) => run(tx, sql`delete from audit.trail`))
    await expect(change).rejects.toThrow(/permission denied/)
    await expect(server.database.runScript(`update audit.trail set sentence = ''`)).rejects.toThrow(/keeps every row/)
  })

  it('takes no row for a place that is not the request’s own', async () => {
    const other = await server.school()
    const write = server.database.inTenants([school.id], (tx) =>
      recordAct(tx, {
        at: server.clock.now(),
        operation: 'test',
        sentence: 'pretended',
        caller: { id: head.id, name: '', position: '' },
        tenant: other.id,
        subject: undefined,
        facts: {},
        requestId: 'none',
      }),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it('knows that somebody signed out, at their school', async () => {
    const leaver = await server.person({ role: 'teacher', school })
    await server.as(leaver)(signOut)
    const { acts } = await look({ personId: leaver.id })
    expect(acts.map((one: { sentence: string }) => one.sentence)).toEqual(['signed out'])
  })

  it('does not list names of staff as an act', async () => {
    await server.as(head)(listPeople, { params: { schoolId: school.id } })
    expect((await look({ operation: 'list-people' })).acts).toEqual([])
  })
})
