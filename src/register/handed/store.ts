import { sql } from 'kysely'
import type { GroupId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { TakenMark } from '../contract.ts'
import type { Actor } from '../rules/journal.ts'

/** A register as a device handed it over. */
export interface Handed {
  readonly schoolId: SchoolId
  readonly id: string
  readonly year: SchoolYear
  readonly session: SessionIndex
  readonly groupId: GroupId
  readonly by: Actor
  readonly takenAt: Moment
  readonly deviceSaid: string | null
  readonly receivedAt: Moment
  readonly complete: boolean
  readonly marks: readonly TakenMark[]
  readonly bodyHash: string
}

/** What the office decided about it. */
export interface Decision {
  readonly outcome: 'taken-over' | 'set-aside'
  readonly at: Moment
  readonly by: Actor
  readonly reason: string | null
  readonly entry: number | null
  readonly changed: number
  readonly key: string
  readonly bodyHash: string
}

/** Keeps a register that was handed over. False where one with its key is kept already. */
export async function keepHanded(tx: Tx, handed: Handed): Promise<boolean> {
  const kept = await many(
    tx,
    sql<{ id: string }>`
      insert into register.handed_over (school_id, id, year, session, group_id, taken_by, taken_by_name, taken_by_position,
        taken_at, device_said, received_at, complete, marks, body_hash)
      values (${handed.schoolId}, ${handed.id}, ${handed.year}, ${handed.session}, ${handed.groupId}, ${handed.by.id},
        ${handed.by.name}, ${handed.by.position}, ${handed.takenAt}, ${handed.deviceSaid}, ${handed.receivedAt},
        ${handed.complete}, ${json(handed.marks)}, decode(${handed.bodyHash}, 'hex'))
      on conflict (school_id, id) do nothing
      returning id`,
  )
  return kept.length > 0
}

interface Row extends Omit<Handed, 'by'> {
  takenBy: string
  takenByName: string
  takenByPosition: string
  outcome: Decision['outcome'] | null
  decidedAt: Moment
  decidedBy: string
  decidedByName: string
  decidedByPosition: string
  reason: string | null
  entry: number | null
  changed: number
  key: string
  decisionHash: string
}

const COLUMNS = sql`handed.school_id as "schoolId", handed.id, handed.year, handed.session, handed.group_id as "groupId",
  taken_by as "takenBy", taken_by_name as "takenByName", taken_by_position as "takenByPosition", taken_at as "takenAt",
  device_said as "deviceSaid", received_at as "receivedAt", complete, marks,
  encode(handed.body_hash, 'hex') as "bodyHash", outcome, decided_at as "decidedAt", decided_by as "decidedBy",
  decided_by_name as "decidedByName", decided_by_position as "decidedByPosition", reason, entry, changed, key,
  encode(decision.body_hash, 'hex') as "decisionHash"`
const TABLES = sql`register.handed_over as handed left join register.handed_decision as decision
  on decision.school_id = handed.school_id and decision.handed_id = handed.id`

export interface HandedWithDecision {
  readonly handed: Handed
  readonly decision: Decision | null
}

function handedOf(row: Row): HandedWithDecision {
  const { takenBy, takenByName, takenByPosition, outcome, reason, entry, changed, key, decisionHash, ...rest } = row
  const { decidedAt, decidedBy, decidedByName, decidedByPosition, ...handed } = rest
  const by = { id: takenBy, name: takenByName, position: takenByPosition }
  const decider = { id: decidedBy, name: decidedByName, position: decidedByPosition }
  return {
    handed: { ...handed, by },
    decision:
      outcome === null
        ? null
        : { outcome, at: decidedAt, by: decider, reason, entry, changed, key, bodyHash: decisionHash },
  }
}

export async function findHanded(
  tx: Tx,
  of: { schoolId: SchoolId; id: string },
): Promise<HandedWithDecision | undefined> {
  const row = await maybeOne(
    tx,
    sql<Row>`select ${COLUMNS} from ${TABLES} where handed.school_id = ${of.schoolId} and handed.id = ${of.id}`,
  )
  return row && handedOf(row)
}

const MOST = 500

/** Those that wait, the oldest first, then those decided since a moment, the newest first; of one person where named. */
export async function handedRegisters(
  tx: Tx,
  of: { schoolId: SchoolId; decidedSince: Moment; takenBy: string | undefined },
): Promise<readonly HandedWithDecision[]> {
  const by = of.takenBy === undefined ? sql`` : sql`and taken_by = ${of.takenBy}`
  const rows = await many(
    tx,
    sql<Row>`
      select ${COLUMNS} from ${TABLES}
      where handed.school_id = ${of.schoolId} ${by} and (outcome is null or decided_at >= ${of.decidedSince})
      order by outcome is not null, decided_at desc, handed.year, handed.session, taken_at, handed.id limit ${MOST}`,
  )
  return rows.map(handedOf)
}

/** Keeps what the office decided. Under the journal's lock, so that nobody decides twice. */
export async function keepDecision(
  tx: Tx,
  of: { handed: Handed; by: Caller } & Pick<
    Decision,
    'outcome' | 'at' | 'reason' | 'entry' | 'changed' | 'key' | 'bodyHash'
  >,
): Promise<void> {
  const { handed, by } = of
  await run(
    tx,
    sql`insert into register.handed_decision (school_id, handed_id, outcome, decided_at, decided_by, decided_by_name,
        decided_by_position, reason, entry, changed, key, body_hash)
      values (${handed.schoolId}, ${handed.id}, ${of.outcome}, ${of.at}, ${by.id}, ${by.name}, ${by.position}, ${of.reason},
        ${of.entry}, ${of.changed}, ${of.key}, decode(${of.bodyHash}, 'hex'))`,
  )
}
