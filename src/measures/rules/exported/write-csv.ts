import type { ExportCell, ExportTable } from './table.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A table as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection): names come from people.
 */
export function writeCsv({ columns, rows }: ExportTable): string {
  const lines = [columns.map(({ id }) => id), ...rows.map((row) => row.map(cellText))]
  return `${BYTE_ORDER_MARK}${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

function cellText(cell: ExportCell): string {
  if (typeof cell === 'number') return String(cell)
  return typeof cell === 'string' ? withoutFormula(cell) : cell.symbol
}

/** Text that no spreadsheet takes for a formula. */
function withoutFormula(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
