import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Planned, PlannedSpan, PlannedStep } from '../rules/planned.ts'
import type { Particulars, PlannedKind } from '../rules/planned-kinds.ts'
import type { By } from '../rules/request.ts'

/** A step as it is kept: with the sender's key, and how many marks it set or took back. */
export type KeptStep = PlannedStep & { readonly key: string; readonly marks: number }

/** A plan as it is kept, with what happened to it since. */
export interface KeptPlanned extends Planned {
  readonly at: Moment
  readonly by: By
  readonly steps: readonly KeptStep[]
}

interface Row extends By {
  readonly id: string
  readonly kind: PlannedKind
  readonly title: string
  readonly particulars: Particulars
  readonly agreedDay: Day | null
  readonly firstDay: Day
  readonly firstHalf: Half
  readonly lastDay: Day
  readonly lastHalf: Half
  readonly only: PlannedSpan['only']
  readonly at: Moment
}

interface StepRow extends By {
  readonly id: string
  readonly number: number
  readonly kind: PlannedStep['kind']
  readonly key: string
  readonly pupilIds: readonly PupilId[]
  readonly words: string
  readonly firstDay: Day | null
  readonly firstHalf: Half | null
  readonly lastDay: Day | null
  readonly lastHalf: Half | null
  readonly only: PlannedSpan['only']
  readonly entry: number | null
  readonly marks: number
  readonly at: Moment
}

const sessionOf = (day: Day | null, half: Half | null): Session | null =>
  day === null || half === null ? null : { day, half }

function stepOf(row: StepRow): KeptStep {
  const { number, key, pupilIds, words, marks, at, name, position, entry, only } = row
  const base = { number, key, words, marks, at, by: { name, position } }
  const from = sessionOf(row.firstDay, row.firstHalf)
  const to = sessionOf(row.lastDay, row.lastHalf)
  if (row.kind === 'put-on' && entry !== null) return { ...base, kind: 'put-on', pupilIds, entry }
  if (row.kind === 'taken-off') return { ...base, kind: 'taken-off', pupilIds, from }
  if (row.kind === 'moved' && entry !== null && from !== null && to !== null)
    return { ...base, kind: 'moved', entry, from, to, only }
  return { ...base, kind: 'withdrawn' }
}

/** Plans of a school with their steps: one by its id, or those of some kinds that end on a day or later, moved ones included. */
export async function plannedOf(
  tx: Tx,
  of: { schoolId: SchoolId; id?: string; kinds?: readonly PlannedKind[]; endsFrom?: Day },
): Promise<readonly KeptPlanned[]> {
  const { schoolId, id = null, kinds = null, endsFrom = null } = of
  const rows = await many(
    tx,
    sql<Row>`
      select planned_id as id, kind, title, particulars, agreed_day as "agreedDay", first_day as "firstDay",
        first_half as "firstHalf", last_day as "lastDay", last_half as "lastHalf", pattern as only, at, by_name as name,
        by_position as position
      from leave.planned as plan
      where school_id = ${schoolId} and (${id}::uuid is null or planned_id = ${id}::uuid)
        and (${kinds === null ? null : [...kinds]}::text[] is null or kind = any (${kinds === null ? null : [...kinds]}::text[]))
        and (${endsFrom}::date is null or last_day >= ${endsFrom}::date or exists (
          select from leave.planned_step as step
          where step.school_id = plan.school_id and step.planned_id = plan.planned_id and step.last_day >= ${endsFrom}::date))
      order by first_day, planned_id`,
  )
  const steps = await many(
    tx,
    sql<StepRow>`
      select planned_id as id, number, kind, key, pupil_ids as "pupilIds", words, first_day as "firstDay",
        first_half as "firstHalf", last_day as "lastDay", last_half as "lastHalf", pattern as only, entry, marks, at,
        by_name as name, by_position as position
      from leave.planned_step
      where school_id = ${schoolId} and planned_id = any (${rows.map((row) => row.id)}::uuid[])
      order by planned_id, number`,
  )
  return rows.map(({ name, position, firstDay, firstHalf, lastDay, lastHalf, ...row }) => ({
    ...row,
    from: { day: firstDay, half: firstHalf },
    to: { day: lastDay, half: lastHalf },
    by: { name, position },
    steps: steps.filter((step) => step.id === row.id).map(stepOf),
  }))
}

/** @returns false where it is there already. */
export async function keepPlanned(
  tx: Tx,
  of: Planned & { schoolId: SchoolId; at: Moment; by: Caller },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql<{ id: string }>`
      insert into leave.planned (school_id, planned_id, kind, title, particulars, agreed_day, first_day, first_half, last_day,
        last_half, pattern, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.kind}, ${of.title}, ${json(of.particulars)}, ${of.agreedDay}, ${of.from.day},
        ${of.from.half}, ${of.to.day}, ${of.to.half}, ${of.only === null ? null : json(of.only)}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})
      on conflict do nothing returning planned_id as id`,
  )
  return kept !== undefined
}

export interface NewStep {
  readonly schoolId: SchoolId
  readonly id: string
  readonly number: number
  readonly kind: PlannedStep['kind']
  readonly key: string
  readonly words: string
  readonly marks: number
  readonly pupilIds?: readonly PupilId[]
  readonly entry?: number
  readonly from?: Session | null
  readonly to?: Session
  readonly only?: PlannedSpan['only']
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepPlannedStep(tx: Tx, of: NewStep): Promise<boolean> {
  const { pupilIds = [], entry = null, from = null, to = null, only = null } = of
  const kept = await maybeOne(
    tx,
    sql<{ number: number }>`
      insert into leave.planned_step (school_id, planned_id, number, kind, key, pupil_ids, words, first_day, first_half,
        last_day, last_half, pattern, entry, marks, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${of.kind}, ${of.key}, ${[...pupilIds]}::uuid[], ${of.words},
        ${from?.day ?? null}, ${from?.half ?? null}, ${to?.day ?? null}, ${to?.half ?? null},
        ${only === null ? null : json(only)}, ${entry}, ${of.marks}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
