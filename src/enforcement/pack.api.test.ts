import { randomUUID } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnSupport, openCase, writeInCase } from '../casework/contract.ts'
import { day } from '../kernel/day.ts'
import type { ContactId, PupilId } from '../kernel/ids.ts'
import type { Answer, Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { type DecisionLetters, sendDecision, showDecisionLetters } from '../leave/contract.ts'
import { keepLeaveStep, keepRequest } from '../leave/index.ts'
import { listOutbox, printLetters, sendMessages, settleMessages } from '../messaging/contract.ts'
import { many } from '../platform/database/database.ts'
import { amendMarks, markHistory } from '../register/contract.ts'
import { contactsOfPupils } from '../roll/index.ts'
import type { TestPerson } from '../testing/builders.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'
import { verifyZip } from './pack/verify-pack.ts'
import { keepEvents } from './threads/keep-events.ts'
import { readThread } from './threads/store.ts'

let server: TestServer
let school: RegisterSchool
let dsl: TestPerson
let ada: PupilId
let mother: ContactId
let father: ContactId
const threadId = randomUUID()
const packId = randomUUID()

const send = (
  person: TestPerson,
  operation: Operation,
  of: { params?: object; body?: object; query?: Readonly<Record<string, string>> } = {},
) =>
  server.as(person)(operation, {
    params: { schoolId: school.id, ...of.params },
    ...(of.query === undefined ? {} : { query: of.query }),
    ...(of.body === undefined ? {} : { body: of.body }),
  })
const done = async (...asked: Parameters<typeof send>) => {
  const answer = await send(...asked)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer
}
const prepare = async (
  query: Readonly<Record<string, string>> = { contactId: mother },
): Promise<Answer<typeof contract.preparePack>> =>
  (await done(school.officer, contract.preparePack, { params: { threadId }, query })).json()
type Shown = Awaited<ReturnType<typeof prepare>>
const linesOf = (shown: Shown, id: string) => shown.sections.find((one) => one.id === id)?.lines ?? []
const make = (shown: Shown, given: object = {}) =>
  send(school.officer, contract.makePack, {
    params: { threadId },
    body: {
      key: packId,
      packId,
      contactId: mother,
      ...{ from: shown.from, to: shown.to, seen: shown.seen },
      ...{ redactions: [], leave: [] },
      ...given,
    },
  })
const file = async (of: 'pdf' | 'zip') =>
  (await done(school.head, contract.packFile, { params: { packId }, query: { of } })).rawPayload

async function amend(on: string, [seen, to]: [string, string], reason: string): Promise<void> {
  const line = await done(school.officer, markHistory, { params: { pupilId: ada, day: on, half: 'AM' } })
  const { version } = line.json()
  const marks = [{ pupilId: ada, day: on, half: 'AM', seen, to }]
  await done(school.officer, amendMarks, { body: { key: randomUUID(), version, reason, marks } })
}

async function write(person: TestPerson, caseId: string, words: string): Promise<void> {
  const restricted = person === dsl
  const write = { kind: 'contact', day: '2026-11-20', with: 'Mara Adler00', way: 'telephone', reached: true, words }
  await done(person, writeInCase, { params: { caseId }, body: { key: randomUUID(), restricted, write } })
}

beforeAll(async () => {
  server = await startTestServer()
  school = await registerSchool(server, { families: true, pupilsInGroup: 3 })
  dsl = await server.person({ name: 'Dee Safe', role: 'dsl', position: 'DSL', school: school.place })
  ;[ada] = school.pupils.nineA as [PupilId]
  const adults = await server.database.asSystem((tx) =>
    contactsOfPupils(tx, { schoolId: school.id, day: day('2026-11-23'), pupilIds: [ada] }),
  )
  ;[mother, father] = adults.map(({ contactId }) => contactId) as [ContactId, ContactId]
  await importWeeks(server, school, {
    monday: day('2026-11-02'),
    marks: { [ada]: ['OO OO // // //', '// UU OO // //'] },
  })
  // Ada was a year lower before: the times of her registers were others.
  await server.database.asSystem(async (tx) => {
    await many(tx, sql`update roll.placement set from_day = '2026-11-09' where pupil_id = ${ada}`)
    await many(
      tx,
      sql`insert into roll.placement (school_id, pupil_id, from_day, until_day, year_group, group_id)
        select school_id, pupil_id, '2026-08-01', from_day, '7', group_id from roll.placement where pupil_id = ${ada}`,
    )
  })
  await amend('2026-11-02', ['O', 'I'], 'Mother rang: she was ill, as was Cleo Adler02')
  await amend('2026-11-03', ['O', 'G'], 'A holiday nobody had asked for')
  for (const [to, meeting] of [
    [mother, 'Tuesday at nine'],
    [father, 'Thursday at four'],
  ])
    await done(school.officer, sendMessages, {
      body: { request: randomUUID(), template: 'meeting', about: [ada], to: [to], merge: { meeting } },
    })
  const { messages } = (await done(school.officer, listOutbox)).json() as { messages: { id: string }[] }
  const messageIds = messages.map(({ id }) => id)
  expect(messageIds).toHaveLength(2)
  await done(school.officer, printLetters, { body: { messageIds } })
  await done(school.officer, settleMessages, { body: { messageIds, outcome: 'sent' } })
  const caseId = randomUUID()
  await done(school.officer, openCase, {
    body: { key: caseId, pupilId: ada, because: 'Away', duty: null, stage: 'listen', owner: null, review: null },
  })
  await write(school.officer, caseId, 'Walks with Ben Adler01; ring 07700 900200')
  await write(school.officer, caseId, 'About a trip next year')
  await write(dsl, caseId, 'Told in confidence at the gate')
  const offer = { offerId: randomUUID(), supportId: 'mentor', title: 'A mentor', kind: 'other', barrierId: null }
  const body = { ...offer, to: 'Ada, with Ben Adler01', from: null }
  await done(school.officer, actOnSupport, {
    params: { caseId },
    body: { key: randomUUID(), act: { kind: 'support-offered', day: '2026-11-20', body } },
  })
  await done(school.officer, contract.beginConsideration, {
    body: { key: randomUUID(), threadId, pupilId: ada, because: 'A year of help was refused' },
  })
})
afterAll(() => server.close())

describe('an evidence pack', () => {
  it('is looked through first: one parent’s own, every amendment, nothing restricted, names of others suggested', async () => {
    expect((await prepare({})).contactId).toBeNull()
    const shown = await prepare()
    expect(shown.parents.map(({ id }) => id)).toEqual([mother, father])
    expect(linesOf(shown, 'amendments').map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['2 Nov 2026 AM', 'O', 'I', 'Mother rang: she was ill, as was Cleo Adler02'],
      ['3 Nov 2026 AM', 'O', 'G', 'A holiday nobody had asked for'],
    ])
    expect(linesOf(shown, 'amendments')[0]?.cells[5]).toBe('Olu Officer, Attendance officer')
    const [letter, ...more] = linesOf(shown, 'letters')
    expect(more).toEqual([])
    expect(letter?.text).toContain('Tuesday at nine')
    expect(letter?.cells[4]).toMatch(/sent by hand by Olu Officer/)
    expect(linesOf(shown, 'contacts')).toHaveLength(2)
    expect(JSON.stringify(shown)).not.toMatch(/in confidence|Thursday at four/)
    const sure = shown.suggestions.filter(({ strength }) => strength === 'sure').map(({ words }) => words)
    expect(sure).toEqual(expect.arrayContaining(['Ben Adler01', 'Cleo Adler02', '07700 900200']))
    for (const person of [school.tutor, school.reception])
      expect((await send(person, contract.preparePack, { params: { threadId } })).statusCode).toBe(403)
    const fathers = await prepare({ contactId: father })
    expect(JSON.stringify(fathers)).not.toContain('Tuesday at nine')
    // A conversation with the mother is none with him.
    expect(linesOf(fathers, 'contacts')).toEqual([])
    expect(fathers.sections.find(({ id }) => id === 'contacts')?.intro[1]).toMatch(
      /^2 calls or conversations with other/,
    )
  })

  it('has the year group and the times of its registers as they changed', async () => {
    const shown = await prepare()
    const year = linesOf(shown, 'people').find(({ id }) => id === 'Year group')
    expect(year?.cells[1]).toMatch(/^Year 9, from .*9 November 2026; before that Year 7$/)
    const times = linesOf(shown, 'times').map(({ cells }) => cells.slice(1, 3).join(' '))
    expect(times).toEqual([
      'Year 7 In the morning: open 09:00, closed 09:15',
      'Year 9 In the morning: open 08:30, closed 08:45',
    ])
  })

  it('is made of what was seen, after somebody decided about every name, once', async () => {
    const shown = await prepare()
    const left = await make(shown)
    expect(left.json()).toMatchObject({ code: 'enforcement.names-left' })
    const stays = await make(shown, { leave: ['Ben Adler01', 'Cleo Adler02', '07700 900200'] })
    expect(stays.json().detail).toMatch(/^Decide about “07700 900200”:/)
    const [contact, trip] = linesOf(shown, 'contacts')
    const redactions = [
      { section: null, line: null, words: 'Ben Adler01', because: 'another child' },
      { section: null, line: null, words: 'Cleo Adler02', because: 'another child' },
      { section: 'contacts', line: contact?.id, words: '07700 900200', because: 'another adult' },
      { section: 'contacts', line: trip?.id, words: null, because: 'not about this matter' },
    ]
    const nothing = { section: null, line: null, words: 'Zebedee', because: 'another child' }
    expect((await make(shown, { redactions: [...redactions, nothing] })).json().detail).toMatch(/Zebedee/)
    expect((await make(shown, { redactions, seen: 'something else' })).json().code).toBe('enforcement.pack-changed')
    const made = await make(shown, { redactions })
    expect(made.statusCode, made.body).toBe(200)
    expect((await make(shown, { redactions })).json()).toEqual(made.json())
    const [kept, ...others] = (await prepare()).made
    expect(others).toEqual([])
    expect(kept?.redactions).toContainEqual({
      section: 'Contact log',
      what: '2 words redacted',
      because: 'another child',
    })
    // To whom support was offered was typed as well.
    expect(kept?.redactions).toContainEqual({
      section: 'Support: offered, accepted, refused, ended',
      what: '2 words redacted',
      because: 'another child',
    })
    expect(kept?.by.name).toBe('Olu Officer')
  })

  it('is one tagged PDF and a ZIP of it, with no name of another child, nothing restricted and a hash of every file', async () => {
    const pdf = (await file('pdf')).toString('latin1')
    expect([pdf.slice(0, 5), /pdfuaid/.test(pdf), /StructTreeRoot/.test(pdf)]).toEqual(['%PDF-', true, true])
    const files = unzipSync(await file('zip'))
    const text = Object.entries(files)
      .filter(([path]) => !path.endsWith('.pdf'))
      .map(([, content]) => new TextDecoder().decode(content))
      .join('\n')
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'evidence-pack.pdf',
        'statements/witness-statement.txt',
        'statements/head-certificate.txt',
        'letters/001.txt',
        'index.txt',
        'manifest.json',
      ]),
    )
    expect(text).toContain('Tuesday at nine')
    expect(text).toMatch(/Not verified: section 9 of the Criminal Justice Act 1967/)
    expect(text).not.toMatch(/Adler01|Adler02|900200|in confidence|Thursday at four|trip next year/)
    expect(text).toContain('2 words redacted')
  })

  it('is the same when it is made again, agrees with the journal, and is found out where anything was changed', async () => {
    const zip = new Uint8Array(await file('zip'))
    expect(Buffer.compare(await file('zip'), zip)).toBe(0)
    const check = (await done(school.officer, contract.checkPack, { params: { packId } })).json()
    expect(check, JSON.stringify(check)).toMatchObject({ sound: true })
    const verified = async (of: Uint8Array) => {
      const found = await verifyZip(of, (work) => server.database.asSystem(work))
      return found.filter(({ agrees }) => !agrees).map(({ words }) => words)
    }
    expect(await verified(zip)).toEqual([])
    const files = unzipSync(zip)
    const changed = { ...files, 'letters/001.txt': new TextEncoder().encode('Another letter') }
    expect((await verified(zipSync(changed))).join(' ')).toMatch(/letters\/001.txt was changed.*whole is not the pack/)
    const { 'index.txt': _, ...fewer } = files
    expect((await verified(zipSync(fewer))).join(' ')).toMatch(/index.txt is missing/)
    const added = { ...files, 'letters/002.txt': new TextEncoder().encode('One more') }
    expect((await verified(zipSync(added))).join(' ')).toMatch(/letters\/002.txt does not belong/)
    const manifest = new TextDecoder().decode(files['manifest.json']).replace(/("number": )\d+/, '$11')
    expect(
      (await verified(zipSync({ ...files, 'manifest.json': new TextEncoder().encode(manifest) }))).join(' '),
    ).toMatch(/another hash/)
    expect((await verified(new Uint8Array([1, 2, 3]))).join(' ')).toMatch(/no evidence pack/)
    // Later amendments do not change what was made.
    await amend('2026-11-03', ['G', 'O'], 'It was no holiday')
    expect(Buffer.compare(await file('zip'), zip)).toBe(0)
    expect(await verified(zip)).toEqual([])
  })
})

describe('a penalty notice for a holiday', () => {
  /** What somebody said, and the head's decision after it: a holiday of one afternoon. */
  const decide = (...said: { kind: contract.EventKind; body: object }[]) =>
    server.database.asSystem(async (tx) => {
      const thread = await readThread(tx, { schoolId: school.id, threadId })
      if (thread === undefined) throw new Error('there is no consideration')
      const sessions = [{ day: day('2026-11-02'), half: 'PM', code: 'G' }]
      const decided = { decision: 'penalty notice', words: 'Weighed', metOn: null, sessions }
      const events = [...said, { kind: 'decided', body: decided }].map((one) => ({
        ...{ ...one, day: day('2026-11-23'), key: randomUUID() },
      })) as unknown as contract.NewEvent[]
      const kept = await keepEvents(
        { tx, now: server.clock.now(), caller: school.head },
        { ...thread, schoolId: school.id },
        events,
      )
      expect(kept.ok).toBe(true)
    })
  const noticeId = randomUUID()
  const ask = async () => {
    const parents = [{ threadId: noticeId, key: randomUUID(), contactId: mother, because: 'Went along' }]
    return await send(school.officer, contract.requestPenaltyNotices, {
      params: { considerationId: threadId },
      body: { homeAuthority: '', parents },
    })
  }

  it('rests on a refusal of leave that is on record, with its letter, in the pack too', async () => {
    const tools = ['more support', 'attendance contract', 'notice to improve', 'education supervision order'] as const
    await decide(
      { kind: 'support-answered', body: { answer: 'unsuitable', words: 'A trip', evidence: [] } },
      { kind: 'equality-answered', body: { disability: 'no', words: 'Asked' } },
      { kind: 'safeguarding-answered', body: { answer: 'go on' } },
      ...tools.map((tool) => ({ kind: 'alternative-answered' as const, body: { tool, words: 'Weighed' } })),
      { kind: 'best-tool-answered', body: { tool: 'penalty notice', words: 'A trip' } },
    )
    expect((await ask()).json()).toMatchObject({
      code: 'enforcement.gate',
      detail: expect.stringMatching(/No refusal of leave is on record for 2 Nov 2026/),
    })
    const of = { schoolId: school.id, id: randomUUID() }
    const [askedAt, at] = ['2026-10-12T09:00:00.000Z', '2026-10-14T09:00:00.000Z'] as Moment[] as [Moment, Moment]
    await server.database.asSystem(async (tx) => {
      await keepRequest(tx, {
        ...{ ...of, pupilId: ada, kind: 'exceptional', reason: 'A trip to the sea', particulars: '', channel: 'form' },
        ...{ from: { day: day('2026-11-02'), half: 'AM' }, to: { day: day('2026-11-02'), half: 'PM' } },
        ...{ askedBy: 'Mara Adler00', askedAt, at: askedAt, by: school.officer },
      })
      await keepLeaveStep(tx, { ...of, number: 1, kind: 'refused', reason: 'It is a trip', at, by: school.head })
    })
    expect((await ask()).json().detail).toMatch(/how the letter with the refusal was sent/)
    // Written as messages and posted before the days, the letters prove themselves.
    const now = server.clock.now()
    server.clock.moveTo('2026-10-14T10:00:00.000Z' as Moment)
    const params = { requestId: of.id }
    const { toWrite }: DecisionLetters = (await done(school.officer, showDecisionLetters, { params })).json()
    const seen = toWrite.flatMap(({ letter }) => letter?.findings ?? []).map(({ id }) => id)
    await done(school.officer, sendDecision, { params, body: { seen, despite: 'Talked' } })
    const { written }: DecisionLetters = (await done(school.officer, showDecisionLetters, { params })).json()
    const messageIds = written.map(({ messageId }) => messageId)
    await done(school.officer, printLetters, { body: { messageIds } })
    await done(school.officer, settleMessages, { body: { messageIds, outcome: 'sent' } })
    server.clock.moveTo(now)
    const { leaveSent } = (await done(school.officer, contract.showConsideration, { params: { threadId } })).json()
    expect(leaveSent.toSorted()).toEqual(
      ['Filip Adler00', 'Mara Adler00'].map((name) => expect.stringMatching(`^${name}: .*Posted .* 14 October 2026`)),
    )
    await decide({ kind: 'leave-answered', body: { answer: 'refused', words: 'Posted by Olu on 14 October' } })
    const asked = await ask()
    expect(asked.statusCode, asked.body).toBe(200)
    const print = { params: { threadId: noticeId }, query: { of: 'request' } }
    await done(school.officer, contract.printPenaltyNotice, print)
    const [request, sent] = linesOf(await prepare(), 'leave')
    expect(request?.cells[2]).toMatch(/^12 Oct 2026, by Mara Adler00, on the school’s form: A trip to the sea/)
    expect(request?.cells[3]).toMatch(/^Refused on 14 Oct 2026 by .*It is a trip$/)
    expect(request?.text).toMatch(/I am sorry that I cannot agree to this/)
    expect(sent?.cells[3]).toMatch(/^Posted by Olu on 14 October \(Written down on 23 Nov 2026/)
  })
})
