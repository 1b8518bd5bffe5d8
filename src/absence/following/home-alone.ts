import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'

/** Keeps what a family said of a child: at home alone on these days, or with somebody. Of one report or call it is kept once. */
export async function keepHomeAlone(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly pupilId: PupilId
    readonly saidIn: string
    readonly first: Day
    readonly last: Day
    readonly alone: boolean
    readonly at: Moment
    readonly by: Caller
  },
): Promise<void> {
  const { by } = of
  await run(
    tx,
    sql`insert into absence.home_alone (school_id, pupil_id, said_in, first_day, last_day, alone, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.pupilId}, ${of.saidIn}, ${of.first}, ${of.last}, ${of.alone}, ${of.at}, ${by.id}, ${by.name},
        ${by.position})
      on conflict do nothing`,
  )
}

/** The children of whom it was last said that they are at home alone on this day; what a report said that was set aside, nobody said. */
export async function homeAloneOn(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly day: Day },
): Promise<ReadonlySet<PupilId>> {
  const rows = await many(
    tx,
    sql<{ pupilId: PupilId; alone: boolean }>`${kept}
      select distinct on (pupil_id) pupil_id as "pupilId", alone from absence.home_alone
      where school_id = ${of.schoolId} and first_day <= ${of.day} and last_day >= ${of.day}
        and not exists (select from absence.report_step as step
          where step.school_id = home_alone.school_id and step.report_id = said_in and step.kind = 'set-aside')
      order by pupil_id, at desc, said_in`,
  )
  return new Set(rows.flatMap(({ pupilId, alone }) => (alone ? [pupilId] : [])))
}
