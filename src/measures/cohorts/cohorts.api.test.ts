import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES } from '../../identity/contract.ts'
import { GRANTS } from '../../identity/rules/rights.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type FlagKind, setEthnicity, setFlag } from '../../roll/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  besideEngland,
  type CohortShown,
  type ComparedWithEngland,
  exportFigures,
  listSavedGroups,
  removeSavedGroup,
  saveGroup,
  schoolCohorts,
  whyFigure,
} from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const AWAY = 'II II /\\ /\\ /\\'

describe('Groups of pupils beside everybody else', () => {
  let server: TestServer
  let school: RegisterSchool
  let senco: TestPerson
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 12 })
    senco = await server.person({ name: 'Sen Co', role: 'senco', position: 'SENCO', school: school.place })
    const { nineA, nineB, sevenA } = school.pupils
    for (const [group, pupils] of [
      ['nineA', nineA],
      ['nineB', nineB],
      ['sevenA', sevenA],
    ] as const) {
      // The first six of each class miss four of ten sessions.
      const marks = Object.fromEntries(pupils.map((id, at) => [id, [at < 6 ? AWAY : GOOD]]))
      await importWeeks(server, school, { monday: FIRST_MONDAY, groupId: school.groups[group], marks })
    }
    await flag('fsm', [...nineA.slice(0, 6), ...nineB.slice(0, 2)])
    await flag('looked-after', nineA.slice(0, 2))
  })
  afterAll(() => server.close())

  const flag = async (kind: FlagKind, pupils: readonly PupilId[]) => {
    for (const pupilId of pupils) {
      const answer = await server.as(school.head)(setFlag, {
        params: { schoolId: school.id, pupilId, kind },
        body: { from: '2026-09-01', until: null, note: null, version: 0, reason: 'Census' },
      })
      expect(answer.statusCode).toBe(200)
    }
  }
  const ask = async (query: Readonly<Record<string, string>> = {}, person = school.head) => {
    const answer = await server.as(person)(schoolCohorts, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }
  const cohorts = (answer: { divisions: { id: string; cohorts: CohortShown[] }[] }, division: string) =>
    answer.divisions.find(({ id }) => id === division)?.cohorts

  test('each group is the sum of its pupils, and its rest the sum of all others', async () => {
    const answer = await ask()
    expect(answer.all).toMatchObject({ enrolments: 36, persistent: 18, sessions: { possible: 360, absent: 72 } })
    const [fsm, others] = cohorts(answer, 'fsm') ?? []
    expect(fsm).toMatchObject({
      name: 'Free school meals',
      figures: { enrolments: 8, persistent: 8, sessions: { possible: 80, absent: 32 } },
      rest: { enrolments: 28, persistent: 10, sessions: { possible: 280, absent: 40 } },
    })
    expect(others?.figures).toEqual(fsm?.rest)
    expect(cohorts(answer, 'group')?.map(({ name }) => name)).toEqual(['7A', '9A', '9B'])
  })

  test('stand beside England’s same groups, counted as DfE counts, by what the caller may know', async () => {
    const params = { schoolId: school.id }
    const ask = async (person: TestPerson, query: Readonly<Record<string, string>> = {}) =>
      (await server.as(person)(besideEngland, { params, query })).json()
    const answer = await ask(school.head)
    const of = (id: string, from = answer): ComparedWithEngland =>
      from.compared.find((one: ComparedWithEngland) => one.id === id)
    const autumn = of('daily autumn')
    expect(autumn.england).toMatchObject({ year: 2024, absence: 7.91, verified: true })
    expect(autumn.own).toMatchObject([{ year: 2026, isComplete: false, figures: { enrolments: 36, persistent: 18 } }])
    expect(autumn.groups.find(({ id }) => id === 'fsm')).toMatchObject({
      england: { absence: 10, persistent: 31.7, source: expect.stringMatching(/autumn term 2024.25/) },
      own: [{ enrolments: 8, persistent: 8 }],
    })
    expect(autumn.groups.find(({ id }) => id === 'F')?.england.verified).toBe(false)
    const years = of('census year').groups.filter(({ name }) => name.startsWith('Year'))
    expect(years.map(({ name, england }) => [name, england.persistent])).toEqual([
      ['Year 7', 19.9],
      ['Year 9', 28.9],
    ])
    expect((await server.as(school.tutor)(besideEngland, { params })).statusCode).toBe(403)
  })

  test('a group of a few is hidden, and with it what is left when it is taken from everybody', async () => {
    const [looked, others] = cohorts(await ask(), 'looked-after') ?? []
    expect([looked?.figures, looked?.rest, others?.figures, others?.rest]).toEqual([null, null, null, null])
  })

  test('a part too small to show is not shown, nor one that leaves a few out', async () => {
    expect(await ask({ with: 'looked-after' })).toMatchObject({ all: null, divisions: [] })
    expect(await ask({ without: 'looked-after' })).toMatchObject({ all: null, divisions: [] })
    expect((await ask({ yearGroups: '7' })).all).toMatchObject({ enrolments: 12 })
  })

  test('groups by a flag that the caller may not know of are not there at all, by whatever name they were saved', async () => {
    const part = { with: 'looked-after' }
    const params = { schoolId: school.id }
    const saved = await server.as(school.head)(saveGroup, { params, body: { name: 'Virtual school', part } })
    expect(saved.statusCode).toBe(200)
    const { id } = saved.json()
    const seen = await ask({}, senco)
    expect(seen.divisions.map((one: { id: string }) => one.id)).not.toContain('looked-after')
    expect(seen.divisions.map((one: { id: string }) => one.id)).not.toContain(`saved-${id}`)
    expect((await server.as(senco)(listSavedGroups, { params })).json()).toEqual({ groups: [] })
    const removed = await server.as(senco)(removeSavedGroup, { params: { ...params, savedGroupId: id } })
    expect(removed.statusCode).toBe(403)
    const sly = await server.as(senco)(saveGroup, { params, body: { name: 'Sly', part } })
    expect(sly.json()).toMatchObject({ code: 'measures.flag-not-yours' })
    expect(cohorts(await ask(), `saved-${id}`)?.[0]).toMatchObject({ name: 'Virtual school', figures: null })
    expect(
      (await server.as(school.head)(removeSavedGroup, { params: { ...params, savedGroupId: id } })).statusCode,
    ).toBe(200)
  })

  test('ethnicity divides by major group, and by category where that is asked, for those who may see it', async () => {
    const { nineA, nineB, sevenA } = school.pupils
    const enter = async (code: string, pupils: readonly PupilId[]) => {
      for (const pupilId of pupils) {
        const body = { code, version: 0, reason: 'Said on the admission form' }
        const answer = await server.as(school.head)(setEthnicity, { params: { schoolId: school.id, pupilId }, body })
        expect(answer.statusCode).toBe(200)
      }
    }
    const isOdd = (_: unknown, at: number) => at % 2 === 1
    await enter('AIND', nineA.filter(isOdd))
    await enter(
      'ABAN',
      nineA.filter((id, at) => !isOdd(id, at)),
    )
    await enter('WENG', sevenA)
    await enter('REFU', nineB.slice(0, 6))
    const names = (answer: Parameters<typeof cohorts>[0]) =>
      cohorts(answer, 'ethnicity')?.map((one) => [one.name, one.figures?.enrolments, one.figures?.persistent])
    expect(names(await ask())).toEqual([
      ['White', 12, 6],
      ['Asian or Asian British', 12, 6],
      ['Refused or not obtained', 6, 6],
      ['Nobody has been asked', 6, 0],
    ])
    expect(names(await ask({ ethnicGroups: 'detailed' }))?.slice(1, 3)).toEqual([
      ['Indian', 6, 3],
      ['Bangladeshi', 6, 3],
    ])
    expect((await ask({ ethnicity: 'asian' })).all).toMatchObject({ enrolments: 12, persistent: 6 })
    const why = { figure: 'persistent', ethnicity: 'AIND' }
    const explained = await server.as(school.head)(whyFigure, { params: { schoolId: school.id }, query: why })
    expect(explained.json()).toMatchObject({ count: 3, of: 6, part: 'ethnicity: Indian' })
    const table = { schoolId: school.id, table: 'groups', format: 'csv' }
    const file = await server.as(school.head)(exportFigures, { params: table, query: { ethnicGroups: 'detailed' } })
    expect(file.body).toMatch(/Ethnicity \(categories\),Indian/)

    expect((await ask({}, senco)).divisions.map((one: { id: string }) => one.id)).not.toContain('ethnicity')
    expect(await ask({ ethnicity: 'asian' }, senco)).toMatchObject({ code: 'measures.flag-not-yours' })
    const sly = await server.as(senco)(whyFigure, { params: { schoolId: school.id }, query: why })
    expect(sly.json()).toMatchObject({ code: 'measures.flag-not-yours' })
    const taken = await server.as(senco)(exportFigures, { params: table })
    expect(taken.body).not.toMatch(/Ethnicity|Asian/)
  })

  test('an ethnic group of a few is hidden, and a second with it', async () => {
    const [few] = school.pupils.sevenA
    if (few === undefined) throw new Error('the school has a Year 7')
    const body = { code: 'CHNE', version: 1, reason: 'Said by the parent' }
    const params = { schoolId: school.id, pupilId: few }
    expect((await server.as(school.head)(setEthnicity, { params, body })).statusCode).toBe(200)
    const hidden = cohorts(await ask(), 'ethnicity')?.filter(({ figures }) => figures === null)
    expect(hidden?.map(({ name }) => name)).toContain('Chinese')
    expect(hidden?.length).toBeGreaterThan(1)
  })

  test('pupils by name and parts of the school can be saved, and say who saved them', async () => {
    const params = { schoolId: school.id }
    const save = (body: object, person = school.head) => server.as(person)(saveGroup, { params, body })
    const club = [...school.pupils.nineA.slice(0, 4), ...school.pupils.sevenA.slice(8, 12)]
    const first = await save({ name: 'Breakfast club', pupilIds: club })
    expect(first.statusCode).toBe(200)
    await save({ name: 'Year 9 girls', part: { yearGroups: '9', sex: 'F' } }, school.officer)
    expect((await server.as(senco)(listSavedGroups, { params })).json().groups).toEqual([
      {
        id: first.json().id,
        name: 'Breakfast club',
        pupils: 8,
        part: null,
        saved: { at: expect.stringMatching(/^2026-11-23T08:40/), name: 'Hana Head', position: 'Headteacher' },
      },
      expect.objectContaining({ name: 'Year 9 girls', pupils: null, part: 'Year 9, girls' }),
    ])
    expect(cohorts(await ask(), `saved-${first.json().id}`)?.[0]).toMatchObject({
      name: 'Breakfast club',
      figures: { enrolments: 8, persistent: 4, sessions: { possible: 80, absent: 16 } },
    })
    expect((await save({ name: 'BREAKFAST CLUB', part: { sex: 'F' } })).json()).toMatchObject({
      code: 'measures.group-name-taken',
      detail: expect.stringMatching(/another name/),
    })
    expect((await save({ name: 'All', part: {} })).json()).toMatchObject({ code: 'measures.everybody' })
    expect((await save({ name: 'Both', part: { sex: 'F' }, pupilIds: club })).statusCode).toBe(400)
    const stranger = '00000000-0000-4000-8000-000000000001'
    expect((await save({ name: 'Not ours', pupilIds: [stranger] })).statusCode).toBe(403)
    expect((await save({ name: 'No right' }, school.tutor)).statusCode).toBe(403)
  })

  test('there are only so many, and the refusal says what to do', async () => {
    const params = { schoolId: school.id }
    const save = (name: string) => server.as(school.head)(saveGroup, { params, body: { name, part: { sex: 'F' } } })
    const { groups } = (await server.as(school.head)(listSavedGroups, { params })).json()
    for (let more = groups.length; more < 40; more++) expect((await save(`Girls ${more}`)).statusCode).toBe(200)
    expect((await save('One too many')).json()).toMatchObject({
      code: 'measures.too-many-groups',
      detail: expect.stringMatching(/40 saved groups.*Take one away/),
    })
    const [first] = (await server.as(school.head)(listSavedGroups, { params })).json().groups
    const removed = await server.as(school.head)(removeSavedGroup, { params: { ...params, savedGroupId: first.id } })
    expect(removed.statusCode).toBe(200)
    expect((await save('Room again')).json()).toEqual({ id: expect.any(String) })
  })

  test('hiding is no lock here: every role that may ask may see every pupil by name', () => {
    const open = ROLES.filter((role) => GRANTS[role]['measures.view'] === 'all')
    expect(open.length).toBeGreaterThan(3)
    // Their names and addresses, and their marks with what lies behind a restricted code.
    for (const right of ['pupil.view', 'register.view-details'] as const)
      expect(open.filter((role) => GRANTS[role][right] !== 'all')).toEqual([])
  })
})
