import type { Moment } from '../../kernel/time-of-day.ts'
import type { Channel } from './shapes.ts'

/** What can happen to a message. */
export const EVENT_KINDS = [
  'trying',
  'put-off',
  'handed-over',
  'delivered',
  'failed',
  'unsure',
  'to-hand',
  // A letter is in a PDF that somebody printed; or was left out of it, and why.
  'printed',
  'left-out',
  'sent-by-hand',
  'withdrawn',
  'merged',
  'lapsed',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export interface MessageEvent {
  readonly kind: EventKind
  readonly at: Moment
  readonly facts: Readonly<Record<string, unknown>>
  /** Null where no person did it. */
  readonly by: { readonly name: string; readonly position: string } | null
}

/**
 * Where a message stands: `waiting` to be sent; `by-hand` and `to-print` wait for a person; `unsure` may or may not have gone, and a person
 * is asked; `sent` was taken by the service or sent by hand; `delivered` arrived; `failed` did not; `withdrawn`, `merged` (into another) and
 * `lapsed` (its day was over) never went.
 */
export const MESSAGE_STATES = [
  'waiting',
  'by-hand',
  'to-print',
  'unsure',
  'sent',
  'delivered',
  'failed',
  'withdrawn',
  'merged',
  'lapsed',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

const BECOMES: Readonly<Record<EventKind, MessageState>> = {
  trying: 'waiting',
  'put-off': 'waiting',
  'handed-over': 'sent',
  delivered: 'delivered',
  failed: 'failed',
  unsure: 'unsure',
  'to-hand': 'by-hand',
  printed: 'to-print',
  'left-out': 'to-print',
  'sent-by-hand': 'sent',
  withdrawn: 'withdrawn',
  merged: 'merged',
  lapsed: 'lapsed',
}

/** Once one of these happened, a message cannot go back to waiting: services say things twice, and late. */
const ORDER: Readonly<Record<MessageState, number>> = {
  waiting: 0,
  'by-hand': 1,
  'to-print': 1,
  unsure: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
  withdrawn: 5,
  merged: 5,
  lapsed: 5,
}

/** Where a message stands after what happened to it, in the order it was noted. */
export function stateOf(channel: Channel, events: readonly Pick<MessageEvent, 'kind' | 'facts'>[]): MessageState {
  let state: MessageState = channel === 'letter' ? 'to-print' : 'waiting'
  for (const { kind, facts } of events) {
    const next = BECOMES[kind]
    // A person who was asked can say that it did not go: then it is to be tried again, or goes by hand.
    const back = (kind === 'put-off' || kind === 'to-hand') && facts.again === true
    if (back || ORDER[next] >= ORDER[state]) state = next
  }
  return state
}

/** The last print that a letter is in, and in which it was not left out since: that paper, and no other, can be said to be posted. */
export function printOf(events: readonly MessageEvent[]): MessageEvent | undefined {
  const last = events.at(-1)
  return last?.kind === 'printed' ? last : undefined
}

/** Whether nothing more happens to it by itself or by a person's doing. */
export function isOver(state: MessageState): boolean {
  return ORDER[state] >= ORDER.sent
}

/** Whether it went, or may have gone: what counts for "one message a day". */
export function mayHaveGone(state: MessageState): boolean {
  return state === 'sent' || state === 'delivered' || state === 'unsure'
}
