import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { momentFromMilliseconds } from '../../kernel/time-of-day.ts'
import type { Database } from '../../platform/database/database.ts'
import { differences } from '../../testing/json-shape.ts'
import { type MessagingSchool, OFFICE, startMessagingSchool, TODAY } from '../../testing/messaging-school.ts'
import {
  EMAIL_TEMPLATE,
  type NotifyMood,
  type NotifyServer,
  startNotifyServer,
  TEXT_TEMPLATE,
} from '../../testing/notify-server.ts'
import { referenceData } from '../../testing/reference-data.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { contactFailures, messagesAbout, withdrawMessages } from '../index.ts'
import { type NotifySettings, notifySender } from './notify-sender.ts'
import { sendDue } from './send-due.ts'

let server: TestServer
let notify: NotifyServer
let school: MessagingSchool

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  notify = await startNotifyServer()
  school = await startMessagingSchool(server)
})
afterEach(() => notify.close())

const settings = (more: Partial<NotifySettings> = {}): NotifySettings => ({
  key: notify.key,
  url: notify.url,
  textTemplate: TEXT_TEMPLATE,
  emailTemplate: EMAIL_TEMPLATE,
  timeoutMs: 150,
  ...more,
})

/** One round of the worker, so many minutes after the morning's 8.40. */
const round = (minutes: number, more: { settings?: NotifySettings; database?: Database } = {}) => {
  const sender = notifySender(more.settings ?? settings())
  const clock = { now: () => momentFromMilliseconds(Date.parse(MORNING) + minutes * 60_000) }
  return sendDue({ database: more.database ?? server.database, clock, senders: { text: sender, email: sender } })
}
const states = async () => {
  const known = await server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds: [school.amira], from: TODAY, to: TODAY }),
  )
  return known.map(({ state, events }) => [state, events.at(-1)?.facts.why])
}

describe('GOV.UK Notify, by a server that checks its tokens', () => {
  it('is handed the wording and our reference, after the minute for brothers and sisters', async () => {
    const queued = await school.queue({ cause: 'a' })
    expect(await round(0)).toBe(0)
    expect(await round(2)).toBe(1)
    expect(notify.taken).toMatchObject([
      {
        type: 'sms',
        to: '+447700900123',
        reference: queued.ok && queued.value.messageId,
        personalisation: { message: expect.stringContaining('Amira') },
      },
    ])
    expect(await states()).toEqual([['sent', undefined]])
    expect(await round(3)).toBe(0)
    expect(notify.taken).toHaveLength(1)
  })

  it('takes an e-mail with its subject', async () => {
    await school.queue({ cause: 'a', to: school.father })
    await round(2)
    expect(notify.taken).toMatchObject([
      { type: 'email', to: 'omar@family.example', personalisation: { subject: 'Absence of Amira today' } },
    ])
  })

  it.each<[NotifyMood, string]>([
    ['gone', 'GOV.UK Notify did not answer in time'],
    ['silent', 'GOV.UK Notify did not answer in time'],
    ['takes-and-breaks', 'GOV.UK Notify did not answer in time'],
    ['fault', 'GOV.UK Notify had a fault of its own'],
    ['too-many', 'GOV.UK Notify takes no more for now'],
    ['bad-template', 'the GOV.UK Notify service is not set up for this message'],
  ])('when it is "%s", the message waits and goes later, once', async (mood, why) => {
    await school.queue({ cause: 'a' })
    notify.mood = mood
    await round(2)
    expect(await states()).toEqual([['waiting', why]])
    expect(await round(2)).toBe(0)
    notify.mood = 'up'
    await round(20)
    expect(await states()).toEqual([['sent', undefined]])
    expect(notify.taken).toHaveLength(1)
  })

  it('that cannot be reached at all leaves the message waiting', async () => {
    await school.queue({ cause: 'a' })
    await notify.close()
    await round(2)
    expect(await states()).toEqual([['waiting', 'GOV.UK Notify cannot be reached']])
  })

  it('refusing the key is a matter of settings, and nothing is lost', async () => {
    await school.queue({ cause: 'a' })
    await round(2, { settings: settings({ key: `${notify.key.slice(0, -1)}1` }) })
    expect(await states()).toEqual([['waiting', 'GOV.UK Notify does not accept the key']])
    await round(30)
    expect(await states()).toEqual([['sent', undefined]])
  })

  it('refusing a number makes the message failed, and the number a fact about the contact', async () => {
    await school.queue({ cause: 'a' })
    notify.mood = 'bad-number'
    await round(2)
    expect((await states()).map(([state]) => state)).toEqual(['failed'])
    const failures = await server.database.inTenants([school.id], (tx) =>
      contactFailures(tx, { schoolId: school.id, day: TODAY }),
    )
    expect(failures).toMatchObject([{ contactId: school.mother, address: '+447700900123' }])
    expect(await school.queue({ cause: 'b' })).toMatchObject({ ok: true, value: { channel: 'email' } })
  })

  it('after nine tries over hours, a person is asked to send it, and texts of the day lapse in the evening', async () => {
    await school.queue({ cause: 'a', template: 'praise', merge: { praise: 'ten days' } })
    await school.queue({ cause: 'b', template: 'first-day', to: school.neighbour })
    notify.mood = 'too-many'
    for (let minutes = 2; minutes < 11 * 60; minutes += 15) await round(minutes)
    expect((await states()).map(([state]) => state).sort()).toEqual(['by-hand', 'by-hand'])
    const other = await school.queue({ cause: 'c', to: school.uncle })
    expect(other.ok).toBe(true)
    await round(12 * 60)
    expect((await states()).map(([state]) => state).sort()).toEqual(['by-hand', 'lapsed', 'lapsed'])
    expect(notify.taken).toEqual([])
  })

  it('is not given a message to somebody who was barred after it was written', async () => {
    await school.queue({ cause: 'a' })
    await school.bar(school.amira, school.mother)
    expect(await round(2)).toBe(0)
    expect((await states()).map(([state]) => state)).toEqual(['withdrawn'])
    expect(notify.taken).toEqual([])
  })

  it.each<[NotifyMood, string]>([
    ['too-many', 'They rang'],
    ['takes-and-breaks', 'They rang (an earlier try may have reached the family)'],
  ])('when it is "%s", a message that is taken back between two tries is not tried again', async (mood, why) => {
    const queued = await school.queue({ cause: 'a' })
    notify.mood = mood
    await round(2)
    const taken = await server.database.inTenants([school.id], (tx) =>
      withdrawMessages(tx, { schoolId: school.id, causes: ['a'], why: 'They rang', now: MORNING, by: OFFICE }),
    )
    expect(taken).toBe(1)
    notify.mood = 'up'
    await round(20)
    expect(await states()).toEqual([['withdrawn', why]])
    // Other tests' schools have messages waiting as well.
    const ours = notify.taken.filter(({ reference }) => queued.ok && reference === queued.value.messageId)
    expect(ours).toHaveLength(mood === 'too-many' ? 0 : 1)
    expect((await school.queue({ cause: 'b' })).ok).toBe(mood === 'too-many')
  })

  it('is not used where it is not set up: a person sends the message', async () => {
    await school.queue({ cause: 'a' })
    const clock = { now: () => momentFromMilliseconds(Date.parse(MORNING) + 120_000) }
    await sendDue({ database: server.database, clock, senders: {} })
    expect(await states()).toEqual([['by-hand', 'no service is set up to send it, so a person does']])
  })
})

describe('our stand-in for GOV.UK Notify', () => {
  it('answers in the shapes that Notify’s own client is tested with', async ({ skip }) => {
    const folder = referenceData('notify/v2')
    if (folder === undefined) return skip('the published shapes are not here')
    await school.queue({ cause: 'a' })
    await school.queue({ cause: 'b', to: school.father })
    notify.mood = 'takes-and-breaks'
    await round(2)
    notify.mood = 'up'
    await round(10)
    await school.queue({ cause: 'c', template: 'still-no-reason' })
    await school.queue({ cause: 'd', to: school.father, about: [school.sami] })
    await round(12)
    const load = (file: string) => {
      const name = file === 'notification.json' ? 'GET_notification_response.json' : file
      return JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
    }
    const shapes = { sms: 'POST_notification_sms_response.json', email: 'POST_notification_email_response.json' }
    const faults = notify.answers.flatMap(({ method, path, body }) => {
      const kind = path.endsWith('/sms') ? 'sms' : 'email'
      return differences(load(method === 'GET' ? 'GET_notifications_response.json' : shapes[kind]), body, load)
    })
    expect(faults).toEqual([])
    expect(new Set(notify.answers.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(['GET /v2/notifications', 'POST /v2/notifications/sms', 'POST /v2/notifications/email']),
    )
  })
})

describe('power cuts', () => {
  /** The power goes while the message is being tried, and the service never has it. */
  const cutWhileTrying = async (mood: NotifyMood = 'gone') => {
    notify.mood = mood
    await round(2, { database: losingPower(server.database, 1) }).catch(() => undefined)
    notify.mood = 'up'
  }

  it('a text that was being tried is of no use in the middle of the next night, and lapses', async () => {
    await school.queue({ cause: 'a' })
    await cutWhileTrying()
    await round(18 * 60)
    expect(notify.taken).toEqual([])
    expect(await states()).toEqual([['lapsed', 'its day was over before it could be sent']])
  })

  it('one that keeps waits for the morning', async () => {
    await school.queue({ cause: 'a', template: 'praise', merge: { praise: 'ten days' } })
    await cutWhileTrying()
    await round(18 * 60)
    expect(notify.taken).toEqual([])
    await round(24 * 60)
    expect(notify.taken).toHaveLength(1)
    expect(await states()).toEqual([['sent', undefined]])
  })

  it('one to somebody barred meanwhile is taken back', async () => {
    await school.queue({ cause: 'a', to: school.uncle })
    await cutWhileTrying()
    await school.bar(school.amira, school.uncle)
    await round(10)
    expect(notify.taken).toEqual([])
    expect(await states()).toEqual([['withdrawn', expect.stringContaining('must not be told')]])
  })

  it('one that the service had taken is known to have gone, though the person is barred by now', async () => {
    await school.queue({ cause: 'a', to: school.uncle })
    await cutWhileTrying('takes-and-breaks')
    await school.bar(school.amira, school.uncle)
    await round(10)
    expect(notify.taken).toHaveLength(1)
    expect(await states()).toEqual([['sent', undefined]])
  })

  it('whatever the service does and whenever the power goes, no message is sent twice and none is lost', async () => {
    const moods: NotifyMood[] = ['up', 'gone', 'takes-and-breaks', 'fault', 'too-many']
    const step = fc.record({ mood: fc.constantFrom(...moods), cutAfter: fc.constantFrom(0, 1, 2, 3, 99) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        school = await startMessagingSchool(server)
        notify.taken.length = 0
        const merge = { praise: 'ten days' }
        for (const [cause, to] of [
          ['a', school.mother],
          ['b', school.uncle],
        ] as const)
          expect((await school.queue({ cause, to, template: 'praise', merge })).ok).toBe(true)
        let minutes = 2
        for (const { mood, cutAfter } of steps) {
          notify.mood = mood
          await round(minutes, { database: losingPower(server.database, cutAfter) }).catch(() => undefined)
          minutes += 65
        }
        notify.mood = 'up'
        await round(minutes)
        await round(minutes + 65)
        const references = notify.taken.map(({ reference }) => reference)
        expect(new Set(references).size).toBe(references.length)
        expect(references).toHaveLength(2)
        expect(await states()).toEqual([
          ['sent', undefined],
          ['sent', undefined],
        ])
      }),
      { numRuns: 12 },
    )
  })
})

/** A database that is gone after so many transactions: whatever was to be written down then is not. */
function losingPower(database: Database, after: number): Database {
  let left = after
  return {
    ...database,
    asSystem: (work) => database.asSystem(work),
    inTenants: async (tenants, work) => {
      if (left === 0) throw new Error('power cut')
      left -= 1
      return database.inTenants(tenants, work)
    },
  }
}
