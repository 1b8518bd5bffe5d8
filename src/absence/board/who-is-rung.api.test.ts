import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workList } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { run } from '../../platform/database/database.ts'
import { amendMarks } from '../../register/contract.ts'
import { addContact } from '../../roll/contract.ts'
import type { TestPerson } from '../../testing/builders.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { ShownFamily } from '../contract.ts'
import * as contract from '../contract.ts'

let server: TestServer
let school: RegisterSchool
let ben: PupilId

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
/** Ben is absent; the register of 9A is in, and it is 08:46. */
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  ben = school.pupils.nineA[1] as PupilId
  await atScreen(server, school, school.tutor).save({ [ben]: 'N' }, { rest: 'present', complete: true })
  at('08:46')
})

const at = (time: string) => server.clock.moveTo(`${MONDAY}T${time}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })
const act = (operation: Operation, body: object, as = school.officer) =>
  server.as(as)(operation, { params: params(), body })
const families = async (as = school.officer): Promise<ShownFamily[]> => {
  const answer = await server.as(as)(contract.morningBoard, { params: params() })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().families
}
const familyOfBen = async (as?: TestPerson) =>
  (await families(as)).find(({ children }) => children.some(({ pupilId }) => pupilId === ben))
const contactNamed = async (forename: string) => {
  const found = (await familyOfBen())?.contacts.find(({ name }) => name.includes(forename))
  if (found === undefined) throw new Error(`no ${forename}`)
  return found
}
const duties = async (rule: string, as = school.officer) => {
  const answer = await server.as(as)(workList, { params: params(), query: { whose: 'all' } })
  expect(answer.statusCode, answer.body).toBe(200)
  return (answer.json().duties as { rule: string; key: string }[]).filter((one) => one.rule === rule)
}

describe('a child who was found in the morning', () => {
  const came = async () => {
    const { version } = await atScreen(server, school, school.officer).open()
    const marks = [{ pupilId: ben, day: MONDAY, half: 'AM', to: 'L', seen: 'N' }]
    const body = { key: randomUUID(), reason: 'Came at a quarter to nine', version, marks }
    expect((await act(amendMarks, body)).statusCode).toBe(200)
  }
  it.each([
    [
      'seen and safe',
      () => act(contract.recordSafe, { key: randomUUID(), pupilIds: [ben], seenBy: 'Mr Jay', where: 'in the library' }),
    ],
    [
      'handed over',
      () => act(contract.handOver, { key: randomUUID(), pupilIds: [ben], to: 'police', words: 'Left home at 7' }),
    ],
    [
      'reached',
      async () => {
        const { contactId } = await contactNamed('Mara')
        const said = { outcome: 'return-date', returnDay: '2026-11-25', pupilIds: [ben], contactId }
        return act(contract.recordContact, { key: randomUUID(), ...said })
      },
    ],
  ])('and %s, is looked for anew when missing in the afternoon', async (_, ended) => {
    expect((await ended()).statusCode).toBe(200)
    expect(await familyOfBen()).toBeUndefined()
    await came()
    at('13:05')
    const { tutor } = school
    await atScreen(server, school, tutor).save({ [ben]: 'N' }, { half: 'PM', rest: 'present', complete: true })
    at('13:50')
    const family = await familyOfBen()
    expect(family?.children).toMatchObject([{ pupilId: ben, halves: ['PM'], state: 'open' }])
    expect(family?.next).toMatchObject({ number: 1, isDue: true })
    expect((await duties('N5')).map(({ key }) => key)).toContain(`N5:${ben}:${MONDAY}`)
  })
})
void [sql, run, addContact]
