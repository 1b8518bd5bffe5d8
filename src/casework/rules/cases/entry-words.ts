import type { Entry, EntryKind } from '../../contract/entry.ts'
import { BARRIER_WORDS } from '../barriers/barrier-words.ts'
import { MEETING_WORDS } from '../meetings/meeting-words.ts'
import { PLAN_WORDS } from '../plans/plan-entry-words.ts'
import { SUPPORT_WORDS } from '../support/support-words.ts'
import { CORE_WORDS } from './core-words.ts'
import type { EntryWords, WordsOf } from './words-of.ts'

const WORDS: Partial<WordsOf<EntryKind>> = {
  ...CORE_WORDS,
  ...PLAN_WORDS,
  ...BARRIER_WORDS,
  ...SUPPORT_WORDS,
  ...MEETING_WORDS,
}

/** The kinds that have words of their own. */
export const KINDS_WITH_WORDS: readonly string[] = Object.keys(WORDS)

/**
 * The entry in words; a kind without words of its own is called by its name.
 * @param all the entries of the case that the reader may see: a signature is told with the name that its plan gives
 */
export function entryWords(entry: Entry, all: readonly Entry[] = []): EntryWords {
  // Each kind's function takes entries of that very kind: the one cast that says so.
  const told = WORDS[entry.kind] as ((one: Entry, all: readonly Entry[]) => EntryWords) | undefined
  return told?.(entry, all) ?? { title: entry.kind.replaceAll('-', ' '), words: '' }
}
