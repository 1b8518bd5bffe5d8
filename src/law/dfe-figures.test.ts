import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { ALL_CODES, parseCode, type StatisticalClass } from './codes.ts'

// DfE publishes every counted code and its own sums; our classes must make the same sums of the same codes.
const FOLDER = process.env.FIRSTBELL_REFERENCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const FILE = `${FOLDER}/dfe/weekly_2025-w37.csv`
const present = existsSync(FILE)
if (!present)
  console.warn(`SKIPPED: DfE's published week is not at ${FILE}. Set FIRSTBELL_REFERENCE_DATA to its folder.`)

type Row = Readonly<Record<string, string>>

/** `reason_c1_authorised_…` is C1; the two slashes have columns of their own, and `reason_present` is their sum. */
function codeOfColumn(column: string): string | undefined {
  if (column === 'reason_present_am') return '/'
  if (column === 'reason_present_pm') return '\\'
  return column === 'reason_present' ? undefined : /^reason_([a-z]\d?)_/.exec(column)?.[1]
}

function sumOf(row: Row, statistical: StatisticalClass): number {
  return Object.entries(row).reduce((total, [column, cell]) => {
    const code = parseCode(codeOfColumn(column) ?? '')
    const inClass = ALL_CODES.some((meaning) => meaning.code === code && meaning.statistical === statistical)
    return inClass ? total + Number(cell) : total
  }, 0)
}

describe.skipIf(!present)("DfE's own week of September 2025", () => {
  const rows: Row[] = present ? parse(readFileSync(FILE), { columns: true, bom: true }) : []
  const counted = rows.filter((row) => /^\d+$/.test(row.possible_sessions ?? ''))
  const cell = (row: Row, column: string) => Number(row[column])

  it('has the rows and columns we think it has', () => {
    expect(rows).toHaveLength(647)
    expect(counted.length).toBeGreaterThan(600)
    const codes = Object.keys(rows[0] ?? {}).flatMap((column) => codeOfColumn(column) ?? [])
    expect(codes).toHaveLength(24)
    expect(codes.filter((code) => parseCode(code) === undefined)).toEqual([])
  })

  it('has our present, approved activity and unauthorised sums on every row', () => {
    for (const row of counted) {
      expect(sumOf(row, 'present')).toBe(cell(row, 'present_sessions'))
      expect(sumOf(row, 'approved-activity')).toBe(cell(row, 'approved_educational_activity'))
      expect(sumOf(row, 'unauthorised')).toBe(cell(row, 'unauthorised_absence'))
    }
  })

  it('has our authorised sum, but for the small residual that DfE publishes without a reason', () => {
    const residuals = counted.map((row) => cell(row, 'authorised_absence') - sumOf(row, 'authorised'))
    expect(Math.min(...residuals)).toBe(0)
    expect(Math.max(...residuals)).toBeLessThanOrEqual(106)
    expect(residuals.filter((residual) => residual > 0).length).toBeLessThan(counted.length / 10)
  })

  it('has no class outside possible sessions in its denominator', () => {
    for (const row of counted) {
      const all = sumOf(row, 'present') + sumOf(row, 'approved-activity') + cell(row, 'authorised_absence')
      expect(all + sumOf(row, 'unauthorised')).toBe(cell(row, 'possible_sessions'))
      expect(sumOf(row, 'not-possible') + sumOf(row, 'administrative')).toBe(0)
    }
  })
})
