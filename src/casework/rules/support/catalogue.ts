import type { BarrierKind } from '../barriers/kinds.ts'
import type { Situation } from './kinds.ts'
import { STANDARD_CATALOGUE } from './standard-catalogue.ts'
import type { OfferState, SupportOfCase } from './support-of.ts'
import type { CatalogueRow, SupportRow } from './support-row.ts'

/** The standard rows as the school has changed them, then its own, in the order in which help usually begins. */
export function catalogueOf(own: ReadonlyMap<string, SupportRow>): readonly CatalogueRow[] {
  const standard = new Set(STANDARD_CATALOGUE.map(({ supportId }) => supportId))
  return [
    ...STANDARD_CATALOGUE.map((row) => ({ ...row, ...own.get(row.supportId) })),
    ...[...own].filter(([id]) => !standard.has(id)).map(([supportId, row]) => ({ ...row, supportId })),
  ]
}

/** How the rule of `suggestSupport` is told on screens. */
export const SUGGESTION_RULE =
  'A support is suggested where the catalogue names one of the open barriers, or the child’s situation. Those that name a barrier come first. Nothing is offered by itself: a person decides.'

export interface Suggestion {
  readonly row: CatalogueRow
  /** The open barriers that it may lift. */
  readonly barriers: readonly BarrierKind[]
  readonly situations: readonly Situation[]
  /** How it went when it was offered before: refused, ended or unsuitable. */
  readonly before: OfferState | null
}

const GOES_ON: readonly OfferState[] = ['offered', 'accepted', 'running']

/** Rows of the catalogue that fit a child: see `SUGGESTION_RULE`. What is offered or running is not suggested again. */
export function suggestSupport(of: {
  catalogue: readonly CatalogueRow[]
  situations: readonly Situation[]
  barriers: readonly BarrierKind[]
  offers: SupportOfCase['offers']
}): readonly Suggestion[] {
  const found = of.catalogue.flatMap((row): Suggestion[] => {
    const barriers = row.barriers.filter((one) => of.barriers.includes(one))
    const situations = row.situations.filter((one) => of.situations.includes(one))
    const before = of.offers.findLast(({ supportId }) => supportId === row.supportId)?.state ?? null
    const isThere = of.offers.some(({ supportId, state }) => supportId === row.supportId && GOES_ON.includes(state))
    if (row.retired || isThere || barriers.length + situations.length === 0) return []
    return [{ row, barriers, situations, before }]
  })
  // Rows that lift a barrier first; otherwise as in the catalogue.
  return found.toSorted((one, other) => other.barriers.length - one.barriers.length)
}

const HEALTH: readonly BarrierKind[] = ['health', 'anxiety', 'send']
const HOME: readonly BarrierKind[] = ['caring', 'housing', 'family', 'transport']

/**
 * The situation that open barriers speak of, for a person to choose otherwise: health or needs are named as such; something at home, or
 * three barriers of whatever kind, is complex; anything else is a child who is reluctant. Without a barrier nobody knows.
 */
export function situationsOf(barriers: readonly BarrierKind[]): readonly Situation[] {
  const kinds = [...new Set(barriers)]
  const health: readonly Situation[] = kinds.some((one) => HEALTH.includes(one)) ? ['health'] : []
  const isComplex = kinds.length >= 3 || kinds.some((one) => HOME.includes(one))
  const found: readonly Situation[] = [...health, ...(isComplex ? (['barriers'] as const) : [])]
  return found.length > 0 || kinds.length === 0 ? found : ['reluctant']
}
