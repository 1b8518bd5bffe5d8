import { type SchoolDays, schoolDaysOf } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { calendarOf } from '../../roll/index.ts'
import { noSchoolDay } from '../rules/cases/no-school-day.ts'

export interface OfSchool {
  readonly schoolId: SchoolId
  readonly today: Day
}

/** The days on which a school meets in this year and the next, as far as its calendars are entered. */
export async function schoolDaysAhead(tx: Tx, { schoolId, today }: OfSchool): Promise<SchoolDays> {
  const year = schoolYearOf(today)
  const next = (year + 1) as SchoolYear
  return schoolDaysOf([await calendarOf(tx, { schoolId, year }), await calendarOf(tx, { schoolId, year: next })])
}

/** Days on which somebody is to look at something: refused where the school does not meet on one that is still to come. */
export async function onSchoolDays(tx: Tx, of: OfSchool, set: readonly (Day | null)[]): Promise<Result<void>> {
  const ahead = set.filter((day): day is Day => day !== null && day >= of.today)
  if (ahead.length === 0) return success(undefined)
  const days = await schoolDaysAhead(tx, of)
  const why = ahead.map((day) => noSchoolDay(days, day, of.today)).find((words) => words !== null)
  return why === undefined || why === null ? success(undefined) : refused('casework.no-school-day', why)
}
