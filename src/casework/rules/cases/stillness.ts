import { type SchoolDays, schoolDaysPassed } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import type { CaseState } from './case-state.ts'

/** School days without an entry after which a case counts as forgotten: three school weeks. Our own choice; no law or guidance names a number. */
export const STALE_AFTER = 15

/** School days since anybody wrote anything; null where the calendar does not say. */
export function stillFor({ last }: Pick<CaseState, 'last'>, today: Day, days: SchoolDays): number | null {
  return schoolDaysPassed(days, schoolTime(last).day, today) ?? null
}
