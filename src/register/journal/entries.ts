import { type RawBuilder, sql } from 'kysely'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { kept, many, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Act } from '../contract.ts'
import { type Entry, type Facts, type PackedDetails, unpackMarks } from '../rules/journal.ts'

/** An entry as stored, with its place in the chain. */
export interface StoredEntry extends Entry {
  readonly packed: Uint8Array
  readonly notable: boolean
  readonly previousHash: string
  readonly hash: string
}

interface Row {
  schoolId: SchoolId
  number: number
  act: Act
  year: SchoolYear
  firstSession: SessionIndex
  lastSession: SessionIndex
  groupId: GroupId | null
  madeAt: Moment
  byId: string
  byName: string
  byPosition: string
  reason: string | null
  key: string | null
  bodyHash: string | null
  facts: Facts
  packed: Uint8Array
  details: PackedDetails
  notable: boolean
  previousHash: string
  hash: string
}

const COLUMNS = sql`school_id as "schoolId", number, act, year, first_session as "firstSession",
  last_session as "lastSession", group_id as "groupId", made_at as "madeAt", made_by as "byId", made_by_name as "byName",
  made_by_position as "byPosition", reason, key, encode(body_hash, 'hex') as "bodyHash", facts, marks as packed, details,
  notable, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash`

function entryOf({ byId, byName, byPosition, details, ...row }: Row): StoredEntry {
  return { ...row, by: { id: byId, name: byName, position: byPosition }, marks: unpackMarks(row.packed, details) }
}

async function entries(tx: Tx, query: RawBuilder<Row>): Promise<StoredEntry[]> {
  return (await many(tx, query)).map(entryOf)
}

/**
 * The entries that touch a session, in order: of one group's register and of acts about no one group, or of every group.
 */
export function entriesOfSession(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; session: SessionIndex; groupId?: GroupId; acts?: readonly Act[] },
): Promise<StoredEntry[]> {
  const acts = of.acts === undefined ? null : [...of.acts]
  return entries(
    tx,
    sql<Row>`${kept}
      select ${COLUMNS}
      from register.entries_of_session(${of.schoolId}, ${of.year}, ${of.session}, ${of.groupId ?? null}, ${acts})
      order by number`,
  )
}

/** The entries with a mark of this pupil in a year, in order; only notable ones where asked. */
export function entriesOfPupil(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; pupilId: PupilId; from?: number; to?: number; notable?: boolean },
): Promise<StoredEntry[]> {
  const notable = of.notable === true ? sql`and notable` : sql``
  return entries(
    tx,
    sql<Row>`
      select ${COLUMNS} from register.entry
      where school_id = ${of.schoolId} and year = ${of.year} ${notable}
        and first_session <= ${of.to ?? 731} and last_session >= ${of.from ?? 0}
        and position(decode(${of.pupilId.replaceAll('-', '')}, 'hex') in marks) > 0
      order by number`,
  )
}

/** The notable entries of some years that were made since a moment, in order: what changed marks that stood. */
export function notableSince(
  tx: Tx,
  of: { schoolId: SchoolId; years: readonly SchoolYear[]; since: Moment },
): Promise<StoredEntry[]> {
  return entries(
    tx,
    sql<Row>`${kept}
      select ${COLUMNS} from register.entry
      where school_id = ${of.schoolId} and year = any (${[...of.years]}::integer[]) and notable and made_at >= ${of.since}
      order by number`,
  )
}

/** The entry that carries this key, if the act was saved before. */
export async function entryByKey(tx: Tx, of: { schoolId: SchoolId; key: string }): Promise<StoredEntry | undefined> {
  const row = await maybeOne(
    tx,
    sql<Row>`select ${COLUMNS} from register.entry where school_id = ${of.schoolId} and key = ${of.key}`,
  )
  return row && entryOf(row)
}

export async function entryByNumber(
  tx: Tx,
  of: { schoolId: SchoolId; number: number },
): Promise<StoredEntry | undefined> {
  const row = await maybeOne(
    tx,
    sql<Row>`select ${COLUMNS} from register.entry where school_id = ${of.schoolId} and number = ${of.number}`,
  )
  return row && entryOf(row)
}

/** As many as the embedded database reads in a few hundredths of a second: everybody else waits that long. */
const PIECE = 200

/** The next piece of a school's journal, in order: entries after one number, up to another. None where there are no more. */
export function pieceOfJournal(
  tx: Tx,
  of: { schoolId: SchoolId; after: number; upTo: number },
): Promise<StoredEntry[]> {
  return entries(
    tx,
    sql<Row>`
      select ${COLUMNS} from register.entry
      where school_id = ${of.schoolId} and number > ${of.after} and number <= ${of.upTo}
      order by number limit ${PIECE}`,
  )
}

/** The number of a school's newest entry, 0 where there is none. */
export async function journalEnd(tx: Tx, schoolId: SchoolId): Promise<number> {
  const row = await maybeOne(
    tx,
    sql<{
      newest: number
    }>`select coalesce(max(number), 0) as newest from register.entry where school_id = ${schoolId}`,
  )
  return row?.newest ?? 0
}

/** Plans and closures of a year that end at a session or later, the next first. */
export function plansEndingFrom(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; session: number },
): Promise<StoredEntry[]> {
  return entries(
    tx,
    sql<Row>`
      select ${COLUMNS} from register.entry
      where school_id = ${of.schoolId} and year = ${of.year} and notable and act in ('planned', 'school-closed')
        and last_session >= ${of.session}
      order by first_session, number`,
  )
}

/** The entries after one that touch any of its sessions, in order. */
export function entriesTouching(tx: Tx, plan: StoredEntry): Promise<StoredEntry[]> {
  return entries(
    tx,
    sql<Row>`
      select ${COLUMNS} from register.entry
      where school_id = ${plan.schoolId} and number > ${plan.number} and year = ${plan.year}
        and first_session <= ${plan.lastSession} and last_session >= ${plan.firstSession}
      order by number`,
  )
}

/** The notable entries of a year that touch sessions from one to another, in order. */
export function notableBetween(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; from: number; to: number },
): Promise<StoredEntry[]> {
  return entries(
    tx,
    sql<Row>`
      select ${COLUMNS} from register.entry
      where school_id = ${of.schoolId} and year = ${of.year} and notable
        and first_session <= ${of.to} and last_session >= ${of.from}
      order by number`,
  )
}
