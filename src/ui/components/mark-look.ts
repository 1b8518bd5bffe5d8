import type { PhysicalMeaning, StatisticalClass } from '../../law/code-meaning.ts'

/**
 * How a mark is drawn. Each differs from the others by its sign or its edge as well as by its colour:
 * `present` ✓, `late` clock, `elsewhere` arrow out, `authorised` ✕ with an amber edge, `unauthorised` ✕ with a red frame,
 * `late-in` clock with a red frame (came after the register closed), `not-expected` hatched, `missing` dashed.
 */
export type MarkLook =
  | 'present'
  | 'late'
  | 'elsewhere'
  | 'authorised'
  | 'unauthorised'
  | 'late-in'
  | 'not-expected'
  | 'missing'

/** How a code is drawn, from its meanings in law. */
export function lookOf(meaning: {
  readonly statistical: StatisticalClass
  readonly physical: PhysicalMeaning
}): MarkLook {
  switch (meaning.statistical) {
    case 'present':
      return meaning.physical === 'late' ? 'late' : 'present'
    case 'approved-activity':
      return 'elsewhere'
    case 'authorised':
      return 'authorised'
    case 'unauthorised':
      return meaning.physical === 'late-in' ? 'late-in' : 'unauthorised'
    case 'not-possible':
    case 'administrative':
      return 'not-expected'
    case 'missing':
      return 'missing'
  }
}

/** What the look means in words, for legends and for people who do not see it. */
export const LOOK_WORDS: Readonly<Record<MarkLook, string>> = {
  present: 'present',
  late: 'late, before the register closed',
  elsewhere: 'attending somewhere else',
  authorised: 'authorised absence',
  unauthorised: 'unauthorised absence',
  'late-in': 'late, after the register closed',
  'not-expected': 'not expected',
  missing: 'no mark yet',
}

/** What stands in place of the letter where only a mark's category is shown. */
export const UNNAMED = '•'

/** A mark in words: "N, reason not yet established, unauthorised absence". Nothing is said twice. */
export function wordsOfMark(mark: {
  readonly code: string
  readonly look: MarkLook
  readonly name?: string
  readonly detail?: string
}): string {
  const words = [
    mark.code === '-' || mark.code === UNNAMED ? undefined : mark.code,
    mark.name?.toLowerCase(),
    LOOK_WORDS[mark.look],
    mark.detail,
  ]
  return [...new Set(words.filter((word) => word !== undefined && word !== ''))].join(', ')
}
