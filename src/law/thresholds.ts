import { type Day, day } from '../kernel/day.ts'
import { type Citation, REGULATIONS_2024_BEGIN } from './citation.ts'
import { CLOCK_ROWS, type Unit } from './clocks.ts'

export type { Unit }

/** `N4`, `N13-window`, …: the number of the rule, and which of its amounts. */
export type ThresholdId = (typeof CLOCK_ROWS)[number][0]

/** An amount that law or national guidance fixes, and the days between which it holds. */
export interface Threshold extends Citation {
  readonly id: ThresholdId
  readonly title: string
  readonly amount: number
  readonly unit: Unit
  /** First day; since before our records where left out. */
  readonly from?: Day
  /** Last day, included; still in force where left out. */
  readonly until?: Day
}

/** Every national threshold, in the order of the list; the amounts of one id are oldest first and never overlap. */
export const THRESHOLDS: readonly Threshold[] = CLOCK_ROWS.map(([id, title, amount, unit, citation, from, until]) => ({
  id,
  title,
  amount,
  unit,
  ...citation,
  ...(from === undefined ? {} : { from: day(from) }),
  ...(until === undefined ? {} : { until: day(until) }),
}))

/** The amount that held on a day; undefined where there was none then. */
export function thresholdOn(id: ThresholdId, on: Day): Threshold | undefined {
  return THRESHOLDS.find(
    (threshold) =>
      threshold.id === id &&
      (threshold.from === undefined || threshold.from <= on) &&
      (threshold.until === undefined || on <= threshold.until),
  )
}

/** A rule that the register itself works by. @throws RangeError where the table does not hold it: the table is wrong. */
function inForceIn2024(id: ThresholdId): Threshold {
  const threshold = thresholdOn(id, day(REGULATIONS_2024_BEGIN))
  if (threshold === undefined) throw new RangeError(`no threshold ${id}`)
  return threshold
}

/** The longest a register may stay open, with its source. */
export const REGISTER_OPEN_LIMIT: Threshold = inForceIn2024('N2')

/** 30. Guidance: a longer time is a compliance note, not a refusal. */
export const MAX_MINUTES_REGISTER_OPEN: number = REGISTER_OPEN_LIMIT.amount

/** 5 school days (not working days) from the session for an N to become another code, or O. */
export const SCHOOL_DAYS_TO_ESTABLISH_REASON: number = inForceIn2024('N4').amount

/** 6 years from the day an entry was made, for entries made since 19 August 2024. An amendment is an entry of its own. */
export const YEARS_TO_KEEP_REGISTER: number = inForceIn2024('N22').amount
