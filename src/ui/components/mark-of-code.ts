import { ALL_CODES } from '../../law/code-table.ts'
import { lookOf, type MarkLook } from './mark-look.ts'

/** One mark, ready to be drawn. */
export interface DrawnMark {
  readonly code: string
  readonly look: MarkLook
  /** The code's name in law. */
  readonly name?: string
  /** What belongs to this one mark: "arrived 08:52", "was N until 24 November". */
  readonly detail?: string
}

const MARKS = new Map<string, DrawnMark>(
  ALL_CODES.map((meaning) => [meaning.code, { code: meaning.code, look: lookOf(meaning), name: meaning.name }]),
)

/** How to draw a code, from the table of the law. A code that is not in it is drawn as a gap. */
export function markOfCode(code: string, detail?: string): DrawnMark {
  const mark = MARKS.get(code) ?? { code, look: 'missing' }
  return detail === undefined ? mark : { ...mark, detail }
}
