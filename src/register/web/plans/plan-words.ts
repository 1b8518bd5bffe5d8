import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { listPlans } from '../../contract.ts'

export type Plan = Answer<typeof listPlans>['plans'][number]

/** "23 Nov 2026 to 27 Nov 2026" for whole days; "23 Nov 2026, afternoon, to 27 Nov 2026, morning" where a half is left out. */
export function spanWords({ first, last }: Pick<Plan, 'first' | 'last'>): string {
  const half = (of: 'AM' | 'PM') => (of === 'AM' ? 'morning' : 'afternoon')
  const from = `${shortDay(first.day)}, ${half(first.half)}`
  if (first.day === last.day && first.half === last.half) return from
  if (first.day === last.day) return `${shortDay(first.day)}, all day`
  if (first.half === 'AM' && last.half === 'PM') return `${shortDay(first.day)} to ${shortDay(last.day)}`
  return `${from}, to ${shortDay(last.day)}, ${half(last.half)}`
}
