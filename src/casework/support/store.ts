import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { SupportKind } from '../rules/support/kinds.ts'
import type { SupportRow } from '../rules/support/support-row.ts'

/** A local service as somebody last wrote it down. */
export interface Service {
  readonly name: string
  readonly kind: SupportKind
  readonly purpose: string
  readonly howToRefer: string
  readonly contact: string
  readonly waiting: string
  readonly area: string
  readonly checked: Day
  readonly retired: boolean
}

/** One version of a row: what it said, who wrote it when. */
export interface Version<Content> {
  readonly id: string
  readonly number: number
  readonly content: Content
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** Every version of what the school has changed of the catalogue or added to it, latest first. */
export function supportVersions(tx: Tx, schoolId: SchoolId): Promise<readonly Version<SupportRow>[]> {
  return many(
    tx,
    sql<Version<SupportRow>>`
      select support_id as id, number, content, at, by_name as name, by_position as position
      from casework.support_row where school_id = ${schoolId} order by support_id, number desc`,
  )
}

/** Every version of the directory's services, by name of id, latest first. */
export function serviceVersions(tx: Tx, schoolId: SchoolId): Promise<readonly Version<Service>[]> {
  return many(
    tx,
    sql<Version<Service>>`
      select service_id as id, number, content, at, by_name as name, by_position as position
      from casework.service_row where school_id = ${schoolId} order by service_id, number desc`,
  )
}

/** The version that holds of each row. */
export function lastOfEach<Content>(versions: readonly Version<Content>[]): ReadonlyMap<string, Version<Content>> {
  const last = new Map<string, Version<Content>>()
  for (const version of versions) if (!last.has(version.id)) last.set(version.id, version)
  return last
}

interface Keeping<Content> {
  readonly schoolId: SchoolId
  readonly id: string
  readonly number: number
  readonly content: Content
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where somebody else has changed the row meanwhile. */
export async function keepSupportRow(tx: Tx, of: Keeping<SupportRow>): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into casework.support_row (school_id, support_id, number, content, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${json(of.content)}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}

/** @returns false where somebody else has changed the service meanwhile. */
export async function keepService(tx: Tx, of: Keeping<Service>): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into casework.service_row (school_id, service_id, number, content, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${json(of.content)}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
