import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../../duties/contract.ts'
import { askedAt } from '../../duties/index.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { listOutbox, settleMessages } from '../../messaging/contract.ts'
import { sendDue } from '../../messaging/index.ts'
import { run } from '../../platform/database/database.ts'
import { amendMarks } from '../../register/contract.ts'
import { addContact } from '../../roll/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { ShownFamily } from '../contract.ts'
import * as contract from '../contract.ts'
import { readMorning } from '../following/read-morning.ts'

let server: TestServer
let school: RegisterSchool
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
/** Ben is absent; the register of 9A is in, and it is 08:46. */
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  ben = school.pupils.nineA[1] as PupilId
  await atScreen(server, school, school.tutor).save({ [ben]: 'N' }, { rest: 'present', complete: true })
  at('08:46')
})

const at = (time: string) => server.clock.moveTo(`${MONDAY}T${time}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })
const act = (operation: Operation, body: object, as = school.officer) =>
  server.as(as)(operation, { params: params(), body })
const families = async (as = school.officer): Promise<ShownFamily[]> => {
  const answer = await server.as(as)(contract.morningBoard, { params: params() })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().families
}
const familyOfBen = async (as?: TestPerson) =>
  (await families(as)).find(({ children }) => children.some(({ pupilId }) => pupilId === ben))
const contactNamed = async (forename: string) => {
  const found = (await familyOfBen())?.contacts.find(({ name }) => name.includes(forename))
  if (found === undefined) throw new Error(`no ${forename}`)
  return found
}
const duties = async (rule: string, as = school.officer) => {
  const answer = await server.as(as)(workList, { params: params(), query: { whose: 'all' } })
  expect(answer.statusCode, answer.body).toBe(200)
  return (answer.json().duties as { rule: string; key: string }[]).filter((one) => one.rule === rule)
}

it('a text counts as tried when it went: without a service that is said before, and it waits until somebody has ticked it off', async () => {
  const preview = async () => (await server.as(school.officer)(contract.previewTexts, { params: params() })).json()
  expect(await preview()).toMatchObject({ carried: { text: false, email: false }, texts: [{ pupilIds: [ben] }] })
  await act(contract.sendTexts, { pupilIds: [ben] })
  at('08:48')
  await sendDue({ database: server.database, clock: server.clock, senders: {} })
  const waiting = await familyOfBen()
  expect(waiting).toMatchObject({ next: { channel: 'text', waits: 'hand' }, lastTry: null })
  expect(waiting?.history).toMatchObject([{ what: expect.stringMatching(/: waits to be sent by hand$/) }])
  expect((await preview()).texts).toEqual([])

  const outbox = (await server.as(school.officer)(listOutbox, { params: params() })).json()
  const messageIds = outbox.messages.map(({ id }: { id: string }) => id)
  expect((await act(settleMessages, { messageIds, outcome: 'sent' })).statusCode).toBe(200)
  const sent = await familyOfBen()
  expect(sent?.next).toMatchObject({ channel: 'call', isDue: false, due: { time: '09:15' } })
  expect(sent?.history).toMatchObject([{ what: expect.stringMatching(/Text to .*: sent$/) }])
})

it('the work list, which reads with others, finds the same morning as the board, children at risk with their flags', async () => {
  const flag = sql`insert into roll.flag (school_id, pupil_id, kind, from_day) values (${school.id}, ${ben}, 'looked-after', ${MONDAY})`
  await server.database.asSystem((tx) => run(tx, flag))
  const now = server.clock.now()
  await server.database.inTenants([school.id], async (tx) => {
    const board = await readMorning(tx, { schoolId: school.id, now })
    const asked = await askedAt(tx, { schoolId: school.id, now })
    expect(board.followed).toMatchObject([{ absent: { pupil: { pupilId: ben, flags: ['looked-after'] } } }])
    expect(await readMorning(tx, { schoolId: school.id, now, asked })).toEqual(board)
  })
})

describe('a child who was found in the morning', () => {
  const came = async () => {
    const { version } = await atScreen(server, school, school.officer).open()
    const marks = [{ pupilId: ben, day: MONDAY, half: 'AM', to: 'L', seen: 'N' }]
    const body = { key: randomUUID(), reason: 'Came at a quarter to nine', version, marks }
    expect((await act(amendMarks, body)).statusCode).toBe(200)
  }
  it.each([
    [
      'seen and safe',
      () => act(contract.recordSafe, { key: randomUUID(), pupilIds: [ben], seenBy: 'Mr Jay', where: 'in the library' }),
    ],
    [
      'handed over',
      () => act(contract.handOver, { key: randomUUID(), pupilIds: [ben], to: 'police', words: 'Left home at 7' }),
    ],
    [
      'reached',
      async () => {
        const { contactId } = await contactNamed('Mara')
        const said = { outcome: 'return-date', returnDay: '2026-11-25', pupilIds: [ben], contactId }
        return act(contract.recordContact, { key: randomUUID(), ...said })
      },
    ],
  ])('and %s, is looked for anew when missing in the afternoon', async (_, ended) => {
    expect((await ended()).statusCode).toBe(200)
    expect(await familyOfBen()).toBeUndefined()
    await came()
    at('13:05')
    const { tutor } = school
    await atScreen(server, school, tutor).save({ [ben]: 'N' }, { half: 'PM', rest: 'present', complete: true })
    at('13:50')
    const family = await familyOfBen()
    expect(family?.children).toMatchObject([{ pupilId: ben, halves: ['PM'], state: 'open' }])
    expect(family?.next).toMatchObject({ number: 1, isDue: true })
    expect((await duties('N5')).map(({ key }) => key)).toContain(`N5:${ben}:${MONDAY}`)
  })
})

describe('a child at risk', () => {
  const flag = () =>
    server.database.asSystem((tx) =>
      run(
        tx,
        sql`insert into roll.flag (school_id, pupil_id, kind, from_day)
          values (${school.id}, ${ben}, 'child-protection', '2026-09-01')`,
      ),
    )
  const tryAll = async () => {
    for (const _ of [1, 2])
      for (const { contactId, about } of (await familyOfBen())?.contacts ?? []) {
        if (about.length === 0) continue
        const body = { key: randomUUID(), pupilIds: [ben], contactId, outcome: 'no-answer' }
        await act(contract.recordContact, body)
      }
  }
  it('is not known by their ladder to reception or the office: only the next step is there, and no agency', async () => {
    await flag()
    await tryAll()
    const lead = await server.person({ name: 'Dee Lead', role: 'dsl', position: 'DSL', school: school.place })
    for (const as of [school.reception, school.officer]) {
      const family = await familyOfBen(as)
      expect(family?.children[0]?.rungs).toMatchObject([{ number: 1, to: 'safeguarding lead', section: '' }])
      expect(JSON.stringify([family, await duties('B3', as), await duties('absence.ask-agency', as)])).not.toContain(
        'social worker',
      )
    }
    const family = await familyOfBen(lead)
    expect(family?.next).toMatchObject({ channel: 'call', to: 'social worker' })
    expect(family?.children[0]?.rungs).toHaveLength(6)
    expect(JSON.stringify(await duties('absence.ask-agency', lead))).toContain('Ring the social worker')
    const body = { key: randomUUID(), pupilIds: [ben], whom: 'social worker', outcome: 'spoke', words: 'On her way' }
    expect((await act(contract.recordContact, body, lead)).statusCode).toBe(200)
    expect(JSON.stringify((await familyOfBen(lead))?.history)).toContain('social worker')
    expect(JSON.stringify((await familyOfBen())?.history)).not.toMatch(/social worker|On her way/)
  })
})

describe('a number that somebody has as well who must not be told', () => {
  it('is offered with that said, after the others', async () => {
    const [number] = (await contactNamed('Mara')).numbers
    expect(number?.alsoBarred).toBe(false)
    const phones = [{ kind: 'home', number: number?.number.replace(/^0/, '+44 ') }]
    const person = {
      ...{ title: '', forenames: 'Karl', surname: 'Bar', phones, relationship: 'Father', isParent: true },
      ...{ parentalResponsibility: 'no', livesWith: false, emergency: false, mayBeTold: false, barred: true },
      barredReason: 'Order of 2 June 2026',
    }
    const params = { schoolId: school.id, pupilId: ben }
    const body = { person, reason: 'Court order' }
    expect((await server.as(school.head)(addContact, { params, body })).statusCode).toBe(200)
    expect((await contactNamed('Mara')).numbers).toEqual([{ ...number, alsoBarred: true }])
  })
})

describe('what is recorded', () => {
  const called = async (more: object) => {
    const { contactId } = await contactNamed('Mara')
    return act(contract.recordContact, { key: randomUUID(), pupilIds: [ben], contactId, outcome: 'no-answer', ...more })
  }
  it.each([
    ['years ahead', '2062-11-24'],
    ['a year ahead, for this one', '2027-11-24'],
    ['on a training day', '2026-11-27'],
    ['on a Saturday', '2026-11-28'],
  ])('is no day of return %s, for until then nobody rings', async (_, returnDay) => {
    const answer = await called({ outcome: 'return-date', returnDay })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'absence.incomplete'])
    expect((await familyOfBen())?.children[0]?.state).toBe('open')
  })

  it.each(['1999-01-01', '2027-11-24'])('is no visit planned for %s', async (day) => {
    const body = { visitId: randomUUID(), pupilIds: [ben], day, going: 'Pam' }
    const pam = await server.person({ name: 'Pam', role: 'pastoral', position: 'Head of Year', school: school.place })
    expect((await act(contract.planVisit, body, pam)).json().code).toBe('absence.bad-period')
  })

  it('under a number that something else has is not lost in silence; sent again it is kept once', async () => {
    const key = randomUUID()
    const { contactId } = await contactNamed('Mara')
    const pam = await server.person({ name: 'Pam', role: 'pastoral', position: 'Head of Year', school: school.place })
    const call = { key, pupilIds: [ben], contactId, outcome: 'no-answer' }
    const safe = { key, pupilIds: [ben], seenBy: 'Mr Jay', where: 'in the library' }
    const handed = { key, pupilIds: [ben], to: 'police', words: 'Left home at 7' }
    const visit = { visitId: key, pupilIds: [ben], day: MONDAY, going: 'Pam' }
    const acts: readonly [Operation, object, object][] = [
      [contract.recordContact, call, { outcome: 'spoke', words: 'He left for school at 8' }],
      [contract.recordSafe, safe, { where: 'at home' }],
      [contract.handOver, handed, { words: 'Seen at the station' }],
      [contract.planVisit, visit, { going: 'Pam and Jo' }],
    ]
    for (const [operation, body, change] of acts) {
      const answers = [body, body, { ...body, ...change }].map((one) => () => act(operation, one, pam))
      const codes = []
      for (const send of answers) codes.push((await send()).json().code ?? 'kept')
      expect(codes).toEqual(['kept', 'kept', 'absence.key-used'])
    }
  })
})
