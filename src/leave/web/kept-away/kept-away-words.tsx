import { shortDay } from '../../../kernel/day.ts'
import type { Session } from '../../../kernel/session.ts'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import type { KeptAwayState } from '../../contract.ts'
import { spanInShort } from '../leave-words.tsx'

const TONES: Readonly<Record<KeptAwayState, StatusTone>> = {
  running: 'now',
  'to come': 'waiting',
  over: 'done',
  ended: 'quiet',
}
const STATES: Readonly<Record<KeptAwayState, string>> = {
  running: 'Now',
  'to come': 'To come',
  over: 'Over',
  ended: 'Ended early',
}

export function KeptAwayStatePill({ state }: { readonly state: KeptAwayState }) {
  return <StatusPill tone={TONES[state]}>{STATES[state]}</StatusPill>
}

export function keptAwaySpan(from: Session, to: Session | null): string {
  return to === null ? `From ${shortDay(from.day)}, for good` : spanInShort({ from, to })
}

export function daysInWords(days: number): string {
  return days === 1 ? '1 school day' : `${days} school days`
}
