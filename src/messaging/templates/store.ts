import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Template } from '../rules/shapes.ts'
import { STANDARD_TEMPLATES } from '../rules/standard-templates.ts'

const COLUMNS = sql`key, version, name, purpose, tone, demands, safety, same_day as "sameDay", retired, texts`

/** The latest version of every template of a school, and the product's own where the school changed nothing. */
export async function templatesOf(tx: Tx, schoolId: SchoolId): Promise<readonly Template[]> {
  const own = await many(
    tx,
    sql<Template>`select distinct on (key) ${COLUMNS} from messaging.template
      where school_id = ${schoolId} order by key, version desc`,
  )
  const changed = new Map(own.map((one) => [one.key, one]))
  const standard = STANDARD_TEMPLATES.map((one) => changed.get(one.key) ?? one)
  const added = own.filter((one) => !STANDARD_TEMPLATES.some(({ key }) => key === one.key))
  return [...standard, ...added]
}

export async function templateOf(tx: Tx, of: { schoolId: SchoolId; key: string }): Promise<Template | undefined> {
  const own = await maybeOne(
    tx,
    sql<Template>`${kept} select ${COLUMNS} from messaging.template
      where school_id = ${of.schoolId} and key = ${of.key} order by version desc limit 1`,
  )
  return own ?? STANDARD_TEMPLATES.find(({ key }) => key === of.key)
}

/** Every version of a school's template, the latest first, with who wrote it and why. */
export function versionsOf(tx: Tx, of: { schoolId: SchoolId; key: string }) {
  return many(
    tx,
    sql<{ version: number; name: string; reason: string; at: Moment; byName: string; byPosition: string }>`
      select version, name, reason, at, by_name as "byName", by_position as "byPosition" from messaging.template
      where school_id = ${of.schoolId} and key = ${of.key} order by version desc`,
  )
}

/** @returns false where somebody else wrote that version first. */
export async function keepTemplate(
  tx: Tx,
  of: { schoolId: SchoolId; template: Template; reason: string; at: Moment; by: Caller },
): Promise<boolean> {
  const { schoolId, template, by } = of
  const row = await maybeOne(
    tx,
    sql<{ version: number }>`
      insert into messaging.template (school_id, key, version, name, purpose, tone, demands, safety, same_day, retired, texts,
        reason, at, by_id, by_name, by_position)
      values (${schoolId}, ${template.key}, ${template.version}, ${template.name}, ${template.purpose}, ${template.tone},
        ${template.demands}, ${template.safety}, ${template.sameDay}, ${template.retired}, ${json(template.texts)},
        ${of.reason}, ${of.at}, ${by.id}, ${by.name}, ${by.position})
      on conflict do nothing returning version`,
  )
  return row !== undefined
}
