import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { GateAct } from '../rules/gate.ts'
import type { LateReason } from '../rules/late-reasons.ts'

interface Row {
  readonly gateId: string
  readonly number: number
  readonly kind: GateAct['kind']
  readonly day: Day
  readonly place: string | null
  readonly pupilId: PupilId | null
  readonly entry: number | null
  readonly minutesLate: number | null
  readonly reason: LateReason | null
  readonly undoes: number | null
  readonly at: Moment
  readonly name: string
  readonly position: string
}

const COLUMNS = sql`gate_id as "gateId", number, kind, day, place, pupil_id as "pupilId", entry, minutes_late as "minutesLate",
  reason, undoes, at, by_name as name, by_position as position`

// The table's own checks say which columns each kind of act has: hence the cast.
function actOf({ name, position, ...row }: Row): GateAct & { readonly gateId: string } {
  return { ...row, by: { name, position } } as GateAct & { readonly gateId: string }
}

/** The acts of the gates of some days, by gate, in order. */
export async function gatesOf(
  tx: Tx,
  of: { schoolId: SchoolId; from: Day; to: Day },
): Promise<ReadonlyMap<string, readonly GateAct[]>> {
  const rows = await many(
    tx,
    sql<Row>`select ${COLUMNS} from site.gate_act
      where school_id = ${of.schoolId} and day between ${of.from} and ${of.to} order by gate_id, number`,
  )
  return Map.groupBy(rows.map(actOf), ({ gateId }) => gateId)
}

export async function actsOfGate(tx: Tx, of: { schoolId: SchoolId; gateId: string }): Promise<readonly GateAct[]> {
  const rows = await many(
    tx,
    sql<Row>`select ${COLUMNS} from site.gate_act
      where school_id = ${of.schoolId} and gate_id = ${of.gateId} order by number`,
  )
  return rows.map(actOf)
}

export interface GateHead {
  readonly schoolId: SchoolId
  readonly gateId: string
  readonly day: Day
  readonly at: Moment
  readonly by: Caller
}

export type NewGateAct =
  | { readonly kind: 'opened'; readonly place: string }
  | {
      readonly kind: 'arrived'
      readonly pupilId: PupilId
      readonly entry: number
      readonly minutesLate: number
      readonly reason: LateReason | null
    }
  | { readonly kind: 'undone'; readonly undoes: number }
  | { readonly kind: 'closed' }

const TRIES = 5

/**
 * Adds an act to a gate, after whatever stands. Two people at one gate press at once: the second waits, and takes the next number.
 * @returns its number; undefined where a sign-in with this entry is counted already, or a gate with this id was opened.
 */
export async function keepGateAct(tx: Tx, head: GateHead, act: NewGateAct): Promise<number | undefined> {
  const place = act.kind === 'opened' ? act.place : null
  const arrived = act.kind === 'arrived' ? act : undefined
  const number: RawBuilder<unknown> =
    act.kind === 'opened'
      ? sql`1`
      : sql`(select coalesce(max(number), 0) + 1 from site.gate_act
          where school_id = ${head.schoolId} and gate_id = ${head.gateId})`
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const row = await maybeOne(
      tx,
      sql<{ number: number }>`
        insert into site.gate_act (school_id, gate_id, number, kind, day, place, pupil_id, entry, minutes_late, reason, undoes,
          at, by, by_name, by_position)
        select ${head.schoolId}::uuid, ${head.gateId}::uuid, ${number}, ${act.kind}::text, ${head.day}::date, ${place}::text,
          ${arrived?.pupilId ?? null}::uuid, ${arrived?.entry ?? null}::bigint, ${arrived?.minutesLate ?? null}::integer,
          ${arrived?.reason ?? null}::text, ${act.kind === 'undone' ? act.undoes : null}::integer, ${head.at}::timestamptz,
          ${head.by.id}::uuid, ${head.by.name}::text, ${head.by.position}::text
        on conflict do nothing returning number`,
    )
    if (row !== undefined) return row.number
    if (act.kind === 'opened' || (arrived !== undefined && (await isCounted(tx, head, arrived.entry)))) return undefined
  }
  throw new Error('a gate’s acts were numbered by others five times over')
}

async function isCounted(tx: Tx, { schoolId }: GateHead, entry: number): Promise<boolean> {
  const found = await maybeOne(tx, sql`select 1 from site.gate_act where school_id = ${schoolId} and entry = ${entry}`)
  return found !== undefined
}
