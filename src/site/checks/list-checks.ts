import { addDays } from '../../kernel/day.ts'
import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { GATE_DAYS } from '../contract.ts'
import { whoTheyAre } from '../gate/look-at-gates.ts'
import { isGone, type SearchState, searchStanding } from '../rules/search.ts'
import { lookUntil } from '../rules/search-duties.ts'
import { checksOf, searchesOf } from './store.ts'

/** Searches that are not over first; then those of today that are. */
export const listSpotChecks: UseCase<typeof contract.listSpotChecks> = async ({ tx, now, audit }, { params }) => {
  const { schoolId } = params
  const { day } = schoolTime(now)
  const searches = await searchesOf(tx, { schoolId, from: day })
  const checks = await checksOf(tx, { schoolId, from: addDays(day, -GATE_DAYS) })
  const known = await whoTheyAre(tx, { schoolId, day, pupilIds: searches.map(({ pupilId }) => pupilId) })
  audit({ facts: { searches: searches.length } })
  return success({
    asOf: now,
    searches: searches
      .map(({ steps, ...search }) => {
        const { state, next } = searchStanding(steps)
        return {
          ...search,
          ...known(search.pupilId),
          state,
          next: [...next],
          lookUntil: lookUntil(search.at),
          steps: [...steps],
        }
      })
      .sort((one, other) => urgency(one) - urgency(other)),
    checks: checks.map(({ checkId, kind, day: on, at, place, by, expected, missing }) => ({
      ...{ checkId, kind, day: on, at, place, by, expected, missing },
    })),
  })
}

/** Who is gone comes first, then who is looked for, then whose family waits to be told; what is over comes last. */
function urgency({ state, next }: { readonly state: SearchState; readonly next: readonly unknown[] }): number {
  if (next.length === 0) return 3
  if (isGone(state)) return 0
  return state === 'looking' ? 1 : 2
}
