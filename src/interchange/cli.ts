import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Command } from 'commander'
import { CommandRefused, type WithInstallation } from '../identity/index.ts'
import { parseDay } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { parseYearGroup } from '../law/school-age.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { schoolWithUrn } from '../roll/index.ts'
import { LARGEST_FILE } from './contract.ts'
import { readUpload } from './intake/read-upload.ts'
import { stageUpload } from './intake/stage-upload.ts'
import { printPreview, printQuestions } from './print-preview.ts'
import { isAnswered } from './rules/questions.ts'
import type { Answers } from './rules/roster.ts'
import { findImport, type ImportRow, insertImport, type OfImport, purgeStaged, updateImport } from './store.ts'
import { countsOf, loadStaged, preparePreview } from './work/prepare-preview.ts'
import { workOnImports } from './work/work-on-imports.ts'

interface Asked {
  readonly school: string
  readonly dates?: string
  readonly from?: string
  readonly grades?: string
  readonly starting?: string
  readonly groups?: string
  readonly yearByAge?: boolean
  readonly checked?: boolean
  readonly commit?: boolean
}

type Say = (line: string) => void

const LOOK_AGAIN_MS = 200

/** `roster import`: the same preview as the page, in a terminal. Nothing is changed without `--commit`. */
export function addInterchangeCommands(program: Command, withInstallation: WithInstallation): void {
  program
    .command('roster')
    .description('Rosters in')
    .command('import')
    .description('Show what a roster would change; with --commit, change it')
    .argument('<files...>', 'CSV files or a zip: the Firstbell template, School Data Sync (UK), OneRoster 1.1 or 1.2')
    .requiredOption('--school <urn>', 'the URN of the school')
    .option('--dates <order>', 'day-first or month-first, where the files write 4/2/2014')
    .option('--from <school>', 'which school of the files, where they hold several')
    .option('--grades <map>', 'the year group of each grade: 9=10,10=11; "left" as year group leaves a grade out')
    .option('--starting <day>', 'the starting day of new pupils whose rows have none, YYYY-MM-DD')
    .option('--groups <which>', 'registration groups: none, year-groups, or the ids of classes parted by commas')
    .option('--year-by-age', 'pupils without a year group get that of their age')
    .option('--checked', 'the rows to check have been looked at')
    .option('--commit', 'change the roll')
    .action((files: string[], asked: Asked) =>
      withInstallation(({ database, say, folder }) =>
        importRoster(database, { files: files.map((file) => resolve(folder, file)), asked, say }),
      ),
    )
}

/** What the options answer. @throws CommandRefused with what to type instead. */
function answersFrom(asked: Asked): Answers {
  const { dates, starting, groups, from, yearByAge } = asked
  if (dates !== undefined && dates !== 'day-first' && dates !== 'month-first')
    throw new CommandRefused('--dates is day-first or month-first.')
  const startingDay = starting === undefined ? undefined : parseDay(starting)
  if (starting !== undefined && startingDay === undefined)
    throw new CommandRefused('--starting is a day such as 2026-09-03.')
  return {
    dateOrder: dates,
    school: from,
    startingDay,
    yearByAge,
    grades: asked.grades === undefined ? undefined : gradesFrom(asked.grades),
    groups: groupsFrom(groups),
  }
}

function groupsFrom(groups: string | undefined): Answers['groups'] {
  if (groups === undefined) return undefined
  if (groups === 'none' || groups === 'year-groups') return { from: groups }
  return { from: 'classes', classes: groups.split(',').map((id) => id.trim()) }
}

function gradesFrom(text: string): NonNullable<Answers['grades']> {
  const pairs = text.split(',').map((pair) => {
    const [grade = '', to = ''] = pair.split('=').map((part) => part.trim())
    const group = parseYearGroup(to)
    if (grade === '' || (group === undefined && to !== 'left'))
      throw new CommandRefused('--grades is a list such as 9=10,10=11: grade, equals, year group.')
    return [grade, group ?? null] as const
  })
  return Object.fromEntries(pairs)
}

/** Reads, shows and, where it was asked, commits. @throws CommandRefused where the files cannot be read or nothing was committed. */
export async function importRoster(
  database: Database,
  given: { readonly files: readonly string[]; readonly asked: Asked; readonly say: Say },
): Promise<void> {
  const { files, asked, say } = given
  const answers = answersFrom(asked)
  const school = await database.asSystem((tx) => schoolWithUrn(tx, asked.school))
  if (school === undefined) throw new CommandRefused(`No school here has the URN ${asked.school}.`)
  const of = await stageFiles(database, { schoolId: school.id, files, answers })
  let over = false
  try {
    over = await showAndCommit(database, of, given)
  } finally {
    if (!over) await leaveNothing(database, of)
  }
  if (asked.commit !== true) say('\nNothing was changed: this was a preview. Add --commit to change the roll.')
}

async function stageFiles(
  database: Database,
  given: { readonly schoolId: SchoolId; readonly files: readonly string[]; readonly answers: Answers },
): Promise<OfImport> {
  const of = { schoolId: given.schoolId, importId: randomUUID() }
  const at = systemClock.now()
  await database.inTenants([of.schoolId], async (tx) => {
    await insertImport(tx, { ...of, format: undefined, at, by: { id: NOBODY_ID, ...CALLER }, sensitive: true })
    for (const path of given.files) {
      const bytes = await readFile(path).catch(() => {
        throw new CommandRefused(`${path} cannot be read. Check the name and that you may open it.`)
      })
      if (bytes.length > LARGEST_FILE) throw new CommandRefused(`${path} is larger than 30 MB. Split it.`)
      const read = await readUpload({ name: basename(path), bytes, format: undefined })
      if (!read.ok) throw new CommandRefused(read.problem.message)
      await stageUpload(tx, of, { name: basename(path), bytes, read: read.value, at })
    }
    await updateImport(tx, of, { state: 'reading', answers: given.answers, at })
  })
  return of
}

const NOBODY_ID = '00000000-0000-0000-0000-000000000000'
const CALLER = { name: 'Command line', position: 'administrator of this installation' }

/** @returns whether the import is over. */
async function showAndCommit(
  database: Database,
  of: OfImport,
  given: { readonly asked: Asked; readonly say: Say },
): Promise<boolean> {
  const { asked, say } = given
  const now = systemClock.now()
  const loaded = await database.inTenants([of.schoolId], async (tx) => {
    const row = await findImport(tx, of)
    return row === undefined ? undefined : loadStaged(tx, row, now)
  })
  if (loaded === undefined) throw new CommandRefused('The import is not there any more.')
  const prepared = await preparePreview(loaded)
  if (!prepared.ok) throw new CommandRefused(prepared.problem.message)
  const { questions, answers, comparison, roster } = prepared.value
  say(`${roster.title}: ${roster.pupils.length.toLocaleString('en-GB')} pupils in the files.`)
  const open = questions.filter((question) => !isAnswered(question, answers))
  printQuestions(open, say)
  if (comparison === undefined)
    throw new CommandRefused('Answer the questions above with the options named, and run it again.')
  const counts = countsOf(comparison.rows)
  printPreview({ ...comparison, counts, notes: roster.notes }, say)
  if (asked.commit !== true) return false
  if (counts.stop > 0) throw new CommandRefused('Nothing was changed: put the rows above right first.')
  if (counts.check > 0 && asked.checked !== true)
    throw new CommandRefused('Nothing was changed: look at the rows to check above, then add --checked.')
  return commit(database, of, say)
}

async function commit(database: Database, of: OfImport, say: Say): Promise<boolean> {
  const ground = { database, clock: systemClock }
  // Read as the server does it, so that the commit finds the very preview that it compares with.
  await workOnImports(ground)
  await database.inTenants([of.schoolId], (tx) => updateImport(tx, of, { state: 'committing', at: systemClock.now() }))
  await workOnImports(ground)
  const row = await whenOver(database, of)
  if (row?.state !== 'done') throw new CommandRefused(row?.sentence ?? 'Nothing was changed.')
  say(`\n${row.sentence ?? ''}`)
  return true
}

/** The import when its work is done: a server that runs beside this command may be the one that does it. */
async function whenOver(database: Database, of: OfImport): Promise<ImportRow | undefined> {
  for (;;) {
    const row = await database.inTenants([of.schoolId], (tx) => findImport(tx, of))
    if (row?.state !== 'reading' && row?.state !== 'committing') return row
    await setTimeout(LOOK_AGAIN_MS)
  }
}

/** A preview in a terminal leaves no staged pupils behind. */
async function leaveNothing(database: Database, of: OfImport): Promise<void> {
  await database.inTenants([of.schoolId], async (tx) => {
    if ((await findImport(tx, of)) === undefined) return
    await updateImport(tx, of, {
      state: 'discarded',
      sentence: 'A preview on the command line.',
      at: systemClock.now(),
    })
    await purgeStaged(tx, of)
  })
}
