import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { type MessageEvent, stateOf } from '../../../messaging/contract.ts'
import {
  fateOf,
  fateWords,
  lastDayToLeave,
  receivedBy,
  receivedWhen,
  type SentMessage,
  tooLateToLeave,
} from './fate.ts'

type Happened = readonly [MessageEvent['kind'], string, Record<string, unknown>?]

function message(channel: SentMessage['channel'], ...happened: readonly Happened[]): SentMessage {
  const events = happened.map(([kind, on, facts = {}]) => ({
    kind,
    at: `${on}T10:00:00.000Z` as Moment,
    facts,
    by: null,
  }))
  return { channel, contactName: 'Ms Hale', events, state: stateOf(channel, events) }
}
const went = ['handed-over', '2026-11-24'] as const
const bounced = ['failed', '2026-11-25', { why: 'no such mailbox' }] as const

describe('what became of a notice’s message', () => {
  it.each([
    ['waits for the service', [message('email')], 'waiting', null, 'waits for the service that carries it'],
    ['was handed over', [message('email', went)], 'went', '2026-11-24', 'left on 24 Nov 2026'],
    ['waits to be printed', [message('letter')], 'to print', null, 'waits in the outbox to be printed and posted'],
    [
      ...(['was posted: the second working day after', [message('letter', ['sent-by-hand', '2026-11-27'])]] as const),
      ...(['went', '2026-12-01', 'posted on 27 Nov 2026, taken to be received on 1 Dec 2026 (not verified)'] as const),
    ],
    ['came back', [message('email', went, bounced)], 'not gone', null, 'it did not arrive: no such mailbox'],
    ['was taken back', [message('letter', ['withdrawn', '2026-11-24'])], 'not gone', null, 'it was taken back'],
    [
      'may have gone',
      [message('email', ['unsure', '2026-11-24'])],
      'unsure',
      null,
      'may have gone: the outbox asks whether it did',
    ],
    [
      'failed, and a person sent it after all',
      [message('email', went, bounced, ['to-hand', '2026-11-26', { again: true }], ['sent-by-hand', '2026-11-27'])],
      ...(['went', '2026-11-27', 'left on 27 Nov 2026'] as const),
    ],
    [
      'failed, and waits as a letter in its place',
      [message('email', went, bounced), message('letter')],
      ...(['to print', null, 'waits in the outbox to be printed and posted'] as const),
    ],
  ] as const)('says that it %s', (_, messages, ...[is, received, words]) => {
    const fate = fateOf(messages)
    if (fate === undefined) throw new Error('there is a message')
    expect([fate.is, receivedBy(fate), fateWords(fate)]).toEqual([is, received, words])
  })

  it('is nothing where no message is known', () => {
    expect(fateOf([])).toBeUndefined()
  })

  it('leaves no more once it would be too late, and says what to do instead', () => {
    const on = (today: string, byPost: boolean) => tooLateToLeave(day('2026-11-30'), { today: day(today), byPost })
    expect([on('2026-11-25', true), on('2026-11-29', false)]).toEqual([null, null])
    expect(on('2026-11-26', true)).toMatch(/By post .* Monday 30 November 2026 at the earliest.* Give it by hand/)
    for (const [today, byPost] of [
      ['2026-11-30', false],
      ['2026-12-03', true],
    ] as const)
      expect(on(today, byPost)).toMatch(/first day, Monday 30 November 2026, is here or has passed.*a later first day/)
  })

  it('can leave on its last day to leave and is in time, and a day later is not', () => {
    const days = fc.integer({ min: 0, max: 800 }).map((later) => addDays(day('2026-09-01'), later))
    fc.assert(
      fc.property(days, fc.boolean(), (first, byPost) => {
        const last = lastDayToLeave(first, byPost)
        expect(receivedWhen(last, byPost) < first).toBe(true)
        expect(receivedWhen(addDays(last, 1), byPost) >= first).toBe(true)
      }),
    )
  })
})
