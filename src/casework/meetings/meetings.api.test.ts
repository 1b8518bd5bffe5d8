import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import { workList } from '../../duties/contract.ts'
import { day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { messagesAbout } from '../../messaging/index.ts'
import { answerMeeting, familyMeetingCalendar, familyMeetingPaper, familyMeetings } from '../../parents/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { familySchool } from '../../testing/family-school.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { MONDAY } from '../../testing/register-school.ts'
import { MORNING, requestOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { beginCase } from '../cases/store.ts'
import * as contract from '../contract.ts'

let server: TestServer
let school: Awaited<ReturnType<typeof familySchool>>
let ada: PupilId
let mother: ContactId
let father: ContactId
let barred: ContactId
let hers: string
let lead: TestPerson
let caseId: string

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  school = await familySchool(server)
  const [first, second] = school.pupils.nineA as [PupilId, PupilId]
  ada = first
  lead = await server.person({ name: 'Sia Safe', role: 'dsl', position: 'Safeguarding lead', school: school.place })
  mother = await school.adult(ada, {}, { email: 'marta@family.example' })
  father = await school.adult(ada, { relationship: 'Father', livesWith: false }, { forenames: 'Tomasz' })
  barred = await school.adult(
    ada,
    { relationship: 'Uncle', barred: true, barredReason: 'A court order', mayBeTold: false },
    { forenames: 'Uwe' },
  )
  hers = await school.signIn(ada, mother)
  const absent = 'II // II // /O'.replaceAll('//', '/\\')
  await importWeeks(server, school, {
    monday: day('2026-11-09'),
    marks: {
      [ada]: [absent, absent.replace('/O', '/\\')],
      [second]: Array.from({ length: 2 }, () => 'II II II II II'),
    },
  })
  caseId = await aCase(ada)
})
afterAll(() => server.close())

async function aCase(pupilId: PupilId): Promise<string> {
  const id = randomUUID()
  const { officer: caller } = school
  await server.database.asSystem(async (tx) => {
    const now = server.clock.now()
    await beginCase(tx, { schoolId: school.id, caseId: id, pupilId, at: now })
    const file = { schoolId: school.id, caseId: id, pupilId, entries: [] }
    const body = { because: 'Mornings are hard', duty: null, stage: 'listen' } as const
    const of = { personId: caller.id, name: 'Olu Officer' }
    await keepEntries({ tx, now, caller }, file, [
      { kind: 'opened', key: randomUUID(), day: MONDAY, body },
      { kind: 'owner-set', key: randomUUID(), day: MONDAY, body: of },
    ])
  })
  return id
}

const office = () => server.as(school.officer)
const at = (more: object = {}) => ({ schoolId: school.id, caseId, ...more })
const contact = (id: string, name: string, as: string) => ({ id, who: 'contact', name, as })
const NURSE = { id: randomUUID(), who: 'professional', name: 'Mr Boateng', as: 'School nurse' }
const WHEN = { day: '2026-12-01', time: '09:00', minutes: 30, place: 'Library', link: null }
const invitation = (meetingId: string, more: object = {}) => ({
  key: randomUUID(),
  meetingId,
  kind: 'school attendance',
  about: 'What would help in the mornings',
  invited: [contact(mother, 'Marta Reed', 'Mother'), contact(father, 'Tomasz Reed', 'Father'), NURSE],
  replyBy: '2026-11-27',
  partOf: null,
  ...WHEN,
  ...more,
})
const family = (operation: Operation, input: object = {}) => school.withCookie(hers).inject(requestOf(operation, input))
const held = (more: object = {}) => ({
  key: randomUUID(),
  came: [contact(mother, 'Marta Reed', 'Mother')],
  words: 'We spoke of the mornings.',
  decisions: ['Ada may come in by the side door'],
  lead: null,
  actions: [],
  done: [],
  apart: '',
  ...more,
})
const action = (what: string, owner: object, due: string) => ({ actionId: randomUUID(), what, owner, due })
const meetings = async (as = office()) => (await as(contract.caseMeetings, { params: at() })).json()
const messages = () =>
  server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds: [ada], from: day('2026-11-23'), to: day('2026-12-31') }),
  )
const duties = async (): Promise<string[]> => {
  const answer = await office()(workList, { params: { schoolId: school.id }, query: { whose: 'all' } })
  const rules: string[] = answer.json().duties.map(({ rule }: { rule: string }) => rule)
  return rules.filter((id) => /^casework\.(minutes|action|invitation|targeting)$/.test(id))
}
const events = (file: string) => new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent')

describe('a meeting about a child, from its invitation to what was agreed', () => {
  const first = randomUUID()
  const second = randomUUID()
  const gp = action('Ring the GP', contact('', '', ''), '2026-12-04')
  const clock = action('Give out an alarm clock', NURSE, '2026-12-11')

  it('invites nobody who must not be told, and nobody else’s parent', async () => {
    for (const [id, why] of [
      [barred, 'must not be told'],
      [randomUUID(), 'not a contact'],
    ]) {
      const body = invitation(randomUUID(), { invited: [contact(id ?? '', 'Uwe', 'Uncle')] })
      const answer = await office()(contract.callMeeting, { params: at(), body })
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'casework.not-to-invite'])
      expect(answer.json().detail).toContain(why)
    }
    const { guests } = await meetings()
    expect(guests.contacts.map(({ whyNot }: { whyNot: string | null }) => whyNot === null)).toEqual([true, true, false])
    expect(guests.lead).toBe(school.officer.id)
    const past = await office()(contract.callMeeting, { params: at(), body: invitation(first, { day: '2026-11-20' }) })
    expect(past.json().code).toBe('casework.meeting-past')
  })

  it('writes to each parent by their own way, once, with the calendar entry in the e-mail', async () => {
    const body = invitation(first)
    const [answer, again] = [
      await office()(contract.callMeeting, { params: at(), body }),
      await office()(contract.callMeeting, { params: at(), body }),
    ]
    expect(answer.json().sent).toEqual([
      { name: 'Marta Reed', channel: 'email', why: '' },
      { name: 'Tomasz Reed', channel: 'letter', why: '' },
    ])
    expect([again.statusCode, again.json().sent]).toEqual([200, []])
    const sent = await messages()
    expect(sent.map(({ channel }) => channel).sort()).toEqual(['email', 'letter'])
    expect(sent[0]?.body).toContain('Tuesday 1 December 2026 at 09:00: Library')
  })

  it('is on the family page of whoever was invited, who answers and takes it into a calendar', async () => {
    const [shown] = (await family(familyMeetings)).json().invitations
    expect(shown).toMatchObject({ meetingId: first, answer: null, with: ['Mr Boateng, School nurse'] })
    expect(JSON.stringify(shown)).not.toContain('Tomasz')
    const params = { schoolId: school.id, pupilId: ada, meetingId: first }
    const answer = { key: randomUUID(), answer: 'coming', words: 'I bring my sister' }
    expect((await family(answerMeeting, { params, body: answer })).statusCode).toBe(200)
    const file = await family(familyMeetingCalendar, { params })
    const [event] = events(file.body)
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-12-01T09:00:00Z')
    expect(file.body).not.toMatch(/Ada|attendance/i)
    const paper = await family(familyMeetingPaper, { params })
    expect([paper.statusCode, /pdfuaid/.test(paper.rawPayload.toString('latin1'))]).toEqual([200, true])
    const [meeting] = (await meetings()).meetings
    expect(meeting.answers).toMatchObject([{ of: mother, answer: 'coming', through: 'family page' }])
    // Whoever is barred later sees nothing of it any more, though they were invited.
    const other = { ...params, meetingId: randomUUID() }
    expect((await family(answerMeeting, { params: other, body: { ...answer, key: randomUUID() } })).statusCode).toBe(
      403,
    )
  })

  it('moves for everybody: the invitations that had not gone are taken back, and answers are asked for again', async () => {
    const step = { kind: 'moved', ...WHEN, day: '2026-12-02', because: 'The nurse cannot come' }
    const answer = await office()(contract.changeMeeting, {
      params: at({ meetingId: first }),
      body: { key: randomUUID(), step },
    })
    expect(answer.json().sent.map(({ channel }: { channel: string }) => channel)).toEqual(['email', 'letter'])
    const sent = await messages()
    expect(sent.filter(({ state }) => state === 'withdrawn')).toHaveLength(2)
    expect(sent.filter(({ state }) => state !== 'withdrawn').every(({ body }) => body.includes('2 December'))).toBe(
      true,
    )
    const [meeting] = (await meetings()).meetings
    expect(meeting).toMatchObject({ day: '2026-12-02', changes: 1, answers: [] })
    const file = await office()(contract.meetingCalendar, { params: at({ meetingId: first }) })
    expect(events(file.body)[0]?.getFirstPropertyValue('sequence')).toBe(1)
    expect(file.headers['content-type']).toContain('method=REQUEST')
  })

  it('asks after those who do not answer, and for minutes once the day has come', async () => {
    server.clock.moveTo('2026-11-30T09:00:00.000Z' as Moment)
    expect(await duties()).toContain('casework.invitation')
    const early = await office()(contract.holdMeeting, { params: at({ meetingId: first }), body: held() })
    expect(early.json().code).toBe('casework.meeting-ahead')
    server.clock.moveTo('2026-12-02T10:00:00.000Z' as Moment)
    expect(await duties()).toContain('casework.minutes')
  })

  it('has its agenda from what is known: sessions, reasons, contacts, and what to talk about', async () => {
    const { parts } = (await office()(contract.meetingAgenda, { params: at({ meetingId: first }) })).json()
    const all = JSON.stringify(parts)
    expect(all).toContain('11 of 20 sessions attended (55 %), 9 missed.')
    expect(all).toContain('Persistently absent')
    expect(all).toContain('8 half days: ill')
    expect(all).toContain('What would help in the mornings')
    for (const of of ['family', 'panel']) {
      const paper = await office()(contract.meetingPaper, { params: at({ meetingId: first, for: of }) })
      expect([paper.statusCode, /pdfuaid/.test(paper.rawPayload.toString('latin1'))]).toEqual([200, true])
    }
    // There are none before they are written.
    const minutes = await office()(contract.meetingPaper, { params: at({ meetingId: first, for: 'minutes' }) })
    expect(minutes.statusCode).toBe(403)
  })

  it('is minuted once, with actions that nobody barred is given, and they are open until they are done', async () => {
    const params = at({ meetingId: first })
    const owner = contact(mother, 'Marta Reed', 'Mother')
    const wrong = held({ actions: [{ ...gp, owner: contact(barred, 'Uwe', 'Uncle') }] })
    expect((await office()(contract.holdMeeting, { params, body: wrong })).json().code).toBe('casework.not-to-invite')
    const secret = held({ apart: 'A disclosure was made.' })
    expect((await office()(contract.holdMeeting, { params, body: secret })).statusCode).toBe(403)
    const body = held({ actions: [{ ...gp, owner }, clock] })
    expect((await office()(contract.holdMeeting, { params, body })).statusCode).toBe(200)
    expect((await office()(contract.holdMeeting, { params, body })).statusCode).toBe(200)
    // The same minutes with another action under the same key are no repetition: nothing of it is lost in silence.
    for (const actions of [[clock], [{ ...gp, owner, what: 'Ask the hospital' }, clock]]) {
      const other = await office()(contract.holdMeeting, { params, body: { ...body, actions } })
      expect([other.statusCode, other.json().code]).toEqual([409, 'sent.otherwise'])
    }
    const twice = await office()(contract.holdMeeting, { params, body: held() })
    expect(twice.json().code).toBe('casework.meeting-over')
    const fixed = {
      key: randomUUID(),
      came: [NURSE],
      words: 'We spoke of the bus.',
      decisions: [],
      because: 'Mixed up',
    }
    for (const _ of [1, 2])
      expect((await office()(contract.correctMinutes, { params, body: fixed })).statusCode).toBe(200)
    const { actions, meetings: all } = await meetings()
    expect(actions.map(({ what, state }: { what: string; state: string }) => [what, state])).toEqual([
      ['Ring the GP', 'open'],
      ['Give out an alarm clock', 'open'],
    ])
    expect(all[0]).toMatchObject({ state: 'held', record: { words: 'We spoke of the bus.', apart: [] } })
    expect(all[0].record.before).toMatchObject([{ words: 'We spoke of the mornings.', because: 'Mixed up' }])
    const paper = await office()(contract.meetingPaper, { params: at({ meetingId: first, for: 'minutes' }) })
    expect([paper.statusCode, /pdfuaid/.test(paper.rawPayload.toString('latin1'))]).toEqual([200, true])
  })

  it('carries what is open to the next, whose minutes may be kept apart', async () => {
    const called = invitation(second, { kind: 'multi-agency', day: '2026-12-08', invited: [NURSE] })
    await office()(contract.callMeeting, { params: at(), body: called })
    server.clock.moveTo('2026-12-08T12:00:00.000Z' as Moment)
    expect(await duties()).toEqual(expect.arrayContaining(['casework.action', 'casework.minutes']))
    const body = held({
      apart: 'A disclosure was made.',
      done: [{ actionId: gp.actionId, words: 'Seen on Friday' }],
    })
    const sia = server.as(lead)
    expect((await sia(contract.holdMeeting, { params: at({ meetingId: second }), body })).statusCode).toBe(200)
    const seen = (await meetings()).meetings[0]
    expect(seen.record).toMatchObject({ words: 'We spoke of the mornings.', apart: [] })
    expect((await meetings(sia)).meetings[0].record.apart).toMatchObject([{ words: 'A disclosure was made.' }])
    // Nothing open differs from minutes of which nothing was kept apart: neither the entry nor what the trail says of its writing.
    const shown = await office()(contract.showCase, { params: at() })
    expect(JSON.stringify(shown.json())).not.toMatch(/apart|disclosure/i)
    const read = { params: { schoolId: school.id }, query: { personId: lead.id } }
    const { acts } = (await server.as(school.head)(listAudit, read)).json()
    expect(acts.filter(({ operation }: { operation: string }) => operation === 'hold-meeting')).toMatchObject([
      { facts: { meeting: second, actions: 0, withRestrictedEntries: true } },
    ])
    expect(JSON.stringify(acts)).not.toMatch(/"restricted"|apart/)
    const { actions } = await meetings()
    expect(actions).toMatchObject([
      { what: 'Ring the GP', state: 'done' },
      { what: 'Give out an alarm clock', state: 'open', carried: 1 },
    ])
    const drop = { kind: 'dropped', actionId: clock.actionId, because: 'The family has one' }
    await office()(contract.keepAction, { params: at(), body: { key: randomUUID(), step: drop } })
    const again = await office()(contract.keepAction, { params: at(), body: { key: randomUUID(), step: drop } })
    expect(again.json().code).toBe('casework.no-such-action')
  })
})

describe('a targeting support meeting with the authority', () => {
  const whole = randomUUID()
  const part = randomUUID()

  it('is asked for before the term ends, has the children who are absent most, and keeps each in their own case', async () => {
    expect(await duties()).toContain('casework.targeting')
    const body = { key: randomUUID(), meetingId: whole, kind: 'targeting support', about: '', guests: [NURSE], ...WHEN }
    const params = { schoolId: school.id }
    await office()(contract.callSchoolMeeting, { params, body: { ...body, day: '2026-12-10' } })
    expect(await duties()).not.toContain('casework.targeting')
    const show = async () =>
      (await office()(contract.showSchoolMeeting, { params: { ...params, meetingId: whole } })).json()
    expect((await show()).missing).toMatchObject([
      { missed: 20, possible: 20, severe: true, caseId: null },
      { missed: 9, possible: 20, severe: false, caseId },
    ])
    const line = invitation(part, { kind: 'targeting support', day: '2026-12-10', partOf: whole, invited: [NURSE] })
    expect((await office()(contract.callMeeting, { params: at(), body: line })).statusCode).toBe(200)
    const shown = await show()
    expect(shown.lines).toMatchObject([{ caseId, pupilId: ada }])
    expect(shown.missing).toHaveLength(1)
    // It is the authority's with the school: there is no paper for the family.
    const agenda = (of: string) => office()(contract.meetingPaper, { params: at({ meetingId: part, for: of }) })
    expect((await agenda('panel')).statusCode).toBe(200)
    const refused = await agenda('family')
    expect([refused.statusCode, refused.json().detail]).toEqual([403, expect.stringContaining('not invited')])
    const moved = await office()(contract.changeSchoolMeeting, {
      params: { ...params, meetingId: whole },
      body: { key: randomUUID(), step: { kind: 'moved', ...WHEN, day: '2026-12-11', time: '10:00', because: 'Snow' } },
    })
    expect([moved.statusCode, moved.json()]).toEqual([200, { children: 1, sent: [] }])
    expect((await show()).lines).toMatchObject([{ meeting: { day: '2026-12-11', time: '10:00', changes: 1 } }])
    const step = { kind: 'cancelled', because: 'Snow' }
    const off = await office()(contract.changeSchoolMeeting, {
      params: { ...params, meetingId: whole },
      body: { key: randomUUID(), step },
    })
    expect(off.json().code).toBe('casework.families-invited')
  })

  it('agrees who leads for each child, and is held once', async () => {
    server.clock.moveTo('2026-12-11T12:00:00.000Z' as Moment)
    const staff = { id: school.officer.id, who: 'staff', name: 'Olu Officer', as: 'Attendance officer' }
    const minutes = held({ came: [NURSE], words: 'The school leads.', lead: staff })
    expect((await office()(contract.holdMeeting, { params: at({ meetingId: part }), body: minutes })).statusCode).toBe(
      200,
    )
    const params = { schoolId: school.id, meetingId: whole }
    const end = { key: randomUUID(), step: { kind: 'held', came: [NURSE], words: 'Next term in March.' } }
    expect((await office()(contract.changeSchoolMeeting, { params, body: end })).statusCode).toBe(200)
    const twice = await office()(contract.changeSchoolMeeting, { params, body: { ...end, key: randomUUID() } })
    expect(twice.json().code).toBe('casework.meeting-over')
    const list = (await office()(contract.listMeetings, { params: { schoolId: school.id } })).json()
    expect(list.own).toMatchObject([{ meetingId: whole, state: 'held', children: 1 }])
    expect(list.meetings.at(-1)).toMatchObject({ pupilId: ada, meeting: { record: { lead: staff } } })
    expect(await duties()).toEqual([])
  })
})
