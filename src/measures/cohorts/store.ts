import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Filter } from '../rules/shown/asked.ts'

/** A saved group as it is kept. Exactly one of `pupilIds` and `filter` is there. */
export interface KeptGroup {
  readonly id: string
  readonly name: string
  readonly pupilIds: readonly PupilId[] | null
  readonly filter: Filter | null
  readonly savedAt: Moment
  readonly savedByName: string
  readonly savedByPosition: string
}

/** The saved groups of a school, by name. */
export function keptGroups(tx: Tx, { schoolId }: { schoolId: SchoolId }): Promise<readonly KeptGroup[]> {
  return many(
    tx,
    sql<KeptGroup>`
      select id, name, pupil_ids as "pupilIds", filter, saved_at as "savedAt", saved_by_name as "savedByName",
        saved_by_position as "savedByPosition"
      from measures.saved_group where school_id = ${schoolId} and removed_at is null order by lower(name)`,
  )
}

/** @returns false where another group of the school has the name; capitals make no difference. */
export async function keepGroup(
  tx: Tx,
  of: {
    schoolId: SchoolId
    id: string
    name: string
    pupilIds: readonly PupilId[] | undefined
    filter: Filter | undefined
    at: Moment
    by: Caller
  },
): Promise<boolean> {
  const pupilIds = of.pupilIds === undefined ? null : [...new Set(of.pupilIds)]
  const filter = of.filter === undefined ? sql`null` : json(of.filter)
  const kept = await maybeOne(
    tx,
    sql<{ id: string }>`insert into measures.saved_group (school_id, id, name, pupil_ids, filter, saved_at, saved_by,
        saved_by_name, saved_by_position)
      values (${of.schoolId}, ${of.id}, ${of.name}, ${pupilIds}::uuid[], ${filter}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})
      on conflict (school_id, lower(name)) where removed_at is null do nothing returning id`,
  )
  return kept !== undefined
}

/** @returns false where there is no such group, or it was taken away already. */
export async function takeGroupAway(
  tx: Tx,
  of: { schoolId: SchoolId; id: string; at: Moment; by: Caller },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update measures.saved_group set removed_at = ${of.at}, removed_by = ${of.by.id},
        removed_by_name = ${of.by.name}, removed_by_position = ${of.by.position}
      where school_id = ${of.schoolId} and id = ${of.id} and removed_at is null`,
  )
  return touched === 1
}
