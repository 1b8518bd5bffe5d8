import type { Day } from '../../../kernel/day.ts'
import {
  DEEMED_RECEIPT,
  type NoticeKind,
  PART_PAYMENTS,
  type Price,
  PUBLIC_PLACE_PRICES,
  pricesOf,
  type Rank,
  SIGNATORIES,
  type SignatoryRank,
} from '../../../law/notices/penalty-notices.ts'

/** Somebody who may sign notices, by name: the rank they hold and, where the head has to authorise them, on which day that was recorded. */
export interface Signatory {
  readonly name: string
  readonly rank: SignatoryRank
  readonly authorisedBy: string
  readonly authorisedOn: Day | null
  readonly until: Day | null
}

/** What a school has agreed with its authority about penalty notices; of the rules that nobody here has read, what it goes by. */
export interface PenaltySettings {
  /** Who issues: the authority, which the school asks, or the school's own head. */
  readonly issuer: 'authority' | 'school'
  /** Who at the authority is asked and gets copies. */
  readonly desk: string
  readonly signatories: readonly Signatory[]
  readonly deemedDays: number
  readonly inParts: boolean
  /** Pence for a notice about a public place, within 21 and within 28 days. */
  readonly publicPlace: { readonly lower: number; readonly full: number }
}

export const FIRST_PENALTY_SETTINGS: PenaltySettings = {
  issuer: 'authority',
  desk: '',
  signatories: [],
  deemedDays: DEEMED_RECEIPT.value,
  inParts: PART_PAYMENTS.value,
  publicPlace: { lower: PUBLIC_PLACE_PRICES[0]?.pence ?? 0, full: PUBLIC_PLACE_PRICES[1]?.pence ?? 0 },
}

/** The prices that a notice issued on a day states. What a school entered itself is as unverified as what it replaces. */
export function pricesFor(
  notice: { readonly kind: NoticeKind; readonly rank: Rank | null; readonly issued: Day },
  { publicPlace }: PenaltySettings,
): readonly Price[] {
  if (notice.kind === 'absence') return notice.rank === null ? [] : pricesOf(notice.rank, notice.issued)
  const [lower, full] = PUBLIC_PLACE_PRICES
  if (lower === undefined || full === undefined) return []
  return [
    { ...lower, pence: publicPlace.lower },
    { ...full, pence: publicPlace.full },
  ]
}

/** Who signs where the school issues its own: those of the authority and of the police sign theirs. */
export const SCHOOL_RANKS: readonly SignatoryRank[] = ['head', 'deputy-head', 'assistant-head']

/**
 * Why somebody may not sign a notice of the school’s own on a day; undefined where they may. A post is no rank: a "Senior attendance officer" signs only as the
 * deputy or assistant head that they also are, authorised by the head, and that is recorded.
 */
export function mayNotSign(signatory: Signatory, on: Day): string | undefined {
  const rule = SIGNATORIES.find(({ rank }) => rank === signatory.rank)
  if (rule === undefined) return `${signatory.name} holds no rank that may sign a penalty notice.`
  if (!SCHOOL_RANKS.includes(signatory.rank))
    return `${signatory.name} is entered as “${rule.name}”: such a person signs notices of their own, none of this school.`
  if (signatory.until !== null && signatory.until < on) return `The authorisation of ${signatory.name} has ended.`
  if (!rule.authorisedByHead) return undefined
  if (signatory.authorisedOn === null || signatory.authorisedBy === '')
    return `A ${rule.name.toLowerCase()} signs only when the head has authorised it: enter when and by whom ${signatory.name} was authorised.`
  return signatory.authorisedOn <= on ? undefined : `${signatory.name} was not authorised yet on that day.`
}
