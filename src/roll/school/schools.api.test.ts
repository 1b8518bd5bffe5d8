import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../testing/builders.ts'
import { AUTUMN, aPupil, type RollSchool, startRollSchool } from '../../testing/roll-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  changeCalendar,
  changeGroup,
  changeSchool,
  createGroup,
  getCalendar,
  getSchool,
  listDayClocks,
  listGroups,
  setDayClocks,
  setTutors,
} from '../contract.ts'

let server: TestServer
let school: RollSchool
let admin: TestPerson
let officer: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  school = await startRollSchool(server)
  ;[admin, officer] = [await school.person('school-admin'), await school.person('attendance-officer')]
})
afterAll(() => server.close())

const here = () => ({ schoolId: school.id })

describe('a school’s particulars', () => {
  it('are for everybody who works there to read, and for administrators to change', async () => {
    const seen = await server.as(school.tutor)(getSchool, { params: here() })
    expect(seen.json()).toMatchObject({ name: 'Elmfield Academy', trust: null, urn: '100001' })
    const { trust: _, authority: __, id: ___, trustId: ____, authorityId: _____, ...body } = seen.json()
    const change = (who: TestPerson, over: object) =>
      server.as(who)(changeSchool, { params: here(), body: { ...body, reason: 'New name', ...over } })
    expect((await change(officer, {})).statusCode).toBe(403)
    expect((await change(admin, { urn: '12' })).statusCode).toBe(400)
    const stated = { lateDeskFrom: '09:00', registerOpensAt: '08:30' }
    expect((await change(admin, { stated })).statusCode).toBe(200)
    expect((await change(admin, { stated })).statusCode).toBe(409)
  })
})

describe('the calendar', () => {
  const params = () => ({ ...here(), year: 2026 })
  const { terms, daysOff } = AUTUMN
  const change = (over: object, who = admin) =>
    server.as(who)(changeCalendar, { params: params(), body: { terms, daysOff, version: 1, reason: 'INSET', ...over } })

  it('counts school days, sessions and weeks, and warns of a year under 380 sessions', async () => {
    const { counts, faults, version } = (await server.as(school.tutor)(getCalendar, { params: params() })).json()
    expect(version).toBe(1)
    expect(counts).toEqual({ schoolDays: 76, sessions: 152, schoolWeeks: 16 })
    expect(faults).toMatchObject([{ code: 'calendar.too-few-sessions', severity: 'warn', verified: true }])
  })

  it('is empty, at version 0, for a year that nobody entered', async () => {
    const answer = await server.as(admin)(getCalendar, { params: { ...here(), year: 2030 } })
    expect(answer.json()).toMatchObject({ version: 0, calendar: { terms: [] }, faults: [] })
  })

  it('refuses what cannot be, needs a reason, and takes one change at a time', async () => {
    const overlapping = [...terms, { name: 'Spring', first: '2026-12-01', last: '2027-03-01' }]
    expect((await change({ terms: overlapping })).json().code).toBe('roll.calendar-impossible')
    expect((await change({ reason: '' })).statusCode).toBe(400)
    expect((await change({}, officer)).statusCode).toBe(403)
    const half = { day: '2026-12-18', half: 'PM', kind: 'other', reason: 'Early close' }
    const saved = await change({ daysOff: [...daysOff, half] })
    expect(saved.json()).toMatchObject({ version: 2, counts: { schoolDays: 76, sessions: 151 } })
    expect((await change({})).statusCode).toBe(409)
  })
})

describe('day clocks', () => {
  const CLOCK = {
    arriveBy: '08:55',
    amOpen: '09:00',
    amClose: '09:15',
    pmOpen: '13:30',
    pmClose: '13:45',
    dayEnd: '15:30',
  }
  const EARLY = {
    arriveBy: '08:25',
    amOpen: '08:30',
    amClose: '08:45',
    pmOpen: '13:00',
    pmClose: '13:15',
    dayEnd: '15:00',
  }
  const set = (
    yearGroup: string,
    { version = 0, ...body }: { version?: number; [more: string]: unknown },
    who = admin,
  ) =>
    server.as(who)(setDayClocks, {
      params: here(),
      body: { yearGroups: [{ yearGroup, version }], from: '2026-09-03', reason: 'Policy of July', ...body },
    })

  it('are saved with compliance notes that name both values and the source', async () => {
    expect((await set('8', { clock: CLOCK })).statusCode).toBe(200)
    const alsoStated = [{ which: 'amClose', time: '09:00', where: 'policy section 4.4' }]
    const saved = await set('9', { clock: EARLY, alsoStated })
    expect(saved.statusCode).toBe(200)
    const codes = saved.json().faults.map((fault: { code: string }) => fault.code)
    expect(codes).toEqual(
      expect.arrayContaining([
        'clock.stated-twice',
        'clock.different-times',
        'clock.late-desk-time',
        'clock.opening-not-for-all',
      ]),
    )
    const twice = saved.json().faults.find((fault: { code: string }) => fault.code === 'clock.stated-twice')
    expect(twice.values.map((value: { value: string }) => value.value)).toEqual(['08:45', '09:00'])
    expect(twice.source).toContain('regulation 10')
  })

  it('refuse an impossible order, a year group the school does not have, and a lost race', async () => {
    const answer = await set('7', { clock: { ...CLOCK, amClose: '08:00' } })
    expect(answer.json()).toMatchObject({ code: 'roll.clock-impossible' })
    expect(answer.json().detail).toContain('09:00')
    expect((await set('11', { clock: CLOCK })).statusCode).toBe(422)
    expect((await set('8', { clock: CLOCK })).statusCode).toBe(409)
    expect((await set('8', { clock: CLOCK, version: 1 }, officer)).statusCode).toBe(403)
  })

  it('of several year groups are set in one act: for all of them or for none', async () => {
    const clocks = async () => {
      const { all } = (await server.as(admin)(listDayClocks, { params: here() })).json()
      return all.map((row: { yearGroup: string; from: string }) => `${row.yearGroup} ${row.from}`)
    }
    const together = (...yearGroups: [string, number][]) => ({
      yearGroups: yearGroups.map(([yearGroup, version]) => ({ yearGroup, version })),
      clock: CLOCK,
      from: '2026-11-02',
    })
    const before = await clocks()
    expect((await set('7', together(['7', 0], ['8', 1]))).statusCode).toBe(409)
    expect((await set('7', together(['7', 0], ['11', 0]))).json().detail).toContain('does not have Year 11')
    expect((await set('7', together(['7', 0], ['7', 0]))).statusCode).toBe(400)
    expect((await set('7', together())).statusCode).toBe(400)
    expect(await clocks()).toEqual(before)
    expect((await set('7', together(['7', 0], ['8', 0], ['9', 0]))).statusCode).toBe(200)
    expect((await clocks()).filter((row: string) => row.endsWith('2026-11-02'))).toHaveLength(3)
  })

  it('hold from their day on', async () => {
    await set('8', { clock: { ...CLOCK, amClose: '09:20' }, from: '2027-01-04' })
    const on = async (day: string) =>
      (await server.as(school.tutor)(listDayClocks, { params: here(), query: { day } }))
        .json()
        .clocks.find((row: { yearGroup: string }) => row.yearGroup === '8').clock.amClose
    expect(await on('2027-01-03')).toBe('09:15')
    expect(await on('2027-01-04')).toBe('09:20')
  })
})

describe('groups and tutors', () => {
  const groups = async (day = '2026-11-23') =>
    (await server.as(officer)(listGroups, { params: here(), query: { day } })).json()
  const group = async (name: string) => (await groups()).groups.find((one: { name: string }) => one.name === name)

  it('are listed with tutors and numbers, and pupils in no group are counted', async () => {
    const from = AUTUMN.terms[0]?.first ?? aPupil().startingDay
    await school.enrol({
      contacts: [],
      pupils: [aPupil(), aPupil({ placements: [{ from, yearGroup: '7', groupId: school.groups.own }] })],
    })
    expect(await groups()).toMatchObject({ withoutGroup: 1 })
    expect(await group('7A')).toMatchObject({ pupils: 1, tutors: [{ name: school.tutor.name }] })
  })

  it('a new group needs a name of its own', async () => {
    const create = (name: string) =>
      server.as(admin)(createGroup, { params: here(), body: { name, yearGroup: '7', from: '2026-11-23' } })
    expect((await create('7C')).statusCode).toBe(200)
    expect((await create('7c')).json().code).toBe('roll.group-name-taken')
  })

  it('a group with pupils does not end', async () => {
    const { version } = await group('7A')
    const body = { name: '7A', yearGroup: '7', until: '2026-12-01', version, reason: 'Merged' }
    const answer = await server.as(admin)(changeGroup, { params: { ...here(), groupId: school.groups.own }, body })
    expect(answer.json()).toMatchObject({ code: 'roll.group-not-empty' })
  })

  it('tutors change from a day on, and whoever saw an older state is refused', async () => {
    const next = await school.person('teacher')
    const { version } = await group('7A')
    const set = (over: object) =>
      server.as(admin)(setTutors, {
        params: { ...here(), groupId: school.groups.own },
        body: { tutors: [next.id], from: '2026-12-01', version, reason: 'Maternity cover', ...over },
      })
    expect((await set({ tutors: ['99999999-9999-4999-8999-999999999999'] })).json().code).toBe('roll.tutor-unknown')
    expect((await set({})).statusCode).toBe(200)
    expect((await set({})).statusCode).toBe(409)
    const tutors = async (day: string) =>
      (await groups(day)).groups.find((one: { name: string }) => one.name === '7A').tutors
    expect(await tutors('2026-11-30')).toEqual([{ id: school.tutor.id, name: school.tutor.name }])
    expect(await tutors('2026-12-01')).toEqual([{ id: next.id, name: next.name }])
  })
})
