import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Moment } from '../../kernel/time-of-day.ts'
import { run } from '../../platform/database/database.ts'
import { type MessagingSchool, startMessagingSchool, TODAY } from '../../testing/messaging-school.ts'
import { MORNING, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { contactFailures } from '../index.ts'
import { keepEvent } from './store.ts'

const NUMBER = '+447700900123'

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

/** What a year leaves behind: texts to 200 numbers, every seventh of which did not arrive. */
function textsOfTheYear(howMany: number): Promise<unknown> {
  return server.database.asSystem(async (tx) => {
    await run(
      tx,
      sql`insert into messaging.message (school_id, message_id, contact_id, contact_name, pupil_ids, cause, day, template_key,
          template_version, language, channel, address, subject, body, merge, notes, safety, urgent, not_before, at, by_id, by_name, by_position)
        select ${school.id}, gen_random_uuid(), ${school.mother}, 'A parent', array[${school.amira}]::uuid[], 'text ' || n, '2026-01-05',
          'first-day', 0, 'en', 'text', '+4477009' || (10000 + n % 200), '', 'Words', '{}', '[]', false, false, '2026-01-05', '2026-01-05',
          ${school.mother}, 'Sam', 'Officer' from generate_series(1, ${howMany}::int) n`,
    )
    await run(
      tx,
      sql`insert into messaging.event (school_id, message_id, kind, at, facts)
        select school_id, message_id, kind, '2026-01-05', case when kind = 'failed' then '{"addressAtFault": true}'::jsonb else '{}'::jsonb end
        from messaging.message,
          unnest(array['trying', 'handed-over', case when substr(cause, 6)::int % 7 = 0 then 'failed' else 'delivered' end]) kind
        where school_id = ${school.id}`,
    )
  })
}

describe('numbers that do not work', () => {
  it('are known at once, however many texts have gone', async () => {
    await textsOfTheYear(3000)
    const from = performance.now()
    expect(await school.queue({ cause: 'a' })).toMatchObject({ ok: true, value: { channel: 'text' } })
    await server.database.inTenants([school.id], (tx) => contactFailures(tx, { schoolId: school.id, day: TODAY }))
    // Some milliseconds; every failure compared with every arrival was minutes.
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it.each([
    ['failed', [{ kind: 'failed', facts: { addressAtFault: true } }], [NUMBER]],
    ['failed for a reason of the service’s', [{ kind: 'failed', facts: {} }], []],
    [
      'failed, and a later text arrived',
      [{ kind: 'failed', facts: { addressAtFault: true } }, { kind: 'delivered' }],
      [],
    ],
    [
      'arrived, and a later text failed',
      [{ kind: 'delivered' }, { kind: 'failed', facts: { addressAtFault: true } }],
      [NUMBER],
    ],
    [
      'failed, and a later one failed for a reason of the service’s',
      [
        { kind: 'failed', facts: { addressAtFault: true } },
        { kind: 'failed', facts: {} },
      ],
      [NUMBER],
    ],
  ] as const)('are those whose last text %s', async (_what, happened, numbers) => {
    const at = (n: number) => `2026-11-${10 + n}T09:00:00.000Z` as Moment
    const praise = { template: 'praise', merge: { praise: 'ten days' }, channel: 'text' } as const
    const queued = await Promise.all(
      happened.map((_, n) => school.queue({ cause: `text ${n}`, now: at(n), ...praise })),
    )
    for (const [n, event] of happened.entries()) {
      const message = queued[n]
      if (message?.ok !== true) throw new Error('not queued')
      const { messageId } = message.value
      await server.database.inTenants([school.id], (tx) =>
        keepEvent(tx, { schoolId: school.id, messageId, at: at(n), ...event }),
      )
    }
    const failures = await server.database.inTenants([school.id], (tx) =>
      contactFailures(tx, { schoolId: school.id, day: TODAY }),
    )
    expect(failures.map(({ address }) => address)).toEqual(numbers)
  })
})
