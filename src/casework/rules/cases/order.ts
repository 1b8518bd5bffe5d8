import type { Entry } from '../../contract/entry.ts'

/**
 * Open and restricted entries of a case together. Each keeps the order in which it was written, whatever the clock said then; only where a
 * restricted one stands among the open ones is a matter of moments.
 */
export function mergedByMoment(open: readonly Entry[], restricted: readonly Entry[]): readonly Entry[] {
  const merged: Entry[] = []
  let next = 0
  for (const entry of open) {
    for (let one = restricted[next]; one !== undefined && one.at < entry.at; one = restricted[next]) {
      merged.push(one)
      next += 1
    }
    merged.push(entry)
  }
  return [...merged, ...restricted.slice(next)]
}
