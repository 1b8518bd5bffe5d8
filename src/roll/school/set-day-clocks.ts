import { notAllowed, refused } from '../../kernel/result.ts'
import { clockFaults } from '../../law/day-clock.ts'
import { yearGroupName } from '../../law/school-age.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile } from '../keep.ts'
import { findDayClock } from '../store.ts'
import { schoolOf } from '../views.ts'
import { clocksAnswer } from './list-day-clocks.ts'
import { replaceDayClock } from './replace-day-clock.ts'

/** Sets one clock for one year group or for several: for all of them or for none. */
export const setDayClocks: UseCase<typeof contract.setDayClocks> = async (context, { params, body }) => {
  const { schoolId } = params
  const { from, clock } = body
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const strange = body.yearGroups.find(({ yearGroup }) => !school.yearGroups.includes(yearGroup))
  if (strange !== undefined)
    return refused(
      'roll.clock-impossible',
      `This school does not have ${yearGroupName(strange.yearGroup)}. Add it to the school first.`,
    )
  const impossible = body.yearGroups
    .slice(0, 1)
    .flatMap(({ yearGroup }) => clockFaults([{ yearGroup, clock }]))
    .filter((fault) => fault.severity === 'refuse')
  if (impossible.length > 0)
    return refused('roll.clock-impossible', impossible.map((fault) => fault.message).join(' '), impossible)
  for (const { yearGroup, version } of body.yearGroups) {
    const known = await findDayClock(context.tx, { schoolId, yearGroup, from, lock: true })
    if ((known?.version ?? 0) !== version) return changedMeanwhile()
    const alsoStated = body.alsoStated ?? known?.also_stated ?? []
    await replaceDayClock(context.tx, factsOf(context, schoolId, body.reason), { yearGroup, clock, alsoStated, from })
    await context.say('day-clock-set', { schoolId, yearGroup, from })
  }
  return clocksAnswer(context.tx, { schoolId, day: from })
}
