import { type Day, longDay } from '../../kernel/day.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { MessageEvent, MessageState } from './message-state.ts'

const PROOF: Readonly<Record<string, string>> = {
  printed: 'Printed',
  'handed-over': 'Taken by the mail server or service',
  delivered: 'Delivered',
  'sent-by-hand': 'Posted or handed over',
  failed: 'Did not arrive',
  withdrawn: 'Taken back before it went',
  lapsed: 'Lapsed before it went',
}

const HAD_GONE = 'Had gone already, as was said'

interface Happened {
  readonly state: MessageState
  readonly at: Moment
  readonly events: readonly MessageEvent[]
}

/** What became of a message, a line for each thing that proves it: written, printed, posted by whom, taken by a service, come back. */
export function proofOf({ at, events }: Pick<Happened, 'at' | 'events'>): readonly string[] {
  return [`Written ${onDayAt(at)}`, ...events.flatMap(lineOf)]
}

function lineOf({ kind, at, by, facts }: MessageEvent): readonly string[] {
  const words = facts.cameBack === true ? 'Came back' : facts.hadGone === true ? HAD_GONE : PROOF[kind]
  if (words === undefined) return []
  const why = facts.cameBack === true && typeof facts.why === 'string' ? `: ${facts.why}` : ''
  return [`${words} ${onDayAt(at)}${by === null ? '' : `, ${by.name}`}${why}`]
}

function onDayAt(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `on ${longDay(day)} at ${time}`
}

const LEFT: readonly string[] = ['handed-over', 'sent-by-hand']

/**
 * The day on which a message went; undefined where it did not, failed or came back. One that failed and was then sent by a person was handed over
 * twice: the last time is when it went.
 */
export function sentOn({ state, events, at }: Happened): Day | undefined {
  if (state !== 'sent' && state !== 'delivered') return undefined
  const went = events.findLast(({ kind }) => LEFT.includes(kind)) ?? events.find(({ kind }) => kind === 'delivered')
  return schoolTime(went?.at ?? at).day
}
