import type { Day } from '../../../kernel/day.ts'
import { longDay, shortDay } from '../../../kernel/day.ts'
import { momentFromMilliseconds, schoolTime } from '../../../kernel/time-of-day.ts'
import { codeOfByte } from '../../../law/codes.ts'
import { labelOf, saidInWords } from './labels.ts'

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
  'duty_key',
  'cause',
  'hash',
  'sort_key',
  'search_key',
  'fingerprint',
  'file',
  'supportId',
  'marks',
  'entry',
  'not_to_be_found',
]

/** By what a row is known stands before the rest of it. */
const FIRST = [
  ...['legal_forenames', 'legal_surname', 'preferred_forename', 'preferred_surname', 'born', 'sex'],
  ...['title', 'forenames', 'surname', 'relationship', 'lines', 'town', 'postcode', 'kind', 'record', 'name'],
  ...['first_day', 'first_half', 'last_day', 'last_half', 'first', 'last'],
]

const byPlace = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  placeOf(one) - placeOf(other)
const placeOf = (column: string) => (FIRST.includes(column) ? FIRST.indexOf(column) : FIRST.length)

/** Said where it is so, and not said of everybody of whom it is not. */
const ONLY_WHERE_SO = ['barred', 'confidential']

/**
 * A row as somebody outside reads it: its columns by name, moments in school time, documents taken apart. Left out are keys and numbers that
 * mean nothing outside, `hidden` columns, and what is empty; other children in a list are counted, never named.
 */
export function showRow(row: Readonly<Record<string, unknown>>, hidden: readonly string[] = []): readonly Cell[] {
  const columns = Object.entries(row).filter(
    ([column, value]) =>
      !OF_THE_PRODUCT.includes(column) &&
      !hidden.includes(column) &&
      !(value === false && ONLY_WHERE_SO.includes(column)),
  )
  columns.sort(byPlace)
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
  if (name === 'pence' && typeof value === 'number') return [[labelOf(name), `£${(value / 100).toFixed(2)}`]]
  if (Array.isArray(value)) return listed(name, value)
  const target = name === 'target' ? targetCells(value) : []
  if (target.length > 0) return target
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .toSorted(byPlace)
      .flatMap(([of, one]) => inner(name, of, one))
  const text = saidInWords(name, words(value))
  return text === '' ? [] : [[labelOf(name), text]]
}

/** What a notice to improve asks for; nothing where it is another kind of target. */
function targetCells(value: unknown): readonly Cell[] {
  const { attended, possible, unauthorised }: Partial<Record<string, unknown>> = { ...(value as object | null) }
  if (typeof attended !== 'number') return []
  return [
    [
      'What is to be reached',
      `At least ${attended} of ${possible} half days in school, fewer than ${unauthorised} unauthorised`,
    ],
  ]
}

/** A list is one thing said of the row, not one for each of its parts. */
function listed(name: string, values: readonly unknown[]): readonly Cell[] {
  const said = values.map((one) =>
    typeof one === 'object' && one !== null ? togetherInWords(one) : saidInWords(name, words(one)),
  )
  const text = said.filter((one) => one !== '').join('; ')
  return text === '' ? [] : [[labelOf(name), text]]
}

function inner(name: string, of: string, one: unknown): readonly Cell[] {
  if (OF_THE_PRODUCT.includes(of) && of !== 'number') return []
  return cellsOf(/^\d+$/.test(of) ? name : of, one)
}

/** One thing of a list: a session, a person or a telephone by what they are; anything else with its labels. */
function togetherInWords(one: object): string {
  const { day, half, code, name, as, number, kind, label, lines }: Partial<Record<string, unknown>> = { ...one }
  if (typeof day === 'string' && typeof half === 'string' && DAY.test(day))
    return [shortDay(day as Day), half, code].filter((part) => typeof part === 'string').join(' ')
  if (typeof name === 'string' && typeof as === 'string') return as === '' ? name : `${name}, ${as}`
  if (typeof number === 'string' && typeof kind === 'string') return `${number} (${kind})`
  // A field of a return, as it was told.
  if (typeof label === 'string' && Array.isArray(lines)) return `${label}: ${lines.map(words).join(', ')}`
  return Object.entries(one)
    .flatMap(([of, value]) => inner('', of, value))
    .map(([label, value]) => (label === '' ? value : `${label}: ${value}`))
    .join(', ')
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
  return MOMENT.test(value) ? dayAndTime(value) : value
}

/** A moment in school time; PostgreSQL writes one in JSON with its own offset. */
export function dayAndTime(text: string): string {
  const { day, time } = schoolTime(momentFromMilliseconds(Date.parse(text)))
  return `${longDay(day)}, ${time}`
}
