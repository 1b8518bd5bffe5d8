import { StatusPill } from '../../ui/components/status-pill.tsx'
import { halfDays, type WeekLine } from '../contract.ts'

/** How a child's last four school weeks were beside the four before. A change for the worse asks for a word, it is no alarm. */
export function ChangePill({ change }: { readonly change: WeekLine['change'] }) {
  if (change.kind === 'better') return <StatusPill tone="done">{halfDays(change.halfDays)} more</StatusPill>
  if (change.kind === 'worse') return <StatusPill tone="waiting">{halfDays(change.halfDays)} fewer</StatusPill>
  if (change.fewerLates > 0) return <StatusPill tone="done">{change.fewerLates} fewer times late</StatusPill>
  return <StatusPill tone="quiet">{change.kind === 'same' ? 'About as before' : 'Too early to compare'}</StatusPill>
}

/** The rule by which a change is one, in plain words, beside every list that uses it. */
export function HowCompared() {
  return (
    <details>
      <summary>How a change is told from chance</summary>
      <p>
        Each child is set beside nobody but the same child: the last 4 school weeks and the 4 before. Illness (I),
        medical appointments (M) and religious observance (R) are set aside, so nobody loses by them.
      </p>
      <p>
        “More” is said only if it is at least 3 half days more than the pace before would have given, if days were
        missed in two different weeks at least, and if chance would give as much to at most 1 child in 20. One bad week
        alone is no habit. Everything else is “about as before”.
      </p>
    </details>
  )
}
