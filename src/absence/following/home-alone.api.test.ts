import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import type { Operation } from '../../kernel/operation.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { atScreen, MONDAY, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import type { ShownFamily } from '../contract.ts'
import * as contract from '../contract.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

it('puts a child first of whom the family says that they are at home alone, until somebody says otherwise', async () => {
  const school = await registerSchool(server, { families: true })
  const at = (time: string) => server.clock.moveTo(`${MONDAY}T${time}:00.000Z` as Moment)
  const [ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  const officer = server.as(school.officer)
  const params = { schoolId: school.id }
  const act = async (operation: Operation, body: object, of: object = {}) => {
    const answer = await officer(operation, { params: { ...params, ...of }, body })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  at('08:40')
  await atScreen(server, school, school.tutor).save({ [ada]: 'N', [ben]: 'N' }, { rest: 'present', complete: true })
  at('08:46')
  const board = async () => {
    const { families, resting } = (await officer(contract.morningBoard, { params })).json()
    return [...families, ...resting] as ShownFamily[]
  }
  const order = async () =>
    (await board()).flatMap(({ children }) => children).map(({ pupilId, homeAlone }) => [pupilId, homeAlone])
  const [[first], [last]] = (await order()) as [[PupilId], [PupilId]]
  const contact = (await board()).at(-1)?.contacts[0]
  const spoke = (alone: boolean | null) =>
    act(contract.recordContact, {
      ...{ key: randomUUID(), pupilIds: [last], contactId: contact?.contactId, outcome: 'spoke' },
      ...(alone === null ? {} : { alone }),
    })
  await spoke(true)
  expect(await order()).toEqual([
    [last, true],
    [first, false],
  ])
  at('08:48')
  // Nothing was said of it: what was said before stands.
  await spoke(null)
  expect((await order())[0]).toEqual([last, true])
  await spoke(false)
  expect(await order()).toEqual([
    [first, false],
    [last, false],
  ])
  // A report says it of its days; set aside, nobody said it.
  at('08:50')
  const reportId = randomUUID()
  await act(contract.enterReports, {
    children: [{ reportId, pupilId: last }],
    first: { day: MONDAY, half: 'AM' },
    until: { kind: 'unknown' },
    category: 'other',
    alone: true,
    channel: 'phone',
    reporter: { name: 'Mr Adler' },
    receivedAt: server.clock.now(),
  })
  expect(await order()).toContainEqual([last, true])
  await act(contract.setAsideReport, { key: randomUUID(), seen: 0, reason: 'wrong-child' }, { reportId })
  expect(await order()).toContainEqual([last, false])
})
