import { sql } from 'kysely'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { PACKED_MARK } from '../rules/journal.ts'

/** A register taken or marks amended, without the marks themselves. */
export interface ActOfYear {
  readonly number: number
  readonly act: 'taken' | 'amended'
  readonly at: Moment
  readonly by: { readonly id: string; readonly name: string }
  readonly groupId: GroupId | null
  readonly firstSession: SessionIndex
  readonly lastSession: SessionIndex
  readonly marks: number
  /** How many of the marks are present without being late; undefined where nobody asked to count. */
  readonly present: number | undefined
}

const PRESENT: readonly number[] = [byteOfCode('/'), byteOfCode('\\')]

/**
 * Who took and amended what in a school year, in order.
 * @param of.countWithin marks are read, and those present counted, only where the same person's act of the same kind before was made no more
 * than so many seconds earlier: reading every mark of a year would take much longer, and nobody asks it of slower acts.
 */
export async function actsOfYear(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; countWithin: number },
): Promise<readonly ActOfYear[]> {
  const rows = await many(
    tx,
    sql<{
      number: number
      act: 'taken' | 'amended'
      at: Moment
      byId: string
      byName: string
      groupId: GroupId | null
      firstSession: SessionIndex
      lastSession: SessionIndex
      marks: number
      read: Uint8Array | null
    }>`
      with acts as (
        select number, act, made_at, made_by, made_by_name, group_id, first_session, last_session, length(marks) as bytes,
          made_at - lag(made_at) over (partition by made_by, act order by number)
            <= make_interval(secs => ${of.countWithin}::integer) as soon
        from register.entry
        where school_id = ${of.schoolId} and year = ${of.year} and act in ('taken', 'amended')
      )
      select acts.number, acts.act, acts.made_at as at, acts.made_by as "byId", acts.made_by_name as "byName",
        acts.group_id as "groupId", acts.first_session as "firstSession", acts.last_session as "lastSession",
        acts.bytes / ${PACKED_MARK}::integer as marks, entry.marks as read
      from acts left join register.entry on acts.soon and entry.school_id = ${of.schoolId} and entry.number = acts.number
      order by acts.number`,
  )
  return rows.map(({ byId, byName, read, ...row }) => ({
    ...row,
    by: { id: byId, name: byName },
    present: read === null ? undefined : presentIn(read),
  }))
}

function presentIn(packed: Uint8Array): number {
  let present = 0
  for (let at = PACKED_MARK - 1; at < packed.length; at += PACKED_MARK) if (PRESENT.includes(packed[at] ?? 0)) present++
  return present
}
