import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { namePupils } from '../name-pupils.ts'
import { readAsked } from '../read-asked.ts'
import { lately, projected } from '../rules/ahead/forecast.ts'
import { wayAhead } from '../rules/ahead/way-ahead.ts'
import { onesAhead } from '../rules/ahead/who-can-be-helped.ts'
import type { Sessions } from '../rules/sessions.ts'
import { basisOf, basisShown } from './basis.ts'
import { aheadShown } from './shown.ts'

const counted = ({ absent, possible }: Sessions) => ({ absent, possible })

/** What lies ahead of one pupil, and the pupils of last year on whom the forecast rests, by name. */
export const pupilForecast: UseCase<typeof contract.pupilForecast> = async (context, { params, query }) => {
  const { schoolId, pupilId } = params
  context.audit({ subject: pupilId })
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, on } = asked.value
  const enrolled = facts.enrolled.find((one) => one.pupilId === pupilId)
  if (enrolled === undefined) return notAllowed()
  const basis = await basisOf(context, schoolId, asked.value)
  const { place, termEnds, before, beforeOn } = basis
  const earlier = basis.noForecast === undefined ? basis.earlier : []
  const ahead = onesAhead(facts, enrolled, { place, termEnds, earlier })
  const nameOf = await namePupils(context, { schoolId, on, enrolled: [enrolled], ids: [pupilId] })
  if (ahead === undefined || nameOf === undefined) return notAllowed()
  const way = wayAhead(facts, enrolled, place)
  const alike = ahead.forecast === undefined ? [] : projected(enrolled, { place, earlier, way })
  const ids = alike.map(({ one }) => one.enrolled.pupilId)
  // The trail says how many other pupils' years were opened by this look.
  context.audit({ facts: { alike: ids.length } })
  const nameThen = await namePupils(context, { schoolId, on: beforeOn, enrolled: before.enrolled, ids })
  return success({
    ...basisShown(asked.value, basis),
    pupil: nameOf(pupilId),
    ...aheadShown(ahead),
    lately: counted(lately(enrolled, place)),
    alike:
      nameThen === undefined
        ? []
        : alike.map(({ one, end, persistent, within }) => ({
            pupil: nameThen(one.enrolled.pupilId),
            atThisPoint: counted(one.known.sessions),
            lately: one.known.lately,
            ended: counted(one.whole),
            projected: end,
            persistent,
            within,
          })),
  })
}
