import { type RawBuilder, sql } from 'kysely'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { KEPT_TABLES, type KeptTable } from '../rules/subject/kept-tables.ts'

/** A child at a school. */
export interface Child {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
}

/** The condition by which rows of a table, as `kept`, belong to a child. */
export function belongsTo(child: Child, { table, by }: Pick<KeptTable, 'table' | 'by'>): RawBuilder<unknown> {
  const school =
    table === 'audit.trail' ? sql`kept.place_id = ${child.schoolId}` : sql`kept.school_id = ${child.schoolId}`
  return sql`${school} and ${belonging(child, table, by)}`
}

function belonging(child: Child, table: string, by: KeptTable['by']): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`kept.${name}`)
  if (table === 'register.change') return markOf(child)
  if ('pupil' in by) return sql`${column(by.pupil)} = ${child.pupilId}`
  if ('oneOf' in by) return sql`${child.pupilId}::uuid = any (${column(by.oneOf)})`
  if ('mentions' in by) return sql`position(${child.pupilId}::text in ${column(by.mentions)}::text) > 0`
  if ('contact' in by)
    return sql`${column(by.contact)} in (select contact_id from roll.pupil_contact
      where school_id = ${child.schoolId} and pupil_id = ${child.pupilId})`
  const parent = KEPT_TABLES.find((one) => one.table === by.through)
  if (parent === undefined) throw new RangeError(`${table} belongs through ${by.through}, which is not in the list`)
  const columns = sql.join(by.on.map(column))
  return sql`(${columns}) in (select ${columns} from ${sql.table(parent.table)} as kept where ${belongsTo(child, parent)})`
}

/** Marks of a child: entries of the journal that name the child at all are found by their bytes, before any is taken apart. */
function markOf({ schoolId, pupilId }: Child): RawBuilder<unknown> {
  return sql`kept.pupil_id = ${pupilId} and kept.number in (select number from register.entry
    where school_id = ${schoolId} and position(decode(${pupilId.replaceAll('-', '')}, 'hex') in marks) > 0)`
}
