import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Half } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { ReportBy } from '../rules/report.ts'
import type { Warned } from '../rules/warned.ts'

/** What a family was told about an absence that becomes unauthorised. */
export interface KeptWarning extends Warned {
  readonly id: string
  readonly about: 'no-reason' | 'no-evidence' | 'not-accepted'
  readonly contact: { readonly id: ContactId; readonly name: string }
  readonly channel: string
  readonly words: string
  readonly at: Moment
  readonly by: ReportBy
}

interface Row {
  readonly id: string
  readonly pupilId: PupilId
  readonly firstDay: Day
  readonly firstHalf: Half
  readonly lastDay: Day
  readonly lastHalf: Half
  readonly about: KeptWarning['about']
  readonly contactId: ContactId
  readonly contactName: string
  readonly channel: string
  readonly words: string
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** The warnings about sessions on one of these days or later, the earliest first. */
export async function warningsSince(
  tx: Tx,
  of: { schoolId: SchoolId; since: Day; pupilIds?: readonly PupilId[] },
): Promise<readonly KeptWarning[]> {
  const { pupilIds = null } = of
  const rows = await many(
    tx,
    sql<Row>`
      select warning_id as id, pupil_id as "pupilId", first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", about, contact_id as "contactId", contact_name as "contactName",
        channel, words, at, by_name as name, by_position as position
      from absence.warning
      where school_id = ${of.schoolId} and last_day >= ${of.since}
        and (${pupilIds}::uuid[] is null or pupil_id = any (${pupilIds}::uuid[]))
      order by at, warning_id`,
  )
  return rows.map(({ id, pupilId, about, channel, words, at, ...row }) => ({
    id,
    pupilId,
    from: { day: row.firstDay, half: row.firstHalf },
    to: { day: row.lastDay, half: row.lastHalf },
    about,
    contact: { id: row.contactId, name: row.contactName },
    channel,
    words,
    at,
    by: { name: row.name, position: row.position },
  }))
}

export async function keepWarning(
  tx: Tx,
  of: Omit<KeptWarning, 'by'> & { schoolId: SchoolId; by: Caller },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into absence.warning (school_id, warning_id, pupil_id, first_day, first_half, last_day, last_half, about,
        contact_id, contact_name, channel, words, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.pupilId}, ${of.from.day}, ${of.from.half}, ${of.to.day}, ${of.to.half},
        ${of.about}, ${of.contact.id}, ${of.contact.name}, ${of.channel}, ${of.words}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})
      on conflict do nothing`,
  )
  return touched === 1
}
