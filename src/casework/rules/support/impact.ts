import { type Day, daysBetween } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Entry } from '../../contract/entry.ts'
import { REFUSED_BECAUSE, type RefusedBecause, SUPPORT_KINDS, type SupportKind } from './kinds.ts'
import { type Offer, type Referral, supportOf } from './support-of.ts'

/** A case as impact is counted in it. */
export interface CountedCase {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly entries: readonly Entry[]
}

/** What a family said to a kind of support in the end: one yes outweighs every no. `open`: no answer, or it did not suit before there was one. */
export type Said = 'accepted' | 'refused' | 'open'

export interface ReachedChild {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly said: Said
  /** From when to when this kind of support was there; null where it has not begun. `to` is null while any of it goes on. */
  readonly ran: { readonly from: Day; readonly to: Day | null } | null
}

export interface ReachOfKind {
  readonly kind: SupportKind
  readonly children: readonly ReachedChild[]
}

export interface WaitOfKind {
  readonly kind: SupportKind
  readonly referrals: number
  /** Children referred: what decides whether the row is small. */
  readonly children: number
  /** Seen or declined. */
  readonly over: number
  /** Days from referral until it was over, the middle one; null where none is. */
  readonly medianDays: number | null
  /** Days that those still waiting have waited, the longest. */
  readonly longestDays: number | null
}

export interface Impact {
  readonly kinds: readonly ReachOfKind[]
  /** Children whose family refused a support for a reason: each child once for each reason. Most often first. */
  readonly refusals: readonly { readonly because: RefusedBecause; readonly children: number }[]
  /** Children whose family refused anything. */
  readonly refusing: number
  readonly waits: readonly WaitOfKind[]
}

interface InCase<T> {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly what: T
}

/** What was offered and referred within some days, counted by children and never by offers: a child offered a mentor twice is one child. */
export function impactOf(cases: readonly CountedCase[], of: { from: Day; to: Day; today: Day }): Impact {
  const isIn = (day: Day) => of.from <= day && day <= of.to
  const known = cases.map((one) => ({ one, support: supportOf(one.entries) }))
  const offers = known.flatMap(({ one: { caseId, pupilId }, support }) =>
    support.offers.filter(({ offered }) => isIn(offered)).map((what): InCase<Offer> => ({ caseId, pupilId, what })),
  )
  const referrals = known.flatMap(({ one: { caseId, pupilId }, support }) =>
    support.referrals.filter(({ sent }) => isIn(sent)).map((what): InCase<Referral> => ({ caseId, pupilId, what })),
  )
  const refused = offers.filter(({ what }) => what.answer?.answer === 'refused')
  const reasons = refused.map(({ pupilId, what }) => ({ pupilId, because: what.answer?.because ?? 'other' }))
  return {
    kinds: SUPPORT_KINDS.flatMap((kind) => {
      const ofKind = offers.filter(({ what }) => what.kind === kind)
      return ofKind.length === 0 ? [] : [{ kind, children: childrenOf(ofKind) }]
    }),
    refusals: REFUSED_BECAUSE.map((because) => ({
      because,
      children: new Set(reasons.filter((one) => one.because === because).map(({ pupilId }) => pupilId)).size,
    }))
      .filter(({ children }) => children > 0)
      .toSorted((one, other) => other.children - one.children),
    refusing: new Set(reasons.map(({ pupilId }) => pupilId)).size,
    waits: SUPPORT_KINDS.flatMap((kind) => {
      const ofKind = referrals.filter(({ what }) => what.kind === kind)
      return ofKind.length === 0 ? [] : [waitOf(kind, ofKind, of.today)]
    }),
  }
}

function childrenOf(offers: readonly InCase<Offer>[]): readonly ReachedChild[] {
  return [...Map.groupBy(offers, ({ pupilId }) => pupilId)].flatMap(([pupilId, all]) => {
    const last = all.at(-1)
    if (last === undefined) return []
    const answers = all.map(({ what }) => what.answer?.answer)
    const said: Said = answers.includes('accepted') ? 'accepted' : answers.includes('refused') ? 'refused' : 'open'
    return [{ caseId: last.caseId, pupilId, said, ran: ranOf(all.map(({ what }) => what)) }]
  })
}

function ranOf(offers: readonly Offer[]): ReachedChild['ran'] {
  const spans = offers.flatMap(({ began, ended }) =>
    began === null ? [] : [{ from: began.day, to: ended?.day ?? null }],
  )
  const [from] = spans.map((one) => one.from).sort()
  if (from === undefined) return null
  const ends = spans.flatMap(({ to }) => to ?? []).sort()
  return { from, to: ends.length < spans.length ? null : (ends.at(-1) ?? null) }
}

function waitOf(kind: SupportKind, all: readonly InCase<Referral>[], today: Day): WaitOfKind {
  const over = all.flatMap(({ what }) => (what.over === null ? [] : [daysBetween(what.sent, what.over)]))
  const waiting = all.flatMap(({ what }) => (what.over === null ? [daysBetween(what.sent, today)] : []))
  return {
    kind,
    referrals: all.length,
    children: new Set(all.map(({ pupilId }) => pupilId)).size,
    over: over.length,
    medianDays: medianOf(over),
    longestDays: waiting.length === 0 ? null : Math.max(...waiting),
  }
}

function medianOf(of: readonly number[]): number | null {
  if (of.length === 0) return null
  const sorted = of.toSorted((one, other) => one - other)
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return (low + high) / 2
}
