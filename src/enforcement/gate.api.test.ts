import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseSupport, showCase } from '../casework/contract.ts'
import { keepEntries, readCase } from '../casework/index.ts'
import { workList } from '../duties/contract.ts'
import { day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { agreeTimetable } from '../leave/contract.ts'
import { printLetters, sendMessages, settleMessages } from '../messaging/contract.ts'
import { messagesAbout } from '../messaging/index.ts'
import { many } from '../platform/database/database.ts'
import { contactsOfPupils } from '../roll/index.ts'
import { giveRole, type TestPerson } from '../testing/builders.ts'
import { plantHome } from '../testing/family-school.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'

let server: TestServer
let school: RegisterSchool
let other: RegisterSchool
let dsl: TestPerson
let pam: TestPerson
let ada: PupilId
let ben: PupilId
let mother: ContactId
let father: ContactId
const threadId = randomUUID()
const noticeId = randomUUID()
const OWN = 'She is proud of her drawings: her teacher keeps them on the wall'

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server, { families: true, pupilsInGroup: 4 })
  other = await registerSchool(server, { name: 'Northgate School', pupilsInGroup: 2 })
  dsl = await server.person({ name: 'Dee Safe', role: 'dsl', position: 'DSL', school: school.place })
  pam = await server.person({ name: 'Pam Pastoral', role: 'pastoral', position: 'Pastoral', school: school.place })
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  const adults = await server.database.asSystem((tx) =>
    contactsOfPupils(tx, { schoolId: school.id, day: day('2026-11-23'), pupilIds: [ada] }),
  )
  ;[mother, father] = adults.map(({ contactId }) => contactId) as [ContactId, ContactId]
  await importWeeks(server, school, {
    monday: day('2026-11-02'),
    marks: {
      // Four weeks and the week of today are school weeks; on the 27th there is no school.
      [ada]: ['OO // // // //', '// UU OO // //', 'NN NN // // //'],
      [ben]: ['GG GG // // //', 'OO // // // //', '/O // // // //'],
    },
  })
})
afterAll(() => server.close())

const send = (person: TestPerson, operation: Operation, of: { params?: object; query?: object; body?: object } = {}) =>
  server.as(person)(operation, {
    params: { schoolId: school.id, ...of.params },
    ...(of.query === undefined ? {} : { query: of.query as Record<string, string> }),
    ...(of.body === undefined ? {} : { body: of.body }),
  })
const list = async () => (await send(school.officer, contract.nationalThresholdList)).json()
const duties = async (person: TestPerson, rule: string) => {
  const { duties } = (await send(person, workList)).json() as { duties: { rule: string; subject: { id: string } }[] }
  return duties.filter((one) => one.rule === rule)
}
const shown = async () => (await send(school.head, contract.showConsideration, { params: { threadId } })).json()
const answer = (kind: string, body: object) =>
  send(school.officer, contract.answerConsideration, {
    params: { threadId },
    body: { key: randomUUID(), answer: { kind, body } },
  })
const decide = async (decision: string, seen?: number) =>
  send(school.head, contract.decideFormalStep, {
    params: { threadId },
    body: { key: randomUUID(), seen: seen ?? (await shown()).number, decision, words: 'I have read all of it' },
  })

describe('the national threshold of a school', () => {
  it('lists who met it, with the sessions that make it up, and who is near; the day is a duty', async () => {
    const { children, threshold } = await list()
    expect(threshold).toMatchObject({ sessions: 10, schoolWeeks: 10 })
    expect(children.map((one: contract.Standing) => [one.pupil.id, one.state, one.now.length])).toEqual([
      [ada, 'met', 10],
      [ben, 'near', 7],
    ])
    expect(children[0]).toMatchObject({ metOn: '2026-11-17', unexplained: 4, toUndo: 1, leave: false })
    expect(children[0].now[0]).toMatchObject({ day: '2026-11-02', half: 'AM', code: 'O', dropsOut: '2027-01-25' })
    expect(await duties(school.officer, 'N13')).toMatchObject([{ subject: { id: ada } }])
    expect((await send(pam, contract.nationalThresholdList)).statusCode).toBe(403)
  })

  it('is asked for by the day that the authority’s code names, once the school has entered it', async () => {
    const { version, settings } = (await send(school.head, contract.enforcementSettings)).json()
    const changed = { ...settings, requestWithin: 10, sources: { requestWithin: 'The authority’s code of 2024, 4.2' } }
    const body = { version, settings: changed }
    expect((await send(school.officer, contract.changeEnforcementSettings, { body })).statusCode).toBe(403)
    expect((await send(school.head, contract.changeEnforcementSettings, { body })).statusCode).toBe(200)
    expect((await send(school.head, contract.changeEnforcementSettings, { body })).statusCode).toBe(409)
    expect((await list()).children[0]).toMatchObject({ requestBy: '2026-12-02' })
  })

  it('counts a child at two schools of one officer together, and at schools of others not at all', async () => {
    const upn = 'A123456789012'
    const twin = other.pupils.nineA[0] as PupilId
    await server.database.asSystem((tx) =>
      many(tx, sql`update roll.pupil set upn = ${upn} where pupil_id = any (${[ben, twin]}::uuid[])`),
    )
    await importWeeks(server, other, {
      monday: day('2026-11-09'),
      groupId: other.groups.nineA,
      marks: { [twin]: ['// // // OO UU'] },
    })
    const query = { schoolId: school.id }
    const alone = (await send(school.officer, contract.thresholdElsewhere, { query })).json()
    expect(alone.children).toEqual([])
    const bo = { name: 'Bo Both', role: 'attendance-officer', position: 'Officer' } as const
    const both = await server.person({ ...bo, school: school.place })
    await giveRole(server.database, both, { role: 'attendance-officer', place: other.place, at: server.clock.now() })
    const together = (await send(both, contract.thresholdElsewhere, { query })).json()
    expect(together.children).toMatchObject([
      { pupil: { id: ben }, state: 'met', elsewhere: { counted: [{ school: 'Northgate School', sessions: 4 }] } },
    ])
    expect((await send(dsl, contract.thresholdElsewhere, { query })).statusCode).toBe(403)
  })
})

describe('the gate', () => {
  it('opens a case with the questions, and asks the safeguarding lead and nobody else for their answer', async () => {
    const body = { key: randomUUID(), threadId, pupilId: ada, because: 'The national threshold was met' }
    expect((await send(school.officer, contract.beginConsideration, { body })).statusCode).toBe(200)
    expect((await send(school.officer, contract.beginConsideration, { body })).statusCode).toBe(200)
    const again = { ...body, key: randomUUID(), threadId: randomUUID() }
    expect((await send(school.officer, contract.beginConsideration, { body: again })).json().code).toBe(
      'enforcement.under-consideration',
    )
    const { caseId } = await shown()
    expect((await send(school.officer, showCase, { params: { caseId } })).statusCode).toBe(200)
    expect(await duties(dsl, 'enforcement.safeguarding')).toHaveLength(1)
    const words = 'Known to social care'
    const safe = { params: { threadId }, body: { key: randomUUID(), answer: 'go on', words } }
    expect((await send(school.officer, contract.answerSafeguarding, safe)).statusCode).toBe(403)
    expect((await send(dsl, contract.answerSafeguarding, safe)).statusCode).toBe(200)
    expect(await duties(dsl, 'enforcement.safeguarding')).toEqual([])
    const seenBy = async (person: TestPerson) =>
      JSON.stringify((await send(person, showCase, { params: { caseId } })).json())
    expect(await seenBy(dsl)).toContain(words)
    expect(await seenBy(pam)).not.toContain(words)
    expect(JSON.stringify(await shown())).not.toContain(words)
  })

  it('takes no “given” without support in the case, and no decision before every answer', async () => {
    expect((await answer('support-answered', { answer: 'given', words: 'We met' })).json().code).toBe(
      'enforcement.no-support',
    )
    const { caseId } = await shown()
    await server.database.inTenants([school.id], async (tx) => {
      const file = await readCase(tx, { schoolId: school.id, caseId, restricted: false })
      if (file === undefined) throw new Error('no case')
      const offered = {
        ...{ offerId: randomUUID(), supportId: 'mentor', title: 'A mentor', kind: 'mentoring' as const },
        ...{ barrierId: null, to: 'Ms Adler', from: null, words: '' },
      }
      const entry = { kind: 'support-offered', day: day('2026-11-10'), key: randomUUID(), body: offered } as const
      const kept = await keepEntries(
        { tx, now: server.clock.now(), caller: school.officer },
        { ...file, schoolId: school.id },
        [entry],
      )
      if (!kept.ok) throw new Error(kept.problem.message)
    })
    expect((await send(school.officer, caseSupport, { params: { caseId } })).json().offers).toHaveLength(1)
    expect((await answer('support-answered', { answer: 'given', words: 'A mentor was offered' })).statusCode).toBe(200)
    expect((await decide('notice to improve')).json().detail).toMatch(/disability.*more support.*tool is best/)
    await answer('equality-answered', { disability: 'no', words: 'The SENCO says so' })
    for (const tool of ['more support', 'attendance contract'])
      await answer('alternative-answered', { tool, words: 'Refused' })
    await answer('best-tool-answered', { tool: 'notice to improve', words: 'It may yet help' })
    expect(await duties(school.head, 'enforcement.decide')).toHaveLength(1)
    expect((await decide('penalty notice')).json().code).toBe('enforcement.gate')
    expect((await decide('notice to improve', 1)).statusCode).toBe(409)
    const body = { key: randomUUID(), seen: 1, decision: 'no notice', words: 'x' }
    expect((await send(school.officer, contract.decideFormalStep, { params: { threadId }, body })).statusCode).toBe(403)
    const byHand = {
      ...{ request: randomUUID(), template: 'notice-to-improve' },
      ...{ about: [ada], to: [mother], merge: { notice: 'x' } },
    }
    expect((await send(school.officer, sendMessages, { body: byHand })).json().code).toBe('messaging.formal')
    expect((await decide('notice to improve')).statusCode).toBe(200)
    expect((await shown()).gates[0]).toMatchObject({ step: 'notice to improve', open: true })
    expect(await duties(school.officer, 'N13')).toEqual([])
    expect(await duties(school.officer, 'enforcement.build')).toHaveLength(1)
    const { ended } = (await send(school.officer, workList)).json()
    expect(ended.filter(({ rule }: { rule: string }) => rule === 'N13')).toMatchObject([
      { state: 'done', subject: { id: ada }, ended: { words: 'The head decided: notice to improve' } },
    ])
    const [child] = (await list()).children
    expect(child).toMatchObject({ considerationId: threadId, decided: true, again: false })
  })
})

describe('a notice to improve', () => {
  const prepared = async () =>
    (await send(school.officer, contract.prepareImprove, { params: { threadId }, query: { contactId: mother } })).json()
  const draft = async (more: object = {}) => {
    const { first, weeks, contents, target } = await prepared()
    const { unauthorised, attended } = target
    const of = { key: randomUUID(), threadId: noticeId, considerationId: threadId, contactId: mother }
    return send(school.officer, contract.draftImprove, {
      body: { ...of, first, weeks, contents, target: { unauthorised, attended }, despite: null, ...more },
    })
  }
  const notice = async (params = { threadId: noticeId }) =>
    (await send(school.head, contract.showImprove, { params })).json()
  const act = (operation: Operation, body: object, params = { threadId: noticeId }) =>
    send(school.head, operation, { params, body: { key: randomUUID(), ...body } })

  const messages = () =>
    server.database.inTenants([school.id], (tx) =>
      messagesAbout(tx, { schoolId: school.id, pupilIds: [ada], from: day('2026-11-23'), to: day('2026-11-24') }),
    )

  it('is proposed from the marks, the case and the settings, within three to six weeks', async () => {
    const proposed = await prepared()
    expect(proposed).toMatchObject({
      first: '2026-11-30',
      last: '2027-01-22',
      weeks: 6,
      open: true,
      unsuitable: null,
      target: { possible: 60 },
    })
    expect(Object.values(proposed.contents).every((words) => String(words).length > 20)).toBe(true)
    expect((await draft({ target: { unauthorised: 5, attended: 20 } })).statusCode).toBe(200)
    const told = (await notice()).told
    expect([told.contents.enough, told.contents.early].join(' ')).toMatch(
      /at least 20 of the 60 .*fewer than 5 .*misses 5/,
    )
    expect(told.halfway).toBe('2027-01-04')
    expect(proposed.contents.supportGiven).toContain('a mentor')
    expect((await draft({ weeks: 7 })).statusCode).toBe(400)
    expect((await draft({ first: '2026-11-23' })).json().code).toBe('enforcement.late')
  })

  it('is drafted, printed as a tagged PDF, and sent once to the parent; the case knows of it', async () => {
    expect((await draft()).statusCode).toBe(200)
    expect(await duties(school.officer, 'enforcement.build')).toEqual([])
    expect(await duties(school.head, 'enforcement.send')).toHaveLength(1)
    const paper = await send(school.head, contract.printImprove, { params: { threadId: noticeId } })
    const pdf = paper.rawPayload.toString('latin1')
    expect([pdf.slice(0, 5), /pdfuaid/.test(pdf), /StructTreeRoot/.test(pdf)]).toEqual(['%PDF-', true, true])
    expect((await act(contract.endImprove, { outcome: 'improved', ground: null, words: 'x' })).json().code).toBe(
      'enforcement.not-now',
    )
    expect((await act(contract.sendImprove, { way: 'message' })).json()).toEqual({ threadId: noticeId })
    expect((await act(contract.sendImprove, { way: 'message' })).json().code).toBe('enforcement.not-now')
    // In the outbox it is with nobody; taken back there, it is somebody's work again, and it can go once more.
    expect(await notice()).toMatchObject({ state: 'waiting', received: null, ways: ['by hand'] })
    const [first] = await messages()
    const settle = (messageId: string, of: object) =>
      send(school.officer, settleMessages, { body: { messageIds: [messageId], ...of } })
    await settle(first?.messageId ?? '', { outcome: 'not-sent', reason: 'The address is an old one' })
    expect(await notice()).toMatchObject({
      ...{ state: 'waiting', ways: ['message', 'by hand'], fate: 'it was taken back: The address is an old one' },
    })
    expect(await duties(school.officer, 'enforcement.not-left')).toMatchObject([{ subject: { id: ada } }])
    expect((await act(contract.sendImprove, { way: 'message' })).statusCode).toBe(200)
    expect((await act(contract.sendImprove, { way: 'message' })).json().code).toBe('enforcement.not-now')
    expect((await messages()).map(({ state }) => state).toSorted()).toEqual(['to-print', 'withdrawn'])
    server.clock.moveTo('2027-01-25T10:00:00.000Z' as Moment)
    expect(await notice()).toMatchObject({ state: 'late', outcomes: ['withdrawn'] })
    // Nobody prints it for the post any more, and whoever would send it learns what to do.
    const letter = (await messages()).find(({ state }) => state === 'to-print')?.messageId ?? ''
    const print = () => send(school.officer, printLetters, { body: { messageIds: [letter], sides: 'one' } })
    expect((await print()).json().detail).toMatch(
      /first day, Monday 30 November 2026, is here.*built anew with a later/,
    )
    expect((await act(contract.sendImprove, { way: 'by hand' })).json().code).toBe('enforcement.late')
    server.clock.moveTo('2026-11-26T10:00:00.000Z' as Moment)
    expect((await print()).json().detail).toMatch(/By post .* Monday 30 November 2026 at the earliest.*Give it by hand/)
    server.clock.moveTo(MORNING)
    expect((await draft()).json().code).toBe('enforcement.not-now')
    expect((await draft({ threadId: randomUUID() })).json().code).toBe('enforcement.begun')
    const { caseId } = await shown()
    const { state, happened } = (await send(school.officer, showCase, { params: { caseId } })).json()
    expect(state.stage).toBe('formalise')
    expect(JSON.stringify(happened)).toContain('let a notice to improve go out')
    // The list of the threshold says what there is already: the case, what runs in it, and the notice.
    expect((await list()).children[0]).toMatchObject({
      ...{ pupil: { id: ada }, caseId, running: [] },
      steps: ['Notice to improve: waiting to leave'],
    })
    expect((await print()).statusCode).toBe(200)
    const posted = await settle(letter, { outcome: 'sent' })
    expect([posted.statusCode, posted.json()]).toEqual([200, { settled: 1 }])
    expect(await duties(school.officer, 'enforcement.not-left')).toEqual([])
    // Posted on Monday: received on Wednesday.
    expect(await notice()).toMatchObject({ state: 'sent', received: '2026-11-25', ways: [] })
    const { steps } = (await send(pam, contract.formalSteps, { params: { pupilId: ada } })).json()
    expect(steps).toMatchObject([
      { kind: 'consideration' },
      { kind: 'notice to improve', state: 'Sent, not begun', to: '' },
    ])
  })

  it('is tracked by every session of its weeks, looked at halfway, and ends with what came of it', async () => {
    await importWeeks(server, school, {
      monday: day('2026-11-30'),
      marks: { [ada]: ['// // II // //', '// // // // //', '// // /O // //'] },
    })
    server.clock.moveTo('2027-01-04T10:00:00.000Z' as Moment)
    expect(await notice()).toMatchObject({
      state: 'running',
      reviewed: false,
      tracking: { attended: 27, possible: 30, unauthorised: 1, stands: 'failed' },
    })
    expect(await duties(school.officer, 'enforcement.halfway')).toHaveLength(1)
    expect((await act(contract.reviewImprove, { words: 'The mentor meets her on Mondays now' })).statusCode).toBe(200)
    expect(await duties(school.officer, 'enforcement.halfway')).toEqual([])
    const early = { outcome: 'early penalty notice', words: 'As told' }
    expect((await act(contract.endImprove, { ...early, ground: null })).json().code).toBe('enforcement.no-ground')
    server.clock.moveTo('2027-01-25T10:00:00.000Z' as Moment)
    expect(await duties(school.head, 'N14')).toHaveLength(1)
    expect(
      (await act(contract.endImprove, { outcome: 'improved', ground: null, words: 'She is back' })).statusCode,
    ).toBe(200)
    expect(await notice()).toMatchObject({ state: 'ended', outcomes: [], ended: { outcome: 'improved' } })
    expect(await duties(school.head, 'N14')).toEqual([])
    server.clock.moveTo(MORNING)
  })

  it('is not built behind a gate that closed again, and not without a reason where support would not suit', async () => {
    await answer('support-answered', { answer: 'unsuitable', words: 'A week in Spain' })
    expect((await shown()).gates[0]).toMatchObject({ open: false, closedAgain: expect.stringMatching(/decides again/) })
    const anew = { threadId: randomUUID() }
    expect((await draft(anew)).json().code).toBe('enforcement.gate')
    expect((await decide('notice to improve')).statusCode).toBe(200)
    expect((await draft(anew)).json().detail).toMatch(/A notice to improve is not used then.*say why/)
    // What waits in the outbox is taken back there where it is given by hand instead.
    const handed = { threadId: randomUUID() }
    const { enough: _, early: __, ...proposed } = (await prepared()).contents
    const own = { ...handed, despite: 'One more chance', contents: { ...proposed, benefits: OWN } }
    expect((await draft(own)).statusCode).toBe(200)
    expect((await prepared()).before).toEqual({ ...handed, state: 'draft' })
    const system = (of: ReturnType<typeof sql>) => server.database.asSystem((tx) => many(tx, of))
    const livesAt = (home: string | null) =>
      system(sql`update roll.contact set email = 'm@example.test', address_id = ${home} where contact_id = ${mother}`)
    await livesAt(await plantHome(server, school.id, '1 Hidden Lane'))
    expect((await act(contract.sendImprove, { way: 'message' }, handed)).statusCode).toBe(200)
    expect((await messages()).filter(({ state }) => state === 'waiting')).toHaveLength(1)
    const papers = await system(sql`select content from messaging.attachment where content ~ '^JVBERi'`)
    // The paper by e-mail is the one that is printed where no address is known: it bears none.
    const printed = async () =>
      (await send(school.head, contract.printImprove, { params: handed })).rawPayload.toString('base64')
    expect(papers).not.toEqual([{ content: await printed() }])
    await livesAt(null)
    expect(papers).toEqual([{ content: await printed() }])
    expect((await act(contract.sendImprove, { way: 'by hand' }, handed)).statusCode).toBe(200)
    expect((await messages()).filter(({ state }) => state === 'waiting')).toEqual([])
    expect(await notice(handed)).toMatchObject({ state: 'sent', received: '2026-11-23', fate: null })
    await act(contract.endImprove, { outcome: 'withdrawn', ground: null, words: 'The wrong weeks' }, handed)
    expect(await prepared()).toMatchObject({ before: { ...handed, state: 'withdrawn' }, contents: { benefits: OWN } })
    expect((await draft({ ...anew, despite: 'The family asked for one more chance' })).statusCode).toBe(200)
    // Somebody who looks after the child without responsibility is offered, with what has to be said; a barred parent is shown, and gets nothing.
    const link = (contactId: ContactId, set: ReturnType<typeof sql>) =>
      system(sql`update roll.pupil_contact set ${set} where contact_id = ${contactId}`)
    await link(
      father,
      sql`is_parent = false, parental_responsibility = 'no', relationship = 'Stepfather', lives_with = true`,
    )
    expect((await shown()).parents).toMatchObject([
      { id: mother, ask: null, notTold: null },
      { id: father, ask: expect.stringMatching(/how they look after/), notTold: null },
    ])
    const stepfather = { threadId: randomUUID(), contactId: father, despite: 'One more chance' }
    expect((await draft(stepfather)).json().code).toBe('enforcement.not-a-parent')
    // Four half days of its weeks are a part-time timetable: nobody is told that the child is expected on them.
    const away = { weekday: 1, half: 'PM' }
    const timetable = {
      ...{ key: randomUUID(), pupilId: ada, reason: 'She is ill', away: [away, { ...away, weekday: 3 }] },
      ...{ times: 'Mornings', agreedWith: 'Her mother', agreedDay: '2026-11-23' },
      ...{ first: '2027-01-04', review: '2027-01-08', last: '2027-01-15' },
    }
    expect((await send(school.head, agreeTimetable, { body: timetable })).json().marks).toBe(4)
    const whyParent = 'Brings her to school and cooks for her'
    expect((await draft({ ...stepfather, whyParent })).statusCode).toBe(200)
    expect((await notice(stepfather)).told).toMatchObject({ whyParent, target: { possible: 56 } })
    await link(mother, sql`barred = true, may_be_told = false, emergency = false, barred_reason = 'Court order'`)
    expect((await act(contract.sendImprove, { way: 'by hand' }, anew)).json().code).toBe('enforcement.not-a-parent')
    expect((await send(school.head, contract.printImprove, { params: anew })).json().detail).toMatch(/not be told/)
    expect((await shown()).parents.find(({ id }: { id: ContactId }) => id === mother).notTold).toMatch(/safeguarding/)
    await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['.. II .. .. ..'] } })
    expect((await shown()).gates[0].closedAgain).toMatch(/8 of the 10 still count/)
    expect((await act(contract.sendImprove, { way: 'by hand' }, anew)).json().code).toBe('enforcement.gate')
  })
})
