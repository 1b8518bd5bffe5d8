import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many } from '../../platform/database/database.ts'
import { getPupil, movePupil } from '../../roll/contract.ts'
import { enrolAll } from '../../roll/index.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { amendMarks, closeRegister, listRegisters, markHistory, reopenRegister } from '../contract.ts'
import { closeDueRegisters, verifyJournal } from '../index.ts'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  // Long before, so that the school's own pupils are no newcomers.
  server.clock.moveTo('2026-09-01T08:00:00.000Z' as Moment)
  school = await registerSchool(server)
  server.clock.moveTo(MORNING)
})

const at = (moment: string) => server.clock.moveTo(`${moment}:00.000Z` as Moment)
const office = () => atScreen(server, school, school.officer)
const params = () => ({ schoolId: school.id })
const monitor = async (by = school.officer) => (await server.as(by)(listRegisters, { params: params() })).json()
const nineA = async (by = school.officer) =>
  (await monitor(by)).registers.find(
    (one: { groupName: string; half: string }) => one.groupName === '9A' && one.half === 'AM',
  )

/** The clock, as its job runs it. */
async function tick() {
  const { closed, failed } = await closeDueRegisters(server.database, server.clock)
  expect(failed).toEqual([])
  return closed.filter((one) => one.schoolId === school.id)
}

async function admit(starts: Day, name = 'Noor'): Promise<PupilId> {
  const id = randomUUID() as PupilId
  const pupil = {
    id,
    legalForenames: name,
    legalSurname: 'Newcomer',
    born: day('2013-02-03'),
    sex: 'F' as const,
    startingDay: starts,
    placements: [{ from: starts, yearGroup: '9' as const, groupId: school.groups.nineA }],
    contacts: [],
  }
  const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'Admitted' }
  await server.database.asSystem((tx) => enrolAll(tx, { ...facts, groups: [], pupils: [pupil], contacts: [] }))
  return id
}

/** 9A's morning is taken whole and closed by its clock. */
async function takenAndClosed() {
  await atScreen(server, school, school.tutor).save({}, { rest: 'present', complete: true })
  at('2026-11-23T08:46')
  await tick()
}

const codeOf = async (pupilId: PupilId, on: Day = MONDAY) => {
  const asked = { params: { ...params(), pupilId, day: on, half: 'AM' } }
  const answer = (await server.as(school.officer)(markHistory, asked)).json()
  return answer.mark === null ? null : [answer.mark.code, answer.mark.by.name, answer.mark.reason]
}
const sound = async () =>
  expect((await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults).toEqual([])
const BY_THE_CLOCK = [
  'N',
  'Firstbell, closing clock',
  'On roll that day, and without a mark since this register closed',
]

describe('a pupil who joins after their register closed', () => {
  it('is named where the register has no mark of them, and the class is not called done', async () => {
    await takenAndClosed()
    expect(await nineA()).toMatchObject({ state: 'closed', overdue: false, unmarked: [] })
    at('2026-11-23T11:00')
    const noor = await admit(MONDAY)
    expect(await nineA()).toMatchObject({
      state: 'closed',
      overdue: true,
      counts: { notMarked: 1 },
      unmarked: [{ pupilId: noor, name: 'Noor Newcomer' }],
    })
    // It names no child to the trust, which counts them.
    const trust = await server.trust()
    await server.database.asSystem((tx) =>
      many(tx, sql`update identity.place set trust_id = ${trust.id} where id = ${school.id} returning id`),
    )
    const outside = await server.person({ role: 'trust-officer', place: trust })
    expect(await nineA(outside)).toMatchObject({ overdue: true, counts: { notMarked: 1 }, unmarked: [] })
  })

  it('is left to the office for the rest of the day, and is N when the day is over', async () => {
    await takenAndClosed()
    at('2026-11-23T11:00')
    const noor = await admit(MONDAY)
    const omar = await admit(MONDAY, 'Omar')
    expect(await tick()).toEqual([])
    at('2026-11-23T16:30')
    expect(await tick()).toEqual([])
    // Omar had been sitting in class: the office knows, and says so.
    const { version } = await office().open()
    const marks = [{ pupilId: omar, day: MONDAY, half: 'AM', to: '/', seen: null }]
    const body = { key: randomUUID(), reason: 'Came with his aunt at 8.30', version, marks }
    expect((await server.as(school.officer)(amendMarks, { params: params(), body })).statusCode).toBe(200)
    at('2026-11-24T00:01')
    expect(await tick()).toMatchObject([
      { groupId: school.groups.nineA, session: { day: MONDAY, half: 'AM' }, marks: 1 },
    ])
    expect(await codeOf(noor)).toEqual(BY_THE_CLOCK)
    expect((await codeOf(omar))?.[0]).toBe('/')
    expect(await tick()).toEqual([])
    await sound()
  })

  it('two clocks at once make one N', async () => {
    await takenAndClosed()
    at('2026-11-23T11:00')
    await admit(MONDAY)
    at('2026-11-24T00:01')
    const both = await Promise.all([tick(), tick()])
    expect(both.flat()).toHaveLength(1)
    await sound()
  })

  it('entered on a later day gets no absence from the clock, and is named until somebody says what is true', async () => {
    await takenAndClosed()
    at('2026-11-25T10:00')
    const noor = await admit(MONDAY)
    expect(await tick()).toEqual([])
    at('2026-11-26T00:01')
    expect(await tick()).toEqual([])
    expect(await codeOf(noor)).toBeNull()
    at('2026-11-26T08:00')
    expect((await monitor()).earlier).toEqual([
      {
        groupId: school.groups.nineA,
        groupName: '9A',
        day: MONDAY,
        half: 'AM',
        notMarked: 1,
        unmarked: [{ pupilId: noor, name: 'Noor Newcomer' }],
      },
    ])
    const { version } = await office().open()
    const marks = [{ pupilId: noor, day: MONDAY, half: 'AM', to: '/', seen: null }]
    const body = { key: randomUUID(), reason: 'In class, says her tutor', version, marks }
    await server.as(school.officer)(amendMarks, { params: params(), body })
    expect((await monitor()).earlier).toEqual([])
  })
})

describe('a pupil put into the group after its register closed', () => {
  const move = async (pupilId: PupilId, from: Day) => {
    const asked = { ...params(), pupilId }
    const { version } = (await server.as(school.head)(getPupil, { params: asked })).json()
    const body = { from, yearGroup: '9', groupId: school.groups.nineA, version, reason: 'Was in 9A all along' }
    expect((await server.as(school.head)(movePupil, { params: asked, body })).statusCode).toBe(200)
  }
  // Of 9B, whose register nobody takes here.
  const moved = () => school.pupils.nineB[0] as PupilId

  it('on that day is left to the office for the rest of it, and is N when it is over', async () => {
    await takenAndClosed()
    at('2026-11-23T09:30')
    await move(moved(), MONDAY)
    expect((await nineA()).unmarked).toMatchObject([{ pupilId: moved() }])
    expect(await tick()).toEqual([])
    at('2026-11-24T00:01')
    expect(await tick()).toMatchObject([{ groupId: school.groups.nineA, marks: 1 }])
    expect(await codeOf(moved())).toEqual(BY_THE_CLOCK)
    await sound()
  })

  it('on a later day gets no absence of a past day from the clock, and is named until somebody says what is true', async () => {
    await takenAndClosed()
    at('2026-11-25T10:00')
    await move(moved(), MONDAY)
    expect(await tick()).toEqual([])
    at('2026-11-26T00:01')
    expect(await tick()).toEqual([])
    expect(await codeOf(moved())).toBeNull()
    expect((await monitor()).earlier).toMatchObject([
      { groupName: '9A', day: MONDAY, half: 'AM', unmarked: [{ pupilId: moved() }] },
    ])
  })

  it('gets none either where the register of that day was opened again since, and closes by itself a day later', async () => {
    await takenAndClosed()
    at('2026-11-25T10:00')
    const body = { key: randomUUID(), reason: 'A mark was wrong' }
    const asked = { params: registerParams(school), body }
    expect((await server.as(school.officer)(reopenRegister, asked)).statusCode).toBe(200)
    await move(moved(), MONDAY)
    at('2026-11-26T00:01')
    expect(await tick()).toMatchObject([{ groupId: school.groups.nineA, session: { day: MONDAY }, marks: 0 }])
    expect(await tick()).toEqual([])
    expect(await codeOf(moved())).toBeNull()
    expect((await monitor()).earlier).toMatchObject([{ groupName: '9A', unmarked: [{ pupilId: moved() }] }])
  })
})

describe('a register that the office closed with blanks on purpose', () => {
  it('keeps them, and names them on the day and on those after', async () => {
    at('2026-11-23T09:30')
    const body = { key: randomUUID(), reason: 'Class on a walk', unmarked: 'stay-missing' }
    expect((await server.as(school.officer)(closeRegister, { params: registerParams(school), body })).statusCode).toBe(
      200,
    )
    expect((await nineA()).unmarked).toHaveLength(6)
    at('2026-11-24T08:00')
    expect(await tick()).toEqual([])
    expect((await monitor()).earlier).toMatchObject([{ groupName: '9A', day: MONDAY, half: 'AM', notMarked: 6 }])
  })
})
