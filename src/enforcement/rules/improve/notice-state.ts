import { addDays, type Day, daysBetween } from '../../../kernel/day.ts'
import { type EventBody, type EventKind, type EventOf, lastOf, type ThreadEvent } from '../../contract/event.ts'
import { type Fate, receivedBy } from './fate.ts'

export const NOTICE_STATES = ['draft', 'waiting', 'sent', 'late', 'running', 'over', 'ended'] as const
export type NoticeStateName = (typeof NOTICE_STATES)[number]

type NoticeEvent = Extract<EventKind, `improve-${string}`>
export type NoticeOutcome = EventBody<'improve-ended'>['outcome']

/** One row of the table of states: what it means, and what may happen in it. Everything about the states of a notice is here. */
export interface NoticeStateRow {
  readonly state: NoticeStateName
  readonly means: string
  /** The last event that leads here, and the days on which it holds. */
  readonly follows: string
  readonly may: readonly NoticeEvent[]
  readonly outcomes: readonly NoticeOutcome[]
}

export const NOTICE_TABLE: readonly NoticeStateRow[] = [
  {
    state: 'draft',
    means: 'Built and not sent: nobody outside the school knows of it.',
    follows: 'improve-drafted',
    may: ['improve-drafted', 'improve-sent', 'improve-ended'],
    outcomes: ['withdrawn'],
  },
  {
    state: 'waiting',
    means: 'The head let it go and its message has not left, failed or was taken back: the parent does not have it.',
    follows: 'improve-sent as a message that has not gone, before the first day',
    may: ['improve-sent', 'improve-ended'],
    outcomes: ['withdrawn'],
  },
  {
    state: 'sent',
    means: 'The parent has it, or it is on its way and comes in time; its first day is still to come.',
    follows: 'improve-sent, given by hand or received before the first day',
    may: ['improve-ended'],
    outcomes: ['withdrawn'],
  },
  {
    state: 'late',
    means:
      'The parent did not have it before its first day: nobody is judged on its weeks. It is withdrawn and built anew.',
    follows: 'improve-sent as a message that has not gone by the first day, or is received on it or later',
    may: ['improve-ended'],
    outcomes: ['withdrawn'],
  },
  {
    state: 'running',
    means: 'Between its first and its last day, both included.',
    follows: 'improve-sent and received, from the first day to the last',
    may: ['improve-reviewed', 'improve-ended'],
    outcomes: ['withdrawn', 'early penalty notice'],
  },
  {
    state: 'over',
    means: 'The last day has passed and nobody has said what came of it.',
    follows: 'improve-sent and received, after the last day',
    may: ['improve-reviewed', 'improve-ended'],
    outcomes: ['improved', 'not improved', 'withdrawn'],
  },
  {
    state: 'ended',
    means: 'Somebody said what came of it. Nothing more happens to it.',
    follows: 'improve-ended',
    may: [],
    outcomes: [],
  },
]

export interface NoticeState {
  readonly state: NoticeStateName
  /** What was told to the parent; of a draft, what would be. */
  readonly told: EventBody<'improve-drafted'>
  /** The day on which the head let it go. */
  readonly sentOn: Day | null
  /** What became of its message; undefined where it was given by hand, or is a draft. */
  readonly fate: Fate | undefined
  /** The day on which the parent has it, or is taken to; null while it has not left. */
  readonly received: Day | null
  /** The day from which it is to be looked at halfway. */
  readonly halfway: Day
  /** Whether it was looked at on that day or later. */
  readonly reviewed: boolean
  readonly outcome: NoticeOutcome | null
}

/** Where a notice to improve stands on a day; undefined where nothing was ever drafted: such a thread is none. */
export function noticeState(events: readonly ThreadEvent[], today: Day): NoticeState | undefined {
  const sent = lastOf(events, 'improve-sent')
  // What was drafted after it was sent would not be what the parent has: nothing lets it in, and it would change nothing.
  const told = lastOf(sent === undefined ? events : events.slice(0, events.indexOf(sent)), 'improve-drafted')?.body
  if (told === undefined) return undefined
  const ended = lastOf(events, 'improve-ended')
  // What was drafted before the day was kept with it: the middle of all days.
  const halfway = told.halfway ?? addDays(told.first, Math.floor(daysBetween(told.first, told.last) / 2))
  const reviewed = events.some((event) => event.kind === 'improve-reviewed' && event.day >= halfway)
  return {
    state: nameOf({ sent, ended, told, today }),
    told,
    sentOn: sent?.day ?? null,
    fate: sent?.fate,
    received: receivedOn(sent),
    halfway,
    reviewed,
    outcome: ended?.body.outcome ?? null,
  }
}

function nameOf(of: {
  sent: EventOf<'improve-sent'> | undefined
  ended: EventOf<'improve-ended'> | undefined
  told: EventBody<'improve-drafted'>
  today: Day
}): NoticeStateName {
  const { sent, ended, told, today } = of
  if (ended !== undefined) return 'ended'
  if (sent === undefined) return 'draft'
  const received = receivedOn(sent)
  // Given by hand, it was before its first day: nothing else is let in.
  const inTime = sent.body.way !== 'message' || (received !== null && received < told.first)
  if (today < told.first) return received === null ? 'waiting' : inTime ? 'sent' : 'late'
  if (!inTime) return 'late'
  return today <= told.last ? 'running' : 'over'
}

/** A message is received when it is, whatever was hoped when it was put in the outbox. */
function receivedOn(sent: EventOf<'improve-sent'> | undefined): Day | null {
  if (sent === undefined) return null
  if (sent.body.way !== 'message') return sent.day
  return sent.fate === undefined ? null : receivedBy(sent.fate)
}

/** Whether the head let a notice go and no parent ever had it in time: what was decided has not been done. */
export function wasInVain({ sentOn, fate, received, told }: NoticeState): boolean {
  return sentOn !== null && (received === null || (fate !== undefined && received >= told.first))
}

/** Whether an event may follow where a notice stands, by the table; and an end with this outcome. */
export function noticeMayFollow(
  state: NoticeStateName | undefined,
  kind: NoticeEvent,
  outcome?: NoticeOutcome,
): boolean {
  if (state === undefined) return kind === 'improve-drafted'
  const row = NOTICE_TABLE.find((one) => one.state === state)
  if (row?.may.includes(kind) !== true) return false
  return outcome === undefined || row.outcomes.includes(outcome)
}
