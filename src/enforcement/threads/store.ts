import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { EVENTS, type EventKind, type NewEvent, type ThreadEvent, type ThreadKind } from '../contract/event.ts'
import { withFates } from './read-fates.ts'

/** Whom a thread is about, and whose case it belongs to. */
export interface ThreadHead {
  readonly threadId: string
  readonly kind: ThreadKind
  readonly pupilId: PupilId
  readonly contactId: ContactId | null
  readonly caseId: string | null
}

/** A thread with its events, oldest first. */
export interface ThreadFile extends ThreadHead {
  readonly at: Moment
  readonly events: readonly ThreadEvent[]
}

/** Which threads: all of a school, one, those of some pupils, those of some kinds. */
export interface AskedThreads {
  readonly schoolId: SchoolId
  readonly threadId?: string
  readonly pupilIds?: readonly PupilId[]
  readonly kinds?: readonly ThreadKind[]
}

interface EventRow {
  readonly threadId: string
  readonly number: number
  readonly kind: string
  readonly day: Day
  readonly body: unknown
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** Threads with their events, in the order in which they began, and with what became of what was sent. A few statements however many. */
export async function readThreads(tx: Tx, asked: AskedThreads): Promise<readonly ThreadFile[]> {
  const { schoolId, threadId = null, pupilIds = null, kinds = null } = asked
  const threads = await many(
    tx,
    sql<Omit<ThreadFile, 'events'>>`${kept}
      select thread_id as "threadId", kind, pupil_id as "pupilId", contact_id as "contactId", case_id as "caseId", at
      from enforcement.thread
      where school_id = ${schoolId} and (${threadId}::uuid is null or thread_id = ${threadId}::uuid)
        and (${pupilIds === null}::boolean or pupil_id = any (${[...(pupilIds ?? [])]}::uuid[]))
        and (${kinds === null}::boolean or kind = any (${[...(kinds ?? [])]}::text[]))
      order by at, thread_id`,
  )
  if (threads.length === 0) return []
  const rows = await many(
    tx,
    sql<EventRow>`
      select thread_id as "threadId", number, kind, day, body, at, by_name as name, by_position as position
      from enforcement.event where school_id = ${schoolId} and thread_id = any (${threads.map((one) => one.threadId)}::uuid[])
      order by thread_id, number`,
  )
  const byThread = Map.groupBy(rows, (row) => row.threadId)
  const files = threads.map((thread) => ({ ...thread, events: (byThread.get(thread.threadId) ?? []).map(eventOf) }))
  return withFates(tx, schoolId, files)
}

// What was written was checked then, against a shape that only ever gains optional fields.
function eventOf({ number, kind, day, body, at, name, position }: EventRow): ThreadEvent {
  return { number, kind, day, body, at, by: { name, position } } as ThreadEvent
}

/** One thread, or undefined where there is none such at the school. */
export async function readThread(
  tx: Tx,
  asked: { schoolId: SchoolId; threadId: string },
): Promise<ThreadFile | undefined> {
  return (await readThreads(tx, asked))[0]
}

/** Begins a thread; its first event must follow in the same transaction. @returns false where there is one of that id. */
export async function insertThread(
  tx: Tx,
  of: ThreadHead & { schoolId: SchoolId; at: Moment; by: Caller },
): Promise<boolean> {
  const { by } = of
  const begun = await run(
    tx,
    sql`insert into enforcement.thread (school_id, thread_id, kind, pupil_id, contact_id, case_id, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.threadId}, ${of.kind}, ${of.pupilId}, ${of.contactId}, ${of.caseId}, ${of.at},
        ${by.id}, ${by.name}, ${by.position}) on conflict do nothing`,
  )
  return begun === 1
}

/** Where events go, who writes them, and after which number. */
export interface Writing {
  readonly schoolId: SchoolId
  readonly threadId: string
  readonly after: number
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where somebody else wrote in the meantime; nothing of it counts then, and the transaction must not be kept. */
export async function insertEvents(tx: Tx, writing: Writing, events: readonly NewEvent[]): Promise<boolean> {
  const { schoolId, threadId, after, at, by } = writing
  for (const [place, { kind, day, body, key }] of events.entries()) {
    const kept = await run(
      tx,
      sql`insert into enforcement.event (school_id, thread_id, number, kind, day, body, key, at, by, by_name, by_position)
        values (${schoolId}, ${threadId}, ${after + place + 1}, ${kind}, ${day}, ${json(EVENTS[kind].body.parse(body))}, ${key}, ${at},
          ${by.id}, ${by.name}, ${by.position}) on conflict do nothing`,
    )
    if (kept !== 1) return false
  }
  return true
}

/** The event of a school that has a key, if any has. */
export async function eventOfKey(
  tx: Tx,
  { schoolId, key }: { schoolId: SchoolId; key: string },
): Promise<{ readonly threadId: string; readonly kind: string } | undefined> {
  return await maybeOne(
    tx,
    sql<{ threadId: string; kind: string }>`
      select thread_id as "threadId", kind from enforcement.event where school_id = ${schoolId} and key = ${key}`,
  )
}

/** Whether this very event is kept already: what was sent twice is done once. A key that another event has is none of its own. */
export async function isEventKept(
  tx: Tx,
  of: { schoolId: SchoolId; threadId: string; kind: EventKind; key: string },
): Promise<boolean> {
  const found = await eventOfKey(tx, of)
  return found?.threadId === of.threadId && found.kind === of.kind
}
