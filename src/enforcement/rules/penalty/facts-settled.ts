import type { Day } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import type { IssuedNotice } from './notice-rank.ts'
import { penaltyFacts, penaltyState, requestOf } from './penalty-state.ts'

/** A thread of a notice, as far as rules read it. */
export interface NoticeThread {
  readonly pupilId: string
  readonly contactId: string | null
  readonly events: readonly ThreadEvent[]
}

/** The notices that were issued to parents of these threads, here and elsewhere, for `noticeRank`. */
export function historyOf(threads: readonly NoticeThread[], today: Day): readonly IssuedNotice[] {
  return threads.flatMap(({ pupilId, contactId, events }) => {
    const state = penaltyState(penaltyFacts(events), today)
    if (state === undefined || state.issued === null || contactId === null) return []
    const { kind, issued, withdrawn } = state
    return [{ kind, parent: contactId, pupil: pupilId, issued, withdrawn }]
  })
}

interface SessionOf {
  readonly day: Day
  readonly half: Half
}

/**
 * Sessions of a child that a notice to this parent rests on already, and what became of it. Those of a notice that was paid or withdrawn are
 * settled: no prosecution follows on the same facts. Those of a notice that is neither are under it.
 */
export function sessionsUnderNotice(
  threads: readonly NoticeThread[],
  { parent, today }: { parent: string; today: Day },
): readonly (SessionOf & { readonly settled: 'paid' | 'withdrawn' | null })[] {
  return threads
    .filter(({ contactId }) => contactId === parent)
    .flatMap(({ events }) => {
      const state = penaltyState(penaltyFacts(events), today)
      const request = requestOf(events)
      if (state === undefined || request === undefined || state.stage === 'called off') return []
      const settled = state.withdrawn
        ? 'withdrawn'
        : state.stage === 'paid21' || state.stage === 'paid28'
          ? 'paid'
          : null
      return request.sessions.map(({ day, half }) => ({ day, half, settled }))
    })
}

/** Which of these sessions a parent cannot be prosecuted for, because a notice about them was paid or withdrawn. */
export function settledSessions<S extends SessionOf>(
  sessions: readonly S[],
  threads: readonly NoticeThread[],
  of: { parent: string; today: Day },
): readonly S[] {
  const settled = new Set(
    sessionsUnderNotice(threads, of)
      .filter((one) => one.settled !== null)
      .map(({ day, half }) => `${day} ${half}`),
  )
  return sessions.filter(({ day, half }) => settled.has(`${day} ${half}`))
}

/**
 * Whether a notice that was withdrawn leaves nothing to ask this parent for again: it ought not to have been issued, or they were the wrong person. One
 * with an error in it may be issued anew, rightly.
 */
function staysSettled({ events }: NoticeThread): boolean {
  const because = lastOf(events, 'penalty-withdrawn')?.body.because
  return because !== undefined && because !== 'material error'
}

/**
 * A notice to this parent, not called off and not withdrawn for an error in it, that rests on one of these sessions: nobody pays twice for the same one. Where the
 * school’s authority lets sessions count again, one that rests on all of them.
 */
export function noticeOnSame<T extends NoticeThread>(
  threads: readonly T[],
  of: { parent: string; sessions: readonly SessionOf[]; today: Day; reuse: boolean; issuedAlone: boolean },
): T | undefined {
  const { parent, sessions, today, reuse, issuedAlone } = of
  return threads.find((thread) => {
    const state = penaltyState(penaltyFacts(thread.events), today)
    if (state === undefined || (issuedAlone && state.issued === null)) return false
    if (state.withdrawn && !staysSettled(thread)) return false
    const under = new Set(sessionsUnderNotice([thread], { parent, today }).map(({ day, half }) => `${day} ${half}`))
    const same = sessions.filter(({ day, half }) => under.has(`${day} ${half}`)).length
    return reuse ? same > 0 && same === sessions.length : same > 0
  })
}
