import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../duties/contract.ts'
import { addDays, type Day, day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { suspendPupil } from '../leave/contract.ts'
import { many } from '../platform/database/database.ts'
import { contactsOfPupils } from '../roll/index.ts'
import type { TestPerson } from '../testing/builders.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'
import { beginThread } from './index.ts'
import { keepEvents } from './threads/keep-events.ts'
import { readThread } from './threads/store.ts'

let server: TestServer
let school: RegisterSchool
let ada: PupilId
let mother: ContactId
let father: ContactId
let considerationId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true, pupilsInGroup: 2 })
  ada = school.pupils.nineA[0] as PupilId
  const adults = await server.database.asSystem((tx) =>
    contactsOfPupils(tx, { schoolId: school.id, day: day('2026-11-23'), pupilIds: [ada] }),
  )
  mother = adults.find(({ relationship }) => relationship === 'Mother')?.contactId as ContactId
  father = adults.find(({ relationship }) => relationship === 'Father')?.contactId as ContactId
  await importWeeks(server, school, {
    monday: day('2026-11-09'),
    marks: { [ada]: ['OO OO OO OO OO', 'OO OO OO OO OO'] },
  })
  considerationId = await considered()
})

const weekOf = (monday: string) =>
  Array.from({ length: 5 }, (_, place) => addDays(day(monday), place)).flatMap((on) =>
    (['AM', 'PM'] as const).map((half) => ({ day: on, half, code: 'O' })),
  )
const SESSIONS = weekOf('2026-11-09')
const words = 'Weighed and written down'
const CONTENTS = Object.fromEntries(contract.CONTENT_NAMES.map((name) => [name, words]))

/** The questions before a notice, all of them answered; without the last: the head has not decided. */
async function considered({ decided = true, sessions = SESSIONS } = {}): Promise<string> {
  const threadId = randomUUID()
  const metOn = sessions.at(-1)?.day
  const on = day('2026-11-23')
  const event = (kind: contract.EventKind, body: object) =>
    ({ kind, day: on, key: randomUUID(), body }) as unknown as contract.NewEvent
  const answered = [
    event('considered', { because: words, metOn, sessions, leave: false }),
    event('support-answered', { answer: 'unsuitable', words, evidence: [] }),
    event('equality-answered', { disability: 'no', words }),
    event('safeguarding-answered', { answer: 'go on' }),
    ...(['more support', 'attendance contract', 'notice to improve', 'education supervision order'] as const).map(
      (tool) => event('alternative-answered', { tool, words }),
    ),
    event('best-tool-answered', { tool: 'penalty notice', words }),
    event('decided', { decision: 'penalty notice', words, metOn, sessions }),
  ]
  await server.database.asSystem((tx) =>
    beginThread(
      { tx, now: server.clock.now(), caller: school.head },
      { schoolId: school.id, threadId, kind: 'consideration', pupilId: ada, contactId: null, caseId: null },
      decided ? answered : answered.slice(0, -1),
    ),
  )
  return threadId
}

const params = (more: object = {}) => ({ schoolId: school.id, ...more })
const send = (operation: Operation, input: object, person: TestPerson = school.officer) =>
  server.as(person)(operation, input)
const ask = async (contactId: ContactId, because = 'Says that she kept the child at home', of = considerationId) => {
  const threadId = randomUUID()
  const parents = [{ threadId, key: randomUUID(), contactId, because }]
  const answer = await send(contract.requestPenaltyNotices, {
    params: params({ considerationId: of }),
    body: { homeAuthority: '', parents },
  })
  return { threadId, answer, code: answer.statusCode === 200 ? 'asked' : answer.json().code }
}
const step = async (
  threadId: string,
  on: string,
  { by = school.officer, ...body }: { by?: TestPerson; [field: string]: unknown },
) => {
  const input = { params: params({ threadId }), body: { key: randomUUID(), day: on, step: body } }
  const answer = await send(contract.recordPenaltyStep, input, by)
  return answer.statusCode === 200 ? answer.json().stage : answer.json().code
}
const CLEAR = { kind: 'penalty-checked', answer: 'clear', elsewhere: 0, from: 'A. Ward', words: '' }
const ISSUED = { kind: 'penalty-issued', signatory: 'A. Ward', way: 'post', reference: 'PN/1' }
const read = async (threadId: string) =>
  (await send(contract.readPenaltyNotice, { params: params({ threadId }) })).json()
const elsewhere = (issued: string, more: object = {}) =>
  send(contract.enterEarlierNotice, {
    params: params(),
    body: {
      ...{ key: randomUUID(), threadId: randomUUID(), pupilId: ada, contactId: mother, kind: 'absence', issued },
      ...{ withdrawn: false, where: 'Farshire', source: 'Their letter of that week', ...more },
    },
  })
const at = (on: string) => server.clock.moveTo(`${on}T09:00:00.000Z` as Moment)
const begin = (kind: contract.ThreadKind, contactId: ContactId, events: readonly object[]) =>
  server.database.asSystem((tx) =>
    beginThread(
      { tx, now: server.clock.now(), caller: school.head },
      { schoolId: school.id, threadId: randomUUID(), kind, pupilId: ada, contactId, caseId: null },
      events.map((event) => ({
        day: day('2026-11-23'),
        key: randomUUID(),
        ...event,
      })) as unknown as contract.NewEvent[],
    ),
  )
const rules = async () =>
  (await send(workList, { params: params(), query: { whose: 'all' } }))
    .json()
    .duties.map(({ rule }: { rule: string }) => rule)
    .filter((rule: string) => /^N1[568]$|penalty/.test(rule))

describe('a penalty notice', () => {
  it('goes from the head’s decision to the payment, step by step, and nothing before its time', async () => {
    expect(await rules()).toContain('enforcement.penalty-request')
    const shown = (await send(contract.penaltyRequest, { params: params({ considerationId }) })).json()
    expect(shown.refused).toBeNull()
    expect(
      shown.candidates.map((one: { relationship: string; liable: string }) => [one.relationship, one.liable]),
    ).toEqual([
      ['Mother', 'yes'],
      ['Father', 'yes'],
    ])
    expect((await ask(father, 'Yes')).code).toBe('enforcement.not-liable')
    const { threadId, answer } = await ask(mother)
    expect(answer.statusCode).toBe(200)
    expect((await ask(mother)).code).toBe('enforcement.begun')
    expect(await rules()).toEqual(['enforcement.penalty-check'])
    expect(await step(threadId, '2026-11-23', ISSUED)).toBe('enforcement.step-not-now')
    expect(await step(threadId, '2026-11-23', CLEAR)).toBe('checked')
    expect(await step(threadId, '2026-11-24', ISSUED)).toBe('enforcement.day')
    expect(await step(threadId, '2026-11-23', ISSUED)).toBe('issued')
    at('2026-11-25')
    expect((await read(threadId)).line).toMatchObject({ stage: 'received', deemed: true, due: 8000, daysLeft: 21 })
    expect(await rules()).toEqual(['N15'])
    at('2026-12-17')
    expect((await read(threadId)).line).toMatchObject({ due: 16_000, daysLeft: 6 })
    expect(await step(threadId, '2026-12-16', { kind: 'penalty-paid', pence: 8000, reference: 'R1' })).toBe('paid21')
    expect(await rules()).toEqual([])
    const withdrawn = { kind: 'penalty-withdrawn', because: 'wrong person', words: 'It was the father' }
    expect(await step(threadId, '2026-12-17', withdrawn)).toBe('withdrawn')
    expect(await rules()).toEqual(['enforcement.penalty-refund'])
    expect(await step(threadId, '2026-12-17', { kind: 'penalty-refunded', pence: 9000, words: '' })).toBe(
      'enforcement.step-not-now',
    )
    expect(await step(threadId, '2026-12-17', { kind: 'penalty-refunded', pence: 8000, words: '' })).toBe('withdrawn')
    expect(await step(threadId, '2026-12-17', { kind: 'penalty-prosecuted', words, reference: '' })).toBe(
      'enforcement.step-not-now',
    )
    const csv = await send(contract.exportPenaltyLedger, { params: params() })
    expect(csv.body).toContain('2026-12-16: 80.00')
    expect(csv.body).toContain('Wrong person: It was the father')
    const notice = await send(contract.printPenaltyNotice, { params: params({ threadId }), query: { of: 'notice' } })
    expect(notice.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(notice.rawPayload.includes('/MarkInfo')).toBe(true)
    const request = await send(contract.printPenaltyNotice, { params: params({ threadId }), query: { of: 'request' } })
    expect(request.rawPayload.includes('/MarkInfo')).toBe(true)
  })

  it('is not asked for while the head has not decided, nor for anybody who is not liable, and only by those who may', async () => {
    const undecided = await considered({ decided: false })
    expect((await ask(mother, 'Kept the child at home', undecided)).code).toBe('enforcement.gate')
    expect((await ask(randomUUID() as ContactId)).code).toBe('enforcement.not-liable')
    const ledger = (person: TestPerson) => send(contract.penaltyLedger, { params: params() }, person)
    expect((await ledger(school.tutor)).statusCode).toBe(403)
    expect((await ledger(school.head)).json().lines).toEqual([])
  })

  it('is one to each parent, and waits for what that parent alone was told; “stop” stops it, on paper too', async () => {
    const twice = [mother, mother].map((contactId) => ({
      ...{ threadId: randomUUID(), key: randomUUID() },
      ...{ contactId, because: 'Kept the child at home' },
    }))
    const refused = await send(contract.requestPenaltyNotices, {
      params: params({ considerationId }),
      body: { homeAuthority: '', parents: twice },
    })
    expect([refused.statusCode, refused.body]).toEqual([400, expect.stringContaining('stands here twice')])
    const told = {
      considerationId,
      first: '2026-11-23',
      last: '2027-01-15',
      weeks: 6,
      contents: CONTENTS,
      despite: null,
    }
    const target = { unauthorised: 1, attended: 50, possible: 60 }
    await begin('notice to improve', mother, [
      { kind: 'improve-drafted', body: { ...told, target } },
      { kind: 'improve-sent', body: { messages: [], way: 'by hand', received: '2026-11-23' } },
    ])
    const { candidates, refused: shut } = (
      await send(contract.penaltyRequest, { params: params({ considerationId }) })
    ).json()
    expect(shut).toBeNull()
    expect(candidates.map((one: { stopped: string | null }) => one.stopped)).toEqual([
      expect.stringContaining('until Friday 15 January 2027'),
      null,
    ])
    expect((await ask(mother)).code).toBe('enforcement.gate')
    // Of two who ask at the same moment, whoever comes second learns of the first.
    const both = await Promise.all([1, 2].map(() => ask(father, 'Looks after the child from Monday to Friday')))
    expect(both.map(({ code }) => code).toSorted()).toEqual(['asked', 'enforcement.begun'])
    const threadId = both.find(({ code }) => code === 'asked')?.threadId ?? ''
    // A key that another request had is a conflict, never a silent yes.
    const key = randomUUID()
    const under = (body: object) =>
      send(
        contract.recordPenaltyStep,
        { params: params({ threadId }), body: { key, day: '2026-11-23', step: body } },
        school.head,
      )
    expect([(await under(CLEAR)).statusCode, (await under(CLEAR)).statusCode]).toEqual([200, 200])
    expect((await under({ kind: 'penalty-called-off', because: 'Not needed any more' })).json().code).toBe(
      'enforcement.changed',
    )
    const paper = () => send(contract.printPenaltyNotice, { params: params({ threadId }), query: { of: 'request' } })
    expect((await paper()).statusCode).toBe(200)
    await server.database.asSystem(async (tx) => {
      const thread = await readThread(tx, { schoolId: school.id, threadId: considerationId })
      if (thread === undefined) throw new Error('no consideration')
      const stop = {
        kind: 'safeguarding-answered',
        day: day('2026-11-23'),
        key: randomUUID(),
        body: { answer: 'stop' },
      }
      const by = { tx, now: server.clock.now(), caller: school.head }
      await keepEvents(by, { ...thread, schoolId: school.id }, [stop as contract.NewEvent])
    })
    expect((await paper()).json().detail).toMatch(/not to be sent: .*safeguarding lead/)
    expect(await rules()).toEqual(['enforcement.penalty-basis'])
  })

  it('is second after one elsewhere, at one price, and there is no third; withdrawn and old ones do not count', async () => {
    await elsewhere('2024-08-18')
    await elsewhere('2025-03-03', { withdrawn: true })
    const early = (await elsewhere('2025-06-02')).json().threadId
    const { threadId } = await ask(mother)
    expect((await read(threadId)).rank).toEqual({ rank: 'second', counted: ['2025-06-02'], until: '2028-06-02' })
    expect(await step(threadId, '2026-11-23', { ...CLEAR, elsewhere: 4 })).toBe('checked')
    expect(await step(threadId, '2026-11-23', ISSUED)).toBe('enforcement.elsewhere')
    const late = (await elsewhere('2026-01-12')).json().threadId
    expect(await step(threadId, '2026-11-23', ISSUED)).toBe('enforcement.third-notice')
    const { candidates } = (await send(contract.penaltyRequest, { params: params({ considerationId }) })).json()
    expect(candidates.map((one: { rank: { rank: string } }) => one.rank.rank)).toEqual(['none left', 'first'])
    expect((await ask(father, 'Looks after the child from Monday to Friday')).answer.statusCode).toBe(200)
    const off = { kind: 'penalty-called-off', because: 'No notice is left' }
    expect(await step(threadId, '2026-11-23', off)).toBe('enforcement.head-decides')
    expect((await read(threadId)).next).not.toContain('penalty-called-off')
    expect(await step(threadId, '2026-11-23', { ...off, by: school.head })).toBe('called off')
    expect((await ask(mother)).code).toBe('enforcement.third-notice')
    // What was entered wrongly, or withdrawn where it was issued, is put right and counts no more.
    expect((await elsewhere('2026-01-12')).json().code).toBe('enforcement.begun')
    const withdrawn = { kind: 'penalty-withdrawn', because: 'material error', words: 'It was another child' }
    expect(await step(late, '2026-11-23', withdrawn)).toBe('elsewhere')
    const again = await ask(mother)
    expect((await read(again.threadId)).rank).toMatchObject({ rank: 'second', counted: ['2025-06-02'] })
    expect(await step(early, '2026-11-23', { kind: 'penalty-mistaken', because: 'It was his sister' })).toBe('mistaken')
    expect((await read(again.threadId)).rank).toMatchObject({ rank: 'first', counted: [] })
  })

  it('is never a third in three years, not even where two are issued at the same moment', async () => {
    await elsewhere('2025-06-02')
    const other = await considered({ sessions: weekOf('2026-11-16') })
    const because = 'Says that she kept the child at home'
    const asked = [await ask(mother, because), await ask(mother, because, other)]
    expect(asked.map(({ code }) => code)).toEqual(['asked', 'asked'])
    for (const { threadId } of asked) await step(threadId, '2026-11-23', CLEAR)
    const issued = await Promise.all(asked.map(({ threadId }) => step(threadId, '2026-11-23', ISSUED)))
    expect(issued.toSorted()).toEqual(['enforcement.third-notice', 'issued'])
  })

  it('is signed by nobody whom the head has not authorised, where the school issues its own', async () => {
    const settings = (signatories: object[]) => ({
      issuer: 'school',
      desk: 'Attendance enforcement',
      signatories,
      deemedDays: 2,
      inParts: false,
      publicPlace: { lower: 6000, full: 12_000 },
    })
    const change = (version: number, signatories: object[], person = school.head) =>
      send(
        contract.changePenaltySettings,
        { params: params(), body: { version, settings: settings(signatories) } },
        person,
      )
    const dee = { name: 'Dee Deputy', rank: 'deputy-head', authorisedBy: '', authorisedOn: null, until: null }
    expect((await change(0, [dee], school.officer)).statusCode).toBe(403)
    expect((await change(0, [dee])).statusCode).toBe(200)
    expect((await change(0, [dee])).statusCode).toBe(409)
    const { threadId } = await ask(mother)
    await step(threadId, '2026-11-23', CLEAR)
    expect(await step(threadId, '2026-11-23', ISSUED)).toBe('enforcement.may-not-sign')
    const key = randomUUID()
    const issue = (signatory: string, person = school.head) =>
      send(
        contract.issuePenaltyNotice,
        { params: params({ threadId }), body: { key, signatory, way: 'by hand', reference: '' } },
        person,
      )
    expect((await issue('Dee Deputy', school.officer)).statusCode).toBe(403)
    expect((await issue('Olu Officer')).json().code).toBe('enforcement.may-not-sign')
    expect((await issue('Dee Deputy')).json().detail).toContain('authorised')
    // Nobody enters an officer of the authority, to sign the school’s own past the questions.
    const authorised = { ...dee, authorisedBy: 'Hana Head', authorisedOn: '2026-09-01' }
    expect((await change(1, [authorised, { ...dee, name: 'Ann', rank: 'authority-officer' }])).statusCode).toBe(400)
    expect((await change(1, [authorised])).statusCode).toBe(200)
    const bar = (barred: boolean) =>
      server.database.asSystem((tx) =>
        many(
          tx,
          sql`update roll.pupil_contact set barred = ${barred}, may_be_told = ${!barred}, emergency = ${!barred},
            barred_reason = ${barred ? 'Court order' : null} where contact_id = ${mother}`,
        ),
      )
    await bar(true)
    expect((await issue('Dee Deputy')).json()).toMatchObject({
      code: 'enforcement.not-liable',
      detail: expect.stringContaining('must not be told'),
    })
    await bar(false)
    expect((await issue('Dee Deputy')).json()).toEqual({ stage: 'received' })
    expect((await issue('Dee Deputy')).json()).toEqual({ stage: 'received' })
    expect((await read(threadId)).steps.filter(({ title }: { title: string }) => title === 'Issued')).toHaveLength(1)
    expect((await rules()).toSorted()).toEqual(['N15', 'enforcement.penalty-copy'])
  })

  it('about a public place is outside all that: five school days, no threshold, counted nowhere', async () => {
    const suspensionId = randomUUID()
    const see = (seenOn: string, toldOn = '2026-11-16') =>
      send(contract.requestPublicPlaceNotice, {
        params: params(),
        body: {
          ...{ key: randomUUID(), threadId: randomUUID(), pupilId: ada, contactId: mother, toldOn, seenOn },
          toldHow: 'letter by hand',
          ...{ because: 'Had the child with her at work', suspensionId, where: 'The market' },
        },
      })
    at('2026-11-24')
    await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['OO // OO OO OO'] } })
    expect((await see('2026-11-20')).json().detail).toMatch(/No suspension .* is recorded\. The head records it first/)
    const suspension = {
      ...{ key: suspensionId, pupilId: ada, kind: 'suspension', category: 'other', words: 'As decided' },
      ...{ from: { day: '2026-11-16', half: 'AM' }, to: { day: '2026-11-20', half: 'PM' }, decidedDay: '2026-11-16' },
    }
    const suspended = await send(suspendPupil, { params: params(), body: suspension }, school.head)
    expect(suspended.statusCode, suspended.body).toBe(200)
    expect((await see('2026-11-23' as Day)).json()).toMatchObject({
      ...{
        code: 'enforcement.public-place',
        detail: expect.stringMatching(/as far as it lasts: 16 Nov .* 20 Nov 2026/),
      },
    })
    expect((await see('2026-11-16', '2026-11-17')).json().detail).toContain('told first')
    expect((await see('2026-11-17')).json().detail).toMatch(/present on 17 Nov 2026 \(morning: \/, .*amended/)
    const asked = await see('2026-11-20')
    expect(asked.statusCode).toBe(200)
    const { threadId } = asked.json()
    await step(threadId, '2026-11-24', CLEAR)
    await step(threadId, '2026-11-24', ISSUED)
    at('2026-11-30')
    const { line, rank } = await read(threadId)
    expect(line).toMatchObject({ kind: 'public-place', rank: null, due: 6000, countsUntil: null })
    expect(line.prices.every(({ verified }: { verified: boolean }) => !verified)).toBe(true)
    expect(rank).toEqual({ rank: 'first', counted: [], until: null })
    expect(await rules()).toContain('N18')
  })
})
