import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { json, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { ENTRY_BODIES, type Entry, type EntryKind, type NewEntry } from '../contract/entry.ts'
import { mergedByMoment } from '../rules/cases/order.ts'

/**
 * A case with its entries, as far as the reader may read them, in the order in which they were written: by their numbers, since the clocks of two
 * servers differ and a clock can be set back. Restricted entries have numbers of their own and stand among the open ones by their moment.
 */
export interface CaseFile {
  readonly caseId: string
  readonly pupilId: PupilId
  readonly entries: readonly Entry[]
}

interface EntryRow {
  readonly caseId: string
  readonly number: number
  readonly kind: string
  readonly day: Day
  readonly body: unknown
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** Which cases: all of a school, one, or those of some pupils. `restricted`: with what only `casework.restricted` may read. */
export interface AskedCases {
  readonly schoolId: SchoolId
  readonly caseId?: string
  readonly pupilIds?: readonly PupilId[]
  readonly restricted: boolean
}

/** Cases with their entries. Two statements, three with restricted ones, however many cases. */
export async function readCases(tx: Tx, asked: AskedCases): Promise<readonly CaseFile[]> {
  const { schoolId, caseId = null, pupilIds = null } = asked
  const files = await many(
    tx,
    sql<{ caseId: string; pupilId: PupilId }>`
      select case_id as "caseId", pupil_id as "pupilId" from casework.case_file
      where school_id = ${schoolId} and (${caseId}::uuid is null or case_id = ${caseId}::uuid)
        and (${pupilIds === null}::boolean or pupil_id = any (${[...(pupilIds ?? [])]}::uuid[]))
      order by opened_at, case_id`,
  )
  if (files.length === 0) return []
  const ids = files.map((file) => file.caseId)
  const open = await many(
    tx,
    sql<EntryRow>`
      select case_id as "caseId", number, kind, day, body, at, by_name as name, by_position as position
      from casework.entry where school_id = ${schoolId} and case_id = any (${ids}::uuid[]) order by case_id, number`,
  )
  const restricted = asked.restricted
    ? await many(
        tx,
        sql<EntryRow>`
          select case_id as "caseId", number, kind, day, body, at, by_name as name, by_position as position
          from casework.restricted_entry where school_id = ${schoolId} and case_id = any (${ids}::uuid[])
          order by case_id, number`,
      )
    : []
  const openOf = Map.groupBy(open, ({ caseId }) => caseId)
  const restrictedOf = Map.groupBy(restricted, ({ caseId }) => caseId)
  return files.map((file) => ({
    ...file,
    entries: mergedByMoment(
      (openOf.get(file.caseId) ?? []).map((row) => entryOf(row, false)),
      (restrictedOf.get(file.caseId) ?? []).map((row) => entryOf(row, true)),
    ),
  }))
}

// What was written was checked then (`keepEntries`), against a shape that only ever gains optional fields.
function entryOf({ caseId: _, name, position, ...row }: EntryRow, restricted: boolean): Entry {
  return { ...row, by: { name, position }, restricted } as Entry
}

/** One case, or undefined where there is none such at the school. */
export async function readCase(
  tx: Tx,
  asked: { schoolId: SchoolId; caseId: string; restricted: boolean },
): Promise<CaseFile | undefined> {
  return (await readCases(tx, asked))[0]
}

/** Begins a case file; its first entry, `opened`, must follow in the same transaction. @returns false where there is one of that id. */
export async function beginCase(
  tx: Tx,
  of: { schoolId: SchoolId; caseId: string; pupilId: PupilId; at: Moment },
): Promise<boolean> {
  const begun = await run(
    tx,
    sql`insert into casework.case_file (school_id, case_id, pupil_id, opened_at)
      values (${of.schoolId}, ${of.caseId}, ${of.pupilId}, ${of.at}) on conflict do nothing`,
  )
  return begun === 1
}

/** Where an entry goes, who writes it, and which numbers come after those that the writer has read. */
export interface Writing {
  readonly schoolId: SchoolId
  readonly caseId: string
  /** The highest number of its kind, open or restricted, that the writer knows of: 0 for a new case. */
  readonly after: number
  readonly restricted: boolean
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where somebody else wrote in the meantime; nothing of it counts then, and the transaction must not be kept. */
export async function insertEntries(tx: Tx, writing: Writing, entries: readonly NewEntry[]): Promise<boolean> {
  for (const [place, entry] of entries.entries()) {
    if (!(await insertEntry(tx, { ...writing, after: writing.after + place }, entry))) return false
  }
  return true
}

async function insertEntry(tx: Tx, writing: Writing, { kind, day, body, key }: NewEntry): Promise<boolean> {
  const { schoolId, caseId, after, at, by } = writing
  const values = sql`(${schoolId}, ${caseId}, ${after + 1}, ${kind}, ${day}, ${json(checked(kind, body))}, ${key}, ${at},
    ${by.id}, ${by.name}, ${by.position}) on conflict do nothing returning number`
  const columns = sql`(school_id, case_id, number, kind, day, body, key, at, by, by_name, by_position)`
  const kept = writing.restricted
    ? await maybeOne(tx, sql`insert into casework.restricted_entry ${columns} values ${values}`)
    : await maybeOne(tx, sql`insert into casework.entry ${columns} values ${values}`)
  return kept !== undefined
}

/** The body as its kind wants it: what is kept for ever is checked once more where it is kept. */
function checked(kind: EntryKind, body: NewEntry['body']): unknown {
  return ENTRY_BODIES[kind].parse(body)
}

/** An entry as it was found by the key of its sender. */
export interface KeptEntry {
  readonly caseId: string
  readonly number: number
  readonly kind: string
  readonly body: unknown
  readonly restricted: boolean
}

/** The entry that has this key, open or restricted: what was sent twice is done once. Undefined where there is none. */
export async function keptEntry(tx: Tx, schoolId: SchoolId, key: string): Promise<KeptEntry | undefined> {
  return await maybeOne(
    tx,
    sql<KeptEntry>`
      select case_id as "caseId", number, kind, body, false as restricted
      from casework.entry where school_id = ${schoolId} and key = ${key}
      union all select case_id, number, kind, body, true
      from casework.restricted_entry where school_id = ${schoolId} and key = ${key}`,
  )
}
