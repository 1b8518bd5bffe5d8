import { notAllowed, refused } from '../../kernel/result.ts'
import { clockFaults } from '../../law/day-clock.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile } from '../keep.ts'
import { findDayClock } from '../store.ts'
import { schoolOf } from '../views.ts'
import { clocksAnswer } from './list-day-clocks.ts'
import { replaceDayClock } from './replace-day-clock.ts'

export const setDayClock: UseCase<typeof contract.setDayClock> = async (context, { params, body }) => {
  const { schoolId, yearGroup } = params
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  if (!school.yearGroups.includes(yearGroup))
    return refused('roll.clock-impossible', 'This school does not have that year group. Add it to the school first.')
  const known = await findDayClock(context.tx, { schoolId, yearGroup, from: body.from, lock: true })
  if ((known?.version ?? 0) !== body.version) return changedMeanwhile()
  const set = { yearGroup, clock: body.clock, alsoStated: body.alsoStated ?? known?.also_stated ?? [] }
  const impossible = clockFaults([set]).filter((fault) => fault.severity === 'refuse')
  if (impossible.length > 0)
    return refused('roll.clock-impossible', impossible.map((fault) => fault.message).join(' '), impossible)
  await replaceDayClock(context.tx, factsOf(context, schoolId, body.reason), { ...set, from: body.from })
  await context.say('day-clock-set', { schoolId, yearGroup, from: body.from })
  return clocksAnswer(context.tx, { schoolId, day: body.from })
}
