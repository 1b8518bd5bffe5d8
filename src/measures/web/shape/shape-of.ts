import type { Day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { schoolShape } from '../../contract.ts'
import type { AskedText } from '../asked/use-asked.ts'

export type ShapeAnswer = Answer<typeof schoolShape>

/** The question behind the numbers of a page or of one of its rows, and to which session and entry of the journal they count. */
export interface ShapeOf {
  readonly asked: AskedText & { readonly on: Day }
  /** Whom it is of, in words. */
  readonly whom: string
  readonly answer: ShapeAnswer
}

/** A share in per cent, 0 of nothing. */
export function shareOf(count: number, of: number): number {
  return of === 0 ? 0 : (100 * count) / of
}
