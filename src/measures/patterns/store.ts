import { sql } from 'kysely'
import { addDays, type Day } from '../../kernel/day.ts'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { Half } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'

/** Who entered or took back something, and when. */
export interface Act {
  readonly at: Moment
  readonly by: { readonly id: string; readonly name: string; readonly position: string }
}

export interface LateEvent {
  readonly id: string
  readonly day: Day
  readonly what: string
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** A session of the week without lessons, for a year group or a class, between two days, the last included. */
export interface LessonFree {
  readonly id: string
  readonly yearGroup: YearGroup | null
  readonly groupId: GroupId | null
  readonly weekday: 1 | 2 | 3 | 4 | 5
  readonly half: Half
  readonly from: Day
  readonly to: Day | null
  readonly at: Moment
  readonly name: string
  readonly position: string
}

const ENTERED = sql`added_at as at, added_by_name as name, added_by_position as position`

/** Late events between two days, both included, that have not been taken back. */
export function lateEventsOf(tx: Tx, of: { schoolId: SchoolId; from: Day; to: Day }): Promise<readonly LateEvent[]> {
  return many(
    tx,
    sql<LateEvent>`select id, day, what, ${ENTERED} from measures.late_event
      where school_id = ${of.schoolId} and day between ${of.from} and ${of.to} and removed_at is null order by day, what`,
  )
}

export async function isEventKnown(tx: Tx, of: { schoolId: SchoolId; day: Day; what: string }): Promise<boolean> {
  const row = await maybeOne(
    tx,
    sql`select 1 from measures.late_event where school_id = ${of.schoolId} and day = ${of.day}
      and lower(what) = lower(${of.what}) and removed_at is null`,
  )
  return row !== undefined
}

export async function saveLateEvent(
  tx: Tx,
  of: { schoolId: SchoolId; id: string; day: Day; what: string },
  act: Act,
): Promise<void> {
  await run(
    tx,
    sql`insert into measures.late_event (school_id, id, day, what, added_at, added_by, added_by_name, added_by_position)
      values (${of.schoolId}, ${of.id}, ${of.day}, ${of.what}, ${act.at}, ${act.by.id}, ${act.by.name}, ${act.by.position})`,
  )
}

export async function saveLessonFree(
  tx: Tx,
  of: { schoolId: SchoolId } & Omit<LessonFree, 'at' | 'name' | 'position'>,
  act: Act,
): Promise<void> {
  const until = of.to === null ? null : addDays(of.to, 1)
  await run(
    tx,
    sql`insert into measures.lesson_free (school_id, id, year_group, group_id, weekday, half, from_day, until_day,
        added_at, added_by, added_by_name, added_by_position)
      values (${of.schoolId}, ${of.id}, ${of.yearGroup}, ${of.groupId}, ${of.weekday}, ${of.half}, ${of.from}, ${until},
        ${act.at}, ${act.by.id}, ${act.by.name}, ${act.by.position})`,
  )
}

/** Sessions without lessons that hold on any day between two, both included. */
export function lessonFreeOf(tx: Tx, of: { schoolId: SchoolId; from: Day; to: Day }): Promise<readonly LessonFree[]> {
  return many(
    tx,
    sql<LessonFree>`select id, year_group as "yearGroup", group_id as "groupId", weekday, half, from_day as "from",
        (until_day - 1)::date as "to", ${ENTERED}
      from measures.lesson_free
      where school_id = ${of.schoolId} and from_day <= ${of.to} and (until_day is null or until_day > ${of.from})
        and removed_at is null
      order by weekday, half, from_day`,
  )
}

/** Takes something back. @returns false where it is not there, or has been taken back. */
export async function takeBack(
  tx: Tx,
  of: { schoolId: SchoolId; table: 'late_event' | 'lesson_free'; id: string; reason: string },
  act: Act,
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update ${sql.table(`measures.${of.table}`)} set removed_at = ${act.at}, removed_by = ${act.by.id},
        removed_by_name = ${act.by.name}, removed_by_position = ${act.by.position}, removed_because = ${of.reason}
      where school_id = ${of.schoolId} and id = ${of.id} and removed_at is null`,
  )
  return touched === 1
}
