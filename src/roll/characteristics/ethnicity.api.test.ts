import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../identity/contract.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import { many } from '../../platform/database/database.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { aPupil, type RollSchool, startRollSchool } from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { getPupil, listPupilChanges, setEthnicity, showPupilAsItStood } from '../contract.ts'
import { ethnicitiesOfSchool } from '../index.ts'

let server: TestServer
let school: RollSchool
let head: TestPerson

const asked = aPupil({ ethnicity: 'WIRI' as EthnicityCode })
const notAsked = aPupil({ legalForenames: 'Ida' })

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  head = await school.person('head')
  await school.enrol({
    contacts: [],
    pupils: [asked, notAsked].map((pupil) => ({
      ...pupil,
      placements: [{ from: pupil.startingDay, yearGroup: '7' as const, groupId: school.groups.own }],
    })),
  })
})
afterAll(() => server.close())

const at = ({ id }: { id: string }) => ({ schoolId: school.id, pupilId: id })
const look = async (of: { id: string }, who: TestPerson) =>
  (await server.as(who)(getPupil, { params: at(of) })).json().ethnicity
const enter = async (code: string, version: number, who = head) => {
  const body = { code, version, reason: 'Said on the admission form' }
  const answer = await server.as(who)(setEthnicity, { params: at(notAsked), body })
  return { status: answer.statusCode, ...answer.json() }
}

describe('Ethnicity', () => {
  it('is seen by those with the right to sensitive facts, and by nobody else', async () => {
    for (const role of ROLES) {
      const who = role === 'teacher' ? school.tutor : await school.person(role)
      const answer = await server.as(who)(getPupil, { params: at(asked) })
      const sees = ['head', 'attendance-champion', 'dsl'].includes(role)
      if (sees) expect(answer.json().ethnicity).toEqual({ code: 'WIRI', version: 1 })
      else {
        expect(answer.json().ethnicity ?? null).toBeNull()
        expect(answer.body).not.toContain('WIRI')
      }
    }
  })

  it('is entered and corrected by them, with all five facts, and is as it stood at any moment', async () => {
    expect(await look(notAsked, head)).toEqual({ code: null, version: 0 })
    server.clock.moveTo('2026-11-23T09:00:00.000Z' as ReturnType<typeof server.clock.now>)
    expect(await enter('NOBT', 0)).toMatchObject({ status: 200, version: 1 })
    server.clock.moveTo('2026-11-23T10:00:00.000Z' as ReturnType<typeof server.clock.now>)
    expect(await enter('BSOM', 1)).toMatchObject({ status: 200, version: 2 })
    expect(await enter('BGHA', 1)).toMatchObject({ status: 409, code: 'roll.changed-meanwhile' })
    expect(await enter('XXXX', 2)).toMatchObject({ status: 400 })
    const { changes } = (await server.as(head)(listPupilChanges, { params: at(notAsked) })).json()
    expect(changes[0]).toMatchObject({
      what: 'Ethnicity',
      reason: 'Said on the admission form',
      at: expect.stringMatching(/^2026-11-23T10:00/),
      by: { name: head.name, position: 'head' },
      fields: [{ field: 'Ethnicity', original: 'Not yet obtained', amended: 'Black - Somali' }],
    })
    const then = await server.as(head)(showPupilAsItStood, {
      params: at(notAsked),
      query: { at: '2026-11-23T09:30:00.000Z' },
    })
    expect(then.json().pupil.ethnicity).toEqual({ code: 'NOBT', version: 1 })
  })

  it('is in no history, no past record and no trail of those who may not see it', async () => {
    const officer = await school.person('attendance-officer')
    expect(await enter('REFU', 2, officer)).toMatchObject({ status: 403 })
    const history = await server.as(officer)(listPupilChanges, { params: at(notAsked) })
    expect(history.body).not.toMatch(/Ethnicity|Somali/)
    const query = { at: '2026-11-23T11:00:00.000Z' }
    const past = await server.as(officer)(showPupilAsItStood, { params: at(notAsked), query })
    expect(past.json().pupil.ethnicity).toBeNull()
    const trail = await server.database.asSystem((tx) => many(tx, sql`select * from audit.trail`))
    expect(JSON.stringify(trail)).toContain('entered a pupil’s ethnicity')
    expect(JSON.stringify(trail)).not.toMatch(/BSOM|Somali|NOBT/)
  })

  it('is read for a whole school at once, and another school’s not at all', async () => {
    const read = (tenant: string) =>
      server.database.inTenants([tenant], (tx) => ethnicitiesOfSchool(tx, { schoolId: school.id }))
    expect([...(await read(school.id))].toSorted()).toEqual(
      [
        [asked.id, 'WIRI'],
        [notAsked.id, 'BSOM'],
      ].toSorted(),
    )
    expect((await read((await startRollSchool(server)).id)).size).toBe(0)
  })
})
