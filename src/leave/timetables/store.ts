import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { By } from '../rules/request.ts'
import type { Timetable, TimetableStep } from '../rules/timetable.ts'

/** A part-time timetable as it is kept, with what happened to it since. */
export interface KeptTimetable extends Timetable {
  readonly pupilId: PupilId
  readonly entry: number
  readonly at: Moment
  readonly by: By
  readonly steps: readonly TimetableStep[]
}

type Row = Omit<KeptTimetable, 'by' | 'steps'> & By
type StepRow = Omit<TimetableStep, 'by'> & By & { readonly id: string }

/** Timetables of a school with their steps: one by its id, or all. */
export async function timetablesOf(
  tx: Tx,
  of: { schoolId: SchoolId; id?: string; endsFrom?: Day },
): Promise<readonly KeptTimetable[]> {
  const { schoolId, id = null, endsFrom = null } = of
  const rows = await many(
    tx,
    sql<Row>`${kept}
      select timetable_id as id, pupil_id as "pupilId", reason, away, times, agreed_with as "agreedWith",
        agreed_day as "agreedDay", first_day as "first", review_day as review, last_day as "last", entry, at,
        by_name as name, by_position as position
      from leave.timetable
      where school_id = ${schoolId} and (${id}::uuid is null or timetable_id = ${id}::uuid)
        and (${endsFrom}::date is null or last_day >= ${endsFrom}::date)
      order by first_day, timetable_id`,
  )
  if (rows.length === 0) return []
  const steps = await many(
    tx,
    sql<StepRow>`
      select timetable_id as id, number, kind, words, review_day as review, at, by_name as name,
        by_position as position
      from leave.timetable_step
      where school_id = ${schoolId} and timetable_id = any (${rows.map((row) => row.id)}::uuid[])
      order by timetable_id, number`,
  )
  return rows.map(({ name, position, ...row }) => ({
    ...row,
    by: { name, position },
    steps: steps
      .filter((step) => step.id === row.id)
      .map(({ id: _, name: who, position: as, ...step }) => ({ ...step, by: { name: who, position: as } })),
  }))
}

export async function keepTimetable(
  tx: Tx,
  of: Timetable & { schoolId: SchoolId; pupilId: PupilId; entry: number; at: Moment; by: Caller },
): Promise<void> {
  await run(
    tx,
    sql`insert into leave.timetable (school_id, timetable_id, pupil_id, reason, away, times, agreed_with, agreed_day,
        first_day, review_day, last_day, entry, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.pupilId}, ${of.reason}, ${json(of.away)}, ${of.times}, ${of.agreedWith},
        ${of.agreedDay}, ${of.first}, ${of.review}, ${of.last}, ${of.entry}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing`,
  )
}

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepTimetableStep(
  tx: Tx,
  of: {
    schoolId: SchoolId
    id: string
    number: number
    kind: TimetableStep['kind']
    words: string
    review?: Day
    entry?: number | null
    at: Moment
    by: Caller
  },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql<{ number: number }>`
      insert into leave.timetable_step (school_id, timetable_id, number, kind, words, review_day, entry, at, by, by_name,
        by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${of.kind}, ${of.words}, ${of.review ?? null}, ${of.entry ?? null},
        ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
