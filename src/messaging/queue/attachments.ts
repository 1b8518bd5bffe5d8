import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import { many, run, type Tx } from '../../platform/database/database.ts'

/** A file that goes with an e-mail: small, and without anything that runs. */
export interface Attachment {
  /** Small letters, digits and hyphens: `meeting.ics`. */
  readonly fileName: string
  /** `text/calendar; charset=utf-8; method=REQUEST`. */
  readonly contentType: string
  readonly content: string
  /** What `content` is: the text itself where left out, or the bytes of a paper as base64. */
  readonly encoding?: 'base64'
}

/** A paper as it is, to go with an e-mail. */
export function paperAttached(fileName: string, pdf: Uint8Array): Attachment {
  return { fileName, contentType: 'application/pdf', content: Buffer.from(pdf).toString('base64'), encoding: 'base64' }
}

export async function keepAttachments(
  tx: Tx,
  of: { schoolId: SchoolId; messageId: string; attachments: readonly Attachment[] },
): Promise<void> {
  for (const { fileName, contentType, content, encoding = 'text' } of of.attachments)
    await run(
      tx,
      sql`insert into messaging.attachment (school_id, message_id, file_name, content_type, content, encoding)
        values (${of.schoolId}, ${of.messageId}, ${fileName}, ${contentType}, ${content}, ${encoding})`,
    )
}

/** What goes with each of these messages. */
export async function attachmentsOf(
  tx: Tx,
  of: { schoolId: SchoolId; messageIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly Attachment[]>> {
  const rows = await many(
    tx,
    sql<Omit<Attachment, 'encoding'> & { messageId: string; encoding: 'text' | 'base64' }>`
      select message_id as "messageId", file_name as "fileName", content_type as "contentType", content, encoding
      from messaging.attachment
      where school_id = ${of.schoolId} and message_id = any (${[...of.messageIds]}::uuid[]) order by file_name`,
  )
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId)
  return new Map([...byMessage].map(([id, files]) => [id, files.map(asKept)]))
}

function asKept({
  fileName,
  contentType,
  content,
  encoding,
}: Omit<Attachment, 'encoding'> & { encoding: string }): Attachment {
  const file = { fileName, contentType, content }
  return encoding === 'base64' ? { ...file, encoding } : file
}
