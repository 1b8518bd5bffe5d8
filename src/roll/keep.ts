import { type RawBuilder, sql } from 'kysely'
import type { SchoolId } from '../kernel/ids.ts'
import { conflict } from '../kernel/result.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { json, run, type Tx } from '../platform/database/database.ts'
import { Refusal } from '../platform/http/problems.ts'
import type { RecordKind, Records } from './rules/rows.ts'

/** Who makes a change, when and why: with the original and the amended entry, the five facts kept of each. */
export interface ChangeFacts {
  readonly schoolId: SchoolId
  readonly at: Moment
  readonly by: { readonly id: string; readonly name: string; readonly position: string }
  readonly reason: string
}

/** What tells a record of each kind from others of the same school. */
const KEYS: { readonly [Kind in RecordKind]: readonly (keyof Records[Kind] & string)[] } = {
  school: [],
  calendar: ['year'],
  day_clock: ['year_group', 'from_day'],
  registration_group: ['group_id'],
  tutor: ['group_id', 'person_id', 'from_day'],
  address: ['address_id'],
  pupil: ['pupil_id'],
  placement: ['pupil_id', 'from_day'],
  contact: ['contact_id'],
  pupil_contact: ['pupil_id', 'contact_id'],
  flag: ['pupil_id', 'kind', 'from_day'],
  ethnicity: ['pupil_id'],
}

const commaed = (names: readonly string[], of: (name: string) => RawBuilder<unknown>) => sql.join(names.map(of))

/** Somebody changed the record between the reading and the saving. */
export function changedMeanwhile() {
  return conflict(
    'roll.changed-meanwhile',
    'Somebody else changed this while you had it open. Look at it again as it is now, then make your change.',
  )
}

/**
 * Writes records and their five facts in one statement: the only way this slice's data changes. A record is new, or its
 * version is one more than the one it replaces.
 * @throws Refusal (409) where that is no longer so, which rolls the whole act back.
 */
export async function keep<Kind extends RecordKind>(
  tx: Tx,
  facts: ChangeFacts,
  change: { readonly kind: Kind; readonly rows: readonly Records[Kind][] },
): Promise<void> {
  const { kind, rows } = change
  const first = rows[0]
  if (first === undefined) return
  const key = ['school_id', ...KEYS[kind]]
  const columns = Object.keys(first)
  const table = sql.table(`roll.${kind}`)
  const matches = (one: string, other: string) =>
    sql.join(
      key.map((name) => sql`${sql.ref(`${one}.${name}`)} = ${sql.ref(`${other}.${name}`)}`),
      sql` and `,
    )
  const subject = (name: string) => (columns.includes(name) ? sql`kept.${sql.ref(name)}` : sql`null::uuid`)
  const kept = await run(
    tx,
    sql`
      with draft as materialized (select * from jsonb_populate_recordset(null::${table}, ${json(rows)})),
      before as (select found.* from ${table} as found join draft on ${matches('found', 'draft')}),
      kept as (
        insert into ${table} as present (${commaed(columns, sql.ref)})
        select ${commaed(columns, sql.ref)} from draft
        on conflict (${commaed(key, sql.ref)}) do update
          set ${commaed(columns, (name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`)}
          where present.version = excluded.version - 1
        returning *
      )
      insert into roll.change (school_id, at, by_id, by_name, by_position, reason, record, pupil_id, contact_id, before, after)
      select kept.school_id, ${facts.at}, ${facts.by.id}, ${facts.by.name}, ${facts.by.position}, ${facts.reason}, ${kind},
        ${subject('pupil_id')}, ${subject('contact_id')},
        case when before.school_id is null then null else to_jsonb(before) end, to_jsonb(kept)
      from kept left join before on ${matches('before', 'kept')}`,
  )
  if (kept !== rows.length) throw new Refusal(changedMeanwhile().problem)
}
