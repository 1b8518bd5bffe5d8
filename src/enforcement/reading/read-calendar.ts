import { type Day, daysFrom, parseDay, weekday } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { readCsv } from './read-csv.ts'

const FRIDAY = 5
/** A term of more days is a slip of the pen: it would count holidays as school weeks. */
const LONGEST = 200

/**
 * The school days of a calendar file `kind,start,end,note`: weekdays of rows of kind `term`, without the days of every row of another kind
 * (half-term, holiday, bank holiday, INSET, closure). Several years may stand in one file.
 */
export function readCalendar(path: string): Result<ReadonlySet<Day>> {
  const rows = readCsv(path, ['kind', 'start', 'end'])
  if (!rows.ok) return rows
  const days = new Set<Day>()
  const off: Day[] = []
  for (const { line, cells } of rows.value) {
    const { kind = '', start = '', end = '' } = cells
    const [first, last] = [parseDay(start), parseDay(end === '' ? start : end)]
    const at = `${path}, line ${line}:`
    if (kind === '') return refused('threshold.kind', `${at} say what it is: term, half_term, holiday, inset …`)
    if (first === undefined) return refused('threshold.day', `${at} “${start}” is no day. Write it as 2024-09-02.`)
    if (last === undefined) return refused('threshold.day', `${at} “${end}” is no day. Write it as 2024-10-25.`)
    const span = daysFrom(first, last)
    if (span.length === 0) return refused('threshold.day', `${at} it ends before it begins.`)
    if (span.length > LONGEST) return refused('threshold.day', `${at} this is longer than half a year. Check the days.`)
    if (kind.toLowerCase() !== 'term') off.push(...span)
    else for (const on of span) if (weekday(on) <= FRIDAY) days.add(on)
  }
  for (const on of off) days.delete(on)
  if (days.size === 0)
    return refused('threshold.no-term', `${path} has no school day. Give at least one row of kind term.`)
  return success(days)
}
