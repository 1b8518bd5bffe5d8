import { createHash, randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Result } from '../../kernel/result.ts'
import { success } from '../../kernel/result.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { schoolOf } from '../../roll/index.ts'
import type { Counts } from '../contract/shapes.ts'
import {
  compareRoster,
  matchRoster,
  newcomers,
  type PreviewRow,
  ROW_KINDS,
  type RosterComparison,
} from '../rules/compare-roster.ts'
import { isAnswered, type Question, questionsOfFiles, questionsOfPupils, settledAnswers } from '../rules/questions.ts'
import { formatsOf, readRoster } from '../rules/read-roster.ts'
import type { Answers, RosterTable, SourceRoster } from '../rules/roster.ts'
import { type SchoolFacts, type UnderstoodRow, understandRoster, withDuplicates } from '../rules/understand-roster.ts'
import { levelOf, tablesOf } from '../staged.ts'
import type { ImportRow } from '../store.ts'
import { type RollToday, rollToday } from './roll-records.ts'

/** What an import has to go on: its files, the answers so far, and the school and its roll as they are now. */
export interface Loaded {
  readonly tables: readonly RosterTable[]
  readonly answers: Answers
  readonly school: SchoolFacts
  readonly roll: RollToday
}

/** Reads all of it in one go, so that nobody's work waits while it is thought about. */
export async function loadStaged(tx: Tx, row: ImportRow, now: Moment): Promise<Loaded> {
  const of = { schoolId: row.school_id, importId: row.import_id }
  const tables = await tablesOf(tx, of)
  const school = await schoolFacts(tx, { schoolId: of.schoolId, sensitive: row.sensitive, now })
  const [format] = formatsOf(tables.map(({ kind }) => kind))
  const remembered = format === 'template' ? undefined : format
  const roll = await rollToday(tx, { schoolId: of.schoolId, day: school.today, format: remembered })
  return { tables, answers: row.answers, school, roll }
}

/** How far reading has come: rows done, of all. */
export type Progress = (done: number, total: number) => Promise<void>

/** Files that were read as far as their own words and the answers go. */
export interface Prepared {
  readonly roster: SourceRoster
  readonly answers: Answers
  readonly questions: readonly Question[]
  /** Undefined while something is asked that must be answered first. */
  readonly comparison: RosterComparison | undefined
  readonly today: SchoolFacts['today']
}

const ROWS_A_TURN = 500

/**
 * From files and answers to questions or a preview: read, understand, match, compare. It touches no database, and gives way
 * to other work between batches of rows.
 */
export async function preparePreview(loaded: Loaded, progress?: Progress): Promise<Result<Prepared>> {
  const { tables, school, roll } = loaded
  const read = readRoster(tables)
  if (!read.ok) return read
  const roster = read.value
  const answers = settledAnswers(roster, loaded.answers, school)
  const asked = questionsOfFiles(roster, answers, school)
  const unready = { roster, answers, comparison: undefined, today: school.today }
  if (!asked.every((question) => isAnswered(question, answers))) return success({ ...unready, questions: asked })
  const rows = await understandInTurns(roster, { answers, school }, progress)
  const matches = matchRoster(rows, roll.records)
  const lacking = questionsOfPupils(newcomers(matches), roster)
  const questions = [...asked, ...lacking]
  if (!lacking.every((question) => isAnswered(question, answers))) return success({ ...unready, questions })
  const comparison = compareRoster({ ...roll, rows, matches, answers, school, whole: roster.whole, newId: randomUUID })
  return success({ ...unready, questions, comparison })
}

async function schoolFacts(
  tx: Tx,
  staged: { readonly schoolId: SchoolId; readonly sensitive: boolean; readonly now: Moment },
): Promise<SchoolFacts> {
  const school = await schoolOf(tx, staged.schoolId)
  if (school === undefined) throw new Error('the school of an import is not on the roll')
  const { name, urn, laestab, yearGroups } = school
  return { today: schoolTime(staged.now).day, name, urn, laestab, yearGroups, sensitive: staged.sensitive }
}

async function understandInTurns(
  roster: SourceRoster,
  facts: { readonly answers: Answers; readonly school: SchoolFacts },
  progress: Progress | undefined,
): Promise<readonly UnderstoodRow[]> {
  const rows: UnderstoodRow[] = []
  for (let from = 0; from < roster.pupils.length; from += ROWS_A_TURN) {
    const part = { ...roster, pupils: roster.pupils.slice(from, from + ROWS_A_TURN) }
    rows.push(...understandRoster(part, facts.answers, facts.school))
    await progress?.(rows.length, roster.pupils.length)
    await nextTurn()
  }
  return withDuplicates(rows)
}

export function countsOf(rows: readonly PreviewRow[]): Counts {
  const of = (matches: (row: PreviewRow) => boolean) => rows.filter(matches).length
  const kinds = Object.fromEntries(ROW_KINDS.map((kind) => [kind, of((row) => row.kind === kind)])) as Pick<
    Counts,
    (typeof ROW_KINDS)[number]
  >
  return { ...kinds, stop: of((row) => levelOf(row) === 'stop'), check: of((row) => levelOf(row) === 'check') }
}

/** The same for the same preview: commit does what was seen or nothing. */
export function digestOf(rows: readonly PreviewRow[]): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}
