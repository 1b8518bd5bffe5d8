import { dayText, longDayText, timeText } from '../../ui/clock.tsx'
import type { StatusTone } from '../../ui/components/status-pill.tsx'
import type { Severity } from '../contract.ts'

/** What must be put right looks urgent; what is kept in view does not. */
export const TONES: Readonly<Record<Severity, StatusTone>> = {
  stop: 'problem',
  law: 'problem',
  conflict: 'waiting',
  note: 'quiet',
}

/** "Monday 23 November 2026, 08:40". */
export function momentInWords(at: string): string {
  return `${longDayText(`${dayText(at)}T12:00:00Z`)}, ${timeText(at)}`
}

export function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "Section 4.1", "Cover", "Appendix 2", "Day clock of Year 7". */
export function sectionName(section: string): string {
  return /^\d/.test(section) ? `Section ${section}` : `${section.charAt(0).toUpperCase()}${section.slice(1)}`
}
