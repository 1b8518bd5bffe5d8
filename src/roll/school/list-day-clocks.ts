import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { clockFaults } from '../../law/day-clock.ts'
import { compareYearGroups } from '../../law/school-age.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { DayClockRow } from '../rules/rows.ts'
import { dayClockRows, dayClockRowsOn } from '../store.ts'
import { schoolOf } from '../views.ts'

export const listDayClocks: UseCase<typeof contract.listDayClocks> = async ({ tx, now }, { params, query }) =>
  clocksAnswer(tx, { schoolId: params.schoolId, day: query.day ?? schoolTime(now).day })

const shown = (row: DayClockRow) => ({
  yearGroup: row.year_group,
  from: row.from_day,
  clock: row.clock,
  alsoStated: [...row.also_stated],
  version: row.version,
})

const byYearGroup = (one: DayClockRow, other: DayClockRow) => compareYearGroups(one.year_group, other.year_group)

/** The clocks in force on a day, and what the school must decide about them (domain reference §6.3, X1 to X4; N2). */
export async function clocksAnswer(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day },
): Promise<Result<Answer<typeof contract.listDayClocks>>> {
  const school = await schoolOf(tx, of.schoolId)
  if (school === undefined) return notAllowed()
  const inForce = (await dayClockRowsOn(tx, of)).toSorted(byYearGroup)
  const all = (await dayClockRows(tx, of)).toSorted(byYearGroup)
  const faults = clockFaults(
    inForce.map((row) => ({ yearGroup: row.year_group, clock: row.clock, alsoStated: row.also_stated })),
    school.stated,
  )
  return success({
    day: of.day,
    yearGroups: school.yearGroups.toSorted(compareYearGroups),
    clocks: inForce.map(shown),
    all: all.map(shown),
    faults: faults.map(({ values: [one, other], yearGroups, ...fault }) => ({
      ...fault,
      yearGroups: [...yearGroups],
      values: [one, other],
    })),
  })
}
