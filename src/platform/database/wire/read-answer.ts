import { messages, protocol } from '@electric-sql/pglite'
import type { Answered } from '../transactions.ts'

/** How the text of a column's type becomes a value; a type that is not named stays text. */
export type Readers = Readonly<Record<number, (text: string, type: number) => unknown>>

interface Column {
  readonly name: string
  readonly type: number
  readonly read: ((text: string, type: number) => unknown) | undefined
}

// The letters by which PostgreSQL's messages begin (its manual, "Message Formats"); after each its length in four bytes.
const [COLUMNS, ROW, COMPLETE, ERROR] = [...Buffer.from('TDCE')]
const HEAD = 5
/** What follows a column's name: table and place (6 bytes), type (4), size, modifier and format (8). */
const [BEFORE_TYPE, OF_COLUMN] = [6, 18]

/**
 * What the server answered to one statement, in PostgreSQL's text format. PGlite's own reader makes a copy of the bytes of each value and a list of each
 * row before it makes the row; a large answer spent most of its time there.
 * @throws DatabaseError of PGlite, where the server says that the statement failed.
 */
export function readAnswer(bytes: Buffer, readers: Readers): Answered {
  let columns: readonly Column[] = []
  let rows: Record<string, unknown>[] = []
  let command: string | undefined
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.readUInt32BE(at + 1)
    if (bytes[at] === ROW) rows.push(readRow(bytes, at + HEAD, columns))
    else if (bytes[at] === COLUMNS) {
      columns = readColumns(bytes, at + HEAD, readers)
      rows = []
    } else if (bytes[at] === COMPLETE) command = bytes.toString('utf8', at + HEAD, end - 1)
    else if (bytes[at] === ERROR) throw errorOf(bytes.subarray(at, end))
    at = end
  }
  return { rows, changed: changedBy(command), command }
}

function readColumns(bytes: Buffer, from: number, readers: Readers): readonly Column[] {
  let at = from + 2
  return Array.from({ length: bytes.readUInt16BE(from) }, () => {
    const end = bytes.indexOf(0, at)
    const name = bytes.toString('utf8', at, end)
    const type = bytes.readUInt32BE(end + 1 + BEFORE_TYPE)
    at = end + 1 + OF_COLUMN
    return { name, type, read: readers[type] }
  })
}

function readRow(bytes: Buffer, from: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = from + 2
  for (const { name, type, read } of columns) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) {
      row[name] = null
      continue
    }
    const text = bytes.toString('utf8', at, at + length)
    row[name] = read === undefined ? text : read(text, type)
    at += length
  }
  return row
}

function changedBy(command: string | undefined): number {
  return Number(/^(?:INSERT|UPDATE|DELETE|MERGE|COPY) .*?(\d+)$/.exec(command ?? '')?.[1] ?? 0)
}

function errorOf(bytes: Buffer): Error {
  let found: unknown
  new protocol.Parser().parse(bytes, (message) => {
    found = message
  })
  return found instanceof messages.DatabaseError ? found : new Error('the database said that a statement failed')
}
