import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../audit/contract.ts'
import type { PupilId } from '../kernel/ids.ts'
import { FIRST_MONDAY, importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { listEnrolments, removeSavedGroup, saveGroup, schoolFigures, whyEnrolment, whyFigure } from './contract.ts'
import type { FigureName as Figure } from './rules/shown/figure-meanings.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const [FIRST, SECOND, THIRD] = [
  ['II I\\ /\\ L\\ /\\', GOOD, '/\\ /\\ /U /\\ OO'],
  [GOOD, GOOD, GOOD],
  ['DD DD DD DD DD', 'NN -\\ /\\ ./ /\\', GOOD],
] as const

describe('Why a figure is what it is', () => {
  let server: TestServer
  let school: RegisterSchool
  let pupils: readonly PupilId[]
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server)
    const { nineA } = school.pupils
    pupils = nineA
    const [ada, ben, cleo] = nineA
    if (!ada || !ben || !cleo) throw new Error('a group has six pupils')
    const marks = { [ada]: FIRST, [ben]: SECOND, [cleo]: THIRD }
    await importWeeks(server, school, { monday: FIRST_MONDAY, marks })
  })
  afterAll(() => server.close())

  const SPAN = { from: '2026-11-02', to: '2026-11-20' }
  const ask = async (figure: Figure, more: object = {}, person = school.head) => {
    const query = { ...SPAN, figure, ...more }
    const answer = await server.as(person)(whyFigure, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }
  const list = async (figure: Figure, more: object = {}, person = school.head) => {
    const query = { ...SPAN, figure, ...more }
    const answer = await server.as(person)(listEnrolments, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }
  const marksOf = async (figure: Figure, pupilId: PupilId, more: object = {}) => {
    const query = { ...SPAN, figure, ...more }
    const answer = await server.as(school.head)(whyEnrolment, { params: { schoolId: school.id, pupilId }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  /** Every code of the three pupils, counted letter by letter. */
  const lettersOf = (texts: readonly string[]) => [...texts.join(' ').replaceAll(' ', '').replaceAll('.', '')]
  const naive = (letters: string) =>
    [FIRST, SECOND, THIRD].flatMap(lettersOf).filter((letter) => letters.includes(letter)).length
  const POSSIBLE = '/\\LINOU'

  test.each([
    ['attendance', '/\\L', POSSIBLE],
    ['absence', 'INOU', POSSIBLE],
    ['authorised', 'I', POSSIBLE],
    ['unauthorised', 'NOU', POSSIBLE],
    ['late', 'LU', POSSIBLE],
  ] as const)('%s is the letters %s among %s, counted one by one', async (figure, counted, of) => {
    expect(await ask(figure)).toMatchObject({ status: 200, count: naive(counted), of: naive(of), unit: 'sessions' })
  })

  test('says what it means, from which session to which, and when the marks were last written', async () => {
    const why = await ask('persistent')
    expect(why).toMatchObject({
      unit: 'enrolments',
      // Ada missed 6 of 30, Cleo 2 of 18; Ben nothing.
      count: 2,
      of: 3,
      definition: { version: expect.any(String), words: expect.stringMatching(/exactly 10 % counts/) },
      from: { day: '2026-11-02', half: 'AM' },
      until: { day: '2026-11-20', half: 'PM' },
      sessionsMet: 30,
      journal: { number: 15, writtenAt: expect.stringMatching(/^2026-11-23T08:4/) },
      rounding: expect.stringMatching(/half up/),
    })
    expect(why.definition.sources[0]).toMatch(/DfE/)
  })

  test('says that persistent and severe absence are not given for fewer than six school weeks', async () => {
    for (const figure of ['persistent', 'severe'] as const) {
      expect((await ask(figure)).notGiven).toMatch(/six school weeks or more/)
      expect((await ask(figure, { from: '2026-10-05' })).notGiven).toBeNull()
    }
    expect((await ask('absence')).notGiven).toBeNull()
  })

  test('names its definition, the days and pupils it is of, and the version of both', async () => {
    const [days, year, term, code] = [
      await ask('persistent'),
      await ask('persistent', { from: '2026-08-01', to: '2027-07-31' }),
      await ask('persistent', { from: '2026-09-01', to: '2026-12-18' }),
      await ask('code', { code: 'I', sex: 'F' }),
    ].map(({ definition, part }) => ({ id: definition.id, version: definition.version, part }))
    expect(days).toEqual({ id: 'days-asked.persistent', version: '1.1', part: 'The whole school' })
    expect(year).toMatchObject({ id: 'year-to-date.persistent', version: '1.1' })
    expect(term).toMatchObject({ id: 'term.persistent' })
    expect(code).toEqual({ id: 'days-asked.code-I', version: '1.1', part: 'girls' })
    expect((await ask('persistent', { weekday: '1', from: '2026-08-01', to: '2027-07-31' })).definition).toMatchObject({
      title: 'Persistently absent, the days asked for',
      scope: { title: 'The days asked for', words: expect.stringMatching(/asked for/) },
    })
  })

  test('is of a saved group, of all others, and of pupils in no class', async () => {
    const params = { schoolId: school.id }
    const body = { name: 'Mentoring', pupilIds: pupils.slice(0, 2) }
    const { id } = (await server.as(school.head)(saveGroup, { params, body })).json()
    const inside = await ask('pupils', { savedGroup: id })
    expect(inside).toMatchObject({ count: 2, of: null, part: 'The whole school, in the saved group “Mentoring”' })
    expect((await ask('pupils', { savedGroup: id, inSaved: 'no' })).count).toBe((await ask('pupils')).count - 2)
    expect(await ask('pupils', { inNo: 'group' })).toMatchObject({ count: 0 })
    expect((await list('absence', { savedGroup: id })).total).toBe(2)
    await server.as(school.head)(removeSavedGroup, { params: { ...params, savedGroupId: id } })
    expect(await ask('pupils', { savedGroup: id })).toMatchObject({ code: 'measures.no-such-saved-group' })
  })

  test('equals the figure on the page, for every figure that the page shows', async () => {
    const answer = await server.as(school.head)(schoolFigures, { params: { schoolId: school.id }, query: SPAN })
    const page = answer.json()
    const { sessions, enrolments, persistent, severe, full } = page.figures
    const shown: Record<string, number> = { ...sessions, attendance: sessions.attended, absence: sessions.absent }
    for (const figure of ['attendance', 'absence', 'authorised', 'unauthorised', 'late'] as const)
      expect(await ask(figure)).toMatchObject({ count: shown[figure], of: sessions.possible })
    for (const [figure, count] of Object.entries({ persistent, severe, full }))
      expect(await ask(figure as Figure)).toMatchObject({ count, of: enrolments })
    expect(await ask('missing')).toMatchObject({ count: page.unmarked, of: null })
    for (const { code, sessions: count } of page.codes) expect((await ask('code', { code })).count).toBe(count)
    for (const { weekday, codes } of page.byWeekday)
      expect((await ask('late', { weekday: String(weekday) })).count).toBe(codes.L + codes.U)
    for (const { groupId, figures } of page.byGroup)
      expect((await ask('absence', { groupIds: groupId })).count).toBe(figures.sessions.absent)
    const byDays = page.days.reduce((sum: number, one: { absent: number }) => sum + one.absent, 0)
    expect(byDays).toBe(sessions.absent)
  })

  test('a session without a mark is counted as that alone, whether a gap stands there or nothing does', async () => {
    const [ada, , cleo] = pupils
    const { enrolments, count } = await ask('missing', { groupIds: school.groups.nineA })
    // One gap and one blank of Cleo’s, and three pupils of the class without a single mark of 30 sessions.
    expect(count).toBe(2 + 3 * 30)
    expect(enrolments).toEqual({ asked: 6, inRates: 3, counted: 4 })
    const { marks } = await marksOf('missing', cleo as PupilId)
    expect(marks.filter((mark: { isCounted: boolean }) => mark.isCounted)).toEqual([
      expect.objectContaining({ day: '2026-11-10', half: 'AM', code: null }),
      expect.objectContaining({ day: '2026-11-12', half: 'AM', code: null }),
    ])
    expect((await marksOf('missing', ada as PupilId)).sessions).toBe(0)
  })

  test('is made of pupils, worst first, each with their own two numbers, and of their sessions with code and class', async () => {
    const [ada, ben, cleo] = pupils as [PupilId, PupilId, PupilId]
    const { lines, total, next } = await list('persistent')
    expect({ total, next }).toEqual({ total: 18, next: null })
    expect(lines.slice(0, 2)).toMatchObject([
      { pupilId: ada, sessions: 6, possible: 30, isCounted: true, groupName: '9A', preferredName: 'Ada' },
      { pupilId: cleo, sessions: 2, possible: 18, isCounted: true },
    ])
    expect(lines.find((line: { pupilId: string }) => line.pupilId === ben)).toMatchObject({ isCounted: false })
    const sums = lines.reduce((sum: number, line: { sessions: number }) => sum + line.sessions, 0)
    expect(sums).toBe((await ask('absence')).count)

    const { marks, name, onRoll, definition } = await marksOf('unauthorised', ada)
    expect(onRoll).toEqual({ from: { day: SPAN.from, half: 'AM' }, until: { day: SPAN.to, half: 'PM' } })
    expect(definition).toEqual((await ask('unauthorised')).definition)
    expect(name).toMatch(/^Ada/)
    expect(marks.filter((mark: { isCounted: boolean }) => mark.isCounted)).toEqual([
      {
        day: '2026-11-18',
        half: 'PM',
        code: 'U',
        name: expect.any(String),
        statistical: 'unauthorised',
        isCounted: true,
        isPossible: true,
      },
      expect.objectContaining({ day: '2026-11-20', half: 'AM', code: 'O' }),
      expect.objectContaining({ day: '2026-11-20', half: 'PM', code: 'O' }),
    ])
    // Dual registered: there, and neither possible nor counted.
    const ofCleo = (await marksOf('absence', cleo)).marks
    expect(ofCleo[0]).toMatchObject({ code: 'D', isCounted: false, isPossible: false, statistical: 'not-possible' })
  })

  test('comes fifty pupils at a time, and no pupil twice', async () => {
    const large = await registerSchool(server, { pupilsInGroup: 40, name: 'Large Academy' })
    const pages: string[] = []
    let skip: number | null = 0
    while (skip !== null) {
      const query = { ...SPAN, figure: 'absence', skip: String(skip) }
      const answer = await server.as(large.head)(listEnrolments, { params: { schoolId: large.id }, query })
      pages.push(...answer.json().lines.map((line: { pupilId: string }) => line.pupilId))
      expect(answer.json().lines.length).toBeLessThanOrEqual(50)
      skip = answer.json().next
    }
    expect(new Set(pages).size).toBe(120)
    expect(pages).toHaveLength(120)
  })

  test('names pupils only to those who may see every pupil, writes down that they looked, and never tells another school', async () => {
    expect((await ask('absence', {}, school.tutor)).status).toBe(403)
    expect((await list('absence', {}, school.tutor)).status).toBe(403)
    expect((await list('absence', {}, school.reception)).status).toBe(403)
    const other = await registerSchool(server, { name: 'Other Academy' })
    expect((await ask('absence', {}, other.head)).status).toBe(403)
    const stranger = await server.as(other.head)(whyEnrolment, {
      params: { schoolId: other.id, pupilId: pupils[0] ?? '' },
      query: { ...SPAN, figure: 'absence' },
    })
    expect(stranger.statusCode).toBe(403)
    await list('severe')
    const trail = await server.as(school.head)(listAudit, { params: { schoolId: school.id } })
    expect(JSON.stringify(trail.json())).toContain('looked at the pupils behind a figure')
  })

  test('writes no code into the trail, where with the pupil looked at next it would tell a restricted one', async () => {
    expect((await list('code', { code: 'E' })).status).toBe(200)
    const trail = await server.as(school.head)(listAudit, { params: { schoolId: school.id } })
    const looked = trail.json().acts.find((row: { facts: { figure?: string } }) => row.facts.figure === 'code')
    expect(looked.facts).toEqual({ figure: 'code', pupils: expect.any(Number) })
  })

  test('of a code must say which, and refuses what is no code', async () => {
    expect(await ask('code')).toMatchObject({ code: 'measures.which-code', detail: expect.stringMatching(/Say which/) })
    expect((await ask('code', { code: 'nonsense' })).status).toBe(400)
    // D is no possible session, so it has a count and no rate.
    expect(await ask('code', { code: 'D' })).toMatchObject({ count: 10, of: null })
  })
})
