import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { many, type Tx } from '../../platform/database/database.ts'

/** A message of a day that has not gone yet: `send` waits for a service, `hand` for a person. */
export interface UnsentMessage {
  readonly contactId: ContactId
  readonly pupilIds: readonly PupilId[]
  readonly stage: 'send' | 'hand'
}

/** The messages of one day that were written with one of these templates and have not gone, those of joined causes as one. */
export function unsentMessages(
  tx: Tx,
  of: { schoolId: SchoolId; day: Day; templates: readonly string[] },
): Promise<readonly UnsentMessage[]> {
  return many(
    tx,
    sql<UnsentMessage>`select message.contact_id as "contactId", message.pupil_ids as "pupilIds", open.stage
      from messaging.open join messaging.message using (school_id, message_id)
      where open.school_id = ${of.schoolId} and open.stage in ('send', 'hand') and message.day = ${of.day}
        and message.template_key = any (${[...of.templates]}::text[])`,
  )
}
