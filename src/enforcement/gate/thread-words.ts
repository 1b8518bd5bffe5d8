import type { Day } from '../../kernel/day.ts'
import { EVENTS, lastOf } from '../contract/event.ts'
import { noticeState } from '../rules/improve/notice-state.ts'
import type { ThreadFile } from '../threads/store.ts'

const NOTICE_WORDS = {
  draft: 'Draft',
  sent: 'Sent, not begun',
  running: 'Running',
  over: 'Over: outcome to enter',
  ended: 'Ended',
} as const

/** Where a thread stands, in a few words without names. */
export function stateOfThread({ kind, events }: ThreadFile, today: Day): string {
  if (kind === 'consideration') {
    const decided = lastOf(events, 'decided')
    return decided === undefined ? 'Questions open' : `Decided: ${decided.body.decision}`
  }
  if (kind === 'notice to improve') {
    const state = noticeState(events, today)
    if (state === undefined) return ''
    return state.outcome === null ? NOTICE_WORDS[state.state] : `Ended: ${state.outcome}`
  }
  return events.map((event) => EVENTS[event.kind].step).findLast((step) => step !== null) ?? ''
}
