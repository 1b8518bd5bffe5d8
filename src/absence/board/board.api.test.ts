import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../../duties/contract.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run } from '../../platform/database/database.ts'
import { amendMarks } from '../../register/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { ShownFamily } from '../contract.ts'
import * as contract from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let pam: TestPerson
let ada: PupilId
let brother: PupilId
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  pam = await server.person({
    name: 'Pam Pastoral',
    role: 'pastoral',
    position: 'Head of Year 9',
    school: school.place,
  })
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  ;[brother] = school.pupils.nineB as [PupilId]
})

const at = (time: string, day: string = MONDAY) => server.clock.moveTo(`${day}T${time}:00.000Z` as Moment)
const params = (more: object = {}) => ({ schoolId: school.id, ...more })
const act = (operation: Operation, body: object, as = school.officer) =>
  server.as(as)(operation, { params: params(), body })
const board = async (as = school.officer) => {
  const answer = await server.as(as)(contract.morningBoard, { params: params() })
  expect(answer.statusCode).toBe(200)
  return answer.json() as {
    counts: Record<string, number>
    families: ShownFamily[]
    resting: ShownFamily[]
    registers: { groupName: string; overdue: boolean }[]
    ended: { pupilId: string; how: string; code: string | null }[]
    late: { name: string; time: string | null }[]
  }
}
const familyOf = async (pupilId: PupilId) => {
  const { families, resting } = await board()
  const found = [...families, ...resting].find(({ children }) => children.some((child) => child.pupilId === pupilId))
  if (found === undefined) throw new Error('no such family on the board')
  return found
}
const absent = (...of: PupilId[]) => Object.fromEntries(of.map((id) => [id, 'N']))

/** Ada and Ben of 9A and Ada’s brother of 9B are absent; the registers are in, and it is 08:46. */
async function morning() {
  await atScreen(server, school, school.tutor).save(absent(ada, ben), { rest: 'present', complete: true })
  await atScreen(server, school, school.officer).save(absent(brother), {
    group: school.groups.nineB,
    rest: 'present',
    complete: true,
  })
  at('08:46')
}

type Call = { as?: TestPerson; [field: string]: unknown }
const contactOf = (family: ShownFamily, forename: string) => {
  const found = family.contacts.find(({ name }) => name.includes(forename))
  if (found === undefined) throw new Error(`no ${forename}`)
  return found
}
const call = async (pupilIds: PupilId[], contactId: ContactId, { as = school.officer, ...more }: Call = {}) =>
  act(contract.recordContact, { key: randomUUID(), pupilIds, contactId, outcome: 'no-answer', ...more }, as)

async function recode(pupilId: PupilId, to: string) {
  const { version } = await atScreen(server, school, school.officer).open()
  const marks = [{ pupilId, day: MONDAY, half: 'AM', to, seen: 'N' }]
  const answer = await act(amendMarks, { key: randomUUID(), reason: 'Her aunt rang', version, marks })
  expect(answer.statusCode).toBe(200)
}

describe('the morning board', () => {
  it('unfolds as registers close: before that a child may still come, and the register is asked for', async () => {
    await atScreen(server, school, school.tutor).save(absent(ada), { rest: 'present', complete: true })
    const before = await board()
    expect([before.families, before.counts.beforeClose]).toEqual([[], 1])
    expect(before.registers).toMatchObject([{ groupName: '9B', overdue: false }])
    at('08:46')
    const after = await board()
    expect(after.registers).toMatchObject([{ groupName: '9B', overdue: true }])
    expect(after.families).toMatchObject([
      { children: [{ pupilId: ada, since: MONDAY, days: 1, closed: '08:45' }], next: { channel: 'text', isDue: true } },
    ])
  })

  it('puts brothers and sisters into one family and children at risk first, without saying why to who may not know', async () => {
    await morning()
    expect((await board()).families.map(({ children }) => children.length)).toEqual([2, 1])
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`insert into roll.flag (school_id, pupil_id, kind, from_day) values (${school.id}, ${ben}, 'child-protection', '2026-09-01')`,
      ),
    )
    const [first] = (await board()).families
    expect(first?.children).toMatchObject([{ pupilId: ben, flags: [] }])
    expect(first?.next).toMatchObject({ channel: 'call', to: 'every contact in turn', isDue: true })
    expect((await board(school.head)).families[0]?.children[0]?.flags).toEqual(['child-protection'])
  })

  it('never offers who is barred, warns of them, and offers nobody without a number', async () => {
    at('09:05')
    const [young] = school.pupils.sevenA as [PupilId]
    await atScreen(server, school, school.officer).save(absent(young), {
      group: school.groups.sevenA,
      rest: 'present',
      complete: true,
    })
    at('09:16')
    const family = await familyOf(young)
    expect(contactOf(family, 'Bilal')).toMatchObject({
      about: [],
      warning: 'Must not be told anything about Ada Adler00.',
    })
    expect(contactOf(family, 'Nadia')).toMatchObject({ language: 'Polish', interpreter: true, warning: '' })
    const { contactId } = contactOf(family, 'Nadia')
    await act(contract.sendTexts, { pupilIds: [young] })
    at('09:46')
    expect((await familyOf(young)).next?.left).toEqual([contactId])
    const refusal = await call([young], contactOf(family, 'Bilal').contactId)
    expect([refusal.statusCode, refusal.json().code]).toEqual([422, 'absence.must-not-be-told'])
    // Whoever stands at the door knows the name too: it may be he who opens.
    await act(contract.planVisit, { visitId: randomUUID(), pupilIds: [young], day: MONDAY, going: 'Pam and Olu' }, pam)
    const { visits } = (await server.as(pam)(contract.listVisits, { params: params() })).json()
    const adults = visits[0].adults as { name: string; numbers: string[]; warning: string }[]
    const adult = (forename: string) => adults.find(({ name }) => name.includes(forename))
    expect(adult('Bilal')).toMatchObject({ numbers: [], warning: 'Must not be told anything about Ada Adler00.' })
    expect(adult('Nadia')).toMatchObject({ language: 'Polish, interpreter', warning: '' })
    expect(adult('Nadia')?.numbers).not.toEqual([])
  })

  it('is nobody’s who may not follow up: teachers and governors are refused', async () => {
    for (const role of ['teacher', 'governor', 'school-admin'] as const) {
      const person = await server.person({ role, school: school.place })
      expect((await server.as(person)(contract.morningBoard, { params: params() })).statusCode).toBe(403)
    }
    expect((await server.as(school.reception)(contract.listVisits, { params: params() })).statusCode).toBe(403)
    expect((await server.as(school.reception)(contract.morningBoard, { params: params() })).statusCode).toBe(200)
  })
})

describe('the text of the morning', () => {
  const messages = () =>
    server.database.inTenants([school.id], (tx) =>
      many(
        tx,
        sql<{
          pupils: PupilId[]
        }>`select pupil_ids as pupils from messaging.open join messaging.message using (school_id, message_id)`,
      ),
    )
  it('goes by one press to each family, brothers and sisters in one, and twice pressed once', async () => {
    await morning()
    const preview = (await server.as(school.officer)(contract.previewTexts, { params: params() })).json()
    expect(preview.texts).toHaveLength(2)
    expect(preview.texts[0]).toMatchObject({ to: expect.stringContaining('Mara'), refused: null })
    const pupilIds = [ada, brother, ben]
    await Promise.all([act(contract.sendTexts, { pupilIds }), act(contract.sendTexts, { pupilIds }, pam)])
    await act(contract.sendTexts, { pupilIds })
    const sent = await messages()
    expect(sent.map(({ pupils }) => pupils.toSorted()).sort()).toEqual([[ada, brother].sort(), [ben]].sort())
    expect((await familyOf(ada)).next).toMatchObject({ channel: 'text', waits: 'service', left: [] })
  })
})

describe('ringing a family', () => {
  beforeEach(morning)
  it('is one officer’s at a time: the other is told who', async () => {
    const pupilIds = [ada, brother]
    const both = await Promise.all([
      act(contract.claimFamily, { pupilIds }),
      act(contract.claimFamily, { pupilIds }, pam),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const lost = both.find(({ statusCode }) => statusCode === 409)
    expect(lost?.json().detail).toMatch(/(Olu Officer|Pam Pastoral) is ringing this family, until 08:51/)
    const winner = both[0]?.statusCode === 200 ? school.officer : pam
    const other = winner === pam ? school.officer : pam
    expect((await familyOf(ada)).ringing).toMatchObject({ name: winner.name, mine: winner === school.officer })
    const { contactId } = contactOf(await familyOf(ada), 'Mara')
    expect((await call([ada], contactId, { as: other })).json()).toMatchObject({ code: 'absence.being-rung' })
    expect((await act(contract.claimFamily, { pupilIds, done: true }, winner)).statusCode).toBe(200)
    expect((await act(contract.claimFamily, { pupilIds }, other)).statusCode).toBe(200)
    at('08:52')
    expect((await act(contract.claimFamily, { pupilIds }, winner)).statusCode).toBe(200)
  })

  it('tries every contact in turn before the next rung, whoever records it, and each record once', async () => {
    await act(contract.sendTexts, { pupilIds: [ada, brother, ben] })
    at('09:16')
    const family = await familyOf(ben)
    const [mara, filip] = [contactOf(family, 'Mara').contactId, contactOf(family, 'Filip').contactId]
    expect(family.next).toMatchObject({ to: 'every contact in turn', left: [mara, filip] })
    const key = randomUUID()
    for (let time = 0; time < 2; time++) await call([ben], mara, { key })
    expect((await familyOf(ben)).next?.left).toEqual([filip])
    await call([ben], filip, { outcome: 'message-left', as: pam })
    expect((await familyOf(ben)).next).toMatchObject({ to: 'emergency contacts', left: [mara, filip], isDue: false })
    expect((await familyOf(ben)).history.filter(({ what }) => what.startsWith('Call'))).toMatchObject([
      { what: expect.stringContaining('message left'), by: { name: 'Pam Pastoral', position: 'Head of Year 9' } },
      { what: expect.stringContaining('no answer') },
    ])
  })

  it('with a reason makes a report of the family that waits to be accepted, and nobody rings meanwhile', async () => {
    const { contactId } = contactOf(await familyOf(ada), 'Mara')
    const more = { outcome: 'reason', category: 'illness', words: 'Both have a temperature' }
    expect((await call([ada, brother], contactId, more)).statusCode).toBe(200)
    const { families, resting, counts } = await board()
    expect(families.map(({ key }) => key)).toEqual([ben])
    expect(resting).toMatchObject([{ children: [{ state: 'reported' }, { state: 'reported' }] }])
    expect(counts).toMatchObject({ reported: 2, children: 1 })
    const reports = (await server.as(school.officer)(contract.listReports, { params: params() })).json()
    expect(reports.reports).toMatchObject([
      { category: 'illness', state: 'waiting', channel: 'phone', reporter: { contactId } },
      { category: 'illness', state: 'waiting' },
    ])
  })

  it('pauses until the day of return, and then says that the child was expected', async () => {
    const { contactId } = contactOf(await familyOf(ben), 'Mara')
    await call([ben], contactId, { outcome: 'return-date', returnDay: '2026-11-24' })
    expect((await board()).resting).toMatchObject([{ children: [{ state: 'paused', until: '2026-11-24' }] }])
    at('08:40', '2026-11-24')
    const save = { day: '2026-11-24' as typeof MONDAY, rest: 'present' as const, complete: true }
    await atScreen(server, school, school.tutor).save(absent(ben), save)
    at('08:46', '2026-11-24')
    expect((await familyOf(ben)).children).toMatchObject([
      { state: 'open', expectedBack: '2026-11-24', since: MONDAY, days: 2 },
    ])
    expect((await board()).counts.expected).toBe(1)
  })

  it('goes on being a fact where the mark is changed during the call, and the answer says that it is over', async () => {
    const { contactId } = contactOf(await familyOf(ada), 'Mara')
    await recode(ada, 'M')
    expect((await call([ada, brother], contactId, { outcome: 'spoke' })).json()).toEqual({ withdrawn: [ada] })
    const { families, ended } = await board()
    expect(families.flatMap(({ children }) => children.map(({ pupilId }) => pupilId))).not.toContain(ada)
    expect(ended).toMatchObject([{ pupilId: ada, how: 'reason', code: 'M' }])
  })

  it('ends with somebody who saw the child, or a hand-over, for the day', async () => {
    const seen = { key: randomUUID(), pupilIds: [ben], seenBy: 'Mr Jay', where: 'in the library' }
    expect((await act(contract.recordSafe, seen)).statusCode).toBe(200)
    const handed = {
      key: randomUUID(),
      pupilIds: [ada, brother],
      to: 'police',
      words: 'Not seen since Sunday',
      reference: 'CAD 12',
    }
    expect((await act(contract.handOver, handed)).statusCode).toBe(200)
    const { families, ended } = await board()
    expect(families).toEqual([])
    expect(ended.map(({ how }) => how).sort()).toEqual(['handed over', 'handed over', 'seen and safe'])
  })

  it('is refused where it does not say what came of it', async () => {
    const { contactId } = contactOf(await familyOf(ben), 'Mara')
    const incomplete = [
      { contactId: null },
      { outcome: 'reason' },
      { outcome: 'return-date' },
      { outcome: 'return-date', returnDay: MONDAY },
      { outcome: 'sent' },
    ]
    for (const more of incomplete) {
      const answer = await call([ben], contactId, more)
      expect([answer.statusCode, answer.json().code, more]).toEqual([422, 'absence.incomplete', more])
    }
  })
})

describe('the work list', () => {
  beforeEach(morning)
  const duties = async (rule: string) => {
    const answer = await server.as(school.officer)(workList, { params: params(), query: { whose: 'all' } })
    const { duties: open, ended } = answer.json() as Record<
      'duties' | 'ended',
      { rule: string; key: string; due: object }[]
    >
    const of = (list: typeof open) => list.filter((one) => one.rule === rule)
    return { open: of(open), ended: of(ended) }
  }
  it('has the first contact of each child until the family was reached, and then what the ladder asks for next', async () => {
    expect([(await duties('N5')).open.length, (await duties('B3')).open]).toEqual([3, []])
    const family = await familyOf(ben)
    const [mara, filip] = [contactOf(family, 'Mara').contactId, contactOf(family, 'Filip').contactId]
    await act(contract.sendTexts, { pupilIds: [ben] })
    await call([ben], mara)
    await call([ben], filip, { outcome: 'spoke', words: 'Thought that he was at school' })
    expect((await duties('N5')).ended.map(({ key }) => key)).toEqual([`N5:${ben}:${MONDAY}`])
    expect((await duties('B3')).open).toMatchObject([
      { key: `B3:${ben}:${MONDAY}:3:${MONDAY}`, due: { day: MONDAY, time: '09:45' } },
    ])
  })

  it('lists a mark that was recoded and its chase, each withdrawn and why', async () => {
    await recode(ben, '/')
    for (const [rule, key] of [
      ['N4', `N4:${ben}:${MONDAY}:AM`],
      ['N5', `N5:${ben}:${MONDAY}`],
      ['B3', `B3:${ben}:${MONDAY}:chase`],
    ] as const) {
      const { open, ended } = await duties(rule)
      expect(open.map((one) => one.key)).not.toContain(key)
      expect(ended).toMatchObject([{ key, state: 'withdrawn', ended: { code: '/', confidential: 'Her aunt rang' } }])
    }
  })

  it('asks for another number where one was somebody else’s, for as long as the record has it', async () => {
    const { contactId, numbers } = contactOf(await familyOf(ben), 'Mara')
    await call([ben], contactId, { outcome: 'wrong-number', number: numbers[0]?.number })
    expect((await duties('absence.wrong-number')).open).toHaveLength(1)
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`update roll.contact set phones = '[]'::jsonb where school_id = ${school.id} and contact_id = ${contactId}`,
      ),
    )
    expect((await duties('absence.wrong-number')).open).toEqual([])
  })
})

describe('a visit to a home', () => {
  beforeEach(morning)
  it('is planned, stands on the route with who goes, and is recorded once with what was seen', async () => {
    const visitId = randomUUID()
    const plan = { visitId, pupilIds: [ada, brother], day: MONDAY, going: 'Pam Pastoral and Olu Officer' }
    for (let time = 0; time < 2; time++) expect((await act(contract.planVisit, plan, pam)).statusCode).toBe(200)
    const route = (await server.as(pam)(contract.listVisits, { params: params() })).json()
    expect(route.visits).toMatchObject([
      { id: visitId, state: 'planned', pupils: [{}, {}], address: { state: 'none' } },
    ])
    const record = (as: TestPerson) =>
      server.as(as)(contract.recordVisit, {
        params: params({ visitId }),
        body: { outcome: 'seen-safe', words: 'Both in pyjamas, their grandmother is with them' },
      })
    const both = await Promise.all([record(pam), record(school.officer)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await board()).ended.map(({ how }) => how)).toEqual(['seen and safe', 'seen and safe'])
  })

  it('of another school is not there', async () => {
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const visitId = randomUUID()
    await act(contract.planVisit, { visitId, pupilIds: [ada], day: MONDAY, going: 'Pam' })
    const there = { schoolId: other.id, visitId }
    const body = { outcome: null, words: 'Mine now' }
    expect((await server.as(other.head)(contract.recordVisit, { params: there, body })).statusCode).toBe(403)
  })
})

describe('what was done', () => {
  it('can be changed by nobody, is in the trail and is no other school’s', async () => {
    await morning()
    const { contactId } = contactOf(await familyOf(ben), 'Mara')
    await call([ben], contactId)
    const change = server.database.asSystem((tx) => many(tx, sql`update absence.contact set words = 'x' returning 1`))
    await expect(change).rejects.toThrow()
    const trail = await server.database.asSystem((tx) =>
      many(
        tx,
        sql<{
          sentence: string
        }>`select sentence from audit.trail where operation = 'record-contact' and subject = ${ben}`,
      ),
    )
    expect(trail).toMatchObject([{ sentence: 'recorded a contact about an absence' }])
    const other = await registerSchool(server, { name: 'Oakham Academy' })
    for (const table of ['contact', 'claim', 'visit', 'safe', 'hand_over'] as const)
      expect(
        await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from absence.${sql.raw(table)}`)),
      ).toEqual([])
  })
})
