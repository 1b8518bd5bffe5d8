import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { messagesAbout } from '../../messaging/index.ts'
import { many } from '../../platform/database/database.ts'
import { pupilYear, verifyRegister } from '../../register/contract.ts'
import { addContact } from '../../roll/contract.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MOTHER_DETAILS, MOTHER_LINK } from '../../testing/roll-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as absence from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let ada: PupilId
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
})

const am = (on: string) => ({ day: on, half: 'AM' as const })
const pm = (on: string) => ({ day: on, half: 'PM' as const })
const office = () => server.as(school.officer)
const params = (reportId?: string) => ({ schoolId: school.id, ...(reportId === undefined ? {} : { reportId }) })
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25']

async function report(change: object = {}, pupils: readonly PupilId[] = [ada]) {
  const body = {
    children: pupils.map((pupilId) => ({ reportId: randomUUID(), pupilId })),
    first: am('2026-11-23'),
    until: { kind: 'returns', day: '2026-11-25' },
    category: 'illness',
    words: 'High temperature since last night',
    channel: 'phone',
    reporter: { name: 'Mrs Adler' },
    receivedAt: MORNING,
    ...change,
  }
  return { body, answer: await office()(absence.enterReports, { params: params(), body }) }
}
async function reported(change: object = {}, pupils?: readonly PupilId[]): Promise<string> {
  const { answer } = await report(change, pupils)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().ids[0]
}
const span = () => ({ from: am('2026-11-23'), to: pm('2026-11-24') })
const accept = async (reportId: string, change: object = {}, as = office()) =>
  as(absence.acceptReport, {
    params: params(reportId),
    body: { key: randomUUID(), seen: await stepsOf(reportId), code: 'I', ...span(), ...change },
  })
const setAside = async (reportId: string, change: object) => {
  const body = { key: randomUUID(), seen: await stepsOf(reportId), ...change }
  return office()(absence.setAsideReport, { params: params(reportId), body })
}
const list = async (query: object = {}): Promise<absence.ShownReport[]> => {
  const answer = await office()(absence.listReports, { params: params(), query: query as Record<string, string> })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().reports
}
const stepsOf = async (id: string) => (await list()).find((one) => one.id === id)?.steps.length ?? 0
const read = async (id: string) => (await list()).find((one) => one.id === id) ?? expect.fail('no such report')

const toldOf = async (pupilId: PupilId) => {
  const [from, to] = [MONDAY, MONDAY]
  const messages = await server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds: [pupilId], from, to }),
  )
  return messages.map(({ state }) => state)
}
async function codes(pupilId: PupilId): Promise<string> {
  const answer = await office()(pupilYear, { params: { schoolId: school.id, pupilId, year: 2026 } })
  const places = DAYS.flatMap((on) => (['AM', 'PM'] as const).map((half) => sessionIndex({ day: day(on), half })))
  return places.map((place) => answer.json().codes[place] || '.').join(' ')
}
const absent = (pupilId: PupilId, code = 'N') =>
  atScreen(server, school, school.tutor).save({ [pupilId]: code }, { day: MONDAY })

describe('a report of absence', () => {
  it('suggests a code with the rule behind it, and marks nothing before somebody accepts it', async () => {
    await absent(ada)
    const id = await reported()
    expect(await read(id)).toMatchObject({
      state: 'waiting',
      suggestion: { code: 'I', because: { source: { verified: true } } },
      sessions: [{ code: 'N' }, { code: null }, { code: null }, { code: null }],
      span: { from: am('2026-11-23'), to: pm('2026-11-24') },
      outcome: 'We have your report and will look at it.',
    })
    expect(await codes(ada)).toBe('N . . . . .')
  })

  it('accepted becomes the reason of sessions passed, and is set ahead until the return', async () => {
    await absent(ada)
    const id = await reported()
    const answer = await accept(id)
    expect(answer.json()).toMatchObject({ number: 1, recoded: 1, ahead: 3, kept: 0, told: { sent: false } })
    expect(await codes(ada)).toBe('I I I I . .')
    expect(await read(id)).toMatchObject({
      state: 'accepted',
      outcome:
        'We have recorded Monday 23 November 2026 to Tuesday 24 November 2026 as “Illness”. The school accepts the reason.',
    })
    expect((await office()(verifyRegister, { params: params() })).json().sound).toBe(true)
  })

  it('never touches a mark of somebody who saw the child', async () => {
    await absent(ada, '/')
    const id = await reported()
    expect((await read(id)).suggestion).toMatchObject({ ask: expect.stringContaining('marked as in school') })
    expect((await accept(id)).json()).toMatchObject({ recoded: 0, ahead: 3 })
    expect(await codes(ada)).toBe('/ I I I . .')
  })

  it('pressed twice, or by two officers at once, is accepted once', async () => {
    await absent(ada)
    const id = await reported()
    const both = await Promise.all([accept(id), accept(id)])
    expect(both.every(({ statusCode }) => [200, 409].includes(statusCode))).toBe(true)
    expect((await accept(id)).statusCode).toBe(200)
    expect((await read(id)).steps).toHaveLength(1)
  })

  it('that somebody has acted on since it was seen is not decided again by whoever did not see that', async () => {
    await absent(ada)
    const id = await reported()
    const both = await Promise.all([accept(id, { seen: 0 }), accept(id, { seen: 0, code: 'M' })])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const stands = await codes(ada)
    const note = { seen: 0, kind: 'question', text: 'Is she better?' }
    const late = [
      await accept(id, { seen: 0, code: 'U' }),
      await setAside(id, { seen: 0, reason: 'duplicate' }),
      await office()(absence.noteReport, { params: params(id), body: note }),
    ]
    expect(late.map((answer) => answer.json().code)).toEqual(Array(3).fill('absence.changed'))
    expect([await codes(ada), (await read(id)).steps.length]).toEqual([stands, 1])
  })

  it('changed to another reason and a shorter time takes back what was set, and keeps both steps', async () => {
    await absent(ada)
    const id = await reported()
    await accept(id)
    const answer = await accept(id, { code: 'M', to: am('2026-11-23'), text: 'Thank you for the card.' })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(await codes(ada)).toBe('M . . . . .')
    const found = await read(id)
    expect(found.steps.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['accepted I', 'changed M'])
    expect(found.outcome).toContain('Thank you for the card.')
  })

  it.each([
    ['leave, which the head decides', { code: 'C' }, 'absence.leave-needed'],
    ['a mark of presence', { code: '/' }, 'absence.not-a-reason'],
    ['no reason', { code: 'N' }, 'absence.not-a-reason'],
    ['days before it', { from: am('2026-11-20') }, 'absence.outside'],
    ['days on which nobody meets', { from: am('2026-11-28'), to: pm('2026-11-29') }, 'absence.no-session'],
    ['an unauthorised absence of which nobody told the family', { code: 'O' }, 'absence.not-warned'],
  ])('is not accepted as %s', async (_, change, code) => {
    await absent(ada)
    const id = await reported()
    const answer = await accept(id, change)
    expect([answer.statusCode, answer.json().code]).toEqual([422, code])
    expect(await codes(ada)).toBe('N . . . . .')
  })

  it('of an appointment after which the child comes back is for the morning alone', async () => {
    const words = 'Dentist at ten, back for the afternoon'
    const id = await reported({ category: 'medical-appointment', words, until: { kind: 'day', day: '2026-11-23' } })
    expect(await read(id)).toMatchObject({
      suggestion: { code: 'M' },
      span: { from: am('2026-11-23'), to: am('2026-11-23') },
    })
  })

  it('of a child who will only be late sets no mark', async () => {
    const id = await reported({ category: 'late', until: { kind: 'day', day: '2026-11-23' } })
    expect((await read(id)).suggestion).toMatchObject({ leads: 'late-desk' })
    expect((await accept(id, { code: 'L', to: am('2026-11-23') })).json()).toMatchObject({ recoded: 0, ahead: 0 })
    expect(await codes(ada)).toBe('. . . . . .')
  })

  it('is for brothers and sisters at once, one for each', async () => {
    const { answer } = await report({}, [ada, ben])
    const [first, second] = answer.json().ids
    await accept(first)
    expect([(await read(first)).state, (await read(second)).state]).toEqual(['accepted', 'waiting'])
    expect(await codes(ben)).toBe('. . . . . .')
  })

  it('sent twice, or said twice in the same words, is there once', async () => {
    const { body, answer } = await report()
    const again = await office()(absence.enterReports, { params: params(), body })
    expect([again.statusCode, again.json()]).toEqual([200, { ids: answer.json().ids, repeated: 1 }])
    expect((await report()).answer.json()).toEqual({ ids: answer.json().ids, repeated: 1 })
    const other = await office()(absence.enterReports, { params: params(), body: { ...body, words: 'Something else' } })
    expect([other.statusCode, other.json().code]).toEqual([409, 'absence.key-used'])
    expect(await list()).toHaveLength(1)
  })

  it.each([
    ['a weekend', { first: am('2026-11-28'), until: { kind: 'day', day: '2026-11-29' } }, 'absence.no-session'],
    ['a return before the absence', { until: { kind: 'returns', day: '2026-11-23' } }, 'absence.bad-period'],
    ['more than six weeks', { until: { kind: 'day', day: '2027-02-01' } }, 'absence.too-long'],
    ['a call of this evening', { receivedAt: '2026-11-23T18:00:00.000Z' }, 'absence.from-the-future'],
    [
      'somebody who is no contact',
      { reporter: { contactId: randomUUID(), name: 'A stranger' } },
      'absence.not-a-contact',
    ],
  ])('is not entered for %s', async (_, change, code) => {
    const { answer } = await report(change)
    expect([answer.statusCode, answer.json().code]).toEqual([422, code])
    expect(await list()).toEqual([])
  })

  it('of two parents who contradict each other shows both and asks', async () => {
    const one = await reported()
    const two = await reported({
      category: 'holiday',
      words: 'In Spain with his father',
      reporter: { name: 'Mr Adler' },
    })
    expect((await read(one)).contradicts).toEqual([two])
    expect((await read(two)).contradicts).toEqual([one])
    expect((await read(one)).suggestion).toMatchObject({ ask: expect.stringContaining('Two people') })
    await setAside(two, { reason: 'not-from-family' })
    expect((await read(one)).suggestion).toMatchObject({ code: 'I' })
  })

  it('waits for the family while a question is open, and the family reads the question', async () => {
    const id = await reported({ category: 'other', words: '' })
    const note = (kind: string, text: string) =>
      office()(absence.noteReport, { params: params(id), body: { seen: kind === 'answer' ? 1 : 0, kind, text } })
    await note('question', 'Why is Ada away?')
    expect(await read(id)).toMatchObject({
      state: 'waiting for the family',
      outcome: expect.stringContaining('Why is Ada away?'),
    })
    await note('answer', 'She has a cold')
    expect((await read(id)).state).toBe('waiting')
  })
})

describe('a report that was about another child', () => {
  it('is moved there, and both name each other', async () => {
    const id = await reported()
    const moveTo = { reportId: randomUUID(), pupilId: ben }
    const answer = await setAside(id, { reason: 'wrong-child', moveTo })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(await read(id)).toMatchObject({ state: 'set aside', movedTo: { id: moveTo.reportId, pupil: 'Ben Adler01' } })
    expect(await read(moveTo.reportId)).toMatchObject({
      state: 'waiting',
      pupil: { id: ben },
      words: 'High temperature since last night',
      movedFrom: { id, pupil: 'Ada Adler00' },
    })
    expect((await setAside(id, { reason: 'duplicate' })).statusCode).toBe(409)
  })

  it('and accepted already leaves the wrong child without a reason again', async () => {
    await absent(ada)
    const id = await reported()
    await accept(id)
    expect(
      (await setAside(id, { reason: 'wrong-child', moveTo: { reportId: randomUUID(), pupilId: ben } })).json().marks,
    ).toBe(4)
    expect(await codes(ada)).toBe('N . . . . .')
  })

  it('is told to nobody any more where the message about it has not gone', async () => {
    const body = { person: { ...MOTHER_DETAILS, ...MOTHER_LINK }, reason: 'She told us' }
    const mother = (await office()(addContact, { params: { schoolId: school.id, pupilId: ada }, body })).json().id
    const id = await reported({ reporter: { contactId: mother, name: 'Marta' } })
    expect((await accept(id, { tell: true })).json().told).toEqual({ sent: true, why: '' })
    await setAside(id, { reason: 'wrong-child', moveTo: { reportId: randomUUID(), pupilId: ben } })
    expect(await toldOf(ada)).toEqual(['withdrawn'])
    // The day is free for what is so.
    const again = await reported({ reporter: { contactId: mother, name: 'Marta' }, words: 'She has it too' })
    expect((await accept(again, { tell: true })).json().told).toEqual({ sent: true, why: '' })
    expect((await accept(again, { code: 'M', tell: true })).json().told).toEqual({ sent: true, why: '' })
    expect(await toldOf(ada)).toEqual(['withdrawn', 'withdrawn', 'waiting'])
  })

  it('by somebody without responsibility is answered, but how it was recorded stays with the parents', async () => {
    const details = { ...MOTHER_DETAILS, forenames: 'Ann', phones: [{ kind: 'mobile', number: '07700 900222' }] }
    const link = { ...MOTHER_LINK, relationship: 'Neighbour', isParent: false, parentalResponsibility: 'no' }
    const body = { person: { ...details, ...link, livesWith: false }, reason: 'They told us' }
    const neighbour = (await office()(addContact, { params: { schoolId: school.id, pupilId: ada }, body })).json().id
    await absent(ada)
    const id = await reported({ reporter: { contactId: neighbour, name: 'Ann' }, category: 'other' })
    const told = async (code: string) => (await accept(id, { code, to: am(MONDAY), tell: true })).json().told
    expect(await told('I')).toEqual({ sent: true, why: '' })
    expect(await told('Q')).toMatchObject({ sent: false, why: expect.stringContaining('parental responsibility') })
    expect(await toldOf(ada)).toEqual(['withdrawn'])
  })

  it('set aside while it waits leaves every mark alone', async () => {
    await absent(ada)
    const id = await reported()
    expect((await setAside(id, { reason: 'duplicate' })).json().marks).toBe(0)
    expect(await codes(ada)).toBe('N . . . . .')
  })
})

describe('who may know of reports', () => {
  it('no teacher sees one, reception enters but does not accept, and another school sees nothing', async () => {
    const id = await reported()
    expect((await server.as(school.tutor)(absence.listReports, { params: params() })).statusCode).toBe(403)
    expect((await accept(id, {}, server.as(school.reception))).statusCode).toBe(403)
    expect((await server.as(school.reception)(absence.listReports, { params: params() })).statusCode).toBe(200)
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const there = { schoolId: other.id, reportId: id }
    const body = { key: randomUUID(), seen: 0, reason: 'duplicate' }
    expect((await server.as(other.officer)(absence.setAsideReport, { params: there, body })).statusCode).toBe(403)
    const rows = await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from absence.report`))
    expect(rows).toEqual([])
  })

  it('every act is in the trail, and nothing of it can be changed', async () => {
    const id = await reported()
    await accept(id)
    const trail = await server.database.asSystem((tx) =>
      many(tx, sql<{ subject: string }>`select subject from audit.trail where operation = 'accept-absence-report'`),
    )
    expect(trail.map(({ subject }) => subject)).toContain(ada)
    for (const table of ['report', 'report_step'])
      await expect(
        server.database.asSystem((tx) => many(tx, sql`delete from ${sql.raw(`absence.${table}`)} returning 1`)),
      ).rejects.toThrow()
  })

  it('is found at the right time', async () => {
    await reported({ first: am('2026-11-24'), until: { kind: 'unknown' } })
    server.clock.moveTo('2026-11-30T09:00:00.000Z' as Moment)
    expect(await list()).toHaveLength(1)
    const [old] = await list()
    await accept(old?.id ?? '', { from: am('2026-11-24'), to: pm('2026-11-24') })
    expect(await list()).toEqual([])
    expect(await list({ from: '2026-11-24', pupilId: ada })).toHaveLength(1)
  })
})
