import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { many } from '../../platform/database/database.ts'
import { replaceCalendar } from '../../roll/index.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { schoolCrossings } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('Who crossed a line', () => {
  let server: TestServer
  let school: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    const [ada, ben, cleo, dev] = school.pupils.nineA
    if (!ada || !ben || !cleo || !dev) throw new Error('a group has six pupils')
    await importWeeks(server, school, {
      monday: day('2026-11-09'),
      marks: {
        // 0 of 10, then 2 of 20: enters at risk and persistent in one week.
        [ada]: [GOOD, 'II /\\ /\\ /\\ /\\'],
        // 1 of 10, then 1 of 20: leaves persistent and stays at risk.
        [ben]: ['I\\ /\\ /\\ /\\ /\\', GOOD],
        // 5 of 10, then 15 of 20: severe before and after.
        [cleo]: ['OO OO O\\ /\\ /\\', 'OO OO OO OO OO'],
        [dev]: [GOOD, GOOD],
      },
    })
  })
  afterAll(() => server.close())

  const ask = async (query: Readonly<Record<string, string>> = {}, person = school.head) => {
    const answer = await server.as(person)(schoolCrossings, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('this week is told line by line and pupil by pupil, the worst first', async () => {
    const { week } = await ask({ to: '2026-11-20' })
    expect(week.monday).toBe('2026-11-16')
    expect(week.lines).toEqual([
      { line: 'at-risk', entered: 1, left: 0 },
      { line: 'persistent', entered: 1, left: 1 },
      { line: 'severe', entered: 0, left: 0 },
    ])
    expect(week.moved).toEqual([
      {
        pupil: { id: school.pupils.nineA[0], name: 'Ada Adler00', yearGroup: 'Year 9', group: '9A' },
        from: 'below-5',
        to: 'persistent',
        before: { absent: 0, possible: 10 },
        now: { absent: 2, possible: 20 },
      },
      expect.objectContaining({ from: 'persistent', to: 'at-risk', now: { absent: 1, possible: 20 } }),
    ])
  })

  test('the first week of the days asked for has none before it', async () => {
    expect((await ask({ from: '2026-11-16', to: '2026-11-20' })).week).toBeNull()
  })

  test('last term of the year before stands beside the first of this one, once registers were kept in it', async () => {
    expect((await ask()).terms).toBeNull()
    const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }
    await server.database.asSystem((tx) =>
      replaceCalendar(tx, facts, {
        year: schoolYear(2025),
        terms: [{ name: 'Summer', first: day('2026-04-20'), last: day('2026-07-21') }],
        daysOff: [],
      }),
    )
    const [ada, ben] = school.pupils.nineA
    if (!ada || !ben) throw new Error('a group has six pupils')
    // Ben was here last summer, and missed it all; marks of before a pupil came are never counted, so he came earlier.
    await server.database.asSystem((tx) =>
      many(tx, sql`update roll.pupil set starting_day = '2025-09-01' where pupil_id in (${ben}) returning 1`),
    )
    await importWeeks(server, school, {
      monday: day('2026-06-01'),
      marks: { [ben]: ['OO OO OO OO OO'], [ada]: [GOOD] },
    })
    const { terms } = await ask({ to: '2026-11-20' })
    expect(terms.before).toEqual({ name: 'Summer', from: '2026-04-20', to: '2026-07-21' })
    expect(terms.now).toMatchObject({ name: 'Autumn', from: '2026-09-01', to: '2026-11-20' })
    expect(terms.moved.map((one: { from: string; to: string }) => [one.from, one.to])).toContainEqual([
      'severe',
      'at-risk',
    ])
    const of = (from: string, to: string) =>
      terms.counts.find((one: { from: string; to: string }) => one.from === from && one.to === to).enrolments
    expect(of('severe', 'at-risk')).toBe(1)
    expect(terms.moved.map(({ from }: { from: string }) => from)).not.toContain('none')
    // Ada began in September: what she is said to have done before that is not counted.
    expect(of('none', 'persistent')).toBe(1)
  })

  test('every look at the names is in the trail, and a teacher gets none', async () => {
    await ask()
    const rows = await server.database.asSystem((tx) =>
      many(tx, sql<{ sentence: string }>`select sentence from audit.trail where operation = 'school-crossings'`),
    )
    expect(rows[0]).toMatchObject({ sentence: 'looked at who crossed a line of absence' })
    expect((await ask({}, school.tutor)).status).toBe(403)
  })
})
