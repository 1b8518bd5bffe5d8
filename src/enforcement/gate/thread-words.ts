import { type Day, shortDay } from '../../kernel/day.ts'
import { lastOf } from '../contract/event.ts'
import { actionState, isAction, isActionEvent, OVER_STAGES } from '../rules/beyond/action-state.ts'
import { ACTION_NAMES, STAGE_WORDS as ACTION_WORDS } from '../rules/beyond/action-words.ts'
import { noticeState } from '../rules/improve/notice-state.ts'
import { STAGE_WORDS } from '../rules/penalty/in-words.ts'
import { type PenaltyStage, penaltyFacts, penaltyState } from '../rules/penalty/penalty-state.ts'
import type { ThreadFile } from '../threads/store.ts'

const NOTICE_WORDS = {
  draft: 'Draft',
  waiting: 'Waiting to leave',
  late: 'Not with them in time: choose its weeks anew',
  sent: 'Sent, not begun',
  running: 'Running',
  over: 'Over: outcome to enter',
  ended: 'Ended',
} as const

/** Where a thread stands, in a few words without names. */
export function stateOfThread({ kind, events }: Pick<ThreadFile, 'kind' | 'events'>, today: Day): string {
  if (kind === 'consideration') {
    const decided = lastOf(events, 'decided')
    return decided === undefined ? 'Questions open' : `Decided: ${decided.body.decision}`
  }
  if (kind === 'notice to improve') {
    const state = noticeState(events, today)
    if (state === undefined) return ''
    return state.outcome === null ? NOTICE_WORDS[state.state] : `Ended: ${state.outcome}`
  }
  if (isAction(kind)) {
    const stage = actionState(kind, events.filter(isActionEvent))?.stage
    return stage === undefined ? '' : ACTION_WORDS[stage]
  }
  const stage = penaltyState(penaltyFacts(events), today)?.stage
  return stage === undefined ? '' : STAGE_WORDS[stage]
}

const OVER: readonly PenaltyStage[] = [
  'called off',
  'paid21',
  'paid28',
  'prosecuted',
  'withdrawn',
  'elsewhere',
  'mistaken',
]

/** Whether something is still to come of a thread: somebody has to answer, wait, pay or decide. */
export function goesOnStill({ kind, events }: Pick<ThreadFile, 'kind' | 'events'>, today: Day): boolean {
  if (kind === 'consideration') return lastOf(events, 'decided') === undefined
  if (kind === 'notice to improve') return noticeState(events, today)?.state !== 'ended'
  if (isAction(kind)) return !OVER_STAGES.includes(actionState(kind, events.filter(isActionEvent))?.stage ?? 'ended')
  const stage = penaltyState(penaltyFacts(events), today)?.stage
  return stage !== undefined && !OVER.includes(stage)
}

/** The formal steps about one child that go on, a line for each, without names; the questions before them are told apart. */
export function stepsGoingOn(threads: readonly Pick<ThreadFile, 'kind' | 'events'>[], today: Day): string[] {
  return threads
    .filter(({ kind }) => kind !== 'consideration')
    .filter((thread) => goesOnStill(thread, today))
    .map((thread) => {
      const { kind, events } = thread
      const state = kind === 'notice to improve' ? noticeState(events, today) : undefined
      if (state?.state === 'running') return `Notice to improve, until ${shortDay(state.told.last)}`
      const name = isAction(kind) ? ACTION_NAMES[kind] : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
      const words = stateOfThread(thread, today)
      return `${name}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
    })
}
