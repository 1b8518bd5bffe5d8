import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '../identity/contract.ts'
import type { Day } from '../kernel/day.ts'
import type { PersonId, SchoolId } from '../kernel/ids.ts'
import { type Moment, momentAt, type TimeOfDay, timeOfDay } from '../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, one, type Tx } from '../platform/database/database.ts'
import type { Because, Due, DutySubject } from './contract.ts'
import type { DutyAct, Owner } from './rules/standing.ts'

/** A duty as somebody saw it who acted on it: what is left of it once its facts have changed. */
export interface SeenDuty {
  readonly title: string
  readonly subject: DutySubject
  readonly because: readonly Pick<Because, 'day' | 'half' | 'words'>[]
  readonly due: Due | null
}

export interface KeptAct {
  readonly act: DutyAct
  readonly rule: string
  readonly seen: SeenDuty
}

interface ActRow {
  readonly key: string
  readonly rule: string
  readonly kind: DutyAct['kind']
  readonly at: Moment
  readonly byId: PersonId
  readonly byName: string
  readonly byPosition: string
  readonly reason: string
  readonly untilDay: Day | null
  readonly untilTime: TimeOfDay | null
  readonly beyondDue: boolean
  readonly toRole: Role | null
  readonly toPerson: PersonId | null
  readonly seen: SeenDuty
}

/** What was done about these duties at any time, and about any duty since a day; oldest first. */
export async function actsAbout(
  tx: Tx,
  of: { schoolId: SchoolId; keys: readonly string[]; since: Day },
): Promise<readonly KeptAct[]> {
  const rows = await many(
    tx,
    sql<ActRow>`${kept}
      select duty_key as key, rule, kind, made_at as at, made_by as "byId", made_by_name as "byName",
        made_by_position as "byPosition", reason, until_day as "untilDay", until_time as "untilTime",
        beyond_due as "beyondDue", to_role as "toRole", to_person as "toPerson", seen
      from duties.act
      where school_id = ${of.schoolId}
        and (duty_key = any (${[...of.keys]}::text[]) or made_at >= ${momentAt(of.since, timeOfDay('00:00'))})
      order by made_at, act_id`,
  )
  return rows.map((row) => ({ act: readAct(row), rule: row.rule, seen: row.seen }))
}

function readAct(row: ActRow): DutyAct {
  const { key, kind, at, reason, untilDay } = row
  const of = { key, at, reason, by: { id: row.byId, name: row.byName, position: row.byPosition } }
  if (kind === 'snoozed') {
    if (untilDay === null) throw new Error('a duty was put off without an end')
    return { ...of, kind, until: { day: untilDay, time: row.untilTime }, beyondDue: row.beyondDue }
  }
  return kind === 'handed-over' ? { ...of, kind, to: readOwner(row) } : { ...of, kind }
}

function readOwner({ toRole, toPerson }: ActRow): Owner {
  if (toPerson !== null) return { kind: 'people', people: [toPerson] }
  if (toRole === null) throw new Error('a duty was handed over to nobody')
  return { kind: 'role', role: toRole }
}

/** One act about one duty, before it is kept. */
export interface NewAct {
  readonly act: DutyAct
  readonly rule: string
  readonly seen: SeenDuty
  /** What the person is called to whom it is handed over. */
  readonly toName?: string
}

/** Makes those wait who act on duties of a school at the same time: each decides on what the other has done. */
export async function lockDuties(tx: Tx, schoolId: SchoolId): Promise<void> {
  await one(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell duties ${schoolId}`}, 0))`)
}

/** Keeps acts, all or none: a duty that was discharged in the same moment makes the whole fail. */
export async function keepActs(tx: Tx, schoolId: SchoolId, acts: readonly NewAct[]): Promise<void> {
  await maybeOne(
    tx,
    sql`insert into duties.act (school_id, act_id, duty_key, rule, kind, made_at, made_by, made_by_name, made_by_position, reason,
        until_day, until_time, beyond_due, to_role, to_person, to_person_name, seen)
      select ${schoolId}, given.id, given.key, given.rule, given.kind, given.at, given.by_id, given.by_name, given.by_position, given.reason,
        given.until_day, given.until_time, given.beyond, given.to_role, given.to_person, given.to_name, given.seen
      from jsonb_to_recordset(${json(acts.map(rowOf))}) as given (id uuid, key text, rule text, kind text, at timestamptz, by_id uuid,
        by_name text, by_position text, reason text, until_day date, until_time text, beyond boolean, to_role text,
        to_person uuid, to_name text, seen jsonb)`,
  )
}

function rowOf({ act, rule, seen, toName }: NewAct) {
  const until = act.kind === 'snoozed' ? act.until : null
  const to = act.kind === 'handed-over' ? act.to : null
  const person = to?.kind === 'people' ? (to.people[0] ?? null) : null
  return {
    id: randomUUID(),
    key: act.key,
    rule,
    kind: act.kind,
    at: act.at,
    by_id: act.by.id,
    by_name: act.by.name,
    by_position: act.by.position,
    reason: act.reason,
    until_day: until?.day ?? null,
    until_time: until?.time ?? null,
    beyond: act.kind === 'snoozed' && act.beyondDue,
    to_role: to?.kind === 'role' ? to.role : null,
    to_person: person,
    to_name: person === null ? null : (toName ?? ''),
    seen,
  }
}
