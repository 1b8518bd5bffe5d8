import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../platform/database/database.ts'
import type { TestPerson, TestPlace } from '../../testing/builders.ts'
import { FIRST_MONDAY, importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  authorityTotals,
  exportAuthorityTotals,
  listSavedGroups,
  listTargets,
  schoolCohorts,
  schoolCrossings,
  schoolFigures,
  schoolTotals,
  setTarget,
  trustTotals,
  whyTotals,
} from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'

describe('A school in one page, for those who see no single pupil', () => {
  let server: TestServer
  let school: RegisterSchool
  let other: RegisterSchool
  let trust: TestPlace
  let governor: TestPerson
  let trustee: TestPerson
  beforeAll(async () => {
    server = await startTestServer()
    trust = await server.trust()
    school = await registerSchool(server, { pupilsInGroup: 12 })
    other = await registerSchool(server, { name: 'Oakfield Academy' })
    for (const { id } of [school, other])
      await server.database.asSystem((tx) =>
        run(tx, sql`update identity.place set trust_id = ${trust.id} where id = ${id}`),
      )
    governor = await server.person({ name: 'Gov Ernor', role: 'governor', school: school.place })
    trustee = await server.person({ name: 'Tru Stee', role: 'trustee', place: trust })
    const away = (count: number) => (_: unknown, at: number) => (at < count ? 'II II /\\ /\\ /\\' : GOOD)
    for (const [group, count] of [
      ['nineA', 2],
      ['nineB', 0],
      ['sevenA', 8],
    ] as const) {
      const weeks = school.pupils[group].map(away(count))
      const marks = Object.fromEntries(school.pupils[group].map((id, at) => [id, [weeks[at] ?? GOOD]]))
      await importWeeks(server, school, { monday: FIRST_MONDAY, groupId: school.groups[group], marks })
    }
  })
  afterAll(() => server.close())

  const ask = async (query: Readonly<Record<string, string>> = {}, person: TestPerson | undefined = governor) => {
    const answer = await server.as(person)(schoolTotals, { params: { schoolId: school.id }, query })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('is sums of groups, with counts of a few pupils hidden and what would give them away', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({
      status: 200,
      period: 'Year so far',
      terms: ['Autumn'],
      school: { name: 'Elmfield Academy', phase: 'secondary' },
      all: { enrolments: 36, persistent: 10, severe: 0, sessions: { possible: 360, absent: 40 } },
    })
    const years = answer.divisions.find((one: { id: string }) => one.id === 'year-group').cohorts
    // Two of Year 9 are persistently absent: with the eight of Year 7 they could be told from the ten of all.
    expect(years.map((one: { name: string; figures: object }) => [one.name, one.figures])).toEqual([
      ['Year 7', expect.objectContaining({ enrolments: 12, persistent: null })],
      ['Year 9', expect.objectContaining({ enrolments: 24, persistent: null })],
    ])
    const words = JSON.stringify(answer)
    for (const id of Object.values(school.pupils).flat()) expect(words).not.toContain(id)
    expect(words).not.toMatch(/Adler/)
  })

  test('is of a whole term or the year so far, and nothing finer', async () => {
    expect(await ask({ term: 'Autumn' })).toMatchObject({ period: 'Autumn', from: '2026-09-01' })
    expect(await ask({ term: 'Spring' })).toMatchObject({ code: 'measures.no-such-term' })
    const whole = (await ask()).all
    for (const finer of [{ from: '2026-11-02' }, { to: '2026-11-02' }, { yearGroups: '9' }, { sex: 'F' }]) {
      const answer = await ask(finer)
      if (answer.status === 200) expect(answer.all).toEqual(whole)
      else expect(answer.status).toBe(400)
    }
  })

  test('is all that governors and trustees may ask for', async () => {
    for (const person of [governor, trustee]) {
      for (const operation of [schoolFigures, schoolCohorts, schoolCrossings, listSavedGroups]) {
        const answer = await server.as(person)(operation, { params: { schoolId: school.id } })
        expect(answer.statusCode).toBe(403)
      }
    }
    expect((await ask({}, trustee)).status).toBe(200)
    expect((await ask({}, school.tutor)).status).toBe(403)
    const elsewhere = await server.as(governor)(schoolTotals, { params: { schoolId: other.id } })
    expect(elsewhere.statusCode).toBe(403)
  })

  test('stands beside the trust’s other schools for its trustees', async () => {
    const answer = await server.as(trustee)(trustTotals, { params: { trustId: trust.id } })
    expect(answer.statusCode).toBe(200)
    const { schools, without } = answer.json()
    expect(
      [...schools, ...without.map((one: object) => ({ school: one }))].map((one) => one.school.name).sort(),
    ).toEqual(['Elmfield Academy', 'Oakfield Academy'])
    expect(schools.find((one: { school: { id: string } }) => one.school.id === school.id)).toMatchObject({
      all: { enrolments: 36, persistent: 10 },
    })
    expect((await server.as(governor)(trustTotals, { params: { trustId: trust.id } })).statusCode).toBe(403)
  })

  test('is added up over the schools, by phase and together, of the year so far or one term', async () => {
    const ask = async (query: Readonly<Record<string, string>> = {}) =>
      (await server.as(trustee)(trustTotals, { params: { trustId: trust.id }, query })).json()
    const { sums, terms } = await ask()
    expect(terms).toEqual(['Autumn'])
    const figures = expect.objectContaining({ enrolments: 36, persistent: 10 })
    expect(sums.at(-1)).toEqual({ phase: null, schools: expect.any(Number), figures })
    expect(await ask({ term: 'Autumn' })).toMatchObject({ period: 'Autumn', schools: [{ period: 'Autumn' }, {}] })
    expect(await ask({ term: 'Trinity' })).toMatchObject({ schools: [], without: [{}, {}] })
  })

  describe('of a local authority', () => {
    let authority: TestPlace
    let officer: TestPerson
    let stranger: TestPerson
    beforeAll(async () => {
      authority = await server.authority()
      const elsewhere = await server.authority({ name: 'Eastmarch Council' })
      await server.database.asSystem(async (tx) => {
        await run(tx, sql`update identity.place set authority_id = ${authority.id} where id = ${school.id}`)
        await run(tx, sql`update identity.place set authority_id = ${elsewhere.id} where id = ${other.id}`)
      })
      officer = await server.person({ name: 'Auth Ority', role: 'authority-officer', place: authority })
      stranger = await server.person({ name: 'Else Where', role: 'authority-officer', place: elsewhere })
    })
    const side = async (person: TestPerson | undefined, of = authority) => {
      const answer = await server.as(person)(authorityTotals, { params: { authorityId: of.id } })
      return { status: answer.statusCode, ...answer.json() }
    }

    test('is every school of it, and no school of another', async () => {
      const answer = await side(officer)
      const found = [...answer.schools.map((one: { school: object }) => one.school), ...answer.without]
      expect(found.map((one: { id: string }) => one.id)).toEqual([school.id])
      expect(answer.schools[0]).toMatchObject({ all: { enrolments: 36, persistent: 10 } })
      expect(answer.sums).toEqual([
        { phase: 'secondary', schools: 1, figures: expect.objectContaining({ enrolments: 36, persistent: 10 }) },
        { phase: null, schools: 1, figures: expect.objectContaining({ enrolments: 36, persistent: 10 }) },
      ])
      for (const id of Object.values(school.pupils).flat()) expect(JSON.stringify(answer)).not.toContain(id)
    })

    test('is for its own officers: not another’s, nor a head, nor the trust', async () => {
      for (const person of [stranger, school.head, trustee, governor]) expect((await side(person)).status).toBe(403)
      expect((await side(undefined)).status).toBe(401)
      const taken = await server.as(stranger)(exportAuthorityTotals, {
        params: { authorityId: authority.id, format: 'csv' },
      })
      expect(taken.statusCode).toBe(403)
    })

    test('goes into a file with the rows of its page: the sum of one school is that school', async () => {
      const params = { authorityId: authority.id, format: 'csv' }
      const file = await server.as(officer)(exportAuthorityTotals, { params })
      expect(file.statusCode).toBe(200)
      expect(file.body).toContain(',School,')
      expect(file.body).not.toContain('Sum of schools')
    })
  })

  describe('explains itself', () => {
    const why = async (query: Readonly<Record<string, string>>, person: TestPerson | undefined = governor) => {
      const answer = await server.as(person)(whyTotals, { params: { schoolId: school.id }, query })
      return { status: answer.statusCode, ...answer.json() }
    }

    test('by definition, class and code, to those who see no single pupil', async () => {
      const answer = await why({ figure: 'absence' })
      expect(answer).toMatchObject({
        status: 200,
        ...{ name: 'Absence', count: 40, of: 360, part: 'The whole school' },
        definition: { id: 'year-to-date.absence', version: '1.1', title: 'Absence, year to date' },
        from: { day: '2026-09-01', half: 'AM' },
        until: { day: '2026-11-20', half: 'PM' },
        sessions: { possible: 360, authorised: 40, unauthorised: 0 },
        notInRates: { notPossible: 0, administrative: 0, missing: 0 },
        journal: { number: expect.any(Number), writtenAt: expect.stringMatching(/^2026-11-23T08:4/) },
      })
      expect(answer.codes.map((one: { code: string; sessions: number }) => [one.code, one.sessions])).toEqual([
        ['/', expect.any(Number)],
        ['\\', expect.any(Number)],
        ['I', 40],
      ])
      expect(JSON.stringify(answer)).not.toMatch(/Adler/)
      for (const id of Object.values(school.pupils).flat()) expect(JSON.stringify(answer)).not.toContain(id)
    })

    test('equals what the page shows of every group, and refuses what the page hides', async () => {
      const { divisions } = await ask()
      for (const { id: division, cohorts } of divisions)
        for (const { id: cohort, figures } of cohorts) {
          const absence = await why({ figure: 'absence', division, cohort })
          if (figures === null) expect(absence.code).toBe('measures.hidden')
          else {
            expect(absence).toMatchObject({
              count: figures.sessions.absent,
              of: figures.sessions.possible,
              codes: null,
            })
            const persistent = await why({ figure: 'persistent', division, cohort })
            if (figures.persistent === null) expect(persistent.code).toBe('measures.hidden')
            else expect(persistent).toMatchObject({ count: figures.persistent, of: figures.enrolments })
          }
        }
      expect((await why({ figure: 'absence', division: 'group', cohort: school.groups.nineA })).code).toBe(
        'measures.hidden',
      )
    })

    test('to nobody who may not see the page', async () => {
      expect((await why({ figure: 'absence' }, school.tutor)).status).toBe(403)
      expect((await why({ figure: 'absence' }, trustee)).status).toBe(200)
    })
  })

  describe('with targets', () => {
    const params = { year: 2026, figure: 'attendance' }
    const set = async (body: object, person = school.head) => {
      const answer = await server.as(person)(setTarget, { params: { schoolId: school.id, ...params }, body })
      return { status: answer.statusCode, ...answer.json() }
    }

    test('that the head sets, with where they come from, and that are kept with all five facts', async () => {
      const source = 'School development plan'
      expect(await set({ seen: 0, percent: 95.5, source, reason: 'Governors’ meeting' })).toMatchObject({ number: 1 })
      server.clock.moveTo('2026-11-23T08:41:00.000Z' as ReturnType<typeof server.clock.now>)
      expect(await set({ seen: 1, percent: 96, source, reason: 'Better than we thought' })).toMatchObject({ number: 2 })
      expect((await ask()).targets).toEqual([
        expect.objectContaining({ figure: 'attendance', percent: 96, source, reason: 'Better than we thought' }),
      ])
      expect((await ask()).targets[0].set).toMatchObject({ name: 'Hana Head', position: 'Headteacher' })
      const { acts } = (await server.as(governor)(listTargets, { params: { schoolId: school.id, year: 2026 } })).json()
      expect(acts).toEqual([
        {
          figure: 'attendance',
          number: 2,
          before: 95.5,
          percent: 96,
          source,
          reason: 'Better than we thought',
          set: { at: expect.stringMatching(/^2026-11-23T08:41/), name: 'Hana Head', position: 'Headteacher' },
        },
        expect.objectContaining({ number: 1, before: null, percent: 95.5 }),
      ])
      expect(await set({ seen: 2, percent: null, source: '', reason: 'Withdrawn' })).toMatchObject({ number: 3 })
      expect((await ask()).targets).toEqual([])
    })

    test('that nobody overwrites unseen, sets without a source, or sets without the right', async () => {
      const reason = 'Governors’ meeting'
      expect(await set({ seen: 0, percent: 90, source: 'Plan', reason })).toMatchObject({
        status: 409,
        code: 'measures.target-changed',
      })
      expect((await set({ seen: 3, percent: 90, source: '', reason })).status).toBe(400)
      expect((await set({ seen: 3, percent: 95.555, source: 'Plan', reason })).status).toBe(400)
      expect((await set({ seen: 3, percent: 95, source: 'Plan', reason }, school.officer)).status).toBe(403)
      expect((await set({ seen: 3, percent: 95, source: 'Plan', reason }, governor)).status).toBe(403)
    })
  })
})
