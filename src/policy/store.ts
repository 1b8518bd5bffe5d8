import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { kept, many, maybeOne, type Tx } from '../platform/database/database.ts'
import type { Caller } from '../platform/http/use-case.ts'

/** A saved version, without its text. */
export interface KeptVersion {
  readonly number: number
  readonly label: string
  readonly inForceFrom: Day
  readonly findings: number
  readonly reason: string
  readonly savedAt: Moment
  readonly savedByName: string
  readonly savedByPosition: string
}

/** Every version of a school, the newest first. */
export function versionsOf(tx: Tx, schoolId: SchoolId): Promise<readonly KeptVersion[]> {
  return many(
    tx,
    sql<KeptVersion>`select number, label, in_force_from as "inForceFrom", findings, reason, saved_at as "savedAt",
        saved_by_name as "savedByName", saved_by_position as "savedByPosition"
      from policy.version where school_id = ${schoolId} order by number desc`,
  )
}

export interface VersionText {
  readonly number: number
  readonly inForceFrom: Day
  readonly sha256: string
  readonly content: string
}

/** The version in force on a day: the newest of those whose first day has come. */
export function versionOn(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly on: Day },
): Promise<VersionText | undefined> {
  return maybeOne(
    tx,
    sql<VersionText>`${kept} select number, in_force_from as "inForceFrom", sha256, content from policy.version
      where school_id = ${of.schoolId} and in_force_from <= ${of.on} order by number desc limit 1`,
  )
}

export function versionNumbered(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly number: number },
): Promise<VersionText | undefined> {
  return maybeOne(
    tx,
    sql<VersionText>`select number, in_force_from as "inForceFrom", sha256, content from policy.version
      where school_id = ${of.schoolId} and number = ${of.number}`,
  )
}

export interface NewVersion extends Omit<VersionText, 'number'> {
  readonly schoolId: SchoolId
  readonly number: number
  readonly label: string
  readonly findings: number
  readonly reason: string
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where the number is taken: somebody was faster. */
export async function keepVersion(tx: Tx, of: NewVersion): Promise<boolean> {
  const saved = await maybeOne(
    tx,
    sql<{
      number: number
    }>`insert into policy.version (school_id, number, content, sha256, label, in_force_from, findings,
        reason, saved_at, saved_by, saved_by_name, saved_by_position)
      values (${of.schoolId}, ${of.number}, ${of.content}, ${of.sha256}, ${of.label}, ${of.inForceFrom}, ${of.findings},
        ${of.reason}, ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return saved !== undefined
}
