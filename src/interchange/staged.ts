import { sql } from 'kysely'
import type { Moment } from '../kernel/time-of-day.ts'
import { json, many, one, run, type Tx } from '../platform/database/database.ts'
import type { PreviewRow, RowKind } from './rules/compare-roster.ts'
import type { Level, RosterTable, TableKind } from './rules/roster.ts'
import type { OfImport } from './store.ts'

// The rows of files and of the preview, while an import lasts.

const ROWS_A_CHUNK = 1_000

export interface FileRow {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly rows: number
  readonly notes: string[]
  readonly holds: TableKind[]
}

/** Keeps a file's tables, in place of those of an earlier file of its name. */
export async function stageFile(
  tx: Tx,
  of: OfImport,
  staged: { readonly file: FileRow; readonly tables: readonly RosterTable[]; readonly at: Moment },
): Promise<void> {
  const { file, tables, at } = staged
  await run(
    tx,
    sql`delete from interchange.roster_file
      where school_id = ${of.schoolId} and import_id = ${of.importId} and name = ${file.name}`,
  )
  await run(
    tx,
    sql`insert into interchange.roster_file (school_id, import_id, name, sha256, bytes, rows, notes, holds, added_at)
      values (${of.schoolId}, ${of.importId}, ${file.name}, ${file.sha256}, ${file.bytes}, ${file.rows},
        ${json(file.notes)}, ${json(file.holds)}, ${at})`,
  )
  let number = 0
  for (const table of tables)
    for (let from = 0; from === 0 || from < table.rows.length; from += ROWS_A_CHUNK) {
      const rows = table.rows.slice(from, from + ROWS_A_CHUNK)
      await run(
        tx,
        sql`insert into interchange.staged_chunk (school_id, import_id, file, number, table_name, kind, columns, rows)
          values (${of.schoolId}, ${of.importId}, ${file.name}, ${number}, ${table.file}, ${table.kind},
            ${json(table.columns)}, ${json(rows)})`,
      )
      number += 1
    }
}

export function filesOf(tx: Tx, of: OfImport): Promise<readonly FileRow[]> {
  return many(
    tx,
    sql<FileRow>`select name, sha256, bytes, rows, notes, holds from interchange.roster_file
      where school_id = ${of.schoolId} and import_id = ${of.importId} order by name`,
  )
}

/** The tables of an import's files, put together again. */
export async function tablesOf(tx: Tx, of: OfImport): Promise<readonly RosterTable[]> {
  const chunks = await many(
    tx,
    sql<RosterTable & { name: string }>`select file as name, table_name as file, kind, columns, rows
      from interchange.staged_chunk where school_id = ${of.schoolId} and import_id = ${of.importId} order by name, number`,
  )
  const tables = new Map<string, RosterTable>()
  for (const { name, file, kind, columns, rows } of chunks) {
    const key = `${name}\n${file}`
    const before = tables.get(key)
    tables.set(
      key,
      before === undefined ? { file, kind, columns, rows } : { ...before, rows: before.rows.concat(rows) },
    )
  }
  return [...tables.values()]
}

export function levelOf(row: PreviewRow): Level | null {
  if (row.problems.some(({ level }) => level === 'stop')) return 'stop'
  return row.problems.length > 0 ? 'check' : null
}

/** Replaces the preview. */
export async function stagePreview(tx: Tx, of: OfImport, rows: readonly PreviewRow[]): Promise<void> {
  await run(
    tx,
    sql`delete from interchange.preview_row where school_id = ${of.schoolId} and import_id = ${of.importId}`,
  )
  for (let from = 0; from < rows.length; from += ROWS_A_CHUNK) {
    const chunk = rows.slice(from, from + ROWS_A_CHUNK).map((row, index) => ({
      position: from + index,
      kind: row.kind,
      level: levelOf(row),
      row,
    }))
    await run(
      tx,
      sql`insert into interchange.preview_row (school_id, import_id, position, kind, level, row)
        select ${of.schoolId}::uuid, ${of.importId}::uuid, draft.position, draft.kind, draft.level, draft.row
        from jsonb_to_recordset(${json(chunk)}) as draft (position integer, kind text, level text, row jsonb)`,
    )
  }
}

export interface PreviewAsk extends OfImport {
  readonly show: RowKind | 'all' | 'problems' | 'stop'
  readonly after: number
  readonly limit: number
}

function conditionOf(show: PreviewAsk['show']) {
  if (show === 'all') return sql``
  if (show === 'problems') return sql`and level is not null`
  return show === 'stop' ? sql`and level = 'stop'` : sql`and kind = ${show}`
}

/** A page of the preview, and the position after which the next one begins. */
export async function previewRows(
  tx: Tx,
  ask: PreviewAsk,
): Promise<{ readonly rows: readonly (PreviewRow & { position: number })[]; readonly next: number | null }> {
  const wanted = conditionOf(ask.show)
  const found = await many(
    tx,
    sql<{ position: number; row: PreviewRow }>`select position, row from interchange.preview_row
      where school_id = ${ask.schoolId} and import_id = ${ask.importId} and position > ${ask.after} ${wanted}
      order by position limit ${ask.limit + 1}`,
  )
  const page = found.slice(0, ask.limit)
  const last = page.at(-1)?.position ?? null
  return { rows: page.map(({ position, row }) => ({ ...row, position })), next: found.length > ask.limit ? last : null }
}

/** How many files an import has and how many bytes together. */
export function sizeOf(tx: Tx, of: OfImport): Promise<{ readonly files: number; readonly bytes: number }> {
  return one(
    tx,
    sql<{ files: number; bytes: number }>`select count(*) as files, coalesce(sum(bytes), 0) as bytes
      from interchange.roster_file where school_id = ${of.schoolId} and import_id = ${of.importId}`,
  )
}
