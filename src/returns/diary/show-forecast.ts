import { askedAt } from '../../duties/index.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { readReturnFacts, returnsForDuties, sicknessSent } from '../duties/read-facts.ts'
import { FORECAST_RULE, forecastSickness } from '../rules/sickness.ts'

/** From two thirds of the limit on, somebody should be looking. */
const NEAR = 2 / 3

/** Who is near the limit of a sickness return, and what is known of the days to come. */
export const showForecast: UseCase<typeof contract.sicknessForecast> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  // Codes of absence are shown: for those who may see what is recorded beside marks.
  if (context.may('register.view-details') !== 'all') return notAllowed()
  const asked = await askedAt(tx, { schoolId, now })
  const facts = await readReturnFacts(tx, asked)
  const { amount } = asked.policy.policy.sicknessReturn.after
  const near = facts.pupils
    .flatMap((pupil) => forecastSickness(facts, pupil) ?? [])
    .filter(({ missed, reachesOn }) => reachesOn !== null || missed >= 2 * amount * NEAR)
    .toSorted(
      (one, other) =>
        (one.reachesOn ?? '9999').localeCompare(other.reachesOn ?? '9999') ||
        other.missed - one.missed ||
        one.pupilId.localeCompare(other.pupilId),
    )
  const sent = sicknessSent(await returnsForDuties(tx, asked), firstDayOf(asked.year))
  const names = await namesOnRoll(tx, { schoolId, ids: near.map(({ pupilId }) => pupilId) })
  context.audit({ facts: { pupils: near.length } })
  return success({
    today: asked.today,
    rule: FORECAST_RULE,
    after: amount,
    pupils: near.map(({ pupilId, missed, ahead, reachesOn, reached, grounds }) => ({
      pupil: { id: pupilId, name: names.get(pupilId) ?? '' },
      missed,
      ahead,
      reachesOn,
      reached,
      grounds: [...grounds],
      sentOn: sent.get(pupilId) ?? null,
    })),
  })
}
