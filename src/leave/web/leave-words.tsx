import { longDay, shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import type { Session } from '../../kernel/session.ts'
import { StatusPill, type StatusTone } from '../../ui/components/status-pill.tsx'
import type { Channel, LeaveRequest, RequestState, readLeave } from '../contract.ts'

export type ReadLeave = Answer<typeof readLeave>

const TONES: Readonly<Record<RequestState, StatusTone>> = {
  waiting: 'now',
  'waiting for the family': 'waiting',
  granted: 'done',
  refused: 'quiet',
  withdrawn: 'quiet',
}

const STATES: Readonly<Record<RequestState, string>> = {
  waiting: 'To be decided',
  'waiting for the family': 'Family asked',
  granted: 'Granted',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
}

export function LeaveState({ state }: { readonly state: RequestState }) {
  return <StatusPill tone={TONES[state]}>{STATES[state]}</StatusPill>
}

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  form: 'On the paper form',
  email: 'By e-mail',
  letter: 'By letter',
  phone: 'By telephone',
  'in-person': 'In person',
  portal: 'On the family’s page',
}

interface Span {
  readonly from: Session
  readonly to: Session
}

/** "Monday 7 December 2026", "Monday 7 December 2026, morning, to Wednesday 9 December 2026". */
export function spanInWords({ from, to }: Span, dayInWords = longDay): string {
  if (from.day === to.day) {
    const half = from.half === to.half ? (from.half === 'AM' ? ', morning' : ', afternoon') : ''
    return `${dayInWords(from.day)}${half}`
  }
  const first = `${dayInWords(from.day)}${from.half === 'PM' ? ', afternoon,' : ''}`
  return `${first} to ${dayInWords(to.day)}${to.half === 'AM' ? ', morning' : ''}`
}

/** As `spanInWords`, short enough for a column. */
export function spanInShort(span: Span): string {
  return spanInWords(span, shortDay)
}

export function sessionsInWords(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`
}

/** "14 days ahead"; what it says where it came when the absence had begun. */
export function aheadInWords({ daysAhead }: Pick<LeaveRequest, 'daysAhead'>): string {
  if (daysAhead < 0) return 'after it began'
  if (daysAhead === 0) return 'on its first day'
  return daysAhead === 1 ? '1 day ahead' : `${daysAhead} days ahead`
}
