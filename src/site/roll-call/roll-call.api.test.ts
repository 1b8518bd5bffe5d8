import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as site from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let tablet: TestPerson
let ada: PupilId
let ben: PupilId
let cleo: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  tablet = await server.person({
    name: 'Front entrance tablet',
    role: 'kiosk',
    position: 'Kiosk',
    school: school.place,
  })
  ;[ada, ben, cleo] = school.pupils.nineA as [PupilId, PupilId, PupilId]
})

const at = (time: string) => server.clock.moveTo(`${MONDAY}T${time}:00.000Z` as Moment)
const send = (person: TestPerson, operation: Operation, body?: object) =>
  server.as(person)(operation, { params: { schoolId: school.id }, ...(body === undefined ? {} : { body }) })

describe('the roll call at the assembly point', () => {
  const tick = (pupilId: PupilId, more: object = {}) => ({
    ...{ key: randomUUID(), kind: 'accounted', pupilId, at: server.clock.now(), ...more },
  })
  const count = (acts: readonly object[], as = school.officer) => send(as, site.countPeople, { acts })
  const counted = async (as = school.officer) =>
    (await send(as, site.showRollCall)).json().accounted.map(({ pupilId }: { pupilId: string }) => pupilId)

  it('puts together what several devices ticked, sent late and sent twice', async () => {
    const late = tick(ada, { at: '2026-11-23T08:31:00.000Z' })
    await count([tick(ben)])
    await count([late, tick(cleo)], school.tutor)
    await count([late], school.tutor)
    expect((await counted()).sort()).toEqual([ada, ben, cleo].sort())
    await count([tick(ben, { kind: 'taken-back', at: '2026-11-23T08:45:00.000Z' })])
    // A clock that is ahead ticks no later than now; here it is the later press all the same.
    expect((await counted()).length).toBeLessThanOrEqual(3)
  })

  it('lets a tutor count their own group and nobody else, and end nothing', async () => {
    const [stranger] = school.pupils.sevenA as [PupilId]
    expect((await count([tick(stranger)], school.tutor)).statusCode).toBe(403)
    await count([tick(stranger), tick(ada)])
    expect(await counted(school.tutor)).toEqual([ada])
    const end = (as: TestPerson, key = randomUUID()) => send(as, site.endRollCall, { key, words: 'Fire drill' })
    expect((await end(school.tutor)).json().code).toBe('site.not-yours-to-end')
    const key = randomUUID()
    at('08:50')
    expect((await end(school.officer, key)).json()).toMatchObject({ startedAt: null, ended: [{ accounted: 2 }] })
    expect((await end(school.officer, key)).statusCode).toBe(200)
    expect((await end(school.officer)).json().code).toBe('site.no-roll-call')
  })

  it('keeps no ticks of another day, none of another school’s pupils', async () => {
    expect((await count([tick(ada, { at: '2026-11-20T09:00:00.000Z' })])).json().code).toBe('site.another-day')
    expect((await count([tick(ada, { at: '0001-01-01T00:00:00.000Z' })])).statusCode).toBe(400)
    const other = await registerSchool(server, { name: 'Oakfield' })
    expect((await count([tick(other.pupils.nineA[0] as PupilId)])).statusCode).toBe(403)
    expect((await send(tablet, site.showRollCall)).statusCode).toBe(403)
  })
})
