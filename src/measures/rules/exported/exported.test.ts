import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { columnKey } from './column-key.ts'
import { codeTable, cohortTable, crossingTables } from './figure-tables.ts'
import { headlineOf, onPaper } from './on-paper.ts'
import { type ExportTable, FIGURE_COLUMNS, figureCells, gapInPoints, HIDDEN } from './table.ts'
import { sumsShown } from './totals-tables.ts'
import { writeCsv } from './write-csv.ts'

const SESSIONS = {
  possible: 300,
  attended: 270,
  present: 265,
  approvedActivity: 5,
  absent: 30,
  authorised: 10,
  unauthorised: 20,
  late: 3,
  notPossible: 0,
  administrative: 0,
  missing: 0,
}
const FIGURES = { sessions: SESSIONS, enrolments: 12, persistent: 4, severe: null, full: 6 }
const PLACE = {
  school: { name: 'Elmfield Academy', urn: '100101', laestab: '999/4001' },
  year: 2026,
  from: day('2026-09-01'),
  until: day('2026-11-20'),
}
const asTable = (rows: ExportTable['rows']): ExportTable => ({
  id: 'test',
  title: 'Test',
  columns: [{ id: 'a', label: 'A' }, { id: 'b' }, { id: 'c_percent', label: 'C %' }],
  rows,
})

describe('A table as CSV', () => {
  test('comes back as it was, whatever was typed, but for formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const read: string[][] = parse(writeCsv(asTable(rows)), { bom: true })
        expect(read.length).toBe(rows.length + 1)
        for (const [at, row] of rows.entries()) {
          for (const [place, text] of row.entries()) {
            const cell = read[at + 1]?.[place] ?? ''
            expect([text, `'${text}`]).toContain(cell)
            expect(cell).not.toMatch(/^\s*[=+\-@]/)
          }
        }
      }),
    )
  })

  test.each([
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+44', `'+44`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    [' =1', `' =1`],
    ["O'Neil, Ada", "O'Neil, Ada"],
  ])('writes %j so that no spreadsheet runs it', (typed, written) => {
    const read: string[][] = parse(writeCsv(asTable([[typed, '', 0]])), { bom: true })
    expect(read[1]?.[0]).toBe(written)
  })

  test('writes negative numbers as numbers, and c and z as DfE does', () => {
    const csv = writeCsv(asTable([[-1.25, HIDDEN, { symbol: 'z' }]]))
    expect(csv).toBe('\uFEFFa,b,c_percent\r\n-1.25,c,z\r\n')
  })
})

describe('The key of a spreadsheet', () => {
  test('says what every column of its sheets holds, once each, and what c and z stand for', () => {
    const tables = [...crossingTables(PLACE, { week: null, terms: null } as never), asTable([])]
    const { rows } = columnKey([{ ...asTable([]), columns: FIGURE_COLUMNS }, ...tables])
    const names = rows.map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { id } of FIGURE_COLUMNS) expect(rows.find(([name]) => name === id)?.[1], id).toMatch(/[a-z]{4,}/)
    expect(rows.at(-2)).toEqual(['c', 'Hidden: so few pupils that one could be told from it'])
  })
})

describe('Schools added up in a file', () => {
  const sum = (phase: string | null, schools: number) => ({ phase, schools, figures: null })
  test.each([
    ['one school', [sum('secondary', 1), sum(null, 1)], []],
    ['two of one phase', [sum('primary', 2), sum(null, 2)], [null]],
    ['two of one and one of another', [sum('primary', 2), sum('special', 1), sum(null, 3)], ['primary', null]],
  ])('of %s have the rows that say more than those above them, as on the page', (_, sums, phases) => {
    const of = { schools: Array.from({ length: sums.at(-1)?.schools ?? 0 }), sums } as never
    expect(sumsShown(of).map(({ phase }) => phase)).toEqual(phases)
  })
})

describe('Figures in a file', () => {
  test('of this term beside the last carry the days of this term, whatever days were asked for', () => {
    const before = { name: 'Summer', from: day('2026-04-20'), to: day('2026-07-21') }
    const now = { name: 'Autumn', from: day('2026-09-01'), to: day('2026-11-20') }
    const counts = [{ from: 'persistent', to: 'below-5', enrolments: 3 }]
    const asked = { ...PLACE, from: day('2026-10-05') }
    const tables = crossingTables(asked, { week: null, terms: { before, now, counts, moved: [] } } as never)
    const { columns, rows } = tables.find(({ id }) => id === 'last-term-to-this') ?? asTable([])
    expect(rows[0]?.[columns.findIndex(({ id }) => id === 'date_from')]).toBe('2026-09-01')
    expect(rows[0]?.at(-1)).toBe(3)
  })

  test('stand under DfE’s names, in two decimal places, hidden where they are hidden', () => {
    const names = FIGURE_COLUMNS.map(({ id }) => id)
    const cells = Object.fromEntries(figureCells(FIGURES).map((cell, at) => [names[at], cell]))
    expect(cells).toEqual({
      enrolments: 12,
      sess_possible: 300,
      sess_attended: 270,
      sess_attended_percent: 90,
      sess_overall: 30,
      sess_overall_percent: 10,
      sess_authorised: 10,
      sess_authorised_percent: 3.33,
      sess_unauthorised: 20,
      sess_unauthorised_percent: 6.67,
      enrolments_pa_10_exact: 4,
      enrolments_pa_10_exact_percent: 33.33,
      enrolments_pa_50_exact: HIDDEN,
      enrolments_pa_50_exact_percent: HIDDEN,
    })
    expect(figureCells(null)).toEqual(FIGURE_COLUMNS.map(() => HIDDEN))
  })

  test('hold persistent and severe absence for six school weeks or more, on paper too', () => {
    expect(figureCells(FIGURES, 6)).toEqual(figureCells(FIGURES))
    const few = figureCells(FIGURES, 5)
    expect(few.slice(0, 10)).toEqual(figureCells(FIGURES).slice(0, 10))
    expect(few.slice(10)).toEqual(Array.from({ length: 4 }, () => ({ symbol: 'z' })))
    expect(headlineOf(FIGURES, 5).map(({ value }) => value)).toEqual(['90.0 %', '10.0 %', '6.7 %', '–', '–'])
  })

  test('of a group stand beside everybody else as a gap in points', () => {
    const rest = { ...FIGURES, sessions: { ...SESSIONS, absent: 15 } }
    expect(gapInPoints(FIGURES, rest)).toBe(5)
    expect(gapInPoints(rest, FIGURES)).toBe(-5)
    expect(gapInPoints(null, rest)).toEqual(HIDDEN)
    const { columns, rows } = cohortTable(PLACE, {
      all: FIGURES,
      divisions: [{ id: 'sex', name: 'Sex', cohorts: [{ id: 'F', name: 'Girls', figures: null, rest: null }] }],
    })
    expect(columns.slice(0, 5).map(({ id }) => id)).toEqual([
      'time_period',
      'geographic_level',
      'school_urn',
      'school_laestab',
      'school_name',
    ])
    for (const row of rows) expect(row.length).toBe(columns.length)
    expect(rows[1]?.slice(0, 10)).toEqual([
      202627,
      'School',
      '100101',
      '9994001',
      'Elmfield Academy',
      '2026-09-01',
      '2026-11-20',
      'Sex',
      'Girls',
      HIDDEN,
    ])
  })

  test('of a code outside the possible sessions have no percentage', () => {
    const code = (statistical: 'not-possible' | 'authorised') => ({ code: 'X', name: 'X', statistical, sessions: 3 })
    const codes = [code('not-possible'), code('authorised')]
    const { rows } = codeTable(PLACE, { codes, figures: { ...FIGURES, severe: 0, bands: [] } } as never)
    expect(rows.map((row) => row.at(-1))).toEqual([{ symbol: 'z' }, 1])
  })
})

describe('Figures on paper', () => {
  test('leave out what is the same in every row, and say hidden in a word', () => {
    const words = { title: 'T', author: 'A', lead: 'L', footer: 'F', headline: headlineOf(FIGURES) }
    const paper = onPaper({
      ...words,
      tables: [
        asTable([
          ['Girls', 'School', HIDDEN],
          ['Boys', 'School', 12.5],
        ]),
      ],
    })
    expect(paper.tables[0]).toMatchObject({
      columns: ['A', 'C %'],
      names: 1,
      rows: [
        ['Girls', 'Hidden'],
        ['Boys', '12.50'],
      ],
    })
    expect(paper.headline.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'Attendance 90.0 %',
      'Absence 10.0 %',
      'of it unauthorised 6.7 %',
      'Persistently absent 33.3 %',
      'Severely absent Hidden',
    ])
  })
})
