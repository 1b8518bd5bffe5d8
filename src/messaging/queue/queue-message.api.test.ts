import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many } from '../../platform/database/database.ts'
import { type MessagingSchool, OFFICE, startMessagingSchool, TODAY } from '../../testing/messaging-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import * as contract from '../contract.ts'
import { contactFailures, messagesAbout, previewMessage, withdrawMessages } from '../index.ts'
import { keepEvent } from './store.ts'

let server: TestServer
let school: MessagingSchool

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  server.clock.moveTo(MORNING)
  school = await startMessagingSchool(server)
})
afterAll(() => server.close())

const known = (pupilIds = [school.amira, school.sami]) =>
  server.database.inTenants([school.id], (tx) =>
    messagesAbout(tx, { schoolId: school.id, pupilIds, from: TODAY, to: TODAY }),
  )
const codeOf = (outcome: Awaited<ReturnType<MessagingSchool['queue']>>) =>
  outcome.ok ? 'queued' : outcome.problem.code

describe('a message in the queue', () => {
  it('is worded for the child, goes to the mother’s mobile and waits a minute for one about a brother', async () => {
    const queued = await school.queue({ cause: 'a' })
    expect(queued).toMatchObject({ ok: true, value: { channel: 'text', language: 'en', repeated: false } })
    const [message] = await known()
    expect(message).toMatchObject({
      state: 'waiting',
      address: '+447700900123',
      contactName: 'Mrs Nadia Khan',
      notBefore: '2026-11-23T08:41:00.000Z',
      notAfter: '2026-11-23T20:00:00.000Z',
      byName: 'Sam Adeyemi',
    })
    expect(message?.body).toBe(
      'Elmfield Academy: we do not yet know why Amira missed registration today. Please reply to this message or ring 01632 960001.',
    )
    expect(message?.notes).toEqual(['In English: the family reads Polish, and nobody has checked its wording yet.'])
  })

  it('is not there when what caused it is rolled back', async () => {
    await expect(
      server.database.inTenants([school.id], async (tx) => {
        const { queueMessage } = await import('../index.ts')
        const asked = {
          schoolId: school.id,
          template: 'first-day',
          about: [school.amira],
          to: school.mother,
          cause: 'x',
        }
        const queued = await queueMessage(tx, { ...asked, now: server.clock.now(), by: OFFICE })
        expect(queued.ok).toBe(true)
        throw new Error('the cause failed')
      }),
    ).rejects.toThrow('the cause failed')
    expect(await known()).toEqual([])
  })

  it('is made once for one cause, however often it is asked for', async () => {
    const first = await school.queue({ cause: 'a' })
    const second = await school.queue({ cause: 'a' })
    expect(second).toMatchObject({ ok: true, value: { repeated: true } })
    expect(first.ok && second.ok && first.value.messageId === second.value.messageId).toBe(true)
    expect(await known()).toHaveLength(1)
  })

  it('is refused as the second of a day about the same child, and nothing of it stays', async () => {
    await school.queue({ cause: 'a' })
    expect(codeOf(await school.queue({ cause: 'b', template: 'praise', merge: { praise: 'ten days' } }))).toBe(
      'messaging.one-a-day',
    )
    expect(await known()).toHaveLength(1)
  })

  it('goes besides the first where it is about safety', async () => {
    await school.queue({ cause: 'a' })
    expect(codeOf(await school.queue({ cause: 'b', template: 'still-no-reason' }))).toBe('queued')
  })

  it('about a brother joins the one that waits, and asking again for the first finds the joined one', async () => {
    await school.queue({ cause: 'a' })
    const second = await school.queue({ now: '2026-11-23T08:40:30.000Z' as Moment, cause: 'b', about: [school.sami] })
    expect(second).toMatchObject({ ok: true, value: { about: [school.amira, school.sami] } })
    const states = (await known()).map(({ state, body, notBefore }) => [
      state,
      body.includes('Amira and Sami'),
      notBefore,
    ])
    expect(states).toEqual([
      ['merged', false, '2026-11-23T08:41:00.000Z'],
      ['waiting', true, '2026-11-23T08:41:00.000Z'],
    ])
    const again = await school.queue({ cause: 'a' })
    expect(again.ok && second.ok && again.value.messageId === second.value.messageId).toBe(true)
    expect(codeOf(await school.queue({ cause: 'c', about: [school.sami] }))).toBe('messaging.one-a-day')
  })

  it('asked for by two officers at the same moment is one', async () => {
    const both = await Promise.all([school.queue({ cause: 'a' }), school.queue({ cause: 'a' })])
    expect(both.map(codeOf)).toEqual(['queued', 'queued'])
    const rivals = await Promise.all([
      school.queue({ cause: 'p', to: school.uncle, template: 'praise', merge: { praise: 'one' } }),
      school.queue({ cause: 'q', to: school.uncle, template: 'praise', merge: { praise: 'two' } }),
    ])
    expect(rivals.map(codeOf).sort()).toEqual(['messaging.one-a-day', 'queued'])
    expect(await known()).toHaveLength(2)
  })
})

describe('who is sent nothing', () => {
  it.each([
    [
      'somebody who must not be told about the child',
      () => ({ to: school.uncle, about: [school.sami] }),
      'messaging.barred',
    ],
    [
      'somebody who must not be told about one of two children',
      () => ({ to: school.uncle, about: [school.amira, school.sami] }),
      'messaging.barred',
    ],
    [
      'a neighbour, where the letter is for those with responsibility',
      () => ({ to: school.neighbour, template: 'meeting' }),
      'messaging.no-responsibility',
    ],
    ['a stranger', () => ({ to: '5f1f0f5e-8a52-4a7e-9c39-0f7ad0a1c001' as never }), 'messaging.not-a-contact'],
    [
      'anybody, about a child of another school',
      () => ({ about: ['5f1f0f5e-8a52-4a7e-9c39-0f7ad0a1c002' as never] }),
      'messaging.not-on-roll',
    ],
    ['a father without a mobile, by text', () => ({ to: school.father, channel: 'text' as const }), 'messaging.no-way'],
    ['anybody, where the template lacks something', () => ({ template: 'praise' }), 'messaging.incomplete'],
  ])('%s', async (_who, asked, code) => {
    expect(codeOf(await school.queue({ cause: 'a', ...asked() }))).toBe(code)
    expect(await known()).toEqual([])
  })

  it('a message about one child does not join one about another child of whom the person must not be told', async () => {
    expect(codeOf(await school.queue({ cause: 'a', to: school.uncle }))).toBe('queued')
    expect(codeOf(await school.queue({ cause: 'b', to: school.uncle, about: [school.sami] }))).toBe('messaging.barred')
    expect((await known()).map(({ state }) => state)).toEqual(['waiting'])
  })
})

describe('quiet hours', () => {
  it('refuse in the evening what would be of no use tomorrow', async () => {
    expect(codeOf(await school.queue({ now: '2026-11-23T20:30:00.000Z' as Moment, cause: 'a' }))).toBe(
      'messaging.too-late',
    )
  })

  it('put praise off to the next morning that is no Saturday or Sunday', async () => {
    const queued = await school.queue({
      now: '2026-11-27T20:30:00.000Z' as Moment,
      cause: 'a',
      template: 'praise',
      merge: { praise: 'a whole week' },
    })
    expect(queued).toMatchObject({ ok: true, value: { notBefore: '2026-11-30T07:00:00.000Z' } })
  })

  it('do not hold back what is urgent and about safety', async () => {
    const queued = await school.queue({
      now: '2026-11-23T20:30:00.000Z' as Moment,
      cause: 'a',
      template: 'still-no-reason',
      urgent: true,
    })
    expect(queued).toMatchObject({ ok: true, value: { notBefore: '2026-11-23T20:30:00.000Z' } })
  })
})

describe('what became of it', () => {
  it('a withdrawn message does not go, and the day is free again', async () => {
    await school.queue({ cause: 'a' })
    const taken = await server.database.inTenants([school.id], (tx) =>
      withdrawMessages(tx, {
        schoolId: school.id,
        causes: ['a'],
        why: 'The mark was changed to present',
        now: server.clock.now(),
        by: OFFICE,
      }),
    )
    expect(taken).toBe(1)
    expect((await known()).map(({ state, events }) => [state, events.at(-1)?.facts])).toEqual([
      ['withdrawn', { why: 'The mark was changed to present' }],
    ])
    expect(codeOf(await school.queue({ cause: 'b' }))).toBe('queued')
  })

  const takeBack = (...causes: string[]) =>
    server.database.inTenants([school.id], (tx) =>
      withdrawMessages(tx, { schoolId: school.id, causes, why: 'They came', now: server.clock.now(), by: OFFICE }),
    )
  const waiting = async () => (await known()).filter(({ state }) => state === 'waiting')

  it.each([
    ['a', 'Sami'],
    ['b', 'Amira'],
  ])(
    'of a message about brother and sister only the one of cause “%s” is taken out, and one about %s goes',
    async (cause, left) => {
      await school.queue({ cause: 'a' })
      await school.queue({ cause: 'b', about: [school.sami] })
      const [joined] = await waiting()
      expect(joined?.pupilIds).toHaveLength(2)
      expect(await takeBack(cause)).toBe(1)
      const [rest, ...more] = await waiting()
      expect(more).toEqual([])
      expect(rest?.body).toContain(`why ${left} missed`)
      expect([rest?.notBefore, rest?.address]).toEqual([joined?.notBefore, joined?.address])
      // Asked for again it is the same; and the child who was taken out may be written about again today.
      expect(await school.queue({ cause: 'b', about: [school.sami] })).toMatchObject({ value: { repeated: true } })
      const out = left === 'Sami' ? school.amira : school.sami
      const back = left === 'Sami' ? school.sami : school.amira
      const praise = { template: 'praise', merge: { praise: 'ten days' } }
      expect(codeOf(await school.queue({ cause: 'c', about: [back], ...praise }))).toBe('messaging.one-a-day')
      expect(codeOf(await school.queue({ cause: 'd', about: [out], ...praise }))).toBe('queued')
    },
  )

  it('of a message about brother and sister nothing is left when both are taken out, one after the other', async () => {
    await school.queue({ cause: 'a' })
    await school.queue({ cause: 'b', about: [school.sami] })
    expect(await takeBack('a')).toBe(1)
    expect(await takeBack('a')).toBe(0)
    expect(await takeBack('b')).toBe(1)
    expect(await waiting()).toEqual([])
  })

  it('a number that does not work is passed over for the e-mail address, and is a fact about the contact', async () => {
    const queued = await school.queue({ cause: 'a', template: 'praise', merge: { praise: 'ten days' } })
    if (!queued.ok) throw new Error('not queued')
    await server.database.inTenants([school.id], (tx) =>
      keepEvent(tx, {
        schoolId: school.id,
        messageId: queued.value.messageId,
        kind: 'failed',
        at: server.clock.now(),
        facts: { addressAtFault: true },
      }),
    )
    const failures = await server.database.inTenants([school.id], (tx) =>
      contactFailures(tx, { schoolId: school.id, day: TODAY }),
    )
    expect(failures).toMatchObject([{ contactId: school.mother, channel: 'text', address: '+447700900123' }])
    expect([...(failures[0]?.pupilIds ?? [])].sort()).toEqual([school.amira, school.sami].sort())
    const next = await school.queue({ cause: 'b', about: [school.sami], template: 'praise', merge: { praise: 'more' } })
    expect(next).toMatchObject({ ok: true, value: { channel: 'email' } })
  })

  it('nothing that was written can be changed', async () => {
    await school.queue({ cause: 'a' })
    await expect(
      server.database.asSystem((tx) => many(tx, sql`update messaging.message set body = 'other'`)),
    ).rejects.toThrow()
  })
})

describe('a preview', () => {
  const preview = async (body: object) =>
    server.as(await school.person('attendance-officer'))(contract.previewMessage, {
      params: { schoolId: school.id },
      body: { template: 'below-95', about: [school.amira], to: school.mother, ...body },
    })

  it('shows the letter with real names, and says why to look again', async () => {
    const shown = (await preview({ channel: 'letter' })).json()
    expect(shown.body).toContain('Dear Mrs Khan')
    expect(shown.body).toContain('Amira missed')
    // As on paper: whoever looks at it signs it.
    expect(shown.body).toMatch(/Yours sincerely\n\n.+\n.+\n.+$/)
    expect(shown.notes).toEqual([
      expect.stringMatching(/^In English/),
      expect.stringMatching(/^Filled in with examples: the first day counted/),
    ])
    const ids = shown.findings.map((one: { id: string }) => one.id)
    expect(ids).toEqual(expect.arrayContaining(['no-address', 'separated-parents', 'bereavement']))
  })

  it('warns of a threat in a wording that nobody has saved yet', async () => {
    const texts = [
      { language: 'en', channel: 'email', subject: 'Attendance', body: 'You must come or be fined.', checkedBy: null },
    ]
    const shown = (await preview({ texts })).json()
    expect(shown.findings.filter((one: { id: string }) => one.id === 'tone')).toHaveLength(2)
  })

  it('is refused for somebody who must not be told', async () => {
    expect((await preview({ about: [school.sami], to: school.uncle })).json().code).toBe('messaging.barred')
  })

  it('shows the Polish wording with the real child, keeps nothing, and says that it is two texts long', async () => {
    const shown = await server.database.inTenants([school.id], (tx) =>
      previewMessage(tx, {
        schoolId: school.id,
        template: 'first-day',
        about: [school.sami],
        to: school.mother,
        language: 'pl',
        day: TODAY,
      }),
    )
    if (!shown.ok) throw new Error(shown.problem.message)
    expect(shown.value.body).toContain('Sami')
    expect(shown.value.language).toBe('pl')
    expect(shown.value.length?.parts).toBe(3)
    expect(await known()).toEqual([])
  })
})
