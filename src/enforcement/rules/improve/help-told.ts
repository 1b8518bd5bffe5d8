import { plansOf, supportEvidence } from '../../../casework/contract.ts'
import { type Day, shortDay } from '../../../kernel/day.ts'

type Entries = Parameters<typeof supportEvidence>[0]

/**
 * The help a case holds, as a notice names it to a parent: what was offered, and that it runs where it does. What somebody answered is not repeated.
 * @param toOther whether an offer to whoever is written there is another parent's alone: it is not told to this one
 */
export function helpTold(
  entries: Entries,
  { today, toOther }: { readonly today: Day; readonly toOther: (to: string) => boolean },
): readonly string[] {
  const supports = supportEvidence(entries)
    .supports.filter(({ offered, to }) => offered !== null && !toOther(to))
    .map(({ title, state, began }) => `${title}${state === 'running' ? running(began) : ''}`)
  const plans = plansOf(entries, today)
    .filter(({ latest }) => latest.offered !== null)
    .map(({ form }) => `${form.charAt(0).toUpperCase()}${form.slice(1)}`)
  return [...supports, ...plans]
}

function running(began: Day | null): string {
  return began === null ? ' (it goes on now)' : ` (it has run since ${shortDay(began)})`
}
