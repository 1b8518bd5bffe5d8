import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { listPlans } from '../../contract.ts'

export type Plan = Answer<typeof listPlans>['plans'][number]

/** What an act that set marks ahead answers: how many, and its number in the journal, which is the plan's. */
export interface PlanDone {
  readonly version: number
  readonly marks: number
}

/** The plans with that of this number first, where it is among them: whoever has just saved one looks for it. */
export function withFirst<P extends { readonly number: number }>(plans: readonly P[], number: number | undefined): P[] {
  return [...plans.filter((plan) => plan.number === number), ...plans.filter((plan) => plan.number !== number)]
}

/** "23 Nov 2026 to 27 Nov 2026" for whole days; "23 Nov 2026, afternoon, to 27 Nov 2026, morning" where a half is left out. */
export function spanWords({ first, last }: Pick<Plan, 'first' | 'last'>): string {
  const half = (of: 'AM' | 'PM') => (of === 'AM' ? 'morning' : 'afternoon')
  const from = `${shortDay(first.day)}, ${half(first.half)}`
  if (first.day === last.day && first.half === last.half) return from
  if (first.day === last.day) return `${shortDay(first.day)}, all day`
  if (first.half === 'AM' && last.half === 'PM') return `${shortDay(first.day)} to ${shortDay(last.day)}`
  return `${from}, to ${shortDay(last.day)}, ${half(last.half)}`
}
