import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { type EnforcementSettings, FIRST_SETTINGS } from '../rules/settings.ts'

/** The settings that hold, with their number; 0 where nobody has set any. */
export async function settingsOf(
  tx: Tx,
  schoolId: SchoolId,
): Promise<{ readonly number: number; readonly settings: EnforcementSettings }> {
  const row = await maybeOne(
    tx,
    sql<{ number: number; content: Partial<EnforcementSettings> }>`${kept}
      select number, content from enforcement.settings where school_id = ${schoolId} order by number desc limit 1`,
  )
  // What a later release has added has its first value in what was kept before.
  return { number: row?.number ?? 0, settings: { ...FIRST_SETTINGS, ...row?.content } }
}

/** @returns false where somebody else has changed them meanwhile. */
export async function keepSettings(
  tx: Tx,
  of: { schoolId: SchoolId; number: number; settings: EnforcementSettings; at: Moment; by: Caller },
): Promise<boolean> {
  const { id, name, position } = of.by
  const kept = await maybeOne(
    tx,
    sql`insert into enforcement.settings (school_id, number, content, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.number}, ${json(of.settings)}, ${of.at}, ${id}, ${name}, ${position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
