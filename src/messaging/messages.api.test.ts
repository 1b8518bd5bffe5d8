import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import type { TestPerson } from '../testing/builders.ts'
import { type MessagingSchool, startMessagingSchool } from '../testing/messaging-school.ts'
import { aContact, aPupil, linkTo } from '../testing/roll-school.ts'
import { type CallInput, MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'
import { sendDue } from './index.ts'

let server: TestServer
let school: MessagingSchool
let officer: TestPerson

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await startMessagingSchool(server)
  officer = await school.person('attendance-officer')
})
afterAll(() => server.close())

const ask = (operation: Operation, input: CallInput & { as?: TestPerson } = {}) =>
  server.as(input.as ?? officer)(operation, { ...input, params: { schoolId: school.id, ...input.params } })
const send = (body: object) =>
  ask(contract.sendMessages, {
    body: {
      request: randomUUID(),
      template: 'meeting',
      about: [school.amira],
      to: [school.mother],
      merge: { meeting: 'Tuesday at 9.00' },
      ...body,
    },
  })
const outbox = async (as = officer) => (await ask(contract.listOutbox, { as })).json().messages

describe('sending', () => {
  it('says of each person whether they are sent it, and why not', async () => {
    const answer = await send({ to: [school.mother, school.neighbour] })
    expect(answer.statusCode).toBe(200)
    const outcomes = new Map(answer.json().outcomes.map((one: { contactId: string }) => [one.contactId, one]))
    expect(outcomes.get(school.mother)).toMatchObject({ refused: null, messageId: expect.any(String) })
    expect(outcomes.get(school.neighbour)).toMatchObject({
      messageId: null,
      refused: expect.stringContaining('parental responsibility'),
    })
  })

  it('the same request again sends nothing again', async () => {
    const request = randomUUID()
    await send({ request })
    await send({ request })
    expect(await outbox()).toHaveLength(1)
  })

  it('is for those with the right to; reception reads and does not send, a teacher does neither', async () => {
    const reception = await school.person('reception')
    expect((await ask(contract.listMessages, { as: reception })).statusCode).toBe(200)
    expect((await ask(contract.listOutbox, { as: reception })).statusCode).toBe(403)
    expect((await ask(contract.listMessages, { as: school.tutor })).statusCode).toBe(403)
  })

  it('with an unknown field is refused in words', async () => {
    const answer = await send({ merge: { secret: 'x' } })
    expect(answer.statusCode).toBe(400)
  })
})

describe('text that cannot be kept', () => {
  it.each([
    ['U+0000', 'Tuesday\0 at nine'],
    ['half a surrogate pair', 'Tuesday \ud83d at nine'],
  ])('%s is refused in words wherever somebody types', async (_what, text) => {
    const pupil = { template: 'meeting', about: [school.amira] }
    const answers = [
      await send({ merge: { meeting: text } }),
      await send({ template: text }),
      await ask(contract.previewMessage, { body: { ...pupil, to: school.mother, merge: { meeting: text } } }),
      await ask(contract.settleMessages, { body: { messageIds: [randomUUID()], outcome: 'not-sent', reason: text } }),
      await ask(contract.settleReply, {
        params: { replyId: randomUUID() },
        body: { kind: 'dealt-with', pupilIds: [], note: text },
      }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400, 400])
  })

  it('is none of a line break', async () => {
    expect((await send({ merge: { meeting: 'Tuesday at nine,\nin the library' } })).json().outcomes[0].refused).toBe(
      null,
    )
  })
})

describe('the outbox', () => {
  it('lists a letter with its envelope, prints it as a tagged PDF, and it is gone when ticked as posted', async () => {
    await send({})
    const [letter] = await outbox()
    expect(letter).toMatchObject({ state: 'to-print', envelope: { state: 'none' }, subject: 'A meeting about Amira' })
    const settle = (more: object = {}) =>
      ask(contract.settleMessages, { body: { messageIds: [letter.id], outcome: 'sent', ...more } })
    // What is on no paper was not posted.
    expect((await settle()).json()).toEqual({ settled: 0 })
    const pdf = await ask(contract.printLetters, { body: { messageIds: [letter.id] } })
    expect(pdf.statusCode).toBe(200)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.rawPayload.toString('latin1')).toContain('/MarkInfo')
    const [printed] = await outbox()
    expect(printed.events).toMatchObject([{ kind: 'printed', by: { name: officer.name } }])
    expect((await settle()).json()).toEqual({ settled: 1 })
    expect(await outbox()).toEqual([])
    expect((await ask(contract.printLetters, { body: { messageIds: [letter.id] } })).json().code).toBe(
      'messaging.no-letters',
    )
    expect((await settle({ hadGone: true })).json()).toEqual({ settled: 0 })
  })

  it('is set by the school’s own layout, in versions, and by the house’s again at one click', async () => {
    const show = async () => (await ask(contract.showLetterLayout)).json()
    const save = (body: object, as = officer) =>
      ask(contract.saveLetterLayout, { as, body: { reason: 'Our own paper', ...body } })
    const { house, ...first } = await show()
    expect(first).toEqual({ version: 0, own: null, versions: [] })
    const wrong = await ask(contract.previewLetterLayout, { body: { source: `${house}\n#foo()` } })
    expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'messaging.layout-faults'])
    expect(wrong.json().detail).toMatch(/Line \d+: unknown variable: foo\./)
    expect((await save({ seen: 0, source: `${house}\n#read("/etc/passwd")` })).json().code).toBe(
      'messaging.layout-faults',
    )
    const own = house.replace('paper: "a4"', 'width: 410pt, height: 700pt')
    const seen = await ask(contract.previewLetterLayout, { body: { source: own } })
    expect(seen.headers['content-type']).toBe('application/pdf')
    expect((await save({ seen: 0, source: own })).json()).toEqual({ version: 1 })
    expect((await save({ seen: 0, source: own })).json().code).toBe('messaging.layout-changed')
    await send({})
    const [{ id }] = await outbox()
    const pages = async () => {
      const pdf = await ask(contract.printLetters, { body: { messageIds: [id], sides: 'both' } })
      return /MediaBox ?\[0 0 ([\d.]+)/.exec(pdf.rawPayload.toString('latin1'))?.[1]
    }
    expect(await pages()).toBe('410')
    expect((await save({ seen: 1, source: null })).json()).toEqual({ version: 2 })
    expect(await pages()).toMatch(/^595/)
    const after = await show()
    expect([after.own, after.versions.map((one: { house: boolean }) => one.house)]).toEqual([null, [true, false]])
    const reception = await school.person('reception')
    expect((await save({ seen: 2, source: own }, reception)).statusCode).toBe(403)
  })

  it('has a letter’s address where it may be known, and none of those who must not be found', async () => {
    const known = { lines: ['1 Harbour Lane'], town: 'Westmarch', postcode: 'WM1 1AA' }
    const hidden = { lines: ['9 Refuge Row'], town: 'Westmarch', postcode: 'WM9 9ZZ', confidential: true }
    const parent = aContact({ forenames: 'Ada', surname: 'Hall', address: known })
    const found = aContact({ forenames: 'Beth', surname: 'Hill', address: hidden })
    const [one, other] = [aPupil({ contacts: [linkTo(parent)] }), aPupil({ contacts: [linkTo(found)] })]
    await school.enrol({ pupils: [one, other], contacts: [parent, found] })
    await send({ about: [one.id], to: [parent.id], channel: 'letter' })
    await send({ about: [other.id], to: [found.id], channel: 'letter' })
    const letters = await outbox()
    expect(letters.map((letter: { envelope: unknown }) => letter.envelope)).toEqual(
      expect.arrayContaining([
        { state: 'shown', lines: ['Ada Hall', '1 Harbour Lane', 'Westmarch', 'WM1 1AA'] },
        { state: 'hidden' },
      ]),
    )
  })

  it('takes a text where nothing is set up, and a person says that it went', async () => {
    await school.queue({ cause: 'a' })
    server.clock.moveTo('2026-11-23T08:45:00.000Z' as Moment)
    await sendDue({ database: server.database, clock: server.clock, senders: {} })
    const [text] = await outbox()
    expect(text).toMatchObject({ state: 'by-hand', address: '+447700900123', envelope: null })
    await ask(contract.settleMessages, { body: { messageIds: [text.id], outcome: 'sent' } })
    const { messages } = (await ask(contract.listMessages)).json()
    expect(messages).toMatchObject([
      { state: 'sent', events: [{ kind: 'to-hand' }, { kind: 'sent-by-hand', by: { name: officer.name } }] },
    ])
  })

  it('has the sign-in link that a person is to hand on, which nobody else reads', async () => {
    const link = 'https://attendance.example.school/family/open#a-secret'
    await school.queue({ cause: 'a', template: 'family-link', merge: { link } })
    server.clock.moveTo('2026-11-23T08:45:00.000Z' as Moment)
    await sendDue({ database: server.database, clock: server.clock, senders: {} })
    const reception = await school.person('reception')
    expect((await ask(contract.listMessages, { as: reception })).body).not.toContain('a-secret')
    const [toSend] = await outbox()
    expect(toSend.body).toContain(link)
  })

  it('holds neither number nor words of somebody barred since, prints them no letter, and takes note where it went already', async () => {
    await send({ to: [school.father], channel: 'letter' })
    await school.queue({ cause: 'hand', to: school.uncle })
    await sendDue({
      database: server.database,
      clock: { now: () => '2026-11-23T08:45:00.000Z' as Moment },
      senders: {},
    })
    await school.bar(school.amira, school.father)
    await school.bar(school.amira, school.uncle)
    const waiting = await outbox()
    expect(waiting.map((one: { state: string }) => one.state).sort()).toEqual(['by-hand', 'to-print'])
    for (const one of waiting) {
      const nothing = {
        mustNotGo: expect.stringContaining('must not be told'),
        address: null,
        envelope: null,
        body: '',
      }
      expect(one).toMatchObject(nothing)
    }
    const ids = waiting.map((one: { id: string }) => one.id)
    const pdf = await ask(contract.printLetters, { body: { messageIds: ids } })
    expect(pdf.json()).toMatchObject({
      code: 'messaging.letters-stopped',
      detail: expect.stringContaining('Omar Khan'),
    })
    const settle = (outcome: string, more: object = {}) =>
      ask(contract.settleMessages, { body: { messageIds: ids, outcome, ...more } })
    expect((await settle('again')).json()).toEqual({ settled: 0 })
    // The text, as whoever sent it says. Of the letter, which nobody printed, it is said by itself.
    expect((await settle('sent')).json()).toEqual({ settled: 1 })
    expect((await settle('sent', { hadGone: true })).statusCode).toBe(400)
    const [left] = await outbox()
    await settle('sent', { hadGone: true, messageIds: [left.id] })
    const { messages } = (await ask(contract.listMessages)).json()
    expect(messages.find((one: { id: string }) => one.id === left.id)).toMatchObject({
      state: 'sent',
      why: 'it had gone already, as was said',
    })
  })

  it('offers a text of one morning on no other day, but what somebody takes up afterwards is theirs to send', async () => {
    await school.queue({ cause: 'a' })
    const work = (now: string) => {
      server.clock.moveTo(now as Moment)
      return sendDue({ database: server.database, clock: server.clock, senders: {} })
    }
    await work('2026-11-23T08:45:00.000Z')
    await work('2026-11-23T19:59:00.000Z')
    const [text] = await outbox()
    await work('2026-11-25T08:40:00.000Z')
    expect(await outbox()).toEqual([])
    const shown = (await ask(contract.listMessages)).json().messages
    expect(shown).toMatchObject([{ state: 'lapsed', why: 'its day was over before it could be sent' }])
    await ask(contract.settleMessages, { body: { messageIds: [text.id], outcome: 'by-hand' } })
    await work('2026-11-25T08:45:00.000Z')
    expect(await outbox()).toMatchObject([{ id: text.id, state: 'by-hand' }])
  })

  it('asks why where a message shall not go', async () => {
    await send({})
    const [letter] = await outbox()
    const without = await ask(contract.settleMessages, { body: { messageIds: [letter.id], outcome: 'not-sent' } })
    expect(without.json().code).toBe('messaging.needs-reason')
    await ask(contract.settleMessages, { body: { messageIds: [letter.id], outcome: 'not-sent', reason: 'They rang' } })
    expect((await ask(contract.listMessages)).json().messages).toMatchObject([{ state: 'withdrawn', why: 'They rang' }])
  })
})

describe('templates', () => {
  const written = {
    name: 'Bus strike',
    purpose: 'Tells families',
    tone: 'asking',
    demands: 'may-be-told',
    safety: false,
    sameDay: true,
    retired: false,
    texts: [{ language: 'en', channel: 'text', subject: '', body: 'No bus today for {{children}}.', checkedBy: null }],
    reason: 'The strike',
  }
  const save = (body: object, key = 'bus-strike') =>
    ask(contract.saveTemplate, { params: { key }, body: { seen: -1, ...written, ...body } })

  it('of a school’s own are kept in every version, and a standard one can be changed', async () => {
    expect((await save({})).json()).toEqual({ version: 1 })
    expect((await save({ seen: 1, name: 'No buses' })).json()).toEqual({ version: 2 })
    expect((await save({ seen: 0, name: 'Absent' }, 'first-day')).json()).toEqual({ version: 1 })
    const shown = (await ask(contract.showTemplate, { params: { key: 'bus-strike' } })).json()
    expect(shown.versions.map((one: { name: string }) => one.name)).toEqual(['No buses', 'Bus strike'])
    expect((await ask(contract.listTemplates)).json().templates.map((one: { name: string }) => one.name)).toContain(
      'No buses',
    )
  })

  it('written by two people at once: the second looks again', async () => {
    await save({})
    expect((await save({})).json().code).toBe('messaging.template-changed')
    expect((await save({ seen: 0 })).statusCode).toBe(409)
  })

  it.each([
    ['a field that nothing can fill', { texts: [{ ...written.texts[0], body: 'Dear {{parent}}' }] }, 400],
    ['an e-mail without a subject', { texts: [{ ...written.texts[0], channel: 'email' }] }, 422],
    ['two wordings of one language and channel', { texts: [written.texts[0], written.texts[0]] }, 422],
    ['no reason', { reason: '' }, 400],
    ['half a character in a wording', { texts: [{ ...written.texts[0], body: 'No bus \ud83d' }] }, 400],
    ['U+0000 in the name', { name: 'No\0bus' }, 400],
  ])('are refused with %s', async (_what, body, status) => {
    expect((await save(body)).statusCode).toBe(status)
  })

  it('in Polish go out once somebody has said that the wording is right', async () => {
    const { template } = (await ask(contract.showTemplate, { params: { key: 'first-day' } })).json()
    const { key, version, ...fields } = template
    const texts = fields.texts.map((text: { language: string }) =>
      text.language === 'pl' ? { ...text, checkedBy: 'Ewa Nowak' } : text,
    )
    await ask(contract.saveTemplate, {
      params: { key },
      body: { ...fields, texts, seen: version, reason: 'Checked by a speaker' },
    })
    expect(await school.queue({ cause: 'a' })).toMatchObject({ ok: true, value: { language: 'pl', notes: [] } })
  })
})

describe('who checked a wording', () => {
  const change = async (as: TestPerson, pl: object, more: object = {}) => {
    const { template } = (await ask(contract.showTemplate, { params: { key: 'praise' } })).json()
    const { key, version, ...fields } = template
    const texts = fields.texts.map((text: { language: string; channel: string }) =>
      text.language === 'pl' && text.channel === 'text' ? { ...text, ...pl } : text,
    )
    return ask(contract.saveTemplate, {
      as,
      params: { key },
      body: { ...fields, texts, seen: version, reason: 'Shorter', ...more },
    })
  }
  const checker = async () => {
    const { template } = (await ask(contract.showTemplate, { params: { key: 'praise' } })).json()
    return template.texts.find(
      (one: { language: string; channel: string }) => one.language === 'pl' && one.channel === 'text',
    )?.checkedBy
  }

  it('is whoever saves it as checked, whatever name the sender gives', async () => {
    const head = await school.person('head')
    await change(officer, { checkedBy: 'Mrs Nobody' })
    expect(await checker()).toBe(officer.name)
    // The words stay, so does who checked them; other words are somebody else’s to answer for, or nobody’s.
    await change(head, { checkedBy: 'Mrs Nobody' })
    expect(await checker()).toBe(officer.name)
    await change(head, { body: 'Brawo, {{children}}!', checkedBy: officer.name })
    expect(await checker()).toBe(head.name)
    await change(officer, { body: 'Brawo!', checkedBy: null })
    expect(await checker()).toBe(null)
  })

  it.each([
    ['becomes no matter of safety', 'praise', { safety: true }],
    ['goes to nobody whom it was not written for', 'meeting', { demands: 'may-be-told' }],
  ])('a template of Firstbell’s own %s', async (_what, key, more) => {
    const { template } = (await ask(contract.showTemplate, { params: { key } })).json()
    const { key: _key, version, ...fields } = template
    const body = { ...fields, seen: version, reason: 'Sent to more people', ...more }
    const saved = await ask(contract.saveTemplate, { params: { key }, body })
    expect(saved.json().code).toBe('messaging.template-standard')
  })
})

describe('how a contact is written to', () => {
  const list = async () => (await ask(contract.listChoices, { params: { pupilId: school.sami } })).json().contacts
  const choose = (contactId: string, body: object) =>
    ask(contract.chooseForContact, { params: { pupilId: school.sami, contactId }, body })

  it('is theirs to choose, and holds for the next message', async () => {
    await choose(school.mother, { language: 'en', channel: 'email' })
    const [mother] = (await list()).filter((one: { id: string }) => one.id === school.mother)
    expect(mother).toMatchObject({ channel: 'email', language: 'en', chosen: { by: 'office', byName: officer.name } })
    expect(await school.queue({ cause: 'a' })).toMatchObject({ ok: true, value: { channel: 'email', notes: [] } })
  })

  it('says who is sent nothing, and whom no text reaches', async () => {
    const contacts = new Map((await list()).map((one: { id: string }) => [one.id, one]))
    expect(contacts.get(school.uncle)).toMatchObject({ notTold: expect.stringContaining('must not be told') })
    expect(contacts.get(school.father)).toMatchObject({ reachable: ['email', 'letter'], responsible: true })
    expect((await choose(randomUUID(), { language: null, channel: null })).json().code).toBe('messaging.not-a-contact')
  })
})
