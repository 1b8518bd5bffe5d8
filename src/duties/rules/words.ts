import { longDay } from '../../kernel/day.ts'
import type { SourceKind } from '../contract/duty.ts'
import type { Clock, Due } from './clocks.ts'
import type { StandingDuty } from './standing.ts'

/** "by 09:15 on Monday 23 November 2026", "by the end of Monday 30 November 2026", or that the calendar ends before. */
export function dueInWords(due: Due): string {
  if (due.kind === 'by')
    return due.time === null ? `by the end of ${longDay(due.day)}` : `by ${due.time} on ${longDay(due.day)}`
  return due.knownUntil === null
    ? 'on a day that cannot be known: no calendar has been entered for this year'
    : `after ${longDay(due.knownUntil)}: the calendar of the year after has not been entered`
}

/** "5 school days", "1 month"; nothing counted is "the same day". */
export function clockInWords({ amount, unit }: Clock): string {
  if (amount === 0) return unit === 'minutes' ? 'at once' : 'the same day'
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`
}

const KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  regulation: 'regulation',
  guidance: 'guidance',
  policy: 'the school’s policy',
}

/** Where a duty comes from; a source that nobody has read is said to be so and never quoted as law. */
export function sourceInWords({ duty, rule }: Pick<StandingDuty, 'duty' | 'rule'>): string {
  const { source, verified } = duty.source ?? rule.source
  if (!verified) return `${source}; not verified`
  return source === '' ? KIND_WORDS[rule.sourceKind] : source
}
