import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { FlagKind } from '../../roll/contract.ts'
import { setFlag } from '../../roll/contract.ts'
import { enrolAll } from '../../roll/index.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { authorityTotals, exportTotals, schoolTotals, trustTotals, whyTotals } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const [IN_AUTUMN, IN_SPRING] = [day('2026-11-02'), day('2027-01-11')]

interface Figures {
  readonly enrolments: number
  readonly sessions: Readonly<Record<string, number>>
}
interface Totals {
  readonly all: Figures
  readonly weeks: readonly { readonly sessions: Figures['sessions'] }[]
  readonly divisions: readonly {
    readonly id: string
    readonly cohorts: readonly {
      readonly id: string
      readonly figures: Figures | null
      readonly rest: Figures | null
    }[]
  }[]
}

describe('Answers about totals, subtracted from each other', () => {
  let server: TestServer
  let school: RegisterSchool
  let governor: TestPerson
  beforeAll(async () => {
    server = await startTestServer()
    server.clock.moveTo('2027-01-18T08:40:00.000Z' as ReturnType<typeof server.clock.now>)
    school = await registerSchool(server, { pupilsInGroup: 12 })
    governor = await server.person({ name: 'Gov Ernor', role: 'governor', school: school.place })
    const { nineA, nineB, sevenA } = school.pupils
    // In autumn one pupil has four U, six have O, seven have L; the whole school comes in spring.
    await weeks(IN_AUTUMN, [
      ...nineA.map((id, at) => [id, at === 0 ? 'UU UU /\\ /\\ /\\' : GOOD] as const),
      ...nineB.map((id, at) => [id, at < 7 ? 'L\\ /\\ /\\ /\\ /\\' : GOOD] as const),
      ...sevenA.map((id, at) => [id, at < 6 ? 'OO /\\ /\\ /\\ /\\' : GOOD] as const),
    ])
    await weeks(
      IN_SPRING,
      Object.values(school.pupils).flatMap((ids) => ids.map((id) => [id, GOOD] as const)),
    )
    for (const id of nineA.slice(0, 8)) await flag(id, 'fsm', '2026-09-01')
  })
  afterAll(() => server.close())

  const weeks = (monday: Day, marks: readonly (readonly [PupilId, string])[]) =>
    importWeeks(server, school, { monday, marks: Object.fromEntries(marks.map(([id, week]) => [id, [week]])) })
  const flag = async (pupilId: PupilId, kind: FlagKind, from: string) => {
    const answer = await server.as(school.head)(setFlag, {
      params: { schoolId: school.id, pupilId, kind },
      body: { from, until: null, note: null, reason: 'Test', version: 0 },
    })
    expect(answer.statusCode).toBe(200)
  }
  const ask = async (term?: string): Promise<Totals> =>
    (
      await server.as(governor)(schoolTotals, {
        params: { schoolId: school.id },
        query: term === undefined ? {} : { term },
      })
    ).json()
  const group = ({ divisions }: Totals, division: string, cohort: string) =>
    divisions.find(({ id }) => id === division)?.cohorts.find(({ id }) => id === cohort)?.figures

  test('the one pupil with a U is not found from a number of late sessions: none is given, on page, explanation or file', async () => {
    const why = await server.as(governor)(whyTotals, {
      params: { schoolId: school.id },
      query: { figure: 'unauthorised' },
    })
    const { codes } = why.json()
    const named = codes.map((one: { code: string | null; sessions: number }) => [one.code, one.sessions])
    expect(named).toContainEqual(['L', 7])
    expect(named).not.toContainEqual(['U', 4])
    // U and O together, as one pupil has the first.
    expect(named).toContainEqual([null, 16])
    const file = await server.as(governor)(exportTotals, { params: { schoolId: school.id, format: 'csv' } })
    for (const words of [why.body, JSON.stringify(await ask()), file.body]) expect(words).not.toMatch(/late"|_late/)
  })

  test('of a group nothing is given but its rates: sessions in no rate could be those of a few who had no other', async () => {
    const { divisions } = await ask()
    const cohorts = divisions.flatMap((one) => one.cohorts).flatMap(({ figures, rest }) => [figures, rest])
    const sessions = cohorts.flatMap((figures) => (figures === null ? [] : [Object.keys(figures.sessions)]))
    expect(sessions.length).toBeGreaterThan(4)
    for (const names of sessions)
      expect(names.filter((name) => ['late', 'notPossible', 'administrative', 'missing'].includes(name))).toEqual([])
    const query = { figure: 'absence', division: 'sex', cohort: 'F' }
    const why = await server.as(governor)(whyTotals, { params: { schoolId: school.id }, query })
    expect(why.json()).toMatchObject({ notInRates: null, codes: null })
  })

  test('a pupil whose free meals began this term is not autumn’s difference: groups of a year and its terms are of one day', async () => {
    const before = await ask('Autumn')
    expect(group(before, 'fsm', 'fsm')).toMatchObject({ enrolments: 8, sessions: { possible: 80, absent: 4 } })
    const [, joiner] = school.pupils.sevenA
    if (joiner === undefined) throw new Error('a group has twelve pupils')
    await flag(joiner, 'fsm', '2027-01-11')
    const [year, autumn, spring] = [await ask(), await ask('Autumn'), await ask('Spring')]
    const [ofYear, ofAutumn, ofSpring] = [year, autumn, spring].map((one) => group(one, 'fsm', 'fsm'))
    expect(ofYear).toMatchObject({ enrolments: 9, sessions: { possible: 180 } })
    for (const name of Object.keys(ofYear?.sessions ?? {}))
      expect(ofYear?.sessions[name]).toBe((ofAutumn?.sessions[name] ?? 0) + (ofSpring?.sessions[name] ?? 0))
    // Before and after the flag was entered is another matter: autumn now holds that pupil’s autumn too.
    expect(ofAutumn?.sessions).toMatchObject({ possible: 90, absent: 6 })
  })

  test('what is not protected is what the contract says: whoever joins between two answers is their difference', async () => {
    const before = await ask('Autumn')
    const id = randomUUID() as PupilId
    const from = day('2026-09-01')
    const facts = { schoolId: school.id, at: server.clock.now(), by: school.officer, reason: 'test' }
    await server.database.asSystem((tx) =>
      enrolAll(tx, {
        ...facts,
        pupils: [
          {
            ...{ id, legalForenames: 'Noor', legalSurname: 'Late', born: day('2013-02-03'), sex: 'F' },
            startingDay: from,
            placements: [{ from, yearGroup: '9', groupId: school.groups.nineA }],
            contacts: [],
          },
        ],
        contacts: [],
      }),
    )
    await weeks(IN_AUTUMN, [[id, 'II II II /\\ /\\']])
    const after = await ask('Autumn')
    expect(after.all.enrolments - before.all.enrolments).toBe(1)
    expect((after.all.sessions.absent ?? 0) - (before.all.sessions.absent ?? 0)).toBe(6)
    expect(schoolTotals.schema.description).toMatch(
      /Not protected are two answers of different moments\..*a pupil who joined/,
    )
  })

  test('the schools of a trust or an authority are asked for as costly as a file: every mark of every pupil is read', () => {
    for (const { config } of [trustTotals, authorityTotals]) expect(config.costly).toBe(true)
  })
})
