import { sql } from 'kysely'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import { json, run, type Tx } from '../../platform/database/database.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import type { Act } from '../contract.ts'
import type { Actor, Entry } from '../rules/journal.ts'
import { type Fault, faultsOfMark, type WantedMark } from '../rules/mark-faults.ts'
import { type Head, lockJournal, type NewEntry, nextEntry, readStrips, rowOf, type Strips } from './store.ts'

/** How many entries go in one statement, or how many bytes of marks if that is sooner. */
const CHUNK = 500
const CHUNK_BYTES = 2 * 1024 * 1024

/**
 * Saves many acts at once, in order, as if each had been saved by itself: numbers, hashes, what stood before and the strips
 * all come out the same. Each entry's row is written once and each strip once, at the end. The caller vouches that the marks
 * are lawful (see `importMarks`).
 * @returns how many entries and marks were written.
 */
export async function importEntries(
  tx: Tx,
  schoolId: SchoolId,
  acts: Iterable<NewEntry>,
): Promise<{ entries: number; marks: number }> {
  const head = await lockJournal(tx, schoolId)
  const byYear = new Map<SchoolYear, { strips: Strips; changed: Set<PupilId> }>()
  const done = { entries: 0, marks: 0 }
  let chunk: { entry: Entry; row: ReturnType<typeof rowOf>; previousHash: string }[] = []
  let bytes = 0
  for (const act of acts) {
    const ofYear = byYear.get(act.year) ?? {
      strips: await readStrips(tx, { schoolId, year: act.year }),
      changed: new Set(),
    }
    byYear.set(act.year, ofYear)
    const entry = nextEntry(head, { ...act, strips: ofYear.strips })
    const previousHash = head.lastHash
    const row = rowOf(entry, previousHash)
    head.lastNumber = entry.number
    head.lastHash = row.hash
    for (const mark of entry.marks) ofYear.changed.add(mark.pupilId)
    chunk.push({ entry, row, previousHash })
    done.entries += 1
    done.marks += entry.marks.length
    bytes += row.marks.length
    if (chunk.length === CHUNK || bytes > CHUNK_BYTES) {
      await insertEntries(tx, chunk)
      chunk = []
      bytes = 0
    }
  }
  if (chunk.length > 0) await insertEntries(tx, chunk)
  for (const [year, { strips, changed }] of byYear)
    await writeStrips(tx, { schoolId, year, strips, changed: [...changed] })
  await endJournal(tx, head)
  return done
}

async function insertEntries(
  tx: Tx,
  chunk: readonly { entry: Entry; row: ReturnType<typeof rowOf>; previousHash: string }[],
): Promise<void> {
  const blob = new Uint8Array(chunk.reduce((sum, { row }) => sum + row.marks.length, 0))
  let at = 0
  const rows = chunk.map(({ entry, row, previousHash }) => {
    blob.set(row.marks, at)
    const place = { at: at + 1, long: row.marks.length }
    at += row.marks.length
    const { marks: _packed, by, ...plain } = entry
    return {
      ...plain,
      ...place,
      byId: by.id,
      byName: by.name,
      byPosition: by.position,
      details: row.details,
      notable: row.notable,
      previousHash,
      hash: row.hash,
    }
  })
  await run(
    tx,
    sql`
    insert into register.entry (school_id, number, act, year, first_session, last_session, group_id, made_at, made_by,
      made_by_name, made_by_position, reason, key, body_hash, facts, marks, details, notable, previous_hash, hash)
    select "schoolId", number, act, year, "firstSession", "lastSession", "groupId", "madeAt", "byId", "byName", "byPosition",
      reason, key, decode("bodyHash", 'hex'), facts, substring(${blob}::bytea from "at" for "long"), details, notable,
      decode("previousHash", 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${json(rows)}) as given ("schoolId" uuid, number bigint, act text, year integer,
      "firstSession" integer, "lastSession" integer, "groupId" uuid, "madeAt" timestamptz, "byId" uuid, "byName" text,
      "byPosition" text, reason text, key uuid, "bodyHash" text, facts jsonb, "at" integer, "long" integer, details jsonb,
      notable boolean, "previousHash" text, hash text)
    order by number`,
  )
}

async function writeStrips(
  tx: Tx,
  of: { schoolId: SchoolId; year: SchoolYear; strips: Strips; changed: readonly PupilId[] },
): Promise<void> {
  for (let from = 0; from < of.changed.length; from += CHUNK) {
    const pupilIds = of.changed.slice(from, from + CHUNK)
    const blob = new Uint8Array(pupilIds.length * STRIP_LENGTH)
    pupilIds.forEach((pupilId, place) => {
      const strip = of.strips.get(pupilId)
      if (strip !== undefined) blob.set(strip, place * STRIP_LENGTH)
    })
    await run(
      tx,
      sql`
      insert into register.strip (school_id, year, pupil_id, marks)
        select ${of.schoolId}::uuid, ${of.year}::integer, pupil_id,
          substring(${blob}::bytea from (place::integer - 1) * ${STRIP_LENGTH}::integer + 1 for ${STRIP_LENGTH}::integer)
        from unnest(${pupilIds}::uuid[]) with ordinality as changed (pupil_id, place)
        on conflict (school_id, year, pupil_id) do update set marks = excluded.marks`,
    )
  }
}

async function endJournal(tx: Tx, head: Head): Promise<void> {
  await run(
    tx,
    sql`update register.head set last_number = ${head.lastNumber}, last_hash = decode(${head.lastHash}, 'hex')
      where school_id = ${head.schoolId}`,
  )
}

/** Marks to import as one act: another system's history of a group, or of a whole school for a session. */
export interface MarksToImport {
  readonly schoolId: SchoolId
  readonly year: SchoolYear
  readonly act: Extract<Act, 'imported' | 'taken'>
  readonly at: Moment
  readonly by: Actor
  readonly reason: string
  readonly groupId?: GroupId
  readonly marks: readonly WantedMark[]
}

/**
 * Imports marks after checking each against the law as history is checked (details that another system did not keep are let
 * through). All or nothing: where there are faults, nothing is written and they are returned. Pupils must be on roll on the
 * day of their mark.
 */
export async function importMarks(
  tx: Tx,
  given: MarksToImport,
): Promise<{ faults: readonly Fault[]; entry: number | null }> {
  const { schoolId, marks, ...act } = given
  const faults: Fault[] = []
  for (const [day, ofDay] of Map.groupBy(marks, (mark) => mark.session.day)) {
    const pupilIds = ofDay.map((mark) => mark.pupilId)
    const onRoll = new Map((await pupilsOnRoll(tx, { schoolId, day, pupilIds })).map((pupil) => [pupil.id, pupil]))
    for (const mark of ofDay) {
      const pupil = onRoll.get(mark.pupilId)
      faults.push(...(pupil === undefined ? [notOnRoll(mark)] : faultsOfMark(mark, pupil, { imported: true })))
    }
  }
  if (faults.length > 0 || marks.length === 0) return { faults, entry: null }
  await importEntries(tx, schoolId, [
    {
      ...act,
      marks: marks.map((mark) => ({
        pupilId: mark.pupilId,
        session: sessionIndex(mark.session) satisfies SessionIndex,
        to: byteOfCode(mark.code),
        ...(Object.keys(mark.details).length === 0 ? {} : { details: mark.details }),
      })),
    },
  ])
  const head = await lockJournal(tx, schoolId)
  return { faults, entry: head.lastNumber }
}

function notOnRoll(mark: WantedMark): Fault {
  const message = 'This pupil was not on roll on that day, so there can be no mark.'
  const { day, half } = mark.session
  return { pupilId: mark.pupilId, name: '', day, half, code: mark.code, faultCode: 'register.not-on-roll', message }
}
