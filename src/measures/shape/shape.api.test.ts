import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../../testing/figures-school.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { listShapePupils, schoolFigures, schoolShape } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const NONE = '.. .. .. .. ..'

describe('The shape of absence', () => {
  let server: TestServer
  let school: RegisterSchool
  let governor: TestPerson
  let ada: PupilId
  let ben: PupilId
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 6 })
    governor = await server.person({ role: 'governor', school: school.place })
    ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
    const marks = Object.fromEntries(school.pupils.nineA.map((id) => [id, [GOOD, GOOD]]))
    await importWeeks(server, school, {
      monday: FIRST_MONDAY,
      // Friday and the Monday after is one stay; and an L of before, of which no register told when.
      marks: { ...marks, [ada]: ['L\\ /\\ I\\ /\\ II', 'II /\\ /\\ /\\ /\\'], [ben]: [NONE, 'II II II II II'] },
    })
    server.clock.moveTo(`${MONDAY}T08:42:00.000Z` as Moment)
    await atScreen(server, school, school.tutor).save(
      { [ada]: 'L' },
      { rest: 'present', complete: true, details: { arrival_time: '08:37' } },
    )
    server.clock.moveTo(`${MONDAY}T09:30:00.000Z` as Moment)
  })
  afterAll(() => server.close())

  const params = () => ({ schoolId: school.id })
  const ask = async (query: Record<string, string> = {}) =>
    (await server.as(school.head)(schoolShape, { params: params(), query })).json()
  const list = (part: string, person = school.head, query: Record<string, string> = {}) =>
    server.as(person)(listShapePupils, { params: params(), query: { part, ...query } })

  test('counts stays away, broken weeks, bands and minutes late of the pupils asked for', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({
      from: '2026-08-01',
      until: { day: MONDAY, half: 'AM' },
      part: 'The whole school',
      all: {
        stays: { count: 3, enrolments: 2, sessions: 15 },
        brokenWeeks: { weeks: 2, enrolments: 1 },
        late: { sessions: 2, minutes: 7, withoutMinutes: 1, enrolments: 1 },
        full: 4,
        enrolments: 6,
      },
    })
    const of = (rows: { count?: number; sessions?: number; enrolments?: number }[]) =>
      rows.map((one) => Object.values(one))
    expect(of(answer.staysByLength)).toEqual([
      [1, 1, 1, 'half-day'],
      [0, 0, 0, 'day'],
      [1, 1, 4, 'days'],
      [1, 1, 10, 'week'],
      [0, 0, 0, 'weeks'],
    ])
    expect(answer.bands).toEqual([4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1])
    expect(answer.byGroup).toMatchObject([{ name: '7A' }, { name: '9A', stays: { count: 3 } }, { name: '9B' }])
  })

  test('agrees with the page of figures about whatever both count', async () => {
    const figures = (await server.as(school.head)(schoolFigures, { params: params() })).json().figures
    const { all, bands } = await ask()
    expect({ possible: all.possible, absent: all.absent, full: all.full, late: all.late.sessions, bands }).toEqual({
      ...{ possible: figures.sessions.possible, absent: figures.sessions.absent, full: figures.full },
      ...{ late: figures.sessions.late, bands: figures.bands },
    })
  })

  test('DfE’s distribution is of the school’s phase, and says of which year', async () => {
    const { published } = await ask()
    expect(published).toMatchObject({ phase: 'secondary', year: 2022 })
    expect(published.shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(100, 0)
  })

  test('a part of the school, and some days of it', async () => {
    expect((await ask({ groupIds: school.groups.nineB })).all.stays.count).toBe(0)
    const week = await ask({ from: '2026-11-09', to: '2026-11-13' })
    expect(week.all).toMatchObject({ stays: { count: 2, sessions: 12 }, late: { sessions: 0 } })
    const none = await server.as(school.head)(schoolShape, { params: params(), query: { from: '2026-12-01' } })
    expect([none.statusCode, none.json().code]).toEqual([422, 'measures.no-such-days'])
  })

  test('each number opens its pupils: with their stays, weeks and late sessions', async () => {
    const stays = (await list('stays')).json()
    expect(stays).toMatchObject({ total: 2, count: 3, next: null })
    expect(stays.lines[0]).toMatchObject({
      pupil: { id: ada, name: 'Ada Adler00', group: '9A' },
      own: 2,
      absent: 5,
      stays: [
        { from: { day: '2026-11-04', half: 'AM' }, to: { day: '2026-11-04', half: 'AM' }, sessions: 1 },
        { from: { day: '2026-11-06', half: 'AM' }, to: { day: '2026-11-09', half: 'PM' }, sessions: 4 },
      ],
    })
    expect((await list('broken-weeks')).json().lines).toMatchObject([{ own: 2, weeks: ['2026-11-02', '2026-11-09'] }])
    expect((await list('late')).json().lines).toMatchObject([
      {
        own: 2,
        late: [
          { day: '2026-11-02', half: 'AM', code: 'L', arrivedAt: null, minutes: null },
          { day: MONDAY, half: 'AM', code: 'L', arrivedAt: '08:37', minutes: 7 },
        ],
      },
    ])
    expect((await list('band-10')).json()).toMatchObject({ total: 1, lines: [{ pupil: { id: ben } }] })
    expect((await list('nothing')).statusCode).toBe(400)
  })

  test('names are for those who may see every pupil, and looking at them is written down', async () => {
    for (const person of [school.tutor, governor, school.reception])
      expect((await list('stays', person)).statusCode).toBe(403)
    expect((await server.as(governor)(schoolShape, { params: params() })).statusCode).toBe(403)
    const trail = await server.as(school.head)(listAudit, { params: params() })
    expect(trail.body).toContain('looked at the pupils behind a figure')
  })
})
