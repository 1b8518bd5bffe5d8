import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'

export interface Publication {
  readonly number: number
  readonly published: boolean
  readonly reason: string
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** What a school said last about publishing its policy. */
export function lastPublication(tx: Tx, schoolId: SchoolId): Promise<Publication | undefined> {
  return maybeOne(
    tx,
    sql<Publication>`select number, published, reason, said_at as at, said_by_name as name, said_by_position as position
      from policy.publication where school_id = ${schoolId} order by number desc limit 1`,
  )
}

export async function slugOfSchool(tx: Tx, schoolId: SchoolId): Promise<string | undefined> {
  const row = await maybeOne(tx, sql<{ slug: string }>`select slug from policy.address where school_id = ${schoolId}`)
  return row?.slug
}

/** @returns false where the address is another school's. */
export async function takeSlug(tx: Tx, of: { schoolId: SchoolId; slug: string }): Promise<boolean> {
  const row = await maybeOne(
    tx,
    sql`insert into policy.address (slug, school_id) values (${of.slug}, ${of.schoolId}) on conflict do nothing returning slug`,
  )
  return row !== undefined
}

/** @returns false where somebody was faster. */
export async function keepPublication(
  tx: Tx,
  of: { schoolId: SchoolId; number: number; published: boolean; reason: string; at: Moment; by: Caller },
): Promise<boolean> {
  const row = await maybeOne(
    tx,
    sql`insert into policy.publication (school_id, number, published, reason, said_at, said_by, said_by_name, said_by_position)
      values (${of.schoolId}, ${of.number}, ${of.published}, ${of.reason}, ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return row !== undefined
}

/** The school that publishes its policy at an address now. For the system: nobody is signed in. */
export async function schoolPublishing(tx: Tx, slug: string): Promise<SchoolId | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ schoolId: SchoolId; published: boolean }>`
      select address.school_id as "schoolId", said.published from policy.address
      join lateral (select published from policy.publication
        where publication.school_id = address.school_id order by number desc limit 1) said on true
      where address.slug = ${slug}`,
  )
  return row?.published === true ? row.schoolId : undefined
}
