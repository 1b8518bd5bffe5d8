import { sql } from 'kysely'
import type { AuthorityId, TrustId } from '../../kernel/ids.ts'
import { run, type Tx } from '../../platform/database/database.ts'
import { type ChangeFacts, keep } from '../keep.ts'
import type { School } from '../rules/school.ts'

/**
 * Adds a school's particulars; its place must be in `identity` under the same id, and its trust and authority known here.
 * An ask for whoever sets an installation up: no operation of a request adds a school.
 */
export async function addSchool(tx: Tx, facts: ChangeFacts, school: Omit<School, 'version' | 'id'>): Promise<void> {
  const row = {
    school_id: facts.schoolId,
    urn: school.urn,
    laestab: school.laestab,
    name: school.name,
    short_name: school.shortName,
    phase: school.phase,
    type: school.type,
    address: school.address,
    telephone: school.telephone,
    trust_id: school.trustId,
    authority_id: school.authorityId,
    year_groups: school.yearGroups,
    boards: school.boards,
    stated: school.stated,
    version: 1,
  }
  await keep(tx, facts, { kind: 'school', rows: [row] })
}

/** Adds a trust or renames it; under the system role only. */
export async function addTrust(tx: Tx, trust: { id: TrustId; name: string }): Promise<void> {
  await run(
    tx,
    sql`insert into roll.trust (trust_id, name) values (${trust.id}, ${trust.name})
      on conflict (trust_id) do update set name = excluded.name`,
  )
}

/** Adds a local authority or renames it, by its id; under the system role only. `code` is its three digits. */
export async function addAuthority(tx: Tx, authority: { id: AuthorityId; code: string; name: string }): Promise<void> {
  await run(
    tx,
    sql`insert into roll.authority (authority_id, code, name) values (${authority.id}, ${authority.code}, ${authority.name})
      on conflict (authority_id) do update set code = excluded.code, name = excluded.name`,
  )
}
