import { type Result, refused } from '../../kernel/result.ts'
import { LAYOUTS } from './layouts.ts'
import { readOneRoster } from './read-oneroster.ts'
import { readSds } from './read-sds.ts'
import { readTemplate } from './read-template.ts'
import { FORMAT_NAMES, type Format, type RosterTable, type SourceRoster, type TableKind } from './roster.ts'

const READERS: Readonly<Record<Format, (tables: readonly RosterTable[]) => Result<SourceRoster>>> = {
  template: readTemplate,
  sds: readSds,
  oneroster: readOneRoster,
}

/** The format that kinds of files belong to. */
export function formatsOf(kinds: readonly TableKind[]): readonly Format[] {
  return [...new Set(kinds.flatMap((kind) => LAYOUTS.find((layout) => layout.kind === kind)?.format ?? []))]
}

/** Reads all files of an import as one roster. Refuses none, two formats at once, and a format without the file of its pupils. */
export function readRoster(tables: readonly RosterTable[]): Result<SourceRoster> {
  const formats = formatsOf(tables.map(({ kind }) => kind))
  const [format, other] = formats
  if (format === undefined)
    return refused('interchange.file-missing', 'There is no file yet. Add one, then have it read.')
  if (other !== undefined)
    return refused(
      'interchange.mixed-formats',
      `The files are of two kinds: ${formats.map((one) => FORMAT_NAMES[one]).join(' and ')}. Import them one after the other.`,
    )
  const twice = tables.find(
    ({ kind, file }) =>
      kind !== 'template-pupils' && tables.some((table) => table.kind === kind && table.file !== file),
  )
  if (twice !== undefined)
    return refused(
      'interchange.mixed-formats',
      `There are two files that hold the same kind of thing as "${twice.file}". Discard this import and add only one of them.`,
    )
  return READERS[format](tables)
}
