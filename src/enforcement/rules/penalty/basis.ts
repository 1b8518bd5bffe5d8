import type { Day } from '../../../kernel/day.ts'
import type { Session } from '../../../kernel/session.ts'
import { type EventBody, lastOf, type ThreadEvent } from '../../contract/event.ts'
import { historyOf, type NoticeThread } from './facts-settled.ts'
import { type IssuedNotice, noticeRank } from './notice-rank.ts'
import { type PenaltyStage, penaltyFacts, penaltyState, requestOf } from './penalty-state.ts'

/** A thread of a notice or of what was asked before it. */
export interface BasisThread extends NoticeThread {
  readonly threadId: string
  readonly kind: string
}

export interface BasisFacts {
  readonly today: Day
  /** Every thread about the child. */
  readonly threads: readonly BasisThread[]
  /** Whether a session is one of unauthorised absence now; what cannot be read counts as it did. */
  readonly counts: (session: Session) => boolean
  /** How many sessions the national threshold asks for. */
  readonly amount: number
}

const OVER: readonly PenaltyStage[] = ['called off', 'withdrawn', 'elsewhere', 'mistaken']

/** The request that a notice rests on, where something still hangs on its reasons; undefined where nothing does. */
export function restsOn(
  { events }: Pick<BasisThread, 'events'>,
  today: Day,
): EventBody<'penalty-requested'> | undefined {
  const stage = penaltyState(penaltyFacts(events), today)?.stage
  return stage === undefined || OVER.includes(stage) ? undefined : requestOf(events)
}

/**
 * Why a notice that was asked for or issued should go no further: the safety of a child speaks against it, the head decided otherwise, the sessions
 * were recoded, or a notice that was entered since makes another of it. Null where its reasons stand, and for one about a public place, which has
 * no rank and no questions. What the authority did stays a fact: somebody has to call it off, or to ask for its withdrawal.
 */
export function basisLost(thread: BasisThread, facts: BasisFacts): string | null {
  const request = restsOn(thread, facts.today)
  if (request === undefined || request.kind !== 'absence') return null
  const { considerationId, sessions } = request
  const asked = facts.threads.find(({ threadId }) => threadId === considerationId)?.events
  return answersLost(asked) ?? sessionsLost(sessions, asked, facts) ?? rankLost(thread, facts)
}

function answersLost(asked: readonly ThreadEvent[] | undefined): string | null {
  if (asked === undefined) return null
  if (lastOf(asked, 'safeguarding-answered')?.body.answer === 'stop')
    return 'The designated safeguarding lead says that this must not go on.'
  const decision = lastOf(asked, 'decided')?.body.decision
  return decision === undefined || decision === 'penalty notice' ? null : `The head decided otherwise: ${decision}.`
}

function sessionsLost(
  sessions: readonly Session[],
  asked: readonly ThreadEvent[] | undefined,
  { counts, amount }: BasisFacts,
): string | null {
  const metOn = asked === undefined ? null : (lastOf(asked, 'decided')?.body.metOn ?? null)
  // Below the threshold nothing but the sessions themselves carries it: every one of them.
  const needed = metOn === null ? sessions.length : Math.min(amount, sessions.length)
  const still = sessions.filter(counts).length
  if (still >= needed) return null
  return `Sessions were recoded: ${still} of the ${sessions.length} still count, and ${needed} are needed.`
}

function rankLost(thread: BasisThread, { threads, today }: BasisFacts): string | null {
  const state = penaltyState(penaltyFacts(thread.events), today)
  if (state === undefined || state.issued === null || thread.contactId === null) return null
  const others = historyOf(
    threads.filter(({ threadId }) => threadId !== thread.threadId),
    today,
  )
  const day = state.issued
  const rankAfter = (known: readonly IssuedNotice[]) =>
    noticeRank(known, { parent: thread.contactId ?? '', pupil: thread.pupilId, day }).rank
  const then = rankAfter(others.filter(({ issued }) => issued < day))
  if (then === 'none left') return 'Two notices of the three years before it count: it is a third, and there is none.'
  if (state.rank === 'first' && then === 'second')
    return 'A notice before it counts: it was the second, and it was issued as a first.'
  if (state.rank === 'second' && rankAfter(others) === 'first')
    return 'No other notice counts any more: it was the first, and it was issued as a second, at the full amount alone.'
  return null
}
