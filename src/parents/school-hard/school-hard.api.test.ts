import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as casework from '../../casework/contract.ts'
import { beginCase, keepEntries } from '../../casework/index.ts'
import { workList } from '../../duties/contract.ts'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { messagesAbout } from '../../messaging/index.ts'
import { run } from '../../platform/database/database.ts'
import type { TestPerson, TestPlace } from '../../testing/builders.ts'
import { familySchool } from '../../testing/family-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as contract from '../contract.ts'

// Barriers and the questions about them: what the school's own page keeps and what the family's does are one story, so they are tested together.

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let governor: TestPerson
let trust: TestPlace
let trustOfficer: TestPerson
let ada: PupilId
let ben: PupilId
let mother: ContactId
let father: ContactId
let hers: string
let his: string

beforeAll(async () => {
  server = await startTestServer()
  school = await familySchool(server)
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  mother = await school.adult(ada, {}, { email: 'marta@family.example' })
  father = await school.adult(ada, { relationship: 'Father', livesWith: false }, { forenames: 'Tomasz' })
  hers = await school.signIn(ada, mother)
  his = await school.signIn(ada, father)
  governor = await server.person({ name: 'Gil Governor', role: 'governor', school: school.place })
  trust = await server.trust({ name: 'Elm Trust' })
  trustOfficer = await server.person({ name: 'Tru Officer', role: 'trust-officer', place: trust })
  await server.database.asSystem((tx) =>
    run(tx, sql`update identity.place set trust_id = ${trust.id} where id = ${school.id}`),
  )
})
afterAll(() => server.close())
beforeEach(() => server.clock.moveTo(MORNING))

const office = () => server.as(school.officer)
const head = () => server.as(school.head)
const family = (cookie: string, operation: Operation, input: object = {}) =>
  school.withCookie(cookie).inject(requestOf(operation, input))

/** A case that listens, opened on a day. */
async function opened(
  pupilId: PupilId,
  on: Day = day('2026-11-16'),
): Promise<{ schoolId: typeof school.id; caseId: string }> {
  const caseId = randomUUID()
  await server.database.inTenants([school.id], async (tx) => {
    const now = `${on}T09:00:00.000Z` as Moment
    await beginCase(tx, { schoolId: school.id, caseId, pupilId, at: now })
    const caller = { id: school.officer.id, name: 'Olu Officer', position: 'Attendance officer' }
    const body = { because: 'Below 90 %', duty: null, stage: 'listen' } as const
    await keepEntries({ tx, now, caller }, { caseId, pupilId, entries: [], schoolId: school.id }, [
      { kind: 'opened', day: on, body, key: randomUUID() },
    ])
  })
  return { schoolId: school.id, caseId }
}
type Of = Awaited<ReturnType<typeof opened>>

const answers = (levels: Readonly<Record<string, number>>, said: Readonly<Record<string, string>> = {}) => ({
  ...{ key: randomUUID(), assessmentId: randomUUID(), version: 1 },
  answers: Object.entries(levels).map(([id, level]) => ({ id, level })),
  words: Object.entries(said).map(([id, text]) => ({ id, text })),
})
const assess = (params: Of, body: object, as = office()) =>
  as(casework.assessDifficulties, { params, body: { way: 'screen', day: '2026-11-23', ...body } })
const barrier = (change: object = {}) => ({
  ...{ key: randomUUID(), barrierId: randomUUID(), kind: 'transport', whose: 'pupil', words: 'i hate the bus' },
  ...change,
})
const record = (params: Of, body: object, as = office()) => as(casework.recordBarrier, { params, body })
const ease = (params: Of & { barrierId: string; key?: string }, as = office()) => {
  const { key = randomUUID(), ...of } = params
  return as(casework.easeBarrier, { params: of, body: { key, because: 'A taxi comes' } })
}
const read = async (params: Of, as = office()) => (await as(casework.caseBarriers, { params })).json()
const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code]

describe('what makes school hard', () => {
  it('is asked of child and school, kept as it was said, set side by side, and becomes a barrier when a person says so', async () => {
    const params = await opened(ada)
    const said = 'the bus is LOUD\nand i h8 it '
    const child = answers({ journey: 2, worried: 1, lessons: 0 }, { better: said })
    expect((await assess(params, { who: 'pupil', ...child })).statusCode).toBe(200)
    expect((await assess(params, { who: 'pupil', ...child })).statusCode).toBe(200)
    expect((await assess(params, { who: 'staff', ...answers({ journey: 0, lessons: 0 }) })).statusCode).toBe(200)
    const seen = await read(params)
    expect(seen.voices.map(({ who, name }: { who: string; name: string }) => [who, name])).toEqual([
      ['pupil', 'Ada Adler00'],
      ['staff', 'Olu Officer'],
    ])
    expect(seen.voices[0].said).toEqual([{ asked: 'What one thing would make school better for you?', text: said }])
    expect(seen.compared[0]).toMatchObject({ id: 'journey', levels: [2, 0], agree: 'differ' })
    expect(seen.compared.find(({ id }: { id: string }) => id === 'lessons').agree).toBe('not')
    expect([seen.barriers, seen.suggestions.map(({ kind }: { kind: string }) => kind)]).toEqual([
      [],
      ['transport', 'anxiety'],
    ])
    const one = barrier()
    const sent = await Promise.all([record(params, one), record(params, barrier({ barrierId: one.barrierId }))])
    expect(sent.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const key = randomUUID()
    expect((await ease({ ...params, barrierId: one.barrierId, key })).statusCode).toBe(200)
    expect((await ease({ ...params, barrierId: one.barrierId, key })).statusCode).toBe(200)
    expect(codeOf(await ease({ ...params, barrierId: one.barrierId }))).toEqual([409, 'casework.barrier-eased'])
    expect(codeOf(await ease({ ...params, barrierId: randomUUID() }))).toEqual([422, 'casework.no-barrier'])
    const after = await read(params)
    expect(after.barriers).toMatchObject([{ kind: 'transport', eased: { because: 'A taxi comes' } }])
    const shown = (await office()(casework.showCase, { params })).json()
    expect(shown.state.stage).toBe('listen')
    expect(shown.happened.map(({ title }: { title: string }) => title)).toContain('A barrier has eased')
  })

  it('is refused where it was not asked so, of a day to come, of a stranger, and by who may not record', async () => {
    const params = await opened(ben)
    const given = answers({ journey: 1 })
    expect(codeOf(await assess(params, { who: 'pupil', ...given, version: 9 }))).toEqual([422, 'casework.answers'])
    const nothing = await assess(params, { who: 'pupil', ...answers({}) })
    expect(nothing.json().detail).toContain('Answer at least one question')
    const tomorrow = { who: 'pupil', ...given, day: addDays(day('2026-11-23'), 1) }
    expect(codeOf(await assess(params, tomorrow))).toEqual([422, 'casework.not-yet'])
    expect(codeOf(await assess(params, { who: 'parent', contactId: mother, ...given }))).toEqual([
      422,
      'casework.no-parent',
    ])
    for (const person of [school.tutor, school.reception, governor])
      expect((await assess(params, { who: 'pupil', ...given }, server.as(person))).statusCode).toBe(403)
    expect((await read(params)).voices).toEqual([])
  })

  it('goes on paper, blank and filled, as a PDF that can be read aloud', async () => {
    const params = await opened(ben)
    const given = answers({ journey: 2 }, { hard: 'It’s far.\nVery far.' })
    await assess(params, { who: 'pupil', way: 'paper', ...given })
    for (const query of [{}, { assessmentId: given.assessmentId }]) {
      const pdf = await office()(casework.assessmentPaper, { params: { ...params, who: 'pupil' }, query })
      expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
      expect(/pdfuaid/.test(pdf.rawPayload.toString('latin1'))).toBe(true)
    }
    const other = { params: { ...params, who: 'staff' }, query: { assessmentId: given.assessmentId } }
    expect((await office()(casework.assessmentPaper, other)).statusCode).toBe(403)
  })
})

it('a disclosure is written by whoever hears it, and read, answered and eased by those alone who look after safety', async () => {
  const params = await opened(ada)
  const given = { who: 'pupil', restricted: true, ...answers({ family: 2 }, { hard: 'I am scared at home' }) }
  expect((await assess(params, given)).statusCode).toBe(200)
  const one = barrier({ kind: 'family', restricted: true })
  expect((await record(params, one)).statusCode).toBe(200)
  const officer = await read(params)
  expect([officer.voices, officer.barriers, officer.suggestions]).toEqual([[], [], []])
  expect(JSON.stringify((await office()(casework.showCase, { params })).json())).not.toContain('scared')
  const query = { assessmentId: given.assessmentId }
  const paper = { params: { ...params, who: 'pupil' }, query }
  expect((await office()(casework.assessmentPaper, paper)).statusCode).toBe(403)
  expect(codeOf(await ease({ ...params, barrierId: one.barrierId }))).toEqual([422, 'casework.no-barrier'])
  const safe = await read(params, head())
  expect(safe.barriers).toMatchObject([{ kind: 'family', restricted: true, eased: null }])
  expect((await head()(casework.assessmentPaper, paper)).statusCode).toBe(200)
  expect((await ease({ ...params, barrierId: one.barrierId }, head())).statusCode).toBe(200)
  expect((await read(params, head())).barriers[0].eased.because).toBe('A taxi comes')
  expect((await read(params)).barriers).toEqual([])
})

it('a disclosure is work of those who look after safety at once, of nobody else, until one of them writes what was done', async () => {
  const pupil = school.pupils.sevenA[3] as PupilId
  const params = await opened(pupil)
  const given = { who: 'pupil', restricted: true, ...answers({ family: 2 }, { hard: 'I am scared at home' }) }
  const works = async (person: TestPerson) => {
    const { duties } = (await server.as(person)(workList, { params: { schoolId: school.id } })).json()
    const own = duties as { rule: string; subject: { id: string } }[]
    return own.filter(({ rule, subject }) => rule === 'casework.disclosure' && subject.id === pupil)
  }
  expect(await works(school.head)).toEqual([])
  expect((await assess(params, given)).statusCode).toBe(200)
  expect(await works(school.head)).toHaveLength(1)
  for (const person of [school.officer, school.tutor, school.reception]) expect(await works(person)).toEqual([])
  const write = { kind: 'note', words: 'Spoken with her; the social worker was told' }
  const written = await head()(casework.writeInCase, { params, body: { key: randomUUID(), restricted: true, write } })
  expect(written.statusCode, written.body).toBe(200)
  expect(await works(school.head)).toEqual([])
})

it('a parent answers on the family page where the school asks, and sees nobody else’s answers', async () => {
  const params = await opened(ada)
  const asks = async (cookie: string) => (await family(cookie, contract.familySchoolHard)).json().children
  const send = (cookie: string, body: object, pupilId = ada) =>
    family(cookie, contract.answerSchoolHard, { params: school.at(pupilId), body })
  const invite = (contactId: ContactId, key: string = randomUUID()) =>
    office()(casework.inviteToAssess, { params, body: { key, contactId } })
  await assess(params, { who: 'pupil', ...answers({ worried: 2 }, { hard: 'words of the child' }) })
  await assess(params, { who: 'parent', contactId: father, way: 'paper', ...answers({}, { hard: 'words of his' }) })
  expect([await asks(hers), await asks(his)]).toEqual([[], []])
  expect(codeOf(await send(hers, answers({ worried: 1 })))).toEqual([422, 'casework.not-asked'])
  const key = randomUUID()
  const [first, again] = [await invite(mother, key), await invite(mother, key)]
  expect(first.json().sent).toMatchObject([{ why: '', channel: 'email' }])
  expect([again.statusCode, again.json().sent]).toEqual([200, []])
  // To her alone, once, with the way to answer for whoever has no family page.
  const told = await server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds: [ada], from: day('2026-11-23'), to: day('2026-11-30') }),
  )
  expect(told).toMatchObject([{ templateKey: 'school-hard-invitation', contactId: mother }])
  for (const words of ['/family/school-hard', 'no family page', 'on paper']) expect(told[0]?.body).toContain(words)
  expect(codeOf(await invite(randomUUID() as ContactId))).toEqual([422, 'casework.no-parent'])
  expect(await asks(hers)).toMatchObject([{ child: 'Ada', asked: '2026-11-23', own: [] }])
  expect(await asks(his)).toEqual([])
  expect(codeOf(await send(his, answers({ worried: 1 })))).toEqual([422, 'casework.not-asked'])
  expect((await send(hers, answers({ worried: 1 }), ben)).statusCode).toBe(403)
  const given = { ...answers({ worried: 1 }, { better: 'A quiet start' }), declined: ['unwell'] }
  expect(codeOf(await send(hers, { ...given, declined: ['worried'] }))).toEqual([422, 'casework.answers'])
  for (const _ of [1, 2]) expect((await send(hers, given)).statusCode).toBe(200)
  const [own] = await asks(hers)
  expect(own).toMatchObject({ asked: null, own: [{ said: [{ text: 'A quiet start' }] }] })
  // That they would rather not say is an answer; what they left out is none.
  const pressed = own.own[0].statements.map(({ answer }: { answer: string }) => answer)
  expect(pressed.filter((answer: string) => answer !== 'Left out')).toEqual(['Would rather not say', 'A bit hard'])
  expect(JSON.stringify(own)).not.toMatch(/words of the child|words of his/)
  expect(JSON.stringify(await asks(his))).not.toContain('quiet start')
  const seen = await read(params)
  expect(seen.voices.map(({ name }: { name: string }) => name)).toEqual(['Ada Adler00', 'Marta Reed', 'Tomasz Reed'])
  expect(seen.parents.find((one: { contactId: string }) => one.contactId === mother).answered).toBe('2026-11-23')
  await invite(mother)
  await send(hers, { ...answers({ family: 2 }), restricted: true })
  expect((await read(params)).voices.find(({ who }: { who: string }) => who === 'parent').restricted).toBe(false)
  expect((await asks(hers))[0].own[0].restricted).toBe(true)
})

describe('why children are absent', () => {
  it('is counted for the school, named to who may see cases, hidden where small, and never from what is restricted', async () => {
    const own = await familySchool(server)
    const before = school
    school = own
    try {
      const [one, two, ...more] = [...own.pupils.nineA, ...own.pupils.nineB] as [PupilId, PupilId, ...PupilId[]]
      const first = await opened(one)
      await record(first, barrier())
      await record(first, barrier({ kind: 'anxiety' }))
      const second = await opened(two)
      await record(second, barrier({ kind: 'family', restricted: true }))
      for (const pupil of more.slice(0, 6)) await record(await opened(pupil), barrier({ kind: 'anxiety' }))
      const ask = async (person: TestPerson, query: Readonly<Record<string, string>> = {}) =>
        (await server.as(person)(casework.whyAbsent, { params: { schoolId: own.id }, query })).json()
      const rowOf = (of: casework.WhyAbsent, row: string) => of.rows.find((found) => found.row === row)
      const named = await ask(own.officer)
      expect([named.hides, named.children, named.yearGroups, named.terms]).toEqual([false, 8, ['Year 9'], ['Autumn']])
      expect([rowOf(named, 'transport'), rowOf(named, 'anxiety')]).toMatchObject([{ all: 1 }, { all: 7, byYear: [7] }])
      expect([rowOf(named, 'none')?.all, rowOf(named, 'family')?.all]).toEqual([1, 0])
      expect(named.behind.filter(({ rows }: { rows: string[] }) => rows.includes('transport'))).toEqual([
        { caseId: first.caseId, name: 'Ada Adler00', yearGroup: 'Year 9', rows: ['anxiety', 'transport'] },
      ])
      const watcher = await server.person({ name: 'Gil Two', role: 'governor', school: own.place })
      const hidden = await ask(watcher)
      expect([hidden.hides, hidden.behind, hidden.children]).toEqual([true, null, 8])
      expect([rowOf(hidden, 'transport')?.all, rowOf(hidden, 'none')?.all]).toEqual([null, null])
      expect((await ask(own.officer, { term: 'Spring' })).code).toBe('casework.no-such-term')
      const csv = await office()(casework.exportWhyAbsent, { params: { schoolId: own.id } })
      expect(csv.body.split('\r\n')).toContain('Elmfield Academy,Autumn,All year groups,The journey,c')
      expect((await server.as(own.tutor)(casework.whyAbsent, { params: { schoolId: own.id } })).statusCode).toBe(403)
    } finally {
      school = before
    }
  })

  it('is added up for a trust, without a name', async () => {
    const answer = await server.as(trustOfficer)(casework.trustWhyAbsent, { params: { trustId: trust.id } })
    expect(answer.statusCode, answer.body).toBe(200)
    const { schools, rows } = answer.json()
    expect(schools.map(({ name }: { name: string }) => name)).toEqual(['Elmfield Academy'])
    expect(rows.length).toBe(13)
    expect((await server.as(governor)(casework.trustWhyAbsent, { params: { trustId: trust.id } })).statusCode).toBe(403)
  })
})

it('a case that listens and has heard nobody is a duty after ten school days, until somebody answered', async () => {
  const own = await familySchool(server)
  const before = school
  school = own
  try {
    const [pupil] = own.pupils.nineA as [PupilId]
    const params = await opened(pupil, day('2026-11-09'))
    const duties = async () =>
      (await head()(workList, { params: { schoolId: own.id }, query: { rule: 'casework.assess' } })).json()
    const listed = JSON.stringify(await duties())
    expect(listed).toContain('casework.assess')
    await assess(params, { who: 'pupil', ...answers({ journey: 2 }) })
    expect(JSON.stringify(await duties())).not.toContain(`casework.assess:pupil:${pupil}`)
  } finally {
    school = before
  }
})
