import { success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../../kernel/session.ts'
import { enrolmentFigures } from '../../measures/contract.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolDays } from '../../roll/contract.ts'
import { calendarOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { lastWholeDay, spansAround } from '../rules/plans/plan-spans.ts'
import { loadPlan } from './load-plans.ts'

/** The child's own sessions before the plan began and since: as many school days on each side. */
export const planEffect: UseCase<typeof contract.planEffect> = async (context, { params }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { plan, file } = loaded.value
  const signed = plan.versions.find(({ version }) => version === plan.firstSigned)
  if (signed === undefined) return success({ effect: null })
  const { first } = signed.body
  const year = schoolYearOf(first)
  const { schoolId } = params
  const calendar = await calendarOf(context.tx, { schoolId, year })
  const { facts, until } = await sumsOfPupils(context.tx, {
    schoolId,
    year,
    now: context.now,
    pupilIds: [file.pupilId],
  })
  const enrolled = facts.enrolled.find(({ pupilId }) => pupilId === file.pupilId)
  if (calendar === undefined || enrolled === undefined || until < 0) return success({ effect: null })
  const spans = spansAround(schoolDays(calendar), {
    first,
    last: plan.until,
    until: lastWholeDay(sessionAt(year, until)),
  })
  if (spans === undefined) return success({ effect: null })
  const counted = (from: typeof first, to: typeof first) => {
    const { absent, possible } = enrolmentFigures(enrolled, {
      from: sessionIndex({ day: from, half: 'AM' }),
      to: sessionIndex({ day: to, half: 'PM' }),
    }).sessions
    return { absent, possible }
  }
  const { days, before, after } = spans
  return success({
    effect: {
      days,
      since: after.first,
      until: after.last,
      before: counted(before.first, before.last),
      after: counted(after.first, after.last),
    },
  })
}
