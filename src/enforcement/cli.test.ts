import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { addDays, day, daysFrom } from '../kernel/day.ts'
import { referenceData } from '../testing/reference-data.ts'
import { answerThreshold } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'firstbell-threshold-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(text: string | Uint8Array): string {
  files += 1
  const path = join(folder, `${files}.csv`)
  writeFileSync(path, text)
  return path
}

function answer(calendar: string, marks: string): { code: number; lines: string[]; warned: string[] } {
  const [lines, complained]: [string[], string[]] = [[], []]
  const to = (those: string[]) => (line: string) => void those.push(line)
  const code = answerThreshold({ calendar, marks }, to(lines), to(complained))
  // What cannot be used is told alone; a warning stands beside the answer.
  return { code, lines: code === 0 ? lines : complained, warned: code === 0 ? complained : [] }
}

const CALENDAR = file(
  'kind,start,end,note\nterm,2024-09-02,2024-12-20,\ninset,2024-09-27,2024-09-27,\nhalf_term,2024-10-28,2024-11-01,\n',
)
const rows = (...lines: string[]) => file(`date,half,code\n${lines.join('\n')}\n`)
const days = (first: string, last: string, code: string) =>
  daysFrom(day(first), day(last)).flatMap((on) => [`${on},AM,${code}`, `${on},PM,${code}`])

describe('firstbell threshold', () => {
  it('says on which day it was met, and which sessions make it up', () => {
    const { code, lines } = answer(CALENDAR, rows(...days('2024-09-16', '2024-09-20', 'G')))
    expect([code, lines[0], lines.length]).toEqual([0, 'met on 2024-09-20', 11])
    expect(lines[1]).toBe('  2024-09-16 AM  G  drops out in the week of 2024-12-02')
  })

  it('does not count a mark on an INSET day, and says so', () => {
    const { lines, warned } = answer(CALENDAR, rows(...days('2024-09-23', '2024-09-27', 'O')))
    expect(warned).toEqual([expect.stringMatching(/^Warning: 2 of the marks are on no school day/)])
    expect(lines[0]).toBe('not met (best 8)')
    expect(lines.filter((line) => line.includes('not counted'))).toEqual([
      '  not counted, line 10: 2024-09-27 AM O: no school on that day',
      '  not counted, line 11: 2024-09-27 PM O: no school on that day',
    ])
  })

  it('reads columns in any order, small letters and a byte order mark', () => {
    expect(answer(CALENDAR, file('﻿Code,Date,Half\ng,2024-09-16,am\n')).lines[0]).toBe('not met (best 1)')
  })

  it('reads Windows line ends, and says of a file without marks that it has none', () => {
    const { lines } = answer(CALENDAR, file('date,half,code\r\n2024-09-16,am,G\r\n2024-09-16,pm,G\r\n'))
    expect(lines[0]).toBe('not met (best 2)')
    expect(answer(CALENDAR, file('date,half,code\r\n')).lines).toEqual([
      'not met (best 0)',
      expect.stringMatching(/has no mark/),
    ])
  })

  it('says of marks outside the calendar that they are not counted, and which days it has', () => {
    const { code, lines } = answer(CALENDAR, rows('2023-09-13,AM,G', '2024-10-29,AM,O', '2030-01-01,AM,I'))
    expect([code, ...lines]).toEqual([
      0,
      'not met (best 0)',
      '  not counted, line 2: 2023-09-13 AM G: the calendar goes from 2024-09-02 to 2024-12-20',
      '  not counted, line 3: 2024-10-29 AM O: no school on that day',
    ])
  })

  it('complains apart from the answer, of both files at once, and answers nothing', () => {
    const [said, complained]: [string[], string[]] = [[], []]
    const files = { calendar: join(folder, 'no-calendar.csv'), marks: join(folder, 'no-marks.csv') }
    const to = (lines: string[]) => (line: string) => void lines.push(line)
    expect([answerThreshold(files, to(said), to(complained)), said, complained.length]).toEqual([2, [], 2])
  })

  it('counts days before 19 August 2024 all the same, and says that there was no threshold', () => {
    const old = file('kind,start,end,note\nterm,2023-09-04,2023-12-20,\n')
    const { lines } = answer(old, rows(...days('2023-09-11', '2023-09-15', 'O')))
    expect(lines[0]).toBe('met on 2023-09-15')
    expect(lines.at(-1)).toContain('it began on Monday 19 August 2024')
  })

  it.each([
    ['no file', () => join(folder, 'none.csv'), /There is no file/],
    ['a folder', () => folder, /is a folder/],
    ['an empty file', () => file(''), /has no column date, half, code/],
    ['another table', () => file('a,b\n1,2\n'), /It must begin with a line that names its columns/],
    ['parted by semicolons', () => file('date;half;code\n2024-09-16;AM;G\n'), /save it as “CSV \(comma delimited\)”/],
    ['a row that ends too soon', () => rows('2024-09-16,AM'), /line 2: “” is no attendance code/],
    ['no UTF-8', () => file(Uint8Array.of(0xff, 0xfe, 0x41)), /is not UTF-8 text/],
    ['a day that is none', () => rows('2024-02-30,AM,G'), /line 2: “2024-02-30” is no day/],
    ['a half that is none', () => rows('2024-09-16,noon,G'), /“noon” must be AM or PM/],
    ['a code that is none', () => rows('2024-09-16,AM,?'), /“\?” is no attendance code/],
    ['a session twice', () => rows('2024-09-16,AM,G', '2024-09-16,AM,O'), /line 3: 2024-09-16 AM is also on line 2/],
    ['a quote that does not end', () => file('date,half,code\n"2024-09-16,AM,G\n'), /cannot be read as a table/],
  ])('says of marks that are %s what to do, and ends with 2', (_, path, says) => {
    const { code, lines } = answer(CALENDAR, path())
    expect([code, lines.length]).toEqual([2, 1])
    expect(lines[0]).toMatch(says)
  })

  it.each([
    ['without a term', 'kind,start,end\nholiday,2024-09-02,2024-09-06\n', /has no school day/],
    ['with a term that ends first', 'kind,start,end\nterm,2024-09-06,2024-09-02\n', /it ends before it begins/],
    ['with a kind that nobody knows', 'kind,start,end\ntrem,2024-09-02,2024-09-06\n', /line 2: “trem” is no kind/],
    [
      'with terms that overlap',
      'kind,start,end\nterm,2024-09-02,2024-10-25\nterm,2024-10-21,2024-12-20\n',
      /line 3: 2024-10-21 is in the term on line 2 too/,
    ],
    ['with a term of years', 'kind,start,end\nterm,2024-09-06,2034-09-02\n', /longer than half a year/],
  ])('says of a calendar %s what to do', (_, text, says) => {
    const { code, lines } = answer(file(text), rows('2024-09-16,AM,G'))
    expect([code, lines[0]]).toEqual([2, expect.stringMatching(says)])
  })
})

describe('what is wrong with a file', () => {
  it('is told all at once, up to ten lines of it', () => {
    const faults = (count: number) =>
      answer(CALENDAR, rows(...Array.from({ length: count }, (_, n) => `2024-13-${n},AM,G`)))
    expect(faults(3).lines.map((line) => /line (\d+)/.exec(line)?.[1])).toEqual(['2', '3', '4'])
    expect([faults(12).lines.length, faults(12).lines.at(-1)]).toEqual([11, '… and 2 more like these.'])
    expect(answer(CALENDAR, rows('2024-13-01,AM,G', '2024-09-16,AM,Q?')).lines).toHaveLength(2)
  })
})

const ESSEX = referenceData('calendar/essex_term_dates_2024-25_greenwell.csv')
const CASES = referenceData('cases/penalty_threshold_cases.csv')

/** The sessions that a dated case's words stand for, on the Essex calendar. */
const DATED: Readonly<Record<string, readonly string[]>> = {
  T6: days('2024-09-16', '2024-09-20', 'G'),
  T7: [
    ...days('2024-09-09', '2024-09-11', 'O'),
    ...['2024-09-16', '2024-09-24', '2024-10-02', '2024-10-10'].map((on) => `${on},AM,O`),
  ],
  T8: [
    ...days('2024-09-19', '2024-09-20', 'G'),
    ...['05', '08', '12', '14', '19', '22'].map((on) => `2024-11-${on},AM,U`),
  ],
  T13: [...days('2024-09-16', '2024-09-19', 'O'), '2024-09-20,AM,O'],
  T14: days('2024-09-23', '2024-09-26', 'O'),
  T17: ['E', 'C', 'I', 'X', 'D', 'Y1', 'Y2', 'Y4', 'Y6', 'Y7'].map(
    (code, n) => `${addDays(day('2024-09-16'), n % 5)},${n < 5 ? 'AM' : 'PM'},${code}`,
  ),
}

describe.runIf(ESSEX !== undefined && CASES !== undefined)('the worked cases of the threshold', () => {
  const cases: Record<string, string>[] =
    CASES === undefined ? [] : parse(readFileSync(CASES), { columns: true, relax_column_count: true })
  it.each(cases.filter(({ id = '' }) => id in DATED).map((one) => [one.id ?? '', one.expected ?? '']))(
    '%s: %s',
    (id, expected) => {
      const { lines } = answer(ESSEX ?? '', rows(...(DATED[id] ?? [])))
      expect(lines[0]?.replace('best ', '')).toBe(expected)
    },
  )

  /** Days as the words of a quoted case have them, on a calendar of two summers: a term ends, six weeks later another begins. */
  const TWO_YEARS = file(
    'kind,start,end,note\nterm,2025-04-22,2025-07-18,\nhalf_term,2025-05-26,2025-05-30,\nterm,2025-09-01,2025-12-19,\nhalf_term,2025-10-27,2025-10-31,\n',
  )
  const one = (code: string, ...on: string[]) => on.map((each) => `${each},AM,${code}`)
  const QUOTED: Readonly<Record<string, readonly string[]>> = {
    T1: days('2025-06-02', '2025-06-06', 'G'),
    T2: [...days('2025-06-02', '2025-06-04', 'O'), ...one('O', '2025-06-09', '2025-06-16', '2025-06-23', '2025-06-30')],
    T3: [...days('2025-06-02', '2025-06-03', 'G'), ...days('2025-07-07', '2025-07-09', 'U')],
    T4: [...days('2025-07-18', '2025-07-18', 'O'), ...days('2025-09-08', '2025-09-11', 'O')],
    T5: [...days('2025-05-12', '2025-05-14', 'O'), ...days('2025-07-17', '2025-07-18', 'O')],
  }
  it.each(cases.filter(({ kind }) => kind === 'quoted').map((of) => [of.id ?? '', of.sessions ?? '']))(
    '%s, in the words of the guidance: %s',
    (id) => {
      const { lines } = answer(TWO_YEARS, rows(...(QUOTED[id] ?? [])))
      expect(lines[0]).toMatch(/^met on/)
      expect(lines).toHaveLength(11)
    },
  )

  it('are all tried that have days', () => {
    const derived = cases.filter(({ kind }) => kind === 'derived').map(({ id }) => id)
    expect(derived.sort()).toEqual(Object.keys(DATED).sort())
  })
})
