import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import { parseTimeOfDay, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { one, type Tx } from '../../platform/database/database.ts'
import { PACKED_MARK } from '../rules/journal.ts'

/** When pupils came through the door late, by pupil and session. */
export type Arrivals = ReadonlyMap<PupilId, ReadonlyMap<SessionIndex, TimeOfDay>>

const LATE = [byteOfCode('L'), byteOfCode('U')]

/**
 * The times of arrival that stand beside marks of some sessions, whoever recorded them: by pupil and session the last one entered, as
 * `standingIn` has it for one session. A later code leaves the time (they came when they came), a later N takes it away (they did not), and a
 * save that was undone tells nothing. The strip says whether the mark is a late one.
 *
 * One statement, one text: a row for each arrival of a year would take ten times as long to read. Marks are unpacked only where something
 * is recorded beside them, or where an act may have put N over a late mark, which are few.
 */
export async function arrivalsOf(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; from: SessionIndex; to: SessionIndex },
): Promise<Arrivals> {
  const { schoolId, year, from, to } = of
  const within = sql`school_id = ${schoolId} and year = ${year} and first_session <= ${to} and last_session >= ${from}`
  const { found } = await one(
    tx,
    sql<{ found: string | null }>`
      with undone as materialized (
        select (facts ->> 'undoes')::bigint as number from register.entry
        where school_id = ${schoolId} and year = ${year} and notable and act = 'undone'
      ), told as (
        select entry.number, entry.marks, beside.place::integer * ${PACKED_MARK}::integer as at,
          beside.details ->> 'arrival_time' as arrived
        from register.entry as entry, jsonb_each(entry.details) as beside (place, details)
        where ${within} and entry.details <> '{}'::jsonb and entry.act <> 'undone' and beside.details ? 'arrival_time'
        union all
        select entry.number, entry.marks, place * ${PACKED_MARK}::integer, null
        from register.entry as entry, generate_series(0, length(entry.marks) / ${PACKED_MARK}::integer - 1) as place
        where ${within} and entry.notable and entry.act in ('taken', 'amended', 'withdrawn', 'imported')
          and get_byte(entry.marks, place * ${PACKED_MARK}::integer + 18) = any (${LATE}::integer[])
          and get_byte(entry.marks, place * ${PACKED_MARK}::integer + 19) = ${byteOfCode('N')}::integer
      ), last_told as (
        select distinct on (pupil, session) encode(pupil, 'hex') as pupil, session, arrived
        from told, substring(marks from at + 1 for 16) as pupil,
          lateral (select get_byte(marks, at + 16) * 256 + get_byte(marks, at + 17)) as of_mark (session)
        where session between ${from} and ${to} and not exists (select from undone where undone.number = told.number)
        order by pupil, session, told.number desc
      )
      select string_agg(concat_ws(',', pupil, session, arrived), ';') as found from last_told where arrived is not null`,
  )
  const arrivals = new Map<PupilId, Map<SessionIndex, TimeOfDay>>()
  for (const text of found === null ? [] : found.split(';')) {
    const [hex = '', session, arrived = ''] = text.split(',')
    const time = parseTimeOfDay(arrived)
    if (time === undefined) continue
    const pupilId = uuidOf(hex)
    const ofPupil = arrivals.get(pupilId) ?? new Map<SessionIndex, TimeOfDay>()
    arrivals.set(pupilId, ofPupil.set(Number(session) as SessionIndex, time))
  }
  return arrivals
}

/** What `packMarks` wrote, as a uuid is written. */
function uuidOf(hex: string): PupilId {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as PupilId
}
