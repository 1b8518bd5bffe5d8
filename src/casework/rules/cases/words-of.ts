import type { Entry, EntryKind, EntryOf } from '../../contract/entry.ts'

/** How an entry is told in a case's timeline: what happened, and what was written about it. */
export interface EntryWords {
  readonly title: string
  readonly words: string
}

/** One function for each kind of a part; `all`: what the reader may see of the case, to say what an entry speaks of. A part writes its own in `rules/<part>/` and adds a line to `WORDS` of `entry-words.ts`. */
export type WordsOf<K extends EntryKind> = {
  readonly [Kind in K]: (entry: EntryOf<Kind>, all: readonly Entry[]) => EntryWords
}
