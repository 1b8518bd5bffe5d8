import type { Duty, Ended } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { plansOf } from '../plans/plans-of.ts'
import { supportOf } from '../support/support-of.ts'
import type { KnownCase } from './case-facts.ts'
import { isJointPlan } from './next-steps.ts'

/** Duties that sums of absence make, and that work in a case answers: support (N20), and a plan with the authority (N21). */
const ANSWERED: Readonly<Record<string, (one: KnownCase, today: Day) => Ended | undefined>> = {
  N20: (one, today) => supportThatRuns(one) ?? planThatHolds(one, today),
  N21: (one, today) => planThatHolds(one, today, isJointPlan),
}

export function isAnsweredInCases({ rule, subject }: Duty): boolean {
  return subject.kind === 'pupil' && ANSWERED[rule] !== undefined
}

/**
 * The duty as the child’s open case leaves it: ended while help that it asks for goes on there, else leading into the case, so that nobody opens
 * one twice or writes the same support into two books.
 */
export function asInCase(duty: Duty, one: KnownCase, today: Day): Duty {
  if (duty.ended !== undefined) return duty
  const ended = ANSWERED[duty.rule]?.(one, today)
  const into = { label: 'Open the case', to: '/cases/$caseId', params: { caseId: one.caseId } } as const
  const kept = duty.actions.filter(({ to }) => to !== '/open-case' && to !== '/supports')
  return { ...duty, actions: [into, ...kept], ...(ended && { ended }) }
}

function supportThatRuns({ entries }: KnownCase): Ended | undefined {
  const running = new Map(
    supportOf(entries)
      .offers.filter(({ state }) => state === 'running')
      .map(({ offerId, title }) => [offerId, title]),
  )
  for (const entry of entries) {
    if (entry.restricted || entry.kind !== 'support-began') continue
    const title = running.get(entry.body.offerId)
    if (title === undefined) continue
    return { how: 'done', words: 'Support has begun in the case', confidential: title, at: entry.at, by: entry.by }
  }
  return undefined
}

function planThatHolds({ entries }: KnownCase, today: Day, fits: typeof isJointPlan = () => true): Ended | undefined {
  const plan = plansOf(entries, today).find((one) => one.standing !== null && fits(one))
  const last = plan?.standing?.signatures.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1)
  return last && { how: 'done', words: 'A plan is agreed in the case', at: last.at, by: last.by }
}
