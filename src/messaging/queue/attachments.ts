import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'

/** A file of text that goes with an e-mail: small, and without anything that runs. */
export interface Attachment {
  /** Small letters, digits and hyphens: `meeting.ics`. */
  readonly fileName: string
  /** `text/calendar; charset=utf-8; method=REQUEST`. */
  readonly contentType: string
  readonly content: string
}

export async function keepAttachments(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; attachments: readonly Attachment[] },
): Promise<void> {
  for (const { fileName, contentType, content } of of.attachments)
    await run(
      tx,
      sql`insert into messaging.attachment (school_id, message_id, file_name, content_type, content)
        values (${of.schoolId}, ${of.messageId}, ${fileName}, ${contentType}, ${content})`,
    )
}

/** What goes with each of these messages. */
export async function attachmentsOf(
  tx: Tx,
  of: { schoolId: SchoolId; messageIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly Attachment[]>> {
  const rows = await many(
    tx,
    sql<Attachment & { messageId: string }>`
      select message_id as "messageId", file_name as "fileName", content_type as "contentType", content
      from messaging.attachment
      where school_id = ${of.schoolId} and message_id = any (${[...of.messageIds]}::uuid[]) order by file_name`,
  )
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId)
  return new Map([...byMessage].map(([id, files]) => [id, files.map(({ messageId: _, ...file }) => file)]))
}
