import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { StatusTone } from '../../ui/components/status-pill.tsx'
import type { getImport, ImportState, listRows, RowKind } from '../contract.ts'

export type ImportNow = Answer<typeof getImport>
export type Row = Answer<typeof listRows>['rows'][number]

const COUNT = new Intl.NumberFormat('en-GB')

/** "1 pupil", "1,204 pupils". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`
}

export const STATE_WORDS: Readonly<Record<ImportState, { readonly text: string; readonly tone: StatusTone }>> = {
  pending: { text: 'Waiting for files', tone: 'waiting' },
  reading: { text: 'Being read', tone: 'waiting' },
  questions: { text: 'Has questions', tone: 'now' },
  ready: { text: 'Ready to look at', tone: 'now' },
  committing: { text: 'Being committed', tone: 'waiting' },
  done: { text: 'Committed', tone: 'done' },
  failed: { text: 'Failed', tone: 'problem' },
  discarded: { text: 'Discarded', tone: 'quiet' },
}

export const KIND_WORDS: Readonly<Record<RowKind, { readonly text: string; readonly tone: StatusTone }>> = {
  new: { text: 'New', tone: 'now' },
  changed: { text: 'Changed', tone: 'changed' },
  unchanged: { text: 'Unchanged', tone: 'quiet' },
  leaving: { text: 'Not in the file', tone: 'waiting' },
  aside: { text: 'Passed over', tone: 'quiet' },
}

/** "23 Nov 2026, 08:40", on the school's wall. */
export function momentText(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `${shortDay(day)}, ${time}`
}

/** "1.2 MB", as a person would say how large a file is. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte')
  if (bytes < 1024 * 1024) return `${COUNT.format(Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
