import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { many } from '../platform/database/database.ts'
import type { TestPerson } from '../testing/builders.ts'
import { atScreen, type RegisterSchool, registerParams, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import { pupilHistory, undoTaking } from './contract.ts'
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

const at = (time: string) => server.clock.moveTo(`2026-11-23T${time}.000Z` as Moment)
const open = () => atScreen(server, school, school.officer).open()
const codes = async () => (await open()).lines.map((line) => line.mark?.code ?? '.').join('')
const undo = (person: TestPerson, number: number, key: string = randomUUID()) =>
  server.as(person)(undoTaking, { params: registerParams(school), body: { key, number } })
const one = () => school.pupils.nineA[0] as PupilId
const sound = async () => (await server.database.asSystem((tx) => verifyJournal(tx, school.id))).faults

describe('undoing a save of a register', () => {
  it('puts blanks back over first marks: nobody has taken it, and the clock makes no N of the class', async () => {
    const saved = await atScreen(server, school, school.tutor).save(
      { [one()]: 'N' },
      { rest: 'present', complete: true },
    )
    const answer = await undo(school.tutor, saved.json().version)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      { version: 2, marks: 6, state: 'not-taken', counts: { present: 0, absent: 0, notMarked: 6 } },
    ])
    expect(await open()).toMatchObject({ state: 'not-taken', takenBy: null, version: 2 })
    at('08:46:00')
    await closeDueRegisters(server.database, server.clock)
    expect(await codes()).toBe('......')
    expect(await sound()).toEqual([])
  })

  it('puts back a replaced mark, with the time that was beside it', async () => {
    const { save } = atScreen(server, school, school.tutor)
    await save({ [one()]: 'L' }, { details: { arrival_time: '08:37' } })
    const saved = await save({ [one()]: 'N' })
    expect((await undo(school.tutor, saved.json().version)).json()).toMatchObject({ marks: 1, state: 'being-taken' })
    expect((await open()).lines[0]?.mark).toMatchObject({ code: 'L', details: { arrival_time: '08:37' }, number: 1 })
    expect(await sound()).toEqual([])
  })

  it('keeps both acts for the pupil’s history, with the reason', async () => {
    const saved = await atScreen(server, school, school.tutor).save({ [one()]: 'N' })
    await undo(school.tutor, saved.json().version)
    const history = await server.as(school.officer)(pupilHistory, {
      params: { schoolId: school.id, pupilId: one(), year: 2026 },
    })
    expect(history.json().changes[0]).toMatchObject({
      act: 'undone',
      from: 'N',
      to: null,
      reason: 'undone within seconds of saving',
      by: { name: 'Tess Tutor' },
    })
  })

  it('happens once, however often it is sent', async () => {
    const saved = await atScreen(server, school, school.tutor).save({ [one()]: 'N' })
    const key = randomUUID()
    const { version } = saved.json()
    const answers = await Promise.all([1, 2, 3].map(() => undo(school.tutor, version, key)))
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(answers[0]?.statusCode).toBe(200)
    expect((await undo(school.tutor, version)).json().code).toBe('register.already-undone')
    expect((await open()).version).toBe(2)
  })

  it('is refused after half a minute, to anybody else, and once the register has closed', async () => {
    const { save } = atScreen(server, school, school.tutor)
    at('08:44:00')
    const first = (await save({ [one()]: 'N' })).json().version
    expect((await undo(school.officer, first)).json().code).toBe('register.no-such-save')
    expect((await undo(school.reception, first)).statusCode).toBe(403)
    at('08:44:31')
    expect((await undo(school.tutor, first)).json().code).toBe('register.undo-over')
    at('08:44:50')
    const second = (await save({ [one()]: '/' })).json().version
    at('08:45:05')
    await closeDueRegisters(server.database, server.clock)
    const late = await undo(school.tutor, second)
    expect([late.statusCode, late.json().code]).toEqual([422, 'register.closed'])
    expect(await codes()).toBe('/NNNNN')
  })

  it('never takes away what the office changed since, and names whom', async () => {
    const saved = await atScreen(server, school, school.tutor).save({ [one()]: 'N' })
    await atScreen(server, school, school.officer).save({ [one()]: 'I' })
    const answer = await undo(school.tutor, saved.json().version)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'register.changed-since' })
    expect(answer.json().detail).toContain('Ada Adler00: changed by Olu Officer since you saved')
    expect(await codes()).toBe('I.....')
  })

  it('gives a register that is begun anew after its close its minutes, not those of the undone save', async () => {
    const { save } = atScreen(server, school, school.tutor)
    at('08:44:50')
    const saved = await save({ [one()]: 'N' })
    at('08:45:05')
    await undo(school.tutor, saved.json().version)
    at('08:45:20')
    await save({ [one()]: '/' })
    await closeDueRegisters(server.database, server.clock)
    expect(await codes()).toBe('/.....')
  })

  it('is written to the audit trail', async () => {
    const saved = await atScreen(server, school, school.tutor).save({ [one()]: 'N' })
    await undo(school.tutor, saved.json().version)
    const rows = await server.database.asSystem((tx) =>
      many(
        tx,
        sql<{
          facts: object
        }>`select facts from audit.trail where place_id = ${school.id} and operation = 'undo-taking'`,
      ),
    )
    expect(rows).toMatchObject([{ facts: { entry: 2, undoes: 1, marks: 1 } }])
  })
})
