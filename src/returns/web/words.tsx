import { longDay } from '../../kernel/day.ts'
import { REGULATIONS_2024 } from '../../law/citation.ts'
import { StatusPill, type StatusTone } from '../../ui/components/status-pill.tsx'
import type { DiaryLine, Way } from '../contract.ts'

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  portal: 'The authority’s portal',
  'secure-email': 'Secure e-mail',
  post: 'Post',
  phone: 'Telephone',
}

const STATES: Readonly<Record<DiaryLine['state'], readonly [StatusTone, string]>> = {
  'to prepare': ['now', 'To prepare'],
  draft: ['now', 'Draft'],
  exported: ['waiting', 'Exported, not sent'],
  sent: ['done', 'Sent'],
  receipted: ['done', 'Receipted'],
  withdrawn: ['quiet', 'Withdrawn'],
  'done otherwise': ['done', 'Written down as done'],
}

/** Where a return stands. Overdue and changed come before everything else. */
export function ReturnState({ line }: { readonly line: Pick<DiaryLine, 'state' | 'overdue' | 'changed'> }) {
  if (line.changed !== null) return <StatusPill tone="problem">To correct</StatusPill>
  const [tone, word] = STATES[line.state]
  return line.overdue ? <StatusPill tone="problem">Overdue</StatusPill> : <StatusPill tone={tone}>{word}</StatusPill>
}

/** Whether there is still something to do. */
export function isOpen({ state, changed }: Pick<DiaryLine, 'state' | 'changed'>): boolean {
  return changed !== null || state === 'to prepare' || state === 'draft' || state === 'exported'
}

export function dueInWords({ due, sentOn }: Pick<DiaryLine, 'due' | 'sentOn'>): string {
  if (sentOn !== null) return `Sent on ${longDay(sentOn)}`
  return due === null ? 'Promptly: no day is named' : longDay(due)
}

export function sourceInWords({ source }: Pick<DiaryLine, 'source'>): string {
  if (source === null) return 'What asked for it is no longer there'
  return `${shortSource(source.source)}${source.verified ? '' : '; not verified'}`
}

/** The name of the instrument is long, and stands on every line. */
export function shortSource(source: string): string {
  return source.replace(REGULATIONS_2024, 'SI 2024/208')
}

/** "Monday 23 November 2026" is too long for a choice of months: "November 2026". */
export function monthName(month: string): string {
  return longDay(`${month}-01` as Parameters<typeof longDay>[0])
    .split(' ')
    .slice(2)
    .join(' ')
}

/** The months around one, from three before to three after. */
export function monthsAround(month: string): readonly string[] {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
  return Array.from({ length: 10 }, (_, n) => at - 5 + n).map(
    (one) => `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`,
  )
}
