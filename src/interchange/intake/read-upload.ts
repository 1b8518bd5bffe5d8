import { malformed, type Result, success } from '../../kernel/result.ts'
import { NOT_NEEDED } from '../rules/layouts.ts'
import { plainName } from '../rules/near-match.ts'
import { recogniseTable } from '../rules/recognise-table.ts'
import type { Format, RosterTable } from '../rules/roster.ts'
import { decodeText } from './decode-text.ts'
import { isZip, openZip } from './open-zip.ts'
import { splitCsv } from './split-csv.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  /** The format that was chosen, where one was. */
  readonly format: Format | undefined
}

export interface ReadUpload {
  readonly tables: readonly RosterTable[]
  /** What was assumed and what was passed over. */
  readonly notes: readonly string[]
}

/**
 * Reads an uploaded file, a CSV or a zip of them, into tables with only the columns that are used. It never throws whatever
 * the bytes are: every way in which a file can be wrong is a sentence.
 */
export async function readUpload(upload: Upload): Promise<Result<ReadUpload>> {
  const { bytes, name } = upload
  if (bytes.length === 0)
    return malformed(
      'interchange.empty-file',
      `"${name}" is empty (0 bytes). Choose the file again, or export it anew.`,
    )
  if (isZip(bytes)) return readZip(upload)
  const read = await readTable(upload, bytes, name)
  return read.ok ? success({ tables: [read.value.table], notes: read.value.notes }) : read
}

async function readZip(upload: Upload): Promise<Result<ReadUpload>> {
  const opened = await openZip(upload.bytes, upload.name)
  if (!opened.ok) return opened
  const needed = opened.value.files.filter(
    ({ name }) => !NOT_NEEDED.some((other) => plainName(other) === plainName(name)),
  )
  if (needed.length === 0) {
    return malformed(
      'interchange.zip',
      `"${upload.name}" holds no CSV file that a roster needs. Pack the roster's CSV files and send the zip again.`,
    )
  }
  const tables: RosterTable[] = []
  const notes: string[] = opened.value.skipped.map((name) => `${name}: is not a CSV file and was passed over.`)
  for (const file of needed) {
    if (file.bytes.length === 0) {
      notes.push(`${file.name}: is empty and was passed over.`)
      continue
    }
    const read = await readTable(upload, file.bytes, file.name)
    if (!read.ok) return read
    tables.push(read.value.table)
    notes.push(...read.value.notes)
  }
  return success({ tables, notes })
}

async function readTable(
  upload: Upload,
  bytes: Uint8Array,
  file: string,
): Promise<Result<{ table: RosterTable; notes: string[] }>> {
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return decoded
  const split = await splitCsv(decoded.value.text, file)
  if (!split.ok) return split
  const table = recogniseTable(split.value, upload.format)
  if (!table.ok) return table
  const notes = [decoded.value.note, split.value.note].filter((note) => note !== undefined)
  return success({ table: table.value, notes })
}
