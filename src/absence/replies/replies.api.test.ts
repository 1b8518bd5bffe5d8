import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { listReplies, settleReply } from '../../messaging/contract.ts'
import { messagesAbout, queueMessage, type Senders, sendDue } from '../../messaging/index.ts'
import { many, run } from '../../platform/database/database.ts'
import { openOutbox } from '../../platform/outbox.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { atScreen, MONDAY, type RegisterSchool, registerSchool } from '../../testing/register-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as absence from '../contract.ts'
import { withdrawTexts } from '../following/withdraw-texts.ts'
import { landReplies } from './land-replies.ts'

const TOKEN = 'a token of tests only, of no worth'
const MOTHER = '447700900100'

let server: TestServer
let school: RegisterSchool
let ada: PupilId
let brother: PupilId
let mother: ContactId

beforeAll(async () => {
  server = await startTestServer({ messagesToken: TOKEN })
})
afterAll(() => server.close())
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await registerSchool(server, { families: true })
  ;[ada] = school.pupils.nineA as [PupilId]
  ;[brother] = school.pupils.nineB as [PupilId]
  mother = await contactOf(ada, 'Mara')
})

const at = (time: string, on: string = MONDAY) => server.clock.moveTo(`${on}T${time}:00.000Z` as Moment)
const params = () => ({ schoolId: school.id })
const inSchool = <T>(work: Parameters<typeof server.database.inTenants<T>>[1]) =>
  server.database.inTenants([school.id], work)
const contactOf = async (pupilId: PupilId, forename: string) => {
  const contacts = await inSchool((tx) =>
    contactsOfPupils(tx, { schoolId: school.id, day: MONDAY, pupilIds: [pupilId] }),
  )
  return contacts.find(({ forenames }) => forenames === forename)?.contactId ?? expect.fail(`no ${forename}`)
}

/** Ada of 9A and her brother of 9B are absent as far as named, and it is a quarter past nine. */
async function absent(...pupils: PupilId[]) {
  const marks = (of: readonly PupilId[]) =>
    Object.fromEntries(pupils.filter((id) => of.includes(id)).map((id) => [id, 'N']))
  const office = atScreen(server, school, school.officer)
  await office.save(marks(school.pupils.nineA), { rest: 'present', complete: true })
  await office.save(marks(school.pupils.nineB), { group: school.groups.nineB, rest: 'present', complete: true })
  at('09:15')
}
/** The mother has been texted about these children. */
async function texted(...about: PupilId[]) {
  const asked = { schoolId: school.id, template: 'first-day', about, to: mother, by: school.officer }
  const queued = await inSchool((tx) => queueMessage(tx, { ...asked, cause: randomUUID(), now: server.clock.now() }))
  if (!queued.ok) throw new Error(queued.problem.message)
  at('09:20')
  const sender: NonNullable<Senders['text']> = {
    name: 'notify',
    send: async () => ({ outcome: 'handed-over', providerId: null }),
  }
  await sendDue({ database: server.database, clock: server.clock, senders: { text: sender, email: sender } })
}
const answered = async (message: string, number = MOTHER) => {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/hooks/${school.id}/texts`,
    headers: { authorization: `Bearer ${TOKEN}` },
    payload: { id: randomUUID(), source_number: number, message, date_received: server.clock.now() },
  })
  expect(answer.statusCode, answer.body).toBe(204)
  await handOn()
}
const troubles: unknown[] = []
async function handOn() {
  const listeners = [landReplies]
  const unheard = ['message-failed']
  const outbox = openOutbox({ database: server.database, listeners, unheard, trouble: (one) => troubles.push(one) })
  await outbox.drain()
  await outbox.stop()
}
const reports = async (): Promise<absence.ShownReport[]> =>
  (await server.as(school.officer)(absence.listReports, { params: params() })).json().reports
const briefly = async () => (await reports()).map(({ pupil, category, state }) => [pupil.id, category, state])
const board = async () => (await server.as(school.officer)(absence.morningBoard, { params: params() })).json()
const replies = async () =>
  (await server.as(school.officer)(listReplies, { params: params() })).json().replies as {
    id: string
    dealtWith: boolean
    barred: boolean
    pupils: { id: string }[]
  }[]

describe('an answer of a known contact about an absent child', () => {
  it('becomes a report that waits with the suggested code, and the search rests until somebody has looked', async () => {
    await absent(ada)
    await texted(ada)
    await answered('She has a temperature, back tomorrow')
    expect(await reports()).toMatchObject([
      {
        pupil: { id: ada },
        channel: 'text',
        words: 'She has a temperature, back tomorrow',
        reporter: { contactId: mother, relationship: 'Mother' },
        state: 'waiting',
        suggestion: { code: 'I' },
        first: { day: MONDAY, half: 'AM' },
        entered: { by: { position: 'automatic' } },
      },
    ])
    expect((await board()).counts).toMatchObject({ reported: 1, children: 0 })
    expect((await replies())[0]?.dealtWith).toBe(true)
    expect(troubles).toEqual([])
  })

  it('whose words give no plain reason asks the office, and the search goes on', async () => {
    await absent(ada)
    await texted(ada)
    await answered('She left for school at 8 as usual')
    expect(await reports()).toMatchObject([
      { state: 'waiting', category: 'other', suggestion: { ask: expect.stringContaining('Look for the child now') } },
    ])
    expect((await board()).counts).toMatchObject({ reported: 0, children: 1 })
    // And it is still among the replies to read.
    expect((await replies())[0]?.dealtWith).toBe(false)
  })

  it('of two is attached to each child that the message asked about', async () => {
    await absent(ada, brother)
    await texted(ada, brother)
    await answered('Both have a sick bug')
    expect((await briefly()).toSorted()).toEqual(
      [
        [ada, 'illness', 'waiting'],
        [brother, 'illness', 'waiting'],
      ].toSorted(),
    )
  })

  it('from a number of brothers and sisters is about those alone of whom the message asked', async () => {
    await absent(ada, brother)
    await texted(brother)
    await answered('He has a sick bug')
    expect(await briefly()).toEqual([[brother, 'illness', 'waiting']])
  })

  it('said again, or handed on again, makes no second report: it is an answer to the first', async () => {
    await absent(ada)
    await texted(ada)
    await answered('She has a temperature')
    await answered('The doctor says it is flu')
    expect(await reports()).toMatchObject([
      { state: 'waiting', steps: [{ kind: 'answer', text: 'The doctor says it is flu' }] },
    ])
    await server.database.asSystem((tx) =>
      run(tx, sql`update platform.outbox set handled_at = null, handled_by = '{}'`),
    )
    await handOn()
    expect(await reports()).toHaveLength(1)
  })

  it('answers the office’s question, whatever the register says by then', async () => {
    await absent(ada)
    await texted(ada)
    await answered('She will not be in')
    const [report] = await reports()
    const reportId = report?.id ?? ''
    const asked = { seen: 0, kind: 'question', text: 'Is she ill?' }
    await server.as(school.officer)(absence.noteReport, { params: { ...params(), reportId }, body: asked })
    await answered('Yes')
    expect(await reports()).toMatchObject([
      { id: reportId, state: 'waiting', steps: [{}, { kind: 'answer', text: 'Yes' }] },
    ])
  })

  it('changes no mark and sends nothing back', async () => {
    await absent(ada)
    await texted(ada)
    await answered('She has a temperature')
    const sent = await inSchool((tx) => many(tx, sql`select 1 from messaging.message`))
    expect(sent).toHaveLength(1)
    expect((await reports())[0]?.sessions[0]).toMatchObject({ code: 'N' })
  })

  it('of whom nobody is absent stays among the replies', async () => {
    await absent(brother)
    await texted(ada)
    await answered('What time is the concert?')
    expect(await reports()).toEqual([])
    expect((await replies())[0]?.dealtWith).toBe(false)
  })
})

describe('a text that has not gone', () => {
  const textAll = async (...pupilIds: PupilId[]) => {
    const answer = await server.as(school.officer)(absence.sendTexts, { params: params(), body: { pupilIds } })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const lookAgain = () => withdrawTexts(server.database, server.clock)
  const texts = () => inSchool((tx) => messagesAbout(tx, { ...span(), pupilIds: [ada, brother] }))
  const span = () => ({ schoolId: school.id, from: MONDAY, to: MONDAY })
  const open = async () => (await texts()).filter(({ state }) => state === 'waiting').map(({ pupilIds }) => pupilIds)

  it('is taken back when the mark is changed, and the part about a brother stays', async () => {
    await absent(ada, brother)
    await textAll(ada, brother)
    expect(await open()).toHaveLength(1)
    await lookAgain()
    expect((await open())[0]).toHaveLength(2)
    await atScreen(server, school, school.officer).save({ [ada]: 'I' }, { complete: true })
    expect(await lookAgain()).toEqual({ failed: [] })
    expect(await open()).toEqual([[brother]])
  })

  it('is taken back in the moment in which a plain answer lands', async () => {
    await absent(ada)
    await textAll(ada)
    await answered('Ada left for school at 8')
    expect(await open()).toHaveLength(1)
    await answered('Ada is ill after all')
    await lookAgain()
    expect(await open()).toHaveLength(1)
    const body = {
      children: [{ reportId: randomUUID(), pupilId: ada }],
      first: { day: MONDAY, half: 'AM' },
      until: { kind: 'unknown' },
      category: 'illness',
      channel: 'phone',
      reporter: { name: 'Mrs Adler' },
      receivedAt: server.clock.now(),
    }
    expect((await server.as(school.officer)(absence.enterReports, { params: params(), body })).statusCode).toBe(200)
    expect(await open()).toEqual([])
    expect((await texts()).map(({ state }) => state)).toEqual(['withdrawn'])
  })
})

describe('an answer that cannot be placed', () => {
  it('waits for a person, who puts it to a child, and then it lands there', async () => {
    await absent(ada)
    await answered('Ada is ill', '447700900888')
    expect(await reports()).toEqual([])
    expect((await board()).replies).toMatchObject({ unplaced: 1 })
    const [reply] = await replies()
    const params = { schoolId: school.id, replyId: reply?.id ?? '' }
    const body = { kind: 'placed', pupilIds: [ada], note: 'Her aunt rang from there last week' }
    expect((await server.as(school.tutor)(settleReply, { params, body })).statusCode).toBe(403)
    expect((await server.as(school.officer)(settleReply, { params, body })).statusCode).toBe(200)
    await handOn()
    expect(await reports()).toMatchObject([
      {
        pupil: { id: ada },
        category: 'illness',
        reporter: { contactId: null, name: expect.stringContaining('07700 900888') },
      },
    ])
    expect((await board()).replies).toMatchObject({ unplaced: 0 })
  })

  it('of somebody who must not be told is shown with its warning, and becomes nothing by itself', async () => {
    await server.database.asSystem((tx) =>
      run(
        tx,
        sql`update roll.pupil_contact set barred = true, barred_reason = 'A court said so', may_be_told = false, emergency = false
          where school_id = ${school.id} and contact_id = ${mother}`,
      ),
    )
    await absent(ada)
    await answered('She is with me, she is ill')
    expect(await reports()).toEqual([])
    expect((await replies())[0]).toMatchObject({ barred: true, pupils: [] })
    expect((await board()).replies).toMatchObject({ barred: 1 })
  })
})
