import { type Duty, dutyKey } from '../../../duties/contract.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { eventsOf, lastOf } from '../../contract/event.ts'
import { noticeState, wasInVain } from '../improve/notice-state.ts'
import type { DutyThread } from './gate-duties.ts'

/** What is known of a child beside the threads. */
export interface LyingFacts {
  /** Whether the child is on roll: of one who left, nothing can be begun any more. */
  readonly onRoll: boolean
  /** Whether a notice to improve can be built on a consideration now: nobody is sent to a gate that is shut. */
  readonly mayBuild: (consideration: DutyThread) => boolean
}

/** What a child’s threads leave lying: a notice that was decided on and never built, one that did not bring enough and nothing follows on it. */
export function leftLying(threads: readonly DutyThread[], known: LyingFacts): Duty[] {
  if (!known.onRoll) return []
  return [
    ...threads.flatMap((thread) => notBuilt(thread, threads, known)),
    ...threads.flatMap((one) => nothingFollows(one, threads)),
  ]
}

/** Our own choice: within how many days what is asked here is done. */
const WITHIN = { 'enforcement.build': 7, 'enforcement.follow': 14 } as const

function notBuilt(thread: DutyThread, threads: readonly DutyThread[], { mayBuild }: LyingFacts): Duty[] {
  const decided = lastOf(thread.events, 'decided')
  if (thread.kind !== 'consideration' || decided?.body.decision !== 'notice to improve') return []
  const built = threads.some(
    (one) => lastOf(one.events, 'improve-drafted')?.body.considerationId === thread.threadId && !isWithdrawnInVain(one),
  )
  return built || !mayBuild(thread) ? [] : [lying('enforcement.build', thread, decided.day)]
}

/** Let go, never with the parent in time, and taken back: what the head decided is still to be done, or to be decided anew. */
function isWithdrawnInVain({ events }: DutyThread): boolean {
  const ended = lastOf(events, 'improve-ended')
  const is = ended === undefined ? undefined : noticeState(events, ended.day)
  return is?.outcome === 'withdrawn' && wasInVain(is)
}

const ENOUGH = ['improved', 'withdrawn']

function nothingFollows(thread: DutyThread, threads: readonly DutyThread[]): Duty[] {
  const ended = lastOf(thread.events, 'improve-ended')
  if (thread.kind !== 'notice to improve' || ended === undefined || ENOUGH.includes(ended.body.outcome)) return []
  const follows = threads.some((other) => other.threadId !== thread.threadId && followsOn(thread, other, ended.at))
  return follows ? [] : [lying('enforcement.follow', thread, ended.day)]
}

/**
 * Whatever began since then about this parent, or about the child, follows on it: questions anew, another notice, what lies beyond. Each parent has
 * their own: what the other is told answers nothing here. Questions that go on, or that the head has answered since, are about the child too.
 */
function followsOn({ contactId }: DutyThread, other: DutyThread, ended: string): boolean {
  if (other.kind === 'consideration') {
    const decisions = eventsOf(other.events, 'decided')
    return decisions.length === 0 || decisions.some(({ at }) => at > ended)
  }
  // A child in a public place in a suspension is another matter.
  if (other.kind === 'public place notice') return false
  return (other.contactId === null || other.contactId === contactId) && (other.events[0]?.at ?? '') > ended
}

function lying(rule: keyof typeof WITHIN, of: { pupilId: PupilId; threadId: string }, day: Day): Duty {
  const { pupilId, threadId } = of
  const subject = { kind: 'pupil', id: pupilId } as const
  const build = rule === 'enforcement.build'
  const words = build ? 'The head decided on a notice to improve' : 'A notice to improve ended, and it was not enough'
  return {
    key: dutyKey(rule, subject, threadId),
    rule,
    subject,
    because: [{ day, half: null, code: null, words }],
    from: { day, time: null },
    due: { kind: 'by', day: addDays(day, WITHIN[rule]), time: null },
    actions: [
      build
        ? { label: 'Build the notice', to: '/considerations/$threadId', params: { threadId } }
        : { label: 'Open the notice', to: '/notices-to-improve/$threadId', params: { threadId } },
    ],
  }
}
