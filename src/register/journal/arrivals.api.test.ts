import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { amendMarks, markHistory, signInLate, undoTaking } from '../contract.ts'
import { standingIn } from '../rules/standing.ts'
import { arrivalsOf } from './arrivals.ts'
import { entriesOfSession } from './entries.ts'

const YEAR = schoolYearOf(MONDAY)
const MORNING_OF_MONDAY = sessionIndex({ day: MONDAY, half: 'AM' })

describe('times of arrival read from the journal', () => {
  let server: TestServer
  let school: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
  })
  afterAll(() => server.close())

  const at = (time: string) => server.clock.moveTo(`2026-11-23T${time}:00.000Z` as Moment)
  const params = () => ({ schoolId: school.id })
  const arrive = (pupilId: PupilId) =>
    server.as(school.reception)(signInLate, { params: params(), body: { key: randomUUID(), pupilId } })
  const amend = async (pupilId: PupilId, to: string, details?: object) => {
    const seen = await server.as(school.officer)(markHistory, {
      params: { ...params(), pupilId, day: MONDAY, half: 'AM' },
    })
    const { version, mark } = seen.json()
    const marks = [{ pupilId, day: MONDAY, half: 'AM', seen: mark?.code ?? null, to, ...(details && { details }) }]
    const body = { key: randomUUID(), reason: 'Corrected', version, despiteClock: true, marks }
    expect((await server.as(school.officer)(amendMarks, { params: params(), body })).statusCode).toBe(200)
  }
  const read = (from: SessionIndex, to: SessionIndex) =>
    server.database.asSystem((tx) => arrivalsOf(tx, { schoolId: school.id, year: YEAR, from, to }))

  it('are those that stand in the register, session by session', async () => {
    const [teachers, desk, corrected, better, never, undone] = school.pupils.nineA as [
      PupilId,
      PupilId,
      PupilId,
      PupilId,
      PupilId,
      PupilId,
    ]
    const { save } = atScreen(server, school, school.tutor)
    at('08:40')
    await save({ [teachers]: 'L', [undone]: 'L' }, { details: { arrival_time: '08:37' } })
    await arrive(desk)
    await arrive(corrected)
    await save({ [never]: 'L' }, { details: { arrival_time: '08:39' } })
    // A save that was undone: what it said counts for nothing, and what stood before stands again.
    const mistaken = (await save({ [undone]: 'L' }, { details: { arrival_time: '08:31' } })).json()
    await server.as(school.tutor)(undoTaking, {
      params: registerParams(school),
      body: { key: randomUUID(), number: mistaken.version },
    })
    at('09:30')
    await arrive(better)
    await amend(better, 'M', { appointment: '9.00, dentist' })
    await amend(corrected, 'L', { arrival_time: '08:33' })
    // It was somebody else: nobody knows of an arrival any more, also where L stands again without a time.
    await amend(never, 'N')
    await amend(never, 'L')

    const arrivals = await read(MORNING_OF_MONDAY, MORNING_OF_MONDAY)
    expect(school.pupils.nineA.map((id) => arrivals.get(id)?.get(MORNING_OF_MONDAY))).toEqual([
      ...['08:37', '08:40', '08:33', '09:30'],
      undefined,
      '08:37',
    ])
    const standing = await server.database.asSystem(async (tx) =>
      standingIn(
        MORNING_OF_MONDAY,
        await entriesOfSession(tx, { schoolId: school.id, year: YEAR, session: MORNING_OF_MONDAY }),
      ),
    )
    for (const id of school.pupils.nineA)
      expect(arrivals.get(id)?.get(MORNING_OF_MONDAY)).toBe(standing.get(id)?.arrivedAt ?? undefined)
  })

  it('are of the sessions asked for, and of this school alone', async () => {
    expect((await read((MORNING_OF_MONDAY + 1) as SessionIndex, 731 as SessionIndex)).size).toBe(0)
    expect((await read(0 as SessionIndex, 731 as SessionIndex)).size).toBe(5)
    const other = await registerSchool(server, { name: 'Other School' })
    const found = await server.database.asSystem((tx) =>
      arrivalsOf(tx, { schoolId: other.id, year: YEAR, from: 0 as SessionIndex, to: 731 as SessionIndex }),
    )
    expect(found.size).toBe(0)
  })
})
