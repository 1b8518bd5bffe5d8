import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { importWeeks } from '../../testing/figures-school.ts'
import { type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { compareSupport, endSupport, listSupports, recordSupport, supportResult } from '../contract.ts'

const GOOD = '/\\ /\\ /\\ /\\ /\\'
const BAD = 'II /\\ /\\ /\\ /\\'

describe('Did it help?', () => {
  let server: TestServer
  let school: RegisterSchool
  let supported: PupilId[]
  beforeAll(async () => {
    server = await startTestServer()
    school = await registerSchool(server, { pupilsInGroup: 24 })
    supported = school.pupils.nineA.slice(0, 6)
    const weeks = (before: string, after: string) => [before, before, before, before, after, after, after, after]
    const marks = Object.fromEntries([
      ...supported.map((id) => [id, weeks(BAD, GOOD)]),
      // Alike before: half of them come back by themselves.
      ...school.pupils.nineA.slice(6).map((id, at) => [id, weeks(BAD, at % 2 === 0 ? BAD : GOOD)]),
      ...school.pupils.nineB.map((id) => [id, weeks(GOOD, GOOD)]),
    ])
    await importWeeks(server, school, { monday: day('2026-09-07'), marks })
  })
  afterAll(() => server.close())

  const record = (body: object, person = school.officer) =>
    server.as(person)(recordSupport, { params: { schoolId: school.id }, body })
  const compare = async (supportId: string, person = school.head) => {
    const answer = await server.as(person)(compareSupport, { params: { schoolId: school.id, supportId } })
    return { status: answer.statusCode, ...answer.json() }
  }

  test('the change of those supported is set beside the change of pupils who were alike, pupil by pupil', async () => {
    const { id } = (await record({ name: 'Breakfast club', from: '2026-10-05', pupilIds: supported })).json()
    const answer = await compare(id)
    expect(answer).toMatchObject({
      status: 200,
      support: { name: 'Breakfast club', pupils: 6, part: null, recorded: { name: 'Olu Officer' } },
      before: { to: { day: '2026-10-02', half: 'PM' } },
      after: { from: { day: '2026-10-05', half: 'AM' }, to: { day: '2026-11-20', half: 'PM' } },
      supported: 6,
      compared: 6,
      leftOut: [],
    })
    expect(answer.change).toBeCloseTo(-20)
    expect(answer.pupils[0]).toMatchObject({
      pupil: { name: 'Ada Adler00', group: '9A' },
      before: { absent: 8, possible: 40 },
      after: { absent: 0, possible: 40 },
    })
    expect(answer.pupils[0].alike).toHaveLength(5)
    expect(answer.effect).toBeCloseTo(answer.change - answer.changeOfAlike)
    expect(answer.interval.low).toBeLessThan(answer.effect)
    expect(answer.words).toMatch(/^The 6 pupils had 20\.0 points less absence after than before/)
    const params = { schoolId: school.id, supportId: id }
    const inLine = (await server.as(school.head)(supportResult, { params })).json()
    expect(inLine).toMatchObject({ supported: 6, compared: 6, until: { day: '2026-11-20', half: 'PM' } })
    expect(inLine.line).toMatch(/^Absence fell by \d+\.\d points beside those alike \(95 % interval/)
    expect((await server.as(school.tutor)(supportResult, { params })).statusCode).toBe(403)
  })

  test('a part of the school is taken as it was on the first day, and those who cannot be compared are named with why', async () => {
    const part = { yearGroups: '7' }
    const { id } = (await record({ name: 'Reading hour', from: '2026-10-05', part })).json()
    const answer = await compare(id)
    expect(answer.support).toMatchObject({ pupils: null, part: 'Year 7' })
    expect(answer).toMatchObject({ supported: 24, compared: 0, interval: null })
    expect(answer.leftOut).toHaveLength(24)
    expect(answer.leftOut[0].why).toMatch(/^Fewer than 20 possible sessions/)
    expect(answer.words).toMatch(/Nobody can be compared yet/)
  })

  test('after its last day nothing more is counted', async () => {
    const { id } = (await record({ name: 'Walking bus', from: '2026-10-05', pupilIds: supported })).json()
    const end = (on: string) =>
      server.as(school.officer)(endSupport, { params: { schoolId: school.id, supportId: id }, body: { day: on } })
    expect((await end('2026-10-01')).json()).toMatchObject({ code: 'measures.ends-before-it-begins' })
    expect((await end('2026-10-16')).statusCode).toBe(200)
    expect((await end('2026-10-17')).json()).toMatchObject({
      code: 'measures.support-ended',
      detail: expect.stringMatching(/16 October/),
    })
    const answer = await compare(id)
    expect(answer.after.to).toEqual({ day: '2026-10-16', half: 'PM' })
    expect(answer.support).toMatchObject({ to: '2026-10-16', ended: { name: 'Olu Officer' } })
  })

  test('one that has not begun, one for nobody and one that is not there are refused in words', async () => {
    const { id } = (await record({ name: 'Mentors', from: '2026-12-01', pupilIds: supported })).json()
    expect(await compare(id)).toMatchObject({ code: 'measures.not-begun', detail: expect.stringMatching(/1 December/) })
    const nobody = await record({ name: 'Nobody', from: '2026-10-05', part: { yearGroups: '11' } })
    expect(nobody.json()).toMatchObject({ code: 'measures.nobody-supported' })
    expect((await record({ name: 'Strangers', from: '2026-10-05', pupilIds: [randomUUID()] })).statusCode).toBe(403)
    expect((await compare(randomUUID())).status).toBe(403)
    expect((await record({ name: 'Both', from: '2026-10-05' })).statusCode).toBe(400)
  })

  test('a support for children with a flag is not shown to those who may not know of it', async () => {
    const hidden = await record({ name: 'Safe place', from: '2026-10-05', part: { with: 'child-protection' } })
    expect(hidden.json()).toMatchObject({ code: 'measures.flag-not-yours' })
    const without = { name: 'Others', from: '2026-10-05', part: { without: 'child-protection' } }
    const { id } = (await record(without, school.head)).json()
    const list = async (person: typeof school.head) => {
      const answer = await server.as(person)(listSupports, { params: { schoolId: school.id } })
      return answer.json().supports.map((one: { name: string }) => one.name)
    }
    expect(await list(school.head)).toContain('Others')
    expect(await list(school.officer)).not.toContain('Others')
    expect(await compare(id, school.officer)).toMatchObject({ code: 'measures.flag-not-yours' })
    const of = { params: { schoolId: school.id, supportId: id }, body: { day: '2026-10-16' } }
    expect((await server.as(school.officer)(endSupport, of)).statusCode).toBe(403)
  })

  test('there are only so many that begin in one school year, and the refusal says what to do', async () => {
    const name = (number: number) => ({ name: `Mentor ${number}`, pupilIds: supported })
    const { supports } = (await server.as(school.head)(listSupports, { params: { schoolId: school.id } })).json()
    for (let more = supports.length; more < 40; more++)
      expect((await record({ ...name(more), from: '2026-11-02' })).statusCode).toBe(200)
    expect((await record({ ...name(40), from: '2026-11-09' })).json()).toMatchObject({
      code: 'measures.too-many-supports',
      detail: expect.stringMatching(/40 supports.*2026\/27.*as one support for all of them/),
    })
  })

  test('teachers neither record nor compare', async () => {
    expect((await record({ name: 'Club', from: '2026-10-05', pupilIds: supported }, school.tutor)).statusCode).toBe(403)
  })
})
