import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { familySchool } from '../../testing/family-school.ts'
import { atScreen } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as contract from '../contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  school = await familySchool(server)
  ben = school.pupils.nineA[1] as PupilId
})
afterAll(() => server.close())

const office = () => server.as(school.officer)

describe('the first day back', () => {
  const back = async (as = server.as(school.tutor)) =>
    (await as(contract.listBack, { params: { schoolId: school.id } })).json()
  const met = (more: object = {}) =>
    server.as(school.tutor)(contract.recordBack, {
      params: { schoolId: school.id, pupilId: ben },
      body: {
        key: randomUUID(),
        day: '2026-11-25',
        greeted: true,
        work: true,
        plan: false,
        adult: 'Ms Bell',
        words: '',
        ...more,
      },
    })

  it('is prompted after as many days away as the school has set, and ticked off once the child is here', async () => {
    const set = { params: { schoolId: school.id }, body: { days: 2 } }
    expect((await office()(contract.setLongAbsence, set)).statusCode).toBe(403)
    expect((await server.as(school.head)(contract.setLongAbsence, set)).statusCode).toBe(200)
    const desk = atScreen(server, school, school.officer)
    for (const on of ['2026-11-23', '2026-11-24'] as Day[]) {
      server.clock.moveTo(`${on}T08:40:00.000Z` as Moment)
      expect((await desk.save({ [ben]: 'I' }, { day: on })).statusCode).toBe(200)
    }
    server.clock.moveTo('2026-11-25T08:32:00.000Z' as Moment)
    expect(await back()).toMatchObject({ long: 2, back: [{ day: '2026-11-25', away: 2, here: false, met: null }] })
    expect((await met()).json().code).toBe('returning.not-back')
    await desk.save({ [ben]: '/' }, { day: '2026-11-25' as Day })
    expect((await met()).statusCode).toBe(200)
    expect((await met()).json().code).toBe('returning.met')
    const list = await back(office())
    expect(list.back).toMatchObject([{ pupil: { id: ben, group: '9A' }, here: true, met: { adult: 'Ms Bell' } }])
  })
})
