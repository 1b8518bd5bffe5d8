import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptReport, listReports, noteReport, openEvidence } from '../absence/contract.ts'
import { workList } from '../duties/contract.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { grantLeave, listLeave, noteLeave } from '../leave/contract.ts'
import { pupilFigures } from '../measures/contract.ts'
import { familySchool } from '../testing/family-school.ts'
import { FIRST_MONDAY, importWeeks } from '../testing/figures-school.ts'
import { atScreen } from '../testing/register-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../testing/test-server.ts'
import { choosePraise, givePraise, startReports } from '../weekly/contract.ts'
import { makeReports } from '../weekly/index.ts'
import * as contract from './contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let ada: PupilId
let ben: PupilId
let cleo: PupilId
let mother: ContactId
let father: ContactId
let hers: string
let his: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await familySchool(server)
  ;[ada, ben, cleo] = school.pupils.nineA as [PupilId, PupilId, PupilId]
  mother = await school.adult(ada, {}, { email: 'marta@family.example' })
  await school.alsoOf(ben, mother)
  father = await school.adult(ada, { relationship: 'Father', livesWith: false }, { forenames: 'Tomasz' })
  hers = await school.signIn(ada, mother)
  his = await school.signIn(ada, father)
})

const send = (cookie: string, operation: Operation, input: object = {}) =>
  school.withCookie(cookie).inject(requestOf(operation, input))
const office = () => server.as(school.officer)
const family = async (cookie: string) => (await send(cookie, contract.myFamily)).json()
const at = (pupilId: PupilId, more: object = {}) => ({ params: { ...school.at(pupilId), ...more } })
const child = (pupilId: PupilId) => ({ ...school.at(pupilId), id: randomUUID() })
const report = (cookie: string, pupils: readonly PupilId[], change: object = {}) =>
  send(cookie, contract.reportAbsence, {
    body: {
      children: pupils.map(child),
      first: { day: '2026-11-23', half: 'AM' },
      until: { kind: 'day', day: '2026-11-24' },
      category: 'illness',
      words: 'A temperature',
      ...change,
    },
  })
const askLeave = (cookie: string, pupils: readonly PupilId[], change: object = {}) =>
  send(cookie, contract.requestLeave, {
    body: {
      children: pupils.map(child),
      kind: 'exceptional',
      from: { day: '2026-12-07', half: 'AM' },
      to: { day: '2026-12-08', half: 'PM' },
      reason: 'A wedding abroad',
      ...change,
    },
  })
const ask = (cookie: string, pupilId: PupilId, about: object | null = null) =>
  send(cookie, contract.askSchool, {
    ...at(pupilId),
    body: { questionId: randomUUID(), about, text: 'Why was she marked away?' },
  })

/** Every act about one child. */
const ACTS: Readonly<Record<string, (cookie: string, pupilId: PupilId) => ReturnType<typeof send>>> = {
  'looks at the year': (cookie, pupilId) => send(cookie, contract.childYear, at(pupilId, { year: 2026 })),
  'reports an absence': (cookie, pupilId) => report(cookie, [pupilId]),
  'asks the school': (cookie, pupilId) => ask(cookie, pupilId),
  'asks for leave': (cookie, pupilId) => askLeave(cookie, [pupilId]),
}

describe('each adult and each child', () => {
  it.each(Object.entries(ACTS))('%s: of their own children, and of no other', async (_, act) => {
    for (const [cookie, pupilId, status] of [
      [hers, ada, 200],
      [hers, ben, 200],
      [hers, cleo, 403],
      [his, ada, 200],
      [his, ben, 403],
      ['', ada, 401],
    ] as const) {
      const answer = await act(cookie, pupilId)
      expect([answer.statusCode, answer.body.slice(0, 60)]).toEqual([status, expect.any(String)])
    }
  })

  it.each([
    ['barred', { barred: true, mayBeTold: false, barredReason: 'Order of 2 June 2026' }],
    ['not told any more', { mayBeTold: false }],
    ['without responsibility and care', { parentalResponsibility: 'no', livesWith: false }],
  ])('ends at the next request of an adult who is %s', async (_, change) => {
    expect((await family(his)).children.length).toBe(1)
    await school.change(ada, father, change)
    expect((await family(his)).children).toEqual([])
    for (const act of Object.values(ACTS)) expect((await act(his, ada)).statusCode).toBe(403)
    expect((await family(hers)).children.length).toBe(2)
  })

  it('one child of another adult among one’s own, and nothing is entered for any', async () => {
    expect((await report(his, [ada, ben])).statusCode).toBe(403)
    expect((await family(his)).reports).toEqual([])
    expect((await askLeave(his, [ada, ben])).statusCode).toBe(403)
    expect((await send(his, contract.familyLeave)).json().requests).toEqual([])
  })

  it('lets a member of staff in nowhere, whatever they may do at the school', async () => {
    for (const operation of [contract.myFamily, contract.familyLeave, contract.familyMessages, contract.myQuestions])
      expect((await server.as(school.head)(operation)).statusCode).toBe(403)
  })
})

describe('a report', () => {
  it('of two children is entered for each; the office accepts, and the family reads what became of it', async () => {
    expect((await report(hers, [ada, ben])).statusCode).toBe(200)
    const { reports } = await family(hers)
    expect(reports.map(({ state }: { state: string }) => state)).toEqual(['waiting', 'waiting'])
    const listed = (await office()(listReports, { params: { schoolId: school.id } })).json().reports
    const [one] = listed.filter((each: { pupil: { id: string } }) => each.pupil.id === ada)
    expect(one).toMatchObject({ channel: 'portal', reporter: { contactId: mother, name: 'Marta Reed' } })
    expect(one.suggestion.code).toBe('I')
    const accepted = await office()(acceptReport, {
      params: { schoolId: school.id, reportId: one.id },
      body: { key: randomUUID(), seen: 0, code: 'I', ...one.span },
    })
    expect(accepted.statusCode, accepted.body).toBe(200)
    const told = (await family(hers)).reports.find(({ pupilId }: { pupilId: string }) => pupilId === ada)
    expect(told).toMatchObject({ state: 'settled', outcome: expect.stringContaining('Illness') })
  })

  it('sent twice is there once', async () => {
    const body = {
      children: [child(ada)],
      first: { day: '2026-11-23', half: 'AM' },
      until: { kind: 'unknown' },
      category: 'illness',
    }
    for (const _ of [1, 2]) expect((await send(hers, contract.reportAbsence, { body })).statusCode).toBe(200)
    expect((await family(hers)).reports.length).toBe(1)
  })

  it('of one parent is not read by the other, though both contradict each other; each reads their own', async () => {
    await report(hers, [ada], { words: 'Her father did not bring her back' })
    await report(his, [ada], { category: 'transport', words: 'The car broke down' })
    const answers = [(await send(hers, contract.myFamily)).body, (await send(his, contract.myFamily)).body]
    expect(answers[0]).not.toContain('car broke')
    expect(answers[1]).not.toContain('did not bring')
    expect(answers[1]).not.toContain('marta@family.example')
  })

  it('that the school asks about is answered by whoever made it, once, and by nobody else', async () => {
    await report(hers, [ada])
    const [{ id }] = (await family(hers)).reports
    const answer = (cookie: string) =>
      send(cookie, contract.answerAboutReport, { ...at(ada, { reportId: id }), body: { text: 'Since last night' } })
    expect((await answer(hers)).json().code).toBe('family.nothing-asked')
    await office()(noteReport, {
      params: { schoolId: school.id, reportId: id },
      body: { seen: 0, kind: 'question', text: 'Since when is she ill?' },
    })
    expect((await family(hers)).reports[0]).toMatchObject({
      state: 'asks',
      outcome: expect.stringContaining('Since when'),
    })
    expect((await answer(his)).statusCode).toBe(403)
    expect((await answer(hers)).statusCode).toBe(200)
    expect((await family(hers)).reports[0].state).toBe('waiting')
  })

  it('takes a photograph of whoever made it, which the office sees and no other adult does', async () => {
    const { reports } = (await report(hers, [ada, ben])).json()
    await report(his, [ada])
    const { reportId } = reports.find((one: { pupilId: string }) => one.pupilId === ada)
    const letter = Buffer.from('%PDF-1.7 an appointment')
    const photo = (cookie: string, pupilId: PupilId, bytes = letter) => {
      const { url } = requestOf(contract.sendFamilyEvidence, {
        ...at(pupilId, { reportId }),
        query: { name: 'card.pdf' },
      })
      const headers = { 'content-type': 'application/octet-stream' }
      return school.withCookie(cookie).inject({ method: 'PUT', url, payload: bytes, headers })
    }
    expect((await photo(his, ada)).statusCode).toBe(403)
    // Her own report, and another child than it is about.
    expect((await photo(hers, ben)).statusCode).toBe(403)
    expect((await photo(hers, ada, Buffer.from('<svg/>'))).json().code).toBe('absence.unknown-file')
    expect((await photo(hers, ada)).json()).toEqual({ number: 1 })
    const [mine] = (await family(hers)).reports.filter((one: { id: string }) => one.id === reportId)
    expect(mine).toMatchObject({ files: [{ number: 1, name: 'card.pdf' }], takesFiles: true })
    expect(JSON.stringify(await family(his))).not.toContain('card.pdf')
    const open = (cookie: string, pupilId = ada) =>
      send(cookie, contract.openFamilyEvidence, at(pupilId, { reportId, number: 1 }))
    expect((await open(hers)).rawPayload.equals(letter)).toBe(true)
    expect((await open(his)).statusCode).toBe(403)
    expect((await open(hers, ben)).statusCode).toBe(403)
    const seen = await office()(openEvidence, { params: { schoolId: school.id, reportId, number: 1 } })
    expect(seen.rawPayload.equals(letter)).toBe(true)
    await school.change(ada, mother, { mayBeTold: false })
    expect([(await open(hers)).statusCode, (await photo(hers, ada)).statusCode]).toEqual([403, 403])
  })

  it('of long ago is for the office to hear of', async () => {
    const first = { day: '2026-11-02', half: 'AM' }
    const answer = await report(hers, [ada], { first, until: { kind: 'day', day: '2026-11-03' } })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'family.long-past'])
  })
})

describe('the year', () => {
  it('adds up as the school’s own page does, in days and words, without a code', async () => {
    const { save } = atScreen(server, school, school.officer)
    await save({ [ada]: 'N', [ben]: '/' }, { complete: true, rest: 'present' })
    server.clock.moveTo('2026-11-23T12:00:00.000Z' as Moment)
    const shown = (await send(hers, contract.childYear, at(ada, { year: 2026 }))).json()
    const asked = { params: { ...school.at(ada), year: 2026 } }
    const { sessions } = (await server.as(school.head)(pupilFigures, asked)).json()
    expect([shown.possible, shown.attended, shown.absent]).toEqual([
      sessions.possible,
      sessions.attended,
      sessions.absent,
    ])
    expect(shown.words).toMatchObject({ absent: 'half a day' })
    expect(shown.days[0]).toMatchObject({
      day: '2026-11-23',
      am: { tone: 'unexplained', words: 'Away, and we do not know why yet' },
    })
    expect(JSON.stringify(shown)).not.toMatch(/%|"N"|unauthorised/)
  })
})

describe('a question', () => {
  it('about a mark lands on the office’s list with the mark, and its answer back with the family', async () => {
    await ask(hers, ada, { day: '2026-11-20', half: 'AM' })
    const list = async () =>
      (await office()(contract.familyQuestions, { params: { schoolId: school.id } })).json().questions
    const waits = async () => {
      const found = await office()(workList, { params: { schoolId: school.id }, query: { whose: 'all' } })
      return (found.json().duties as { rule: string }[]).filter(({ rule }) => rule === 'parents.question-waits').length
    }
    expect(await waits()).toBe(1)
    const [{ id }] = await list()
    const reply = (number: number) =>
      office()(contract.answerFamily, {
        params: { schoolId: school.id, questionId: id },
        body: { number, text: 'She came at ten. We put it right.' },
      })
    expect((await reply(1)).statusCode).toBe(200)
    expect((await reply(1)).json().code).toBe('family.answered')
    expect(await waits()).toBe(0)
    const [mine] = (await send(hers, contract.myQuestions)).json().questions
    expect(mine).toMatchObject({
      about: { day: '2026-11-20', half: 'AM' },
      answers: [{ text: 'She came at ten. We put it right.', by: 'Olu Officer, Attendance officer' }],
    })
    expect((await send(his, contract.myQuestions)).json().questions).toEqual([])
  })

  it.each([
    ['a day before the school was', '0001-01-01', 'AM'],
    ['a day before the child came', '2026-06-01', 'AM'],
    ['a Sunday', '2026-11-22', 'AM'],
    ['a half day to come', '2026-11-24', 'AM'],
    ['the end of time', '9999-12-31', 'PM'],
  ])('about %s is not about a mark, and is not entered', async (_, day, half) => {
    const answer = await ask(hers, ada, { day, half })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'family.no-register'])
    expect((await send(hers, contract.myQuestions)).json().questions).toEqual([])
  })

  it('is no more than ten a day', async () => {
    for (let n = 0; n < 10; n += 1) expect((await ask(hers, ada)).statusCode).toBe(200)
    expect((await ask(hers, ada)).json().code).toBe('family.too-many-questions')
  })
})

describe('leave', () => {
  it('for days that are over is not asked for: a report is', async () => {
    const over = { from: { day: '2026-11-19', half: 'AM' }, to: { day: '2026-11-20', half: 'PM' } }
    const answer = await askLeave(hers, [ada], over)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'family.leave-afterwards'])
    expect((await send(hers, contract.familyLeave)).json().requests).toEqual([])
  })

  it('asked for on the page reaches the head; questions, answer, decision and letter come back to whoever asked', async () => {
    expect((await askLeave(hers, [ada])).statusCode).toBe(200)
    const [{ id, askedBy, channel }] = (await office()(listLeave, { params: { schoolId: school.id } })).json().requests
    expect([askedBy, channel]).toEqual(['Marta Reed', 'portal'])
    const params = { schoolId: school.id, requestId: id }
    await office()(noteLeave, { params, body: { kind: 'questioned', text: 'Whose wedding is it?' } })
    const mine = async (cookie: string) => (await send(cookie, contract.familyLeave)).json().requests
    expect((await mine(hers))[0]).toMatchObject({ state: 'waiting for the family', words: ['Whose wedding is it?'] })
    const of = { ...at(ada, { requestId: id }), body: { text: 'Her aunt’s' } }
    expect((await send(his, contract.answerAboutLeave, of)).statusCode).toBe(403)
    expect((await send(hers, contract.answerAboutLeave, of)).statusCode).toBe(200)
    const granted = await server.as(school.head)(grantLeave, {
      params,
      body: {
        key: randomUUID(),
        from: { day: '2026-12-07', half: 'AM' },
        to: { day: '2026-12-08', half: 'PM' },
        reason: 'A rare family occasion',
      },
    })
    expect(granted.statusCode, granted.body).toBe(200)
    expect((await mine(hers))[0]).toMatchObject({ state: 'granted', hasLetter: true })
    expect(await mine(his)).toEqual([])
    const letter = (cookie: string) => send(cookie, contract.familyLeaveLetter, at(ada, { requestId: id }))
    expect((await letter(hers)).headers['content-type']).toBe('application/pdf')
    expect((await letter(his)).statusCode).toBe(403)
  })
})

describe('language and channel', () => {
  it('are the contact’s own choice, and the office sees that it is', async () => {
    const chosen = await send(hers, contract.chooseForFamily, { body: { language: 'pl', channel: 'email' } })
    expect(chosen.statusCode).toBe(200)
    const { schools } = (await send(hers, contract.familyChoices)).json()
    expect(schools).toEqual([
      expect.objectContaining({ language: 'pl', channel: 'email', email: 'marta@family.example' }),
    ])
    const wrong = await send(hers, contract.chooseForFamily, { body: { language: 'xx', channel: null } })
    expect(wrong.json().code).toBe('family.no-language')
  })
})

describe('week, reports and praise', () => {
  const week = async (cookie: string, pupilId = ada) => (await send(cookie, contract.familyWeek, at(pupilId))).json()

  it('show the school’s own sums and the report as it was sent, to this family alone', async () => {
    await importWeeks(server, school, {
      monday: FIRST_MONDAY,
      marks: { [ada]: ['/\\ /\\ /\\ /\\ /\\', '/\\ /\\ /\\ /\\ /\\', '/\\ II /\\ L\\ /\\'] },
    })
    const body = {
      batchId: randomUUID(),
      from: '2026-11-02',
      to: '2026-11-20',
      yearGroup: '9',
      help: 'Ask Ms Reed in the office.',
    }
    const params = { schoolId: school.id }
    expect((await office()(startReports, { params, body })).statusCode).toBe(200)
    await makeReports(server.database, server.clock)
    const seen = await week(hers)
    expect(seen).toMatchObject({
      monday: '2026-11-16',
      week: { possible: 10, attended: 8 },
      halfTerm: { possible: 30, attended: 28 },
      late: 1,
      praiseWanted: true,
    })
    const [{ reportId, report: sent }] = seen.reports
    expect(sent.missed).toEqual([expect.objectContaining({ words: '2 half days: ill' })])
    const paper = (pupilId: PupilId, cookie = hers) =>
      send(cookie, contract.familyReportPaper, at(pupilId, { reportId }))
    expect((await paper(ada)).headers['content-type']).toBe('application/pdf')
    // One's own child, another child's report; and somebody else's child.
    expect((await paper(ben)).statusCode).toBe(403)
    expect((await paper(ada, his)).statusCode).toBe(200)
    expect((await paper(cleo)).statusCode).toBe(403)
    expect((await send(hers, contract.familyWeek, at(cleo))).statusCode).toBe(403)
  })

  it('takes the family’s “no” to praise, which the school cannot undo', async () => {
    const choose = (wanted: boolean, pupilId = ada) =>
      send(hers, contract.chooseFamilyPraise, { ...at(pupilId), body: { wanted, reason: '' } })
    expect((await choose(false)).statusCode).toBe(200)
    expect((await week(his)).praiseWanted).toBe(false)
    const undo = { wanted: true, chosenBy: 'school', reason: 'We think that it helps' }
    await office()(choosePraise, { ...at(ada), body: undo })
    const given = await office()(givePraise, {
      params: { schoolId: school.id },
      body: { praiseId: randomUUID(), pupilId: ada, words: 'on time all week', childWords: '', way: 'card' },
    })
    expect(given.json().code).toBe('weekly.no-praise-wanted')
    expect((await choose(false, cleo)).statusCode).toBe(403)
    await choose(true)
    expect((await week(hers)).praiseWanted).toBe(true)
  })
})
