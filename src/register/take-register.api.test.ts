import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { one } from '../platform/database/database.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../testing/register-school.ts'
import { onPostgres } from '../testing/test-database.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import { openRegister, takeRegister } from './contract.ts'
import { closeDueRegisters, verifyJournal } from './index.ts'

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

const sound = async () => {
  const { sound, faults } = await server.database.asSystem((tx) => verifyJournal(tx, school.id))
  return { sound, faults }
}
const codes = async (of = {}) => {
  const register = await atScreen(server, school, school.officer).open(of)
  return register.lines.map((line) => line.mark?.code ?? null)
}
const first = (pupils: readonly PupilId[]) => pupils[0] as PupilId

describe('taking a register', () => {
  it('saves a whole class in one act, and shows it as taken with counts', async () => {
    const { open, save } = atScreen(server, school, school.tutor)
    const before = await open()
    expect(before.state).toBe('not-taken')
    expect(before.clock).toEqual({ opens: '08:30', closes: '08:45', phase: 'open', minutesLeft: 5 })
    expect(before.palette.map((entry) => entry.code)).toEqual(['/', 'L', 'N'])
    const answer = await save({ [first(school.pupils.nineA)]: 'N' }, { rest: 'present', complete: true })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      version: 1,
      state: 'taken',
      marks: 6,
      counts: { present: 5, late: 0, absent: 1, notMarked: 0 },
    })
    const after = await open()
    expect(after).toMatchObject({ state: 'taken', takenBy: 'Tess Tutor', version: 1, amended: false })
    expect(after.lines.map((line) => line.mark?.code)).toEqual(['N', '/', '/', '/', '/', '/'])
    expect(await sound()).toEqual({ sound: true, faults: [] })
  })

  it('keeps a part of a class as being taken, and will not call it whole while somebody has no mark', async () => {
    const { save, open } = atScreen(server, school, school.tutor)
    const [one, two] = school.pupils.nineA
    expect((await save({ [one as string]: '/', [two as string]: 'L' })).json().state).toBe('being-taken')
    const whole = await save({}, { complete: true })
    expect(whole.statusCode).toBe(422)
    expect(whole.json().code).toBe('register.marks-missing')
    expect(whole.json().detail).toContain('Cleo Adler02, Dev Adler03, Esi Adler04, Finn Adler05 have no mark yet')
    expect((await open()).state).toBe('being-taken')
  })

  it('trusts no version that the journal has not reached', async () => {
    const { save, open } = atScreen(server, school, school.tutor)
    const seenIn = { ...(await open()), version: 999 }
    const pupil = first(school.pupils.nineA)
    const of = { seenIn, rest: 'present', complete: true } as const
    const office = atScreen(server, school, school.officer)
    await office.save({ [pupil]: 'N' })
    await office.save({ [pupil]: '/' })
    const saw = { ...seenIn, lines: (await open()).lines }
    expect((await save({ [pupil]: 'N' }, { ...of, seenIn: saw })).json().code).toBe('register.changed-meanwhile')
  })

  it.each([
    ['keeps when a device says that it was taken', '2026-11-23T08:31:00.000Z', true],
    ['does not believe a device whose clock is a day ahead', '2026-11-24T08:40:00.000Z', false],
    ['does not believe a device that says it was taken before its day', '2026-11-20T08:40:00.000Z', false],
  ])('%s, and loses no mark for it', async (_, takenAt, believed) => {
    const { open, send } = atScreen(server, school, school.tutor)
    const { version } = await open()
    const marks = [{ pupilId: first(school.pupils.nineA), code: 'N', seen: null }]
    const body = { key: randomUUID(), version, marks, rest: 'present', complete: true, takenAt }
    expect((await send(takeRegister, { params: registerParams(school), body })).statusCode).toBe(200)
    expect(await codes()).toEqual(['N', '/', '/', '/', '/', '/'])
    const { facts } = await server.database.inTenants([school.id], (tx) =>
      one(tx, sql<{ facts: Record<string, unknown> }>`select facts from register.entry where school_id = ${school.id}`),
    )
    const now = expect.stringContaining('2026-11-23T08:40:')
    const { answer: _answer, complete: _complete, ...time } = facts
    expect(time).toEqual(believed ? { taken_at: takenAt } : { taken_at: now, device_said: takenAt })
    expect(await sound()).toEqual({ sound: true, faults: [] })
  })

  it('is not begun by a save without a mark, which the closing clock would fill with N', async () => {
    expect((await atScreen(server, school, school.tutor).save({})).json().code).toBe('register.nothing-to-save')
    await closeDueRegisters(server.database, { now: () => '2026-11-23T08:45:00.000Z' as Moment })
    expect(await codes()).toEqual([null, null, null, null, null, null])
  })

  it('lets a teacher take only their own groups, and nobody of another school anything', async () => {
    const { send } = atScreen(server, school, school.tutor)
    const other = await registerSchool(server, { name: 'Otherly Academy' })
    const theirs = { params: registerParams(school, { group: school.groups.nineB }) }
    const body = { key: randomUUID(), version: 0, marks: [], rest: 'present' }
    expect((await send(openRegister, theirs)).statusCode).toBe(403)
    expect((await send(takeRegister, { ...theirs, body })).statusCode).toBe(403)
    expect((await server.as(other.officer)(openRegister, theirs)).statusCode).toBe(403)
    expect((await server.as(other.officer)(takeRegister, { ...theirs, body })).statusCode).toBe(403)
    expect((await server.as(school.reception)(takeRegister, { ...theirs, body })).statusCode).toBe(403)
    expect((await server.as(undefined)(takeRegister, { ...theirs, body })).statusCode).toBe(401)
    expect(await codes({ group: school.groups.nineB })).toEqual([null, null, null, null, null, null])
  })

  it('knows an id in capitals as the same id: a closed register stays closed, and the journal verifies', async () => {
    const { save, open, send } = atScreen(server, school, school.tutor)
    const key = randomUUID().toUpperCase()
    const seenIn = await open()
    expect((await save({}, { key, seenIn, rest: 'present', complete: true })).json().version).toBe(1)
    expect((await save({}, { key: key.toLowerCase(), seenIn, rest: 'present', complete: true })).json().version).toBe(1)
    await closeDueRegisters(server.database, { now: () => '2026-11-23T08:45:00.000Z' as Moment })
    const params = registerParams(school)
    const marks = [{ pupilId: first(school.pupils.nineA), code: 'N', seen: '/' }]
    const answer = await send(takeRegister, {
      params: { ...params, groupId: params.groupId.toUpperCase() },
      body: { key: randomUUID(), version: 2, marks },
    })
    expect(answer.json().code).toBe('register.closed')
    expect(await sound()).toEqual({ sound: true, faults: [] })
  })

  it('refuses a teacher a code that only the office may enter, and says what to do', async () => {
    const answer = await atScreen(server, school, school.tutor).save({ [first(school.pupils.nineA)]: 'I' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().detail).toContain('Ada Adler00: I is for the attendance office. Mark the pupil N')
  })

  it('half saves nothing: one unlawful mark refuses the whole save and names the pupil', async () => {
    const [one, two, three] = school.pupils.nineA
    const answer = await atScreen(server, school, school.officer).save({
      [one as string]: '/',
      [two as string]: '\\',
      [three as string]: 'B',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().details.faults.map((fault: { message: string }) => fault.message)).toEqual([
      'Ben Adler01: \\ is for the afternoon. Enter / for the morning.',
      'Cleo Adler02: B needs an answer: What is the activity?',
    ])
    expect(await codes()).toEqual([null, null, null, null, null, null])
  })

  it('keeps what the office records beside a code', async () => {
    const { save, open } = atScreen(server, school, school.officer)
    const details = { nature: 'Drama workshop' }
    expect((await save({ [first(school.pupils.nineA)]: 'B' }, { details })).statusCode).toBe(200)
    expect((await open()).lines[0]?.mark).toMatchObject({ code: 'B', details, by: { name: 'Olu Officer' } })
    const strange = await save({ [first(school.pupils.nineA)]: 'I' }, { details })
    expect(strange.json().details.faults[0].faultCode).toBe('register.detail-unknown')
  })

  it('refuses tomorrow, an hour before opening, a training day and a Sunday', async () => {
    const { save, send } = atScreen(server, school, school.tutor)
    const tomorrow = await save({}, { day: day('2026-11-24'), rest: 'present' })
    expect([tomorrow.statusCode, tomorrow.json().code]).toEqual([422, 'register.not-yet'])
    server.clock.moveTo('2026-11-23T07:55:00.000Z' as Moment)
    expect((await save({}, { rest: 'present' })).json().detail).toContain('today from 08:00')
    for (const off of ['2026-11-27', '2026-11-22'])
      expect((await send(openRegister, { params: registerParams(school, { day: day(off) }) })).json().code).toBe(
        'register.no-session',
      )
  })

  it('lets the office, not a teacher, take yesterday’s register', async () => {
    server.clock.moveTo('2026-11-24T08:40:00.000Z' as Moment)
    const teacher = await atScreen(server, school, school.tutor).save({}, { rest: 'present' })
    expect(teacher.json().code).toBe('register.past-day')
    const office = await atScreen(server, school, school.officer).save({}, { rest: 'present', complete: true })
    expect(office.json().state).toBe('taken')
  })
})

describe('two people saving one register', () => {
  it('never overwrites a mark that changed since it was seen, and lists who, what and when', async () => {
    const tutor = atScreen(server, school, school.tutor)
    const office = atScreen(server, school, school.officer)
    const [one, two] = school.pupils.nineA
    const seenIn = await tutor.open()
    await office.save({ [one as string]: 'I' })
    const answer = await tutor.save({ [one as string]: '/', [two as string]: '/' }, { seenIn })
    expect(answer.statusCode).toBe(409)
    expect(answer.json().code).toBe('register.changed-meanwhile')
    expect(answer.json().details).toMatchObject({
      version: 1,
      marks: [{ pupilId: one, name: 'Ada Adler00', seen: null, yours: '/', now: 'I', by: { name: 'Olu Officer' } }],
    })
    expect(await codes()).toEqual(['I', null, null, null, null, null])
  })

  it('sees a mark that was changed and changed back', async () => {
    const [one] = school.pupils.nineA
    const tutor = atScreen(server, school, school.tutor)
    const office = atScreen(server, school, school.officer)
    await tutor.save({ [one as string]: 'N' })
    const seenIn = await tutor.open()
    await office.save({ [one as string]: '/' })
    await office.save({ [one as string]: 'N' })
    expect((await tutor.save({ [one as string]: '/' }, { seenIn })).statusCode).toBe(409)
  })

  it('is no quarrel where both say the same, or touch different pupils', async () => {
    const [one, two] = school.pupils.nineA
    const tutor = atScreen(server, school, school.tutor)
    const seenIn = await tutor.open()
    await atScreen(server, school, school.officer).save({ [one as string]: '/' })
    const answer = await tutor.save({ [one as string]: '/', [two as string]: 'N' }, { seenIn })
    expect(answer.statusCode).toBe(200)
    expect(answer.json().marks).toBe(1)
    expect(await codes()).toEqual(['/', 'N', null, null, null, null])
  })

  it('leaves what the office planned or amended locked for the teacher, and says why', async () => {
    const [one] = school.pupils.nineA
    await atScreen(server, school, school.officer).save({ [one as string]: 'I' })
    const tutor = atScreen(server, school, school.tutor)
    expect((await tutor.open()).lines[0]?.locked).toBe('entered by Olu Officer, Attendance officer')
    const answer = await tutor.save({ [one as string]: '/' })
    expect(answer.json().details.faults[0]).toMatchObject({ faultCode: 'register.mark-locked' })
    const rest = await tutor.save({}, { rest: 'present', complete: true })
    expect(rest.json().counts).toMatchObject({ present: 5, absent: 1 })
  })

  it.runIf(onPostgres())('verifies while registers are being saved', async () => {
    const { save } = atScreen(server, school, school.officer)
    const pupil = first(school.pupils.nineA)
    const faults: string[] = []
    let saving = true
    const verifying = (async () => {
      while (saving) faults.push(...(await sound()).faults)
    })()
    for (let n = 0; n < 40; n += 1) await save({ [pupil]: n % 2 === 0 ? 'N' : '/' })
    saving = false
    await verifying
    expect(faults).toEqual([])
  })

  it.runIf(onPostgres())('loses no mark when ten saves arrive at once', async () => {
    const people = [atScreen(server, school, school.tutor), atScreen(server, school, school.officer)]
    const seenIn = await people[0]?.open()
    if (seenIn === undefined) throw new Error('no register')
    const pupil = first(school.pupils.nineA)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => people[n % 2]?.save({ [pupil]: n % 2 === 0 ? '/' : 'N' }, { seenIn })),
    )
    const statuses = answers.map((answer) => answer?.statusCode)
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
    // One of them stands; whoever wanted the other code was told.
    const stands = (await codes())[0]
    answers.forEach((answer, n) => {
      if (answer?.statusCode === 200) expect(stands).toBe(n % 2 === 0 ? '/' : 'N')
    })
    expect(await sound()).toEqual({ sound: true, faults: [] })
  })

  it('saves once what is sent twice at once with the same key', async () => {
    const { save, open } = atScreen(server, school, school.tutor)
    const seenIn = await open()
    const key = randomUUID()
    const send = () => save({}, { seenIn, key, rest: 'present', complete: true })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers[0]?.json()).toMatchObject({ version: 1, state: 'taken', marks: 6 })
    expect((await open()).version).toBe(1)
  })

  it('refuses a key that comes with another body, or from another person', async () => {
    const tutor = atScreen(server, school, school.tutor)
    const seenIn = await tutor.open()
    const key = randomUUID()
    const pupil = first(school.pupils.nineA)
    await tutor.save({ [pupil]: '/' }, { seenIn, key })
    expect((await tutor.save({ [pupil]: 'N' }, { seenIn, key })).json().code).toBe('register.key-used')
    const other = await atScreen(server, school, school.officer).save({ [pupil]: '/' }, { seenIn, key })
    expect([other.statusCode, other.json().code]).toEqual([409, 'register.key-used'])
  })
})

describe('the week before', () => {
  it('shows the last twenty sessions that the calendar has, oldest first', async () => {
    const tutor = atScreen(server, school, school.tutor)
    await tutor.save({}, { rest: 'present', complete: true })
    server.clock.moveTo('2026-11-23T13:05:00.000Z' as Moment)
    const afternoon = await tutor.open({ half: 'PM' })
    expect(afternoon.recent).toHaveLength(20)
    expect(afternoon.recent.at(-1)).toEqual({ day: MONDAY, half: 'AM' })
    expect(afternoon.lines[0]?.recentCodes.at(-1)).toBe('/')
    expect(afternoon.palette.map((entry) => entry.code)).toEqual(['\\', 'L', 'N'])
  })
})
