import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type DutyShown,
  dutyDone,
  dutyTakers,
  handOverDuty,
  snoozeDuty,
  wakeDuty,
  workList,
} from '../../duties/contract.ts'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many } from '../../platform/database/database.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { amendMarks } from '../contract.ts'
import { closeDueRegisters } from '../index.ts'

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

const at = (moment: string) => server.clock.moveTo(`${moment}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })
const list = async (person: TestPerson, query: Record<string, string> = { whose: 'all' }) => {
  const answer = await server.as(person)(workList, { params: params(), query })
  expect(answer.statusCode).toBe(200)
  return answer.json() as {
    duties: DutyShown[]
    ended: DutyShown[]
    mine: Record<string, number>
    rules: { id: string }[]
  }
}
const of = (duties: readonly DutyShown[], rule: string, pupil?: PupilId) =>
  duties.filter(
    (one) => one.rule === rule && (pupil === undefined || (one.subject.kind === 'pupil' && one.subject.id === pupil)),
  )
const act = (person: TestPerson, operation: Operation, body: object) =>
  server.as(person)(operation, { params: params(), body })

/** 9A's morning: Ada is absent and nobody knows why; at 08:46 the clock closes the register. */
async function adaIsAbsent() {
  await atScreen(server, school, school.tutor).save({ [ada]: 'N' }, { rest: 'present', complete: true })
  at('2026-11-23T08:46')
  await closeDueRegisters(server.database, server.clock)
}

async function amend(to: string, reason: string) {
  const { version } = await atScreen(server, school, school.officer).open()
  const marks = [{ pupilId: ada, day: MONDAY, half: 'AM', to, seen: 'N' }]
  const answer = await act(school.officer, amendMarks, { key: randomUUID(), reason, version, marks })
  expect(answer.statusCode).toBe(200)
}

describe('a register that has opened', () => {
  it('is its tutors’ to take until it closes, and nobody’s once it is taken', async () => {
    // A mark of the week before, so that the school has begun to keep registers.
    await importWeeks(server, school, { monday: day('2026-11-16'), marks: { [ada]: ['.. .. .. .. .\\'] } })
    const [taking, ...more] = of((await list(school.tutor, { whose: 'mine' })).duties, 'N1').filter(
      ({ from }) => from.day === MONDAY,
    )
    expect(more).toEqual([])
    expect(taking).toMatchObject({
      subject: { kind: 'register', name: '9A', day: MONDAY, half: 'AM' },
      because: [{ words: 'None of 6 has a mark' }],
      from: { day: MONDAY, time: '08:30' },
      due: { kind: 'by', day: MONDAY, time: '08:45' },
      overdue: false,
      owner: { people: ['Tess Tutor'], mine: true },
    })
    at('2026-11-23T08:50')
    expect(of((await list(school.officer)).duties, 'N1').find(({ key }) => key === taking?.key)?.overdue).toBe(true)
    await atScreen(server, school, school.tutor).save({}, { rest: 'present', complete: true })
    expect((await list(school.tutor)).duties.filter(({ key }) => key === taking?.key)).toEqual([])
  })

  it('with a blank in it is not a register that nobody took', async () => {
    await atScreen(server, school, school.tutor).save({ [ada]: '/' })
    expect(of((await list(school.tutor)).duties, 'N1')).toMatchObject([{ because: [{ words: '5 of 6 have no mark' }] }])
    at('2026-11-23T08:50')
    const nineA = (await list(school.officer)).duties.filter(
      ({ subject }) => subject.kind === 'register' && subject.name === '9A',
    )
    expect(nineA).toMatchObject([{ rule: 'N3' }])
  })
})

describe('an absence that nobody can explain', () => {
  it('is to be followed up the same morning, and its reason found in five school days across the training day', async () => {
    await adaIsAbsent()
    const { duties } = await list(school.officer)
    expect(of(duties, 'N5', ada)).toMatchObject([
      {
        key: `N5:${ada}:${MONDAY}`,
        subject: { name: 'Ada Adler00' },
        due: { kind: 'by', day: MONDAY, time: '09:15' },
        owner: { role: 'attendance-officer', mine: true },
      },
    ])
    // Friday is a training day: Tuesday to Thursday, Monday, Tuesday.
    expect(of(duties, 'N4', ada)).toMatchObject([
      { key: `N4:${ada}:${MONDAY}:AM`, due: { kind: 'by', day: '2026-12-01', time: null }, schoolDaysLeft: 5 },
    ])
    at('2026-12-02T08:00')
    expect(of((await list(school.officer)).duties, 'N4', ada)).toMatchObject([{ overdue: true }])
  })

  it('ends with its reason, and the list says what became of it to those who may know', async () => {
    await adaIsAbsent()
    await amend('I', 'Has a temperature, says her aunt')
    const { duties, ended } = await list(school.officer)
    expect([...of(duties, 'N4', ada), ...of(duties, 'N5', ada)]).toEqual([])
    expect(of(ended, 'N4', ada)).toMatchObject([
      {
        state: 'done',
        ended: {
          how: 'done',
          code: 'I',
          confidential: 'Has a temperature, says her aunt',
          by: { name: 'Olu Officer' },
        },
      },
    ])
    expect(of(ended, 'N5', ada)).toHaveLength(1)
  })

  it('that was none is withdrawn with its chase, though somebody had put the chase off', async () => {
    await adaIsAbsent()
    const keys = [`N5:${ada}:${MONDAY}`]
    const until = { day: MONDAY, time: '09:10' }
    expect((await act(school.officer, snoozeDuty, { keys, until, reason: 'Her aunt rings back' })).statusCode).toBe(200)
    await amend('/', 'She was at the nurse')
    const { duties, ended } = await list(school.officer)
    expect(duties.filter(({ key }) => key === keys[0])).toEqual([])
    expect(ended.filter(({ key }) => key === keys[0])).toMatchObject([{ state: 'withdrawn', ended: { code: '/' } }])
    expect(of(ended, 'N4', ada)).toMatchObject([{ state: 'withdrawn' }])
  })
})

describe('putting a duty off', () => {
  const keys = () => [`N5:${ada}:${MONDAY}`]
  beforeEach(adaIsAbsent)

  it('takes it from the day until its moment, with the reason, and can be taken back', async () => {
    const until = { day: MONDAY, time: '09:10' }
    await act(school.officer, snoozeDuty, { keys: keys(), until, reason: 'Her aunt rings back' })
    const [off] = of((await list(school.head)).duties, 'N5', ada)
    expect(off).toMatchObject({
      state: 'snoozed',
      snoozed: { reason: 'Her aunt rings back', by: { position: 'Attendance officer' } },
    })
    expect((await list(school.officer, { whose: 'all', due: 'today' })).duties.map(({ key }) => key)).not.toContain(
      keys()[0],
    )
    at('2026-11-23T09:11')
    expect(of((await list(school.officer)).duties, 'N5', ada)).toMatchObject([{ state: 'open' }])
    at('2026-11-23T08:50')
    await act(school.officer, wakeDuty, { keys: keys(), reason: 'No call came' })
    expect(of((await list(school.officer)).duties, 'N5', ada)).toMatchObject([{ state: 'open' }])
  })

  it('beyond its due date is for somebody who says that they know it', async () => {
    const wish = { keys: keys(), until: { day: MONDAY, time: '11:00' }, reason: 'Nobody answers' }
    const refusal = await act(school.officer, snoozeDuty, wish)
    expect(refusal.statusCode).toBe(422)
    expect(refusal.json()).toMatchObject({ code: 'duties.snooze-beyond-due' })
    expect((await act(school.officer, snoozeDuty, { ...wish, beyondDue: true })).statusCode).toBe(200)
    at('2026-11-23T09:30')
    expect(of((await list(school.officer)).duties, 'N5', ada)).toMatchObject([
      { state: 'snoozed', overdue: true, snoozed: { beyondDue: true } },
    ])
  })
})

describe('discharging a duty', () => {
  beforeEach(adaIsAbsent)

  it('happens once, however many press the button', async () => {
    const body = { keys: [`N5:${ada}:${MONDAY}`], reason: 'Spoke to her aunt' }
    const answers = await Promise.all([act(school.officer, dutyDone, body), act(school.head, dutyDone, body)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const { duties, ended } = await list(school.officer)
    expect(of(duties, 'N5', ada)).toEqual([])
    expect(of(ended, 'N5', ada)).toMatchObject([{ state: 'done', ended: { confidential: 'Spoke to her aunt' } }])
    expect(of(duties, 'N4', ada)).toHaveLength(1)
  })

  it('that ends with its mark alone is nobody’s to talk away', async () => {
    const answer = await act(school.officer, dutyDone, { keys: [`N4:${ada}:${MONDAY}:AM`], reason: 'Done, trust me' })
    expect(answer.json()).toMatchObject({ code: 'duties.not-by-word' })
  })

  it('that is not there, or not there any more, changes nothing', async () => {
    const keys = [`N5:${ada}:${MONDAY}`, `N5:${ben}:${MONDAY}`]
    expect((await act(school.officer, dutyDone, { keys, reason: 'Both' })).json()).toMatchObject({
      code: 'duties.gone',
    })
    expect(of((await list(school.officer)).duties, 'N5', ada)).toMatchObject([{ state: 'open' }])
  })
})

describe('handing a duty over', () => {
  beforeEach(adaIsAbsent)
  const keys = () => [`N5:${ada}:${MONDAY}`]

  it('makes it somebody else’s, and says who did so and why', async () => {
    await act(school.officer, handOverDuty, {
      keys: keys(),
      to: { personId: school.head.id },
      reason: 'Knows the family',
    })
    expect(of((await list(school.head, { whose: 'mine' })).duties, 'N5', ada)).toMatchObject([
      {
        owner: { people: ['Hana Head'], mine: true },
        handedOver: { reason: 'Knows the family', by: { name: 'Olu Officer' } },
      },
    ])
    expect(of((await list(school.officer, { whose: 'mine' })).duties, 'N5', ada)).toEqual([])
  })

  it('is not to somebody who may not see what it is about', async () => {
    const answer = await act(school.officer, handOverDuty, {
      keys: keys(),
      to: { personId: school.tutor.id },
      reason: 'Her tutor',
    })
    expect(answer.json()).toMatchObject({ code: 'duties.not-theirs' })
    const takers = (await server.as(school.officer)(dutyTakers, { params: params() })).json()
    expect(takers.people.map(({ name }: { name: string }) => name)).toEqual(['Hana Head', 'Olu Officer', 'Rae Desk'])
  })
})

describe('who sees what', () => {
  it('a teacher sees the duties of their own registers and no others, and acts on none', async () => {
    await adaIsAbsent()
    at('2026-11-23T13:05')
    const { duties } = await list(school.tutor)
    expect(new Set(duties.map(({ subject }) => (subject.kind === 'register' ? subject.name : subject.kind)))).toEqual(
      new Set(['9A']),
    )
    expect(
      (await act(school.tutor, snoozeDuty, { keys: ['x:y'], until: { day: MONDAY, time: null }, reason: 'no' }))
        .statusCode,
    ).toBe(403)
  })

  it('every act is in the trail, cannot be changed, and is no other school’s', async () => {
    await adaIsAbsent()
    await act(school.officer, dutyDone, { keys: [`N5:${ada}:${MONDAY}`], reason: 'Spoke to her aunt' })
    const trail = await server.database.asSystem((tx) =>
      many(tx, sql<{ sentence: string }>`select sentence from audit.trail where operation = 'duty-done'`),
    )
    expect(trail[0]).toMatchObject({ sentence: 'wrote down duties as done' })
    const change = server.database.asSystem((tx) => many(tx, sql`update duties.act set reason = 'x' returning 1`))
    await expect(change).rejects.toThrow()
    const other = await registerSchool(server, { name: 'Oakham Academy' })
    const rows = await server.database.inTenants([other.id], (tx) => many(tx, sql`select 1 from duties.act`))
    expect(rows).toEqual([])
  })
})

describe('absence that goes on', () => {
  it('of ten school days, none of them authorised, goes into an attendance return until somebody writes that down', async () => {
    await importWeeks(server, school, {
      monday: day('2026-11-02'),
      marks: { [ada]: ['OO OU GO NN OO', 'UU OO OO OO OO'], [ben]: ['OO OO OO OO OO', 'OO OO OO O\\ OO'] },
    })
    const { duties } = await list(school.head)
    expect(of(duties, 'N6', ben)).toEqual([])
    expect(of(duties, 'N6', ada)).toMatchObject([
      {
        from: { day: '2026-11-13' },
        due: { day: '2026-12-13' },
        because: [{ day: '2026-11-02' }, { day: '2026-11-13' }],
      },
    ])
    const keys = of(duties, 'N6', ada).map(({ key }) => key)
    await act(school.officer, dutyDone, { keys, reason: 'In the return of November' })
    expect(of((await list(school.head)).duties, 'N6', ada)).toEqual([])
  })
})
