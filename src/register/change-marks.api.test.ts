import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { atScreen, MONDAY, type RegisterSchool, registerParams, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import {
  amendMarks,
  closeRegister,
  markHistory,
  pupilHistory,
  registerAsItStood,
  reopenRegister,
  signBack,
  signInLate,
  signOut,
} from './contract.ts'
import { closeDueRegisters, verifyJournal } from './index.ts'

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

const at = (time: string) => server.clock.moveTo(`2026-11-23T${time}:00.000Z` as Moment)
const office = () => atScreen(server, school, school.officer)
const tutor = () => atScreen(server, school, school.tutor)
const codes = async (of = {}) => (await office().open(of)).lines.map((line) => line.mark?.code ?? null)
const takeWhole = (marks: Record<PupilId, string> = {}) => tutor().save(marks, { rest: 'present', complete: true })
const sound = async () => (await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults

/** Amends what was seen just now, unless `more` says which version was seen. */
async function amend(marks: readonly object[], more: object = {}, by = school.officer) {
  const { version } = await office().open()
  const body = { key: randomUUID(), reason: 'Mother rang', version, marks, ...more }
  return server.as(by)(amendMarks, { params: { schoolId: school.id }, body })
}
const mark = (pupilId: PupilId, [seen, to]: readonly [string | null, string], more: object = {}) => ({
  pupilId,
  day: MONDAY,
  half: 'AM',
  to,
  seen,
  ...more,
})

describe('amending', () => {
  it('keeps the five facts: original, amended, reason, when, name and position', async () => {
    await takeWhole({ [one]: 'N' })
    at('09:30')
    const answer = await amend([mark(one, ['N', 'I'])])
    expect(answer.json()).toEqual({
      version: 2,
      changed: [{ pupilId: one, name: 'Ada Adler00', day: MONDAY, half: 'AM', from: 'N', to: 'I' }],
      kept: [],
    })
    const params = { schoolId: school.id, pupilId: one, day: MONDAY, half: 'AM' }
    const history = (await office().send(markHistory, { params })).json()
    expect(history.changes).toMatchObject([
      { act: 'taken', from: null, to: 'N', by: { name: 'Tess Tutor', position: 'Form tutor 9A' } },
      {
        act: 'amended',
        from: 'N',
        to: 'I',
        reason: 'Mother rang',
        by: { name: 'Olu Officer', position: 'Attendance officer' },
      },
    ])
    expect(history.changes[1].at).toMatch(/^2026-11-23T09:30/)
    expect((await office().open()).state).toBe('amended')
  })

  it('is refused without a reason, and to a teacher and the desk', async () => {
    await takeWhole({ [one]: 'N' })
    const blank = await amend([mark(one, ['N', 'I'])], { reason: '   ' })
    expect([blank.statusCode, blank.json().errors[0].message]).toEqual([
      400,
      'Please give the reason: it is kept with the mark.',
    ])
    expect((await amend([mark(one, ['N', 'I'])], {}, school.tutor)).statusCode).toBe(403)
    expect((await amend([mark(one, ['N', 'I'])], {}, school.reception)).statusCode).toBe(403)
    expect((await codes())[0]).toBe('N')
  })

  it('refuses a mark that is no longer as seen, and changes none of the others', async () => {
    await takeWhole({ [one]: 'N', [two]: 'N' })
    await amend([mark(one, ['N', 'I'])])
    const answer = await amend([mark(two, ['N', 'M']), mark(one, ['N', 'M'])], {}, school.head)
    expect(answer.statusCode).toBe(409)
    expect(answer.json().details.marks).toMatchObject([{ pupilId: one, now: 'I', by: { name: 'Olu Officer' } }])
    expect((await codes()).slice(0, 2)).toEqual(['I', 'N'])
  })

  it('in bulk keeps marks that stand where none was seen, and lists them', async () => {
    await tutor().save({ [one]: '/' })
    const answer = await amend([mark(one, [null, 'I']), mark(two, [null, 'I'])])
    expect(answer.json()).toMatchObject({
      changed: [{ pupilId: two, from: null, to: 'I' }],
      kept: [{ pupilId: one, name: 'Ada Adler00', from: '/', to: 'I' }],
    })
    expect((await codes()).slice(0, 2)).toEqual(['/', 'I'])
  })

  it('refuses sessions that have not begun, pupils who are strangers, and marks that change nothing', async () => {
    expect((await amend([mark(one, [null, 'I'], { half: 'PM' })])).json().code).toBe('register.not-yet')
    expect((await amend([mark(randomUUID() as PupilId, [null, 'I'])])).json().code).toBe('register.not-on-roll')
    await tutor().save({ [one]: 'N' })
    expect((await amend([mark(one, ['N', 'N'])])).json().code).toBe('register.nothing-to-change')
    const twice = await amend([mark(one, ['N', 'I']), mark(one, ['N', 'M'])])
    expect(twice.json().code).toBe('register.mark-twice')
  })

  it('sent twice gives the same answer and one entry', async () => {
    await takeWhole({ [one]: 'N' })
    const key = randomUUID()
    const first = await amend([mark(one, ['N', 'I'])], { key, version: 1 })
    const again = await amend([mark(one, ['N', 'I'])], { key, version: 1 })
    expect(again.body).toBe(first.body)
    expect((await amend([mark(one, ['I', 'M'])], { key })).statusCode).toBe(409)
  })
})

describe('the sign-in desk', () => {
  const arrive = (pupilId: PupilId, more: object = {}, by = school.reception) =>
    server.as(by)(signInLate, { params: { schoolId: school.id }, body: { key: randomUUID(), pupilId, ...more } })
  const leave = (pupilId: PupilId, more: object = {}) =>
    server.as(school.reception)(signOut, {
      params: { schoolId: school.id },
      body: { key: randomUUID(), pupilId, reason: 'Dentist', ...more },
    })
  const back = (pupilId: PupilId, more: object = {}) =>
    server.as(school.reception)(signBack, {
      params: { schoolId: school.id },
      body: { key: randomUUID(), pupilId, ...more },
    })

  it('signs in L before the close and U after it, by the pupil’s own clock, with time and reason', async () => {
    expect((await arrive(one, { reason: 'Bus' })).json()).toMatchObject({
      from: null,
      to: 'L',
      minutesLate: 10,
      time: '08:40',
    })
    at('08:50')
    expect((await arrive(two)).json()).toMatchObject({ to: 'U', minutesLate: 20 })
    // 8.50 is before Year 7's register opens at 9.00.
    const early = await arrive(school.pupils.sevenA[0] as PupilId)
    expect([early.statusCode, early.json().code]).toEqual([422, 'register.not-late'])
    const line = (await office().open()).lines[0]
    expect(line?.mark).toMatchObject({
      code: 'L',
      details: { arrival_time: '08:40', minutes_late: '10', reason: 'Bus' },
      by: { name: 'Rae Desk' },
    })
    expect(await sound()).toEqual([])
  })

  it('makes the N of a closed register a U, which the tutor cannot undo', async () => {
    await takeWhole({ [one]: 'N' })
    at('08:46')
    await closeDueRegisters(server.database, server.clock)
    at('09:20')
    const answer = await arrive(one)
    expect(answer.json()).toMatchObject({ from: 'N', to: 'U' })
    expect(answer.json().message).toContain('the office can amend the mark')
    expect((await tutor().save({ [one]: '/' })).json().code).toBe('register.closed')
  })

  it('keeps M after the close, with the time beside it, and asks before it overrides a slash', async () => {
    await takeWhole({ [one]: 'N' })
    await amend([mark(one, ['N', 'M'], { details: { appointment: '9.00, dentist' } })])
    at('10:15')
    expect((await arrive(one)).json()).toMatchObject({ from: 'M', to: 'M' })
    const details = (await office().open()).lines[0]?.mark?.details
    expect(details).toMatchObject({ appointment: '9.00, dentist', arrival_time: '10:15' })
    const present = await arrive(two)
    expect(present.json().code).toBe('register.already-present')
    expect(present.json().detail).toContain('Tess Tutor marked them present')
    expect((await arrive(two, { evenThoughPresent: true })).json()).toMatchObject({ from: '/', to: 'U' })
  })

  it('refuses a time that has not come, a child of another school, and a teacher', async () => {
    expect((await arrive(one, { time: '08:41' })).json().code).toBe('register.time-ahead')
    const other = await registerSchool(server, { name: 'Otherly Academy' })
    expect((await arrive(other.pupils.nineA[0] as PupilId)).statusCode).toBe(403)
    expect((await arrive(one, {}, other.reception)).statusCode).toBe(403)
    expect((await arrive(one, {}, school.tutor)).statusCode).toBe(403)
  })

  it('keeps leaving and returning beside the mark, which stays', async () => {
    await takeWhole()
    at('10:00')
    expect((await leave(one)).json()).toMatchObject({ from: '/', to: '/', time: '10:00' })
    expect((await leave(one)).json().code).toBe('register.not-on-site')
    expect((await arrive(one)).json().code).toBe('register.had-left')
    expect((await office().open()).counts).toMatchObject({ present: 6, leftSite: 1 })
    at('11:30')
    expect((await back(one, { time: '09:59' })).json().code).toBe('register.time-ahead')
    await back(one)
    expect((await back(one)).json().code).toBe('register.had-not-left')
    const line = (await office().open()).lines[0]
    expect(line?.mark).toMatchObject({ code: '/', by: { name: 'Tess Tutor' } })
    expect(line?.absencesFromSite).toEqual([{ left: '10:00', returned: '11:30', reason: 'Dentist' }])
    const history = await office().send(pupilHistory, { params: { schoolId: school.id, pupilId: one, year: 2026 } })
    expect(history.json().changes.map((change: { act: string }) => change.act)).toEqual(['returned', 'left-site'])
  })

  it('does not let the afternoon’s “rest present” put a child on site who left in the morning', async () => {
    await takeWhole()
    at('11:00')
    await leave(one)
    at('13:05')
    const afternoon = await tutor().open({ half: 'PM' })
    expect(afternoon.lines[0]?.absencesFromSite).toMatchObject([{ left: '11:00', returned: null }])
    const whole = await tutor().save({}, { half: 'PM', rest: 'present', complete: true })
    expect(whole.json().detail).toContain('Ada Adler00 has no mark yet')
    const said = await tutor().save({ [one]: 'N' }, { half: 'PM', rest: 'present', complete: true })
    expect(said.json().counts).toMatchObject({ present: 5, absent: 1 })
    // Back in the afternoon: the morning's absence ends.
    at('13:40')
    expect((await back(one)).json()).toMatchObject({ half: 'AM', time: '13:40' })
  })
})

describe('closing', () => {
  const run = async () => {
    const { closed, failed } = await closeDueRegisters(server.database, server.clock)
    expect(failed).toEqual([])
    return closed.filter((one) => one.schoolId === school.id)
  }

  it('by the clock makes N of blanks in a register that was begun, once', async () => {
    await tutor().save({ [one]: '/', [two]: 'L' })
    expect(await run()).toEqual([])
    at('08:45')
    expect(await run()).toMatchObject([{ groupId: school.groups.nineA, marks: 4 }])
    expect(await run()).toEqual([])
    expect(await codes()).toEqual(['/', 'L', 'N', 'N', 'N', 'N'])
    const register = await office().open()
    expect(register).toMatchObject({ state: 'closed', mayTake: false })
    expect(register.lines[2]?.mark?.by).toEqual({ name: 'Firstbell, closing clock', position: 'automatic' })
    expect(await sound()).toEqual([])
  })

  it('never fills a register that nobody took, however late it is', async () => {
    await server.as(school.reception)(signInLate, {
      params: { schoolId: school.id },
      body: { key: randomUUID(), pupilId: one },
    })
    server.clock.moveTo('2026-11-25T16:00:00.000Z' as Moment)
    expect(await run()).toEqual([])
    expect(await codes()).toEqual(['L', null, null, null, null, null])
  })

  it('closes what it missed while nobody was running it', async () => {
    await tutor().save({ [one]: '/' })
    server.clock.moveTo('2026-11-26T07:00:00.000Z' as Moment)
    expect(await run()).toMatchObject([{ session: { day: MONDAY, half: 'AM' }, marks: 5 }])
  })

  it('two clocks at once close each register once', async () => {
    await tutor().save({ [one]: '/' })
    at('08:46')
    const both = await Promise.all([run(), run()])
    expect(both.flat()).toHaveLength(1)
  })

  const close = (more: object = {}, by = school.officer) =>
    server.as(by)(closeRegister, { params: registerParams(school), body: { key: randomUUID(), ...more } })
  const reopen = () =>
    server.as(school.officer)(reopenRegister, {
      params: registerParams(school),
      body: { key: randomUUID(), reason: 'Fire drill' },
    })

  it('by hand needs a reason before its time and where nobody took it', async () => {
    at('09:30')
    expect((await close()).json().code).toBe('register.reason-needed')
    const closed = await close({ reason: 'Class on a walk', unmarked: 'stay-missing' })
    expect(closed.json()).toEqual({ version: 1, state: 'closed', marks: 0 })
    expect(await codes()).toEqual([null, null, null, null, null, null])
    expect((await close({ reason: 'again' })).json().code).toBe('register.closed')
    expect((await close({ reason: 'mine' }, school.tutor)).statusCode).toBe(403)
  })

  it('can be undone by the office for the rest of the day', async () => {
    await tutor().save({ [one]: '/' })
    expect((await reopen()).json().code).toBe('register.not-closed')
    at('08:46')
    await run()
    expect((await reopen()).json()).toEqual({ version: 3, state: 'being-taken' })
    at('11:00')
    expect(await run()).toEqual([])
    expect((await tutor().save({ [two]: '/' }, { complete: true })).statusCode).toBe(200)
    server.clock.moveTo('2026-11-24T00:05:00.000Z' as Moment)
    expect(await run()).toHaveLength(1)
  })
})

describe('the register as it stood', () => {
  it('is the journal up to that moment', async () => {
    await takeWhole({ [one]: 'N' })
    const taken = server.clock.now()
    at('10:00')
    await amend([mark(one, ['N', 'I'])])
    const standAt = async (moment: string) => {
      const answer = await office().send(registerAsItStood, { params: registerParams(school), query: { at: moment } })
      return [answer.json().state, answer.json().lines[0].mark?.code ?? null]
    }
    expect(await standAt('2026-11-23T08:00:00.000Z')).toEqual(['not-taken', null])
    expect(await standAt(taken)).toEqual(['taken', 'N'])
    expect(await standAt('2026-11-23T12:00:00.000Z')).toEqual(['amended', 'I'])
  })

  it('reads the moment as a time, however it is written', async () => {
    server.clock.moveTo('2026-11-23T08:40:20.500Z' as Moment)
    await takeWhole({ [one]: 'N' })
    const stateAt = async (moment: string) => {
      const query = { at: moment }
      return (await office().send(registerAsItStood, { params: registerParams(school), query })).json().state
    }
    expect(await stateAt('2026-11-23T08:40:20Z')).toBe('not-taken')
    expect(await stateAt('2026-11-23T08:41:00Z')).toBe('taken')
  })
})
