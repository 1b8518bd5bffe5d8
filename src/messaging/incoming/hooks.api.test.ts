import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import { many } from '../../platform/database/database.ts'
import { type MessagingSchool, startMessagingSchool, TODAY } from '../../testing/messaging-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { contactFailures, messagesAbout, repliesOf, sendDue } from '../index.ts'
import type { Sender } from '../sending/sender.ts'

const TOKEN = 'a token of tests only, of no worth'

let server: TestServer
let school: MessagingSchool

beforeAll(async () => {
  server = await startTestServer({ messagesToken: TOKEN })
})
afterAll(() => server.close())
beforeEach(async () => {
  school = await startMessagingSchool(server)
})

const post = (url: string, payload: object, token = TOKEN) =>
  server.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })
const text = (more: object = {}) =>
  post(`/hooks/${school.id}/texts`, {
    id: crypto.randomUUID(),
    source_number: '447700900123',
    destination_number: '447700900999',
    message: 'She has a temperature, back tomorrow',
    date_received: '2026-11-23T08:50:00.000000Z',
    ...more,
  })
const inSchool = <T>(work: Parameters<typeof server.database.inTenants<T>>[1]) =>
  server.database.inTenants([school.id], work)
const replies = (pupilIds = [school.amira, school.sami]) =>
  inSchool((tx) => repliesOf(tx, { schoolId: school.id, pupilIds, from: TODAY, to: TODAY }))
const said = () =>
  server.database.asSystem((tx) =>
    many(
      tx,
      sql<{
        name: string
        payload: { pupilIds: string[] }
      }>`select name, payload from platform.outbox where tenant = ${school.id} order by id`,
    ),
  )

/** Sends everything, by a service that takes it all. */
async function sendAll(): Promise<void> {
  const sender: Sender = { name: 'notify', send: async () => ({ outcome: 'handed-over', providerId: null }) }
  const clock = { now: () => momentFromMilliseconds(Date.parse(MORNING) + 120_000) }
  await sendDue({ database: server.database, clock, senders: { text: sender, email: sender } })
}
async function sentMessage(asked: Parameters<MessagingSchool['queue']>[0]): Promise<string> {
  const queued = await school.queue(asked)
  if (!queued.ok) throw new Error(queued.problem.message)
  await sendAll()
  return queued.value.messageId
}
const messages = () =>
  inSchool((tx) => messagesAbout(tx, { schoolId: school.id, pupilIds: [school.amira], from: TODAY, to: TODAY }))

describe('a delivery receipt', () => {
  const receipt = (reference: string | null, status: string) =>
    post('/hooks/receipts', { reference, status, to: '447700900123' })

  it('says that a message arrived, once, and nothing later takes that back', async () => {
    const id = await sentMessage({ cause: 'a' })
    expect((await receipt(id, 'delivered')).statusCode).toBe(204)
    expect((await receipt(id, 'delivered')).statusCode).toBe(204)
    expect((await receipt(id, 'temporary-failure')).statusCode).toBe(204)
    const [message] = await messages()
    expect(message?.state).toBe('delivered')
    expect(message?.events.map(({ kind }) => kind)).toEqual(['trying', 'handed-over', 'delivered'])
  })

  it('of a number that does not exist is a fact about the contact, and said to whoever follows up', async () => {
    await receipt(await sentMessage({ cause: 'a' }), 'permanent-failure')
    expect(await inSchool((tx) => contactFailures(tx, { schoolId: school.id, day: TODAY }))).toMatchObject([
      { contactId: school.mother },
    ])
    expect(await said()).toMatchObject([{ name: 'message-failed', payload: { pupilIds: [school.amira] } }])
  })

  it('that says no, leaves a message that a person can send instead, once', async () => {
    const id = await sentMessage({ cause: 'a' })
    await receipt(id, 'permanent-failure')
    const officer = await school.person('attendance-officer')
    const { listOutbox, settleMessages } = await import('../contract.ts')
    const settle = (outcome: string) =>
      server.as(officer)(settleMessages, { params: { schoolId: school.id }, body: { messageIds: [id], outcome } })
    // There is no wording of it as a letter, which is said in plain words.
    expect((await settle('letter')).json()).toMatchObject({ code: 'messaging.no-way' })
    expect((await settle('by-hand')).json()).toEqual({ settled: 1 })
    expect((await settle('by-hand')).json()).toEqual({ settled: 0 })
    const outbox = await server.as(officer)(listOutbox, { params: { schoolId: school.id } })
    expect(outbox.json().messages).toMatchObject([{ id, state: 'by-hand' }])
    expect((await settle('sent')).json()).toEqual({ settled: 1 })
    expect((await messages())[0]?.state).toBe('sent')
  })

  it('of a telephone that was off says nothing against the number', async () => {
    await receipt(await sentMessage({ cause: 'a' }), 'temporary-failure')
    expect((await messages())[0]?.state).toBe('failed')
    expect(await inSchool((tx) => contactFailures(tx, { schoolId: school.id, day: TODAY }))).toEqual([])
  })

  it('of another system’s message is taken and changes nothing', async () => {
    expect((await receipt(null, 'delivered')).statusCode).toBe(204)
    expect((await receipt('5f1f0f5e-8a52-4a7e-9c39-0f7ad0a1c003', 'delivered')).statusCode).toBe(204)
  })
})

describe('who may tell', () => {
  it.each([['another token of the same length as ours'], [''], [TOKEN.slice(0, -1)]])(
    'nobody with "%s"',
    async (token) => {
      const answer = await post('/hooks/receipts', { reference: null, status: 'delivered' }, token)
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toMatchObject({ code: 'hook.wrong-token' })
    },
  )

  it('nobody at all where no token is set', async () => {
    const other = await startTestServer()
    const headers = { authorization: 'Bearer undefined' }
    const answer = await other.app.inject({
      method: 'POST',
      url: '/hooks/receipts',
      payload: { reference: null, status: 'delivered' },
      headers,
    })
    expect(answer.statusCode).toBe(401)
    await other.close()
  })

  it('something in another shape is refused, and a school that is not there', async () => {
    expect((await post('/hooks/receipts', { status: 'delivered' })).statusCode).toBe(400)
    expect((await post('/hooks/5f1f0f5e-8a52-4a7e-9c39-0f7ad0a1c004/texts', {})).statusCode).toBe(400)
    const stranger = { id: 'x', source_number: '1', message: 'y', date_received: 'now' }
    expect((await post('/hooks/5f1f0f5e-8a52-4a7e-9c39-0f7ad0a1c004/texts', stranger)).statusCode).toBe(400)
  })
})

describe('a reply', () => {
  it('to a text is about the child that the text was about, is heard once, and said to whoever follows up', async () => {
    const id = await sentMessage({ cause: 'a', about: [school.sami] })
    expect((await text({ id: 'one' })).statusCode).toBe(204)
    expect((await text({ id: 'one' })).statusCode).toBe(204)
    expect(await replies()).toMatchObject([
      {
        pupilIds: [school.sami],
        contactId: school.mother,
        contactName: 'Mrs Nadia Khan',
        messageId: id,
        dealtWith: false,
      },
    ])
    expect((await said()).map(({ name, payload }) => [name, payload.pupilIds])).toEqual([
      ['message-replied', [school.sami]],
    ])
  })

  it('of a family that was sent nothing is about all their children', async () => {
    await text()
    expect([...((await replies())[0]?.pupilIds ?? [])].sort()).toEqual([school.amira, school.sami].sort())
  })

  it('from a number that nobody knows waits for a person, and nobody is told', async () => {
    await text({ source_number: '447700900888' })
    const officer = await school.person('attendance-officer')
    const { listReplies } = await import('../contract.ts')
    const answer = await server.as(officer)(listReplies, { params: { schoolId: school.id } })
    expect(answer.json().replies).toMatchObject([
      { contactName: null, pupils: [], sender: '+447700900888', barred: false },
    ])
    expect(await replies()).toEqual([])
    expect(await said()).toEqual([])
  })

  it('from somebody who must not be told is kept, marked, and put to no child', async () => {
    await text({ source_number: '447700900333' })
    expect(await replies()).toEqual([])
    const all = await inSchool((tx) =>
      many(
        tx,
        sql<{ barred: boolean; contactId: string }>`select barred, contact_id as "contactId" from messaging.reply`,
      ),
    )
    expect(all).toEqual([{ barred: true, contactId: school.uncle }])
  })

  it.each([
    ['a day that no calendar has', { date_received: '+275760-09-12T00:00:00Z' }],
    ['no day', { date_received: 'soon' }],
    ['half a character', { message: 'She is ill \ud83d' }],
  ])('with %s is kept all the same, so that the service does not say it again and again', async (_what, more) => {
    await sentMessage({ cause: 'a' })
    expect((await text(more)).statusCode).toBe(204)
    expect(await replies()).toHaveLength(1)
  })

  it('by e-mail finds its message by the id that it answers', async () => {
    const id = await sentMessage({ cause: 'a', to: school.father })
    const answer = await post(`/hooks/${school.id}/emails`, {
      id: 'mail-1',
      from: 'Omar Khan <OMAR@family.example>',
      text: 'Dentist\0 until noon',
      in_reply_to: `<${id}@elmfield.example>`,
      date_received: 'yesterday-ish',
    })
    expect(answer.statusCode).toBe(204)
    expect(await replies()).toMatchObject([{ body: 'Dentist until noon', messageId: id, pupilIds: [school.amira] }])
  })

  it('that answers a message in another’s name is not put to that child', async () => {
    const id = await sentMessage({ cause: 'a', to: school.father })
    await post(`/hooks/${school.id}/emails`, {
      id: 'mail-2',
      from: 'stranger@elsewhere.example',
      text: 'Amira is ill',
      in_reply_to: `<${id}@elmfield.example>`,
      date_received: '2026-11-23T09:00:00Z',
    })
    expect(await replies()).toEqual([])
  })
})

describe('a whole e-mail', () => {
  const mail = (lines: readonly string[]) =>
    server.app.inject({
      method: 'POST',
      url: `/hooks/${school.id}/emails`,
      payload: Buffer.from(lines.join('\r\n')),
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'message/rfc822' },
    })
  const head = (more: readonly string[] = []) => [
    'Received: from mx.family.example by mail.elmfield.example; Mon, 23 Nov 2026 08:52:00 +0000',
    'From: =?utf-8?Q?Omar_Kh=C3=A1n?= <omar@family.example>',
    'To: office@elmfield.example',
    'Subject: Re: Absence of Amira today',
    'Date: Mon, 23 Nov 2026 08:51:30 +0000',
    'Message-ID: <one@family.example>',
    'MIME-Version: 1.0',
    ...more,
  ]

  it('as a mailbox holds it is read: the family’s own words, whose it is and what it answers', async () => {
    const id = await sentMessage({ cause: 'a', to: school.father })
    const answer = await mail([
      ...head([`In-Reply-To: <${id}@elmfield.example>`, 'Content-Type: multipart/mixed; boundary="x"']),
      '',
      '--x',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'She has a temp=E9rature',
      '',
      'On Mon, 23 Nov 2026 at 08:41, Elmfield Academy',
      '<office@elmfield.example> wrote:',
      '> We do not yet know why Amira missed registration.',
      '--x',
      'Content-Type: image/jpeg; name="card.jpg"',
      'Content-Disposition: attachment; filename="card.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      '/9j/4AAQ'.repeat(20_000).replaceAll(/(.{76})/g, '$1\r\n'),
      '--x--',
    ])
    expect(answer.statusCode, answer.body).toBe(204)
    expect(await replies()).toMatchObject([
      {
        channel: 'email',
        sender: 'omar@family.example',
        body: 'She has a température\n\n[With a file, in the mailbox: card.jpg]',
        messageId: id,
        pupilIds: [school.amira],
        sentAt: '2026-11-23T08:51:30.000Z',
      },
    ])
  })

  it('that is handed over twice is heard once', async () => {
    const lines = [...head(['Content-Type: text/html']), '', '<p>Dentist &amp; back at noon</p>']
    expect((await mail(lines)).statusCode).toBe(204)
    expect((await mail(lines)).statusCode).toBe(204)
    expect((await replies()).map(({ body }) => body)).toEqual(['Dentist & back at noon'])
  })

  it('of a program that answers by itself is no answer of a family', async () => {
    expect((await mail([...head(['Auto-Submitted: auto-replied']), '', 'I am away until Monday.'])).statusCode).toBe(
      204,
    )
    expect(await replies()).toEqual([])
  })

  it('without a sender is not understood', async () => {
    expect((await mail(['Subject: hello', '', 'She is ill'])).json()).toMatchObject({ code: 'hook.not-understood' })
  })
})
