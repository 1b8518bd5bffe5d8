import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { Database } from '../../platform/database/database.ts'
import { type MailServer, startMailServer } from '../../testing/mail-server.ts'
import { type MessagingSchool, startMessagingSchool, TODAY } from '../../testing/messaging-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { messagesAbout, paperAttached } from '../index.ts'
import { sendDue } from './send-due.ts'
import { smtpSender } from './smtp-sender.ts'

let server: TestServer
let school: MessagingSchool
let mail: MailServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  school = await startMessagingSchool(server)
})
afterEach(() => mail.close())

const FROM = 'Elmfield Academy <attendance@elmfield.example>'

const round = (minutes: number, more: { url?: string; database?: Database } = {}) =>
  sendDue({
    database: more.database ?? server.database,
    clock: { now: () => momentFromMilliseconds(Date.parse(MORNING) + minutes * 60_000) },
    senders: { email: smtpSender({ url: more.url ?? mail.url, from: FROM, timeoutMs: 400 }) },
  })
const states = async () => {
  const known = await server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds: [school.amira], from: TODAY, to: TODAY }),
  )
  return known.map(({ state, events }) => [state, events.at(-1)?.facts.why])
}
const smtpError = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

describe('the school’s mail server', () => {
  it('gets the letter once, with an id that is the same at every try, and a sign-in', async () => {
    const signIns: unknown[] = []
    mail = await startMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        signIns.push([username, password])
        done(null, { user: username })
      },
    })
    const queued = await school.queue({ cause: 'a', to: school.father })
    await round(2, { url: mail.url.replace('//', '//office:p%40ss@') })
    expect(await states()).toEqual([['sent', undefined]])
    expect(signIns).toEqual([['office', 'p@ss']])
    expect(mail.letters).toHaveLength(1)
    expect(mail.letters[0]).toContain(`Message-ID: <${queued.ok && queued.value.messageId}@elmfield.example>`)
    expect(mail.letters[0]).toContain('To: omar@family.example')
    expect(mail.letters[0]).toContain('Subject: Absence of Amira today')
  })

  it('gets a calendar file and a paper with the letter they belong to, at every try the same, and no other letter has it', async () => {
    mail = await startMailServer({ whenSent: () => (mail.letters.length === 1 ? smtpError(452) : undefined) })
    const attachments = [
      {
        fileName: 'meeting.ics',
        contentType: 'text/calendar; charset=utf-8; method=REQUEST',
        content: 'BEGIN:VCALENDAR',
      },
      paperAttached('notice.pdf', Uint8Array.from([37, 80, 68, 70, 0, 255])),
    ]
    await school.queue({ cause: 'a', to: school.father, attachments })
    await round(2)
    await round(20)
    await school.queue({ cause: 'b', to: school.father, about: [school.sami] })
    await round(22)
    const [first, again, other] = mail.letters
    for (const letter of [first, again]) {
      expect(letter).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST;')
      expect(letter).toContain('Content-Disposition: attachment; filename=meeting.ics')
      expect(letter).toContain(btoa('BEGIN:VCALENDAR'))
      expect(letter).toContain('Content-Type: application/pdf; name=notice.pdf')
      expect(letter).toContain(Buffer.from([37, 80, 68, 70, 0, 255]).toString('base64'))
    }
    expect(other).toContain('Absence of Sami today')
    expect(other).not.toContain('meeting.ics')
  })

  type Answering = Parameters<typeof startMailServer>[0]
  it.each<[string, { options: Answering; becomes: [string, string] }]>([
    [
      'refuses the recipient',
      {
        options: { onRcptTo: (_to, _session, done) => done(smtpError(550)) },
        becomes: ['failed', 'the mail server refused it'],
      },
    ],
    [
      'asks to come back later',
      {
        options: { onRcptTo: (_to, _session, done) => done(smtpError(451)) },
        becomes: ['waiting', 'the mail server takes it later'],
      },
    ],
    [
      'refuses the letter',
      { options: { whenSent: () => smtpError(554) }, becomes: ['by-hand', 'the mail server refused it'] },
    ],
    [
      'has no room for the letter now',
      { options: { whenSent: () => smtpError(452) }, becomes: ['waiting', 'the mail server takes it later'] },
    ],
    [
      'refuses everybody',
      {
        options: { onConnect: (_session, done) => done(smtpError(421)) },
        becomes: ['waiting', 'the mail server cannot be reached'],
      },
    ],
  ])('that %s', async (_what, { options, becomes }) => {
    mail = await startMailServer(options)
    await school.queue({ cause: 'a', to: school.father })
    await round(2)
    expect(await states()).toEqual([becomes])
  })

  it('that refuses the sign-in loses nothing', async () => {
    mail = await startMailServer({ authOptional: false, onAuth: (_auth, _session, done) => done(smtpError(535)) })
    await school.queue({ cause: 'a', to: school.father })
    await round(2, { url: mail.url.replace('//', '//office:wrong@') })
    expect(await states()).toEqual([['waiting', 'the mail server does not accept the sign-in']])
  })

  it('that is not there is tried again', async () => {
    mail = await startMailServer()
    await mail.close()
    await school.queue({ cause: 'a', to: school.father })
    await round(2)
    expect(await states()).toEqual([['waiting', 'the mail server cannot be reached']])
  })

  it('that says nothing after the whole letter leaves it to a person: it may have gone, and is not sent again', async () => {
    mail = await startMailServer({ onData: (stream) => void stream.resume() })
    await school.queue({ cause: 'a', to: school.father })
    await round(2)
    expect(await states()).toEqual([['unsure', 'a try broke off before the server had answered']])
    await round(200)
    expect((await states()).map(([state]) => state)).toEqual(['unsure'])
  })

  it('had the letter when the power went before that was written down: a person is asked, nothing goes twice', async () => {
    mail = await startMailServer()
    await school.queue({ cause: 'a', to: school.father })
    let transactions = 0
    const database: Database = {
      ...server.database,
      asSystem: (work) => server.database.asSystem(work),
      inTenants: (tenants, work) => {
        transactions += 1
        return transactions > 1 ? Promise.reject(new Error('power cut')) : server.database.inTenants(tenants, work)
      },
    }
    await round(2, { database })
    expect(mail.letters).toHaveLength(1)
    expect(await states()).toEqual([['waiting', undefined]])
    await round(10)
    expect(mail.letters).toHaveLength(1)
    expect((await states()).map(([state]) => state)).toEqual(['unsure'])
  })
})
