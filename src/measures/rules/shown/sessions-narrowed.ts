import { weekday } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt } from '../../../kernel/session.ts'
import { byteOfCode, meaningOfByte } from '../../../law/codes.ts'
import type { SchoolFacts } from '../facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { type Filter, isAskedFor, onRollWithin } from './asked.ts'

/** A day of the week that the school may meet on, 1 Monday to 5 Friday. */
const WEEKDAYS = [1, 2, 3, 4, 5] as const

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

/** What each place of the strip comes to over the enrolments asked for, 732 long. */
export interface ByPlace {
  readonly possible: Uint32Array
  readonly absent: Uint32Array
  /** L and U. */
  readonly late: Uint32Array
  readonly lateAfterClose: Uint32Array
  /** Sessions that the school met for without any mark, `-` or none at all: neither attended nor missed until marked. */
  readonly unmarked: Uint32Array
}

const MISSING = byteOfCode('-')
const LATE = byteOfCode('L')
const LATE_AFTER_CLOSE = byteOfCode('U')
const HALF_WORD = 16

/** What a byte adds: 1 if it is possible, and 1 in the upper half of the word if it is absence. No school has 65,536 pupils. */
const ADDS = Uint32Array.from({ length: 256 }, (_, byte) => {
  const meaning = meaningOfByte(byte)
  const absent = meaning?.statistical === 'authorised' || meaning?.statistical === 'unauthorised'
  return (meaning?.possible ? 1 : 0) + (absent ? 1 << HALF_WORD : 0)
})

/** One pass over the strips asked for; days and weekdays are sums of its places. */
export function countByPlace(facts: SchoolFacts, span: SessionSpan, filter: Filter): ByPlace {
  const words = new Uint32Array(STRIP_LENGTH)
  const late = new Uint32Array(STRIP_LENGTH)
  const lateAfterClose = new Uint32Array(STRIP_LENGTH)
  const blank = new Uint32Array(STRIP_LENGTH)
  const gaps = new Uint32Array(STRIP_LENGTH)
  for (const one of facts.enrolled) {
    if (!isAskedFor(one, filter)) continue
    const { strip } = one
    const { from, to } = onRollWithin(one, span)
    for (let place = from as number; place <= to; place++) {
      const byte = strip[place] ?? 0
      if (byte === 0) blank[place] = (blank[place] ?? 0) + 1
      else words[place] = (words[place] ?? 0) + (ADDS[byte] ?? 0)
      if (byte === LATE) late[place] = (late[place] ?? 0) + 1
      else if (byte === LATE_AFTER_CLOSE) lateAfterClose[place] = (lateAfterClose[place] ?? 0) + 1
      else if (byte === MISSING) gaps[place] = (gaps[place] ?? 0) + 1
    }
  }
  return {
    possible: words.map((word) => word & 0xffff),
    absent: words.map((word) => word >>> HALF_WORD),
    late,
    lateAfterClose,
    unmarked: gaps.map((gap, place) => gap + (facts.meets[place] === 1 ? (blank[place] ?? 0) : 0)),
  }
}

/** A sum over the places of a weekday, in the order of `WEEKDAYS`. */
export function sumByWeekday(year: SchoolYear, counts: Uint32Array): readonly number[] {
  const whole = { from: 0 as SessionIndex, to: (STRIP_LENGTH - 1) as SessionIndex }
  return WEEKDAYS.map((on) =>
    spansOfWeekday(year, whole, on).reduce((sum, { from, to }) => {
      let all = sum
      for (let place = from as number; place <= to; place++) all += counts[place] ?? 0
      return all
    }, 0),
  )
}

/** Whether a mark is due and not there: the gap itself, or nothing at all for a session that the school met for. */
export function isUnmarked(byte: number, meets: number | undefined): boolean {
  return byte === MISSING || (byte === 0 && meets === 1)
}
