import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { BodyOf } from '../contract/entry.ts'
import { LONG_ABSENCE } from '../rules/returning/first-day-back.ts'

/** How a child was met on a first day back. */
export interface MetBack {
  readonly pupilId: PupilId
  readonly day: Day
  readonly body: BodyOf<'returned'>
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** First days back from a day on that somebody has seen to. */
export function metSince(tx: Tx, of: { schoolId: SchoolId; since: Day }): Promise<readonly MetBack[]> {
  return many(
    tx,
    sql<MetBack>`
      select pupil_id as "pupilId", day, body, at, by_name as name, by_position as position from casework.met_back
      where school_id = ${of.schoolId} and day >= ${of.since}`,
  )
}

/** @returns false where somebody wrote down of this day already. */
export async function keepMet(
  tx: Tx,
  of: {
    schoolId: SchoolId
    pupilId: PupilId
    day: Day
    body: BodyOf<'returned'>
    key: string
    at: Moment
    by: Caller
  },
): Promise<boolean> {
  const { by } = of
  const kept = await run(
    tx,
    sql`insert into casework.met_back (school_id, pupil_id, day, away, body, key, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.pupilId}, ${of.day}, ${of.body.away}, ${json(of.body)}, ${of.key}, ${of.at},
        ${by.id}, ${by.name}, ${by.position}) on conflict do nothing`,
  )
  return kept === 1
}

/** Whether an act with this key was done. */
export async function isMet(tx: Tx, of: { schoolId: SchoolId; key: string }): Promise<boolean> {
  const found = await maybeOne(
    tx,
    sql`select 1 from casework.met_back where school_id = ${of.schoolId} and key = ${of.key}`,
  )
  return found !== undefined
}

/** After how many school days away a first day back is prompted at this school. */
export async function longAbsenceOf(tx: Tx, schoolId: SchoolId): Promise<number> {
  const set = await maybeOne(
    tx,
    sql<{ days: number }>`${kept}
      select days from casework.long_absence where school_id = ${schoolId} order by set_at desc limit 1`,
  )
  return set?.days ?? LONG_ABSENCE
}

export async function keepLongAbsence(
  tx: Tx,
  of: { schoolId: SchoolId; days: number; at: Moment; by: Caller },
): Promise<void> {
  const { by } = of
  await run(
    tx,
    sql`insert into casework.long_absence (school_id, set_at, days, by, by_name, by_position)
      values (${of.schoolId}, ${of.at}, ${of.days}, ${by.id}, ${by.name}, ${by.position}) on conflict do nothing`,
  )
}
