import type { RosterTable, RowProblem, SourcePupil, TableKind, TableRow } from './roster.ts'

/** Reads one row of a table by the names of its columns; blank and absent are the same. */
export function reader(table: RosterTable): (row: TableRow, column: string) => string {
  const places = new Map(table.columns.map((column, index) => [column, index]))
  return (row, column) => {
    const at = places.get(column)
    return at === undefined ? '' : tidy(row.cells[at] ?? '')
  }
}

/** Characters that make a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** Inner line breaks and runs of blanks become one blank; the apostrophe that guards a formula in our own exports goes. */
function tidy(cell: string): string {
  const plain = cell.replaceAll(/[\s\u00a0]+/g, ' ').trim()
  return plain.startsWith("'") && FORMULA.test(plain.slice(1)) ? plain.slice(1) : plain
}

/** A cell that no spreadsheet will run: what looks like a formula gets an apostrophe in front, which the reader takes off. */
export function guardFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** The values that are there. */
export function filled<Key extends string>(values: Readonly<Record<Key, string>>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<Record<Key, string>>
}

/** A cell that holds a list: OneRoster parts its lists by commas. */
export function listOf(cell: string): readonly string[] {
  return cell
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** What is wrong with a row before any of its cells is looked at. */
export function rowProblems(row: TableRow): readonly RowProblem[] {
  if (row.beyond === undefined) return []
  const text =
    'This row has more cells than there are columns, so they may have moved along. Put quote marks around a cell that holds a comma.'
  return [{ column: '', level: 'stop', text }]
}

/** Where a row stands, and what is wrong with it before any of its cells is looked at. */
export type Place = Pick<SourcePupil, 'file' | 'line' | 'problems'>

/** Every row of all files of a kind, read by the names of its columns. */
export function rowsOf<T>(
  tables: readonly RosterTable[],
  kind: TableKind,
  read: (cell: (column: string) => string, at: Place) => T,
): readonly T[] {
  return tables
    .filter((table) => table.kind === kind)
    .flatMap((table) => {
      const cell = reader(table)
      return table.rows.map((row) =>
        read((column) => cell(row, column), { file: table.file, line: row.line, problems: rowProblems(row) }),
      )
    })
}
