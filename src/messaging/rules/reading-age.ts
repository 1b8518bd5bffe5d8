import { syllable } from 'syllable'

/**
 * The age at which a child in England usually reads such a text with ease: the Flesch–Kincaid grade plus five, since a first-grader in the
 * United States is six (Kincaid, Fishburne, Rogers and Chissom, 1975). English only. The national average reading age of adults is
 * commonly given as 9 to 11; letters here aim at 11.
 */
export function readingAge(text: string): number | undefined {
  const sentences = text.split(/[.!?:\n]+/).filter((one) => /[a-z]/i.test(one))
  const words = text.match(/[a-z][a-z’'-]*/gi) ?? []
  // Of a few words the formula says nothing.
  if (words.length < FEWEST_WORDS || sentences.length === 0) return undefined
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
  return Math.round((grade + 5) * 10) / 10
}

const FEWEST_WORDS = 20

export const READING_AGE_AIM = 11

/** The longest words of a text, which make it hard to read: for whoever wants to make it easier. */
export function hardWords(text: string): readonly string[] {
  const words = [...new Set((text.match(/[a-z][a-z’'-]*/gi) ?? []).map((word) => word.toLowerCase()))]
  return words.filter((word) => syllable(word) >= 4).slice(0, 6)
}
