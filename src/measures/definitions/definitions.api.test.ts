import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { type Defined, schoolDefinitions, schoolFigures } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('The school under every definition', () => {
  let server: TestServer
  let school: RegisterSchool
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    const [ada, ben, cleo] = school.pupils.nineA
    if (!ada || !ben || !cleo) throw new Error('a group has six pupils')
    await importWeeks(server, school, {
      monday: day('2026-11-09'),
      marks: {
        // 2 of 20: persistently absent by the year, and 2 of 10 by the first week.
        [ada]: ['II /\\ /\\ /\\ /\\', GOOD],
        [ben]: [GOOD, GOOD],
        [cleo]: ['DD DD DD DD DD', 'DD DD DD DD DD'],
      },
    })
  })
  afterAll(() => server.close())

  const ask = async (query: Readonly<Record<string, string>> = {}, person = school.head) => {
    const answer = await server.as(person)(schoolDefinitions, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }
  const of = (answer: { definitions: Defined[] }, id: Defined['id']): Defined => {
    const found = answer.definitions.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no ${id}`)
    return found
  }
  const figure = (defined: Defined, name: string) => {
    const found = defined.counted?.figures.find((one) => one.figure === name)
    return found && [found.numerator, found.denominator]
  }

  test('stands side by side, each by its own days, the year to date as the figures of the school have it', async () => {
    const answer = await ask({ to: '2026-11-20' })
    const figures = (
      await server.as(school.head)(schoolFigures, { params: { schoolId: school.id }, query: { to: '2026-11-20' } })
    ).json().figures
    const year = of(answer, 'year-to-date')
    expect(figure(year, 'absence')).toEqual([figures.sessions.absent, figures.sessions.possible])
    expect(figure(year, 'persistent')).toEqual([figures.persistent, figures.enrolments])
    expect(figure(year, 'persistent')).toEqual([1, 2])
    expect(year).toMatchObject({ version: '1', since: 2024, isPlain: true })
    expect(of(answer, 'census-autumn').counted).toMatchObject({
      from: '2026-08-01',
      until: { day: '2026-11-20', half: 'PM' },
      isComplete: false,
    })
    expect(of(answer, 'census-spring').counted).toBeNull()
  })

  test('counts to the last day asked for, whatever the first', async () => {
    const answer = await ask({ from: '2026-11-12', to: '2026-11-13' })
    expect(figure(of(answer, 'year-to-date'), 'absence')).toEqual([2, 20])
    expect(answer.until).toEqual({ day: '2026-11-13', half: 'PM' })
  })

  test('says of every rule how many enrolments it left out', async () => {
    const { counted } = of(await ask({ to: '2026-11-20' }), 'year-to-date')
    expect(counted?.differs.join(' ')).toMatch(/enrolments? left out: no possible session in these days\./)
    const { counted: rolling } = of(await ask({ to: '2026-11-20' }), 'rolling-12-months')
    expect(rolling?.differs).toContain(
      'No registers of the year before are kept here, so that only this year is counted.',
    )
    expect(rolling?.from).toBe('2025-11-21')
  })

  test('is of the part of the school that was asked for', async () => {
    const answer = await ask({ to: '2026-11-20', yearGroups: '7' })
    expect(figure(of(answer, 'year-to-date'), 'attendance')).toEqual([0, 0])
  })

  test('refuses days of two school years, and people who may not see figures', async () => {
    expect(await ask({ year: '2026', to: '2026-07-01' })).toMatchObject({ status: 422, code: 'measures.wrong-days' })
    expect((await ask({}, school.reception)).status).toBe(403)
  })
})
