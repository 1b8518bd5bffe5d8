import { addDays, type Day, shortDay } from '../../kernel/day.ts'
import { fullName } from '../../kernel/names.ts'
import { firstDayOf, schoolYear } from '../../kernel/school-year.ts'
import { momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import { ethnicityOf } from '../../law/ethnicity.ts'
import type { KeptRow } from '../../platform/database/our-tables.ts'
import { FLAGS } from '../../roll/contract.ts'
import { caseCells, entryOf } from '../rules/subject/case-cells.ts'
import { formalTitle } from '../rules/subject/formal-titles.ts'
import type { RowOfRecord } from '../rules/subject/hand-out.ts'
import { SCHOOLS } from '../rules/subject/kept-tables.ts'
import { NO_MARK } from '../rules/subject/marks-on-paper.ts'
import { showRow } from '../rules/subject/show-row.ts'
import type { RecordPart } from './read-record.ts'

type Row = KeptRow['row']

/** Parts whose rows are no words yet: marks are bytes, flags and ethnicities are codes, formal steps have a kind. */
const IN_WORDS: Readonly<Record<string, (kept: KeptRow, whose: Whose) => readonly RowOfRecord[]>> = {
  'register.strip': ({ row }) => daysOf(row),
  'register.change': ({ key, row }) => [changeOf(key, row)],
  'roll.flag': ({ key, row }) => [{ key, row: { ...row, kind: nameOfFlag(row.kind) } }],
  'roll.ethnicity': ({ key, row: { code, ...row } }) => [
    { key, row: { ...row, background: ethnicityOf(String(code))?.name ?? code } },
  ],
  // The paper bears the address of whoever it went to; its words are those of the message.
  'messaging.attachment': ({ key, row: { encoding, ...row } }) => [
    { key, row: { ...row, content: encoding === 'base64' ? 'A paper with the words of the message' : row.content } },
  ],
  'roll.change': ({ key, row }) => [{ key, row: ownChange(row) }],
  'audit.trail': ({ key, row }) => [
    { key, row: { ...row, person_name: unlessFamily(row.person_name, row.person_position) } },
  ],
  'enforcement.thread': ({ key, row: { kind, ...row } }, whose) => [
    { key, row: { ...row, what: begun(String(kind)), to_whom: whose(row.thread_id) } },
  ],
  'enforcement.event': ({ key, row: { kind, ...row } }, whose) => [
    {
      key,
      row: { ...row, what: formalTitle(String(kind), row.body), day: otherDay(row), to_whom: whose(row.thread_id) },
    },
  ],
}

/** The parent to whom a formal step is addressed, by its thread: whoever looks through it sees whose it is, and withholds what is another's. */
type Whose = (thread: unknown) => string | undefined

function whoseOf(parts: readonly RecordPart[]): Whose {
  const rowsOf = (of: string) => parts.find(({ table }) => table === of)?.rows ?? []
  const names = new Map(
    rowsOf('roll.contact').map(({ row }) => [row.contact_id, fullName(String(row.forenames), String(row.surname))]),
  )
  const contacts = new Map(rowsOf('enforcement.thread').map(({ row }) => [row.thread_id, row.contact_id]))
  return (thread) => names.get(contacts.get(thread))
}

/** What whoever has a family account is to the school. */
const FAMILY = 'Parent or carer'

/** In parts that nobody looks through row by row one parent is not told what the other did, and when: one of the family did it. */
function unlessFamily(name: unknown, position: unknown): unknown {
  return position === FAMILY ? 'Somebody of the family' : name
}

const ENTRIES = ['casework.entry', 'casework.restricted_entry']

/** A part of the record with rows that somebody outside can read. */
export interface PartInWords extends Omit<RecordPart, 'rows'> {
  readonly rows: readonly RowOfRecord[]
}

/** A record's parts with rows that somebody outside can read. Everything else goes as it is. */
export function rowsInWords(parts: readonly RecordPart[]): readonly PartInWords[] {
  // Of what is read here alone: where entries of safeguarding stay out, no word of another entry speaks of them.
  const entries = parts
    .filter(({ table }) => ENTRIES.includes(table))
    .flatMap(({ table, rows }) =>
      rows.map(({ row }) => ({ row, of: entryOf(row, table === 'casework.restricted_entry') })),
    )
  const whose = whoseOf(parts)
  return parts.map((part) => {
    const inWords = IN_WORDS[part.table]
    if (inWords !== undefined) return { ...part, rows: part.rows.flatMap((kept) => inWords(kept, whose)) }
    if (!ENTRIES.includes(part.table)) return part
    const open = entries.filter(({ of }) => !of.restricted).map(({ of }) => of)
    const all = part.restricted === true ? entries.map(({ of }) => of) : open
    const told = new Map(entries.map(({ row, of }) => [row, of]))
    return {
      ...part,
      rows: part.rows.map(({ key, row }) => ({
        key,
        row,
        cells: caseCells(told.get(row) ?? entryOf(row, false), all),
      })),
    }
  })
}

/** The day of something, where it was not written down on that day. */
function otherDay({ day, at }: Row): unknown {
  return schoolTime(momentFromMilliseconds(Date.parse(String(at)))).day === day ? null : day
}

const OF_THE_CHILD = ['pupil', 'placement', 'flag', 'ethnicity']

/** What changed of the child's own particulars is the child's to read; what changed of an adult's is about somebody else, and stays as it is kept. */
function ownChange(row: Row): Row {
  if (!OF_THE_CHILD.includes(String(row.record))) return row
  const { before, after, ...rest } = row
  const schools = (column: string) => SCHOOLS.includes(column)
  const others = (column: string) => !schools(column)
  return {
    ...rest,
    ...{ said_before: differs(before, after, others), said_since: differs(after, before, others) },
    ...{ schools_before: differs(before, after, schools), schools_since: differs(after, before, schools) },
  }
}

/** What one of the two has in these columns that the other has not, in words, but with whom a child will live. */
function differs(one: unknown, other: unknown, of: (column: string) => boolean): string {
  const than: Row = { ...(other as object | null) }
  const changed = Object.entries({ ...(one as object | null) }).filter(
    ([column, value]) =>
      of(column) && column !== 'future_parent' && JSON.stringify(value) !== JSON.stringify(than[column]),
  )
  const { kind, code, ...rest } = Object.fromEntries(changed)
  const cells = showRow({
    ...rest,
    kind: nameOfFlag(kind),
    background: typeof code === 'string' ? (ethnicityOf(code)?.name ?? code) : undefined,
  })
  return cells.map(([label, value]) => `${label}: ${value}`).join('; ')
}

function begun(kind: string): string {
  return kind === 'consideration'
    ? 'Looking at whether a formal step fits'
    : kind.charAt(0).toUpperCase() + kind.slice(1)
}

function daysOf({ year, marks }: Row): readonly RowOfRecord[] {
  if (typeof year !== 'number' || typeof marks !== 'string') return []
  const bytes = Buffer.from(marks.replace(/^\\x/, ''), 'hex')
  const first = firstDayOf(schoolYear(year))
  return Array.from({ length: bytes.length / 2 }, (_, place) => {
    const [morning = '', afternoon = ''] = [bytes[2 * place] ?? 0, bytes[2 * place + 1] ?? 0].map(codeOfByte)
    const of = addDays(first, place)
    const cells = [
      ['Day', shortDay(of)],
      ['Morning', morning],
      ['Afternoon', afternoon],
    ] as const
    return { key: `${year}-${place}`, row: { of, morning, afternoon }, cells: cells.filter(([, code]) => code !== '') }
  }).filter(({ row: { morning, afternoon } }) => morning !== '' || afternoon !== '')
}

/** One change of a mark, short enough for a line of a table. */
function changeOf(key: string, given: Row): RowOfRecord {
  const { day, half, from_byte: from, to_byte: to, act, reason, details, made_at: at } = given
  const made = schoolTime(momentFromMilliseconds(Date.parse(String(at))))
  const row = {
    // A day as PostgreSQL writes it.
    of: String(day),
    before: codeIn(from),
    after: codeIn(to),
    how: act === 'imported' ? 'brought over' : String(act).replaceAll('-', ' '),
    made_by_name: unlessFamily(given.made_by_name, given.made_by_position),
    made_by_position: given.made_by_position,
    reason: String(reason ?? ''),
    details: detailsIn(details),
  }
  const cells = [
    ['Session', `${shortDay(row.of as Day)} ${String(half)}`],
    ['Before', row.before],
    ['After', row.after],
    ['How', row.how],
    ['Made', `${shortDay(made.day)} ${made.time}`],
    ['Made by', `${String(row.made_by_name)}, ${String(row.made_by_position)}`],
    ['Reason', row.reason],
    ['Beside it', row.details],
  ] as const
  return { key, row, cells: cells.filter(([, value]) => value !== '') }
}

/** What was recorded beside a mark, on one line. */
function detailsIn(details: unknown): string {
  if (typeof details !== 'object' || details === null) return ''
  return Object.entries(details)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`)
    .join(', ')
}

function codeIn(byte: unknown): string {
  return typeof byte === 'number' ? (codeOfByte(byte) ?? NO_MARK) : NO_MARK
}

function nameOfFlag(kind: unknown): unknown {
  const flag = Object.entries(FLAGS).find(([of]) => of === kind)
  return flag?.[1].name ?? kind
}
