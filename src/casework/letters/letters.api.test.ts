import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { pupilFigures } from '../../measures/contract.ts'
import { chooseForContact, previewMessage, sendMessages, settleMessages } from '../../messaging/contract.ts'
import { sendDue } from '../../messaging/index.ts'
import { many } from '../../platform/database/database.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { DAY_OFF, HERE, type LettersSchool, lettersSchool, weeks } from '../../testing/letters/letters-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { choosePraise } from '../../weekly/contract.ts'
import * as contract from '../contract.ts'
import { beginCase, keepEntries } from '../index.ts'
import { overtakenLetters } from './count-again.ts'

let server: TestServer
let the: LettersSchool
let school: LettersSchool['school']
let away: PupilId
let sister: PupilId
let ill: PupilId
let long: PupilId
let late: PupilId
let better: PupilId

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  the = await lettersSchool(server)
  school = the.school
  ;({ away, ill, long, late, sister, better } = the.pupils)
})
afterAll(() => server.close())

const at = (more: object = {}) => the.at(more)
const officer = () => the.officer()
const list = () => the.list()
const rowOf = (pupilId: PupilId) => the.rowOf(pupilId)
const letter = (pupilId: PupilId, more: object = {}) => the.letter(pupilId, more)
const send: LettersSchool['send'] = (...asked) => the.send(...asked)
const settle = (messageIds: string[], outcome: string) => the.settle(messageIds, outcome)
const outbox = () => the.outbox()
const duties = (rule: string) => the.duties(rule)

describe('who comes to a letter', () => {
  it('is counted from the registers, as every figure is, and says why', async () => {
    const row = await rowOf(away)
    expect(row).toMatchObject({
      standing: 'due',
      letter: 'first',
      wording: 'absence',
      why: expect.arrayContaining(['attendance below 95 %']),
      siblings: ['Ada Adler00'],
      to: [{ name: expect.stringContaining('Mara') }, { name: expect.stringContaining('Filip') }],
    })
    const figures = await officer()(pupilFigures, { params: at({ pupilId: away, year: 2026 }) })
    const { possible, attended, unauthorised } = figures.json().sessions
    expect(row.figures).toMatchObject({ possible, attended, unauthorised, lates: 0 })
  })

  it('is told of illness with support, of long illness not at all, and of lates without a word on absence', async () => {
    expect(await rowOf(ill)).toMatchObject({ standing: 'due', wording: 'illness' })
    expect(await rowOf(long)).toMatchObject({ standing: 'sickness', letter: null })
    expect(await rowOf(late)).toMatchObject({ standing: 'due', wording: 'late' })
  })

  it('is one duty for one trigger, that leads to the list', async () => {
    const [about, ...others] = (await duties('B10')).filter((one: { key: string }) => one.key.includes(away))
    expect(others).toEqual([])
    expect(about).toMatchObject({
      key: `B10:${away}:2026:first`,
      source: { source: expect.stringContaining('section 4.2') },
    })
    expect((await duties('B13')).map((one: { key: string }) => one.key)).toEqual([`B13:${late}:2026:first`])
  })

  it('is for those who look after cases; nobody else reads the list, and who sends no messages sends no letters', async () => {
    const reception = server.as(school.reception)
    expect((await reception(contract.listLetters, { params: at() })).statusCode).toBe(403)
    const senco = await server.person({ name: 'Sen', role: 'senco', position: 'SENCO', school: school.place })
    const refused = await send([letter(away)], {}, server.as(senco))
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'casework.may-not-message'])
    expect(await outbox()).toEqual([])
  })
})

describe('a letter that a person writes beside the list', () => {
  it('has its days counted by itself, whatever somebody types', async () => {
    const { to } = await rowOf(away)
    const merge = { daysMissed: '99 days', help: 'Mrs Adeyemi', replyBy: 'Friday 4 December' }
    const preview = (about: PupilId[], more: object = {}) =>
      officer()(previewMessage, {
        params: at(),
        body: { template: 'below-95', about, to: to[0].contactId, merge: { ...merge, ...more }, channel: 'letter' },
      })
    const vague = await preview([away], { replyBy: 'Friday next week' })
    expect([vague.statusCode, vague.body]).toEqual([400, expect.stringContaining('Say the date')])
    const shown = (await preview([away])).json()
    expect(shown.body).toContain('missed 11 days of school: 22 of 110 half days')
    expect((await preview([away, sister])).json().code).toBe('messaging.figures-of-one')
    const sick = await officer()(previewMessage, {
      params: at(),
      body: { template: 'below-95', about: [long], to: (await rowOf(long)).to[0].contactId, merge, channel: 'letter' },
    })
    expect(sick.json().findings.map(({ id }: { id: string }) => id)).toContain('sickness-return')
  })
})

describe('a batch', () => {
  it('goes whole or not at all, and decides each child anew', async () => {
    const wrong = await send([letter(away), letter(sister, { letter: 'second' })])
    expect([wrong.statusCode, wrong.json().code]).toEqual([409, 'casework.letter-not-due'])
    expect(await outbox()).toEqual([])
    expect((await send([letter(long)])).json().code).toBe('casework.letter-not-due')
  })

  it('is held back by a reason that somebody gave, and by nothing else once it is taken back', async () => {
    const hold = (held: boolean) =>
      officer()(contract.holdLetters, {
        params: at(),
        body: { pupilId: late, held, because: 'bereavement', words: '', until: null },
      })
    await hold(true)
    expect(await rowOf(late)).toMatchObject({
      standing: 'held',
      why: ['A death in the family'],
      hold: { because: 'bereavement' },
    })
    expect((await send([letter(late)])).statusCode).toBe(409)
    expect(await duties('B13')).toEqual([])
    await hold(false)
    expect((await rowOf(late)).standing).toBe('due')
  })

  it('needs a reason where something speaks against it', async () => {
    await server.database.asSystem((tx) =>
      many(
        tx,
        sql`insert into roll.flag (school_id, pupil_id, kind, from_day, note, version)
          values (${school.id}, ${late}, 'child-in-need', '2026-09-01', '', 1) returning 1`,
      ),
    )
    const row = await rowOf(late)
    expect(row.against).toMatchObject([
      { id: 'ask-first', severity: 'stop' },
      { id: 'no-address', severity: 'look' },
    ])
    expect(JSON.stringify(row)).not.toMatch(/in need/i)
    // Nobody sends what speaks against a letter unread, nor what spoke against it when it was another list.
    const flags = ['ask-first', 'no-address']
    for (const seen of [[], ['no-address'], [...flags, 'sen']]) {
      const unread = await send([letter(late, { seen, despite: 'Talked with the lead' })])
      expect([unread.statusCode, unread.json().code]).toEqual([409, 'casework.letter-unread'])
    }
    expect(await outbox()).toEqual([])
    expect((await send([letter(late, { seen: flags })])).json().code).toBe('casework.letter-stopped')
    const looked = await officer()(contract.lookAtLetter, {
      params: at(),
      body: { pupilId: late, letter: 'first', to: row.to[0].contactId, help: 'Mrs Adeyemi', replyBy: '2026-12-04' },
    })
    expect(looked.json()).toMatchObject({
      body: expect.stringContaining('came late 9 times'),
      subject: 'Helping Dev to be on time',
    })
  })

  it('writes to each parent, prints tagged letters, and counts when a copy went and not before', async () => {
    const key = randomUUID()
    const letters = [letter(away), letter(sister)]
    const sent = await send(letters, { key })
    expect(sent.json()).toMatchObject({ letters: 2, copies: 4 })
    expect((await send(letters, { key })).json()).toMatchObject({ letters: 2, copies: 4 })
    const { toPrint } = sent.json()
    expect((await rowOf(away)).standing).toBe('waiting')
    expect((await send([letter(away)])).statusCode).toBe(409)
    const waits = (await duties('B10')).find((one: { key: string }) => one.key.includes(away))
    expect(waits).toMatchObject({ key: `B10:${away}:2026:first` })
    const [batch] = (await list()).batches
    expect(batch).toMatchObject({ letters: 2, copies: 4, gone: 0 })
    // Letters to one parent lie next to each other, for one envelope.
    const names = new Map((await outbox()).map((one: { id: string; contactId: string }) => [one.id, one.contactId]))
    const order = batch.toPrint.map((id: string) => names.get(id))
    expect(order[0]).toBe(order[1])
    // What is on no paper was not posted.
    expect((await settle(toPrint, 'sent')).json()).toEqual({ settled: 0 })
    const pdf = await the.print(batch.toPrint)
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(/pdfuaid/.test(pdf.rawPayload.toString('latin1'))).toBe(true)
    // Taken back before it went: nobody has had it, and it is due again.
    const all: { id: string; pupils: { id: string }[] }[] = await outbox()
    const own = all.filter(({ pupils }) => pupils[0]?.id === sister).map(({ id }) => id)
    await settle(own, 'not-sent')
    expect(await rowOf(sister)).toMatchObject({ standing: 'due', letter: 'first' })
    await settle(toPrint, 'sent')
    expect(await rowOf(away)).toMatchObject({ before: { letter: 'first', day: '2026-11-23' } })
    expect((await rowOf(away)).standing).not.toBe('due')
  })

  it('says what is true as it is printed, in the language that the family has by then, or is stopped and can be queued anew', async () => {
    const replyBy = await send([letter(sister)], { replyBy: '2026-11-23' })
    expect(replyBy.json().code).toBe('casework.letter-reply-day')
    const both = (await send([letter(sister), letter(late, { despite: 'Lead asked' })])).json().toPrint as string[]
    const marks = (weeksOf: string[]) => the.marksInB({ [sister]: weeksOf })
    type ToDo = Record<'id' | 'firstId' | 'contactId' | 'body' | 'language', string> & { mustNotGo: string | null }
    const own = async () =>
      (await outbox()).filter((one: { pupils: { id: string }[] }) => one.pupils[0]?.id === sister) as ToDo[]
    const toPrint = (await own()).map(({ id }) => id)
    const places = async () => (await outbox()).map(({ firstId }: ToDo) => firstId)
    const before = await places()
    // Nothing changed: what is printed is what was read.
    expect((await the.print(both)).statusCode).toBe(200)
    expect((await own()).map(({ id }) => id).sort()).toEqual([...toPrint].sort())
    await marks([...weeks(10, DAY_OFF), 'OO OO /\\ /\\ /\\'])
    await the.polishLetters()
    const [first] = await own()
    await officer()(chooseForContact, {
      params: at({ pupilId: sister, contactId: first?.contactId }),
      body: { language: 'pl', channel: null },
    })
    expect((await the.print(toPrint)).headers['content-type']).toBe('application/pdf')
    // Each stands where the letter stood that it takes the place of.
    expect(await places()).toEqual(before)
    const printed = await own()
    expect(printed.filter(({ id }) => toPrint.includes(id))).toEqual([])
    expect(printed.map(({ language }) => language).sort()).toEqual(['en', 'pl'])
    expect(printed.find(({ language }) => language === 'en')?.body).toContain('12 days of school: 24 of 110 half days')
    const { waits } = await rowOf(sister)
    expect(waits).toMatchObject({ printed: true, stopped: null })
    expect(waits.messageIds.toSorted()).toEqual(printed.map(({ id }) => id).sort())
    // The one that is printed stands in the place of the one that was written: the ladder has one letter.
    const shown = (await officer()(contract.childLetters, { params: at({ pupilId: sister }) })).json()
    expect(shown.letters.filter(({ state }: { state: string }) => state === 'waiting')).toHaveLength(1)
    // Since it was written the register said N, and nobody knows why: it waits until somebody does.
    await marks([...weeks(10, DAY_OFF), 'OO OO /\\ /\\ NN'])
    expect((await rowOf(sister)).waits.stopped).toMatch(/^Nobody has explained 20 November \(2 sessions\)/)
    expect((await the.print(printed.map(({ id }) => id))).json().detail).toContain('Nobody has explained 20 November')
    await marks(weeks(11, HERE))
    const why = 'Missed 0 of 110 sessions now: this letter no longer fits. Take it back.'
    expect(await own()).toMatchObject(Array(2).fill({ mustNotGo: why, body: '' }))
    expect((await rowOf(sister)).waits.stopped).toBe(why)
    const ids = printed.map(({ id }) => id)
    const stopped = await the.print(ids)
    expect([stopped.statusCode, stopped.json().code]).toEqual([422, 'messaging.letters-stopped'])
    expect(stopped.json().detail).toContain(why)
    // Printed before, and left out of the print since: that paper is not what is posted.
    const lates = both.filter((id) => !toPrint.includes(id))
    expect((await the.print([...ids, ...lates])).statusCode).toBe(200)
    const batch = (await list()).batches.find((one: { leftOut: object[] }) => one.leftOut.length > 0)
    expect(batch.leftOut).toMatchObject(Array(2).fill({ child: 'Ada Adler00', why }))
    expect(batch.toPrint.toSorted()).toEqual(lates.toSorted())
    expect(batch.printed).toMatchObject([{ by: 'Olu Officer', messageIds: expect.arrayContaining(lates) }])
    expect((await settle([...ids, ...lates], 'sent')).json()).toEqual({ settled: 2 })
    await settle(ids, 'not-sent')
    expect(await rowOf(sister)).toBeUndefined()
    await marks(weeks(11, DAY_OFF))
    expect(await rowOf(sister)).toMatchObject({ standing: 'due', letter: 'first' })
  })

  it('by e-mail is counted again as the service takes it', async () => {
    const { to } = await rowOf(sister)
    const address = sql`update roll.contact set email = 'mara@example.test' where contact_id = ${to[0].contactId} returning 1`
    await server.database.asSystem((tx) => many(tx, address))
    expect((await send([letter(sister)], { way: 'email' })).json()).toMatchObject({ copies: 2 })
    const marks = (week: string) => the.marksInB({ [sister]: [week] }, day('2026-11-16'))
    const went: string[] = []
    const services = {
      database: server.database,
      clock: server.clock,
      senders: { email: the.mailOf(went) },
      overtaken: overtakenLetters,
    }
    server.clock.moveTo(momentAt(day('2026-11-23'), timeOfDay('09:50')))
    await sendDue({ ...services, senders: {} })
    await marks('OO OO OO /\\ /\\')
    const byHand = async () => (await outbox()).find(({ state }: { state: string }) => state === 'by-hand')
    expect(await byHand()).toMatchObject({ anew: true, body: '' })
    await settle([(await byHand()).id], 'anew')
    expect(await byHand()).toMatchObject({ mustNotGo: null, body: expect.stringContaining('13 days of school') })
    await settle([(await byHand()).id], 'again')
    await marks('OO OO OO OO /\\')
    // The first round words it anew, the second sends it.
    await sendDue(services)
    await sendDue(services)
    server.clock.moveTo(MORNING)
    expect(went).toEqual([expect.stringContaining('14 days of school')])
  })

  it('of warning goes only where the child’s case shows support; so does a warning that somebody writes beside the list', async () => {
    const { to } = await rowOf(ill)
    const merge = { writtenOn: '12 October 2026', help: 'Mrs Adeyemi', replyBy: 'Friday 4 December' }
    const findings = async () => {
      const body = { template: 'ladder-final', about: [ill], to: to[0].contactId, merge, channel: 'letter' }
      const shown = await officer()(previewMessage, { params: at(), body })
      return shown.json().findings.map(({ id }: { id: string }) => id)
    }
    expect(await findings()).toContain('tone')
    const caseId = randomUUID()
    const caseFile = { schoolId: school.id, caseId, pupilId: ill, entries: [] }
    await server.database.asSystem(async (tx) => {
      const now = server.clock.now()
      await beginCase(tx, { ...caseFile, at: now })
      const opened = { because: 'Often ill', duty: null, stage: 'listen' } as const
      const none = { because: 'The family was asked', to: 'formalise', unsuitable: 'Nothing suits while ill' } as const
      await keepEntries({ tx, now, caller: school.officer }, caseFile, [
        { kind: 'opened', day: day('2026-11-20'), body: opened, key: randomUUID() },
        { kind: 'escalated', day: day('2026-11-20'), body: none, key: randomUUID() },
      ])
    })
    expect(await findings()).not.toContain('tone')
  })

  it('of good news goes where it got better, and to nobody who wants no praise', async () => {
    server.clock.moveTo(momentAt(day('2026-10-12'), timeOfDay('09:40')))
    const first = await send([letter(better)])
    await the.post(first.json().toPrint)
    server.clock.moveTo(MORNING)
    const praise = await rowOf(better)
    expect(praise).toMatchObject({ standing: 'praise', letter: 'improved', wording: 'good news' })
    await officer()(choosePraise, {
      params: at({ pupilId: better }),
      body: { wanted: false, chosenBy: 'family', reason: 'It felt like being watched' },
    })
    expect(await rowOf(better)).toBeUndefined()
    const improved = letter(better, { letter: 'improved' })
    expect((await send([improved])).statusCode).toBe(409)
    const to = praise.to[0].contactId
    const looked = await officer()(contract.lookAtLetter, {
      params: at(),
      body: { pupilId: better, letter: 'improved', to, help: 'Mrs Adeyemi', replyBy: '2026-12-04' },
    })
    expect(looked.json().code).toBe('casework.letter-not-due')
    const beside = await officer()(previewMessage, {
      params: at(),
      body: { template: 'praise', about: [better], to, merge: { praise: 'Here every day' }, channel: 'letter' },
    })
    expect(beside.json().findings[0]).toMatchObject({ id: 'no-praise', severity: 'stop' })
    const shown = (await officer()(contract.childLetters, { params: at({ pupilId: better }) })).json()
    expect(shown.next.why).toEqual([expect.stringContaining('the family wants no praise')])
  })

  it('is proved letter by letter for a child', async () => {
    const shown = (await officer()(contract.childLetters, { params: at({ pupilId: away }) })).json()
    expect(shown.ladder.rungs.map(({ rung }: { rung: string }) => rung)).toEqual(['first', 'meeting', 'final'])
    expect(shown.letters).toMatchObject([
      {
        letter: 'first',
        state: 'gone',
        figures: { possible: 110, attended: 88 },
        by: 'Olu Officer, Attendance officer',
        copies: [
          {
            channel: 'letter',
            proof: [
              expect.stringMatching(/^Written on/),
              expect.stringMatching(/^Printed on .*, Olu Officer$/),
              expect.stringMatching(/^Posted or handed over on .*, Olu Officer$/),
            ],
          },
          {},
        ],
      },
    ])
    expect(shown.may).toEqual({ send: true, stepDown: true })
    const ended = (await duties('B10')).filter((one: { key: string }) => one.key.includes(away))
    expect(ended).toEqual([])
    const change = server.database.asSystem((tx) => many(tx, sql`delete from casework.letter returning 1`))
    await expect(change).rejects.toThrow()
  })

  it('that came back reached nobody, and counts no more', async () => {
    const { copies } = (await officer()(contract.childLetters, { params: at({ pupilId: away }) })).json().letters[0]
    const messageIds = copies.map(({ messageId }: { messageId: string }) => messageId)
    const body = { messageIds, outcome: 'came-back' }
    const without = await officer()(settleMessages, { params: at(), body })
    expect(without.json().code).toBe('messaging.needs-reason')
    const cameBack = () => officer()(settleMessages, { params: at(), body: { ...body, reason: 'Addressee gone away' } })
    expect((await cameBack()).json()).toEqual({ settled: 2 })
    // Said again, it is the same letter.
    expect((await cameBack()).json()).toEqual({ settled: 0 })
    const shown = (await officer()(contract.childLetters, { params: at({ pupilId: away }) })).json()
    expect(shown.letters[0]).toMatchObject({ state: 'lost' })
    expect(shown.letters[0].copies[0].proof.at(-1)).toMatch(/^Came back on .*, Olu Officer: Addressee gone away$/)
    expect(await rowOf(away)).toMatchObject({ standing: 'due', letter: 'first', before: null })
  })

  it('and a letter that somebody wrote beside it wait while nobody knows where the child is', async () => {
    const merge = { help: 'Mrs Adeyemi', replyBy: 'Friday 4 December' }
    const written = { about: [away], to: [(await rowOf(away)).to[0].contactId], merge, channel: 'letter' as const }
    const body = { request: randomUUID(), template: 'below-95', ...written }
    expect((await officer()(sendMessages, { params: at(), body })).statusCode).toBe(200)
    expect((await rowOf(away)).waits).toMatchObject({ printed: false, stopped: null })
    server.clock.moveTo(momentAt(day('2026-11-25'), timeOfDay('08:00')))
    await importWeeks(server, school, { monday: day('2026-11-23'), marks: { [away]: ['/\\ NN'] } })
    expect((await rowOf(away)).waits.stopped).toMatch(/^Nobody has explained 24 November \(2 sessions\)/)
  })
})
