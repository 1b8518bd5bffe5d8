import type { Day } from '../../../kernel/day.ts'
import { type BodyOf, type Entry, type EntryOf, entriesOf } from '../../contract/entry.ts'

/** A barrier of a case. It is there because an entry recorded it, and open until an entry says that it has eased. */
export interface Barrier extends BodyOf<'barrier-recorded'> {
  readonly recorded: Day
  readonly by: Entry['by']
  readonly restricted: boolean
  /** Null while it stands in the way. */
  readonly eased: { readonly day: Day; readonly because: string; readonly by: Entry['by'] } | null
}

/** The barriers of a case, oldest first. What names one twice counts once: the first entry of each kind holds. */
export function barriersOf(entries: readonly Entry[]): readonly Barrier[] {
  const eased = new Map<string, EntryOf<'barrier-eased'>>()
  for (const one of entriesOf(entries, 'barrier-eased'))
    if (!eased.has(one.body.barrierId)) eased.set(one.body.barrierId, one)
  const found = new Map<string, Barrier>()
  for (const { body, day, by, restricted } of entriesOf(entries, 'barrier-recorded')) {
    if (found.has(body.barrierId)) continue
    const end = eased.get(body.barrierId)
    found.set(body.barrierId, {
      ...body,
      recorded: day,
      by,
      restricted,
      eased: end === undefined ? null : { day: end.day, because: end.body.because, by: end.by },
    })
  }
  return [...found.values()]
}

/** Those that stand in the way now. */
export function openBarriers(entries: readonly Entry[]): readonly Barrier[] {
  return barriersOf(entries).filter(({ eased }) => eased === null)
}
