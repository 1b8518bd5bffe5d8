import { addDays, type Day, shortDay, weekday } from '../../../kernel/day.ts'
import { schoolYearName, schoolYearOf } from '../../../kernel/school-year.ts'
import { meaningOf, parseCode } from '../../../law/codes.ts'
import type { RowOfRecord } from './hand-out.ts'

/** The marks of one school year, a line for each week: Monday's morning, Monday's afternoon and so on, empty where there was no session. */
export interface YearOfMarks {
  readonly year: string
  readonly weeks: readonly { readonly of: string; readonly marks: readonly string[] }[]
}

export interface CodeInWords {
  readonly code: string
  readonly words: string
}

/** Marks as they stand, as a calendar that a person can read, and what its codes mean. */
export function marksByWeek(days: readonly RowOfRecord[]): {
  readonly years: readonly YearOfMarks[]
  readonly codes: readonly CodeInWords[]
} {
  const marks = days
    .flatMap(({ row }) => [markOf(row, 'morning'), markOf(row, 'afternoon')])
    .filter(({ code }) => code !== '')
  const codes = new Map(marks.map(({ code, day }) => [code, wordsOf(code, day)]))
  const years = Map.groupBy(marks, ({ day }) => schoolYearOf(day))
  return {
    years: [...years].map(([year, all]) => ({ year: schoolYearName(year), weeks: weeksOf(all) })),
    codes: [...codes].map(([code, words]) => ({ code, words })),
  }
}

interface Mark {
  readonly day: Day
  readonly half: 'morning' | 'afternoon'
  readonly code: string
}

function markOf(row: RowOfRecord['row'], half: Mark['half']): Mark {
  return { day: row.of as Day, half, code: typeof row[half] === 'string' ? row[half] : '' }
}

function wordsOf(code: string, day: Day): string {
  const known = parseCode(code)
  const meaning = known === undefined ? undefined : meaningOf(known, day)
  return meaning?.ok === true ? meaning.value.name : ''
}

function weeksOf(marks: readonly Mark[]): YearOfMarks['weeks'] {
  const weeks = new Map<Day, string[]>()
  for (const { day, half, code } of marks) {
    const monday = addDays(day, 1 - weekday(day))
    const week = weeks.get(monday) ?? Array.from({ length: 14 }, () => '')
    week[2 * (weekday(day) - 1) + (half === 'morning' ? 0 : 1)] = code
    weeks.set(monday, week)
  }
  // A school that boards may mark Saturdays: two columns more a day, for all weeks of a year or for none.
  const days =
    [7, 6].find((one) => [...weeks.values()].some((week) => week.slice(2 * one - 2, 2 * one).join('') !== '')) ?? 5
  return [...weeks].map(([monday, week]) => ({ of: shortDay(monday), marks: week.slice(0, 2 * days) }))
}

/** Plain first marks that one person made in one way: told together. */
export interface MadeTogether {
  readonly how: string
  readonly by: string
  readonly reason: string
  readonly count: number
  readonly first: string
  readonly last: string
}

/** How a session without a mark is written. */
export const NO_MARK = '–'

/**
 * The journal of a child's marks: one line for each amendment and for whatever has something said beside it; the plain first marks of sessions stand
 * together by who made them, as each has its line with its moment in the table for a spreadsheet.
 */
export function journalOnPaper<Row extends RowOfRecord>(
  changes: readonly Row[],
): { readonly lines: readonly Row[]; readonly together: readonly MadeTogether[] } {
  const isPlain = ({ row }: RowOfRecord) => row.before === NO_MARK && row.details === ''
  const groups = Map.groupBy(changes.filter(isPlain), ({ row }) => JSON.stringify([row.how, by(row), row.reason]))
  return {
    lines: changes.filter((one) => !isPlain(one)),
    together: [...groups.values()].flatMap((all) => {
      const [one] = all
      const days = all.map(({ row }) => String(row.of)).toSorted()
      const [first, last] = [days[0], days.at(-1)]
      if (one === undefined || first === undefined || last === undefined) return []
      const { how, reason } = one.row
      return [
        {
          ...{ how: String(how), by: by(one.row), reason: String(reason ?? ''), count: all.length },
          ...{ first: shortDay(first as Day), last: shortDay(last as Day) },
        },
      ]
    }),
  }
}

function by(row: RowOfRecord['row']): string {
  return `${String(row.made_by_name)}, ${String(row.made_by_position)}`
}
