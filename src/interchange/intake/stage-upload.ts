import { createHash } from 'node:crypto'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { TableKind } from '../rules/roster.ts'
import { type FileRow, stageFile } from '../staged.ts'
import type { OfImport } from '../store.ts'
import type { ReadUpload } from './read-upload.ts'

/** Stages a file that was read, with its hash: the file itself is not kept. */
export async function stageUpload(
  tx: Tx,
  of: OfImport,
  upload: { readonly name: string; readonly bytes: Uint8Array; readonly read: ReadUpload; readonly at: Moment },
): Promise<FileRow> {
  const { tables, notes } = upload.read
  const file = {
    name: upload.name,
    sha256: createHash('sha256').update(upload.bytes).digest('hex'),
    bytes: upload.bytes.length,
    rows: tables.reduce((total, table) => total + table.rows.length, 0),
    notes: [...notes],
    holds: [...new Set(tables.map(({ kind }): TableKind => kind))],
  }
  await stageFile(tx, of, { file, tables, at: upload.at })
  return file
}
