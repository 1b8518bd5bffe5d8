import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Act, MarkDetails } from '../contract.ts'

/** One mark as an entry set it: `from` and `to` are strip bytes, 0 for no mark. Equal where only something beside it was recorded. */
export interface JournalMark {
  readonly pupilId: PupilId
  readonly session: SessionIndex
  readonly from: number
  readonly to: number
  readonly details?: MarkDetails
}

/** Who acted, by name and position as they were then. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly position: string
}

/** Facts about an act as a whole. Plain JSON. */
export type Facts = Readonly<Record<string, unknown>>

/** One act, as the journal keeps it. */
export interface Entry {
  readonly schoolId: SchoolId
  /** 1 for a school's first; no gaps. */
  readonly number: number
  readonly act: Act
  readonly year: SchoolYear
  readonly firstSession: SessionIndex
  readonly lastSession: SessionIndex
  readonly groupId: GroupId | null
  readonly madeAt: Moment
  readonly by: Actor
  readonly reason: string | null
  /** The sender's key of the act, and the hash (hex) of what was sent with it. */
  readonly key: string | null
  readonly bodyHash: string | null
  readonly facts: Facts
  readonly marks: readonly JournalMark[]
}

/** Bytes of one packed mark: pupil (16), session (2, big-endian), before, after. */
export const PACKED_MARK = 20

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function writeUuid(into: Uint8Array, at: number, uuid: string): void {
  let place = at
  for (let i = 0; i < 36; i += 2) {
    if (uuid[i] === '-') i += 1
    into[place] = Number.parseInt(uuid.slice(i, i + 2), 16)
    place += 1
  }
}

function readUuid(from: Uint8Array, at: number): string {
  let text = ''
  for (let i = 0; i < 16; i += 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += HEX[from[at + i] ?? 0]
  }
  return text
}

/** The marks of an entry as the journal stores them. Details are kept apart. */
export function packMarks(marks: readonly JournalMark[]): Uint8Array {
  const packed = new Uint8Array(marks.length * PACKED_MARK)
  marks.forEach((mark, place) => {
    const at = place * PACKED_MARK
    writeUuid(packed, at, mark.pupilId)
    packed[at + 16] = mark.session >> 8
    packed[at + 17] = mark.session & 0xff
    packed[at + 18] = mark.from
    packed[at + 19] = mark.to
  })
  return packed
}

/** Details by a mark's place among the entry's marks; only marks that have any. */
export type PackedDetails = Readonly<Record<string, MarkDetails>>

export function packDetails(marks: readonly JournalMark[]): PackedDetails {
  const packed: Record<string, MarkDetails> = {}
  marks.forEach((mark, place) => {
    if (mark.details !== undefined && Object.keys(mark.details).length > 0) packed[place] = mark.details
  })
  return packed
}

/** @throws RangeError where the length is no multiple of 20. */
export function unpackMarks(packed: Uint8Array, details: PackedDetails = {}): JournalMark[] {
  if (packed.length % PACKED_MARK !== 0) throw new RangeError(`marks of ${packed.length} bytes are not whole`)
  return Array.from({ length: packed.length / PACKED_MARK }, (_, place) => {
    const at = place * PACKED_MARK
    const beside = details[place]
    return {
      // What packMarks wrote; the one place where stored bytes become a pupil and a session again.
      pupilId: readUuid(packed, at) as PupilId,
      session: (((packed[at + 16] ?? 0) << 8) | (packed[at + 17] ?? 0)) as SessionIndex,
      from: packed[at + 18] ?? 0,
      to: packed[at + 19] ?? 0,
      ...(beside === undefined ? {} : { details: beside }),
    }
  })
}

const FIRST_MARKS: readonly Act[] = ['taken', 'closed', 'imported']

/** Whether an entry is more than the first marks of a register: a mark that stood was changed, or added to, or set ahead. */
export function isNotable(of: Pick<Entry, 'act' | 'marks'>): boolean {
  return !FIRST_MARKS.includes(of.act) || of.marks.some((mark) => mark.from !== 0)
}

/** The first and last session among marks. @throws RangeError where there is none. */
export function sessionsSpanned(marks: readonly JournalMark[]): { first: SessionIndex; last: SessionIndex } {
  let first: SessionIndex | undefined
  let last: SessionIndex | undefined
  for (const { session } of marks) {
    if (first === undefined || session < first) first = session
    if (last === undefined || session > last) last = session
  }
  if (first === undefined || last === undefined) throw new RangeError('an act without marks touches no session')
  return { first, last }
}

/** The session of a mark in its entry's year. */
export function sessionOfMark(year: SchoolYear, mark: Pick<JournalMark, 'session'>): Session & { readonly day: Day } {
  return sessionAt(year, mark.session)
}

/** JSON with the keys of every object in order, so that equal values have equal text whatever stored them in between. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** Everything of an entry but its packed marks, as the text that its hash covers. */
export function hashedText(entry: Entry): string {
  return canonicalJson({
    school: entry.schoolId,
    number: entry.number,
    act: entry.act,
    year: entry.year,
    first: entry.firstSession,
    last: entry.lastSession,
    group: entry.groupId,
    at: entry.madeAt,
    by: [entry.by.id, entry.by.name, entry.by.position],
    reason: entry.reason,
    key: entry.key,
    body: entry.bodyHash,
    facts: entry.facts,
    details: packDetails(entry.marks),
  })
}
