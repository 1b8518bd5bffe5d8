const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as CSV (RFC 4180), with the mark by which Excel knows UTF-8. Text that a spreadsheet would run gets an apostrophe before it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
