import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { schoolToday, whoIsHere } from './contract.ts'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  school = await registerSchool(server)
})

const at = (time: string, day = '2026-11-23') => server.clock.moveTo(`${day}T${time}:00.000Z` as Moment)

async function gate() {
  const answer = await server.as(school.reception)(whoIsHere, { params: { schoolId: school.id } })
  const here: Answer<typeof whoIsHere> = answer.json()
  const placesOf = (ids: readonly string[]) =>
    ids.map((id) => here.pupils.find(({ pupilId }) => pupilId === id)?.place ?? '')
  const group = (id: string) => here.groups.find(({ groupId }) => groupId === id)
  return { here, placesOf, group }
}

const all = <Of>(place: Of, count = 6) => Array.from({ length: count }, () => place)

describe('the list for an evacuation', () => {
  it('looks for nobody whose own register has not opened, and says when it does and whom to ask', async () => {
    at('08:35')
    const { placesOf, group, here } = await gate()
    expect(placesOf(school.pupils.nineA)).toEqual(all('not-yet'))
    expect(placesOf(school.pupils.sevenA)).toEqual(all('not-yet'))
    expect(group(school.groups.nineA)).toMatchObject({
      ...{ half: 'AM', opens: '08:30', registered: false, tutors: ['Tess Tutor'] },
    })
    expect(group(school.groups.sevenA)).toMatchObject({ opens: '09:00', registered: false })
    expect(here.dayEnded).toBeNull()
  })

  it('looks for a pupil whom a saved register left blank or without a reason, and for no other group’s', async () => {
    at('08:40')
    const [blank = '', missing = '', ...rest]: readonly string[] = school.pupils.nineA
    const marks = { [missing]: 'N', ...Object.fromEntries(rest.map((id) => [id, '/'])) }
    await atScreen(server, school, school.tutor).save(marks, {})
    const { placesOf, group } = await gate()
    expect(placesOf([blank, missing])).toEqual(['not-marked', 'no-reason'])
    expect(placesOf(rest)).toEqual(all('on-site', 4))
    expect(placesOf(school.pupils.nineB)).toEqual(all('not-yet'))
    expect(group(school.groups.nineA)).toMatchObject({ registered: true })
    const today = (await server.as(school.reception)(schoolToday, { params: { schoolId: school.id } })).json()
    expect(today).toMatchObject({ onSite: 4, notMarked: 1, notYet: 12, absentWithoutReason: 1 })
  })

  it('looks for nobody of a register that nobody took, not even when its time is over: their tutor has them', async () => {
    at('08:50')
    const { placesOf } = await gate()
    expect(placesOf(school.pupils.nineB)).toEqual(all('not-yet'))
    expect(placesOf(school.pupils.sevenA)).toEqual(all('not-yet'))
  })

  it('expects nobody on a Saturday, and says when the day is over', async () => {
    at('11:00', '2026-11-28')
    expect((await gate()).placesOf(school.pupils.nineA)).toEqual(all('not-due'))
    at('15:40')
    expect((await gate()).here.dayEnded).toBe('15:30')
  })
})
