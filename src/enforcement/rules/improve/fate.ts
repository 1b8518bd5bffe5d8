import { addDays, type Day, longDay, shortDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { DEEMED_RECEIPT } from '../../../law/notices/penalty-notices.ts'
import { workingDaysAfter } from '../../../law/notices/working-days.ts'
import type { Channel, MessageEvent, MessageState } from '../../../messaging/contract.ts'

export const FATES = ['waiting', 'by hand', 'to print', 'unsure', 'went', 'not gone'] as const

/** What became of the message with which a notice was sent. Read with its thread, and never kept there: messages know it. */
export interface Fate {
  /** `went` alone has reached anybody; `unsure`: a person is asked whether it went; `not gone`: it failed or was taken back. */
  readonly is: (typeof FATES)[number]
  readonly byPost: boolean
  /** To whom, as the message names them. */
  readonly to: string
  /** The day on which it left; null while it has not. */
  readonly left: Day | null
  /** Why it did not go, in words; empty for every other fate. */
  readonly why: string
}

export interface SentMessage {
  readonly channel: Channel
  readonly contactName: string
  readonly state: MessageState
  readonly events: readonly MessageEvent[]
}

const IS: Readonly<Record<MessageState, Fate['is']>> = {
  waiting: 'waiting',
  'by-hand': 'by hand',
  'to-print': 'to print',
  unsure: 'unsure',
  sent: 'went',
  delivered: 'went',
  failed: 'not gone',
  withdrawn: 'not gone',
  merged: 'not gone',
  lapsed: 'not gone',
}
const WHY: Partial<Readonly<Record<MessageState, string>>> = {
  failed: 'It did not arrive',
  withdrawn: 'It was taken back',
  lapsed: 'It was not sent in time',
}

/**
 * What became of a notice's message, and of every letter that took the place of one that failed. What went counts before what waits, and what
 * waits before what did not go; of several that went, the first.
 */
export function fateOf(messages: readonly SentMessage[]): Fate | undefined {
  const fates = messages.map(fateOfOne)
  const went = fates
    .filter(({ left }) => left !== null)
    .toSorted((one, other) => ((receivedBy(one) ?? '') < (receivedBy(other) ?? '') ? -1 : 1))
  return went[0] ?? fates.findLast(({ is }) => is !== 'not gone') ?? fates.at(-1)
}

function fateOfOne({ channel, contactName, state, events }: SentMessage): Fate {
  const is = IS[state]
  // One that failed and went another way was handed over twice: the last time is when it left.
  const leaving =
    events.findLast(({ kind }) => kind === 'handed-over' || kind === 'sent-by-hand') ??
    events.find(({ kind }) => kind === 'delivered')
  const said = is === 'not gone' ? events.at(-1)?.facts.why : undefined
  const why = typeof said === 'string' && said !== '' ? `: ${said}` : ''
  return {
    is,
    byPost: channel === 'letter',
    to: contactName,
    left: is === 'went' && leaving !== undefined ? schoolTime(leaving.at).day : null,
    why: is === 'not gone' ? `${WHY[state] ?? 'It did not go'}${why}` : '',
  }
}

/**
 * The day on which a notice that leaves on a day is taken to be received: by e-mail that day; by first-class post on the second working day after
 * (`DEEMED_RECEIPT`, not verified).
 */
export function receivedWhen(left: Day, byPost: boolean): Day {
  return byPost ? workingDaysAfter(left, DEEMED_RECEIPT.value) : left
}

/** The day on which the parent has it, or is taken to; null while it has not left. */
export function receivedBy({ left, byPost }: Fate): Day | null {
  return left === null ? null : receivedWhen(left, byPost)
}

/** The last day on which a notice can leave and be received before its first day. */
export function lastDayToLeave(first: Day, byPost: boolean): Day {
  let day = addDays(first, -1)
  while (receivedWhen(day, byPost) >= first) day = addDays(day, -1)
  return day
}

/** Why a notice does not leave on a day any more, and what to do; null where its parent has it, or is taken to, before its first day. */
export function tooLateToLeave(
  first: Day,
  { today, byPost }: { readonly today: Day; readonly byPost: boolean },
): string | null {
  if (today >= first)
    return `Its first day, ${longDay(first)}, is here or has passed: nobody is judged on weeks of which they were not told. ${BUILD_ANEW}`
  const received = receivedWhen(today, byPost)
  if (received < first) return null
  return `By post it is taken to be received on ${longDay(received)} at the earliest, and it begins on ${longDay(first)}: a parent must have it before. Give it by hand, and say so on the page of the notice. Or: ${BUILD_ANEW.charAt(0).toLowerCase()}${BUILD_ANEW.slice(1)}`
}

const BUILD_ANEW =
  'The head withdraws it on the page of the notice; then it is built anew with a later first day, and its words are kept.'

/** Where it is, in a few words: for whoever sees that it leaves. */
export function fateWords(fate: Fate): string {
  if (fate.left !== null) {
    const received = receivedWhen(fate.left, fate.byPost)
    return fate.byPost
      ? `posted on ${shortDay(fate.left)}, taken to be received on ${shortDay(received)} (not verified)`
      : `left on ${shortDay(fate.left)}`
  }
  const words: Readonly<Record<Fate['is'], string>> = {
    waiting: 'waits for the service that carries it',
    'by hand': 'waits in the outbox for a person to send it',
    'to print': 'waits in the outbox to be printed and posted',
    unsure: 'may have gone: the outbox asks whether it did',
    went: 'left',
    'not gone': `${fate.why.charAt(0).toLowerCase()}${fate.why.slice(1)}`,
  }
  return words[fate.is]
}
