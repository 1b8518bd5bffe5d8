import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { FEWEST_SHOWN } from '../rules/shown/small-numbers.ts'
import { groupsOfTotals } from '../rules/totals/groups-of-totals.ts'
import { weeksOfTotals } from '../rules/totals/weeks-of-totals.ts'
import { periodAsked, readTotals, totalsShown } from './read-totals.ts'

/** A term of a school in one page. */
export const schoolTotals: UseCase<typeof contract.schoolTotals> = async (context, { params, query }) => {
  const school = await schoolOf(context.tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const read = await readTotals(context.tx, school, { now: context.now, year: query.year })
  if (!read.ok) return read
  const period = periodAsked(read.value, query.term)
  if (!period.ok) return period
  const { facts, periods } = read.value
  const shown = totalsShown(read.value, period.value)
  const isShown = shown.all !== null
  return success({
    ...shown,
    asOf: context.now,
    fewest: FEWEST_SHOWN,
    terms: periods.terms.map(({ name }) => name),
    weeks: isShown ? [...weeksOfTotals(facts, periods, period.value)] : [],
    divisions: isShown ? groupsOfTotals(periods, period.value) : [],
  })
}
