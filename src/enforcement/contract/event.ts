import type { z } from 'zod'
import type { FORMAL_STEPS } from '../../casework/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Fate } from '../rules/improve/fate.ts'
import { ACTION_EVENTS } from './events/action.ts'
import { NOTICE_EVENTS } from './events/notice.ts'
import { PACK_EVENTS } from './events/pack.ts'
import { PENALTY_EVENTS } from './events/penalty.ts'

/**
 * What a thread is: the questions before any formal step about one child, one formal step, or a notice about a child in a public place, which is
 * none (outside the national framework).
 */
export type ThreadKind = 'consideration' | 'public place notice' | (typeof FORMAL_STEPS)[number]

/** Every kind of event with the shape of its body. Kept for ever: a shape may gain optional fields and lose none. */
export const EVENTS = { ...NOTICE_EVENTS, ...PENALTY_EVENTS, ...ACTION_EVENTS, ...PACK_EVENTS } as const

export type EventKind = keyof typeof EVENTS
export type EventBody<K extends EventKind> = z.output<(typeof EVENTS)[K]['body']>

/** One thing that happened to a thread: what, on which day, and who wrote it down when, with the position they held then. */
export interface EventOf<K extends EventKind> {
  readonly number: number
  readonly kind: K
  readonly day: Day
  readonly body: EventBody<K>
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
  /** What became of the message by which something was sent; of an event that sent none, and of one whose message is not known, there is none. */
  readonly fate?: Fate
}
export type ThreadEvent = { readonly [K in EventKind]: EventOf<K> }[EventKind]

/** An event about to be written. */
export type NewEvent = {
  readonly [K in EventKind]: { readonly kind: K; readonly day: Day; readonly body: EventBody<K>; readonly key: string }
}[EventKind]

/** The events of one kind, in order. */
export function eventsOf<K extends EventKind>(events: readonly ThreadEvent[], kind: K): readonly EventOf<K>[] {
  return events.filter((event): event is ThreadEvent & EventOf<K> => event.kind === kind)
}

/** The last event of one kind. */
export function lastOf<K extends EventKind>(events: readonly ThreadEvent[], kind: K): EventOf<K> | undefined {
  return eventsOf(events, kind).at(-1)
}
