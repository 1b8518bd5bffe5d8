import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { DayClock } from '../law/day-clock.ts'
import type { YearGroup } from '../law/school-age.ts'
import { many, type Tx } from '../platform/database/database.ts'

/** A year group's day clock, and the first day on which it held; it holds until the next of the year group does. */
export interface DayClockFrom {
  readonly yearGroup: YearGroup
  readonly fromDay: Day
  readonly clock: DayClock
}

/** Every day clock of a school that held before or on a day, in the order in which they began. For sums over many days; `dayClocksOn` is of one. */
export function dayClocksOfSchool(tx: Tx, of: { schoolId: SchoolId; until: Day }): Promise<readonly DayClockFrom[]> {
  return many(
    tx,
    sql<DayClockFrom>`
      select year_group as "yearGroup", from_day as "fromDay", clock from roll.day_clock
      where school_id = ${of.schoolId} and from_day <= ${of.until}
      order by from_day`,
  )
}
