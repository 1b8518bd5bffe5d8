import { malformed, type Result, success } from '../../kernel/result.ts'
import { LAYOUTS, type Layout, type LayoutColumn } from './layouts.ts'
import { nearMatch, plainName } from './near-match.ts'
import { FORMAT_NAMES, type Format, type RosterTable, type TableRow } from './roster.ts'

interface Match {
  readonly layout: Layout
  /** The place in the header of each column that was found. */
  readonly places: readonly { readonly column: LayoutColumn; readonly at: number }[]
  readonly missing: readonly LayoutColumn[]
  readonly named: boolean
}

function matchLayout(layout: Layout, header: readonly string[], file: string): Match {
  const found = header.map(plainName)
  const places = layout.columns.flatMap((column) => {
    const at = column.names.map(plainName).reduce((place, name) => (place === -1 ? found.indexOf(name) : place), -1)
    return at === -1 ? [] : [{ column, at }]
  })
  const present = new Set(places.map(({ column }) => column))
  return {
    layout,
    places,
    missing: layout.columns.filter((column) => column.required && !present.has(column)),
    named: layout.fileName !== undefined && plainName(layout.fileName) === plainName(file.replace(/^.*[/\\]/, '')),
  }
}

/** The layout that a file has: a name decides between layouts that fit, and fitting columns decide where there is no name. */
function bestMatch(header: readonly string[], file: string, format: Format | undefined): Match | undefined {
  const matches = LAYOUTS.filter((layout) => format === undefined || layout.format === format).map((layout) =>
    matchLayout(layout, header, file),
  )
  const whole = matches.filter((match) => match.missing.length === 0)
  const among = whole.length > 0 ? whole : matches.filter((match) => match.named || match.places.length >= 2)
  return among.sort(
    (a, b) =>
      Number(b.named) - Number(a.named) ||
      b.places.length - a.places.length ||
      a.layout.columns.length - b.layout.columns.length,
  )[0]
}

/** The first row of a file and those below it, before anybody knows what they mean. */
export interface PlainTable {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

/**
 * Says which file of which format this is and keeps only the columns that the product uses.
 * Refuses a file that is none of them, naming the missing columns and those that look like them.
 */
export function recogniseTable(table: PlainTable, format?: Format): Result<RosterTable> {
  const { file, header } = table
  const doubled = header.find(
    (name, index) => plainName(name) !== '' && header.findIndex((n) => plainName(n) === plainName(name)) !== index,
  )
  const match = bestMatch(header, file, format)
  if (match === undefined) return unknownFile(table, format)
  if (match.missing.length > 0) return missingColumns(table, match)
  if (
    doubled !== undefined &&
    match.places.some(({ column }) => column.names.some((name) => plainName(name) === plainName(doubled)))
  ) {
    return malformed(
      'interchange.column-twice',
      `"${file}" has the column "${doubled.slice(0, 60)}" twice. Take one of them out, so that it is clear which counts.`,
    )
  }
  const places = match.places.map(({ at }) => at)
  return success({
    file,
    kind: match.layout.kind,
    columns: match.places.map(({ column }) => column.column),
    rows: table.rows.map(({ line, cells }) => {
      const beyond = cells.slice(header.length).filter((cell) => cell.trim() !== '').length
      const kept = places.map((at) => (cells[at] ?? '').trim())
      return beyond === 0 ? { line, cells: kept } : { line, cells: kept, beyond }
    }),
  })
}

function unknownFile(table: PlainTable, format: Format | undefined) {
  const seen = table.header
    .filter((name) => name.trim() !== '')
    .slice(0, 6)
    .map((name) => `"${name.trim().slice(0, 40)}"`)
  const wanted = format === undefined ? 'any roster that Firstbell knows' : `a file of ${FORMAT_NAMES[format]}`
  return malformed(
    'interchange.unknown-file',
    `"${table.file}" does not look like ${wanted}: its first line has ${seen.length === 0 ? 'no column names' : seen.join(', ')}. ` +
      'The first line must hold the names of the columns. Download the template to see them.',
  )
}

function missingColumns(table: PlainTable, match: Match) {
  const used = new Set(match.places.map(({ at }) => at))
  const free = table.header.filter((name, at) => !used.has(at) && name.trim() !== '')
  const parts = match.missing.map((column) => {
    const near = column.names.map((name) => nearMatch(name, free)).find((name) => name !== undefined)
    return near === undefined
      ? `"${column.column}"`
      : `"${column.column}" (is "${near.trim().slice(0, 40)}" meant to be it? Rename it)`
  })
  const plural = parts.length > 1
  return malformed(
    'interchange.missing-columns',
    `"${table.file}" looks like ${match.layout.fileName ?? 'the Firstbell template'}, but ${plural ? 'these columns are' : 'this column is'} missing: ${parts.join(', ')}. ` +
      `Add ${plural ? 'them' : 'it'} to the first line and send the file again.`,
    { missing: match.missing.map(({ column }) => column) },
  )
}
