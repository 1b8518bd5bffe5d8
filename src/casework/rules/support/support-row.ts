import type { BarrierKind } from '../barriers/kinds.ts'
import type { Situation, SupportKind } from './kinds.ts'

/** A row of the table of support: what a school has, for whom it is meant, and which barriers it may lift. */
export interface SupportRow {
  readonly title: string
  readonly kind: SupportKind
  /** What it is, in words that a family may be told. */
  readonly words: string
  readonly situations: readonly Situation[]
  readonly barriers: readonly BarrierKind[]
  /** No longer offered. What was offered before stays as it was. */
  readonly retired: boolean
}

export interface CatalogueRow extends SupportRow {
  readonly supportId: string
}
