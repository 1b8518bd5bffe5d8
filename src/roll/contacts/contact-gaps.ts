import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { kept, many, type Tx } from '../../platform/database/database.ts'

/** A pupil whom the school could hardly reach somebody for. */
export interface ContactGap {
  readonly pupilId: PupilId
  /** Different telephone numbers of those who may be called about the pupil. */
  readonly numbers: number
  /** Parents whom the pupil lives with and for whom there is no number. */
  readonly parentsWithout: number
}

/**
 * The pupils on roll on a day with fewer numbers than wanted, or with a parent at home who has none. Barred contacts and those who
 * may not be told are nobody to call.
 */
export function contactGaps(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; wanted: number },
): Promise<readonly ContactGap[]> {
  return many(
    tx,
    sql<ContactGap>`${kept}
      with called as (
        select link.pupil_id, link.is_parent and link.lives_with as at_home, contact.phones
        from roll.pupil_contact as link
        join roll.contact on contact.school_id = link.school_id and contact.contact_id = link.contact_id
        where link.school_id = ${of.schoolId} and link.from_day <= ${of.day}
          and (link.until_day is null or link.until_day > ${of.day}) and not link.barred and link.may_be_told
      ), counted as (
        select called.pupil_id, count(distinct replace(phone.number, ' ', '')) as numbers,
          count(*) filter (where called.at_home and phone.number is null) as without
        from called left join lateral jsonb_to_recordset(called.phones) as phone (number text) on true
        group by called.pupil_id
      )
      select pupil.pupil_id as "pupilId", coalesce(counted.numbers, 0)::integer as numbers,
        coalesce(counted.without, 0)::integer as "parentsWithout"
      from roll.pupil left join counted on counted.pupil_id = pupil.pupil_id
      where pupil.school_id = ${of.schoolId} and pupil.starting_day <= ${of.day}
        and (pupil.leaving_day is null or pupil.leaving_day >= ${of.day})
        and (coalesce(counted.numbers, 0) < ${of.wanted}::integer or counted.without > 0)`,
  )
}
