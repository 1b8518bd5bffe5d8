import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '../../audit/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import {
  handOverRegister,
  listHanded,
  listRegisters,
  markHistory,
  readHanded,
  setAsideHanded,
  takeOverHanded,
  takeRegister,
} from '../contract.ts'
import { closeDueRegisters, verifyJournal } from '../index.ts'

const TUESDAY_MORNING = '2026-11-24T08:10:00.000Z' as Moment
const TAKEN_AT = '2026-11-23T08:41:00.000Z'

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
})

const pupil = (place: number) => school.pupils.nineA[place] as PupilId
const at = (time: Moment) => server.clock.moveTo(time)
const codes = async (of = {}) =>
  (await atScreen(server, school, school.officer).open(of)).lines.map(({ mark }) => mark?.code ?? null)
const ask = async (person: TestPerson, operation: Operation, input: object) => {
  const answer = await server.as(person)(operation, input)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
const schoolParams = () => ({ schoolId: school.id })
const taken = (marks: Readonly<Record<PupilId, string>>) =>
  Object.entries(marks).map(([pupilId, code]) => ({ pupilId, code, seen: null }))
/** The whole class as a device kept it: the first absent, the second late at 8.37, the others present. */
const wholeClass = () =>
  school.pupils.nineA.map((pupilId, place) => {
    if (place === 1) return { pupilId, code: 'L', seen: null, details: { arrival_time: '08:37' } }
    return { pupilId, code: place === 0 ? 'N' : '/', seen: null }
  })
const handOver = (more: object = {}, of = {}, by = school.tutor) =>
  server.as(by)(handOverRegister, {
    params: registerParams(school, of),
    body: { key: randomUUID(), takenAt: TAKEN_AT, complete: true, marks: wholeClass(), ...more },
  })
const handed = async (more: object = {}): Promise<string> => (await handOver(more)).json().id
const read = (handedId: string) => ask(school.officer, readHanded, { params: { ...schoolParams(), handedId } })
const takeOver = (handedId: string, body: object, by = school.officer) =>
  server.as(by)(takeOverHanded, { params: { ...schoolParams(), handedId }, body: { key: randomUUID(), ...body } })
const setAside = (handedId: string, body: object, by = school.officer) =>
  server.as(by)(setAsideHanded, { params: { ...schoolParams(), handedId }, body: { key: randomUUID(), ...body } })
const sound = () => server.database.asSystem(async (tx) => (await verifyJournal(tx, school.id)).faults)

describe('a register sent on a later day', () => {
  it('is refused as marks, kept for the office as it was taken, and changes nothing by itself', async () => {
    at(TUESDAY_MORNING)
    const body = { key: randomUUID(), version: 0, complete: true, marks: wholeClass(), takenAt: TAKEN_AT }
    const refused = await server.as(school.tutor)(takeRegister, { params: registerParams(school), body })
    expect(refused.json().code).toBe('register.past-day')
    const { id, receivedAt } = (await handOver({ key: body.key })).json()
    expect([id, receivedAt.slice(0, 16)]).toEqual([body.key, '2026-11-24T08:10'])
    expect(await codes()).toEqual([null, null, null, null, null, null])
    const { registers } = await ask(school.officer, listHanded, { params: schoolParams() })
    expect(registers).toMatchObject([
      {
        ...{ id, groupName: '9A', day: MONDAY, half: 'AM', marks: 6, state: 'waiting', takenAt: TAKEN_AT, receivedAt },
        by: { name: 'Tess Tutor', position: 'Form tutor 9A' },
      },
    ])
  })

  it('is taken over in one act, as an amendment that says who took it, when, and when it was received', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    const { version, lines } = await read(id)
    expect(lines.map((line: { unlooked: boolean; same: boolean }) => [line.unlooked, line.same])).toEqual(
      Array(6).fill([true, false]),
    )
    const answer = await takeOver(id, { version, pupilIds: school.pupils.nineA })
    expect(answer.json()).toEqual({ version: 1, changed: 6 })
    expect(await codes()).toEqual(['N', 'L', '/', '/', '/', '/'])
    const params = { ...schoolParams(), pupilId: pupil(1), day: MONDAY, half: 'AM' }
    const { changes } = await ask(school.officer, markHistory, { params })
    expect(changes).toMatchObject([
      {
        ...{ act: 'amended', from: null, to: 'L', details: { arrival_time: '08:37' } },
        by: { name: 'Olu Officer', position: 'Attendance officer' },
        reason:
          'taken offline by Tess Tutor at 08:41 on Monday 23 November 2026, received at 08:10 on Tuesday 24 November 2026',
      },
    ])
    expect(changes[0].at.slice(0, 16)).toBe('2026-11-24T08:10')
    expect(await sound()).toEqual([])
    const query = { day: MONDAY }
    const { registers } = await ask(school.officer, listRegisters, { params: schoolParams(), query })
    expect(
      registers.find((one: { groupName: string; half: string }) => one.groupName === '9A' && one.half === 'AM'),
    ).toMatchObject({
      ...{ state: 'taken', overdue: false, amended: false, takenBy: 'Tess Tutor', takenAt: TAKEN_AT },
    })
    const mine = await ask(school.tutor, listHanded, { params: schoolParams() })
    expect(mine.registers).toMatchObject([
      { id, state: 'taken-over', decided: { by: { name: 'Olu Officer' }, changed: 6 } },
    ])
  })

  it('takes over only what the office chooses: the desk’s L and a leave that was granted since stay', async () => {
    const office = atScreen(server, school, school.officer)
    await office.save({ [pupil(0)]: 'I', [pupil(2)]: '/' })
    at(TUESDAY_MORNING)
    const id = await handed()
    const { version, lines } = await read(id)
    expect(lines.slice(0, 3)).toMatchObject([
      { name: 'Ada Adler00', theirs: { code: 'N' }, now: { code: 'I' }, same: false, unlooked: false },
      { theirs: { code: 'L', details: { arrival_time: '08:37' } }, now: null, same: false, unlooked: true },
      { theirs: { code: '/' }, now: { code: '/' }, same: true, unlooked: false },
    ])
    expect((await takeOver(id, { version, pupilIds: [pupil(1), pupil(2)] })).json()).toMatchObject({ changed: 1 })
    expect(await codes()).toEqual(['I', 'L', '/', null, null, null])
    expect((await atScreen(server, school, school.officer).open()).state).toBe('being-taken')
  })

  it('may be kept out altogether: every mark that stands stays, and the queue is empty', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    expect((await takeOver(id, { version: 0, pupilIds: [] })).json()).toEqual({ version: 0, changed: 0 })
    const other = await handed()
    expect((await setAside(other, { reason: ' ' })).statusCode).toBe(400)
    expect((await setAside(other, { reason: 'Taken on paper by the cover teacher' })).statusCode).toBe(200)
    expect(await codes()).toEqual([null, null, null, null, null, null])
    const { registers } = await ask(school.tutor, listHanded, { params: schoolParams() })
    expect(registers.map((one: { state: string }) => one.state).toSorted()).toEqual(['set-aside', 'taken-over'])
    expect(registers.flatMap((one: { decided: { reason: string | null } }) => one.decided.reason ?? [])).toEqual([
      'Taken on paper by the cover teacher',
    ])
  })

  it('is refused where a mark moved since the office looked, and nothing is changed', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    const { version } = await read(id)
    await atScreen(server, school, school.head).save({ [pupil(0)]: 'I' })
    const answer = await takeOver(id, { version, pupilIds: school.pupils.nineA })
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'register.changed-meanwhile'])
    expect(answer.json().details.marks).toMatchObject([{ name: 'Ada Adler00', yours: 'N', now: 'I' }])
    expect(await codes()).toEqual(['I', null, null, null, null, null])
    expect((await takeOver(id, { version: 99, pupilIds: [pupil(0)] })).statusCode).toBe(409)
  })

  it('keeps marks of a pupil who was not on roll that day in the queue, and takes over the others', async () => {
    at(TUESDAY_MORNING)
    const stranger = randomUUID() as PupilId
    const id = await handed({ marks: taken({ [stranger]: '/', [pupil(0)]: 'N' }) })
    const { version, lines } = await read(id)
    expect(lines.find((line: { pupilId: string }) => line.pupilId === stranger).onRoll).toBe(false)
    const both = await takeOver(id, { version, pupilIds: [stranger, pupil(0)] })
    expect([both.statusCode, both.json().code]).toEqual([422, 'register.not-on-roll'])
    expect((await takeOver(id, { version, pupilIds: [pupil(0)] })).json()).toMatchObject({ changed: 1 })
  })

  it('says which of its marks are of pupils of another group', async () => {
    at(TUESDAY_MORNING)
    const [outsider] = school.pupils.nineB as [PupilId]
    const { lines } = await read(await handed({ marks: taken({ [outsider]: '/', [pupil(0)]: 'N' }) }))
    const inGroup = new Map(lines.map((line: { pupilId: PupilId; inGroup: boolean }) => [line.pupilId, line.inGroup]))
    expect([inGroup.get(outsider), inGroup.get(pupil(0))]).toEqual([false, true])
  })

  it('takes over no L that is U by the pupil’s own clock, as no amendment would', async () => {
    at(TUESDAY_MORNING)
    const late = { pupilId: pupil(0), code: 'L', seen: null, details: { arrival_time: '11:30' } }
    const id = await handed({ marks: [late, ...taken({ [pupil(1)]: '/' })] })
    const { version } = await read(id)
    const both = await takeOver(id, { version, pupilIds: [pupil(0), pupil(1)] })
    expect([both.statusCode, both.json().code]).toEqual([422, 'register.marks-refused'])
    expect(both.json().details.faults).toMatchObject([{ faultCode: 'register.late-by-the-clock', code: 'L' }])
    expect((await takeOver(id, { version, pupilIds: [pupil(1)] })).json()).toMatchObject({ changed: 1 })
  })

  it('says so where a device’s clock cannot be right', async () => {
    at(TUESDAY_MORNING)
    const id = await handed({ takenAt: '2019-01-01T00:00:00.000Z' })
    const { handed: one, version } = await read(id)
    expect(one).toMatchObject({ takenAt: one.receivedAt, deviceSaid: '2019-01-01T00:00:00.000Z' })
    await takeOver(id, { version, pupilIds: [pupil(0)] })
    const params = { ...schoolParams(), pupilId: pupil(0), day: MONDAY, half: 'AM' }
    const { changes } = await ask(school.officer, markHistory, { params })
    expect(changes[0].reason).toContain('at a time that the device gave as 2019-01-01T00:00:00.000Z')
  })
})

describe('a register taken before the close and sent after it on the same day', () => {
  it('is refused once the register is closed, handed over, and its taker’s look replaces what closing filled in', async () => {
    await atScreen(server, school, school.officer).save({ [pupil(0)]: '/' })
    const closing = '2026-11-23T08:45:00.000Z' as Moment
    await closeDueRegisters(server.database, { now: () => closing })
    at('2026-11-23T09:30:00.000Z' as Moment)
    const body = { key: randomUUID(), version: 1, marks: taken({ [pupil(1)]: '/' }), takenAt: TAKEN_AT }
    const refused = await server.as(school.tutor)(takeRegister, { params: registerParams(school), body })
    expect(refused.json().code).toBe('register.closed')
    const id = await handed()
    const { version, state, lines } = await read(id)
    expect(state).toBe('closed')
    expect(lines.map((line: { unlooked: boolean }) => line.unlooked)).toEqual([false, true, true, true, true, true])
    await takeOver(id, { version, pupilIds: school.pupils.nineA.slice(1) })
    expect(await codes()).toEqual(['/', 'L', '/', '/', '/', '/'])
    const { changes } = await ask(school.officer, markHistory, {
      params: { ...schoolParams(), pupilId: pupil(2), day: MONDAY, half: 'AM' },
    })
    expect(changes.at(-1)).toMatchObject({ act: 'amended', from: 'N', to: '/' })
    expect((await atScreen(server, school, school.officer).open()).state).toBe('closed')
    expect(await sound()).toEqual([])
  })

  it('is taken over by nobody before its session has begun', async () => {
    const marks = school.pupils.nineA.map((pupilId) => ({ pupilId, code: '\\', seen: null }))
    const { id } = (await handOver({ marks }, { half: 'PM' })).json()
    const early = await takeOver(id, { version: 0, pupilIds: school.pupils.nineA })
    expect([early.statusCode, early.json().code]).toEqual([422, 'register.not-yet'])
    expect(await codes({ half: 'PM' })).toEqual(Array(6).fill(null))
  })

  it('is simply saved where nobody has closed it', async () => {
    at('2026-11-23T09:30:00.000Z' as Moment)
    const body = { key: randomUUID(), version: 0, complete: true, marks: wholeClass(), takenAt: TAKEN_AT }
    const saved = await server.as(school.tutor)(takeRegister, { params: registerParams(school), body })
    expect(saved.json()).toMatchObject({ state: 'taken', marks: 6 })
  })
})

describe('sent more than once', () => {
  it('is one register in the queue, with the first answer; the same key with other marks is refused', async () => {
    at(TUESDAY_MORNING)
    const key = randomUUID()
    const first = await handOver({ key })
    at('2026-11-24T08:20:00.000Z' as Moment)
    expect((await handOver({ key })).json()).toEqual(first.json())
    const other = await handOver({ key, marks: taken({ [pupil(0)]: '/' }) })
    expect([other.statusCode, other.json().code]).toEqual([409, 'register.key-used'])
    expect((await ask(school.officer, listHanded, { params: schoolParams() })).registers).toHaveLength(1)
  })

  it('is decided once: the same decision gets its answer again, another is told who was first', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    const body = { key: randomUUID(), version: 0, pupilIds: school.pupils.nineA }
    const answers = await Promise.all([1, 2, 3].map(() => takeOver(id, body)))
    expect(answers.map((answer) => answer.json())).toEqual(Array(3).fill({ version: 1, changed: 6 }))
    const late = await setAside(id, { reason: 'No' }, school.head)
    expect([late.statusCode, late.json().code]).toEqual([409, 'register.already-decided'])
    expect(late.json().detail).toBe('Olu Officer has taken this register over already. Nothing was changed.')
    const none = await handed()
    const nothing = { key: randomUUID(), version: 1, pupilIds: [] }
    const twice = [await takeOver(none, nothing), await takeOver(none, nothing)]
    expect(twice.map((answer) => answer.json())).toEqual(Array(2).fill({ version: 1, changed: 0 }))
    const race = await handed()
    const outcomes = await Promise.all([
      takeOver(race, { version: 1, pupilIds: [] }),
      setAside(race, { reason: 'Twice taken' }, school.head),
    ])
    expect(outcomes.map((answer) => answer.statusCode).toSorted()).toEqual([200, 409])
  })
})

describe('who may', () => {
  it('hands over only the registers of their own groups, and no day to come', async () => {
    at(TUESDAY_MORNING)
    const other = await registerSchool(server, { name: 'Otherly Academy' })
    expect((await handOver({}, { group: school.groups.nineB })).statusCode).toBe(403)
    expect((await handOver({}, {}, other.tutor)).statusCode).toBe(403)
    expect((await handOver({}, {}, school.reception)).statusCode).toBe(403)
    expect((await handOver({}, { group: other.groups.nineA })).statusCode).toBe(403)
    expect((await handOver({}, { day: day('2026-11-25') })).json().code).toBe('register.not-yet')
    expect((await handOver({ marks: [] })).statusCode).toBe(400)
    const twice = [...taken({ [pupil(0)]: 'N' }), ...taken({ [pupil(0)]: '/' })]
    expect((await handOver({ marks: twice })).json().code).toBe('register.pupil-twice')
  })

  it('reads and decides: the office of the school, and not the teacher who took it', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    const other = await registerSchool(server, { name: 'Otherly Academy' })
    const params = { ...schoolParams(), handedId: id }
    for (const person of [school.tutor, school.reception, other.officer]) {
      expect((await server.as(person)(readHanded, { params })).statusCode).toBe(403)
      expect((await takeOver(id, { version: 0, pupilIds: [] }, person)).statusCode).toBe(403)
      expect((await setAside(id, { reason: 'No' }, person)).statusCode).toBe(403)
    }
    const elsewhere = { schoolId: other.id, handedId: id }
    expect((await server.as(other.officer)(readHanded, { params: elsewhere })).statusCode).toBe(403)
    const theirs = await ask(other.tutor, listHanded, { params: { schoolId: other.id } })
    expect(theirs.registers).toEqual([])
    expect((await ask(school.officer, listHanded, { params: schoolParams() })).registers[0].state).toBe('waiting')
  })

  it('leaves a trail: handing over, looking, taking over and setting aside', async () => {
    at(TUESDAY_MORNING)
    const id = await handed()
    await read(id)
    await takeOver(id, { version: 0, pupilIds: [pupil(0)] })
    await setAside(await handed(), { reason: 'Twice' })
    const { acts } = await ask(school.head, listAudit, { params: schoolParams(), query: {} })
    const actions = acts.map((act: { sentence: string }) => act.sentence)
    for (const action of [
      'handed a register to the office',
      'looked at a register that was handed over',
      'took over a register that was handed over',
      'set aside a register that was handed over',
    ])
      expect(actions).toContain(action)
  })
})
