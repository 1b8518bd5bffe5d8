import { type Day, dayNumber, weekday } from '../../kernel/day.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import { byteOfCode, type Code, meaningOfByte } from '../../law/codes.ts'
import { LONG_SPELL_DAYS, SHORT_SPELL_DAYS, weekWeight } from './code-mix.ts'
import type { Enrolment } from './pupils.ts'
import type { Random } from './random.ts'
import type { DemoCalendar, DemoDetails, DemoGroup, DemoSchool, Phase } from './types.ts'

// While a year is drawn, sessions are counted without holidays: 0 is the first morning of the school year, 379 the last afternoon.

/** A session that this pupil does not have: before they came, after they left. */
const NOT_ENROLLED = 255

export interface Row {
  readonly enrolment: Enrolment
  readonly group: DemoGroup
  /** A byte of the law's code table per session; 0 is still free. */
  readonly codes: Uint8Array
  readonly details: Map<number, DemoDetails>
  /** First session of this pupil, and the one after the last. */
  readonly from: number
  readonly to: number
  /** Sessions this pupil shall miss in the year, and how many are placed. */
  target: number
  absent: number
  /** A case that must stay as it was written: nothing is added to it but illness. */
  cast: boolean
}

export interface Sheet {
  readonly school: DemoSchool
  readonly phase: Phase
  readonly calendar: DemoCalendar
  readonly rows: readonly Row[]
  /** School days of this year before today: marks end there. */
  readonly daysPast: number
  readonly isCurrent: boolean
  readonly stripIndexes: Uint16Array
  /** Running totals over days, to draw the start of a short or a long absence from. */
  readonly shortStarts: Float64Array
  readonly longStarts: Float64Array
}

const BYTES = new Map<Code, number>()

export function byteFor(code: Code): number {
  const known = BYTES.get(code) ?? byteOfCode(code)
  BYTES.set(code, known)
  return known
}

const IS_ABSENCE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const meaning = meaningOfByte(byte)
  return meaning !== undefined && (meaning.authorised || meaning.unauthorised) ? 1 : 0
})
const IS_POSSIBLE = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0 || meaningOfByte(byte)?.possible ? 1 : 0))

export function newRow(enrolment: Enrolment, group: DemoGroup, days: readonly Day[]): Row {
  const codes = new Uint8Array(2 * days.length)
  let [from, to] = [codes.length, 0]
  for (const [index, on] of days.entries()) {
    if (on < enrolment.firstDay || on > enrolment.lastDay) codes.fill(NOT_ENROLLED, 2 * index, 2 * index + 2)
    else {
      from = Math.min(from, 2 * index)
      to = 2 * index + 2
    }
  }
  return { enrolment, group, codes, details: new Map(), from, to, target: 0, absent: 0, cast: false }
}

export function isFree(row: Row, session: number): boolean {
  return row.codes[session] === 0
}

/** Writes a code on a free session; false where the session was taken, or is none of this pupil's. */
export function put(row: Row, session: number, mark: { readonly code: Code; readonly details?: DemoDetails }): boolean {
  if (row.codes[session] !== 0) return false
  const byte = byteFor(mark.code)
  row.codes[session] = byte
  row.absent += IS_ABSENCE[byte] ?? 0
  if (mark.details !== undefined) row.details.set(session, mark.details)
  return true
}

/** Writes over what stands: for cases told to the session, and for reasons not yet found. */
export function replace(
  row: Row,
  session: number,
  mark: { readonly code: Code; readonly details?: DemoDetails },
): void {
  const before = row.codes[session] ?? NOT_ENROLLED
  if (before === NOT_ENROLLED) return
  row.absent -= IS_ABSENCE[before] ?? 0
  row.codes[session] = 0
  row.details.delete(session)
  put(row, session, mark)
}

/** Sessions missed that are still to be placed. */
export function room(row: Row): number {
  return row.target - row.absent
}

export function possibleSessions(row: Row): number {
  let count = 0
  for (const byte of row.codes) count += byte === NOT_ENROLLED ? 0 : (IS_POSSIBLE[byte] ?? 0)
  return count
}

export function countOf(rows: readonly Row[], code: Code): number {
  const byte = byteFor(code)
  let count = 0
  for (const { codes } of rows) for (const held of codes) if (held === byte) count++
  return count
}

/** Index of the morning of each school day in the year's strip, as kernel `sessionIndex` counts. */
export function stripIndexes(calendar: DemoCalendar): Uint16Array {
  const begin = dayNumber(firstDayOf(calendar.schoolYear))
  return Uint16Array.from(calendar.schoolDays, (on) => 2 * (dayNumber(on) - begin))
}

export function dayOfSession(sheet: Sheet, session: number): Day {
  return sheet.calendar.schoolDays[session >> 1] ?? firstDayOf(sheet.calendar.schoolYear)
}

/** The half-term (0 to 5) and the week in it of every school day. */
function weeksOf(calendar: DemoCalendar): { halfTerm: number; week: number }[] {
  const halfTermOf = (on: Day) =>
    calendar.terms.reduce(
      (count, term) => count + (on > term.halfTerm.lastDay ? 1 : 0) + (on > term.lastDay ? 1 : 0),
      0,
    )
  const mondays = new Map<number, Set<number>>()
  return calendar.schoolDays.map((on) => {
    const halfTerm = halfTermOf(on)
    const seen = mondays.get(halfTerm) ?? new Set()
    mondays.set(halfTerm, seen.add(dayNumber(on) - weekday(on)))
    return { halfTerm, week: seen.size - 1 }
  })
}

/** Running totals of the chance that an absence starts on each school day. */
export function startWeights(calendar: DemoCalendar): Pick<Sheet, 'shortStarts' | 'longStarts'> {
  const weeks = weeksOf(calendar)
  const lengths = new Map<number, number>()
  for (const { halfTerm, week } of weeks) lengths.set(halfTerm, Math.max(lengths.get(halfTerm) ?? 0, week + 1))
  const running = (factors: readonly number[]) => {
    let sum = 0
    return Float64Array.from(calendar.schoolDays, (on, index) => {
      const { halfTerm, week } = weeks[index] ?? { halfTerm: 0, week: 0 }
      sum += weekWeight(halfTerm, { index: week, of: lengths.get(halfTerm) ?? 1 }) * (factors[weekday(on) - 1] ?? 1)
      return sum
    })
  }
  return { shortStarts: running(SHORT_SPELL_DAYS), longStarts: running(LONG_SPELL_DAYS) }
}

/** A place in a list of running totals, as often as its weight says. */
export function drawIndex(random: Random, running: Float64Array): number {
  const aim = random.next() * (running.at(-1) ?? 0)
  let [low, high] = [0, running.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((running[middle] ?? 0) > aim) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Writes one absence of `length` sessions from a session on, over free sessions only.
 * @returns how many were written; fewer where the pupil's year ends or the next absence begins.
 */
export function putSpell(
  row: Row,
  spell: { readonly start: number; readonly length: number },
  mark: { readonly code: Code; readonly details?: DemoDetails },
): number {
  let written = 0
  for (let session = spell.start; written < spell.length && session < row.to; session++) {
    if (put(row, session, mark)) written++
    else if (written > 0) break
  }
  return written
}
