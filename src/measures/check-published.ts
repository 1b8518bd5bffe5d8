import { basename } from 'node:path'
import { openPublished, UnreadableFile } from './published/open-published.ts'
import { allInWords, type CheckOutcome, fileInWords, rollUpInWords } from './published/say-check.ts'
import { checkFile, type FileCheck } from './rules/published/check-file.ts'
import { createRollUp, type RollUp, ScatteredPeriods, WITHIN_A_FILE } from './rules/published/roll-up.ts'

/**
 * Checks files that DfE published against the functions that count pupils, and says what it finds line by line. Files given
 * together are also checked against each other: a week is the sum of its days.
 */
export async function checkPublished(paths: readonly string[], say: (line: string) => void): Promise<CheckOutcome> {
  const across = paths.length > 1 ? createRollUp(['days to week'], Number.POSITIVE_INFINITY) : undefined
  let outcome: CheckOutcome = 'agrees'
  for (const path of paths) {
    const found = await checkOne(path, across, say)
    if (found === 'unreadable' || outcome === 'unreadable') outcome = 'unreadable'
    else if (found === 'differs') outcome = 'differs'
  }
  const between = (across?.results() ?? []).filter(({ name }) => name === 'days to week')
  for (const line of rollUpInWords(between)) say(line)
  if (between.some(({ differences }) => differences.length > 0) && outcome === 'agrees') outcome = 'differs'
  say(allInWords(outcome))
  return outcome
}

async function checkOne(path: string, across: RollUp | undefined, say: (line: string) => void): Promise<CheckOutcome> {
  try {
    const { check, notes, rollUps } = await readWithSums(path, across)
    for (const line of fileInWords({ name: basename(path), notes, check, rollUps })) say(line)
    if (check.rows === 0) throw new UnreadableFile('No row of it has counts, so nothing could be checked.')
    const faults = rollUps.filter(({ mustHold, differences }) => mustHold && differences.length > 0)
    return check.differing.length + faults.length === 0 ? 'agrees' : 'differs'
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    say(`${basename(path)}: ${error.message}`)
    return 'unreadable'
  }
}

/** Reads a file with the sums of a few periods at a time; a file that is in no order of time once more, with all of them. */
async function readWithSums(path: string, across: RollUp | undefined) {
  const fed = { rows: 0 }
  for (const within of [createRollUp(WITHIN_A_FILE), createRollUp(WITHIN_A_FILE, Number.POSITIVE_INFINITY)]) {
    try {
      const read = await readFile(path, both(within, across, fed))
      return { ...read, rollUps: within.results() }
    } catch (error) {
      if (!(error instanceof ScatteredPeriods)) throw error
    }
  }
  throw new Error('a roll-up without a limit gave a period up')
}

/** @param fed rows that the other has had in an earlier reading of this file, and must not have twice. */
function both(one: RollUp, other: RollUp | undefined, fed: { rows: number }): RollUp {
  if (other === undefined) return one
  let row = 0
  return {
    results: one.results,
    add: (placed, counts) => {
      if (row++ >= fed.rows) {
        other.add(placed, counts)
        fed.rows = row
      }
      one.add(placed, counts)
    },
  }
}

const KINDS =
  'Give a CSV file of a release on attendance or absence: daily, weekly, year to date, absence by term, absence bands, or pupil referral units.'

async function readFile(path: string, rollUp: RollUp): Promise<{ check: FileCheck; notes: readonly string[] }> {
  const { lines, notes } = await openPublished(path)
  let checker: ReturnType<typeof checkFile>
  let header: readonly string[] | undefined
  let first = ''
  for await (const { cells, number } of lines) {
    if (header === undefined) {
      header = cells.map((cell) => cell.replace(/^\ufeff/, ''))
      checker = checkFile(header, rollUp)
      if (checker === undefined) throw new UnreadableFile(`The first line names no columns of these figures. ${KINDS}`)
      continue
    }
    if (cells.every((cell) => cell.trim() === '') || isAgain(cells, header)) continue
    if (isBroken(cells, header, first)) throw cutShort({ line: number, cells: cells.length }, header.length)
    const missing = header.length - cells.length
    checker?.row(missing > 0 ? [...cells, ...new Array<string>(missing).fill('')] : cells, number)
    first = cells[0] ?? ''
  }
  if (header === undefined) throw new UnreadableFile('The file is empty. Download it again.')
  if (checker === undefined) throw new UnreadableFile(KINDS)
  return { check: checker.finish(), notes }
}

/** Files put together one after the other bring their first lines with them. */
function isAgain(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length === header.length && cells.every((cell, place) => cell === header[place])
}

/** A footnote below the table has a cell or two and begins like no row of it; a row of figures that breaks off is another matter. */
function isBroken(cells: readonly string[], header: readonly string[], first: string): boolean {
  if (cells.length >= header.length) return cells.slice(header.length).some((cell) => cell.trim() !== '')
  return cells.filter((cell) => cell.trim() !== '').length > 3 || (cells[0] !== '' && first.startsWith(cells[0] ?? ''))
}

function cutShort({ line, cells }: { line: number; cells: number }, columns: number): UnreadableFile {
  return new UnreadableFile(
    `Line ${line} has ${cells} cells where the first line names ${columns} columns: the file is cut short or damaged. Download it again.`,
  )
}
