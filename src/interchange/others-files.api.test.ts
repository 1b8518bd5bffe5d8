import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import { many } from '../platform/database/database.ts'
import { pupilsOnRoll } from '../roll/index.ts'
import { referenceData } from '../testing/reference-data.ts'
import { type RosterSchool, rosterSchool } from '../testing/roster-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

// Rosters that nobody here wrote: Microsoft's School Data Sync sample and OneRoster bundles of two versions.

const SDS = referenceData('roster/sds-uk')
const BUNDLE_11 = referenceData('roster/oneroster/Test_full_data_set.zip')
const BUNDLE_12 = referenceData('roster/oneroster/oneroster_test_data.zip')
const TODAY = day('2026-11-23')

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function addSds(school: RosterSchool): Promise<string> {
  const importId = await school.start()
  for (const file of readdirSync(SDS ?? '')) {
    const sent = await school.put(importId, file, readFileSync(`${SDS}/${file}`))
    expect(sent.statusCode).toBe(200)
  }
  return importId
}

const ANSWERS = {
  dateOrder: 'month-first',
  school: '10001',
  grades: { '9': '10', '10': '11', '11': '12', '12': '13' },
  groups: { from: 'year-groups' },
} as const

describe.skipIf(SDS === undefined)('Microsoft School Data Sync, UK format', () => {
  it('asks for the order of dates, which school, which year groups and which groups, and guesses none', async () => {
    const school = await rosterSchool(server, { yearGroups: ['10', '11', '12', '13'] })
    const importId = await addSds(school)
    const asked = await school.read(importId)
    expect(asked.state).toBe('questions')
    expect(asked.title).toBe('Microsoft School Data Sync (UK format)')
    expect(asked.questions.map(({ kind }) => kind)).toEqual(['date-order', 'school', 'grades', 'groups'])
    const [dates, schools, grades, groups] = asked.questions
    expect(dates).toMatchObject({ ambiguous: 86, impossible: { 'month-first': { count: 0 } } })
    const impossible = dates?.kind === 'date-order' ? dates.impossible['day-first'] : undefined
    expect(impossible?.count).toBeGreaterThan(30)
    expect(impossible?.rows.slice(0, 2)).toEqual(['line 4', 'line 5'])
    expect(impossible?.example).toBe('12/19/1997')
    expect(schools).toMatchObject({
      schools: [
        { id: '10001', name: 'Contoso High School', pupils: 60, ours: false },
        { id: '10002', name: 'Fabrikam High School', pupils: 26, ours: false },
      ],
    })
    expect(grades).toMatchObject({
      grades: [
        { grade: '9', same: '9', american: '10' },
        { grade: '10', same: '10', american: '11' },
        { grade: '11', same: '11', american: '12' },
        { grade: '12', same: '12', american: '13' },
      ],
    })
    expect(groups?.kind === 'groups' && groups.classes.length).toBe(21)
  })

  it('says which rows are impossible where the wrong order is answered, and commits nothing', async () => {
    const school = await rosterSchool(server, { yearGroups: ['10', '11', '12', '13'] })
    const importId = await addSds(school)
    await school.read(importId)
    let now = await school.answer(importId, { ...ANSWERS, dateOrder: 'day-first' })
    expect(now.questions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['starting-day', 'sexes']))
    now = await school.answer(importId, { startingDay: day('2017-09-04'), sexes: sexesOf(now) })
    expect(now.state).toBe('ready')
    expect(now.counts?.stop).toBeGreaterThan(20)
    const [row] = await school.rows(importId, 'stop')
    expect(row).toMatchObject({ line: 4, name: 'Florence Stark' })
    expect(row?.problems[0]?.text).toContain('"12/19/1997" is no day when read as day/month/year')
    await expect(school.commit(importId)).rejects.toThrow(/must be put right first/)
    expect(await pupilCount(school)).toBe(0)
  })

  it('adds the sixty pupils of one of its two schools, and finds nothing to do the second time', async () => {
    const school = await rosterSchool(server, { yearGroups: ['10', '11', '12', '13'] })
    const importId = await addSds(school)
    await school.read(importId)
    let now = await school.answer(importId, ANSWERS)
    expect(now.questions.find(({ kind }) => kind === 'starting-day')).toEqual({ kind: 'starting-day', pupils: 60 })
    now = await school.answer(importId, { startingDay: day('2017-09-04'), sexes: sexesOf(now) })
    expect(now.state).toBe('ready')
    expect(now.counts).toMatchObject({ new: 60, changed: 0, aside: 26, stop: 0 })
    expect(now.gaps).toContain('60 new pupils have no UPN.')
    const done = await school.commit(importId)
    expect(done).toMatchObject({ state: 'done', questions: [], answers: {}, progress: { done: 60, total: 60 } })
    expect(done.sentence).toBe('Added 60 pupils.')
    const pupils = await server.database.inTenants([school.schoolId], (tx) =>
      pupilsOnRoll(tx, { schoolId: school.schoolId, day: TODAY }),
    )
    expect(pupils.find(({ admissionNumber }) => admissionNumber === '13003')).toMatchObject({
      preferredName: 'Florence',
      familyName: 'Stark',
      born: '1997-12-19',
      yearGroup: '13',
      startingDay: '2017-09-04',
    })
    const again = await addSds(school)
    await school.read(again)
    now = await school.answer(again, ANSWERS)
    expect(now.counts).toMatchObject({ new: 0, changed: 0, unchanged: 60, aside: 26, leaving: 0 })
    expect((await school.commit(again)).sentence).toContain('nothing to do')
  })

  it('never keeps the passwords that the files carry', async () => {
    const school = await rosterSchool(server)
    await addSds(school)
    const found = await server.database.asSystem((tx) =>
      many(
        tx,
        sql`select 1 from interchange.staged_chunk where school_id = ${school.schoolId}
          and (rows::text ilike '%P@ssw%' or columns::text ilike '%password%')`,
      ),
    )
    expect(found).toEqual([])
  })
})

function sexesOf(now: {
  readonly questions: readonly { kind: string; pupils?: unknown }[]
}): Record<string, 'F' | 'M'> {
  const asked = now.questions.find(({ kind }) => kind === 'sexes')?.pupils as { row: string }[]
  return Object.fromEntries(asked.map(({ row }, index) => [row, index % 2 === 0 ? 'F' : 'M']))
}

async function pupilCount(school: RosterSchool): Promise<number> {
  const pupils = await server.database.inTenants([school.schoolId], (tx) =>
    many(tx, sql`select 1 from roll.pupil where school_id = ${school.schoolId}`),
  )
  return pupils.length
}

describe.skipIf(BUNDLE_12 === undefined)('OneRoster 1.2', () => {
  it('reads roles, demographics and a delta, and adds the pupil once year group and sex are answered', async () => {
    const school = await rosterSchool(server, { yearGroups: ['11', '12', '13'] })
    const { importId, now } = await school.import(readFileSync(BUNDLE_12 ?? ''), 'bundle.zip')
    expect(now).toMatchObject({ title: 'OneRoster 1.2', state: 'questions' })
    expect(now.notes.join()).toContain('delta')
    let next = await school.answer(importId, { school: 'ORG_1', groups: { from: 'classes', classes: ['CLASS_001'] } })
    expect(next.questions.map(({ kind }) => kind)).toEqual(['school', 'groups', 'starting-day', 'year-by-age', 'sexes'])
    next = await school.answer(importId, {
      startingDay: day('2023-09-04'),
      yearByAge: true,
      sexes: { 'users.csv:2': 'M' },
    })
    expect(await school.rows(importId)).toMatchObject([
      { kind: 'new', name: 'Bruce Wayne', yearGroup: '12', group: 'Basic Detection' },
    ])
    expect(await school.commit(importId)).toMatchObject({ state: 'done' })
  })
})

describe.skipIf(BUNDLE_11 === undefined)('OneRoster 1.1', () => {
  it('finds guardians through agents on either side, passes over deleted classes, and says that birth dates are missing', async () => {
    const school = await rosterSchool(server, { yearGroups: ['11', '12', '13'] })
    const { importId, now } = await school.import(readFileSync(BUNDLE_11 ?? ''), 'full.zip')
    expect(now.title).toBe('OneRoster 1.1')
    expect(now.questions.find(({ kind }) => kind === 'groups')).toMatchObject({
      classes: [{ id: 'cls-222-123456', homeroom: false }],
    })
    const next = await school.answer(importId, {
      school: 'org-sch-222-456',
      grades: { '12': '13', '11': '12' },
      groups: { from: 'none' },
      startingDay: day('2022-09-01'),
      sexes: { 'users.csv:3': 'F', 'users.csv:6': 'F', 'users.csv:7': 'F' },
    })
    expect(next).toMatchObject({ state: 'ready', counts: { new: 3, stop: 3 } })
    const rows = await school.rows(importId)
    expect(rows.map(({ name }) => name)).toEqual(['Mary Jones', 'mmichel Jones', 'Anna Brown'])
    expect(rows[0]?.problems).toEqual([
      { column: 'Date of birth', level: 'stop', text: 'Date of birth is missing. A new pupil needs it.' },
    ])
  })
})
