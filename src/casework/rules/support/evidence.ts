import type { Day } from '../../../kernel/day.ts'
import type { Entry } from '../../contract/entry.ts'
import { SUPPORT_END_NAMES, type SupportKind } from './kinds.ts'
import { type Offer, type OfferState, type Referral, supportOf } from './support-of.ts'

/** One support for whoever has to judge whether there was support before law: what was offered when, what was answered, how it ended. */
export interface SupportEvidence {
  readonly title: string
  readonly kind: SupportKind
  /** Null for a support that was considered and not offered because it would not suit. */
  readonly offered: Day | null
  readonly to: string
  readonly state: OfferState
  readonly answered: { readonly day: Day; readonly by: string; readonly words: string } | null
  readonly began: Day | null
  readonly ended: { readonly day: Day; readonly words: string } | null
}

/** What a case shows of support. Whether it is enough is not for here: the gate asks, and the head decides. */
export interface EvidenceOfSupport {
  readonly supports: readonly SupportEvidence[]
  readonly referrals: readonly Pick<Referral, 'service' | 'sent' | 'state' | 'consent' | 'over'>[]
  /** How many were offered at all, and how many of those were refused, ran (and may have ended), or wait for an answer. */
  readonly offered: number
  readonly refused: number
  readonly ran: number
  readonly waiting: number
  /** How many were found not to suit, offered or not, each with why. */
  readonly unsuitable: number
}

/** The support in a case, oldest first, as evidence. */
export function supportEvidence(entries: readonly Entry[]): EvidenceOfSupport {
  const { offers, referrals, unsuitable } = supportOf(entries)
  const supports: readonly SupportEvidence[] = [
    ...offers.map(evidenceOf),
    ...unsuitable.map(
      ({ title, kind, day, words }): SupportEvidence => ({
        ...{ title, kind, offered: null, to: '', state: 'unsuitable', answered: null, began: null },
        ended: { day, words },
      }),
    ),
  ]
  const count = (...states: readonly OfferState[]) => supports.filter(({ state }) => states.includes(state)).length
  return {
    supports: supports.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1)),
    referrals: referrals.map(({ service, sent, state, consent, over }) => ({ service, sent, state, consent, over })),
    offered: offers.length,
    refused: count('refused'),
    ran: supports.filter(({ began }) => began !== null).length,
    waiting: count('offered'),
    unsuitable: count('unsuitable'),
  }
}

function dayOf({ offered, ended }: SupportEvidence): string {
  return offered ?? ended?.day ?? ''
}

function evidenceOf({ title, kind, offered, to, state, answer, began, ended }: Offer): SupportEvidence {
  return {
    ...{ title, kind, offered, to, state },
    answered: answer === null ? null : { day: answer.day, by: answer.by, words: answer.words },
    began: began?.day ?? null,
    ended:
      ended === null
        ? null
        : {
            day: ended.day,
            words: ended.outcome === null ? ended.words : `${SUPPORT_END_NAMES[ended.outcome]}: ${ended.words}`,
          },
  }
}
