import type { FlagKind } from '../../../roll/contract.ts'
import type { DivisionShown } from '../../contract/shown.ts'
import { divisionsOf, figuresShown, hidingOf, isFew, partsOf, type ShownFigures } from '../shown/cohorts.ts'
import { divisionsShown } from '../shown/divisions-shown.ts'
import { everyPeriod, type Period, type Periods } from './periods.ts'

/** Groups that DfE publishes figures of, so that a governor may know them of the own school. Nothing about health, care or protection. */
export const FLAGS_OF_TOTALS: readonly FlagKind[] = ['sen-support', 'ehcp', 'eal', 'fsm', 'pupil-premium']

/**
 * The whole school in one period. Null where it has 1 to 5 enrolments in the year or in any term of it, a count null where 1 to 5 have it in
 * any of these: the year less the other terms is the term that is hidden.
 */
export function wholeOfTotals(periods: Periods, { all }: Period): ShownFigures | null {
  const every = everyPeriod(periods)
  if (every.some((one) => isFew(one.all.enrolments))) return null
  return figuresShown(all, (count) => every.some((one) => isFew(one.all[count])))
}

/**
 * The groups of a whole school in one period, with everything hidden that would tell of a few. A group that is hidden in one term is hidden in
 * every answer about the year.
 */
export function groupsOfTotals(periods: Periods, { each }: Period): DivisionShown[] {
  const parts = partsOf(each, { flags: FLAGS_OF_TOTALS, groupNames: new Map() })
  const hiding = hidingOf(
    everyPeriod(periods).map((one) => one.each),
    { parts, countsToo: true },
  )
  return divisionsShown(divisionsOf(each, { parts, hiding }))
}
