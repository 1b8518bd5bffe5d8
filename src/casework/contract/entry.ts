import type { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { BARRIER_ENTRIES } from './entries/barriers.ts'
import { CORE_ENTRIES } from './entries/core.ts'
import { FORMAL_ENTRIES } from './entries/formal.ts'
import { MEETING_ENTRIES } from './entries/meetings.ts'
import { PLAN_ENTRIES } from './entries/plans.ts'
import { SUPPORT_ENTRIES } from './entries/support.ts'

/** Every kind of entry with the shape of its body. Kept for ever: a shape may gain optional fields and lose none. */
export const ENTRY_BODIES = {
  ...CORE_ENTRIES,
  ...BARRIER_ENTRIES,
  ...SUPPORT_ENTRIES,
  ...PLAN_ENTRIES,
  ...MEETING_ENTRIES,
  ...FORMAL_ENTRIES,
} as const

export type EntryKind = keyof typeof ENTRY_BODIES
export type BodyOf<K extends EntryKind> = z.output<(typeof ENTRY_BODIES)[K]>

/** One thing that happened in a case: what, on which day, and who wrote it down when, with the position they held then. */
export interface EntryOf<K extends EntryKind> {
  readonly number: number
  readonly kind: K
  readonly day: Day
  readonly body: BodyOf<K>
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
  /** Read by those alone who look after safety (`casework.restricted`). */
  readonly restricted: boolean
}
export type Entry = { readonly [K in EntryKind]: EntryOf<K> }[EntryKind]

/** An entry about to be written. */
export type NewEntry = {
  readonly [K in EntryKind]: { readonly kind: K; readonly day: Day; readonly body: BodyOf<K>; readonly key: string }
}[EntryKind]

/** The entries of one kind, in order. */
export function entriesOf<K extends EntryKind>(entries: readonly Entry[], kind: K): readonly EntryOf<K>[] {
  return entries.filter((entry): entry is Entry & EntryOf<K> => entry.kind === kind)
}
