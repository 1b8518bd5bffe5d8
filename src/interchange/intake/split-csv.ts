import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, type Options, parse } from 'csv-parse'
import { malformed, type Result, success } from '../../kernel/result.ts'
import type { PlainTable } from '../rules/recognise-table.ts'
import type { TableRow } from '../rules/roster.ts'

/** More rows than any school has pupils; the guard is against files that were never a roster. */
const MOST_ROWS = 100_000

const LONGEST_ROW = 200_000
const ROWS_A_TURN = 2_000
const PIECE = 64 * 1024

const DELIMITERS = [
  { character: ',', name: 'commas' },
  { character: ';', name: 'semicolons' },
  { character: '\t', name: 'tabs' },
  { character: '|', name: 'upright strokes' },
] as const

/** The character that parts the columns: whichever the first line has most of, outside quotes. */
function delimiterOf(text: string): (typeof DELIMITERS)[number] {
  const firstLine = /[^\r\n]+/.exec(text.slice(0, LONGEST_ROW))?.[0] ?? ''
  const bare = firstLine.replaceAll(/"[^"]*"/g, '')
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter.character).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.delimiter ?? DELIMITERS[0]
}

/**
 * Splits decoded text into a header and rows with the lines they begin on. Blank rows are dropped; a quote that is never
 * closed, too many rows or nothing but a header is refused with a sentence.
 */
export async function splitCsv(
  text: string,
  file: string,
): Promise<Result<PlainTable & { readonly note: string | undefined }>> {
  // Excel's own hint of the delimiter is not a row.
  const body = text.replace(/^sep=.[\r\n]+/i, '')
  if (body.trim() === '')
    return malformed('interchange.empty-file', `"${file}" is empty. Choose the file again, or export it anew.`)
  const delimiter = delimiterOf(body)
  const rows: TableRow[] = []
  let before = text.length === body.length ? 0 : 1
  try {
    for await (const { record, info } of recordsOf(body, delimiter.character)) {
      const line = before + 1
      before = info.lines + (text.length === body.length ? 0 : 1)
      if (record.every((cell) => cell.trim() === '')) continue
      rows.push({ line, cells: record })
      if (rows.length > MOST_ROWS + 1)
        return malformed(
          'interchange.too-many-rows',
          `"${file}" has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Split it into smaller files.`,
        )
      if (rows.length % ROWS_A_TURN === 0) await nextTurn()
    }
  } catch (error) {
    if (error instanceof CsvError) return unreadable(error, file)
    throw error
  }
  const [header, ...rest] = rows
  if (header === undefined) return malformed('interchange.empty-file', `"${file}" has no rows. Export it anew.`)
  const note = delimiter.character === ',' ? undefined : `${file}: its columns are parted by ${delimiter.name}.`
  return success({ file, header: header.cells, rows: rest, note })
}

async function* recordsOf(
  text: string,
  delimiter: string,
): AsyncGenerator<{ record: string[]; info: { lines: number } }> {
  const options: Options = {
    delimiter,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  }
  const parser = parse(options)
  parser.on('error', () => {
    // The loop below gets it too; without a listener of its own a late one would end the process.
  })
  void feed(parser, text)
  // The library types what it yields as any; `info` and arrays are what the options ask for.
  for await (const row of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) yield row
}

async function feed(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += PIECE) {
    if (!parser.write(text.slice(at, at + PIECE))) await drained(parser)
  }
  if (!parser.destroyed) parser.end()
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done)
      parser.off('close', done)
      resolve()
    }
    parser.once('drain', done)
    parser.once('close', done)
  })
}

function unreadable(error: CsvError, file: string) {
  const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
  const quote = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
  const text = quote
    ? `"${file}" has a quote mark (") that is opened and never closed${line}. Close it or take it out, and send the file again.`
    : `"${file}" could not be read as CSV${line}. Open it, save it as "CSV UTF-8" and send it again.`
  return malformed('interchange.unreadable', text)
}
