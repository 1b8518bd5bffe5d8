import type { Entry } from './journal.ts'

/** The key of an entry's facts that names the save it undoes. */
export const UNDOES = 'undoes'

/**
 * The entries that count for what stands: without saves that were undone, and without the undoing. A save is undone only while
 * nothing was built on it, so what stood before it stands again, with its own author, details and lock. Replaying the bytes of
 * all entries, undone ones too, gives the same marks.
 */
export function withoutUndone(entries: Iterable<Entry>): readonly Entry[] {
  const all = [...entries]
  const undone = new Set(all.filter(({ act }) => act === 'undone').map(({ facts }) => facts[UNDOES]))
  return undone.size === 0 ? all : all.filter(({ act, number }) => act !== 'undone' && !undone.has(number))
}
