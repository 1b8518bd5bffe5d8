import type { PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../kernel/session.ts'
import type { Entry } from './journal.ts'

/** A pupil's year of bytes, and for each place the entry that last set it. */
export interface ReplayedStrip {
  readonly pupilId: PupilId
  readonly year: SchoolYear
  readonly marks: Uint8Array
  readonly setBy: Uint32Array
}

/** An entry that says a mark was something else than the entries before it left there. */
export interface BrokenLink {
  readonly number: number
  readonly pupilId: PupilId
  readonly year: SchoolYear
  readonly session: SessionIndex
  /** What the entry says stood there, what the journal had made it, and which entry had. */
  readonly says: number
  readonly stood: number
  readonly setBy: number
}

/** The strips that a journal makes, entry by entry in the order of their numbers. */
export interface Replay {
  readonly strips: ReadonlyMap<string, ReplayedStrip>
  readonly brokenLinks: readonly BrokenLink[]
  add(entry: Pick<Entry, 'number' | 'year' | 'marks'>): void
}

export function stripKey(pupilId: PupilId, year: SchoolYear): string {
  return `${pupilId} ${year}`
}

/**
 * Starts with no marks at all; `add` applies one entry. After the last, the strips equal `register.strip`; after those up to a
 * moment, they are the marks as they stood then.
 */
export function startReplay(): Replay {
  const strips = new Map<string, ReplayedStrip>()
  const brokenLinks: BrokenLink[] = []
  const stripOf = (pupilId: PupilId, year: SchoolYear) => {
    const key = stripKey(pupilId, year)
    const known = strips.get(key)
    if (known !== undefined) return known
    const strip = { pupilId, year, marks: new Uint8Array(STRIP_LENGTH), setBy: new Uint32Array(STRIP_LENGTH) }
    strips.set(key, strip)
    return strip
  }
  return {
    strips,
    brokenLinks,
    add(entry) {
      for (const { pupilId, session, from, to } of entry.marks) {
        const strip = stripOf(pupilId, entry.year)
        const stood = strip.marks[session] ?? 0
        const setBy = strip.setBy[session] ?? 0
        if (stood !== from)
          brokenLinks.push({ number: entry.number, pupilId, year: entry.year, session, says: from, stood, setBy })
        strip.marks[session] = to
        strip.setBy[session] = entry.number
      }
    },
  }
}

/** The strips after these entries. */
export function replay(entries: Iterable<Pick<Entry, 'number' | 'year' | 'marks'>>): Replay {
  const replayed = startReplay()
  for (const entry of entries) replayed.add(entry)
  return replayed
}
