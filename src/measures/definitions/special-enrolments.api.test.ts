import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { enrolAll, replaceCalendar } from '../../roll/index.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { type Defined, schoolDefinitions, schoolFigures, whyFigure } from '../contract.ts'

// A week before the spring bank holiday of 2027 (31 May), and a week after it.
const [BEFORE, AFTER] = [day('2027-05-10'), day('2027-06-07')]
const GOOD = '/\\ /\\ /\\ /\\ /\\'
const FROM = day('2026-09-01')

describe('Enrolments that the law or DfE’s method sets apart', () => {
  let server: TestServer
  let school: RegisterSchool
  let other: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    server.clock.moveTo('2027-06-21T08:40:00.000Z' as ReturnType<typeof server.clock.now>)
    school = await registerSchool(server)
    other = await registerSchool(server, { name: 'Oakfield Academy' })
    const [dual, away] = school.pupils.nineA
    const [atOther] = other.pupils.nineA
    if (!dual || !away || !atOther) throw new Error('a group has six pupils')
    await withSummerTerm()
    const inYear11 = await admit('11', '2011-02-03')
    const four = await admit('R', '2022-02-03')
    const weeks = (monday: typeof BEFORE, marks: Readonly<Record<PupilId, readonly string[]>>) =>
      importWeeks(server, school, { monday, marks })
    await weeks(BEFORE, {
      [inYear11]: ['II /\\ /\\ /\\ /\\'],
      // Not of compulsory school age: the afternoons of two days are not in the timetable.
      [four]: ['II /X /X /\\ /\\'],
      // Two days a week at the other school, which marks them.
      [dual]: ['DD DD /\\ /\\ II'],
      [away]: ['DD DD DD DD DD'],
    })
    await weeks(AFTER, { [inYear11]: ['SS SS SS II II'], [four]: [GOOD], [dual]: [GOOD], [away]: ['DD DD DD DD DD'] })
    await importWeeks(server, other, {
      monday: BEFORE,
      groupId: other.groups.nineA,
      marks: { [atOther]: ['/\\ II .. .. ..'] },
    })
  })
  afterAll(() => server.close())

  /** The test school's calendar ends in spring. */
  async function withSummerTerm() {
    const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }
    await server.database.asSystem((tx) =>
      replaceCalendar(tx, facts, {
        year: schoolYear(2026),
        terms: [{ name: 'Summer', first: day('2027-04-12'), last: day('2027-07-22') }],
        daysOff: [{ day: day('2027-05-31'), kind: 'half-term', reason: 'Half-term' }],
      }),
    )
  }

  async function admit(yearGroup: YearGroup, born: string): Promise<PupilId> {
    const id = randomUUID() as PupilId
    const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }
    const names = { legalForenames: 'Noor', legalSurname: `Of Year ${yearGroup}` }
    const placements = [{ from: FROM, yearGroup, groupId: school.groups.nineA }]
    const pupil = { id, ...names, born: day(born), sex: 'F' as const, startingDay: FROM, placements, contacts: [] }
    await server.database.asSystem((tx) => enrolAll(tx, { ...facts, pupils: [pupil], contacts: [] }))
    return id
  }

  const figures = async (query: Readonly<Record<string, string>> = {}, of = school) =>
    (await server.as(of.head)(schoolFigures, { params: { schoolId: of.id }, query })).json().figures
  const definitions = async (): Promise<readonly Defined[]> =>
    (await server.as(school.head)(schoolDefinitions, { params: { schoolId: school.id } })).json().definitions
  const counted = async (id: Defined['id']) => {
    const found = (await definitions()).find((one) => one.id === id)?.counted
    const of = (name: string) => {
      const figure = found?.figures.find((one) => one.figure === name)
      return figure && [figure.numerator, figure.denominator]
    }
    return { absence: of('absence'), persistent: of('persistent'), differs: found?.differs.join(' ') ?? '' }
  }

  test('are all in the school’s own year to date, but a pupil with nothing possible, who is in no rate', async () => {
    const all = await figures()
    // Year 11: 12 of 20; four: 2 of 18; dual: 2 of 16; wholly elsewhere: none.
    expect(all).toMatchObject({
      sessions: { possible: 54, absent: 16, notPossible: 26 },
      ...{ enrolments: 3, persistent: 3, severe: 1, full: 0 },
    })
    expect(await counted('year-to-date')).toMatchObject({ absence: [16, 54], persistent: [3, 3] })
  })

  test('are of Year 11 published to the spring bank holiday, and of four-year-olds not at all', async () => {
    const published = await counted('published-year-to-date')
    expect(published).toMatchObject({ absence: [4, 26], persistent: [2, 2] })
    expect(await counted('census-summer-1')).toMatchObject({ absence: [4, 16] })
    expect(await counted('census-summer-2')).toMatchObject({ absence: [0, 10] })
    expect(published.differs).toMatch(/Year 11/)
  })

  test('are of a pupil who attends two schools counted by each for its own sessions: D is neither absence nor possible', async () => {
    const here = await figures({ from: '2027-05-10', to: '2027-05-14', yearGroups: '9' })
    expect(here).toMatchObject({ sessions: { possible: 6, absent: 2, notPossible: 14 }, enrolments: 1, persistent: 1 })
    const there = await figures({}, other)
    expect(there).toMatchObject({ sessions: { possible: 4, absent: 2 }, enrolments: 1, persistent: 1 })
  })

  test('are of a pupil with nothing possible explained as left out, and never 0 %', async () => {
    const query = { figure: 'attendance', from: '2027-06-07', to: '2027-06-11', yearGroups: '9' }
    const why = (await server.as(school.head)(whyFigure, { params: { schoolId: school.id }, query })).json()
    expect(why).toMatchObject({ count: 10, of: 10, enrolments: { asked: 12, counted: 1 } })
    expect((await counted('year-to-date')).differs).toMatch(/no possible session/)
  })
})
