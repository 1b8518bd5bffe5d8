import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { setFlag } from '../../roll/contract.ts'
import { enrolAll, replaceCalendar } from '../../roll/index.ts'
import { numbers } from '../../testing/figures-facts.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { forecastCalibration, pupilForecast, schoolAhead } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const BAD = 'II /\\ /\\ /\\ /\\'
const PUPILS_THEN = 60

/** Last year's pupils: the first half of them away each Monday in autumn, most of whom go on so. */
async function lastYear(server: TestServer, school: RegisterSchool): Promise<readonly PupilId[]> {
  const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }
  const random = numbers(7)
  const from = day('2025-09-01')
  const pupils = Array.from({ length: PUPILS_THEN }, (_, n) => ({
    id: randomUUID() as PupilId,
    legalForenames: 'Sam',
    legalSurname: `Earlier${n}`,
    born: day('2012-02-03'),
    sex: n % 2 === 0 ? ('F' as const) : ('M' as const),
    startingDay: from,
    leavingDay: undefined,
    placements: [{ from, yearGroup: '9' as const, groupId: school.groups.nineA }],
    contacts: [],
  }))
  await server.database.asSystem(async (tx) => {
    await replaceCalendar(tx, facts, {
      year: schoolYear(2025),
      terms: [
        { name: 'Autumn', first: day('2025-09-01'), last: day('2025-12-19') },
        { name: 'Spring', first: day('2026-01-05'), last: day('2026-03-27') },
      ],
      daysOff: [],
    })
    await enrolAll(tx, { ...facts, groups: [], contacts: [], pupils })
  })
  const weeks = (n: number) =>
    Array.from({ length: 29 }, (_, week) => {
      const goesOn = week < 12 ? n < PUPILS_THEN / 2 : n < PUPILS_THEN / 2 && n % 10 !== 0
      return goesOn || random() < 0.04 ? BAD : GOOD
    })
  const marks = Object.fromEntries(pupils.map(({ id }, n) => [id, weeks(n)]))
  await importWeeks(server, school, { monday: day('2025-09-01'), marks })
  return pupils.map(({ id }) => id)
}

describe('Who may become persistently absent', () => {
  let server: TestServer
  let school: RegisterSchool
  let [ada, ben, cleo]: PupilId[] = []
  let earlier: readonly PupilId[]
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    ;[ada, ben, cleo] = school.pupils.nineA
    if (!ada || !ben || !cleo) throw new Error('a group has pupils')
    const eleven = (week: string) => Array.from({ length: 11 }, () => week)
    await importWeeks(server, school, {
      monday: day('2026-09-07'),
      marks: {
        [ada]: eleven(GOOD),
        // 20 % so far: a Monday each week.
        [ben]: eleven(BAD),
        // Everything: past 50 % whatever happens is not certain yet, past 10 % is.
        [cleo]: eleven('OO OO OO OO OO'),
      },
    })
  })
  afterAll(() => server.close())

  const params = () => ({ schoolId: school.id })
  const ask = async (query: Record<string, string> = {}) => {
    const answer = await server.as(school.head)(schoolAhead, { params: params(), query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('without a last year the sessions left are counted, and it is said why there is no forecast', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({
      status: 200,
      lastYear: null,
      asked: 3,
      termNow: { name: 'Autumn', to: '2026-12-18' },
    })
    expect(answer.noForecast).toMatch(/no registers of 2025\/26/)
    expect(answer.counts).toEqual({ canStayBelow: 1, past10: 1, past50: 0 })
    const [first, second] = answer.pupils
    // 110 sessions counted and 158 still to come, 38 of them this term: absence stays below 10 % with at most 26 of 268.
    expect(first).toMatchObject({
      pupil: { id: ben, group: '9A' },
      absent: 22,
      possible: 110,
      year: { before10: 4, toCome: 158, planned: 0 },
      term: { before10: -8, toCome: 38 },
      standing: 'can-stay-below',
      forecast: null,
      reaches90: { sessions: 110 },
      reaches95: null,
    })
    expect(second).toMatchObject({ pupil: { id: cleo }, standing: 'past-10', reaches90: null })
    const calibration = await server.as(school.head)(forecastCalibration, { params: params() })
    expect(calibration.json()).toMatchObject({ calibration: null, fairness: [], lastYear: null })
  })

  test('with one, each forecast names how many of those alike ended so, and those who can still be helped come first', async () => {
    earlier = await lastYear(server, school)
    const answer = await ask()
    expect(answer).toMatchObject({ lastYear: { year: 2025, pupils: PUPILS_THEN }, noForecast: null })
    const [first] = answer.pupils
    expect(first).toMatchObject({ pupil: { id: ben }, standing: 'can-stay-below', forecast: { of: 10 } })
    expect(first.forecast.chance).toBeGreaterThan(0.5)
    expect(first.forecast.low).toBeLessThanOrEqual(first.forecast.absence)
    expect(first.forecast.absence).toBeLessThanOrEqual(first.forecast.high)
    expect(answer.pupils.map((one: { pupil: { id: string } }) => one.pupil.id)).not.toContain(ada)
  })

  test('the pupils whom a forecast rests on are named, with how each of them ended', async () => {
    const answer = await server.as(school.head)(pupilForecast, { params: { ...params(), pupilId: ben ?? '' } })
    const { alike, forecast, lately, pupil } = answer.json()
    expect(pupil).toMatchObject({ id: ben, yearGroup: 'Year 9' })
    expect(lately).toEqual({ absent: 8, possible: 40 })
    expect(alike).toHaveLength(forecast.of)
    // Every number said is a count of the table, and each end is what it is said to be made of.
    const count = (of: 'persistent' | 'within') => alike.filter((one: Record<typeof of, boolean>) => one[of]).length
    expect(count('persistent')).toBe(forecast.persistent)
    expect(forecast.persistent).toBeGreaterThan(5)
    expect(count('within')).toBe(forecast.within)
    for (const { projected, atThisPoint, ended } of alike) {
      const later = (ended.absent - atThisPoint.absent) / (ended.possible - atThisPoint.possible)
      expect(projected).toEqual({ absent: 22 + Math.round(158 * later), possible: 268 })
    }
    for (const one of alike) expect(earlier).toContain(one.pupil.id)
    expect(alike[0].pupil.name).toMatch(/^Sam Earlier/)
    const trail = await server.as(school.head)(listAudit, { params: params(), query: { operation: 'pupil-forecast' } })
    expect(trail.json().acts[0]).toMatchObject({ facts: { alike: alike.length } })
    const stranger = await server.as(school.head)(pupilForecast, { params: { ...params(), pupilId: randomUUID() } })
    expect(stranger.statusCode).toBe(403)
  })

  test('the forecasts of last year are held against what came, for each group that is large enough', async () => {
    for (const pupilId of earlier.slice(0, 8)) {
      const body = { from: '2025-09-01', until: null, note: null, reason: 'Test', version: 0 }
      const flagged = { params: { ...params(), pupilId, kind: 'child-protection' }, body }
      expect((await server.as(school.head)(setFlag, flagged)).statusCode).toBe(200)
    }
    const answer = await server.as(school.head)(forecastCalibration, { params: params() })
    const { calibration, fairness } = answer.json()
    expect(calibration.pupils).toBe(PUPILS_THEN)
    expect(calibration.error).toBeLessThan(calibration.errorOfGuessing)
    const within = calibration.tenths.reduce((sum: number, one: { pupils: number }) => sum + one.pupils, 0)
    expect(within).toBe(PUPILS_THEN)
    const sex = fairness.find((one: { id: string }) => one.id === 'sex')
    expect(sex.groups).toMatchObject([
      { name: 'Girls', figures: { pupils: 30 } },
      { name: 'Boys', figures: { pupils: 30 } },
    ])
    // Flags that nobody holds are left out.
    expect(fairness.map((one: { id: string }) => one.id)).toEqual(['sex', 'child-protection'])
    const officer = await server.as(school.officer)(forecastCalibration, { params: params() })
    expect(officer.json().fairness.map((one: { id: string }) => one.id)).not.toContain('child-protection')
  })

  test('teachers are refused', async () => {
    expect((await server.as(school.tutor)(schoolAhead, { params: params() })).statusCode).toBe(403)
  })
})
