import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'

export interface GivenWeek {
  readonly groupId: GroupId
  readonly monday: Day
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** The forms that were given their week, in weeks from a Monday on. */
export function givenWeeks(tx: Tx, of: { schoolId: SchoolId; from: Day }): Promise<readonly GivenWeek[]> {
  return many(
    tx,
    sql<GivenWeek>`${kept}
      select group_id as "groupId", monday, at, by_name as name, by_position as position from weekly.told
      where school_id = ${of.schoolId} and monday >= ${of.from} order by monday, group_id`,
  )
}

/** The first who says so stands. */
export async function keepGiven(
  tx: Tx,
  of: { schoolId: SchoolId; groupId: GroupId; monday: Day; at: Moment; by: Caller },
): Promise<void> {
  await maybeOne(
    tx,
    sql`insert into weekly.told (school_id, group_id, monday, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.groupId}, ${of.monday}, ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning monday`,
  )
}

/** Whether forms are shown beside one another, and why; the latest word. */
export function formTableSetting(
  tx: Tx,
  schoolId: SchoolId,
): Promise<{ readonly number: number; readonly shown: boolean; readonly reason: string } | undefined> {
  return maybeOne(
    tx,
    sql<{ number: number; shown: boolean; reason: string }>`
      select number, shown, reason from weekly.form_table where school_id = ${schoolId} order by number desc limit 1`,
  )
}

/** @returns false where somebody else was faster. */
export async function keepFormTable(
  tx: Tx,
  of: { schoolId: SchoolId; number: number; shown: boolean; reason: string; at: Moment; by: Caller },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into weekly.form_table (school_id, number, shown, reason, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.number}, ${of.shown}, ${of.reason}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
