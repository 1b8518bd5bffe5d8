import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { overviewOf } from '../rules/shown/overview.ts'
import { FEWEST_SHOWN } from '../rules/shown/small-numbers.ts'
import { groupsOfTotals, readTotals } from './read-totals.ts'

/** A term of a school in one page. */
export const schoolTotals: UseCase<typeof contract.schoolTotals> = async (context, { params, query }) => {
  const school = await schoolOf(context.tx, params.schoolId)
  if (school === undefined) return notAllowed()
  const read = await readTotals(context.tx, school, { now: context.now, ...query })
  if (!read.ok) return read
  const { facts, span, terms, shown } = read.value
  const { byWeek } = overviewOf(facts, span, {})
  const isShown = shown.all !== null
  return success({
    ...shown,
    asOf: context.now,
    fewest: FEWEST_SHOWN,
    terms: [...terms],
    weeks: isShown
      ? byWeek.weeks.flatMap(({ monday }, place) => {
          const sessions = byWeek.sessions[place]
          return sessions === undefined ? [] : [{ monday, sessions }]
        })
      : [],
    divisions: isShown ? groupsOfTotals(read.value) : [],
  })
}
