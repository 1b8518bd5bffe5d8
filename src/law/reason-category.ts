import type { Code } from './code-meaning.ts'

/** As much of a restricted code as somebody is shown who may not know the code itself. */
export const REASON_CATEGORIES = ['authorised-absence', 'activity-elsewhere', 'not-required'] as const
export type ReasonCategory = (typeof REASON_CATEGORIES)[number]

/** A mark as somebody is shown it: its code, or the category alone. */
export type ShownCode = Code | ReasonCategory

export const REASON_CATEGORY_NAMES: Readonly<Record<ReasonCategory, string>> = {
  'authorised-absence': 'Authorised absence',
  'activity-elsewhere': 'Approved activity elsewhere',
  'not-required': 'Not required to attend',
}

/**
 * The codes that by themselves tell something sensitive of a child (an exclusion, custody, a placement, a part-time timetable)
 * and the category that a class teacher sees instead. Not law: the policy's list of what is restricted by default (domain
 * reference, section 8).
 */
const CATEGORY_OF: ReadonlyMap<string, ReasonCategory> = new Map<Code, ReasonCategory>([
  ['C', 'authorised-absence'],
  ['C1', 'authorised-absence'],
  ['C2', 'authorised-absence'],
  ['E', 'authorised-absence'],
  ['K', 'activity-elsewhere'],
  ['B', 'activity-elsewhere'],
  ['Z', 'not-required'],
  ['#', 'not-required'],
  ['Y5', 'not-required'],
  ['Q', 'not-required'],
])

/** The category of a restricted code; undefined for a code that everybody may know who may see the mark. */
export function categoryOfRestricted(code: Code): ReasonCategory | undefined {
  return CATEGORY_OF.get(code)
}

/** The code of a mark, where it is shown: what can be sent back as what was seen. Null for a category, and for a blank. */
export function codeIfShown(shown: ShownCode | null): Code | null {
  return shown !== null && isShownAsCode(shown) ? shown : null
}

/** Whether a mark is shown with its code. */
export function isShownAsCode(shown: ShownCode): shown is Code {
  return !(REASON_CATEGORIES as readonly string[]).includes(shown)
}
