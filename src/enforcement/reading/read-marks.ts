import { parseDay } from '../../kernel/day.ts'
import { type Result, success } from '../../kernel/result.ts'
import type { Session } from '../../kernel/session.ts'
import { type Code, parseCode } from '../../law/codes.ts'
import { faultsOf } from './faults.ts'
import { type CsvRow, readCsv } from './read-csv.ts'

export interface ReadMark {
  readonly session: Session
  readonly code: Code
  readonly line: number
}

/** One child's marks of a file `date,half,code`. A session must not stand in it twice: nobody could tell which is true. */
export function readMarks(path: string): Result<readonly ReadMark[]> {
  const rows = readCsv(path, ['date', 'half', 'code'])
  if (!rows.ok) return rows
  const marks = new Map<string, ReadMark>()
  const faults = rows.value.flatMap((row) => {
    const mark = markOf(row)
    if (typeof mark === 'string') return [mark]
    const key = `${mark.session.day} ${mark.session.half}`
    const known = marks.get(key)
    if (known !== undefined) return [`line ${row.line}: ${key} is also on line ${known.line}. Leave one of them out.`]
    marks.set(key, mark)
    return []
  })
  return faults.length > 0 ? faultsOf(faults.map((fault) => `${path}, ${fault}`)) : success([...marks.values()])
}

/** A mark, or what is wrong with its row. */
function markOf({ line, cells }: CsvRow): ReadMark | string {
  const { date = '', half = '', code: text = '' } = cells
  const [day, code, at] = [parseDay(date), parseCode(text), `line ${line}:`]
  const which = half.toUpperCase()
  if (day === undefined) return `${at} “${date}” is no day. Write it as 2024-09-16.`
  if (which !== 'AM' && which !== 'PM') return `${at} “${half}” must be AM or PM.`
  if (code === undefined) return `${at} “${text}” is no attendance code. Write it as in the register, such as G.`
  return { session: { day, half: which }, code, line }
}
