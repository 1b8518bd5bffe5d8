import { type SessionIndex, STRIP_LENGTH } from '../../kernel/session.ts'
import {
  ALL_CODES,
  byteOfCode,
  CLASS_OF_BYTE,
  type Code,
  STATISTICAL_CLASSES,
  type StatisticalClass,
} from '../../law/codes.ts'

/** Sessions by code: place n holds how many of the counted sessions have the strip's byte n. 256 long; place 0 is "no mark recorded". */
export type CodeCounts = Uint32Array

/** A span of sessions of one school year, both ends included. */
export interface SessionSpan {
  readonly from: SessionIndex
  readonly to: SessionIndex
}

/**
 * What was counted, by DfE's groups. `possible` = present + approved activity + authorised + unauthorised: codes D, X, Q, Y1–Y7, Z, # and
 * blanks are never in it (domain reference §1.1; checked against every published row by `firstbell measures check`).
 */
export interface Sessions {
  readonly possible: number
  /** Present and approved educational activity. */
  readonly attended: number
  readonly present: number
  readonly approvedActivity: number
  /** Authorised and unauthorised. */
  readonly absent: number
  readonly authorised: number
  readonly unauthorised: number
  /** L and U: the first is attendance, the second unauthorised absence. */
  readonly late: number
  readonly notPossible: number
  readonly administrative: number
  /** Sessions with the mark `-`: due, and not made. */
  readonly missing: number
}

// Counts of every pupil are made for every figure, thousands at a time: a buffer of its own for each takes longer than the counting.
const AT_ONCE = 64
let piece = new Uint32Array(0)
let given = 0

export function noSessions(): CodeCounts {
  if (given === piece.length) {
    piece = new Uint32Array(256 * AT_ONCE)
    given = 0
  }
  given += 256
  return piece.subarray(given - 256, given)
}

/** Bytes above the last code's are never in a strip, and these sums run over every code of every pupil. */
const PLACES = 1 + Math.max(...ALL_CODES.map(({ byte }) => byte))

/** Adds the sessions of a strip that lie in a span to the counts. */
export function countStrip(counts: CodeCounts, strip: Uint8Array, { from, to }: SessionSpan): void {
  const end = Math.min(to, STRIP_LENGTH - 1)
  for (let place = Math.max(0, from); place <= end; place++) {
    const byte = strip[place] ?? 0
    counts[byte] = (counts[byte] ?? 0) + 1
  }
}

/** Adds counts to counts: sessions of a group are the sum of its enrolments' sessions, never a mean of rates. */
export function addCounts(into: CodeCounts, more: CodeCounts): void {
  for (let byte = 0; byte < PLACES; byte++) into[byte] = (into[byte] ?? 0) + (more[byte] ?? 0)
}

const LATE = [byteOfCode('L'), byteOfCode('U')] as const

/** Groups counts by statistical class. */
export function sessionsOf(counts: CodeCounts): Sessions {
  const byClass = new Float64Array(STATISTICAL_CLASSES.length + 1)
  for (let byte = 1; byte < PLACES; byte++) {
    const place = CLASS_OF_BYTE[byte] ?? 0
    byClass[place] = (byClass[place] ?? 0) + (counts[byte] ?? 0)
  }
  const of = (name: StatisticalClass) => byClass[STATISTICAL_CLASSES.indexOf(name) + 1] ?? 0
  const present = of('present')
  const approvedActivity = of('approved-activity')
  const authorised = of('authorised')
  const unauthorised = of('unauthorised')
  const attended = present + approvedActivity
  const absent = authorised + unauthorised
  return {
    possible: attended + absent,
    attended,
    present,
    approvedActivity,
    absent,
    authorised,
    unauthorised,
    late: (counts[LATE[0]] ?? 0) + (counts[LATE[1]] ?? 0),
    notPossible: of('not-possible'),
    administrative: of('administrative'),
    missing: of('missing'),
  }
}

/** How many of the counted sessions hold a code. A retired letter is counted under each meaning it had. */
export function sessionsWith(counts: CodeCounts, code: Code): number {
  return ALL_CODES.reduce((sum, meaning) => (meaning.code === code ? sum + (counts[meaning.byte] ?? 0) : sum), 0)
}

/**
 * Persistently absent: at least 10 % of the enrolment's own possible sessions, authorised or not, exactly 10 % included; in
 * integers, before any rounding (DfE methodology 3.2). An enrolment without possible sessions is neither.
 */
export function isPersistentlyAbsent({ absent, possible }: Pick<Sessions, 'absent' | 'possible'>): boolean {
  return possible > 0 && 10 * absent >= possible
}

/** Severely absent: at least 50 % of the enrolment's own possible sessions; such an enrolment is persistently absent too. */
export function isSeverelyAbsent({ absent, possible }: Pick<Sessions, 'absent' | 'possible'>): boolean {
  return possible > 0 && 2 * absent >= possible
}
