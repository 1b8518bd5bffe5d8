import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { momentAt, timeOfDay } from '../../kernel/time-of-day.ts'
import { type EventKind, type MessageEvent, stateOf } from './message-state.ts'
import { sentOn } from './proof.ts'

const happened = (...events: readonly (readonly [EventKind, string])[]): MessageEvent[] =>
  events.map(([kind, on]) => ({
    kind,
    at: momentAt(day(`2026-12-${on}`), timeOfDay('09:00')),
    facts: kind === 'to-hand' ? { again: true } : {},
    by: null,
  }))

describe('the day on which a message went', () => {
  it.each<[string, MessageEvent[], string | undefined]>([
    ['is when the service took it', happened(['trying', '01'], ['handed-over', '02'], ['delivered', '03']), '02'],
    ['is when it arrived, where nothing else is known', happened(['trying', '01'], ['delivered', '03']), '03'],
    ['is when it was posted', happened(['printed', '01'], ['sent-by-hand', '04']), '04'],
    [
      'is when a person sent it, where it had failed before',
      happened(['handed-over', '01'], ['failed', '09'], ['to-hand', '09'], ['sent-by-hand', '10']),
      '10',
    ],
    ['is none where it came back', happened(['printed', '01'], ['sent-by-hand', '02'], ['failed', '09']), undefined],
    ['is none while it waits', happened(['trying', '01']), undefined],
  ])('%s', (_, events, went) => {
    const [first] = events
    if (first === undefined) throw new Error('nothing happened')
    const state = stateOf('email', events)
    expect(sentOn({ state, events, at: first.at })).toBe(went === undefined ? undefined : `2026-12-${went}`)
  })
})
