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
  amendMarks,
  groupWeek,
  markHistory,
  openRegister,
  planMarks,
  pupilHistory,
  pupilYear,
  registerAsItStood,
  signOut,
  takeRegister,
  undoTaking,
  whoIsHere,
} from '../contract.ts'

const TUESDAY = day('2026-11-24')
const SECRETS = ['Gran’s funeral', 'Custody at the county court', 'Seizure in assembly', 'Visits the prison']

let server: TestServer
let school: RegisterSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const ask = async (person: TestPerson, operation: Operation, input: object) => {
  const answer = await server.as(person)(operation, input)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
const pupil = (place: number) => school.pupils.nineA[place] as PupilId

/** A morning with everything that may be recorded: a restricted code, an illness with its story, a late pupil, a sign-out. */
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server)
  const params = { schoolId: school.id }
  const plan = { pupilIds: [pupil(0)], code: 'Q', from: { day: MONDAY, half: 'AM' }, to: { day: TUESDAY, half: 'PM' } }
  const body = { ...plan, key: randomUUID(), reason: SECRETS[1] }
  await ask(school.officer, planMarks, { params, body })
  const tutor = atScreen(server, school, school.tutor)
  await tutor.save({ [pupil(1)]: 'N', [pupil(2)]: 'L' }, { rest: 'present', complete: true })
  const amended = { day: MONDAY, half: 'AM', details: { note: SECRETS[0] } }
  const marks = [
    { ...amended, pupilId: pupil(1), to: 'I', seen: 'N' },
    { ...amended, pupilId: pupil(3), to: 'B', seen: '/', details: { nature: SECRETS[3] } },
  ]
  await ask(school.officer, amendMarks, { params, body: { key: randomUUID(), version: 2, reason: SECRETS[2], marks } })
  server.clock.moveTo('2026-11-23T10:00:00.000Z' as Moment)
  await ask(school.reception, signOut, {
    params,
    body: { key: randomUUID(), pupilId: pupil(4), reason: 'Dentist for Esi' },
  })
})

const everyLook = (person: TestPerson) => {
  const schoolId = school.id
  const looks: [Operation, object][] = [
    [openRegister, { params: registerParams(school) }],
    [openRegister, { params: registerParams(school, { day: TUESDAY }) }],
    [registerAsItStood, { params: registerParams(school), query: { at: '2026-11-23T23:00:00.000Z' } }],
    [groupWeek, { params: { schoolId, groupId: school.groups.nineA, day: MONDAY } }],
    [whoIsHere, { params: { schoolId } }],
    ...[0, 1, 3, 4].flatMap((place): [Operation, object][] => [
      [pupilYear, { params: { schoolId, pupilId: pupil(place), year: 2026 } }],
      [pupilHistory, { params: { schoolId, pupilId: pupil(place), year: 2026 } }],
      [markHistory, { params: { schoolId, pupilId: pupil(place), day: MONDAY, half: 'AM' } }],
    ]),
  ]
  return Promise.all(looks.map(async ([operation, input]) => JSON.stringify(await ask(person, operation, input))))
}

describe('what a class teacher is not shown', () => {
  it('is no reason and no free text of others, and no restricted code, wherever they look', async () => {
    const said = (await everyLook(school.tutor)).join('\n')
    for (const secret of [...SECRETS, 'Dentist']) expect(said).not.toContain(secret)
    expect(said).not.toMatch(/"(code|from|to|now)":"(Q|B)"/)
    expect(said).not.toMatch(/"(recentCodes|codes)":\[[^\]]*"(Q|B)"/)
    expect(said).not.toMatch(/lack of access arrangements|off-site educational/i)
  })

  it('is shown to the office, reception and the head, word for word', async () => {
    for (const person of [school.officer, school.reception, school.head]) {
      const said = (await everyLook(person)).join('\n')
      for (const secret of [...SECRETS, 'Dentist']) expect(said).toContain(secret)
      expect(said).toMatch(/"code":"Q"/)
      expect(said).not.toContain('"withheld":true')
      expect(said).not.toMatch(/"(code|from|to)":"(not-required|activity-elsewhere)"/)
    }
  })

  it('is not told by the trail to an administrator, who reads it and sees no details of marks', async () => {
    const person = { name: 'Ana Admin', role: 'school-admin', position: 'Data manager', school: school.place } as const
    const admin = await server.person(person)
    const params = { schoolId: school.id }
    const { acts } = await ask(admin, listAudit, { params, query: { operation: 'plan-marks' } })
    expect(acts.map((act: { facts: object }) => act.facts)).toEqual([{ entry: 1, marks: 4 }])
    const history = await ask(admin, pupilHistory, { params: { ...params, pupilId: pupil(0), year: 2026 } })
    expect(history.changes[0]).toMatchObject({ number: 1, to: 'not-required', withheld: true })
  })

  it('leaves the category, so that they know whether to look for the child', async () => {
    const register = await atScreen(server, school, school.tutor).open()
    const marks = register.lines.map(({ mark, locked }) => [mark?.code, mark?.withheld, locked])
    expect(marks.slice(0, 5)).toEqual([
      ['not-required', true, 'arranged by the office, which holds the details'],
      ['I', true, 'amended by the office (Olu Officer): the office holds the details'],
      ['L', false, null],
      ['activity-elsewhere', true, 'arranged by the office, which holds the details'],
      ['/', false, null],
    ])
    expect(register.lines[4]?.absencesFromSite).toEqual([{ left: '10:00', returned: null, reason: null }])
    const params = { schoolId: school.id, pupilId: pupil(3), year: 2026 }
    const year = await ask(school.tutor, pupilYear, { params })
    expect(year.tally).toMatchObject({
      attended: 1,
      byCode: [{ code: 'activity-elsewhere', name: 'Approved activity elsewhere', sessions: 1 }],
    })
  })

  it('includes nothing of what they wrote themselves', async () => {
    server.clock.moveTo('2026-11-24T08:40:00.000Z' as Moment)
    const tutor = atScreen(server, school, school.tutor)
    await tutor.save({ [pupil(2)]: 'N' }, { day: TUESDAY, details: { note: 'Seen at the bus stop' } })
    const params = { schoolId: school.id, pupilId: pupil(2), day: TUESDAY, half: 'AM' }
    expect((await ask(school.tutor, markHistory, { params })).mark).toMatchObject({
      details: { note: 'Seen at the bus stop' },
      withheld: false,
    })
  })

  it('is not told by a clash either, nor by guessing', async () => {
    const tutor = atScreen(server, school, school.tutor)
    server.clock.moveTo('2026-11-24T08:40:00.000Z' as Moment)
    const seenIn = await tutor.open({ day: TUESDAY })
    const office = atScreen(server, school, school.head)
    await office.save({ [pupil(5)]: 'E' }, { day: TUESDAY, details: { note: SECRETS[0] } })
    const clash = await tutor.save({ [pupil(5)]: 'N' }, { day: TUESDAY, seenIn })
    expect(clash.json()).toMatchObject({ code: 'register.changed-meanwhile' })
    expect(clash.json().details.marks[0]).toMatchObject({ yours: 'N', now: 'authorised-absence' })
    const { version } = await tutor.open({ day: TUESDAY })
    const guesses = ['E', 'C', 'C2', 'N', '/'].flatMap((code) => [
      { pupilId: pupil(5), code, seen: code, details: { note: SECRETS[0] } },
      { pupilId: pupil(5), code: 'N', seen: code },
    ])
    for (const guess of guesses) {
      const body = { key: randomUUID(), version, marks: [guess] }
      const answer = await tutor.send(takeRegister, { params: registerParams(school, { day: TUESDAY }), body })
      expect([guess, answer.statusCode]).toEqual([guess, 409])
    }
  })

  it('is not told by guessing what the office wrote beside a mark', async () => {
    const tutor = atScreen(server, school, school.tutor)
    const { version } = await tutor.open()
    const answers = []
    for (const note of ['Flu', SECRETS[0]]) {
      const marks = [{ pupilId: pupil(1), code: 'I', seen: 'I', details: { note } }]
      const body = { key: randomUUID(), version, marks }
      const answer = await tutor.send(takeRegister, { params: registerParams(school), body })
      answers.push([answer.statusCode, answer.json().code, answer.json().details?.faults?.[0]?.faultCode])
    }
    expect(answers).toEqual(Array(2).fill([422, 'register.marks-refused', 'register.mark-locked']))
  })

  it('is not told by undoing, which puts back what the office had written', async () => {
    const afternoon = { day: MONDAY, half: 'PM' } as const
    server.clock.moveTo('2026-11-23T13:05:00.000Z' as Moment)
    await atScreen(server, school, school.officer).save(
      { [pupil(5)]: 'N' },
      { ...afternoon, details: { note: SECRETS[0] } },
    )
    const saved = await atScreen(server, school, school.tutor).save({ [pupil(5)]: '\\' }, afternoon)
    const body = { key: randomUUID(), number: saved.json().version }
    await ask(school.tutor, undoTaking, { params: registerParams(school, afternoon), body })
    const params = { schoolId: school.id, pupilId: pupil(5), ...afternoon }
    const { changes } = await ask(school.tutor, markHistory, { params })
    expect(changes.at(-1)).toMatchObject({
      ...{ act: 'undone', from: '\\', to: 'N', details: {}, withheld: true },
      reason: 'undone within seconds of saving',
    })
    expect((await ask(school.officer, markHistory, { params })).changes.at(-1).details).toEqual({ note: SECRETS[0] })
  })

  it('can never be sent back as a mark or as what was seen', async () => {
    const send = server.as(school.tutor)
    for (const mark of [
      { code: 'not-required', seen: null },
      { code: 'N', seen: 'not-required' },
    ]) {
      const body = { key: randomUUID(), version: 0, marks: [{ pupilId: pupil(0), ...mark }] }
      expect((await send(takeRegister, { params: registerParams(school), body })).statusCode).toBe(400)
    }
  })
})
