import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../kernel/day.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { recordLeavings } from '../roll/index.ts'
import { FIRST_MONDAY, importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { schoolFigures } from './contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('The figures of a school', () => {
  let server: TestServer
  let school: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    const [ada, ben, cleo, dev, esi, finn] = school.pupils.nineA
    const [other] = school.pupils.sevenA
    if (!ada || !ben || !cleo || !dev || !esi || !finn || !other) throw new Error('a group has six pupils')
    await importWeeks(server, school, {
      monday: FIRST_MONDAY,
      marks: {
        [ada]: [GOOD, GOOD, GOOD],
        // 3 of 30: exactly 10 %, persistently absent.
        [ben]: [GOOD, 'II I\\ /\\ /\\ /\\', GOOD],
        // 2 of 30, one of them unauthorised, and two lates of which one is attendance.
        [cleo]: [GOOD, 'L\\ /\\ U\\ /\\ M\\', GOOD],
        // Dual registered for a week: those sessions are not possible.
        [dev]: ['DD DD DD DD DD', GOOD, GOOD],
        // Absent for half: severe.
        [esi]: ['OO OO OO OO OO', 'OO OO O\\ /\\ /\\', GOOD],
        // Left on the second Friday; marks planned beyond it stay in the strip.
        [finn]: [GOOD, GOOD, 'II II II II II'],
      },
    })
    await importWeeks(server, school, {
      monday: FIRST_MONDAY,
      groupId: school.groups.sevenA,
      marks: { [other]: [GOOD] },
    })
    await server.database.asSystem((tx) =>
      recordLeavings(tx, { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }, [
        { pupilId: finn, day: day('2026-11-13'), ground: 'f' } as never,
      ]),
    )
  })
  afterAll(() => server.close())

  const ask = async (query: Readonly<Record<string, string>> = {}, person = school.head) => {
    const answer = await server.as(person)(schoolFigures, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('are sums of sessions within each enrolment, and numbers of enrolments by the integer tests', async () => {
    const { figures } = await ask()
    // Ada 30, Ben 30, Cleo 30, Dev 20, Esi 30, Finn 20 until he left, one Year 7 pupil 10.
    expect(figures.sessions).toMatchObject({
      possible: 170,
      absent: 3 + 2 + 15,
      authorised: 3 + 1,
      unauthorised: 1 + 15,
      late: 2,
      notPossible: 10,
      missing: 0,
    })
    expect(figures).toMatchObject({ enrolments: 7, persistent: 2, severe: 1, full: 4 })
    expect(figures.bands).toEqual([4, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  test('stop at the last session whose registers have all closed, and say so', async () => {
    // 08:40: no register of today has closed, and the school did not meet on Saturday and Sunday.
    expect((await ask()).until).toEqual({ day: '2026-11-20', half: 'PM' })
    server.clock.moveTo('2026-11-23T09:14:00.000Z' as Moment)
    // Year 9's closed at 8.45, those of Years 7 and 8 close at 9.15.
    expect((await ask()).until).toEqual({ day: '2026-11-20', half: 'PM' })
    server.clock.moveTo('2026-11-23T09:15:00.000Z' as Moment)
    expect((await ask()).until).toEqual({ day: '2026-11-23', half: 'AM' })
    server.clock.moveTo('2026-11-23T08:40:00.000Z' as Moment)
  })

  test('stand beside last week and the week before, and add up week by week and year group by year group', async () => {
    const answer = await ask({ to: '2026-11-20' })
    expect(answer.week).toMatchObject({
      from: '2026-11-16',
      to: '2026-11-20',
      figures: { sessions: { possible: 50, absent: 0 } },
    })
    expect(answer.weekBefore.figures.sessions).toMatchObject({ possible: 60, absent: 10 })
    expect(answer.lastYear).toBeNull()
    const { weeks, byYearGroup, byGroup, figures, codes } = answer
    const sum = (of: readonly { possible: number }[]) => of.reduce((all, one) => all + one.possible, 0)
    expect(sum(weeks.map((week: { sessions: { possible: number } }) => week.sessions))).toBe(figures.sessions.possible)
    expect(byYearGroup.map((one: { name: string }) => one.name)).toEqual(['Year 7', 'Year 9'])
    for (const one of byYearGroup) expect(sum(one.weeks)).toBe(one.figures.sessions.possible)
    expect(byGroup.map((one: { name: string }) => one.name)).toEqual(['7A', '9A', '9B'])
    expect(codes).toContainEqual({ code: 'O', name: expect.any(String), statistical: 'unauthorised', sessions: 15 })
  })

  test('set a week that is not over beside the same days of the week before, and a part week is said to be one', async () => {
    const answer = await ask({ from: '2026-11-12', to: '2026-11-18' })
    expect(answer.week).toMatchObject({ from: '2026-11-16', to: '2026-11-18', figures: { sessions: { possible: 30 } } })
    // Monday to Wednesday: Ben ill for 3 sessions, Cleo after the close once, Esi away for 5.
    expect(answer.weekBefore).toMatchObject({
      from: '2026-11-09',
      to: '2026-11-11',
      figures: { sessions: { possible: 36, absent: 9 } },
    })
    expect(answer.weeks.map((week: { monday: string; from: string; to: string }) => [week.from, week.to])).toEqual([
      ['2026-11-12', '2026-11-15'],
      ['2026-11-16', '2026-11-18'],
    ])
    const oneDay = await ask({ from: '2026-11-18', to: '2026-11-18' })
    expect(oneDay.week).toMatchObject({ from: '2026-11-18', to: '2026-11-18', figures: { sessions: { possible: 10 } } })
    expect(oneDay.weekBefore).toMatchObject({ from: '2026-11-11', to: '2026-11-11' })
  })

  test('can be asked for a part of the school, by what the caller may know', async () => {
    expect((await ask({ yearGroups: '7' })).figures).toMatchObject({ enrolments: 1, sessions: { possible: 10 } })
    expect((await ask({ groupIds: school.groups.nineB })).figures).toMatchObject({
      enrolments: 0,
      sessions: { possible: 0 },
    })
    expect((await ask({ sex: 'F', yearGroups: '9' })).figures.enrolments).toBe(3)
    expect(await ask({ with: 'child-protection' })).toMatchObject({ status: 200, figures: { enrolments: 0 } })
    const refused = await ask({ with: 'child-protection' }, school.officer)
    expect(refused).toMatchObject({ status: expect.any(Number), code: 'measures.flag-not-yours' })
    expect(refused.status).toBeGreaterThanOrEqual(400)
  })

  test('refuse days of two years, days the wrong way round, and days to come, in words that say what to do', async () => {
    for (const query of [
      { from: '2026-12-01' },
      // Holidays, and years that nobody kept a register of.
      { from: '2026-08-01', to: '2026-08-20' },
      { year: '2025' },
      { year: '1999' },
    ])
      expect(await ask(query)).toMatchObject({ code: 'measures.no-such-days', detail: expect.stringMatching(/Choose/) })
    expect(await ask({ from: '2026-07-31', to: '2026-09-01' })).toMatchObject({ code: 'measures.wrong-days' })
    expect(await ask({ from: '2026-11-20', to: '2026-11-02' })).toMatchObject({
      code: 'measures.wrong-days',
      detail: expect.stringMatching(/last day, 2 Nov 2026, is before the first, 20 Nov 2026/),
    })
  })

  test('are of nobody else where a question names what the school does not have, or what cannot be asked', async () => {
    for (const query of [
      { yearGroups: '7,99' },
      { year: 'abc' },
      { from: 'rubbish' },
      { to: '2026-13-45' },
      { classes: '9A' },
      { groupIds: 'nine' },
    ])
      expect(await ask(query)).toMatchObject({ status: 400, code: 'input.malformed' })
    expect((await ask({ classes: '9A' })).detail).toMatch(/Leave out “classes”/)
    const none = await ask({ yearGroups: '9,13' })
    expect(none).toMatchObject({ status: 422, code: 'measures.no-such-part' })
    expect(none.detail).toMatch(/no Year 13 in 2026\/27/)
    const stranger = await registerSchool(server, { name: 'Oakfield Academy' })
    for (const groupIds of ['00000000-0000-4000-8000-000000000000', stranger.groups.nineA])
      expect(await ask({ groupIds: `${school.groups.nineA},${groupIds}` })).toMatchObject({
        code: 'measures.no-such-part',
      })
  })

  test('are not for teachers, who have their own registers', async () => {
    expect((await ask({}, school.tutor)).status).toBe(403)
  })
})
