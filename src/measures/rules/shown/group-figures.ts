import type { Enrolled } from '../facts.ts'
import {
  addCounts,
  type CodeCounts,
  countStrip,
  isPersistentlyAbsent,
  isSeverelyAbsent,
  noSessions,
  type SessionSpan,
  type Sessions,
  sessionsOf,
} from '../sessions.ts'
import { onRollWithin } from './asked.ts'

/** What one enrolment comes to in a span. */
export interface EnrolmentFigures {
  readonly enrolled: Enrolled
  /** The sessions of the span asked for during which the pupil was on roll; from after to where there are none. */
  readonly span: SessionSpan
  readonly codes: CodeCounts
  readonly sessions: Sessions
}

/** What a group of enrolments comes to: sums of their sessions, and how many enrolments stand where. */
export interface GroupFigures {
  readonly codes: CodeCounts
  readonly sessions: Sessions
  /** Enrolments with at least one possible session: those without are in no rate (methodology 5.2). */
  readonly enrolments: number
  readonly persistent: number
  /** In `persistent` too. */
  readonly severe: number
  /** Without any absence. */
  readonly full: number
  /** Enrolments by absence in bands of five points: 0–5 %, 5–10 %, … 45–50 %, 50 % and more. */
  readonly bands: readonly number[]
}

export const BANDS = 11

/** The band of an absence, 0 to 10, by whole numbers: exactly 10 % is the band that begins at 10. */
export function bandOf({ absent, possible }: Pick<Sessions, 'absent' | 'possible'>): number {
  return Math.min(BANDS - 1, Math.floor((20 * absent) / possible))
}

export function enrolmentFigures(enrolled: Enrolled, span: SessionSpan): EnrolmentFigures {
  const codes = noSessions()
  const onRoll = onRollWithin(enrolled, span)
  countStrip(codes, enrolled.strip, onRoll)
  return { enrolled, span: onRoll, codes, sessions: sessionsOf(codes) }
}

/** Adds enrolments up. */
export function groupFigures(of: readonly EnrolmentFigures[]): GroupFigures {
  const codes = noSessions()
  const bands = new Array<number>(BANDS).fill(0)
  let enrolments = 0
  let persistent = 0
  let severe = 0
  let full = 0
  for (const one of of) {
    addCounts(codes, one.codes)
    if (one.sessions.possible === 0) continue
    enrolments++
    if (isPersistentlyAbsent(one.sessions)) persistent++
    if (isSeverelyAbsent(one.sessions)) severe++
    if (one.sessions.absent === 0) full++
    const band = bandOf(one.sessions)
    bands[band] = (bands[band] ?? 0) + 1
  }
  return { codes, sessions: sessionsOf(codes), enrolments, persistent, severe, full, bands }
}

/** The figures of parts that have nobody in common, together. */
export function figuresTogether(parts: readonly GroupFigures[]): GroupFigures {
  const codes = noSessions()
  for (const part of parts) addCounts(codes, part.codes)
  const sum = (of: (part: GroupFigures) => number) => parts.reduce((so, part) => so + of(part), 0)
  return {
    codes,
    sessions: sessionsOf(codes),
    enrolments: sum((part) => part.enrolments),
    persistent: sum((part) => part.persistent),
    severe: sum((part) => part.severe),
    full: sum((part) => part.full),
    bands: Array.from({ length: BANDS }, (_, band) => sum((part) => part.bands[band] ?? 0)),
  }
}
