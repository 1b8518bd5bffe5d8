import { type Entry, entryWords } from '../../casework/contract.ts'
import { addDays, type Day, shortDay } from '../../kernel/day.ts'
import { firstDayOf, schoolYear } from '../../kernel/school-year.ts'
import { momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import { ethnicityOf } from '../../law/ethnicity.ts'
import type { KeptRow } from '../../platform/database/our-tables.ts'
import { FLAGS } from '../../roll/contract.ts'
import type { RecordPart } from './read-record.ts'

type Row = KeptRow['row']

/** Parts whose rows are no words yet: marks are bytes, flags and ethnicities are codes, entries of a case have a kind. */
const IN_WORDS: Readonly<Record<string, (kept: KeptRow) => readonly KeptRow[]>> = {
  'register.strip': ({ row }) => daysOf(row),
  'register.change': ({ key, row }) => [{ key, row: changeOf(row) }],
  'roll.flag': ({ key, row }) => [{ key, row: { ...row, kind: nameOfFlag(row.kind) } }],
  'roll.ethnicity': ({ key, row }) => [{ key, row: { ...row, code: ethnicityOf(String(row.code))?.name ?? row.code } }],
  'casework.entry': ({ key, row }) => [{ key, row: { what: titleOf(row), ...row, kind: null } }],
  'casework.restricted_entry': ({ key, row }) => [{ key, row: { what: titleOf(row), ...row, kind: null } }],
}

/** A record's parts with rows that somebody outside can read. Everything else goes as it is. */
export function rowsInWords(parts: readonly RecordPart[]): readonly RecordPart[] {
  return parts.map((part) => {
    const inWords = IN_WORDS[part.table]
    return inWords === undefined ? part : { ...part, rows: part.rows.flatMap(inWords) }
  })
}

function daysOf({ year, marks }: Row): readonly KeptRow[] {
  if (typeof year !== 'number' || typeof marks !== 'string') return []
  const bytes = Buffer.from(marks.replace(/^\\x/, ''), 'hex')
  const first = firstDayOf(schoolYear(year))
  return Array.from({ length: bytes.length / 2 }, (_, place) => {
    const [am, pm] = [bytes[2 * place] ?? 0, bytes[2 * place + 1] ?? 0].map((byte) => codeOfByte(byte))
    return { key: `${year}-${place}`, row: { day: shortDay(addDays(first, place)), morning: am, afternoon: pm } }
  }).filter(({ row: { morning, afternoon } }) => morning !== undefined || afternoon !== undefined)
}

/** One change of a mark, short enough for a line of a table. */
function changeOf({ day, half, from_byte: from, to_byte: to, act, reason, details, made_at: at, ...row }: Row): Row {
  const made = schoolTime(momentFromMilliseconds(Date.parse(String(at))))
  return {
    // A day as PostgreSQL writes it.
    day: `${shortDay(String(day) as Day)} ${String(half)}`,
    before: codeIn(from),
    after: codeIn(to),
    how: act,
    made: `${shortDay(made.day)} ${made.time}`,
    made_by_name: row.made_by_name,
    made_by_position: row.made_by_position,
    reason,
    details: detailsIn(details),
  }
}

/** What was recorded beside a mark, on one line. */
function detailsIn(details: unknown): string {
  if (typeof details !== 'object' || details === null) return ''
  return Object.entries(details)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`)
    .join(', ')
}

function codeIn(byte: unknown): string {
  return typeof byte === 'number' ? (codeOfByte(byte) ?? '–') : '–'
}

function nameOfFlag(kind: unknown): unknown {
  const flag = Object.entries(FLAGS).find(([of]) => of === kind)
  return flag?.[1].name ?? kind
}

// A row of a case is an entry but for the names of its columns; its body was checked when it was written.
function titleOf({ kind, day, body, number, at, by_name: name, by_position: position }: Row): string {
  return entryWords({ kind, day, body, number, at, by: { name, position }, restricted: false } as Entry).title
}
