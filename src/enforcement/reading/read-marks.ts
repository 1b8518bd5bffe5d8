import { parseDay } from '../../kernel/day.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Session } from '../../kernel/session.ts'
import { type Code, parseCode } from '../../law/codes.ts'
import { readCsv } from './read-csv.ts'

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
  for (const { line, cells } of rows.value) {
    const { date = '', half = '', code: text = '' } = cells
    const [day, code, at] = [parseDay(date), parseCode(text), `${path}, line ${line}:`]
    const which = half.toUpperCase()
    if (day === undefined) return refused('threshold.day', `${at} “${date}” is no day. Write it as 2024-09-16.`)
    if (which !== 'AM' && which !== 'PM') return refused('threshold.half', `${at} “${half}” must be AM or PM.`)
    if (code === undefined)
      return refused('threshold.code', `${at} “${text}” is no attendance code. Write it as in the register, such as G.`)
    const key = `${day} ${which}`
    const known = marks.get(key)
    if (known !== undefined)
      return refused('threshold.twice', `${at} ${key} is also on line ${known.line}. Leave one of them out.`)
    marks.set(key, { session: { day, half: which }, code, line })
  }
  return success([...marks.values()])
}
