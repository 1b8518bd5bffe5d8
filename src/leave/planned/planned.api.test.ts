import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { planMarks, verifyRegister } from '../../register/contract.ts'
import { closeDueRegisters } from '../../register/index.ts'
import { atScreen, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as leave from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId
let two: PupilId
let three: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  ;[one, two, three] = school.pupils.nineA as [PupilId, PupilId, PupilId]
})

const office = () => server.as(school.officer)
const params = () => ({ schoolId: school.id })
const am = (on: string) => ({ day: on, half: 'AM' })
const pm = (on: string) => ({ day: on, half: 'PM' })
const NO_CONFLICT = { kept: 0, replaced: 0, leftOut: 0 }
const trip = (change: object = {}) => ({
  kind: 'visit',
  title: 'Science museum',
  particulars: { place: 'Southmere', supervisor: 'Tess Tutor' },
  pupilIds: [one, two],
  from: am('2026-11-24'),
  to: pm('2026-11-24'),
  ...change,
})
const plan = (change: object = {}, as = office()) =>
  as(leave.planActivity, { params: params(), body: { key: randomUUID(), seen: NO_CONFLICT, ...trip(change) } })
async function planned(change: object = {}, as = office()): Promise<string> {
  const answer = await plan(change, as)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().id
}
const of = (plannedId: string) => ({ ...params(), plannedId })
const takeOff = (id: string, body: object) =>
  office()(leave.takeOffPlanned, { params: of(id), body: { key: randomUUID(), reason: 'Did not go', ...body } })
const read = async (id: string) => (await office()(leave.readPlanned, { params: of(id) })).json()

async function codes(on: string, half: 'AM' | 'PM' = 'AM'): Promise<string> {
  const sheet = await atScreen(server, school, school.officer).open({ day: on as never, half })
  return sheet.lines
    .slice(0, 3)
    .map((line) => line.mark?.code ?? '.')
    .join(' ')
}

describe('an activity in bulk', () => {
  it('is previewed, planned once however often it is sent, listed, and stands in the registers', async () => {
    const preview = await office()(leave.previewPlanned, { params: params(), body: trip() })
    expect(preview.json()).toMatchObject({ marks: 4, pupils: 2, keptCount: 0, leftOutCount: 0 })
    const body = { key: randomUUID(), seen: NO_CONFLICT, ...trip() }
    const [first, second] = [
      await office()(leave.planActivity, { params: params(), body }),
      await office()(leave.planActivity, { params: params(), body }),
    ]
    expect(first.json()).toEqual({ id: body.key, marks: 4 })
    expect(second.json()).toEqual(first.json())
    expect(await codes('2026-11-24')).toBe('V V .')
    const list = async (page: string) =>
      (await office()(leave.listPlanned, { params: params(), query: { page } })).json().planned
    expect(await list('activities')).toEqual([
      expect.objectContaining({ title: 'Science museum', state: 'to come', pupils: 2, code: 'V' }),
    ])
    expect(await list('elsewhere')).toEqual([])
  })

  it('is all or nothing: a conflict that was not shown plans nobody', async () => {
    const preview = (await office()(leave.previewPlanned, { params: params(), body: trip() })).json()
    const ill = {
      pupilIds: [two],
      code: 'M',
      details: {},
      reason: 'Dentist',
      from: am('2026-11-24'),
      to: am('2026-11-24'),
    }
    await office()(planMarks, { params: params(), body: { key: randomUUID(), ...ill } })
    const answer = await plan()
    expect([preview.keptCount, answer.statusCode, answer.json().code]).toEqual([0, 422, 'leave.conflicts'])
    expect(await codes('2026-11-24')).toBe('. M .')
    const again = (await office()(leave.previewPlanned, { params: params(), body: trip() })).json()
    expect(again.kept).toEqual([expect.objectContaining({ pupilId: two, from: 'M' })])
    expect((await plan({ seen: { ...NO_CONFLICT, kept: 1 } })).json().marks).toBe(3)
    expect(await codes('2026-11-24')).toBe('V M .')
  })

  it('lets go of whoever did not go: expected again, and N where the register has closed', async () => {
    server.clock.moveTo('2026-11-23T08:00:00.000Z' as Moment)
    const id = await planned({ from: am('2026-11-23'), to: pm('2026-11-24') })
    const tutor = atScreen(server, school, school.tutor)
    server.clock.moveTo('2026-11-23T08:35:00.000Z' as Moment)
    await tutor.save({}, { rest: 'present', complete: true })
    server.clock.moveTo('2026-11-23T08:50:00.000Z' as Moment)
    await closeDueRegisters(server.database, server.clock)
    const key = randomUUID()
    const off = await takeOff(id, { pupilIds: [two], key })
    expect(off.json()).toEqual({ number: 2, marks: 4 })
    expect((await takeOff(id, { pupilIds: [two], key })).json()).toEqual(off.json())
    expect([await codes('2026-11-23'), await codes('2026-11-23', 'PM')]).toEqual(['V N /', 'V . .'])
    expect((await takeOff(id, { pupilIds: [two] })).json().code).toBe('leave.not-on-plan')
    expect((await read(id)).pupils.find((pupil: { id: string }) => pupil.id === two).off).toEqual({
      from: null,
      words: 'Did not go',
    })
    await takeOff(id, { pupilIds: [one], wasIn: true })
    expect(await codes('2026-11-23')).toBe('/ N /')
    expect((await office()(verifyRegister, { params: params() })).json().sound).toBe(true)
  })

  it('takes more pupils on, moves to other days, and is withdrawn for everybody', async () => {
    const id = await planned()
    const body = { key: randomUUID(), pupilIds: [three], seen: NO_CONFLICT }
    expect((await office()(leave.putOnPlanned, { params: of(id), body })).json()).toEqual({ number: 2, marks: 2 })
    const move = { key: randomUUID(), from: am('2026-11-25'), to: am('2026-11-25'), reason: 'The museum is closed' }
    const moved = await office()(leave.movePlanned, { params: of(id), body: move })
    expect(moved.json(), moved.body).toEqual({ number: 3, marks: 3 })
    expect([await codes('2026-11-24'), await codes('2026-11-25')]).toEqual(['. . .', 'V V V'])
    const withdraw = () =>
      office()(leave.withdrawPlanned, { params: of(id), body: { key: randomUUID(), reason: 'Cancelled' } })
    expect((await withdraw()).json()).toEqual({ number: 4, marks: 3 })
    expect([await codes('2026-11-25'), (await withdraw()).statusCode]).toEqual(['. . .', 409])
    expect((await read(id)).planned.state).toBe('withdrawn')
  })

  it('is neither withdrawn nor moved while a register of today has closed with them away: where they are is said first', async () => {
    server.clock.moveTo('2026-11-23T08:00:00.000Z' as Moment)
    const id = await planned({ from: am('2026-11-23'), to: pm('2026-11-24') })
    server.clock.moveTo('2026-11-23T08:35:00.000Z' as Moment)
    await atScreen(server, school, school.tutor).save({}, { rest: 'present', complete: true })
    server.clock.moveTo('2026-11-23T08:50:00.000Z' as Moment)
    await closeDueRegisters(server.database, server.clock)
    const withdraw = () =>
      office()(leave.withdrawPlanned, { params: of(id), body: { key: randomUUID(), reason: 'The coach broke down' } })
    const move = (from: string) =>
      office()(leave.movePlanned, {
        params: of(id),
        body: { key: randomUUID(), from: am(from), to: pm('2026-11-25'), reason: 'The coach broke down' },
      })
    for (const answer of [await withdraw(), await move('2026-11-24')])
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'leave.begun'])
    expect([await codes('2026-11-23'), await codes('2026-11-24')]).toEqual(['V V /', 'V V .'])
    expect((await move('2026-11-23')).statusCode).toBe(200)
    expect(await codes('2026-11-25')).toBe('V V .')
    await takeOff(id, { pupilIds: [one, two], wasIn: true })
    expect([await codes('2026-11-23'), (await withdraw()).statusCode]).toEqual(['/ / /', 200])
  })

  it('does not move onto days on which somebody has a mark, and then nothing has moved', async () => {
    const id = await planned()
    const ill = {
      pupilIds: [two],
      code: 'M',
      details: {},
      reason: 'Dentist',
      from: am('2026-11-25'),
      to: am('2026-11-25'),
    }
    await office()(planMarks, { params: params(), body: { key: randomUUID(), ...ill } })
    const move = { key: randomUUID(), from: am('2026-11-25'), to: am('2026-11-25'), reason: 'Changed' }
    const answer = await office()(leave.movePlanned, { params: of(id), body: move })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'leave.conflicts'])
    expect(answer.json().detail).toContain('Ben Adler01')
    expect([await codes('2026-11-24'), await codes('2026-11-25')]).toEqual(['V V .', '. M .'])
  })
})

describe('leave in bulk', () => {
  const interview = { kind: 'interview', title: 'Southmere College', particulars: { agreed: 'Mrs Adler, by letter' } }

  it('is the head’s alone: interviews, study leave, performances', async () => {
    const agreed = { ...interview, agreedDay: '2026-11-20' }
    expect((await plan(agreed)).statusCode).toBe(403)
    const id = await planned(agreed, server.as(school.head))
    expect(await codes('2026-11-24')).toBe('J1 J1 .')
    const withdraw = { params: of(id), body: { key: randomUUID(), reason: 'Not needed' } }
    expect((await office()(leave.withdrawPlanned, withdraw)).statusCode).toBe(403)
  })

  it('is agreed before it begins, and study leave is for Year 11 and above', async () => {
    const late = await plan({ ...interview, agreedDay: '2026-11-25' }, server.as(school.head))
    expect([late.statusCode, late.json().code]).toEqual([422, 'leave.afterwards'])
    const study = { ...interview, kind: 'study', title: 'GCSE summer series', agreedDay: '2026-11-20' }
    const answer = await plan(study, server.as(school.head))
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'register.marks-refused'])
  })
})

describe('a pattern at another school', () => {
  const dual = {
    kind: 'dual',
    title: 'Riverside Special School',
    particulars: { contact: 'Ms Ito, 01632 960123', urn: '100000' },
    only: [{ weekday: 2, half: 'AM' }],
    pupilIds: [] as string[],
    to: pm('2026-12-18'),
  }

  it('fills only its own sessions with D, and ends early from a day on', async () => {
    const id = await planned({ ...dual, pupilIds: [one] })
    expect([await codes('2026-11-24'), await codes('2026-11-24', 'PM'), await codes('2026-12-01')]).toEqual([
      'D . .',
      '. . .',
      'D . .',
    ])
    await takeOff(id, { pupilIds: [one], from: am('2026-12-01') })
    expect([await codes('2026-11-24'), await codes('2026-12-01')]).toEqual(['D . .', '. . .'])
  })

  it('says who can be asked there', async () => {
    const answer = await plan({ ...dual, pupilIds: [one], particulars: {} })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'leave.particulars'])
  })
})

describe('who may not', () => {
  it('a tutor sees and plans nothing; reception sees and plans nothing', async () => {
    const id = await planned()
    const tutor = server.as(school.tutor)
    expect((await tutor(leave.readPlanned, { params: of(id) })).statusCode).toBe(403)
    expect((await plan({}, tutor)).statusCode).toBe(403)
    expect((await plan({}, server.as(school.reception))).statusCode).toBe(403)
    expect((await server.as(school.reception)(leave.readPlanned, { params: of(id) })).statusCode).toBe(200)
  })

  it('another school: neither its plans nor its pupils', async () => {
    const id = await planned()
    const other = await registerSchool(server, { name: 'Oakfield Academy' })
    const there = server.as(other.officer)
    expect((await there(leave.readPlanned, { params: of(id) })).statusCode).toBe(403)
    const withTheirId = { params: { schoolId: other.id, plannedId: id } }
    expect((await there(leave.readPlanned, withTheirId)).statusCode).toBe(403)
    const theirs = await there(leave.planActivity, {
      params: { schoolId: other.id },
      body: { key: randomUUID(), seen: NO_CONFLICT, ...trip() },
    })
    expect(theirs.json().code).toBe('register.nothing-to-change')
  })
})
