import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { KeptAway, KeptAwayKind, KeptAwayStep, ProvisionCode } from '../rules/kept-away.ts'
import type { By } from '../rules/request.ts'

interface Kept {
  readonly pupilId: PupilId
  readonly category: string
  readonly words: string
  /** What the letter says besides. */
  readonly letter: string
  /** The entry of the register that set its first marks; null where it set none. */
  readonly entry: number | null
}

export interface KeptAwayStored extends KeptAway, Kept {
  readonly at: Moment
  readonly by: By
  readonly steps: readonly (KeptAwayStep & {
    readonly key: string
    readonly marks: number
    readonly entry: number | null
  })[]
}

interface Row extends Kept, By {
  readonly id: string
  readonly kind: KeptAwayKind
  readonly firstDay: Day
  readonly firstHalf: Half
  readonly lastDay: Day | null
  readonly lastHalf: Half | null
  readonly decidedDay: Day
  readonly at: Moment
}

interface StepRow extends By {
  readonly id: string
  readonly number: number
  readonly kind: KeptAwayStep['kind']
  readonly key: string
  readonly words: string
  readonly code: ProvisionCode | null
  readonly firstDay: Day
  readonly firstHalf: Half | null
  readonly lastDay: Day | null
  readonly entry: number | null
  readonly marks: number
  readonly at: Moment
}

function stepOf(row: StepRow): KeptAwayStored['steps'][number] {
  const { number, key, words, marks, entry, at, name, position, code, firstDay: first, lastDay: last } = row
  const base = { number, key, words, marks, entry, at, by: { name, position } }
  if (code !== null && last !== null) return { ...base, kind: 'provision', code, first, last }
  return { ...base, kind: 'ended', from: { day: first, half: row.firstHalf ?? 'AM' } }
}

/** Decisions of a school with their steps: one by its id, those of one pupil, or those of some kinds that end on a day or later. */
export async function keptAwayOf(
  tx: Tx,
  of: {
    schoolId: SchoolId
    kinds: readonly KeptAwayKind[]
    id?: string
    pupilId?: PupilId
    endsFrom?: Day
  },
): Promise<readonly KeptAwayStored[]> {
  const { schoolId, kinds, id = null, pupilId = null, endsFrom = null } = of
  const rows = await many(
    tx,
    sql<Row>`
      select kept_away_id as id, pupil_id as "pupilId", kind, first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", decided_day as "decidedDay", category, words, letter, entry, at,
        by_name as name, by_position as position
      from leave.kept_away
      where school_id = ${schoolId} and kind = any (${[...kinds]}::text[])
        and (${id}::uuid is null or kept_away_id = ${id}::uuid)
        and (${pupilId}::uuid is null or pupil_id = ${pupilId}::uuid)
        and (${endsFrom}::date is null or last_day is null or last_day >= ${endsFrom}::date)
      order by first_day desc, kept_away_id`,
  )
  const steps = await many(
    tx,
    sql<StepRow>`
      select kept_away_id as id, number, kind, key, words, code, first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", entry, marks, at, by_name as name, by_position as position
      from leave.kept_away_step
      where school_id = ${schoolId} and kept_away_id = any (${rows.map((row) => row.id)}::uuid[])
      order by kept_away_id, number`,
  )
  return rows.map(({ name, position, firstDay, firstHalf, lastDay, lastHalf, ...row }) => ({
    ...row,
    from: { day: firstDay, half: firstHalf },
    to: lastDay === null || lastHalf === null ? null : { day: lastDay, half: lastHalf },
    by: { name, position },
    steps: steps.filter((step) => step.id === row.id).map(stepOf),
  }))
}

/** Two people who decide about the same pupil at once would else both find no other decision. */
export async function onePupilAtATime(tx: Tx, of: { schoolId: SchoolId; pupilId: PupilId }): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`leave kept-away ${of.schoolId} ${of.pupilId}`}, 0))`,
  )
}

/** @returns false where it is there already. */
export async function keepKeptAway(
  tx: Tx,
  of: KeptAway & Kept & { schoolId: SchoolId; at: Moment; by: Caller },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql<{ id: string }>`
      insert into leave.kept_away (school_id, kept_away_id, pupil_id, kind, first_day, first_half, last_day, last_half,
        decided_day, category, words, letter, entry, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.pupilId}, ${of.kind}, ${of.from.day}, ${of.from.half}, ${of.to?.day ?? null},
        ${of.to?.half ?? null}, ${of.decidedDay}, ${of.category}, ${of.words}, ${of.letter}, ${of.entry}, ${of.at},
        ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning kept_away_id as id`,
  )
  return kept !== undefined
}

export type NewKeptAwayStep = {
  readonly schoolId: SchoolId
  readonly id: string
  readonly number: number
  readonly key: string
  readonly words: string
  readonly marks: number
  readonly at: Moment
  readonly by: Caller
} & (
  | {
      readonly kind: 'provision'
      readonly code: ProvisionCode
      readonly first: Day
      readonly last: Day
      readonly entry: number
    }
  | { readonly kind: 'ended'; readonly from: Session }
)

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepKeptAwayStep(tx: Tx, of: NewKeptAwayStep): Promise<boolean> {
  const arranged = of.kind === 'provision' ? of : undefined
  const first = of.kind === 'provision' ? of.first : of.from.day
  const half = of.kind === 'provision' ? null : of.from.half
  const kept = await maybeOne(
    tx,
    sql<{ number: number }>`
      insert into leave.kept_away_step (school_id, kept_away_id, number, kind, key, words, code, first_day, first_half,
        last_day, entry, marks, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${of.kind}, ${of.key}, ${of.words}, ${arranged?.code ?? null},
        ${first}, ${half}, ${arranged?.last ?? null}, ${arranged?.entry ?? null}, ${of.marks}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
