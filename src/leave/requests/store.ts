import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Asked, By, Judged, LeaveStep } from '../rules/request.ts'

/** A request as it is kept, with what happened to it since. */
export interface KeptRequest extends Asked {
  readonly pupilId: PupilId
  readonly enteredAt: Moment
  readonly enteredBy: By
  readonly steps: readonly LeaveStep[]
}

interface RequestRow {
  readonly id: string
  readonly pupilId: PupilId
  readonly kind: Asked['kind']
  readonly firstDay: Day
  readonly firstHalf: Half
  readonly lastDay: Day
  readonly lastHalf: Half
  readonly reason: string
  readonly particulars: string
  readonly askedBy: string
  readonly channel: Asked['channel']
  readonly askedAt: Moment
  readonly enteredAt: Moment
  readonly name: string
  readonly position: string
}

interface StepRow {
  readonly id: string
  readonly number: number
  readonly kind: LeaveStep['kind']
  readonly reason: string
  readonly firstDay: Day | null
  readonly firstHalf: Half | null
  readonly lastDay: Day | null
  readonly lastHalf: Half | null
  readonly conditions: string
  readonly judged: readonly Judged[]
  readonly entry: number | null
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** Which requests: one by its id, those of pupils, those that end on a day or later. All of the school where nothing is said. */
export interface WhichRequests {
  readonly schoolId: SchoolId
  readonly id?: string | undefined
  readonly pupilIds?: readonly PupilId[] | undefined
  readonly endsFrom?: Day | undefined
}

/** Requests with their steps, the earliest first day first: two statements however many there are. */
export async function requestsOf(tx: Tx, which: WhichRequests): Promise<readonly KeptRequest[]> {
  const { schoolId, id = null, pupilIds = null, endsFrom = null } = which
  const wanted = sql`school_id = ${schoolId} and (${id}::uuid is null or request_id = ${id}::uuid)
    and (${pupilIds}::uuid[] is null or pupil_id = any (${pupilIds}::uuid[]))
    and (${endsFrom}::date is null or last_day >= ${endsFrom}::date)`
  const rows = await many(
    tx,
    sql<RequestRow>`${kept}
      select request_id as id, pupil_id as "pupilId", kind, first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", reason, particulars, asked_by as "askedBy", channel,
        asked_at as "askedAt", entered_at as "enteredAt", entered_by_name as name, entered_by_position as position
      from leave.request where ${wanted} order by first_day, request_id`,
  )
  if (rows.length === 0) return []
  const steps = await many(
    tx,
    sql<StepRow>`
      select request_id as id, number, kind, reason, first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", conditions, judged, entry, at, by_name as name,
        by_position as position
      from leave.step
      where school_id = ${schoolId} and request_id = any (${rows.map((row) => row.id)}::uuid[])
      order by request_id, number`,
  )
  const byRequest = Map.groupBy(steps, (step) => step.id)
  return rows.map((row) => requestFrom(row, byRequest.get(row.id) ?? []))
}

/**
 * Who withdraws a request while its letters are being written would else not see them yet, and they would go. Taken before the request is read;
 * it holds until the transaction ends.
 */
export async function oneStepAtATime(tx: Tx, of: { schoolId: SchoolId; requestId: string }): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`leave ${of.schoolId} ${of.requestId}`}, 0))`)
}

function requestFrom(row: RequestRow, steps: readonly StepRow[]): KeptRequest {
  const { firstDay, firstHalf, lastDay, lastHalf, name, position, ...asked } = row
  return {
    ...asked,
    from: { day: firstDay, half: firstHalf },
    to: { day: lastDay, half: lastHalf },
    enteredBy: { name, position },
    steps: steps.map(stepFrom),
  }
}

function stepFrom(row: StepRow): LeaveStep {
  const { number, kind, at, reason, conditions, judged, entry } = row
  const by = { name: row.name, position: row.position }
  const { firstDay, firstHalf, lastDay, lastHalf } = row
  if (kind === 'granted' && firstDay && firstHalf && lastDay && lastHalf) {
    const span = { from: { day: firstDay, half: firstHalf }, to: { day: lastDay, half: lastHalf } }
    return { number, kind, at, by, reason, conditions, judged, entry, ...span }
  }
  if (kind === 'refused') return { number, kind, at, by, reason, judged }
  if (kind === 'withdrawn') return { number, kind, at, by, reason, entry }
  if (kind === 'questioned' || kind === 'answered') return { number, kind, at, by, reason }
  throw new Error(`a step of leave that is ${kind} has no sessions`)
}

/** @returns false where the request is there already: it was sent before. */
export async function keepRequest(
  tx: Tx,
  of: Asked & { schoolId: SchoolId; pupilId: PupilId; at: Moment; by: Caller },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into leave.request (school_id, request_id, pupil_id, kind, first_day, first_half, last_day, last_half,
        reason, particulars, asked_by, channel, asked_at, entered_at, entered_by, entered_by_name, entered_by_position)
      values (${of.schoolId}, ${of.id}, ${of.pupilId}, ${of.kind}, ${of.from.day}, ${of.from.half}, ${of.to.day},
        ${of.to.half}, ${of.reason}, ${of.particulars}, ${of.askedBy}, ${of.channel}, ${of.askedAt}, ${of.at},
        ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing`,
  )
  return touched === 1
}

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepStep(
  tx: Tx,
  of: {
    schoolId: SchoolId
    id: string
    number: number
    kind: LeaveStep['kind']
    reason: string
    span?: { from: Session; to: Session }
    conditions?: string
    judged?: readonly Judged[]
    entry?: number | null
    at: Moment
    by: Caller
  },
): Promise<boolean> {
  const { span, conditions = '', judged = [], entry = null } = of
  const kept = await maybeOne(
    tx,
    sql<{ number: number }>`
      insert into leave.step (school_id, request_id, number, kind, reason, first_day, first_half, last_day, last_half,
        conditions, judged, entry, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${of.kind}, ${of.reason}, ${span?.from.day ?? null},
        ${span?.from.half ?? null}, ${span?.to.day ?? null}, ${span?.to.half ?? null}, ${conditions}, ${json(judged)},
        ${entry}, ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return kept !== undefined
}
