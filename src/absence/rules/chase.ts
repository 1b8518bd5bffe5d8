import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { ChaseAct } from './chase-acts.ts'
import { type LadderFacts, nextRung, type RungStanding, standOnLadder } from './ladder.ts'
import type { ReportBy, ReportState } from './report.ts'

/** What became of the mark of an absence that nobody could explain, where it is no N any more. */
export interface MarkNow {
  /** `absence`: it has a reason; `not-absent`: the child was there, or need not have been; `blank`: the N was taken back. */
  readonly means: 'absence' | 'not-absent' | 'blank'
  readonly at: Moment | null
  readonly by: ReportBy | null
}

/** What a report says of an absence. */
export interface ReportOfChase {
  readonly state: ReportState
  /** It speaks of today. */
  readonly ofToday: boolean
  /** It is an answer whose words give no plain reason: the search goes on until somebody has read it. */
  readonly unsure?: boolean
  /** The day on which the child is expected back; null where nobody knows. */
  readonly back: Day | null
}

/** Everything that one child's chase of a day follows from. */
export interface ChaseFacts extends Omit<LadderFacts, 'since'> {
  /** The first day of the absence without a reason that stands now; null where the marks of today call for no chase. */
  readonly since: Day | null
  /** Where an N of today has become something else: what. */
  readonly markNow: MarkNow | null
  readonly reports: readonly ReportOfChase[]
}

export type Chase =
  /** Nothing of today calls for one, and nothing was done. */
  | { readonly state: 'none' }
  | {
      readonly state: 'open'
      readonly since: Day
      readonly rungs: readonly RungStanding[]
      readonly next: RungStanding | null
      /** A day on which the child was expected back, and has passed or is today. */
      readonly expectedBack: Day | null
      /** The family has answered, and nobody has made sense of it yet. */
      readonly answerToRead: boolean
    }
  /** The family has said why; the office has not decided yet. */
  | { readonly state: 'reported'; readonly since: Day }
  /** The family has said when the child comes back: until then nobody rings. */
  | { readonly state: 'paused'; readonly since: Day; readonly until: Day }
  | {
      readonly state: 'ended'
      readonly how: 'reason' | 'seen and safe' | 'handed over' | 'withdrawn'
      readonly at: Moment | null
      readonly by: ReportBy | null
    }

/**
 * Where one child's chase stands today: what marks, reports and acts make of it, and nothing else. It is open as long as an N stands, and ends
 * in a reason, in somebody having seen the child, or in a hand-over. What ended it yesterday does not end it today: it begins anew each day.
 * A mark that is no N any more withdraws it, whatever was done.
 */
export function chaseOf(facts: ChaseFacts): Chase {
  const { since, markNow, acts, today } = facts
  if (since === null) {
    if (markNow !== null) return endedWithMark(markNow)
    return acts.some((act) => act.day === today)
      ? { state: 'ended', how: 'withdrawn', at: null, by: null }
      : { state: 'none' }
  }
  const ending = acts.findLast((act) => act.day === today && endsToday(act))
  if (ending !== undefined)
    return {
      state: 'ended',
      how: ending.kind === 'handed-over' ? 'handed over' : 'seen and safe',
      at: ending.at,
      by: ending.by,
    }
  const open = facts.reports.filter(({ state }) => state !== 'set aside')
  if (open.some(({ state, ofToday, unsure }) => state === 'waiting' && ofToday && unsure !== true))
    return { state: 'reported', since }
  const backs = expectedDays(facts, open)
  const until = backs.findLast((day) => day > today)
  if (until !== undefined) return { state: 'paused', since, until }
  const rungs = standOnLadder({ ...facts, since })
  const answerToRead = open.some(({ state, ofToday, unsure }) => state === 'waiting' && ofToday && unsure === true)
  return {
    state: 'open',
    since,
    rungs,
    next: nextRung(rungs) ?? null,
    expectedBack: backs.at(-1) ?? null,
    answerToRead,
  }
}

function endedWithMark({ means, at, by }: MarkNow): Chase {
  return { state: 'ended', how: means === 'absence' ? 'reason' : 'withdrawn', at, by }
}

/** Somebody saw the child and they were safe, or others look for them from here on. */
export function endsToday(act: ChaseAct): boolean {
  if (act.kind === 'visit') return act.outcome === 'seen-safe'
  return act.kind === 'safe' || act.kind === 'handed-over'
}

/** The days on which the family said that the child would be back, the earliest first. What was said last in a call stands over earlier calls. */
function expectedDays({ acts }: ChaseFacts, reports: readonly ReportOfChase[]): readonly Day[] {
  const said = acts.findLast((act) => act.kind === 'attempt' && act.returnDay !== null)
  const inCall = said?.kind === 'attempt' && said.returnDay !== null ? [said.returnDay] : []
  return [...inCall, ...reports.flatMap(({ back }) => (back === null ? [] : [back]))].sort()
}
