import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PupilId } from '../kernel/ids.ts'
import { listOutbox, printLetters, settleMessages } from '../messaging/contract.ts'
import { many } from '../platform/database/database.ts'
import { type RegisterSchool, registerSchool } from '../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../testing/test-server.ts'
import * as leave from './contract.ts'

let server: TestServer
let school: RegisterSchool
let one: PupilId

beforeAll(async () => {
  server = await startTestServer()
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  ;[one] = school.pupils.nineA as [PupilId]
})
afterAll(() => server.close())

const office = () => server.as(school.officer)
const head = () => server.as(school.head)
const at = (requestId: string) => ({ schoolId: school.id, requestId })

async function asked(day: string): Promise<string> {
  const answer = await office()(leave.askLeave, {
    params: { schoolId: school.id },
    body: {
      pupils: [{ requestId: randomUUID(), pupilId: one }],
      ...{ kind: 'exceptional', from: { day, half: 'AM' }, to: { day, half: 'PM' } },
      ...{ reason: 'A week at the sea', askedBy: 'Mrs Adler', channel: 'form', askedAt: MORNING },
    },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().ids[0]
}
async function refused(day: string): Promise<string> {
  const id = await asked(day)
  const answer = await head()(leave.refuseLeave, { params: at(id), body: { reason: 'A holiday is not exceptional' } })
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const letters = async (id: string): Promise<leave.DecisionLetters> =>
  (await office()(leave.showDecisionLetters, { params: at(id) })).json()
async function read(id: string): Promise<readonly string[]> {
  const { toWrite } = await letters(id)
  return [...new Set(toWrite.flatMap(({ letter }) => letter?.findings ?? []).map((finding) => finding.id))]
}
const sendRead = (id: string, seen: readonly string[], despite = 'Talked') =>
  office()(leave.sendDecision, { params: at(id), body: { seen, despite } })
const send = async (id: string) => sendRead(id, await read(id))

/** What the trail holds of letters that went although something spoke against them. */
const whyInSpite = (id: string) =>
  server.database.inTenants([school.id], (tx) =>
    many(
      tx,
      sql`select facts ->> 'despite' as despite, facts -> 'seen' as seen from audit.trail
        where facts ->> 'request' = ${id} and facts ? 'despite'`,
    ),
  )

describe('the letter with a decision about leave', () => {
  it('is read as each parent who is entitled to it will, and is there once something is decided', async () => {
    const waits = await asked('2026-12-07')
    expect(await letters(waits)).toMatchObject({ decided: false, toWrite: [], written: [] })
    expect((await send(waits)).json().code).toBe('leave.undecided')
    const { toWrite } = await letters(await refused('2026-12-08'))
    expect(toWrite.length).toBeGreaterThan(1)
    for (const { contactId, letter } of toWrite) {
      expect(letter?.subject).toMatch(/^Leave of absence for /)
      // Every parent is written to: nobody is asked whether the other should be. What is read is read of each.
      expect(letter?.findings.filter(({ message }) => message.includes('not sent this'))).toEqual([])
      expect(letter?.findings.every(({ id }) => id.startsWith(`${contactId}:`))).toBe(true)
      expect(letter?.body).toContain('asked for leave of absence for')
      expect(letter?.body).toContain('Hana Head, Headteacher, did not agree to it')
      expect(letter?.body).toContain('The reason: A holiday is not exceptional')
    }
  })

  it('goes once to each, is printed and posted as any letter, and that is its proof', async () => {
    const id = await refused('2026-12-09')
    const { toWrite } = await letters(id)
    const seen = await read(id)
    expect(toWrite.some(({ letter }) => letter?.findings.some(({ severity }) => severity === 'stop'))).toBe(true)
    const ofOne = seen.filter((finding) => finding.startsWith(toWrite[0]?.contactId ?? 'nobody'))
    for (const some of [[], ofOne]) expect((await sendRead(id, some)).json().code).toBe('leave.letter-unread')
    expect((await sendRead(id, seen, '')).json().code).toBe('leave.letter-stopped')
    const sent = await sendRead(id, seen, 'Handed over at the gate')
    expect(sent.statusCode, sent.body).toBe(200)
    expect(await whyInSpite(id)).toEqual([{ despite: 'Handed over at the gate', seen }])
    expect((await send(id)).json()).toEqual({ written: 0, refused: [] })
    const { written } = await letters(id)
    expect(written.map(({ state }) => state)).toEqual(toWrite.map(() => 'waiting'))
    const messageIds = written.filter(({ channel }) => channel === 'letter').map(({ messageId }) => messageId)
    expect(messageIds.length).toBeGreaterThan(0)
    const params = { schoolId: school.id }
    expect((await office()(printLetters, { params, body: { messageIds } })).headers['content-type']).toBe(
      'application/pdf',
    )
    await office()(settleMessages, { params, body: { messageIds, outcome: 'sent', reason: 'As it was' } })
    const [gone] = (await letters(id)).written.filter(({ state }) => state === 'gone')
    expect(gone).toMatchObject({
      went: '2026-11-23',
      proof: expect.arrayContaining([expect.stringMatching(/^Posted/)]),
    })
  })

  it('that came back is written anew, and one that waits is taken back with the request', async () => {
    const id = await refused('2026-12-10')
    await send(id)
    const waiting = (await letters(id)).written.map(({ messageId }) => messageId)
    const params = { schoolId: school.id }
    const body = { messageIds: waiting, outcome: 'not-sent', reason: 'Wrong envelope' }
    expect((await office()(settleMessages, { params, body })).json().settled).toBe(waiting.length)
    expect((await letters(id)).toWrite).toHaveLength(waiting.length)
    expect((await send(id)).json()).toMatchObject({ written: waiting.length })
    const granted = await asked('2026-12-11')
    const span = { from: { day: '2026-12-11', half: 'AM' }, to: { day: '2026-12-11', half: 'PM' } }
    await head()(leave.grantLeave, { params: at(granted), body: { key: randomUUID(), ...span, reason: 'A funeral' } })
    await send(granted)
    const outbox = async () => (await office()(listOutbox, { params })).json().messages.length
    const before = await outbox()
    const copies = (await letters(granted)).written.length
    await office()(leave.withdrawLeave, { params: at(granted), body: { key: randomUUID(), reason: 'They stay' } })
    expect(await letters(granted)).toMatchObject({ decided: false })
    expect(await outbox()).toBe(before - copies)
  })

  it('that came back and goes as another letter is seen as that, written once, and taken back with the request', async () => {
    const params = { schoolId: school.id }
    const settle = async (messageIds: readonly string[], outcome: string) =>
      (await office()(settleMessages, { params, body: { messageIds, outcome, reason: 'Gone away' } })).json().settled
    const id = await asked('2026-12-15')
    const span = { from: { day: '2026-12-15', half: 'AM' }, to: { day: '2026-12-15', half: 'PM' } }
    await head()(leave.grantLeave, { params: at(id), body: { key: randomUUID(), ...span, reason: 'A funeral' } })
    await send(id)
    const first = (await letters(id)).written.map(({ messageId }) => messageId)
    await office()(printLetters, { params, body: { messageIds: first } })
    for (const outcome of ['sent', 'came-back', 'letter']) expect(await settle(first, outcome)).toBe(first.length)
    const { written, toWrite } = await letters(id)
    expect(toWrite).toEqual([])
    expect(written.map(({ state }) => state).toSorted()).toEqual([
      ...first.map(() => 'lost'),
      ...first.map(() => 'waiting'),
    ])
    const outbox = async () => (await office()(listOutbox, { params })).json().messages.length
    const before = await outbox()
    await office()(leave.withdrawLeave, { params: at(id), body: { key: randomUUID(), reason: 'They stay' } })
    expect(await outbox()).toBe(before - first.length)
  })

  it('stays in no queue of a request that is withdrawn while it is written', async () => {
    const params = { schoolId: school.id }
    for (const day of ['2027-01-11', '2027-01-12', '2027-01-13', '2027-01-14', '2027-01-15', '2027-01-18']) {
      const id = await asked(day)
      const span = { from: { day, half: 'AM' }, to: { day, half: 'PM' } }
      const granted = await head()(leave.grantLeave, {
        params: at(id),
        body: { key: randomUUID(), ...span, reason: 'Court' },
      })
      expect(granted.statusCode, granted.body).toBe(200)
      const waited = (await office()(listOutbox, { params })).json().messages.length
      const body = { key: randomUUID(), reason: 'They stay' }
      const seen = await read(id)
      const [, withdrawn] = await Promise.all([
        sendRead(id, seen),
        office()(leave.withdrawLeave, { params: at(id), body }),
      ])
      expect(withdrawn.statusCode, withdrawn.body).toBe(200)
      expect((await office()(listOutbox, { params })).json().messages).toHaveLength(waited)
    }
  })

  it('is sent by those who send messages, and read by those who read leave', async () => {
    const id = await refused('2026-12-14')
    const reception = server.as(school.reception)
    const answer = await reception(leave.sendDecision, { params: at(id), body: { seen: [], despite: '' } })
    expect(answer.statusCode).toBe(403)
    const said: leave.DecisionLetters = (await reception(leave.showDecisionLetters, { params: at(id) })).json()
    expect(said).toMatchObject({ decided: true, maySend: false, toWrite: [] })
  })
})
