import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, type Result } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { unsentMessages } from '../../messaging/index.ts'
import { kept, many, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Attempt, ChaseAct, HandOver, Safe, Visit } from '../rules/chase-acts.ts'

/** An act with the child whom it was about. */
export type KeptAct = ChaseAct & { readonly pupilId: PupilId }

type Row<Act> = Omit<Act, 'by' | 'kind'> & {
  readonly pupilId: PupilId
  readonly name: string
  readonly position: string
}

interface WhichActs {
  readonly schoolId: SchoolId
  readonly from: Day
  readonly to: Day
  /** Of every child where left out. */
  readonly pupilIds?: readonly PupilId[] | undefined
}

/** Templates of the text with which a day's search begins. */
export const MORNING_TEXTS: readonly string[] = ['first-day', 'absent-again', 'return-check']

/**
 * What was done about absent children on some days, in the order of time: four statements however many children, and one more for texts of
 * the last day that may not have gone yet.
 */
export async function actsOf(tx: Tx, which: WhichActs): Promise<readonly KeptAct[]> {
  const { schoolId, from, to, pupilIds = null } = which
  const ids = pupilIds === null ? null : [...pupilIds]
  const wanted = sql`school_id = ${schoolId} and day between ${from} and ${to}
    and (${ids}::uuid[] is null or pupil_id = any (${ids}::uuid[]))`
  const by = sql`day, at, by_name as name, by_position as position`
  const [attempts, safe, handed, visits] = await Promise.all([
    many(
      tx,
      sql<Row<Attempt>>`${kept} select act_id as id, pupil_id as "pupilId", channel, whom, contact_id as "contactId",
        contact_name as "contactName", address, outcome, words, return_day as "returnDay", ${by}
        from absence.contact where ${wanted} order by number`,
    ),
    many(
      tx,
      sql<
        Row<Safe>
      >`${kept} select act_id as id, pupil_id as "pupilId", seen_by as "seenBy", place as "where", words, ${by}
        from absence.safe where ${wanted} order by at`,
    ),
    many(
      tx,
      sql<Row<HandOver>>`${kept} select act_id as id, pupil_id as "pupilId", to_whom as "to", words, reference, ${by}
        from absence.hand_over where ${wanted} order by at`,
    ),
    many(
      tx,
      sql<Row<Visit>>`${kept} select visit_id as id, pupil_id as "pupilId", kind as step, going, outcome, words, ${by}
        from absence.visit, unnest(pupil_ids) as pupil_id where ${wanted} order by at, number`,
    ),
  ])
  const waits = await textsThatWait(tx, which, attempts)
  const acts: KeptAct[] = [
    ...attempts.map((row) => ({ ...act(row), ...waits(row), kind: 'attempt' as const })),
    ...safe.map((row) => ({ ...act(row), kind: 'safe' as const })),
    ...handed.map((row) => ({ ...act(row), kind: 'handed-over' as const })),
    ...visits.map((row) => ({ ...act(row), kind: 'visit' as const })),
  ]
  return acts.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

async function textsThatWait(tx: Tx, { schoolId, to: day }: WhichActs, attempts: readonly Row<Attempt>[]) {
  const isSent = (row: Row<Attempt>) => row.channel === 'text' && row.outcome === 'sent' && row.day === day
  const unsent = attempts.some(isSent) ? await unsentMessages(tx, { schoolId, day, templates: MORNING_TEXTS }) : []
  return (row: Row<Attempt>): Pick<Attempt, 'waits'> => {
    const message =
      isSent(row) &&
      unsent.find(({ contactId, pupilIds }) => contactId === row.contactId && pupilIds.includes(row.pupilId))
    return message ? { waits: message.stage === 'hand' ? 'hand' : 'service' } : {}
  }
}

function act<Of extends { readonly name: string; readonly position: string }>({ name, position, ...row }: Of) {
  return { ...row, by: { name, position } }
}

/** What every act of a person has. */
export interface ActHead {
  readonly schoolId: SchoolId
  readonly id: string
  readonly pupilIds: readonly PupilId[]
  readonly day: Day
  readonly at: Moment
  readonly by: Caller
}

/** What became of an act: kept now, kept already in the same words, or something else stands under its number. */
export type Kept = 'new' | 'again' | 'other'

export function keyUsed(): Result<never> {
  return conflict(
    'absence.key-used',
    'Something else was recorded under this number. Nothing was kept now: do it again.',
  )
}

/** The row for each child; one that is there already stays as it is. */
async function keep(
  tx: Tx,
  head: ActHead,
  into: { table: RawBuilder<unknown>; columns: RawBuilder<unknown>; values: RawBuilder<unknown> },
): Promise<Kept> {
  const { schoolId, id, pupilIds, day, at, by } = head
  const made = await run(
    tx,
    sql`insert into ${into.table} (school_id, act_id, pupil_id, day, at, by, by_name, by_position, ${into.columns})
      select ${schoolId}::uuid, ${id}::uuid, pupil_id, ${day}::date, ${at}::timestamptz, ${by.id}::uuid, ${by.name}::text,
        ${by.position}::text, ${into.values}
      from unnest(${[...pupilIds]}::uuid[]) as pupil_id
      on conflict do nothing`,
  )
  if (made === pupilIds.length) return 'new'
  const same = await many(
    tx,
    sql`select 1 from ${into.table} where school_id = ${schoolId} and act_id = ${id}
      and pupil_id = any (${[...pupilIds]}::uuid[]) and row(${into.columns}) is not distinct from row(${into.values})`,
  )
  if (same.length < pupilIds.length) return 'other'
  return made > 0 ? 'new' : 'again'
}

export function keepAttempt(
  tx: Tx,
  head: ActHead,
  of: Pick<
    Attempt,
    'channel' | 'whom' | 'contactId' | 'contactName' | 'address' | 'outcome' | 'words' | 'returnDay'
  > & {
    messageId?: string | null
  },
): Promise<Kept> {
  return keep(tx, head, {
    table: sql`absence.contact`,
    columns: sql`channel, whom, contact_id, contact_name, address, outcome, words, return_day, message_id`,
    values: sql`${of.channel}::text, ${of.whom}::text, ${of.contactId}::uuid, ${of.contactName}::text, ${of.address}::text,
      ${of.outcome}::text, ${of.words}::text, ${of.returnDay}::date, ${of.messageId ?? null}::uuid`,
  })
}

export function keepSafe(tx: Tx, head: ActHead, of: Pick<Safe, 'seenBy' | 'where' | 'words'>): Promise<Kept> {
  return keep(tx, head, {
    table: sql`absence.safe`,
    columns: sql`seen_by, place, words`,
    values: sql`${of.seenBy}::text, ${of.where}::text, ${of.words}::text`,
  })
}

export function keepHandOver(tx: Tx, head: ActHead, of: Pick<HandOver, 'to' | 'words' | 'reference'>): Promise<Kept> {
  return keep(tx, head, {
    table: sql`absence.hand_over`,
    columns: sql`to_whom, words, reference`,
    values: sql`${of.to}::text, ${of.words}::text, ${of.reference}::text`,
  })
}

/** One step of a visit. @returns false where a step with this number is there: somebody was faster. */
export async function keepVisitStep(
  tx: Tx,
  head: ActHead & { readonly number: number },
  of: Pick<Visit, 'step' | 'going' | 'outcome' | 'words'>,
): Promise<boolean> {
  const { schoolId, id, pupilIds, day, at, by, number } = head
  const touched = await run(
    tx,
    sql`insert into absence.visit (school_id, visit_id, number, kind, pupil_ids, day, going, outcome, words, at, by, by_name,
        by_position)
      values (${schoolId}, ${id}, ${number}, ${of.step}, ${[...pupilIds]}::uuid[], ${day}, ${of.going}, ${of.outcome},
        ${of.words}, ${at}, ${by.id}, ${by.name}, ${by.position})
      on conflict do nothing`,
  )
  return touched === 1
}

export interface VisitRow {
  readonly id: string
  readonly number: number
  readonly step: Visit['step']
  readonly pupilIds: readonly PupilId[]
  readonly day: Day
  readonly going: string
  readonly outcome: Visit['outcome']
  readonly words: string
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** The steps of visits: of one, or of all that were planned for a day, in order. */
export function visitSteps(tx: Tx, of: { schoolId: SchoolId; id?: string; day?: Day }): Promise<readonly VisitRow[]> {
  const { schoolId, id = null, day = null } = of
  return many(
    tx,
    sql<VisitRow>`select visit_id as id, number, kind as step, pupil_ids as "pupilIds", day, going, outcome, words, at,
        by_name as name, by_position as position
      from absence.visit where school_id = ${schoolId} and (${id}::uuid is null or visit_id = ${id}::uuid)
        and (${day}::date is null or visit_id in (select visit_id from absence.visit
          where school_id = ${schoolId} and day = ${day}::date))
      order by visit_id, number`,
  )
}

/** Who is ringing about a child. */
export interface Claim {
  readonly pupilId: PupilId
  readonly number: number
  readonly until: Moment
  readonly by: string
  readonly name: string
}

/** The last claim of each of these children, or of every child claimed since a moment. */
export function claimsOf(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds?: readonly PupilId[]; now: Moment },
): Promise<readonly Claim[]> {
  const ids = of.pupilIds === undefined ? null : [...of.pupilIds]
  const recent =
    ids === null ? sql`and at > ${of.now}::timestamptz - interval '1 hour'` : sql`and pupil_id = any (${ids}::uuid[])`
  return many(
    tx,
    sql<Claim>`select distinct on (pupil_id) pupil_id as "pupilId", number, until, by, by_name as name
      from absence.claim where school_id = ${of.schoolId} ${recent} order by pupil_id, number desc`,
  )
}

/** The next claim of each child. @returns how many were made: fewer than asked where somebody else was faster. */
export function keepClaims(
  tx: Tx,
  of: {
    schoolId: SchoolId
    claims: readonly { readonly pupilId: PupilId; readonly number: number }[]
    at: Moment
    until: Moment
    by: Caller
  },
): Promise<number> {
  // In one order, so that of two who claim the same family neither waits for the other for ever.
  const claims = of.claims.toSorted((one, other) => (one.pupilId < other.pupilId ? -1 : 1))
  return run(
    tx,
    sql`insert into absence.claim (school_id, pupil_id, number, at, until, by, by_name, by_position)
      select ${of.schoolId}::uuid, pupil_id, number, ${of.at}::timestamptz, ${of.until}::timestamptz, ${of.by.id}::uuid,
        ${of.by.name}::text, ${of.by.position}::text
      from unnest(${claims.map(({ pupilId }) => pupilId)}::uuid[], ${claims.map(({ number }) => number)}::integer[])
        as claimed (pupil_id, number)
      on conflict do nothing`,
  )
}
