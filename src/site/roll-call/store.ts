import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { CountAct } from '../rules/counting-people.ts'

export function countActsOf(tx: Tx, of: { schoolId: SchoolId; day: Day }): Promise<readonly CountAct[]> {
  return many(
    tx,
    sql<CountAct>`select key, kind, pupil_id as "pupilId", at, by_name as by, words from site.count_act
      where school_id = ${of.schoolId} and day = ${of.day}`,
  )
}

export interface CountHead {
  readonly schoolId: SchoolId
  readonly day: Day
  readonly now: Moment
  readonly by: Caller
}

/** Keeps presses; one whose key is there already stays as it is. */
export async function keepCounts(
  tx: Tx,
  { schoolId, day, now, by }: CountHead,
  acts: readonly Pick<CountAct, 'key' | 'kind' | 'pupilId' | 'at' | 'words'>[],
): Promise<void> {
  const of = <Key extends keyof (typeof acts)[number]>(key: Key) => acts.map((act) => act[key])
  await run(
    tx,
    sql`insert into site.count_act (school_id, key, kind, pupil_id, day, at, received_at, words, by, by_name, by_position)
      select ${schoolId}::uuid, key, kind, pupil_id, ${day}::date, at, ${now}::timestamptz, words, ${by.id}::uuid,
        ${by.name}::text, ${by.position}::text
      from unnest(${of('key')}::uuid[], ${of('kind')}::text[], ${of('pupilId') as (PupilId | null)[]}::uuid[],
        ${of('at')}::timestamptz[], ${of('words')}::text[]) as act (key, kind, pupil_id, at, words)
      on conflict do nothing`,
  )
}
