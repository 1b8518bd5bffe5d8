import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PupilId } from '../../kernel/ids.ts'
import { momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { messagesAbout, sendDue } from '../../messaging/index.ts'
import { amendMarks } from '../../register/contract.ts'
import { atScreen, MONDAY, registerSchool } from '../../testing/register-school.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'
import { sendTexts } from '../contract.ts'
import { overtakenTexts } from './overtaken-texts.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

it('a text of the morning goes about nobody who is explained by the time that the service is back; a brother still missing is written about alone', async () => {
  const school = await registerSchool(server, { families: true })
  const [ada, ben] = school.pupils.nineA as [PupilId, PupilId]
  const [brother] = school.pupils.nineB as [PupilId]
  const officer = atScreen(server, school, school.officer)
  const params = { schoolId: school.id }
  const whole = { rest: 'present', complete: true } as const
  await officer.save({ [ada]: 'N', [ben]: 'N' }, whole)
  await officer.save({ [brother]: 'N' }, { ...whole, group: school.groups.nineB })
  server.clock.moveTo(momentAt(MONDAY, timeOfDay('08:46')))
  await officer.send(sendTexts, { params, body: { pupilIds: [ada, brother, ben] } })
  const { version } = await officer.open()
  const marks = [ada, ben].map((pupilId) => ({ pupilId, day: MONDAY, half: 'AM', to: 'I', seen: 'N' }))
  const amended = await officer.send(amendMarks, {
    params,
    body: { key: randomUUID(), reason: 'Their mothers rang', version, marks },
  })
  expect(amended.statusCode, amended.body).toBe(200)

  let taken = 0
  const send = async () => {
    taken += 1
    return { outcome: 'handed-over', providerId: null } as const
  }
  for (const time of ['11:00', '11:02']) {
    server.clock.moveTo(momentAt(MONDAY, timeOfDay(time)))
    const senders = { text: { name: 'notify', send } as const }
    await sendDue({ database: server.database, clock: server.clock, senders, overtaken: overtakenTexts })
  }

  const about = { schoolId: school.id, pupilIds: [ada, brother, ben], from: MONDAY, to: MONDAY }
  const messages = await server.database.inTenants([school.id], (tx) => messagesAbout(tx, about))
  expect(taken).toBe(1)
  expect(messages.filter(({ state }) => state === 'sent').map(({ pupilIds }) => pupilIds)).toEqual([[brother]])
  expect(messages.some(({ state }) => state === 'waiting')).toBe(false)
})
