import { guardFormula } from '../cells.ts'
import type { KeptTable } from './kept-tables.ts'
import { labelOf } from './labels.ts'
import { type Cell, showRow } from './show-row.ts'

/** A row to be handed out or kept back, as it is kept. */
export interface RowOfRecord {
  readonly key: string
  readonly row: Readonly<Record<string, unknown>>
  /** The row in words of its own, where its columns say too little: an entry of a case. */
  readonly cells?: readonly Cell[]
}

/** What somebody decided before the record goes. */
export interface HandingOut {
  readonly withheld: readonly { readonly table: string; readonly key: string; readonly because: string }[]
  /** `table.column` of what is about other people and goes all the same. */
  readonly others: readonly string[]
}

export interface HandedPart {
  readonly table: string
  readonly title: string
  readonly rows: readonly (readonly Cell[])[]
  /** The same rows as they are kept. */
  readonly kept: readonly RowOfRecord[]
  /** The columns that were left out, and how many rows were kept back for which reason. */
  readonly leftOut: readonly string[]
}

/** What of a part goes, and in words what does not: nothing is left out without the record saying that it was. */
export function handOut(part: KeptTable & { readonly rows: readonly RowOfRecord[] }, decided: HandingOut): HandedPart {
  const { table, title, rows, others = [], never = [] } = part
  const kept = new Map(decided.withheld.filter((one) => one.table === table).map(({ key, because }) => [key, because]))
  const stay = (columns: readonly string[]) =>
    columns.filter((column) => !decided.others.includes(`${table}.${column}`))
  const hidden = stay(others)
  const wasHidden = hidden.filter((column) => rows.some(({ row }) => showRow({ [column]: row[column] }).length > 0))
  const notToBeFound = stay(part.notToBeFound ?? []).filter((column) =>
    rows.some((row) => isNotToBeFound(row) && showRow({ [column]: row.row[column] }).length > 0),
  )
  const reasons = Map.groupBy(
    rows.flatMap(({ key }) => kept.get(key) ?? []),
    (because) => because,
  )
  const going = rows.filter(({ key }) => !kept.has(key))
  return {
    table,
    title,
    rows: going.map((row) => inWords(row, [...hidden, ...never, ...(isNotToBeFound(row) ? notToBeFound : [])])),
    kept: going,
    leftOut: [
      ...[...reasons].map(([because, all]) => `${all.length} ${all.length === 1 ? 'entry' : 'entries'}: ${because}`),
      ...wasHidden.map((column) => `${labelOf(column)}: it is about somebody else`),
      ...notToBeFound.map((column) => `${labelOf(column)}: the address is kept confidential`),
    ],
  }
}

/** A row in words: its own, or its columns but for those that stay out. */
export function inWords({ row, cells }: RowOfRecord, hidden: readonly string[] = []): readonly Cell[] {
  return cells ?? showRow(row, hidden)
}

/** The column that says of a row that it belongs to a household of whom somebody may not be found; itself it is never shown. */
export const NOT_TO_BE_FOUND = 'not_to_be_found'

/** The home of a household of whom somebody may not be found, or what leads there. */
export function isNotToBeFound({ row }: RowOfRecord): boolean {
  return row.confidential === true || row[NOT_TO_BE_FOUND] === true
}

/** A part as a table for a spreadsheet: a column for each name that any row uses, in the order of first use. */
export function tableOf(part: HandedPart): string {
  const labels = [...new Set(part.rows.flatMap((row) => row.map(([label]) => label)))]
  const lines = part.rows.map((row) => labels.map((of) => valuesOf(row, of)))
  return `\ufeff${[labels, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}

function valuesOf(row: readonly Cell[], of: string): string {
  return row
    .filter(([label]) => label === of)
    .map(([, value]) => value)
    .join('; ')
}

function quoted(cell: string): string {
  return `"${guardFormula(cell).replaceAll('"', '""')}"`
}
