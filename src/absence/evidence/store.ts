import { sql } from 'kysely'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { EvidenceStep, FileType } from '../rules/evidence.ts'

type Of = { readonly schoolId: SchoolId; readonly reportId: string }

interface Row {
  readonly number: number
  readonly kind: EvidenceStep['kind']
  readonly text: string
  readonly verdict: 'accepted' | 'not-accepted' | null
  readonly fileName: string | null
  readonly fileType: FileType | null
  readonly bytes: number | null
  readonly at: Moment
  readonly name: string
  readonly position: string
}

/** What happened about the evidence for a report; the files stay where they are. */
export async function evidenceOf(tx: Tx, { schoolId, reportId }: Of): Promise<readonly EvidenceStep[]> {
  const rows = await many(
    tx,
    sql<Row>`
      select number, kind, text, verdict, file_name as "fileName", file_type as "fileType", length(file) as bytes, at,
        by_name as name, by_position as position
      from absence.evidence where school_id = ${schoolId} and report_id = ${reportId} order by number`,
  )
  return rows.map(({ number, kind, text, verdict, fileName, fileType, bytes, at, name, position }) => {
    const step = { number, text, at, by: { name, position } }
    if (kind === 'received' && fileName !== null && fileType !== null && bytes !== null)
      return { ...step, kind, file: { name: fileName, type: fileType, bytes } }
    if (kind === 'judged' && verdict !== null) return { ...step, kind, verdict }
    if (kind === 'asked') return { ...step, kind }
    throw new Error(`evidence that is ${kind} lacks what it needs`)
  })
}

/** One file as it came. */
export function evidenceFile(
  tx: Tx,
  { schoolId, reportId, number }: Of & { readonly number: number },
): Promise<{ name: string; type: FileType; file: Uint8Array } | undefined> {
  return maybeOne(
    tx,
    sql<{ name: string; type: FileType; file: Uint8Array }>`
      select file_name as name, file_type as type, file from absence.evidence
      where school_id = ${schoolId} and report_id = ${reportId} and number = ${number} and kind = 'received'`,
  )
}

/** The number under which this very file is there already. */
export async function sameFile(tx: Tx, of: Of & { readonly bytes: Uint8Array }): Promise<number | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ number: number }>`
      select number from absence.evidence
      where school_id = ${of.schoolId} and report_id = ${of.reportId} and file = ${of.bytes} order by number limit 1`,
  )
  return row?.number
}

/** A file that came with a report, without its bytes. */
export interface FileOfReport {
  readonly number: number
  readonly name: string
  readonly type: FileType
}

/** The files of several reports, in the order in which they came: one statement. */
export async function filesOfReports(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly reportIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly FileOfReport[]>> {
  if (of.reportIds.length === 0) return new Map()
  const rows = await many(
    tx,
    sql<FileOfReport & { reportId: string }>`
      select report_id as "reportId", number, file_name as name, file_type as type from absence.evidence
      where school_id = ${of.schoolId} and report_id = any (${of.reportIds}::uuid[]) and kind = 'received'
      order by report_id, number`,
  )
  return Map.groupBy(rows, ({ reportId }) => reportId)
}

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepEvidence(
  tx: Tx,
  of: Of & {
    readonly number: number
    readonly kind: EvidenceStep['kind']
    readonly text: string
    readonly verdict?: 'accepted' | 'not-accepted'
    readonly file?: { readonly name: string; readonly type: FileType; readonly bytes: Uint8Array }
    readonly at: Moment
    readonly by: Caller
  },
): Promise<boolean> {
  const { file } = of
  const touched = await run(
    tx,
    sql`insert into absence.evidence (school_id, report_id, number, kind, text, verdict, file_name, file_type, file, at, by,
        by_name, by_position)
      values (${of.schoolId}, ${of.reportId}, ${of.number}, ${of.kind}, ${of.text}, ${of.verdict ?? null},
        ${file?.name ?? null}, ${file?.type ?? null}, ${file?.bytes ?? null}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing`,
  )
  return touched === 1
}
