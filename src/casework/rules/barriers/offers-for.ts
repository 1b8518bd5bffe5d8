import type { Offer } from '../support/support-of.ts'
import type { CatalogueRow } from '../support/support-row.ts'
import type { Barrier } from './barriers-of.ts'

/**
 * What was offered for a barrier: what says so itself, and what names no barrier where the school’s catalogue says that it is for one of this
 * kind. A family that took it is not told that nothing was offered.
 */
export function offersFor(
  { barrierId, kind }: Pick<Barrier, 'barrierId' | 'kind'>,
  offers: readonly Offer[],
  catalogue: readonly Pick<CatalogueRow, 'supportId' | 'barriers'>[],
): readonly Offer[] {
  return offers.filter((offer) => {
    if (offer.barrierId !== null) return offer.barrierId === barrierId
    return catalogue.some((row) => row.supportId === offer.supportId && row.barriers.includes(kind))
  })
}
