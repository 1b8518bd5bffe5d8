import { weekday } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import { byteOfCode, CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../../law/codes.ts'
import type { SchoolFacts } from '../facts.ts'
import { type CodeCounts, countStrip, noSessions, type SessionSpan } from '../sessions.ts'
import { type Filter, isAskedFor, onRollWithin } from './asked.ts'

/** A day of the week that the school may meet on, 1 Monday to 5 Friday. */
export const WEEKDAYS = [1, 2, 3, 4, 5] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** The parts of a span that fall on a weekday, two sessions each. */
export function spansOfWeekday(year: SchoolYear, span: SessionSpan, on: number): SessionSpan[] {
  const first = (on - weekday(sessionAt(year, 0).day) + 7) % 7
  const spans: SessionSpan[] = []
  for (let morning = 2 * first; morning <= span.to; morning += 14) {
    const from = Math.max(morning, span.from)
    const to = Math.min(morning + 1, span.to)
    if (from <= to) spans.push({ from: from as SessionIndex, to: to as SessionIndex })
  }
  return spans
}

/** The codes of each weekday over the enrolments asked for, in the order of `WEEKDAYS`. */
export function countByWeekday(facts: SchoolFacts, span: SessionSpan, filter: Filter): readonly CodeCounts[] {
  const asked = facts.enrolled.filter((one) => isAskedFor(one, filter))
  return WEEKDAYS.map((on) => {
    const counts = noSessions()
    const spans = spansOfWeekday(facts.year, span, on)
    for (const one of asked) for (const part of spans) countStrip(counts, one.strip, onRollWithin(one, part))
    return counts
  })
}

/** What each day comes to, for a picture of the year: half days added to days, 366 places from 1 August. */
export interface ByDay {
  readonly possible: Uint32Array
  readonly absent: Uint32Array
  /** Sessions that the school met for without any mark, `-` or none at all: neither attended nor missed until marked. */
  readonly unmarked: Uint32Array
}

const MISSING = byteOfCode('-')
const ABSENT_CLASSES = ['authorised', 'unauthorised']
const POSSIBLE_CLASSES = ['present', 'approved-activity', ...ABSENT_CLASSES]
const bytesOf = (classes: readonly string[]) =>
  Uint8Array.from(CLASS_OF_BYTE, (place) => (classes.includes(STATISTICAL_CLASSES[place - 1] ?? '') ? 1 : 0))
const IS_POSSIBLE = bytesOf(POSSIBLE_CLASSES)
const IS_ABSENT = bytesOf(ABSENT_CLASSES)

/** One pass over the strips asked for. */
export function countByDay(facts: SchoolFacts, span: SessionSpan, filter: Filter): ByDay {
  const possible = new Uint32Array(STRIP_LENGTH / 2)
  const absent = new Uint32Array(STRIP_LENGTH / 2)
  const unmarked = new Uint32Array(STRIP_LENGTH / 2)
  for (const one of facts.enrolled) {
    if (!isAskedFor(one, filter)) continue
    const { from, to } = onRollWithin(one, span)
    for (let place = from as number; place <= to; place++) {
      const byte = one.strip[place] ?? 0
      const day = place >> 1
      if (byte === 0 || byte === MISSING) {
        if (isUnmarked(byte, facts.meets[place])) unmarked[day] = (unmarked[day] ?? 0) + 1
        continue
      }
      possible[day] = (possible[day] ?? 0) + (IS_POSSIBLE[byte] ?? 0)
      absent[day] = (absent[day] ?? 0) + (IS_ABSENT[byte] ?? 0)
    }
  }
  return { possible, absent, unmarked }
}

/** Whether a mark is due and not there: the gap itself, or nothing at all for a session that the school met for. */
export function isUnmarked(byte: number, meets: number | undefined): boolean {
  return byte === MISSING || (byte === 0 && meets === 1)
}
