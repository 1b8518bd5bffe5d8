import type { SchoolId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { type SchoolCalendar, schoolDays, schoolWeeks, sessionsOf } from '../rules/calendar.ts'
import { calendarFaults } from '../rules/calendar-faults.ts'
import { findCalendar } from '../store.ts'
import { schoolOf } from '../views.ts'

export const getCalendar: UseCase<typeof contract.getCalendar> = async ({ tx }, { params }) =>
  calendarAnswer(tx, params)

/** A year's calendar, what it counts to and what is wrong with it. */
export async function calendarAnswer(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear },
): Promise<Result<Answer<typeof contract.getCalendar>>> {
  const [school, row] = [await schoolOf(tx, of.schoolId), await findCalendar(tx, of)]
  if (school === undefined) return notAllowed()
  const calendar: SchoolCalendar = { year: of.year, terms: row?.terms ?? [], daysOff: row?.days_off ?? [] }
  return success({
    version: row?.version ?? 0,
    calendar: { year: of.year, terms: [...calendar.terms], daysOff: [...calendar.daysOff] },
    counts: {
      schoolDays: schoolDays(calendar).length,
      sessions: sessionsOf(calendar).length,
      schoolWeeks: schoolWeeks(calendar).length,
    },
    faults: [...calendarFaults(calendar, school.type)],
  })
}
