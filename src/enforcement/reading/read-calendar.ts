import { type Day, daysFrom, parseDay, weekday } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { faultsOf } from './faults.ts'
import { type CsvRow, readCsv } from './read-csv.ts'

const FRIDAY = 5
/** A term of more days is a slip of the pen: it would count holidays as school weeks. */
const LONGEST = 200
/** What is no school, as files call it; a word that is none of these is a slip of the pen, and could hide a term. */
const NO_SCHOOL = [
  'half_term',
  'holiday',
  'bank_holiday',
  'inset',
  'inset_day',
  'training',
  'occasional',
  'closure',
  'closed',
] as const

/** A row that can be used. */
interface Row {
  readonly line: number
  readonly isTerm: boolean
  readonly span: readonly Day[]
}

/**
 * The school days of a calendar file `kind,start,end,note`: weekdays of rows of kind `term`, without the days of every row of another kind
 * (half-term, holiday, bank holiday, INSET, closure). Several years may stand in one file.
 */
export function readCalendar(path: string): Result<ReadonlySet<Day>> {
  const read = readCsv(path, ['kind', 'start', 'end'])
  if (!read.ok) return read
  const rows = read.value.map(rowOf)
  const usable = rows.filter((row) => typeof row !== 'string')
  const faults = [...rows.filter((row) => typeof row === 'string'), ...overlaps(usable)]
  if (faults.length > 0) return faultsOf(faults.map((fault) => `${path}, ${fault}`))
  const days = new Set(usable.flatMap(({ isTerm, span }) => (isTerm ? span.filter((on) => weekday(on) <= FRIDAY) : [])))
  for (const { isTerm, span } of usable) if (!isTerm) for (const on of span) days.delete(on)
  if (days.size === 0)
    return refused('threshold.no-term', `${path} has no school day. Give at least one row of kind term.`)
  return success(days)
}

/** A row, or what is wrong with it. */
function rowOf({ line, cells }: CsvRow): Row | string {
  const { kind = '', start = '', end = '' } = cells
  const [first, last] = [parseDay(start), parseDay(end === '' ? start : end)]
  const at = `line ${line}:`
  const word = kind.toLowerCase().replaceAll(/[\s-]+/g, '_')
  if (word === '') return `${at} say what it is: term, half_term, holiday, inset …`
  const isTerm = word === 'term'
  if (!isTerm && !NO_SCHOOL.some((one) => one === word))
    return `${at} “${kind}” is no kind that is known. Write term, or one of ${NO_SCHOOL.join(', ')}.`
  if (first === undefined) return `${at} “${start}” is no day. Write it as 2024-09-02.`
  if (last === undefined) return `${at} “${end}” is no day. Write it as 2024-10-25.`
  const span = daysFrom(first, last)
  if (span.length === 0) return `${at} it ends before it begins.`
  return span.length > LONGEST ? `${at} this is longer than half a year. Check the days.` : { line, isTerm, span }
}

/** Terms that share a day: one of them has a wrong date, and nobody can tell which. */
function overlaps(rows: readonly Row[]): readonly string[] {
  const termOf = new Map<Day, number>()
  return rows
    .filter(({ isTerm }) => isTerm)
    .flatMap(({ line, span }) => {
      const shared = span.find((on) => termOf.has(on))
      const other = shared === undefined ? undefined : termOf.get(shared)
      for (const on of span) termOf.set(on, line)
      return shared === undefined
        ? []
        : [`line ${line}: ${shared} is in the term on line ${other} too. Check the days.`]
    })
}
