import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { pupilYear } from '../../register/contract.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { agreeTimetable, endTimetable, listTimetables, reviewTimetable } from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one] = school.pupils.nineA as [PupilId]
})

const office = () => server.as(school.officer)
const agreement = () => ({
  key: randomUUID(),
  pupilId: one,
  reason: 'Coming back after an illness',
  away: [{ weekday: 1, half: 'PM' }],
  times: 'Home at 12.30 on Mondays',
  agreedWith: 'Mrs Adler',
  agreedDay: '2026-11-23',
  first: '2026-11-24',
  review: '2026-12-01',
  last: '2026-12-11',
})
const agree = (body: object = agreement(), as = server.as(school.head)) =>
  as(agreeTimetable, { params: { schoolId: school.id }, body })
const list = async () => (await office()(listTimetables, { params: { schoolId: school.id } })).json().timetables
const of = (timetableId: string) => ({ schoolId: school.id, timetableId })

async function afternoons(): Promise<string> {
  const answer = await office()(pupilYear, { params: { schoolId: school.id, pupilId: one, year: 2026 } })
  const codes: string[] = answer.json().codes
  const mondays = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14']
  return mondays.map((on) => codes[sessionIndex({ day: day(on), half: 'PM' })] || '.').join(' ')
}

describe('part-time timetables', () => {
  it('are agreed by the head and stand in the registers, only in the sessions agreed', async () => {
    expect((await agree(agreement(), office())).statusCode).toBe(403)
    const answer = await agree()
    expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ marks: 2, kept: 0 })])
    expect(await afternoons()).toBe('. C2 C2 .')
    expect(await list()).toEqual([expect.objectContaining({ state: 'to come', agreedWith: 'Mrs Adler' })])
  })

  it('are recorded once however often they are sent', async () => {
    const body = agreement()
    const [first, second] = [await agree(body), await agree(body)]
    expect(second.json()).toEqual(first.json())
    expect(await list()).toHaveLength(1)
  })

  it('are reviewed, not past their end, and the review moves the next', async () => {
    const { id } = (await agree()).json()
    server.clock.moveTo('2026-12-01T09:00:00.000Z' as Moment)
    expect((await list())[0].state).toBe('to be reviewed')
    const review = (next: string) =>
      office()(reviewTimetable, { params: of(id), body: { words: 'Two more weeks', next } })
    expect((await review('2026-12-14')).json().code).toBe('leave.timetable-days')
    expect((await review('2026-12-08')).statusCode).toBe(200)
    expect((await list())[0]).toMatchObject({ state: 'running', review: '2026-12-08' })
  })

  it('end early, and what is to come is free again', async () => {
    const { id } = (await agree()).json()
    const end = () => office()(endTimetable, { params: of(id), body: { key: randomUUID(), words: 'Back full time' } })
    expect((await end()).json()).toEqual({ number: 1, marks: 2 })
    expect(await afternoons()).toBe('. . . .')
    expect([(await end()).statusCode, (await list())[0].state]).toEqual([409, 'ended'])
  })
})
