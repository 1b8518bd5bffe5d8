import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enterReports } from '../absence/contract.ts'
import { workList } from '../duties/contract.ts'
import { day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import { sessionIndex } from '../kernel/session.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { pupilYear, verifyRegister } from '../register/contract.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as leave from './contract.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId
let two: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one, two] = school.pupils.nineA as [PupilId, PupilId]
})

const am = (on: string) => ({ day: on, half: 'AM' })
const pm = (on: string) => ({ day: on, half: 'PM' })
const office = () => server.as(school.officer)
const head = () => server.as(school.head)
const params = (requestId?: string) => ({ schoolId: school.id, ...(requestId === undefined ? {} : { requestId }) })

async function ask(change: object = {}, pupils: readonly PupilId[] = [one]) {
  const body = {
    pupils: pupils.map((pupilId) => ({ requestId: randomUUID(), pupilId })),
    kind: 'exceptional',
    from: am('2026-12-07'),
    to: pm('2026-12-09'),
    reason: 'A wedding abroad',
    askedBy: 'Mrs Adler',
    channel: 'form',
    askedAt: MORNING,
    ...change,
  }
  return { body, answer: await office()(leave.askLeave, { params: params(), body }) }
}
async function asked(change: object = {}, pupils?: readonly PupilId[]): Promise<string> {
  const { answer } = await ask(change, pupils)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().ids[0]
}
const grant = (requestId: string, change: object = {}, as = head()) =>
  as(leave.grantLeave, {
    params: params(requestId),
    body: { key: randomUUID(), from: am('2026-12-07'), to: pm('2026-12-09'), reason: 'Once in a life', ...change },
  })
const read = async (requestId: string) => (await head()(leave.readLeave, { params: params(requestId) })).json()

/** Recodes the absence of a morning as the office does, who told the family by a letter. */
const settleOn = (on: string, requestId: string, change: object = {}) =>
  office()(leave.settleLeave, {
    params: params(requestId),
    body: {
      key: randomUUID(),
      reason: 'Leave was refused',
      told: 'by letter of 3 December',
      sessions: [am(on)],
      ...change,
    },
  })

/** The codes of a pupil's sessions of some days. */
async function codes(pupilId: PupilId, days: readonly string[]): Promise<string> {
  const answer = await office()(pupilYear, { params: { schoolId: school.id, pupilId, year: 2026 } })
  const byPlace: string[] = answer.json().codes
  const places = days.flatMap((on) => (['AM', 'PM'] as const).map((half) => sessionIndex({ day: day(on), half })))
  return places.map((place) => byPlace[place] || '.').join(' ')
}

const DAYS = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']

describe('leave of absence', () => {
  it('is asked for, granted by the head for a shorter time, and stands in the registers', async () => {
    const id = await asked()
    const answer = await grant(id, { to: am('2026-12-08'), conditions: 'Work is set' })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toEqual({ number: 1, marks: 3, kept: 0 })
    expect(await codes(one, DAYS)).toBe('C C C . . . . .')
    const found = await read(id)
    expect(found.request).toMatchObject({ state: 'granted', sessions: 6, granted: 3, daysAhead: 14 })
    expect(found.steps).toEqual([
      expect.objectContaining({
        kind: 'granted',
        conditions: 'Work is set',
        by: { name: 'Hana Head', position: 'Headteacher' },
      }),
    ])
    expect((await office()(verifyRegister, { params: params() })).json().sound).toBe(true)
  })

  it('is decided by the head alone, and once', async () => {
    const id = await asked()
    for (const person of [school.officer, school.reception, school.tutor])
      expect((await grant(id, {}, server.as(person))).statusCode).toBe(403)
    const both = await Promise.all([grant(id), grant(id)])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    const refusal = await head()(leave.refuseLeave, { params: params(id), body: { reason: 'Not exceptional' } })
    expect([refusal.statusCode, refusal.json().code]).toEqual([409, 'leave.decided'])
    expect(await codes(one, DAYS)).toBe('C C C C C C . .')
  })

  it('is not granted afterwards: not for sessions that had begun when it was asked for', async () => {
    server.clock.moveTo('2026-12-08T12:00:00.000Z' as Moment)
    const id = await asked({ askedAt: '2026-12-08T11:00:00.000Z' })
    const whole = await grant(id)
    expect([whole.statusCode, whole.json().code]).toEqual([422, 'leave.partly-afterwards'])
    expect(whole.json().detail).toContain('the afternoon of Tuesday 8 December 2026')
    expect((await grant(id, { from: pm('2026-12-08') })).json().marks).toBe(3)
    const late = await asked({ from: am('2026-12-07'), to: am('2026-12-08'), askedAt: '2026-12-08T11:00:00.000Z' })
    const afterwards = await grant(late, { to: am('2026-12-08') })
    expect([afterwards.statusCode, afterwards.json().code]).toEqual([422, 'leave.afterwards'])
  })

  it('may be decided late where it was asked for in advance', async () => {
    const id = await asked()
    server.clock.moveTo('2026-12-08T12:00:00.000Z' as Moment)
    expect((await read(id)).grantableFrom).toEqual(am('2026-12-07'))
    expect((await grant(id)).statusCode).toBe(200)
  })

  it('keeps marks that stand, and the decision stands where nothing is left to set', async () => {
    server.clock.moveTo('2026-12-07T08:40:00.000Z' as Moment)
    const id = await asked({ to: am('2026-12-07'), askedAt: MORNING })
    await atScreen(server, school, school.tutor).save({ [one]: '/' }, { day: day('2026-12-07') })
    expect((await grant(id, { to: am('2026-12-07') })).json()).toMatchObject({ marks: 0 })
    expect((await read(id)).request.state).toBe('granted')
    expect(await codes(one, DAYS)).toBe('/ . . . . . . .')
  })

  it('is entered for brothers and sisters at once, and decided for each', async () => {
    const { answer } = await ask({}, [one, two])
    const [first, second] = answer.json().ids
    expect((await grant(first)).statusCode).toBe(200)
    await head()(leave.refuseLeave, { params: params(second), body: { reason: 'Mock examinations' } })
    const list = (await office()(leave.listLeave, { params: params() })).json()
    expect(list.requests.map((request: { state: string }) => request.state).toSorted()).toEqual(['granted', 'refused'])
    expect(await codes(two, DAYS)).toBe('. . . . . . . .')
  })

  it('is entered once however often it is sent, and never as another', async () => {
    const { body, answer } = await ask()
    const again = await office()(leave.askLeave, { params: params(), body })
    expect([again.statusCode, again.json()]).toEqual([200, answer.json()])
    const other = await office()(leave.askLeave, { params: params(), body: { ...body, reason: 'Something else' } })
    expect([other.statusCode, other.json().code]).toEqual([409, 'leave.key-used'])
    expect((await office()(leave.listLeave, { params: params() })).json().requests).toHaveLength(1)
  })

  it.each([
    ['days on which the school does not meet', { from: am('2026-11-27'), to: pm('2026-11-29') }, 'leave.no-session'],
    ['days before the pupil is on roll', { from: am('2026-06-01'), to: pm('2026-06-02') }, 'leave.no-session'],
    ['a request that comes tomorrow', { askedAt: '2026-11-24T09:00:00.000Z' }, 'leave.from-the-future'],
    ['an interview with nobody', { kind: 'interview' }, 'leave.particulars'],
  ])('is not entered for %s', async (_, change, code) => {
    const { answer } = await ask(change)
    expect([answer.statusCode, answer.json().code]).toEqual([422, code])
    expect((await office()(leave.listLeave, { params: params() })).json().requests).toEqual([])
  })

  it('that the family gives up leaves the registers as they were', async () => {
    const id = await asked()
    await grant(id)
    const body = { key: randomUUID(), reason: 'The wedding is off' }
    const answer = await office()(leave.withdrawLeave, { params: params(id), body })
    expect([answer.statusCode, answer.json().marks]).toEqual([200, 6])
    expect(await codes(one, DAYS)).toBe('. . . . . . . .')
    expect((await read(id)).request.state).toBe('withdrawn')
  })

  it('is taken back at reception while it waits, and once it was granted only by whoever plans or decides', async () => {
    const reception = (id: string) => {
      const body = { key: randomUUID(), reason: 'They rang' }
      return server.as(school.reception)(leave.withdrawLeave, { params: params(id), body })
    }
    expect((await reception(await asked())).statusCode).toBe(200)
    const granted = await asked()
    await grant(granted)
    const refused = await reception(granted)
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'leave.in-registers'])
    expect(await codes(one, DAYS)).toBe('C C C C C C . .')
  })

  it('waits for the family while a question is open', async () => {
    const id = await asked()
    const note = (kind: string) =>
      office()(leave.noteLeave, { params: params(id), body: { kind, text: 'When is the wedding?' } })
    await note('questioned')
    expect((await read(id)).request.state).toBe('waiting for the family')
    await note('answered')
    expect((await read(id)).request.state).toBe('waiting')
  })

  it('that was refused and taken all the same becomes G by one act, and nothing else does', async () => {
    const id = await asked({ to: pm('2026-12-07') })
    await head()(leave.refuseLeave, { params: params(id), body: { reason: 'Not exceptional' } })
    server.clock.moveTo('2026-12-07T08:40:00.000Z' as Moment)
    await atScreen(server, school, school.tutor).save({ [one]: 'N', [two]: 'N' }, { day: day('2026-12-07') })
    expect((await read(id)).beyond).toEqual([{ ...am('2026-12-07'), code: 'N', waits: false }])
    expect((await settleOn('2026-12-07', id, { told: '' })).statusCode).toBe(400)
    const settle = () => settleOn('2026-12-07', id)
    expect((await settle()).json()).toEqual({ marks: 1 })
    expect([await codes(one, ['2026-12-07']), await codes(two, ['2026-12-07'])]).toEqual(['G .', 'N .'])
    expect([(await settle()).statusCode, (await read(id)).beyond]).toEqual([422, []])
  })

  it('of another kind that was refused is no holiday: an interview that was taken all the same stays N', async () => {
    const at = { from: am('2026-12-07'), to: am('2026-12-07') }
    const id = await asked({ kind: 'interview', particulars: 'Riverside College', reason: 'Interview', ...at })
    await head()(leave.refuseLeave, { params: params(id), body: { reason: 'Mock examinations' } })
    server.clock.moveTo('2026-12-07T08:40:00.000Z' as Moment)
    await atScreen(server, school, school.tutor).save({ [one]: 'N' }, { day: day('2026-12-07') })
    expect((await read(id)).beyond).toEqual([])
    expect((await settleOn('2026-12-07', id)).json().code).toBe('leave.nothing-beyond')
    expect(await codes(one, ['2026-12-07'])).toBe('N .')
  })

  it('that was refused makes no holiday of a child reported ill, while that report waits', async () => {
    const id = await asked({ to: pm('2026-12-07') })
    await head()(leave.refuseLeave, { params: params(id), body: { reason: 'Not exceptional' } })
    server.clock.moveTo('2026-12-07T08:40:00.000Z' as Moment)
    await atScreen(server, school, school.tutor).save({ [one]: 'N' }, { day: day('2026-12-07') })
    const reported = await office()(enterReports, {
      params: params(),
      body: {
        children: [{ reportId: randomUUID(), pupilId: one }],
        first: am('2026-12-07'),
        until: { kind: 'unknown' },
        category: 'illness',
        channel: 'phone',
        reporter: { name: 'Mrs Adler' },
        receivedAt: MORNING,
      },
    })
    expect(reported.statusCode, reported.body).toBe(200)
    expect((await read(id)).beyond).toEqual([{ ...am('2026-12-07'), code: 'N', waits: true }])
    const settled = await settleOn('2026-12-07', id)
    expect([settled.statusCode, settled.json().code]).toEqual([422, 'leave.report-waits'])
    expect(await codes(one, ['2026-12-07'])).toBe('N .')
  })

  it('is on the head’s work list until it is decided, and its decision is a letter', async () => {
    const id = await asked()
    const letter = () => head()(leave.leaveLetter, { params: params(id) })
    const mine = async () => {
      const { duties } = (await head()(workList, { params: params(), query: { whose: 'all' } })).json()
      return duties.filter((duty: { rule: string }) => duty.rule === 'leave.decide').length
    }
    expect([await mine(), (await letter()).json().code]).toEqual([1, 'leave.undecided'])
    await grant(id)
    const printed = await letter()
    expect([await mine(), printed.headers['content-type']]).toEqual([0, 'application/pdf'])
    expect(printed.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('of another school is not there', async () => {
    const id = await asked()
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const there = { schoolId: other.id, requestId: id }
    expect((await server.as(other.head)(leave.readLeave, { params: there })).statusCode).toBe(403)
    const body = { key: randomUUID(), from: am('2026-12-07'), to: pm('2026-12-09'), reason: 'Mine now' }
    expect((await server.as(other.head)(leave.grantLeave, { params: there, body })).statusCode).toBe(403)
  })
})
