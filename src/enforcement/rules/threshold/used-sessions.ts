import { type EventOf, eventsOf, lastOf, type ThreadEvent } from '../../contract/event.ts'
import { sessionKey } from './marks-of-strip.ts'

/** A penalty notice's thread as far as it says which sessions are used up. */
export interface UsingThread {
  readonly kind: string
  readonly events: readonly ThreadEvent[]
}

/**
 * The sessions for which a penalty notice was asked for and not called off or withdrawn, as `sessionKey` names them: they count towards no other
 * [unverified: the national framework was not seen to say]. Notices to both parents for the same sessions rest on the same consideration.
 * @param except this consideration’s own notices
 */
export function usedSessions(threads: readonly UsingThread[], except?: string): ReadonlySet<string> {
  return new Set(
    threads
      .filter(({ kind }) => kind === 'penalty notice')
      .filter(({ events }) => !events.some(({ kind }) => kind === 'penalty-called-off' || kind === 'penalty-withdrawn'))
      .flatMap(({ events }) => events)
      .filter((event): event is EventOf<'penalty-requested'> => event.kind === 'penalty-requested')
      .filter(({ body }) => except === undefined || body.considerationId !== except)
      .flatMap(({ body }) => body.sessions.map(sessionKey)),
  )
}

/**
 * The sessions that a head has decided on: only others can ask for a consideration anew. Whoever begins one that follows on a notice to improve is
 * about the same sessions again.
 */
export function decidedSessions(threads: readonly UsingThread[]): ReadonlySet<string> {
  return new Set(
    threads
      .filter(({ kind }) => kind === 'consideration')
      .flatMap(({ events }) => eventsOf(events, 'decided'))
      .flatMap(({ body }) => [...body.sessions, ...(body.also ?? [])].map(sessionKey)),
  )
}

/**
 * The sessions that count for one consideration no more: those that other notices have used, and those that were decided on before it, but where it
 * follows on a notice to improve.
 * @param threads every thread about the child, in the order in which they began
 * @param reuse whether sessions of one notice may count towards another where the school is
 */
export function spentBefore(
  threads: readonly (UsingThread & { readonly threadId: string })[],
  threadId: string,
  reuse: boolean,
): ReadonlySet<string> {
  const place = threads.findIndex((one) => one.threadId === threadId)
  const follows = lastOf(threads[place]?.events ?? [], 'considered')?.body.noticeId !== undefined
  return new Set([
    ...(reuse ? [] : usedSessions(threads, threadId)),
    ...(follows ? [] : decidedSessions(threads.slice(0, Math.max(0, place)))),
  ])
}
