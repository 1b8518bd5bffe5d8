import { FEWEST_SHOWN, partsToHide } from '../../../measures/contract.ts'
import type { Impact, ReachOfKind, WaitOfKind } from './impact.ts'
import type { RefusedBecause, SupportKind } from './kinds.ts'

/** Numbers of children; null where hidden because one of them could be told from it. */
export interface ReachShown {
  readonly kind: SupportKind
  readonly offered: number | null
  readonly accepted: number | null
  readonly refused: number | null
  readonly open: number | null
  /** Of those who accepted, with whom it began. */
  readonly ran: number | null
}

export interface ImpactShown {
  readonly kinds: readonly ReachShown[]
  readonly refusing: number | null
  readonly refusals: readonly { readonly because: RefusedBecause; readonly children: number | null }[]
  readonly waits: readonly WaitShown[]
}

interface WaitShown extends Omit<WaitOfKind, 'children' | 'referrals' | 'over'> {
  readonly referrals: number | null
  readonly over: number | null
}

const isSmall = (count: number) => count > 0 && count < FEWEST_SHOWN

/** The same with small numbers hidden, and what would give them away by subtracting. */
export function impactShown({ kinds, refusing, refusals, waits }: Impact, { hides }: { hides: boolean }): ImpactShown {
  const reasonsHidden = isSmall(refusing)
  return {
    kinds: kinds.map((one) => reachShown(one, hides)),
    refusing: hides && isSmall(refusing) ? null : refusing,
    // A family may have given several reasons, so they are no parts of a whole: each by itself.
    refusals: refusals.map(({ because, children }) => ({
      because,
      children: hides && (reasonsHidden || isSmall(children) || isSmall(refusing - children)) ? null : children,
    })),
    waits: waits.map(({ children, ...wait }) => (hides ? waitShown(wait, children) : wait)),
  }
}

function reachShown({ kind, children }: ReachOfKind, hides: boolean): ReachShown {
  const count = (said: string) => children.filter((one) => one.said === said).length
  const parts = [count('accepted'), count('refused'), count('open')]
  const ran = children.filter((one) => one.ran !== null).length
  const isHidden = hides && isSmall(children.length)
  const hidden = hides ? partsToHide(parts) : []
  const [accepted = null, refused = null, open = null] = parts.map((part, at) => (isHidden || hidden[at] ? null : part))
  const ranHidden = accepted === null ? hides : hides && (isSmall(ran) || isSmall(accepted - ran))
  return { kind, offered: isHidden ? null : children.length, accepted, refused, open, ran: ranHidden ? null : ran }
}

function waitShown({ kind, ...wait }: Omit<WaitOfKind, 'children'>, children: number): WaitShown {
  const { referrals, over, medianDays, longestDays } = wait
  if (isSmall(children)) return { kind, referrals: null, over: null, medianDays: null, longestDays: null }
  const waiting = referrals - over
  // The middle of a few and the longest of all are days of single families.
  const isTold = !isSmall(over) && !isSmall(waiting)
  return {
    ...{ kind, referrals },
    over: isTold ? over : null,
    medianDays: isTold ? medianDays : null,
    longestDays: isTold && waiting >= FEWEST_SHOWN ? longestDays : null,
  }
}
