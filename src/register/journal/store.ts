import { type RawBuilder, sql } from 'kysely'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Act, MarkDetails } from '../contract.ts'
import {
  type Actor,
  type Entry,
  type Facts,
  isNotable,
  type JournalMark,
  packDetails,
  packMarks,
  sessionsSpanned,
} from '../rules/journal.ts'
import { entryHash, NO_HASH } from './entry-hash.ts'

/**
 * The end of a school's journal, locked until the transaction ends. Having one proves that nobody else is changing this
 * school's marks, so every function that writes asks for it. It moves on with each entry saved.
 */
export interface Head {
  readonly schoolId: SchoolId
  lastNumber: number
  lastHash: string
}

/**
 * Locks a school's journal. Call it first and in a statement of its own: a query that waits for this lock still sees what
 * stood before it waited, so strips and entries must be read afterwards.
 */
export async function lockJournal(tx: Tx, schoolId: SchoolId): Promise<Head> {
  return (await lockWithKey(tx, { schoolId, key: undefined })).head
}

/**
 * Locks a school's journal, and finds the entry that carries a key. Had the statement to wait for the lock, it looked for the
 * key before the wait; that shows in `seen`, and then `mayBeNewer` says to look again.
 */
export async function lockWithKey(
  tx: Tx,
  of: { schoolId: SchoolId; key: string | undefined },
): Promise<{ head: Head; usedBy: number | null; mayBeNewer: boolean }> {
  const { schoolId, key = null } = of
  const lock = () =>
    maybeOne(
      tx,
      sql<{ lastNumber: number; lastHash: string; seen: number; usedBy: number | null }>`${kept}
        select last_number as "lastNumber", encode(last_hash, 'hex') as "lastHash",
          (select last_number from register.head where school_id = ${schoolId}) as seen,
          (select number from register.entry where school_id = ${schoolId} and key = ${key}::uuid) as "usedBy"
        from register.head where school_id = ${schoolId} for update`,
    )
  let row = await lock()
  if (row === undefined) {
    await run(tx, sql`insert into register.head (school_id) values (${schoolId}) on conflict (school_id) do nothing`)
    row = await lock()
  }
  if (row === undefined) throw new Error('this transaction may not see the school whose journal it locks')
  const { lastNumber, lastHash, seen, usedBy } = row
  return { head: { schoolId, lastNumber, lastHash }, usedBy, mayBeNewer: seen !== lastNumber }
}

/** The number of a school's last entry, without locking; 0 before the first. */
export async function lastNumber(tx: Tx, schoolId: SchoolId): Promise<number> {
  const row = await maybeOne(
    tx,
    sql<{ number: number }>`${kept} select last_number as number from register.head where school_id = ${schoolId}`,
  )
  return row?.number ?? 0
}

/** Strips of one school year by pupil. A pupil without one has no marks in that year. */
export class Strips extends Map<PupilId, Uint8Array> {
  /** False where only some places were read: the others are 0 and say nothing. */
  readonly whole: boolean
  constructor(whole: boolean) {
    super()
    this.whole = whole
  }
}

/**
 * The strips of these pupils; of the whole school where no pupils are named. With `places`, only those places of them, both
 * included: a register needs two weeks of a year.
 */
export async function readStrips(
  tx: Tx,
  of: {
    schoolId: SchoolId
    year: SchoolYear
    pupilIds?: readonly PupilId[]
    places?: { from: SessionIndex; to: SessionIndex }
  },
): Promise<Strips> {
  const { schoolId, year, places } = of
  const read =
    places === undefined
      ? sql`marks`
      : sql`substring(marks from ${places.from + 1}::integer for ${places.to - places.from + 1}::integer)`
  const strips = new Strips(places === undefined)
  const add = (pupilId: PupilId, marks: Uint8Array) => {
    if (places === undefined) strips.set(pupilId, marks)
    else {
      const strip = new Uint8Array(STRIP_LENGTH)
      strip.set(marks, places.from)
      strips.set(pupilId, strip)
    }
  }
  if (of.pupilIds !== undefined) {
    // A register's few rows are planned and read sooner as they are.
    const rows = await many(
      tx,
      sql<{ pupilId: PupilId; marks: Uint8Array }>`${kept}
        select pupil_id as "pupilId", ${read} as marks from register.strip
        where school_id = ${schoolId} and year = ${year} and pupil_id = any (${[...of.pupilIds]}::uuid[])`,
    )
    for (const { pupilId, marks } of rows) add(pupilId, marks)
    return strips
  }
  // All in one row, and as base64: drivers read one long text many times as fast as thousands of short ones, and hex is half as long again.
  const found = await maybeOne(
    tx,
    sql<{ pupilIds: string | null; marks: string | null }>`${kept}
      select string_agg(pupil_id::text, ',') as "pupilIds", encode(string_agg(${read}, ''::bytea), 'base64') as marks
      from register.strip where school_id = ${schoolId} and year = ${year}`,
  )
  if (!found?.pupilIds || !found.marks) return strips
  const bytes = new Uint8Array(Buffer.from(found.marks, 'base64'))
  // They come from a column of uuid: hence the cast.
  const pupilIds = found.pupilIds.split(',') as PupilId[]
  const length = bytes.length / pupilIds.length
  for (const [place, pupilId] of pupilIds.entries()) add(pupilId, bytes.subarray(place * length, (place + 1) * length))
  return strips
}

/** A mark that a rule has decided on. What stood there before is read from the strip when it is saved. */
export interface NewMark {
  readonly pupilId: PupilId
  readonly session: SessionIndex
  readonly to: number
  readonly details?: MarkDetails
}

/** An act before it is saved. */
export interface NewEntry {
  readonly act: Act
  readonly year: SchoolYear
  readonly at: Moment
  readonly by: Actor
  readonly groupId?: GroupId
  readonly reason?: string | undefined
  readonly key?: string
  readonly bodyHash?: string
  readonly facts?: Facts
  readonly marks: readonly NewMark[]
  /** The session concerned, where an act may have no marks (taking a register again, closing one). */
  readonly session?: SessionIndex
}

/**
 * Saves one act: its entry, the strips it changes and the end of the journal, in one statement. The only way to write a mark.
 * `strips` are those of every pupil marked, read after the journal was locked; they are changed in place. For marks of one
 * session only that place of them need have been read, and only that byte of each is written.
 */
export async function saveEntry(tx: Tx, head: Head, act: NewEntry & { strips: Strips }): Promise<Entry> {
  const entry = nextEntry(head, act)
  const row = rowOf(entry, head.lastHash)
  const ofOneSession = entry.firstSession === entry.lastSession
  if (!ofOneSession && !act.strips.whole) throw new Error('marks of several sessions need whole strips')
  const changed = entry.marks.filter((mark) => mark.from !== mark.to)
  const writeStrips = ofOneSession ? writeBytes(entry, changed) : writeWhole(entry, act.strips, changed)
  await run(
    tx,
    sql`${kept}
    with saved as (
      insert into register.entry (school_id, number, act, year, first_session, last_session, group_id, made_at, made_by,
        made_by_name, made_by_position, reason, key, body_hash, facts, marks, details, notable, previous_hash, hash)
      values (${entry.schoolId}, ${entry.number}, ${entry.act}, ${entry.year}, ${entry.firstSession}, ${entry.lastSession},
        ${entry.groupId}, ${entry.madeAt}, ${entry.by.id}, ${entry.by.name}, ${entry.by.position}, ${entry.reason},
        ${entry.key}, decode(${entry.bodyHash}::text, 'hex'), ${json(entry.facts)}, ${row.marks}, ${json(row.details)},
        ${row.notable}, decode(${head.lastHash}, 'hex'), decode(${row.hash}, 'hex'))
    ), ended as (
      update register.head set last_number = ${entry.number}, last_hash = decode(${row.hash}, 'hex')
      where school_id = ${entry.schoolId}
    )
    ${writeStrips}`,
  )
  head.lastNumber = entry.number
  head.lastHash = row.hash
  return entry
}

const NO_MARKS = sql`decode(repeat('00', 732), 'hex')`

/** Writes one byte of each strip. */
function writeBytes(entry: Entry, changed: readonly JournalMark[]): RawBuilder<unknown> {
  const session = sql`${entry.firstSession}::integer`
  return sql`
    insert into register.strip (school_id, year, pupil_id, marks)
      select ${entry.schoolId}::uuid, ${entry.year}::integer, pupil_id, set_byte(${NO_MARKS}, ${session}, code)
      from unnest(${changed.map((mark) => mark.pupilId)}::uuid[], ${changed.map((mark) => mark.to)}::integer[])
        as changed (pupil_id, code)
      on conflict (school_id, year, pupil_id) do update
        set marks = set_byte(strip.marks, ${session}, get_byte(excluded.marks, ${session}))`
}

/** Writes whole strips. */
function writeWhole(entry: Entry, strips: Strips, changed: readonly JournalMark[]): RawBuilder<unknown> {
  const pupilIds = [...new Set(changed.map((mark) => mark.pupilId))]
  const blob = new Uint8Array(pupilIds.length * STRIP_LENGTH)
  pupilIds.forEach((pupilId, place) => {
    blob.set(stripOf(strips, pupilId), place * STRIP_LENGTH)
  })
  return sql`
    insert into register.strip (school_id, year, pupil_id, marks)
      select ${entry.schoolId}::uuid, ${entry.year}::integer, pupil_id,
        substring(${blob}::bytea from (place::integer - 1) * ${STRIP_LENGTH}::integer + 1 for ${STRIP_LENGTH}::integer)
      from unnest(${pupilIds}::uuid[]) with ordinality as changed (pupil_id, place)
      on conflict (school_id, year, pupil_id) do update set marks = excluded.marks`
}

function stripOf(strips: Strips, pupilId: PupilId): Uint8Array {
  const known = strips.get(pupilId)
  if (known !== undefined) return known
  const made = new Uint8Array(STRIP_LENGTH)
  strips.set(pupilId, made)
  return made
}

/** The entry that an act becomes. Sets the marks in the act's strips. */
export function nextEntry(head: Head, act: NewEntry & { strips: Strips }): Entry {
  const marks = act.marks.map((mark): JournalMark => {
    const strip = stripOf(act.strips, mark.pupilId)
    const from = strip[mark.session] ?? 0
    strip[mark.session] = mark.to
    return { ...mark, from }
  })
  const spanned =
    act.session === undefined || marks.length > 0 ? sessionsSpanned(marks) : { first: act.session, last: act.session }
  return {
    schoolId: head.schoolId,
    number: head.lastNumber + 1,
    act: act.act,
    year: act.year,
    firstSession: spanned.first,
    lastSession: spanned.last,
    groupId: act.groupId ?? null,
    madeAt: act.at,
    // Half a surrogate pair cannot be stored, and the hash must cover what is stored.
    by: { id: act.by.id, name: act.by.name.toWellFormed(), position: act.by.position.toWellFormed() },
    reason: act.reason ?? null,
    key: act.key ?? null,
    bodyHash: act.bodyHash ?? null,
    facts: act.facts ?? {},
    marks,
  }
}

/** What an entry's row holds beside its plain columns. */
export function rowOf(entry: Entry, previousHash: string) {
  const marks = packMarks(entry.marks)
  return {
    marks,
    details: packDetails(entry.marks),
    notable: isNotable(entry),
    hash: entryHash(entry, marks, previousHash || NO_HASH),
  }
}
