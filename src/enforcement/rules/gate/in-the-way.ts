import { type Day, longDay } from '../../../kernel/day.ts'
import { eventsOf, type ThreadEvent, type ThreadKind } from '../../contract/event.ts'
import { actionState, isActionEvent } from '../beyond/action-state.ts'
import { noticeState } from '../improve/notice-state.ts'

/** A thread about the child, as far as it may stand in the way of a penalty notice. */
export interface OtherThread {
  readonly kind: ThreadKind
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
 * What stands in the way of a penalty notice beside the questions: a parent who was told in writing that they have until a day has until that day;
 * what a notice to improve has brought is settled; and while an education supervision order runs, its directions take the place of the duty that a
 * penalty notice is about (domain reference §5.4). Null where nothing does.
 */
export function penaltyInTheWay(
  threads: readonly OtherThread[],
  { considerationId, today }: { considerationId: string; today: Day },
): string | null {
  const until = orderUntil(threads, today)
  if (until !== null)
    return `An education supervision order is in force until ${longDay(until)}: speak with the supervising officer instead.`
  for (const { kind, events } of threads) {
    if (kind !== 'notice to improve') continue
    const is = noticeState(events, today)
    if (is === undefined) continue
    const { state, told, outcome } = is
    if (state === 'sent' || state === 'running')
      return `A notice to improve tells a parent that they have until ${longDay(told.last)}. End it first, with what came of it.`
    if (state === 'over') return 'A notice to improve is over. Say first what came of it.'
    const own = eventsOf(events, 'improve-drafted').some(({ body }) => body.considerationId === considerationId)
    if (own && outcome === 'improved')
      return 'The notice to improve ended with “improved”: what it was about is settled. Begin anew if new sessions come.'
  }
  return null
}
