import { fileURLToPath } from 'node:url'
import writeExcelFile, { type Sheet } from 'write-excel-file/node'
import type { FileAnswer } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import type { ExportFormat } from '../contract.ts'
import { columnKey } from '../rules/exported/column-key.ts'
import type { FiguresOnPaper } from '../rules/exported/on-paper.ts'
import type { ExportCell, ExportTable } from '../rules/exported/table.ts'
import { writeCsv } from '../rules/exported/write-csv.ts'

const setPaper = typesetter(fileURLToPath(new URL('../papers/', import.meta.url)))

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A page's tables as a file: CSV of the first one, a sheet for each with a key to the columns, or the page on paper. */
export async function writeFile(of: {
  format: ExportFormat
  /** Without its ending. */
  name: string
  tables: readonly ExportTable[]
  paper: FiguresOnPaper
}): Promise<FileAnswer> {
  const { format, paper, ...rest } = of
  if (format !== 'pdf') return writeTables({ ...rest, format })
  return { type: 'application/pdf', fileName: `${plainName(rest.name)}.pdf`, content: setPaper('figures', paper) }
}

/** The same of tables that have no page on paper. */
export async function writeTables(of: {
  format: Exclude<ExportFormat, 'pdf'>
  name: string
  tables: readonly ExportTable[]
}): Promise<FileAnswer> {
  const { format, name, tables } = of
  const fileName = `${plainName(name)}.${format}`
  if (format === 'xlsx') return { type: XLSX, fileName, content: await writeSheets(tables) }
  const [first] = tables
  return { type: 'text/csv; charset=utf-8', fileName, content: first === undefined ? '' : writeCsv(first) }
}

/** Names of schools go into file names: letters, digits and hyphens travel everywhere. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
}

const LONGEST_SHEET_NAME = 31

async function writeSheets(tables: readonly ExportTable[]): Promise<Uint8Array> {
  const sheets = [...tables, columnKey(tables)].map(
    ({ id, columns, rows }): Sheet<never> => ({
      sheet: id.slice(0, LONGEST_SHEET_NAME),
      stickyRowsCount: 1,
      columns: columns.map(({ id: column }) => ({ width: Math.max(12, column.length + 2) })),
      data: [
        columns.map(({ id: column }) => ({ value: column, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(sheetCell)),
      ],
    }),
  )
  return writeExcelFile(sheets).toBuffer()
}

// Text is written as text, never as a formula, whatever it begins with.
function sheetCell(cell: ExportCell) {
  if (typeof cell === 'number') return { value: cell, type: Number }
  return { value: typeof cell === 'string' ? cell : cell.symbol, type: String }
}
