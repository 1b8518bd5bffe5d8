import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import { sessionIndex } from '../kernel/session.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { many } from '../platform/database/database.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import {
  chaseRegister,
  closeSchool,
  groupWeek,
  listPlans,
  listRegisters,
  myRegisters,
  planMarks,
  previewClosure,
  previewPlan,
  pupilYear,
  type RegisterSummary,
  schoolToday,
  signInLate,
  signOut,
  whoIsHere,
  withdrawPlan,
} from './contract.ts'
import { closeDueRegisters, verifyJournal } from './index.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId
let two: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one, two] = school.pupils.nineA as [PupilId, PupilId]
})

const at = (time: string) => server.clock.moveTo(`2026-11-23T${time}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })
const office = () => atScreen(server, school, school.officer)
const tutor = () => atScreen(server, school, school.tutor)
const codes = async (of = {}) => (await office().open(of)).lines.map((line) => line.mark?.code ?? null)
const FRIDAY = day('2026-11-27')
const TUESDAY = day('2026-11-24')

describe('the missing list', () => {
  const list = async (): Promise<RegisterSummary[]> =>
    (await server.as(school.reception)(listRegisters, { params: params() })).json().registers

  it('says for each group and session whether it was taken, by whom, and how long it has', async () => {
    await tutor().save({ [one]: 'N' }, { rest: 'present', complete: true })
    const mornings = (await list()).filter((register) => register.half === 'AM')
    expect(mornings).toMatchObject([
      { groupName: '7A', state: 'not-taken', overdue: false, clock: { phase: 'before', closes: '09:15' } },
      {
        groupName: '9A',
        state: 'taken',
        takenBy: 'Tess Tutor',
        tutors: ['Tess Tutor'],
        counts: { present: 5, absent: 1 },
      },
      { groupName: '9B', state: 'not-taken', overdue: false, clock: { phase: 'open', minutesLeft: 5 }, pupils: 6 },
    ])
    at('09:00')
    const late = (await list()).find((register) => register.groupName === '9B' && register.half === 'AM')
    expect(late).toMatchObject({ overdue: true, clock: { minutesLeft: -15 }, chasedAt: null })
  })

  it('reminds the tutors, keeps when, and tells whoever listens', async () => {
    const chase = (group = school.groups.nineA) =>
      server.as(school.reception)(chaseRegister, { params: registerParams(school, { group }) })
    at('08:50')
    expect((await chase()).json().tutors).toEqual(['Tess Tutor'])
    const listed = (await list()).find((register) => register.groupName === '9A' && register.half === 'AM')
    expect(listed?.chasedAt).toMatch(/^2026-11-23T08:50/)
    const said = await server.database.asSystem((tx) =>
      many(tx, sql<{ payload: { tutors: string[] } }>`select payload from platform.outbox where tenant = ${school.id}`),
    )
    expect(said).toMatchObject([{ payload: { groupId: school.groups.nineA, tutors: [school.tutor.id], half: 'AM' } }])
    await tutor().save({}, { rest: 'present', complete: true })
    expect((await chase()).json().code).toBe('register.not-missing')
    expect((await chase(school.groups.sevenA)).json().code).toBe('register.not-missing')
  })

  it('gives a teacher their own registers of the day, and nobody else’s', async () => {
    const mine = (await tutor().send(myRegisters, { params: params() })).json()
    expect(mine.registers.map((register: RegisterSummary) => [register.groupName, register.half])).toEqual([
      ['9A', 'AM'],
      ['9A', 'PM'],
    ])
    expect((await tutor().send(listRegisters, { params: params() })).statusCode).toBe(403)
    const off = await tutor().send(myRegisters, { params: params(), query: { day: FRIDAY } })
    expect(off.json().registers).toEqual([])
  })
})

describe('who is here', () => {
  const places = async () => {
    const answer = await server.as(school.reception)(whoIsHere, { params: params() })
    const pupils: { pupilId: string; place: string; time: string | null }[] = answer.json().pupils
    return (id: PupilId) => pupils.find((pupil) => pupil.pupilId === id)
  }

  it('is not for the trust, which counts children and names none; a tutor sees their own group', async () => {
    const trust = await server.trust()
    await server.database.asSystem((tx) =>
      many(tx, sql`update identity.place set trust_id = ${trust.id} where id = ${params().schoolId} returning id`),
    )
    const officer = server.as(await server.person({ role: 'trust-officer', place: trust }))
    expect((await officer(whoIsHere, { params: params() })).statusCode).toBe(403)
    expect((await officer(schoolToday, { params: params() })).statusCode).toBe(200)
    const seen = (await server.as(school.tutor)(whoIsHere, { params: params() })).json().pupils
    const ids = seen.map((pupil: { pupilId: string }) => pupil.pupilId)
    expect(ids).toContain(one)
    expect(ids).not.toContain(school.pupils.nineB[0])
  })

  it('follows arrivals, leaving and the afternoon, and never assumes that an unmarked child is anywhere', async () => {
    await tutor().save({ [two]: 'N' }, { rest: 'present', complete: true })
    const desk = { key: randomUUID(), pupilId: one, reason: 'Dentist' }
    at('11:00')
    await server.as(school.reception)(signOut, { params: params(), body: desk })
    await server.as(school.reception)(signInLate, { params: params(), body: { key: randomUUID(), pupilId: two } })
    const now = await places()
    expect(now(one)).toMatchObject({ place: 'left-site', time: '11:00' })
    expect(now(two)).toMatchObject({ place: 'late', time: '11:00' })
    expect(now(school.pupils.nineB[0] as PupilId)).toMatchObject({ place: 'not-yet' })
    const today = (await server.as(school.reception)(schoolToday, { params: params() })).json()
    expect(today).toMatchObject({
      half: 'AM',
      onRoll: 18,
      onSite: 5,
      late: 1,
      leftSite: 1,
      notMarked: 0,
      notYet: 12,
      registers: { due: 3, taken: 1, overdue: 2 },
    })
    // The afternoon register of Year 9 is open and nobody has taken it: they are where the morning left them.
    at('13:05')
    const later = await places()
    expect(later(one)).toMatchObject({ place: 'left-site' })
    expect(later(school.pupils.nineA[2] as PupilId)).toMatchObject({ place: 'on-site' })
    await tutor().save({ [one]: 'N' }, { half: 'PM', rest: 'present', complete: true })
    expect((await places())(one)).toMatchObject({ place: 'left-site' })
  })
})

describe('planning ahead', () => {
  const trip = (more: object = {}) => ({
    key: randomUUID(),
    pupilIds: [one, two],
    code: 'V',
    details: { trip: 'Museum, with Mr Hale' },
    reason: 'Year 9 trip',
    from: { day: TUESDAY, half: 'AM' },
    to: { day: TUESDAY, half: 'PM' },
    ...more,
  })
  const plan = (more: object = {}) => office().send(planMarks, { params: params(), body: trip(more) })

  it('previews, sets, shows locked without the reason, and is withdrawn by a later act', async () => {
    const { key: _key, ...body } = trip()
    const preview = await office().send(previewPlan, { params: params(), body })
    expect(preview.json()).toMatchObject({ marks: 4, sessions: 2, pupils: 2, keptCount: 0 })
    expect(await codes({ day: MONDAY })).toEqual([null, null, null, null, null, null])
    const planned = (await plan()).json()
    expect(planned).toMatchObject({ version: 1, marks: 4 })
    const view = await tutor().open({ day: TUESDAY })
    expect(view.lines[0]).toMatchObject({
      mark: { code: 'V', reason: null, withheld: true },
      locked: 'planned ahead (Olu Officer): the office holds the details',
    })
    expect(view.state).toBe('not-taken')
    const listed = (await office().send(listPlans, { params: params() })).json().plans
    expect(listed).toMatchObject([
      { number: 1, code: 'V', marks: 4, names: ['Ada Adler00', 'Ben Adler01'], withdrawn: false },
    ])
    const withdrawn = await office().send(withdrawPlan, {
      params: { ...params(), number: 1 },
      body: { key: randomUUID(), reason: 'Coach broke down' },
    })
    expect(withdrawn.json()).toEqual({ version: 2, marks: 4, left: 0 })
    expect(await codes({ day: TUESDAY })).toEqual([null, null, null, null, null, null])
    expect((await office().send(listPlans, { params: params() })).json().plans[0].withdrawn).toBe(true)
    expect((await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults).toEqual([])
  })

  it('withdrawn, leaves no blank in a closed register, and gives a replaced mark its details back', async () => {
    const today = { day: MONDAY, half: 'AM' }
    const ill = {
      pupilIds: [one],
      code: 'I',
      details: {},
      reason: 'Flu',
      from: today,
      to: { day: TUESDAY, half: 'AM' },
    }
    const { version } = (await plan(ill)).json()
    await tutor().save({}, { rest: 'present', complete: true })
    at('08:45')
    await closeDueRegisters(server.database, server.clock)
    const withdraw = (number: number) =>
      office().send(withdrawPlan, {
        params: { ...params(), number },
        body: { key: randomUUID(), reason: 'Entered for the wrong child' },
      })
    expect((await withdraw(version)).json()).toMatchObject({ marks: 2, left: 1 })
    expect((await office().open()).lines[0]?.mark?.code).toBe('I')
    await plan({ pupilIds: [one], code: 'B', details: { nature: 'Forest school' } })
    const trip = await plan({ replace: true })
    await withdraw(trip.json().version)
    const [line] = (await office().open({ day: TUESDAY })).lines
    expect(line?.mark).toMatchObject({ code: 'B', details: { nature: 'Forest school' } })
    expect((await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults).toEqual([])
  })

  it('keeps what stands, and never replaces what a tutor saw', async () => {
    await tutor().save({ [one]: '/' })
    const today = { from: { day: MONDAY, half: 'AM' }, to: { day: MONDAY, half: 'AM' }, replace: true }
    const answer = (await plan(today)).json()
    expect(answer).toMatchObject({ marks: 1, keptCount: 1, kept: [{ pupilId: one, from: '/' }] })
    expect((await codes()).slice(0, 2)).toEqual(['/', 'V'])
  })

  it('refuses what the law refuses, naming the pupil, and periods without sessions', async () => {
    const study = trip({ code: 'S', details: {} })
    const byHead = await server.as(school.head)(planMarks, { params: params(), body: study })
    expect(byHead.json().detail).toContain('Ada Adler00: S is study leave')
    expect((await plan({ code: 'S', details: {} })).json().code).toBe('register.leave-not-granted')
    expect((await plan({ from: { day: FRIDAY, half: 'AM' }, to: { day: FRIDAY, half: 'PM' } })).json().code).toBe(
      'register.nothing-to-change',
    )
    expect((await tutor().send(planMarks, { params: params(), body: trip() })).statusCode).toBe(403)
  })

  it('closes the school for one year group in one act, keeping what stands', async () => {
    await tutor().save({ [one]: '/' })
    const body = {
      code: 'Y3',
      reason: 'Boiler of the Year 9 building failed',
      from: { day: MONDAY, half: 'AM' },
      to: { day: MONDAY, half: 'PM' },
      yearGroups: ['9'],
    }
    const preview = (await office().send(previewClosure, { params: params(), body })).json()
    expect(preview).toMatchObject({ marks: 23, pupils: 12, keptCount: 1 })
    const closed = await office().send(closeSchool, { params: params(), body: { ...body, key: randomUUID() } })
    expect(closed.json()).toMatchObject({ version: 2, marks: 23 })
    expect(await codes()).toEqual(['/', 'Y3', 'Y3', 'Y3', 'Y3', 'Y3'])
    expect(await codes({ group: school.groups.sevenA })).toEqual([null, null, null, null, null, null])
  })
})

describe('a pupil’s year', () => {
  it('has the codes at their places, the calendar, and sums that leave planned marks out', async () => {
    await tutor().save({ [one]: 'N' }, { rest: 'present', complete: true })
    const span = { from: { day: TUESDAY, half: 'AM' }, to: { day: TUESDAY, half: 'PM' } }
    const body = { key: randomUUID(), pupilIds: [one], code: 'V', reason: 'Trip', ...span }
    await office().send(planMarks, { params: params(), body })
    const year = (await tutor().send(pupilYear, { params: { ...params(), pupilId: one, year: 2026 } })).json()
    const place = sessionIndex({ day: MONDAY, half: 'AM' })
    expect([year.codes[place], year.codes[place + 2], year.codes.length]).toEqual(['N', 'V', 732])
    expect(year.calendar.slice(place, place + 10)).toBe('SSSSSSSS..')
    expect(year.tally).toMatchObject({ possible: 1, attended: 0, unauthorised: 1, attendedOf: '0 of 1' })
    expect(year.missing).toBe(year.calendar.slice(0, place).split('S').length - 1)
  })

  it('is closed to a teacher of other groups and to other schools', async () => {
    const of = (pupilId: PupilId) => ({ params: { ...params(), pupilId, year: 2026 } })
    const other = await registerSchool(server, { name: 'Otherly Academy' })
    expect((await tutor().send(pupilYear, of(school.pupils.nineB[0] as PupilId))).statusCode).toBe(403)
    expect((await server.as(other.officer)(pupilYear, of(one))).statusCode).toBe(403)
    expect((await office().send(pupilYear, of(other.pupils.nineA[0] as PupilId))).statusCode).toBe(403)
  })

  it('comes with the group’s week', async () => {
    await tutor().save({ [one]: 'L' }, { rest: 'present', complete: true })
    const week = (
      await tutor().send(groupWeek, { params: { ...params(), groupId: school.groups.nineA, day: TUESDAY } })
    ).json()
    expect(week.sessions).toHaveLength(10)
    expect(week.sessions.filter((session: { hasSession: boolean }) => session.hasSession)).toHaveLength(8)
    expect(week.lines[0]).toMatchObject({ codes: ['L', ...Array(9).fill(null)], tally: { attendedOf: '1 of 1' } })
  })

  it('counts a mark planned for this afternoon in the week only once the afternoon has begun', async () => {
    await tutor().save({ [one]: 'L' }, { rest: 'present', complete: true })
    const span = { from: { day: MONDAY, half: 'PM' }, to: { day: TUESDAY, half: 'PM' } }
    const body = { key: randomUUID(), pupilIds: [one], code: 'V', reason: 'Trip', ...span }
    expect((await office().send(planMarks, { params: params(), body })).statusCode).toBe(200)
    const asked = { params: { ...params(), groupId: school.groups.nineA, day: MONDAY } }
    const attended = async () => (await tutor().send(groupWeek, asked)).json().lines[0].tally.attendedOf
    expect(await attended()).toBe('1 of 1')
    at('13:05')
    expect(await attended()).toBe('2 of 2')
  })
})
