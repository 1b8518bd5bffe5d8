import { setImmediate as othersTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { shortDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { STRIP_LENGTH, sessionAt } from '../../kernel/session.ts'
import { codeOfByte } from '../../law/codes.ts'
import { categoryOfRestricted, REASON_CATEGORY_NAMES } from '../../law/reason-category.ts'
import { many, type Tx } from '../../platform/database/database.ts'
import { isNotable, sessionsSpanned } from '../rules/journal.ts'
import { momentOnPaper } from '../rules/papers.ts'
import { type BrokenLink, type Replay, startReplay, stripKey } from '../rules/replay.ts'
import { pieceOfJournal, type StoredEntry } from './entries.ts'
import { entryHash, NO_HASH } from './entry-hash.ts'
import { type Fault, faultOfAll, nameFaults } from './name-faults.ts'

/** What a verification found; sound where there are no faults. */
export interface Verification {
  readonly sound: boolean
  readonly entries: number
  readonly strips: number
  /** The hash of the last entry: write it down elsewhere, and a journal rewritten as a whole shows too. */
  readonly lastHash: string
  /** Each says what is wrong and where: entry, pupil by name, group, session. Children are named: never to be logged. */
  readonly faults: readonly string[]
}

const MOST_FAULTS = 200

/** As a caller lends transactions: a new one for each piece of work, or always the one that it has. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

interface Options {
  readonly hidesRestricted?: boolean
}

/** As `verifyInPieces`, in a transaction that the caller has already. */
export function verifyJournal(tx: Tx, schoolId: SchoolId, options: Options = {}): Promise<Verification> {
  return verifyInPieces((work) => work(tx), schoolId, options)
}

/**
 * Proves a school's registers: numbers without gaps, each entry's hash right and chained to the one before, the journal's end
 * where it should be, and every strip equal to what the journal makes when it is replayed from its first entry. With
 * `hidesRestricted` the faults name a restricted code by its category.
 *
 * Reads in short transactions, so that a register can be opened in between. What it proves is of one moment all the same: its
 * first transaction reads the strips and pins the newest entry, and entries up to that one never change.
 */
export async function verifyInPieces(
  inTransaction: InTransaction,
  schoolId: SchoolId,
  options: Options = {},
): Promise<Verification> {
  const text = options.hidesRestricted ? categoryText : codeText
  const faults: Fault[] = []
  const found = (fault: Fault) => {
    if (faults.length < MOST_FAULTS) faults.push(fault)
  }
  const { end, newest, strips } = await inTransaction((tx) => whatStands(tx, schoolId))
  const replay = startReplay()
  let last = { number: 0, hash: NO_HASH }
  while (last.number < newest) {
    // The embedded database works in this very thread: without a pause, requests that have come in meanwhile are not even read.
    await othersTurn()
    const of = { schoolId, after: last.number, upTo: newest }
    const piece = await inTransaction((tx) => pieceOfJournal(tx, of))
    if (piece.length === 0) break
    for (const entry of piece) {
      for (const fault of faultsOfEntry(entry, last)) found(fault)
      replay.add(entry)
      last = { number: entry.number, hash: entry.hash }
    }
  }
  for (const link of replay.brokenLinks.slice(0, MOST_FAULTS)) found(linkFault(link, text))
  if (end.number !== last.number || end.hash !== last.hash)
    found(
      faultOfAll(
        `The journal ends at entry ${last.number}, but its recorded end is entry ${end.number}: entries at the end are missing or were replaced.`,
      ),
    )
  compareStrips({ strips, replay, found, text })
  const counted = { entries: last.number, strips: strips.length, lastHash: last.hash }
  const named = await inTransaction((tx) => nameFaults(tx, schoolId, faults))
  return { sound: faults.length === 0, ...counted, faults: named }
}

interface StoredStrip {
  readonly pupilId: PupilId
  readonly year: SchoolYear
  readonly marks: Uint8Array
}

/**
 * A school's strips, its journal's recorded end and the number of its newest entry, in one statement and so of one moment:
 * registers are being saved while somebody verifies. Entries never change, so those up to the newest can be read afterwards.
 */
async function whatStands(tx: Tx, schoolId: SchoolId) {
  const rows = await many(
    tx,
    sql<{ number: number; hash: string; newest: number } & (StoredStrip | { pupilId: null })>`
      select coalesce(head.last_number, 0) as number, coalesce(encode(head.last_hash, 'hex'), ${NO_HASH}) as hash,
        coalesce((select max(number) from register.entry where school_id = ${schoolId}), 0) as newest,
        strip.pupil_id as "pupilId", strip.year, strip.marks
      from (select ${schoolId}::uuid as id) as school
        left join register.head on head.school_id = school.id
        left join register.strip on strip.school_id = school.id`,
  )
  const { number = 0, hash = NO_HASH, newest = 0 } = rows[0] ?? {}
  return { end: { number, hash }, newest, strips: rows.filter((row) => row.pupilId !== null) }
}

/** A fault of an entry: "Entry 12 (amended, 9A, morning of 23 Nov 2026, by A. Person on 23 Nov 2026, 08:40)" and what is wrong. */
function ofEntry(entry: StoredEntry, wrong: string): Fault {
  const first = sessionText(entry.year, entry.firstSession)
  const last = entry.firstSession === entry.lastSession ? '' : ` to ${sessionText(entry.year, entry.lastSession)}`
  const made = `by ${entry.by.name} on ${momentOnPaper(entry.madeAt)}`
  const act = entry.act.replaceAll('-', ' ')
  return {
    about: { day: sessionAt(entry.year, entry.firstSession).day, groupId: entry.groupId },
    says: (group) => `Entry ${entry.number} (${act}, ${group}, ${first}${last}, ${made}) ${wrong}`,
  }
}

function sessionText(year: SchoolYear, index: number): string {
  const { day, half } = sessionAt(year, index)
  return `${half === 'AM' ? 'morning' : 'afternoon'} of ${shortDay(day)}`
}

/** How a report names the mark that a byte is. */
type CodeText = (byte: number) => string

const codeText: CodeText = (byte) => (byte === 0 ? 'no mark' : (codeOfByte(byte) ?? `byte ${byte}, which is no code`))

/** For those who may not know a restricted code: its category alone. */
const categoryText: CodeText = (byte) => {
  const code = codeOfByte(byte)
  const category = code === undefined ? undefined : categoryOfRestricted(code)
  return category === undefined ? codeText(byte) : `“${REASON_CATEGORY_NAMES[category]}”`
}

function faultsOfEntry(entry: StoredEntry, before: { number: number; hash: string }): Fault[] {
  const faults: Fault[] = []
  if (entry.number !== before.number + 1)
    faults.push(
      faultOfAll(
        entry.number === before.number + 2
          ? `Entry ${before.number + 1} is missing from the journal.`
          : `Entries ${before.number + 1} to ${entry.number - 1} are missing from the journal.`,
      ),
    )
  if (entry.previousHash !== before.hash)
    faults.push(ofEntry(entry, 'does not follow the entry before it: one of the two was altered or replaced.'))
  const right = entryHash(entry, entry.packed, entry.previousHash)
  if (right !== entry.hash) faults.push(ofEntry(entry, 'was altered: its contents no longer match its hash.'))
  const spanned = entry.marks.length === 0 ? undefined : sessionsSpanned(entry.marks)
  if (spanned !== undefined && (spanned.first !== entry.firstSession || spanned.last !== entry.lastSession))
    faults.push(ofEntry(entry, 'names other sessions than its marks are for.'))
  if (isNotable(entry) !== entry.notable)
    faults.push(ofEntry(entry, 'is hidden from, or wrongly shown in, pupils’ histories.'))
  return faults
}

function linkFault(link: BrokenLink, text: CodeText): Fault {
  const { pupilId, year, session, number } = link
  const since = link.setBy === 0 ? 'no entry before it made one' : `entry ${link.setBy} had made it ${text(link.stood)}`
  return {
    about: { pupilId, day: sessionAt(year, session).day },
    says: (pupil) =>
      `Entry ${number}: ${pupil}, ${sessionText(year, session)}: it changed ${text(link.says)}, but ${since}.`,
  }
}

/** Compares every strip with the replayed one. */
function compareStrips(of: {
  strips: readonly StoredStrip[]
  replay: Replay
  found: (fault: Fault) => void
  text: CodeText
}): void {
  const stored = new Map(of.strips.map((row) => [stripKey(row.pupilId, row.year), row]))
  const none = new Uint8Array(STRIP_LENGTH)
  for (const key of new Set([...stored.keys(), ...of.replay.strips.keys()])) {
    const row = stored.get(key)
    const made = of.replay.strips.get(key)
    const about = row ?? made
    const [stands, should] = [row?.marks ?? none, made?.marks ?? none]
    if (about === undefined || Buffer.compare(stands, should) === 0) continue
    for (let place = 0; place < STRIP_LENGTH; place += 1) {
      const [is, was] = [stands[place] ?? 0, should[place] ?? 0]
      if (is === was) continue
      const setBy = made?.setBy[place] ?? 0
      const source = setBy === 0 ? 'no entry made a mark there' : `entry ${setBy} made it ${of.text(was)}`
      of.found({
        about: { pupilId: about.pupilId, day: sessionAt(about.year, place).day },
        says: (pupil) =>
          `Marks of ${pupil}, ${sessionText(about.year, place)}: it holds ${of.text(is)}, but ${source}.`,
      })
    }
  }
}

/** The schools that have a journal, or a part of one: where its recorded end is gone, that is for verifying to say. */
export async function schoolsWithJournal(tx: Tx): Promise<readonly SchoolId[]> {
  const rows = await many(
    tx,
    sql<{ id: SchoolId }>`
      select school_id as id from register.head union select school_id from register.entry
        union select school_id from register.strip order by id`,
  )
  return rows.map((row) => row.id)
}
