import { sql } from 'kysely'
import type { PupilId, SchoolId } from '../kernel/ids.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { json, many, maybeOne, run, type Tx } from '../platform/database/database.ts'
import type { Counts } from './contract/shapes.ts'
import type { ImportState } from './rules/import-state.ts'
import type { Question } from './rules/questions.ts'
import type { Answers, Format } from './rules/roster.ts'

export interface OfImport {
  readonly schoolId: SchoolId
  readonly importId: string
}

export interface ImportRow {
  readonly school_id: SchoolId
  readonly import_id: string
  readonly state: ImportState
  readonly format: Format | null
  readonly title: string | null
  readonly started_at: Moment
  readonly by_id: string
  readonly by_name: string
  readonly by_position: string
  readonly sensitive: boolean
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly notes: readonly string[]
  readonly counts: Counts | null
  readonly gaps: Readonly<Record<string, number>>
  readonly digest: string | null
  readonly progress_done: number
  readonly progress_total: number
  readonly sentence: string | null
}

/** One import; `lock` holds it until the transaction ends, so that two acts on it come one after the other. */
export function findImport(tx: Tx, of: OfImport & { readonly lock?: boolean }): Promise<ImportRow | undefined> {
  const lock = of.lock === true ? sql`for update` : sql``
  return maybeOne(
    tx,
    sql<ImportRow>`select * from interchange.roster_import
      where school_id = ${of.schoolId} and import_id = ${of.importId} ${lock}`,
  )
}

const MOST_LISTED = 20

export function latestImports(tx: Tx, schoolId: SchoolId): Promise<readonly (ImportRow & { files: string[] })[]> {
  return many(
    tx,
    sql<ImportRow & { files: string[] }>`
      select roster_import.*, coalesce((select jsonb_agg(name order by name) from interchange.roster_file
        where roster_file.school_id = roster_import.school_id and roster_file.import_id = roster_import.import_id), '[]') as files
      from interchange.roster_import where school_id = ${schoolId} order by started_at desc, import_id limit ${MOST_LISTED}`,
  )
}

export type NewImport = OfImport & {
  readonly format: Format | undefined
  readonly at: Moment
  readonly by: { readonly id: string; readonly name: string; readonly position: string }
  readonly sensitive: boolean
}

export async function insertImport(tx: Tx, of: NewImport): Promise<void> {
  await run(
    tx,
    sql`insert into interchange.roster_import
      (school_id, import_id, state, format, started_at, changed_at, by_id, by_name, by_position, sensitive)
      values (${of.schoolId}, ${of.importId}, 'pending', ${of.format ?? null}, ${of.at}, ${of.at},
        ${of.by.id}, ${of.by.name}, ${of.by.position}, ${of.sensitive})`,
  )
}

/** What an act changes of an import. What is left out stays. */
export interface ImportUpdate {
  readonly state?: ImportState
  readonly title?: string
  readonly questions?: readonly Question[]
  readonly answers?: Answers
  readonly notes?: readonly string[]
  readonly counts?: Counts | null
  readonly gaps?: Readonly<Record<string, number>>
  readonly digest?: string | null
  readonly progress?: { readonly done: number; readonly total: number }
  /** Empty takes the last one away. */
  readonly sentence?: string
  readonly by?: { readonly id: string; readonly name: string; readonly position: string }
}

export async function updateImport(
  tx: Tx,
  of: OfImport,
  change: ImportUpdate & { readonly at: Moment },
): Promise<void> {
  const { state, title, questions, answers, notes, counts, gaps, digest, progress, sentence, by } = change
  const columns = [
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(title === undefined ? [] : [sql`title = ${title}`]),
    ...(questions === undefined ? [] : [sql`questions = ${json(questions)}`]),
    ...(answers === undefined ? [] : [sql`answers = ${json(answers)}`]),
    ...(notes === undefined ? [] : [sql`notes = ${json(notes)}`]),
    ...(counts === undefined ? [] : [sql`counts = ${counts === null ? null : json(counts)}`]),
    ...(gaps === undefined ? [] : [sql`gaps = ${json(gaps)}`]),
    ...(digest === undefined ? [] : [sql`digest = ${digest}`]),
    ...(progress === undefined ? [] : [sql`progress_done = ${progress.done}, progress_total = ${progress.total}`]),
    ...(sentence === undefined ? [] : [sql`sentence = ${sentence === '' ? null : sentence}`]),
    ...(by === undefined ? [] : [sql`by_id = ${by.id}, by_name = ${by.name}, by_position = ${by.position}`]),
    sql`changed_at = ${change.at}`,
  ]
  await run(
    tx,
    sql`update interchange.roster_import set ${sql.join(columns)}
      where school_id = ${of.schoolId} and import_id = ${of.importId}`,
  )
}

/** Throws away everything that was staged; the import's own row, its counts and its files' names and hashes stay. */
export async function purgeStaged(tx: Tx, of: OfImport): Promise<void> {
  const here = sql`where school_id = ${of.schoolId} and import_id = ${of.importId}`
  await run(tx, sql`delete from interchange.staged_chunk ${here}`)
  await run(tx, sql`delete from interchange.preview_row ${here}`)
  // Questions and answers name pupils.
  await run(tx, sql`update interchange.roster_import set questions = '[]', answers = '{}', digest = null ${here}`)
}

/** Imports that wait for work to be done on them, whatever school they are of. Asked as the system. */
export function importsAtWork(tx: Tx): Promise<readonly OfImport[]> {
  return many(
    tx,
    sql<OfImport>`select school_id as "schoolId", import_id as "importId" from interchange.roster_import
      where state in ('reading', 'committing') order by changed_at, import_id limit 20`,
  )
}

/** Imports that nobody has touched since a moment and that still hold staged data. Asked as the system. */
export function importsAbandoned(tx: Tx, since: Moment): Promise<readonly OfImport[]> {
  return many(
    tx,
    sql<OfImport>`select school_id as "schoolId", import_id as "importId" from interchange.roster_import
      where state in ('pending', 'questions', 'ready') and changed_at < ${since} limit 100`,
  )
}

/** Takes an import for this process until the transaction ends; false where another has it. */
export async function claimImport(tx: Tx, of: OfImport): Promise<boolean> {
  const row = await maybeOne(
    tx,
    sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${of.importId}, 5)) as mine`,
  )
  return row?.mine === true
}

/** What the files of a format have called pupils of this school. */
export function sourcesOf(
  tx: Tx,
  of: { schoolId: SchoolId; format: string },
): Promise<readonly { pupilId: PupilId; sourceId: string }[]> {
  return many(
    tx,
    sql<{ pupilId: PupilId; sourceId: string }>`select pupil_id as "pupilId", source_id as "sourceId"
      from interchange.source_pupil where school_id = ${of.schoolId} and format = ${of.format}`,
  )
}

export async function keepSources(
  tx: Tx,
  of: { schoolId: SchoolId; format: string; sources: readonly { pupilId: PupilId; sourceId: string }[] },
): Promise<void> {
  await run(
    tx,
    sql`insert into interchange.source_pupil (school_id, format, source_id, pupil_id)
      select ${of.schoolId}::uuid, ${of.format}, source."sourceId", source."pupilId"
      from jsonb_to_recordset(${json(of.sources)}) as source ("sourceId" text, "pupilId" uuid)
      on conflict (school_id, format, source_id) do update set pupil_id = excluded.pupil_id`,
  )
}
