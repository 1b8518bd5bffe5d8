import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '../audit/contract.ts'
import { type DutyShown, snoozeDuty, workList } from '../duties/contract.ts'
import { day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { amendMarks } from '../register/contract.ts'
import { changeContact, getPupil, recordLeaving } from '../roll/contract.ts'
import type { TestPerson } from '../testing/builders.ts'
import { importWeeks } from '../testing/figures-school.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as contract from './contract.ts'

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
  school = await registerSchool(server, { families: true, pupilsInGroup: 3 })
  ;[ada, ben] = school.pupils.nineA as [PupilId, PupilId]
})

const OFTEN = 'OO OO OO OO OO'
const params = () => ({ schoolId: school.id })
const send = (person: TestPerson, operation: Operation, body: object = {}) =>
  server.as(person)(operation, { params: params(), body })
const diary = async (person = school.officer, query: Record<string, string> = {}): Promise<contract.DiaryLine[]> => {
  const answer = await server.as(person)(contract.returnsDiary, { params: params(), query })
  expect(answer.statusCode).toBe(200)
  return answer.json().items
}
const of = async (kind: contract.ReturnKind, pupilId = ada, person = school.officer) => {
  const found = (await diary(person)).find((one) => one.kind === kind && one.pupil.id === pupilId)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}
const open = (key: string, person = school.officer) =>
  server.as(person)(contract.readReturn, { params: params(), query: { key } })
const duties = async (rule: string): Promise<{ open: DutyShown[]; ended: DutyShown[] }> => {
  const answer = (await server.as(school.officer)(workList, { params: params(), query: { whose: 'all' } })).json()
  const ofRule = (list: DutyShown[]) => list.filter((one) => one.rule === rule && one.subject.kind === 'pupil')
  return { open: ofRule(answer.duties), ended: ofRule(answer.ended) }
}

/** Ten school days in a row that nobody authorised, up to the Friday before; of Ben the same. */
const tenDays = () =>
  importWeeks(server, school, { monday: day('2026-11-09'), marks: { [ada]: [OFTEN, OFTEN], [ben]: [OFTEN, OFTEN] } })

async function recode(pupilId: PupilId, on: string) {
  const { version } = await atScreen(server, school, school.officer).open({ day: day(on) })
  const answer = await send(school.officer, amendMarks, {
    key: randomUUID(),
    reason: 'The hospital has written',
    version,
    marks: [{ pupilId, day: on, half: 'AM', to: 'I', seen: 'O' }],
  })
  expect(answer.statusCode).toBe(200)
}

describe('the ten days of the attendance return', () => {
  beforeEach(tenDays)

  it('are due with the very duty of the work list, and a return that was sent ends it', async () => {
    const line = await of('attendance')
    const [duty] = (await duties('N6')).open.filter(({ key }) => key === line.key)
    expect(duty).toBeDefined()
    expect(line).toMatchObject({ state: 'to prepare', due: '2026-12-20', overdue: false, local: false })
    expect(line.because).toContain('10 school days')
    expect((await diary()).filter(({ pupil, kind }) => pupil.id === ada && kind === 'attendance')).toHaveLength(1)

    const sent = await send(school.officer, contract.sendReturns, { keys: [line.key], way: 'portal' })
    expect([sent.statusCode, sent.json()]).toEqual([200, { sent: 1 }])
    expect((await duties('N6')).open.map(({ key }) => key)).not.toContain(line.key)
    expect((await duties('N6')).ended).toContainEqual(
      expect.objectContaining({ key: line.key, ended: expect.objectContaining({ words: 'The return was sent' }) }),
    )
    expect((await of('attendance')).state).toBe('sent')
    expect((await send(school.officer, contract.sendReturns, { keys: [line.key], way: 'post' })).statusCode).toBe(409)
  })

  it('tell the name, the address, and the cause that the office wrote; a receipt has the authority’s reference', async () => {
    const { key } = await of('attendance')
    expect(
      (await send(school.officer, contract.writeCause, { key, words: 'With grandparents in Leeds' })).statusCode,
    ).toBe(200)
    const read = (await open(key)).json()
    expect(read.item.state).toBe('draft')
    expect(read.fields.map(({ id, lines }: { id: string; lines: string[] }) => [id, lines])).toEqual([
      ['name', ['Ada Adler00']],
      ['address', []],
      ['cause', ['With grandparents in Leeds']],
    ])
    expect(read.fields[1].missing).toEqual(['No address of the pupil is entered'])
    const receipt = { key, reference: 'WM/26/114', day: '2026-11-23', from: 'A. Ward, attendance team' }
    expect((await send(school.officer, contract.receiptReturn, receipt)).json().code).toBe('returns.not-sent')
    await send(school.officer, contract.sendReturns, { keys: [key], way: 'secure-email' })
    const wrong = { ...receipt, day: '2026-11-20' }
    expect((await send(school.officer, contract.receiptReturn, wrong)).json().code).toBe('returns.receipt-day')
    expect((await send(school.officer, contract.receiptReturn, receipt)).statusCode).toBe(200)
    expect(await of('attendance')).toMatchObject({ state: 'receipted', reference: 'WM/26/114' })
    expect((await send(school.officer, contract.writeCause, { key, words: 'Else' })).statusCode).toBe(409)
  })

  it('recoded before it went, the return withdraws itself; recoded after, it is to be corrected', async () => {
    const [one, other] = [await of('attendance'), await of('attendance', ben)]
    await send(school.officer, contract.writeCause, { key: one.key, words: 'Not known yet' })
    await send(school.officer, contract.sendReturns, { keys: [other.key], way: 'portal' })
    await recode(ada, '2026-11-12')
    await recode(ben, '2026-11-12')
    expect((await diary()).find(({ key }) => key === one.key)?.state).toBe('withdrawn')
    expect((await send(school.officer, contract.sendReturns, { keys: [one.key], way: 'post' })).json().code).toBe(
      'returns.gone',
    )
    expect(await of('attendance', ben)).toMatchObject({ state: 'sent', changed: { sessions: 1 } })
    expect((await open(other.key)).json().noLonger).toEqual([{ day: '2026-11-12', half: 'AM' }])
    expect((await duties('returns.correct')).open).toHaveLength(1)

    const settled = { key: other.key, way: 'portal', words: 'Told the authority that the 12th was illness' }
    expect((await send(school.officer, contract.settleReturn, settled)).statusCode).toBe(200)
    expect((await of('attendance', ben)).changed).toBeNull()
    expect((await duties('returns.correct')).open).toEqual([])
    expect((await send(school.officer, contract.settleReturn, settled)).json().code).toBe('returns.as-told')
  })

  it('go out as CSV and as a tagged PDF, one by one or as the list of the month', async () => {
    const { key } = await of('attendance')
    const csv = await send(school.officer, contract.exportReturn, { key, format: 'csv' })
    expect([csv.statusCode, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(csv.body).toContain('Full name,Ada Adler00')
    const pdf = await send(school.officer, contract.exportReturn, { key, format: 'pdf' })
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.rawPayload.includes('/MarkInfo')).toBe(true)
    expect((await of('attendance')).state).toBe('exported')
    const ofNovember = await send(school.officer, contract.exportMonth, { month: '2026-11', format: 'csv' })
    expect(ofNovember.body).toContain('Ada Adler00')
    const list = await send(school.officer, contract.exportMonth, { month: '2026-12', format: 'csv' })
    expect(list.body.trim().split('\r\n')).toHaveLength(3)
    const paper = await send(school.officer, contract.exportMonth, { month: '2026-12', format: 'pdf' })
    expect(paper.rawPayload.includes('/MarkInfo')).toBe(true)
    expect((await send(school.officer, contract.exportMonth, { month: '2026-10', format: 'csv' })).json().code).toBe(
      'returns.none',
    )
  })

  it('two officers at once send it once', async () => {
    const { key } = await of('attendance')
    const body = { keys: [key], way: 'portal' }
    const answers = await Promise.all([1, 2].map(() => send(school.officer, contract.sendReturns, body)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await open(key)).json().steps.filter(({ kind }: { kind: string }) => kind === 'sent')).toHaveLength(1)
  })

  it('are nobody’s business without the right, nor another school’s', async () => {
    const { key } = await of('attendance')
    for (const person of [school.tutor, school.reception]) {
      expect((await server.as(person)(contract.returnsDiary, { params: params() })).statusCode).toBe(403)
      expect((await send(person, contract.sendReturns, { keys: [key], way: 'portal' })).statusCode).toBe(403)
      expect((await send(person, contract.exportMonth, { month: '2026-12', format: 'csv' })).statusCode).toBe(403)
    }
    const pastoral = await server.person({ role: 'pastoral', school: school.place })
    expect((await open(key, pastoral)).statusCode).toBe(200)
    expect((await send(pastoral, contract.writeCause, { key, words: 'x' })).statusCode).toBe(403)
    const elsewhere = await registerSchool(server, { pupilsInGroup: 1 })
    expect((await open(key, elsewhere.officer)).statusCode).toBe(403)
    const theirs = await server.as(elsewhere.officer)(contract.readReturn, {
      params: { schoolId: elsewhere.id },
      query: { key },
    })
    expect(theirs.statusCode).toBe(403)
    const bad = await send(school.officer, contract.sendReturns, { keys: [key], way: 'pigeon' })
    expect([bad.statusCode, bad.body]).toEqual([400, expect.stringContaining('Say how it went')])
  })
})

describe('a household that may not be found', () => {
  /** Ada's mother has a confidential address from now on. */
  async function hide() {
    const at = { schoolId: school.id, pupilId: ada }
    const { office } = (await server.as(school.head)(getPupil, { params: at })).json()
    const { id, forenames, surname, version, linkVersion, relationship, phones } = office.contacts[0]
    const answer = await server.as(school.head)(changeContact, {
      params: { ...at, contactId: id },
      body: {
        ...{ forenames, surname, phones, relationship, version, linkVersion, reason: 'Moved to a refuge' },
        ...{
          isParent: true,
          parentalResponsibility: 'yes',
          livesWith: true,
          emergency: true,
          mayBeTold: true,
          barred: false,
        },
        address: { lines: ['1 Hidden Lane'], town: 'Westmarch', postcode: 'WM9 9ZZ', confidential: true },
      },
    })
    expect(answer.statusCode).toBe(200)
  }
  async function leaves() {
    const at = { schoolId: school.id, pupilId: ada }
    const { version } = (await server.as(school.head)(getPupil, { params: at })).json()
    const leaving = {
      day: '2026-12-04',
      ground: 'Registered at another school',
      letter: 'a',
      nextSchool: 'Faraway School',
    }
    const answer = await server.as(school.head)(recordLeaving, {
      params: at,
      body: { leaving, version, reason: 'Moving' },
    })
    expect(answer.statusCode).toBe(200)
  }

  it('is told whole to the authority, by those who may know it, and to nobody else here', async () => {
    await hide()
    await leaves()
    const { key, due } = await of('deletion')
    expect(due).toBe('2026-12-04')
    const office = await open(key)
    expect(office.json()).toMatchObject({ withheld: true, may: { send: false } })
    expect(office.body).not.toMatch(/Hidden Lane|Faraway/)
    for (const [operation, body] of [
      [contract.exportReturn, { key, format: 'csv' }],
      [contract.sendReturns, { keys: [key], way: 'portal' }],
    ] as const)
      expect((await send(school.officer, operation, body)).json().code).toBe('returns.confidential')
    const csv = await send(school.head, contract.exportReturn, { key, format: 'csv' })
    expect(csv.body).toContain('1 Hidden Lane')
    expect(csv.body).toContain('Next school,Faraway School')
    expect((await send(school.head, contract.sendReturns, { keys: [key], way: 'secure-email' })).statusCode).toBe(200)
    expect((await open(key)).body).not.toContain('Hidden Lane')
    expect((await duties('N10')).open).toEqual([])
  })

  it('a leaving day that was taken back after the return went is to be corrected', async () => {
    await leaves()
    const { key } = await of('deletion')
    await send(school.officer, contract.sendReturns, { keys: [key], way: 'portal' })
    const at = { schoolId: school.id, pupilId: ada }
    const { version } = (await server.as(school.head)(getPupil, { params: at })).json()
    await server.as(school.head)(recordLeaving, { params: at, body: { leaving: null, version, reason: 'They stay' } })
    expect((await of('deletion')).changed).toEqual({ sessions: 0, gone: true })
  })
})

describe('who is told about a pupil with workers', () => {
  const worker = { version: 0, name: 'Sam Patel', email: 's.patel@westmarch.example', telephone: '' }
  const setWorker = (person: TestPerson, body: object = worker, schoolId = school.id) =>
    server.as(person)(contract.setPupilWorker, { params: { schoolId, pupilId: ada, kind: 'youth-offending' }, body })

  it('is entered, seen and told by those alone who may know of it', async () => {
    await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['.. .. .. .. NN'] } })
    expect((await setWorker(school.officer)).statusCode).toBe(403)
    expect((await setWorker(school.head)).statusCode).toBe(200)
    expect((await setWorker(school.head)).statusCode).toBe(409)
    expect((await diary()).map(({ kind }) => kind)).not.toContain('youth-offending')
    const line = await of('youth-offending', ada, school.head)
    expect(line).toMatchObject({ overdue: true, due: '2026-11-20', to: { name: 'Sam Patel', unknown: false } })
    expect((await open(line.key)).statusCode).toBe(403)
    const elsewhere = await registerSchool(server, { pupilsInGroup: 1 })
    expect((await setWorker(elsewhere.head, worker, elsewhere.id)).statusCode).toBe(403)
  })

  it('leaves nothing in the trail that says who works with the child, nor tells the office where the child lives', async () => {
    const at = { schoolId: school.id, pupilId: ada, kind: 'home-authority' }
    await server.as(school.head)(contract.setPupilWorker, { params: at, body: { ...worker, name: 'Farshire' } })
    await setWorker(school.head)
    await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['NN NN NN NN NN'] } })
    const { key, homeAuthority } = await of('youth-offending', ada, school.head)
    expect(homeAuthority).toBe('Farshire')
    await open(key, school.head)
    await send(school.head, contract.exportReturn, { key, format: 'csv' })
    await send(school.head, snoozeDuty, {
      keys: [key],
      until: { day: '2026-11-24', time: '09:00' },
      reason: 'They ring tomorrow',
      beyondDue: true,
    })
    expect((await send(school.head, contract.sendReturns, { keys: [key], way: 'phone' })).statusCode).toBe(200)
    const admin = await server.person({ role: 'school-admin', school: school.place })
    const { acts } = (await server.as(admin)(listAudit, { params: params() })).json()
    const operations = acts.map(({ operation }: { operation: string }) => operation)
    expect(operations).toEqual(
      expect.arrayContaining(['set-pupil-worker', 'read-return', 'export-return', 'send-returns', 'snooze-duty']),
    )
    expect(JSON.stringify(acts)).not.toMatch(/youth|offending/i)
    expect((await diary()).every((line) => line.homeAuthority === null)).toBe(true)
  })
})

describe('what is agreed with the authority', () => {
  const settings = async () => (await server.as(school.head)(contract.returnSettings, { params: params() })).json()
  const change = (person: TestPerson, version: number, given: object) =>
    server.as(person)(contract.changeReturnSettings, { params: params(), body: { version, settings: given } })

  it('is changed by those who set the school up, one after the other, and no field of the law is among the switches', async () => {
    const first = await settings()
    expect(first.fields.some(({ key }: { key: string }) => key === 'attendance.address')).toBe(false)
    const given = { ...first.settings, localTenDays: true, fields: { 'attendance.upn': true } }
    expect((await change(school.officer, 0, given)).statusCode).toBe(403)
    expect((await change(school.head, 0, { ...given, irregularSessions: 0 })).statusCode).toBe(400)
    expect((await change(school.head, 0, given)).json()).toEqual({ version: 1 })
    expect((await change(school.head, 0, given)).statusCode).toBe(409)
    await tenDays()
    const { fields } = (await open((await of('attendance')).key)).json()
    expect(fields.map(({ id }: { id: string }) => id)).toEqual(['name', 'address', 'upn'])
  })
})

it('the forecast names who is near fifteen days of illness, and says by what rule', async () => {
  const ill = 'II II II II II'
  await importWeeks(server, school, { monday: day('2026-11-02'), marks: { [ada]: [ill, ill, 'II II II II ..'] } })
  server.clock.moveTo('2026-11-23T09:00:00.000Z' as Moment)
  const ask = (person: TestPerson) => server.as(person)(contract.sicknessForecast, { params: params() })
  const answer = (await ask(school.officer)).json()
  expect(answer).toMatchObject({ after: 15, pupils: [{ pupil: { id: ada }, missed: 28, ahead: 0, reachesOn: null }] })
  expect(answer.rule).toContain('Nothing else is guessed')
  const admin = await server.person({ role: 'school-admin', school: school.place })
  expect((await ask(admin)).statusCode).toBe(403)
})
