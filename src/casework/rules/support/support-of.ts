import type { Day } from '../../../kernel/day.ts'
import type { BodyOf, Entry, EntryKind } from '../../contract/entry.ts'
import type { ReferralOutcome, SupportEnd, SupportKind } from './kinds.ts'

/** The kinds of entry that this part of a case is made of. */
export const SUPPORT_ACTS = [
  'support-offered',
  'support-answered',
  'support-began',
  'support-reviewed',
  'support-ended',
  'support-unsuitable',
  'referred',
  'referral-outcome',
] as const satisfies readonly EntryKind[]
export type SupportAct = { readonly [K in (typeof SUPPORT_ACTS)[number]]: Act<K> }[(typeof SUPPORT_ACTS)[number]]
interface Act<K extends EntryKind> {
  readonly kind: K
  readonly day: Day
  readonly body: BodyOf<K>
}

/** `offered` waits for an answer; `unsuitable` is one that turned out not to suit, whatever was answered. */
export type OfferState = 'offered' | 'accepted' | 'refused' | 'running' | 'ended' | 'unsuitable'

export interface Offer extends Omit<BodyOf<'support-offered'>, 'from'> {
  readonly state: OfferState
  readonly offered: Day
  /** When it would begin, as it was offered. */
  readonly planned: Day | null
  readonly answer: (Omit<BodyOf<'support-answered'>, 'offerId'> & { readonly day: Day }) | null
  readonly began: { readonly day: Day; readonly with: string; readonly until: Day | null } | null
  /** When it is to be looked at next. */
  readonly review: Day | null
  readonly reviews: readonly { readonly day: Day; readonly words: string }[]
  readonly ended: { readonly day: Day; readonly outcome: SupportEnd | null; readonly words: string } | null
  /** The day of the last thing that happened to it. */
  readonly last: Day
}

/** `sent` has no answer yet; `no answer`: it was chased on the last day and has none still. */
export type ReferralState = 'sent' | ReferralOutcome

export interface Referral extends BodyOf<'referred'> {
  readonly state: ReferralState
  readonly sent: Day
  /** The first day on which the service said anything. */
  readonly answered: Day | null
  /** The day on which waiting was over: seen, or declined. */
  readonly over: Day | null
  readonly until: Day | null
  readonly outcomes: readonly (Omit<BodyOf<'referral-outcome'>, 'referralId'> & { readonly day: Day })[]
  readonly last: Day
}

/** A support that was considered and would not suit. */
export interface Unsuitable {
  readonly title: string
  readonly kind: SupportKind
  readonly day: Day
  readonly words: string
}

export interface SupportOfCase {
  readonly offers: readonly Offer[]
  readonly referrals: readonly Referral[]
  /** Supports that were never offered because they would not suit. Offers that turned out so are among `offers`. */
  readonly unsuitable: readonly Unsuitable[]
}

const NOTHING: SupportOfCase = { offers: [], referrals: [], unsuitable: [] }

/**
 * What was offered in a case, how it was answered and where it stands. An entry that cannot follow on what is there changes nothing, so no
 * support runs without an answer that accepted it and no referral has an outcome before it was made. Restricted entries change nothing.
 */
export function supportOf(entries: readonly Entry[]): SupportOfCase {
  return entries.filter(isSupportAct).reduce((of, act) => (whyNot(of, act) === null ? after(of, act) : of), NOTHING)
}

function isSupportAct(entry: Entry): entry is Entry & SupportAct {
  const kinds: readonly string[] = SUPPORT_ACTS
  return !entry.restricted && kinds.includes(entry.kind)
}

const FINISHED: readonly OfferState[] = ['refused', 'ended', 'unsuitable']

/** Why an act cannot follow on what is there, in words for whoever tries; null where it can. */
export function whyNot(of: SupportOfCase, act: SupportAct): string | null {
  switch (act.kind) {
    case 'support-offered':
      return of.offers.some(({ offerId }) => offerId === act.body.offerId) ? 'This was offered already.' : null
    case 'referred':
      return whyNotReferred(of, act.body)
    case 'referral-outcome':
      return whyNotAnswered(of, act)
    case 'support-unsuitable':
      if (act.body.offerId === null) return null
      break
    default:
  }
  const { offerId } = act.body
  const offer = of.offers.find((one) => one.offerId === offerId)
  if (offer === undefined) return 'This support was not offered in this case.'
  if (act.day < offer.last)
    return 'That would be before the last thing that happened to this support. Choose a later day.'
  return whyNotNow(offer.state, act)
}

function whyNotReferred(of: SupportOfCase, { referralId, offerId }: BodyOf<'referred'>): string | null {
  if (of.referrals.some((one) => one.referralId === referralId)) return 'This referral was made already.'
  return offerId === null || of.offers.some((one) => one.offerId === offerId)
    ? null
    : 'This support was not offered in this case.'
}

function whyNotAnswered(of: SupportOfCase, { body, day }: Act<'referral-outcome'>): string | null {
  const referral = of.referrals.find(({ referralId }) => referralId === body.referralId)
  if (referral === undefined) return 'There is no such referral in this case.'
  if (referral.over !== null) return 'This referral is over. Refer again if it is to begin anew.'
  if (day < referral.last)
    return 'That would be before the last thing that happened to this referral. Choose a later day.'
  return null
}

function whyNotNow(state: OfferState, { kind }: SupportAct): string | null {
  if (FINISHED.includes(state)) return 'This offer is over. Offer it again if it is to begin anew.'
  switch (kind) {
    case 'support-answered':
      return state === 'offered' ? null : 'This offer was answered already.'
    case 'support-began':
      if (state === 'running') return 'This support has begun already.'
      return state === 'accepted' ? null : 'Nobody has accepted this support yet. Write down the answer first.'
    case 'support-reviewed':
    case 'support-ended':
      return state === 'running' ? null : 'This support has not begun.'
    default:
      return null
  }
}

/** What is there after an act that can follow. */
function after(of: SupportOfCase, act: SupportAct): SupportOfCase {
  const { day } = act
  switch (act.kind) {
    case 'support-offered':
      return { ...of, offers: [...of.offers, offerOf(day, act.body)] }
    case 'referred':
      return { ...of, referrals: [...of.referrals, referralOf(day, act.body)] }
    case 'referral-outcome': {
      const { referralId, ...outcome } = act.body
      const change = (one: Referral) => (one.referralId === referralId ? answered(one, { ...outcome, day }) : one)
      return { ...of, referrals: of.referrals.map(change) }
    }
    case 'support-unsuitable':
      if (act.body.offerId === null) {
        const { title, kind, words } = act.body
        return { ...of, unsuitable: [...of.unsuitable, { title, kind, words, day }] }
      }
      break
    default:
  }
  const { offerId } = act.body
  const change = (one: Offer) => (one.offerId === offerId ? { ...changed(one, act), last: day } : one)
  return { ...of, offers: of.offers.map(change) }
}

function offerOf(day: Day, { from, ...body }: BodyOf<'support-offered'>): Offer {
  const nothingYet = { answer: null, began: null, review: null, reviews: [], ended: null }
  return { ...body, ...nothingYet, planned: from, state: 'offered', offered: day, last: day }
}

function referralOf(day: Day, body: BodyOf<'referred'>): Referral {
  return { ...body, state: 'sent', sent: day, answered: null, over: null, until: null, outcomes: [], last: day }
}

function changed(offer: Offer, act: SupportAct): Offer {
  const { day } = act
  switch (act.kind) {
    case 'support-answered': {
      const { offerId, ...answer } = act.body
      return { ...offer, state: answer.answer, answer: { ...answer, day } }
    }
    case 'support-began': {
      const { review, until, with: giver } = act.body
      return { ...offer, state: 'running', review, began: { day, with: giver, until } }
    }
    case 'support-reviewed':
      return { ...offer, review: act.body.next, reviews: [...offer.reviews, { day, words: act.body.words }] }
    case 'support-ended': {
      const { outcome, words } = act.body
      return { ...offer, state: 'ended', review: null, ended: { day, outcome, words } }
    }
    case 'support-unsuitable':
      return { ...offer, state: 'unsuitable', review: null, ended: { day, outcome: null, words: act.body.words } }
    default:
      return offer
  }
}

function answered(referral: Referral, outcome: Referral['outcomes'][number]): Referral {
  const { outcome: said, day, until } = outcome
  const isOver = said === 'seen' || said === 'declined'
  return {
    ...referral,
    state: said,
    answered: referral.answered ?? (said === 'no answer' ? null : day),
    over: isOver ? day : null,
    until: said === 'waiting list' ? until : null,
    outcomes: [...referral.outcomes, outcome],
    last: day,
  }
}
