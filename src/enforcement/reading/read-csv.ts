import { readFileSync, statSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'
import { type Result, refused, success } from '../../kernel/result.ts'

/** One row under a header, and the line of the file on which it stands. */
export interface CsvRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** More than any calendar or any child's marks: a megabyte is forty years of sessions. */
const LARGEST = 1_000_000

/** Reads a small table with a header that must name these columns, in any order and in whatever case. */
export function readCsv(path: string, columns: readonly string[]): Result<readonly CsvRow[]> {
  const text = textOf(path)
  if (!text.ok) return text
  const needed = `It must begin with a line that names its columns: ${columns.join(',')}.`
  try {
    const rows = rowsOf(text.value)
    const header = (rows[0]?.record ?? []).map((name) => name.trim().toLowerCase())
    const missing = columns.filter((name) => !header.includes(name))
    if (missing.length > 0)
      return refused('threshold.columns', `${path} has no column ${missing.join(', ')}. ${needed}${hintOf(header)}`)
    return success(
      rows.slice(1).map(({ record, info }) => ({
        line: info.lines,
        cells: Object.fromEntries(header.map((name, place) => [name, (record[place] ?? '').trim()])),
      })),
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refused('threshold.csv', `${path} cannot be read as a table of commas: ${error.message}`)
  }
}

/** Office programs of some countries, and some exports, part columns otherwise. */
function hintOf([first = '', ...others]: readonly string[]): string {
  if (others.length > 0) return ''
  if (first.includes(';')) return ' It is parted by semicolons: save it as “CSV (comma delimited)”.'
  return first.includes('\t') ? ' It is parted by tabs: save it as “CSV (comma delimited)”.' : ''
}

function rowsOf(text: string): { record: string[]; info: { lines: number } }[] {
  // With `info` each row comes with where it stood, which the library's types do not follow.
  return parse(text, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true }) as unknown as {
    record: string[]
    info: { lines: number }
  }[]
}

function textOf(path: string): Result<string> {
  try {
    const { size } = statSync(path)
    if (size > LARGEST)
      return refused('threshold.file', `${path} is larger than a calendar or one child’s marks can be.`)
    return success(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return refused('threshold.file', `There is no file ${path}. Check the name.`)
    if (code === 'EISDIR') return refused('threshold.file', `${path} is a folder. Give the name of a file in it.`)
    if (code === 'EACCES') return refused('threshold.file', `${path} may not be read by you.`)
    if (error instanceof TypeError)
      return refused('threshold.file', `${path} is not UTF-8 text. Save it as “CSV UTF-8” and try again.`)
    throw error
  }
}
