import { type Day, longDay } from '../../../kernel/day.ts'
import { eventsOf, type ThreadEvent, type ThreadKind } from '../../contract/event.ts'
import { actionState, isActionEvent } from '../beyond/action-state.ts'
import { noticeState } from '../improve/notice-state.ts'

/** A thread about the child, as far as it may stand in the way of a penalty notice. */
export interface OtherThread {
  readonly kind: ThreadKind
  readonly contactId: string | null
  readonly events: readonly ThreadEvent[]
}

/** The last day of an education supervision order that is in force; null where there is none. */
export function orderUntil(threads: readonly OtherThread[], today: Day): Day | null {
  const days = threads.flatMap(({ kind, events }) => {
    if (kind !== 'education supervision order') return []
    const state = actionState(kind, events.filter(isActionEvent))
    return state?.stage === 'order' && state.until !== null && state.until >= today ? [state.until] : []
  })
  return days.toSorted().at(-1) ?? null
}

/**
 * What stands in the way of a penalty notice to one parent beside the questions: who was told in writing that they have until a day has until that
 * day, and what a notice to improve to them has brought is settled. Each parent has their own: a notice to the one stops none to the other (domain
 * reference §5.3). Null where nothing does.
 */
export function noticeInTheWay(
  threads: readonly OtherThread[],
  { considerationId, parent, today }: { considerationId: string; parent: string; today: Day },
): string | null {
  for (const thread of threads) {
    const goesOn = improveGoesOn(thread, { parent, today })
    if (goesOn !== null) return goesOn
    if (thread.kind !== 'notice to improve' || thread.contactId !== parent) continue
    const own = eventsOf(thread.events, 'improve-drafted').some(({ body }) => body.considerationId === considerationId)
    if (own && noticeState(thread.events, today)?.outcome === 'improved')
      return 'The notice to improve to this parent ended with “improved”: what it was about is settled. Begin anew if new sessions come.'
  }
  return null
}

/** Why a notice to improve to a parent has to come to its end before anything harder; null where none is on its way. */
export function improveGoesOn(
  { kind, contactId, events }: OtherThread,
  { parent, today }: { parent: string | null; today: Day },
): string | null {
  if (kind !== 'notice to improve' || (parent !== null && contactId !== parent)) return null
  const is = noticeState(events, today)
  if (is?.state === 'sent' || is?.state === 'running')
    return `A notice to improve tells ${parent === null ? 'a' : 'this'} parent that they have until ${longDay(is.told.last)}. End it first, with what came of it.`
  if (is?.state === 'waiting')
    return `A notice to improve to ${parent === null ? 'a' : 'this'} parent has not left. See that it does, or withdraw it first.`
  if (is?.state === 'late')
    return `A notice to improve to ${parent === null ? 'a' : 'this'} parent was not with them before its first day. Withdraw it first; choose its weeks anew or decide again.`
  return is?.state === 'over'
    ? `A notice to improve to ${parent === null ? 'a' : 'this'} parent is over. Say first what came of it.`
    : null
}

/**
 * What stands in the way of every penalty notice about a child: an education supervision order in force, whose directions take the place of the duty
 * that a penalty notice is about (domain reference §5.4), or a notice to improve to each of the parents. Null where one could follow.
 * @param parents the parents in law
 */
export function penaltyInTheWay(
  threads: readonly OtherThread[],
  { considerationId, parents, today }: { considerationId: string; parents: readonly string[]; today: Day },
): string | null {
  const until = orderUntil(threads, today)
  if (until !== null)
    return `An education supervision order is in force until ${longDay(until)}: speak with the supervising officer instead.`
  const stopped = parents.map((parent) => noticeInTheWay(threads, { considerationId, parent, today }))
  return stopped.every((one) => one !== null) ? (stopped[0] ?? null) : null
}
