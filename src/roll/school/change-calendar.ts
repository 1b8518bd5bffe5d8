import { notAllowed, refused } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile } from '../keep.ts'
import { calendarFaults } from '../rules/calendar-faults.ts'
import { findCalendar } from '../store.ts'
import { schoolOf } from '../views.ts'
import { calendarAnswer } from './get-calendar.ts'
import { replaceCalendar } from './replace-calendar.ts'

export const changeCalendar: UseCase<typeof contract.changeCalendar> = async (context, { params, body }) => {
  const { schoolId, year } = params
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const known = await findCalendar(context.tx, { schoolId, year, lock: true })
  if ((known?.version ?? 0) !== body.version) return changedMeanwhile()
  const calendar = { year, terms: body.terms, daysOff: body.daysOff }
  const impossible = calendarFaults(calendar, school.type).filter((fault) => fault.severity === 'refuse')
  if (impossible.length > 0)
    return refused('roll.calendar-impossible', impossible.map((fault) => fault.message).join(' '), impossible)
  await replaceCalendar(context.tx, factsOf(context, schoolId, body.reason), calendar)
  await context.say('calendar-changed', { schoolId, year })
  return calendarAnswer(context.tx, { schoolId, year })
}
