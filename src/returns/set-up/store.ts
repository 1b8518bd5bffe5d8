import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Worker } from '../rules/kinds.ts'
import { FIRST_SETTINGS, type ReturnSettings } from '../rules/settings.ts'

/** The settings that hold, with their number; 0 where nobody has set any. */
export async function settingsOf(
  tx: Tx,
  schoolId: SchoolId,
): Promise<{ readonly number: number; readonly settings: ReturnSettings }> {
  const row = await maybeOne(
    tx,
    sql<{ number: number; content: Partial<ReturnSettings> }>`${kept}
      select number, content from returns.settings where school_id = ${schoolId} order by number desc limit 1`,
  )
  // What a later release has added has its first value in what was kept before.
  return { number: row?.number ?? 0, settings: { ...FIRST_SETTINGS, ...row?.content } }
}

/** @returns false where somebody else has changed them meanwhile. */
export async function keepSettings(
  tx: Tx,
  of: { schoolId: SchoolId; number: number; settings: ReturnSettings; at: Moment; by: Caller },
): Promise<boolean> {
  const { id, name, position } = of.by
  const kept = await maybeOne(
    tx,
    sql`insert into returns.settings (school_id, number, content, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.number}, ${json(of.settings)}, ${of.at}, ${id}, ${name}, ${position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}

/** Somebody outside the school who works with a pupil. */
export interface KeptWorker {
  readonly pupilId: PupilId
  readonly kind: Worker
  readonly number: number
  readonly name: string
  readonly email: string
  readonly telephone: string
}

/** Who works with these pupils now, or with any where none are named. Rows without a name keep the number alone. */
export async function workersOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds?: readonly PupilId[] },
): Promise<readonly KeptWorker[]> {
  const pupilIds = of.pupilIds === undefined ? null : [...of.pupilIds]
  return many(
    tx,
    sql<KeptWorker>`
      select distinct on (pupil_id, kind) pupil_id as "pupilId", kind, number, name, email, telephone from returns.worker
      where school_id = ${of.schoolId} and (${pupilIds}::uuid[] is null or pupil_id = any (${pupilIds}::uuid[]))
      order by pupil_id, kind, number desc`,
  )
}

/** @returns false where somebody else has changed it meanwhile. */
export async function keepWorker(
  tx: Tx,
  of: KeptWorker & { schoolId: SchoolId; at: Moment; by: Caller },
): Promise<boolean> {
  const { id, name, position } = of.by
  const kept = await maybeOne(
    tx,
    sql`insert into returns.worker (school_id, pupil_id, kind, number, name, email, telephone, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.pupilId}, ${of.kind}, ${of.number}, ${of.name}, ${of.email}, ${of.telephone},
        ${of.at}, ${id}, ${name}, ${position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
