import { sql } from 'kysely'
import type { Day } from '../kernel/day.ts'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../platform/database/database.ts'
import type { Caller } from '../platform/http/use-case.ts'
import type { ReturnKind } from './rules/kinds.ts'
import type { ReturnStep, Told, Way } from './rules/return-state.ts'

/** A return that somebody began, with what happened to it. */
export interface KeptReturn {
  readonly key: string
  readonly kind: ReturnKind
  readonly pupilId: PupilId
  readonly triggerDay: Day
  readonly because: string
  readonly at: Moment
  readonly steps: readonly ReturnStep[]
}

interface StepRow extends Omit<ReturnStep, 'by'> {
  readonly key: string
  readonly name: string
  readonly position: string
}

/** The returns of a school: one by its key, or those about facts of a day or later. Two statements. */
export async function returnsOf(
  tx: Tx,
  of: { schoolId: SchoolId; keys?: readonly string[]; since?: Day },
): Promise<readonly KeptReturn[]> {
  const { schoolId, keys = null, since = null } = of
  const rows = await many(
    tx,
    sql<Omit<KeptReturn, 'steps'>>`${kept}
      select duty_key as key, kind, pupil_id as "pupilId", trigger_day as "triggerDay", because, at from returns.return
      where school_id = ${schoolId} and (${keys === null}::boolean or duty_key = any (${[...(keys ?? [])]}::text[]))
        and (${since}::date is null or trigger_day >= ${since}::date)
      order by at, duty_key`,
  )
  if (rows.length === 0) return []
  const steps = await many(
    tx,
    sql<StepRow>`
      select duty_key as key, number, kind, words, way, reference, told, at, by_name as name, by_position as position
      from returns.step where school_id = ${schoolId} and duty_key = any (${rows.map(({ key }) => key)}::text[])
      order by duty_key, number`,
  )
  const byKey = Map.groupBy(steps, ({ key }) => key)
  return rows.map((row) => ({
    ...row,
    steps: (byKey.get(row.key) ?? []).map(({ key: _, name, position, ...step }) => ({
      ...step,
      by: { name, position },
    })),
  }))
}

/** A step to be kept, and the return it belongs to where this is the first. */
export interface StepToKeep {
  readonly of: Omit<KeptReturn, 'steps' | 'at'>
  readonly number: number
  readonly kind: ReturnStep['kind']
  readonly words?: string
  readonly way?: Way
  readonly reference?: string
  readonly told?: Told
}

/** @returns false where somebody else was faster with this step: nothing of it is kept then. */
export async function keepStep(
  tx: Tx,
  by: { schoolId: SchoolId; at: Moment; by: Caller },
  step: StepToKeep,
): Promise<boolean> {
  const { schoolId, at } = by
  const { key, kind, pupilId, triggerDay, because } = step.of
  const { id, name, position } = by.by
  await run(
    tx,
    sql`insert into returns.return (school_id, duty_key, kind, pupil_id, trigger_day, because, at, by, by_name, by_position)
      values (${schoolId}, ${key}, ${kind}, ${pupilId}, ${triggerDay}, ${because}, ${at}, ${id}, ${name}, ${position})
      on conflict do nothing`,
  )
  const kept = await maybeOne(
    tx,
    sql`insert into returns.step (school_id, duty_key, number, kind, words, way, reference, told, at, by, by_name, by_position)
      values (${schoolId}, ${key}, ${step.number}, ${step.kind}, ${step.words ?? ''}, ${step.way ?? null},
        ${step.reference ?? ''}, ${step.told === undefined ? null : json(step.told)}, ${at}, ${id}, ${name}, ${position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
