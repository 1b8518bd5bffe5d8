import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { PackContent } from '../rules/pack/section.ts'

/** A pack that was made. */
export interface KeptPack {
  readonly threadId: string
  readonly content: PackContent
  readonly hash: string
}

export async function keepPack(
  tx: Tx,
  of: KeptPack & { readonly schoolId: SchoolId; readonly at: Moment; readonly by: Caller },
): Promise<void> {
  const { schoolId, threadId, content, hash, at, by } = of
  await run(
    tx,
    sql`insert into enforcement.pack (school_id, pack_id, thread_id, content, hash, at, by, by_name, by_position)
      values (${schoolId}, ${content.packId}, ${threadId}, ${JSON.stringify(content)}, ${hash}, ${at}, ${by.id}, ${by.name},
        ${by.position})`,
  )
}

export async function readPack(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly packId: string },
): Promise<KeptPack | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ threadId: string; content: string; hash: string }>`
      select thread_id as "threadId", content, hash from enforcement.pack
      where school_id = ${of.schoolId} and pack_id = ${of.packId}`,
  )
  // Written by `keepPack` alone, and never changed since.
  return row === undefined ? undefined : { ...row, content: JSON.parse(row.content) as PackContent }
}
