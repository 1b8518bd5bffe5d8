import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'

export interface KeptLayout {
  readonly version: number
  /** Null: the house layout. */
  readonly source: string | null
  readonly reason: string
  readonly at: Moment
  readonly byName: string
  readonly byPosition: string
}

/** Every version of a school's layout, the latest first. */
export function layoutsOf(tx: Tx, schoolId: SchoolId): Promise<readonly KeptLayout[]> {
  return many(
    tx,
    sql<KeptLayout>`select version, source, reason, at, by_name as "byName", by_position as "byPosition"
      from messaging.letter_layout where school_id = ${schoolId} order by version desc`,
  )
}

/** The layout by which a school's letters are set; undefined where it is the house's. */
export async function ownLayout(tx: Tx, schoolId: SchoolId): Promise<string | undefined> {
  const last = await maybeOne(
    tx,
    sql<{ source: string | null }>`select source from messaging.letter_layout
      where school_id = ${schoolId} order by version desc limit 1`,
  )
  return last?.source ?? undefined
}

/** @returns false where somebody else wrote that version first. */
export async function keepLayout(
  tx: Tx,
  of: { schoolId: SchoolId; version: number; source: string | null; reason: string; at: Moment; by: Caller },
): Promise<boolean> {
  const { by } = of
  const kept = await maybeOne(
    tx,
    sql`insert into messaging.letter_layout (school_id, version, source, reason, at, by_id, by_name, by_position)
      values (${of.schoolId}, ${of.version}, ${of.source}, ${of.reason}, ${of.at}, ${by.id}, ${by.name}, ${by.position})
      on conflict do nothing returning version`,
  )
  return kept !== undefined
}
