import { sql } from 'kysely'
import type { ContactId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Choice } from '../rules/choose-way.ts'

export interface KeptChoice extends Choice {
  readonly contactId: ContactId
  readonly chosenBy: 'contact' | 'office'
  readonly at: Moment
  readonly byName: string
}

/** What each of these contacts chose last. */
export async function choicesOf(
  tx: Tx,
  of: { schoolId: SchoolId; contactIds: readonly ContactId[] },
): Promise<ReadonlyMap<ContactId, KeptChoice>> {
  const rows = await many(
    tx,
    sql<KeptChoice>`${kept}
      select distinct on (contact_id) contact_id as "contactId", language, channel, chosen_by as "chosenBy", at,
        by_name as "byName"
      from messaging.choice
      where school_id = ${of.schoolId} and contact_id = any (${[...of.contactIds]}::uuid[])
      order by contact_id, number desc`,
  )
  return new Map(rows.map((row) => [row.contactId, row]))
}

/** Writes down what a contact chose. What they chose before stays. */
export function keepChoice(
  tx: Tx,
  of: {
    schoolId: SchoolId
    contactId: ContactId
    choice: Choice
    chosenBy: 'contact' | 'office'
    at: Moment
    by: Caller
  },
): Promise<number> {
  const { choice, by } = of
  return run(
    tx,
    sql`insert into messaging.choice (school_id, contact_id, language, channel, chosen_by, at, by_id, by_name, by_position)
      values (${of.schoolId}, ${of.contactId}, ${choice.language}, ${choice.channel}, ${of.chosenBy}, ${of.at},
        ${by.id}, ${by.name}, ${by.position})`,
  )
}
