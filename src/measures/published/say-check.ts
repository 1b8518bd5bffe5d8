import type { BandsResult } from '../rules/published/check-bands.ts'
import type { DifferingRow, FileCheck } from '../rules/published/check-file.ts'
import type { Difference } from '../rules/published/check-row.ts'
import { markInWords } from '../rules/published/read-number.ts'
import type { RollUpResult } from '../rules/published/roll-up.ts'

/** How a check ended: with every row that has counts agreeing, with differences, or with a file that is none of DfE's. */
export type CheckOutcome = 'agrees' | 'differs' | 'unreadable'

/** A checked file, for the lines that tell of it. */
export interface CheckedFile {
  readonly name: string
  readonly notes: readonly string[]
  readonly check: FileCheck
  readonly rollUps: readonly RollUpResult[]
}

const MOST_LINES = 2_000

/** All that is said of one file: rows checked and equal, hidden rows and why, residuals, roll-ups, and every row that differs. */
export function fileInWords({ name, notes, check, rollUps }: CheckedFile): string[] {
  const kinds = [...check.kinds].map(([kind, rows]) => `${number(rows)} ${kind} ${rows === 1 ? 'row' : 'rows'}`)
  return [
    `${name}: ${kinds.join(', ') || 'no rows'}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`,
    `  rows checked ${number(check.rows)}, equal ${number(check.equal)}, different ${number(check.rows - check.equal)}`,
    ...hiddenInWords(check),
    ...[...check.residuals].map(
      ([of, { rows, smallest, largest, largestAt }]) =>
        `  published residual, not a fault: ${of}${of.includes('below') ? '' : ' above its listed reasons'} on ${number(rows)} rows, by ${number(smallest)} to ${number(largest)} sessions (most: ${largestAt})`,
    ),
    ...allPhasesInWords(check),
    ...columnsInWords(check),
    ...check.bands.map(bandsInWords),
    ...rollUpInWords(rollUps),
    ...check.differing.slice(0, MOST_LINES).flatMap(rowInWords),
    ...(check.differing.length > MOST_LINES
      ? [`  … and ${number(check.differing.length - MOST_LINES)} more rows that differ`]
      : []),
  ]
}

function hiddenInWords({ hidden, nothingPossible, notRows }: FileCheck): string[] {
  const lines = [...hidden].map(
    ([mark, rows]) => `  rows without counts ${number(rows)}: marked ${markInWords(mark) ?? `"${mark}"`}`,
  )
  if (nothingPossible > 0)
    lines.push(`  rows with nothing possible ${number(nothingPossible)}: they have no percentages`)
  if (notRows.length > 0)
    lines.push(
      `  not figures ${number(notRows.length)}: ${notRows.length === 1 ? 'line' : 'lines'} ${notRows.slice(0, 5).join(', ')}${notRows.length > 5 ? ' …' : ''} without a time or a level, such as notes and totals`,
    )
  return lines
}

function allPhasesInWords({ allPhases: { pooled, weighted } }: FileCheck): string[] {
  const lines = []
  if (pooled > 0) lines.push(`  all phases, sessions pooled (as from 2025/26): ${number(pooled)} rows`)
  if (weighted > 0)
    lines.push(`  all phases, phase rates weighted by enrolments (as to 2024/25): ${number(weighted)} rows`)
  return lines
}

function columnsInWords({ columns, sumsAbsent }: FileCheck): string[] {
  const of = (kind: string) => columns.filter(({ meaning }) => meaning.is === kind)
  const sessions = of('sessions')
  const codes = sessions.filter(({ meaning }) => meaning.is === 'sessions' && 'code' in meaning.of).length
  const unknown = of('unknown').map(({ name }) => `"${name}"`)
  const percentages = of('percentage').length + of('enrolments-percentage').length + of('band-percentage').length
  return [
    `  columns: ${codes} codes, ${sessions.length - codes} sums, ${percentages} percentages`,
    ...(sumsAbsent.length === 0
      ? []
      : [`  no column of, and so not compared: ${sumsAbsent.join(', ')} (most such files have them)`]),
    ...(unknown.length === 0 ? [] : [`  columns not understood, and so not checked: ${unknown.join(', ')}`]),
  ]
}

function bandsInWords({ inWords, total, persistent, severe, hiddenBands }: BandsResult): string {
  const share = (part: number) => (total === 0 ? '–' : `${((100 * part) / total).toFixed(2)} %`)
  const hidden = hiddenBands === 0 ? '' : `; ${hiddenBands} bands hidden`
  return `  ${inWords}: persistently absent ${number(persistent)} of ${number(total)}, ${share(persistent)}; severely ${number(severe)}, ${share(severe)}${hidden}`
}

/** Sums over days, places, phases and terms, a line each, and every cell that is not the sum of its parts. */
export function rollUpInWords(results: readonly RollUpResult[]): string[] {
  return results.flatMap(({ name, cells, equal, consistent, differences, mustHold }) => {
    const known = consistent === 0 ? '' : `; ${number(consistent)} with hidden parts not below the known ones`
    const beside =
      differences.length === 0 || mustHold ? '' : `; ${number(differences.length)} are published otherwise, no fault`
    const shown = differences.slice(0, mustHold ? MOST_LINES : 3)
    return [
      `  ${name}: ${number(equal)} of ${number(cells)} cells are the sum of their parts${known}${beside}`,
      ...shown.map(
        ({ row, column, published, parts, hiddenParts }) =>
          `    ${row}: ${column} is published as ${number(published)}, its parts come to ${number(parts)}${hiddenParts === 0 ? '' : ` without ${hiddenParts} hidden`}`,
      ),
      ...(differences.length > shown.length ? [`    … and ${number(differences.length - shown.length)} more`] : []),
    ]
  })
}

function rowInWords({ line, row, differences }: DifferingRow): string[] {
  return [`  DIFFERS line ${line}, ${row}:`, ...differences.map((difference) => `    ${differenceInWords(difference)}`)]
}

function differenceInWords({ column, published, computed, why }: Difference): string {
  if (computed === undefined) return `${column} is published as "${published}": ${why}`
  const by = Number(published.replaceAll(/[, %]/g, '')) - computed
  const off = Number.isFinite(by) ? `, off by ${number(by)}` : ''
  return `${column} is published as ${published}, computed as ${number(computed)}${off}: ${why}`
}

/** The last line. */
export function allInWords(outcome: CheckOutcome): string {
  switch (outcome) {
    case 'agrees':
      return 'All rows with counts agree, in the columns that are there.'
    case 'differs':
      return 'Some figures differ: they are listed above.'
    case 'unreadable':
      return 'Not everything could be checked.'
  }
}

function number(of: number): string {
  return of.toLocaleString('en-GB', { maximumFractionDigits: 6 })
}
