import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, many, run, type Tx } from '../src/platform/database/database.ts'

// The table that other systems keep: a row a mark, one index to find it by pupil and one by day, and an audit row for each
// change. Written as those systems write it (a statement a row, from an object mapper) and as well as it can be (one
// statement for all rows of each table). Same machine, same database, same durability, same transaction shape.

export async function makeRival(database: Database): Promise<void> {
  await database.runScript(`
    create schema if not exists rival;
    create table if not exists rival.mark (
      id uuid primary key, school_id uuid not null, pupil_id uuid not null, group_id uuid not null, day date not null,
      half text not null, code text not null, comment text, created_at timestamptz not null, created_by uuid not null,
      updated_at timestamptz, updated_by uuid, unique (school_id, pupil_id, day, half));
    create index if not exists mark_by_day on rival.mark (school_id, day, half, group_id);
    create table if not exists rival.mark_audit (
      id uuid primary key, mark_id uuid not null, old_code text, new_code text not null, changed_at timestamptz not null,
      changed_by uuid not null);
    create index if not exists audit_by_mark on rival.mark_audit (mark_id);
    grant usage on schema rival to firstbell_app;
    grant select, insert, update on all tables in schema rival to firstbell_app`)
}

export interface RivalRegister {
  readonly schoolId: string
  readonly groupId: string
  readonly pupils: readonly string[]
  readonly day: string
  readonly half: string
  readonly by: string
}

/** Saves a register a statement a row. */
export async function saveByRow(tx: Tx, register: RivalRegister): Promise<void> {
  const { schoolId, groupId, day, half, by } = register
  for (const pupilId of register.pupils) {
    const id = randomUUID()
    await run(
      tx,
      sql`insert into rival.mark (id, school_id, pupil_id, group_id, day, half, code, created_at, created_by)
        values (${id}, ${schoolId}, ${pupilId}, ${groupId}, ${day}, ${half}, '/', now(), ${by})
        on conflict (school_id, pupil_id, day, half) do update set code = excluded.code, updated_at = now(), updated_by = ${by}`,
    )
    await run(
      tx,
      sql`insert into rival.mark_audit (id, mark_id, new_code, changed_at, changed_by)
        values (${randomUUID()}, ${id}, '/', now(), ${by})`,
    )
  }
}

/** Saves a register in one statement for the rows and one for their audit. */
export async function saveInBulk(tx: Tx, register: RivalRegister): Promise<void> {
  const { schoolId, groupId, day, half, by } = register
  const pupils = [...register.pupils]
  const ids = pupils.map(() => randomUUID())
  await run(
    tx,
    sql`insert into rival.mark (id, school_id, pupil_id, group_id, day, half, code, created_at, created_by)
      select id, ${schoolId}::uuid, pupil_id, ${groupId}::uuid, ${day}::date, ${half}::text, '/', now(), ${by}::uuid
      from unnest(${ids}::uuid[], ${pupils}::uuid[]) as given (id, pupil_id)
      on conflict (school_id, pupil_id, day, half) do update set code = excluded.code, updated_at = now()`,
  )
  await run(
    tx,
    sql`insert into rival.mark_audit (id, mark_id, new_code, changed_at, changed_by)
      select gen_random_uuid(), id, '/', now(), ${by}::uuid from unnest(${ids}::uuid[]) as given (id)`,
  )
}

/** Every mark of a school since a day: what a statistic must read. */
export function readMarks(tx: Tx, schoolId: string): Promise<readonly unknown[]> {
  return many(tx, sql`select pupil_id, day, half, code from rival.mark where school_id = ${schoolId}`)
}

/** The rival's history of a school, as long as ours. */
export async function fillRival(
  database: Database,
  of: { schoolId: string; groups: readonly { id: string; pupils: readonly string[] }[]; days: readonly string[] },
): Promise<void> {
  const by = randomUUID()
  for (const day of of.days) {
    await database.inTenants([of.schoolId], async (tx) => {
      for (const half of ['AM', 'PM'])
        for (const group of of.groups)
          await saveInBulk(tx, { schoolId: of.schoolId, groupId: group.id, pupils: group.pupils, day, half, by })
    })
  }
}
