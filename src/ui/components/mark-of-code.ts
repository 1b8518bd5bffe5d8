import { ALL_CODES } from '../../law/code-table.ts'
import { REASON_CATEGORIES, REASON_CATEGORY_NAMES, type ReasonCategory } from '../../law/reason-category.ts'
import { lookOf, type MarkLook, UNNAMED } from './mark-look.ts'

/** One mark, ready to be drawn. */
export interface DrawnMark {
  readonly code: string
  readonly look: MarkLook
  /** The code's name in law. */
  readonly name?: string
  /** What belongs to this one mark: "arrived 08:52", "was N until 24 November". */
  readonly detail?: string
}

const CATEGORY_LOOKS: Readonly<Record<ReasonCategory, MarkLook>> = {
  'authorised-absence': 'authorised',
  'activity-elsewhere': 'elsewhere',
  'not-required': 'not-expected',
}

const MARKS = new Map<string, DrawnMark>([
  ...ALL_CODES.map((meaning): [string, DrawnMark] => [
    meaning.code,
    { code: meaning.code, look: lookOf(meaning), name: meaning.name },
  ]),
  ...REASON_CATEGORIES.map((category): [string, DrawnMark] => [
    category,
    { code: UNNAMED, look: CATEGORY_LOOKS[category], name: REASON_CATEGORY_NAMES[category] },
  ]),
])

/** How to draw a code, from the table of the law, or the category of one that is not shown. A code that is not in it is drawn as a gap. */
export function markOfCode(code: string, detail?: string): DrawnMark {
  const mark = MARKS.get(code) ?? { code, look: 'missing' }
  return detail === undefined ? mark : { ...mark, detail }
}
