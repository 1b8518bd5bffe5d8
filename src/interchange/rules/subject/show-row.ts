import type { Day } from '../../../kernel/day.ts'
import { longDay } from '../../../kernel/day.ts'
import { momentFromMilliseconds, schoolTime } from '../../../kernel/time-of-day.ts'
import { codeOfByte } from '../../../law/codes.ts'

/** One thing of a row, in words: what it is called and what it says. */
export type Cell = readonly [label: string, value: string]

// Numbers by which this product knows things; outside it they mean nothing.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const BYTES = /^\\x/
const OF_THE_PRODUCT = [
  'school_id',
  'number',
  'version',
  'key',
  'hash',
  'sort_key',
  'search_key',
  'fingerprint',
  'file',
  'marks',
  'entry',
]

/**
 * A row as somebody outside reads it: its columns by name, moments in school time, documents taken apart. Left out are keys and numbers that
 * mean nothing outside, `hidden` columns, and what is empty; other children in a list are counted, never named.
 */
export function showRow(row: Readonly<Record<string, unknown>>, hidden: readonly string[] = []): readonly Cell[] {
  const columns = Object.entries(row).filter(([column]) => !OF_THE_PRODUCT.includes(column) && !hidden.includes(column))
  const cells = [
    ...columns.filter(([column]) => column === 'what'),
    ...columns.filter(([column]) => isMoment(column)),
    ...columns.filter(([column]) => column !== 'what' && !isMoment(column) && !isPerson(column)),
  ].flatMap(([column, value]) => cellsOf(column, value))
  // The same said twice in one row says nothing more.
  return [...new Map([...cells, ...peopleOf(row)].map((cell) => [cell.join('\n'), cell])).values()]
}

/** What happened and when stand first, and who did it last. */
function isMoment(column: string): boolean {
  return column === 'at' || column.endsWith('_at')
}

function isPerson(column: string): boolean {
  return /(^|_)by(_name|_position|_id)?$/.test(column)
}

/** `entered_by_name` and `entered_by_position` as one: “Entered by: Olu Officer, Attendance officer”. */
function peopleOf(row: Readonly<Record<string, unknown>>): readonly Cell[] {
  return Object.keys(row)
    .filter((column) => /(^|_)by_name$/.test(column))
    .map((column): Cell => {
      const who = [row[column], row[column.replace(/name$/, 'position')]].map(words).filter((word) => word !== '')
      return [labelOf(column.replace(/_name$/, '')), who.join(', ')]
    })
    .filter(([, who]) => who !== '')
}

function cellsOf(name: string, value: unknown): readonly Cell[] {
  if (name === 'pupil_ids' && Array.isArray(value))
    return value.length > 1 ? [['With', `${value.length - 1} other ${value.length === 2 ? 'child' : 'children'}`]] : []
  if (name === 'from_byte' || name === 'to_byte')
    return mark(name === 'from_byte' ? 'Mark before' : 'Mark after', value)
  if (Array.isArray(value)) return value.flatMap((one) => cellsOf(name, one))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([inner, of]) => cellsOf(/^\d+$/.test(inner) ? name : inner, of))
  const text = words(value)
  return text === '' ? [] : [[labelOf(name), text]]
}

function mark(label: string, value: unknown): readonly Cell[] {
  return typeof value === 'number' ? [[label, codeOfByte(value) ?? 'none']] : []
}

function words(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return String(value)
  if (UUID.test(value) || BYTES.test(value)) return ''
  if (DAY.test(value)) return longDay(value as Day)
  return MOMENT.test(value) ? moment(value) : value
}

// PostgreSQL writes a moment in JSON with its own offset.
function moment(text: string): string {
  const { day, time } = schoolTime(momentFromMilliseconds(Date.parse(text)))
  return `${longDay(day)}, ${time}`
}

/** `by_position` → "By position"; `returnDay` → "Return day". */
function labelOf(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
