import { success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { namePupils } from '../name-pupils.ts'
import { readAsked } from '../read-asked.ts'
import { byWhoCanBeHelped, isWorthListing, onesAhead } from '../rules/ahead/who-can-be-helped.ts'
import { isAskedFor } from '../rules/shown/asked.ts'
import { basisOf, basisShown } from './basis.ts'
import { aheadShown } from './shown.ts'

/** Who of a school may become persistently absent, those first who can still be helped. */
export const schoolAhead: UseCase<typeof contract.schoolAhead> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, on, filter } = asked.value
  const basis = await basisOf(context, schoolId, asked.value)
  const { place, termEnds } = basis
  const earlier = basis.noForecast === undefined ? basis.earlier : []
  const all = facts.enrolled
    .filter((one) => isAskedFor(one, filter) && one.onRoll.to > place)
    .flatMap((one) => onesAhead(facts, one, { place, termEnds, earlier }) ?? [])
  const listed = all.filter(isWorthListing).sort(byWhoCanBeHelped)
  const ids = listed.map(({ enrolled }) => enrolled.pupilId)
  const nameOf = await namePupils(context, { schoolId, on, enrolled: facts.enrolled, ids })
  const standing = (which: (typeof listed)[number]['standing']) => listed.filter((one) => one.standing === which).length
  context.audit({ facts: { pupils: listed.length, named: nameOf !== undefined } })
  return success({
    ...basisShown(asked.value, basis),
    asked: all.length,
    counts: {
      canStayBelow: standing('can-stay-below'),
      past10: standing('past-10'),
      past50: standing('past-50'),
    },
    pupils:
      nameOf === undefined ? [] : listed.map((one) => ({ pupil: nameOf(one.enrolled.pupilId), ...aheadShown(one) })),
  })
}
