import type { BarrierKind, Whose } from './kinds.ts'

/** A sentence to which the answer is how hard it makes school. The same id asks the same thing of child, parent and school. */
export interface Statement {
  readonly id: string
  /** The barrier that it speaks of. */
  readonly kind: BarrierKind
  readonly words: string
}

export interface QuestionSet {
  readonly version: number
  readonly who: Whose
  readonly title: string
  readonly introduction: string
  readonly statements: readonly Statement[]
  /** Answered in words of their own. */
  readonly open: readonly { readonly id: string; readonly words: string }[]
}
