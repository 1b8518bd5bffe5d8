import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, weekday } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { type Session, type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code, meaningOf, parseCode } from '../../../law/codes.ts'
import { enrolledWith, factsOf } from '../../../testing/figures-facts.ts'
import type { Enrolled, SchoolFacts, Stretch } from '../facts.ts'
import { countScope } from './count-scope.ts'
import { SCOPES, scopeOf } from './scopes.ts'

type Row = Readonly<Record<string, string>>
const rows: Row[] = parse(readFileSync(new URL('definition-vectors.csv', import.meta.url)), {
  columns: true,
  comment: '#',
  comment_no_infix: true,
  skip_records_with_empty_values: true,
})

interface Marked extends Session {
  readonly code: Code
}

/** The marks of a text, as the head of the file explains. */
function marksOf(text: string): readonly Marked[] {
  return text.split(';').flatMap((stretch) => {
    const [from = '', days = ''] = stretch.trim().split(/: /)
    let on = day(from)
    return written(days).flatMap((halves) => {
      const day = on
      on = addDays(on, weekday(on) === 5 ? 3 : 1)
      return (['AM', 'PM'] as const).flatMap((half, place) => {
        const code = parseCode(halves[place] ?? '.')
        return code === undefined ? [] : [{ day, half, code }]
      })
    })
  })
}

function written(days: string): readonly (readonly string[])[] {
  const found: string[][] = []
  for (const word of days.trim().split(/ +/)) {
    const times = /^x(\d+)$/.exec(word)?.[1]
    const last = found.at(-1)
    if (times === undefined) found.push(word.includes('+') ? word.split('+') : [...word])
    else if (last !== undefined) found.push(...Array.from({ length: Number(times) - 1 }, () => last))
  }
  return found
}

const stretch = (name: string, from: string, to: string): Stretch => ({ name, from: day(from), to: day(to) })
const TERMS = [
  stretch('Autumn', '2026-09-01', '2026-12-18'),
  stretch('Spring', '2027-01-04', '2027-03-25'),
  stretch('Summer', '2027-04-12', '2027-07-21'),
]
const HALF_TERMS = [
  stretch('Autumn 1', '2026-09-01', '2026-10-23'),
  stretch('Autumn 2', '2026-11-02', '2026-12-18'),
  stretch('Spring 1', '2027-01-04', '2027-02-12'),
  stretch('Spring 2', '2027-02-22', '2027-03-25'),
  stretch('Summer 1', '2027-04-12', '2027-05-28'),
  stretch('Summer 2', '2027-06-07', '2027-07-21'),
]

/** What the school knows of the pupil in one year: nothing where the pupil was not on roll in it. */
function factsIn(year: SchoolYear, row: Row): SchoolFacts {
  const [startingDay, leavingDay] = [day(row.starts ?? ''), row.leaves === '' ? null : day(row.leaves ?? '')]
  const isHere = startingDay <= lastDayOf(year) && (leavingDay ?? lastDayOf(year)) >= firstDayOf(year)
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const mark of marksOf(row.marks ?? ''))
    if (schoolYearOf(mark.day) === year) strip[sessionIndex(mark)] = byteOfCode(mark.code)
  const enrolled: Enrolled = enrolledWith(1, {
    strip,
    startingDay,
    leavingDay,
    born: day(row.born ?? ''),
    boarder: row.boarder === 'yes',
    onRoll: {
      from: (startingDay < firstDayOf(year) ? 0 : sessionIndex({ day: startingDay, half: 'AM' })) as SessionIndex,
      to: sessionIndex({ day: leavingDay ?? lastDayOf(year), half: 'PM' }),
    },
  })
  return factsOf(isHere ? [enrolled] : [], { year, terms: TERMS, halfTerms: HALF_TERMS })
}

function untilOf(text: string): Session {
  return { day: day(text.slice(0, 10)), half: text.endsWith('AM') ? 'AM' : 'PM' }
}

/** The line, with what the pupil's first line says of the pupil. */
const complete = (row: Row): Row => {
  const first = rows.find(({ pupil }) => pupil === row.pupil)
  const { born = '', starts = '', leaves = '', boarder = '', marks = '' } = first ?? {}
  return { ...row, born, starts, leaves, boarder, marks }
}

function readAs(row: Row) {
  const until = untilOf(row['counted to'] ?? '')
  const year = schoolYearOf(until.day)
  const { id } = scopeOf(row.definition as never)
  const found = countScope(id, [factsIn(schoolYear(year - 1), row), factsIn(year, row)], { until, filter: {} })
  if (found === undefined) return { counted: 'not begun', figures: undefined }
  const { figures, fourYearOlds, leftOut } = found
  if (figures.enrolments === 1) return { counted: 'yes', figures }
  if (fourYearOlds?.enrolments === 1)
    return { counted: 'apart', figures: { ...fourYearOlds, persistent: 0, severe: 0 } }
  return { counted: leftOut[0] === undefined ? 'not on roll' : `no: ${leftOut[0].because}`, figures }
}

describe('the vectors of the named definitions', () => {
  it.each(rows.map((row) => [`${row.pupil}, ${row.definition}: ${row.shows}`, complete(row)] as const))(
    '%s',
    (_, row) => {
      const { counted, figures } = readAs(row)
      const { possible = 0, absent = 0, authorised = 0, unauthorised = 0, late = 0 } = figures?.sessions ?? {}
      const yes = (enrolments: number | undefined) => (enrolments === 1 ? 'yes' : 'no')
      expect({
        ...{ possible, absent, authorised, unauthorised, late },
        persistent: yes(figures?.persistent),
        severe: yes(figures?.severe),
        counted,
      }).toEqual({
        possible: Number(row.possible),
        absent: Number(row.absent),
        authorised: Number(row.authorised),
        unauthorised: Number(row.unauthorised),
        late: Number(row.late),
        persistent: row.persistent,
        severe: row.severe,
        counted: row.counted,
      })
    },
  )

  it.each(rows.filter(({ marks }) => marks !== '').map((row) => [row.pupil, row] as const))(
    'the register would refuse of %s what the line says, and nothing else',
    (_, row) => {
      const on = (marks: readonly Marked[]) => marks.filter((mark) => !meaningOf(mark.code, mark.day).ok)
      const refused = new Set(
        on(marksOf(row.marks ?? ''))
          .filter(({ code }) => code !== '-')
          .map(({ code }) => code),
      )
      expect([...refused].join(' ')).toBe(row['not in use'])
    },
  )

  it('hold every definition to at least one line', () => {
    expect(new Set(rows.map(({ definition }) => definition))).toEqual(new Set(SCOPES.map(({ id }) => id)))
  })

  it('read the marks as the head of the file says', () => {
    const from = '2026-09-11' as Day
    expect(marksOf(`${from}: /. C1+I x2`)).toEqual([
      { day: from, half: 'AM', code: '/' },
      { day: '2026-09-14', half: 'AM', code: 'C1' },
      { day: '2026-09-14', half: 'PM', code: 'I' },
      { day: '2026-09-15', half: 'AM', code: 'C1' },
      { day: '2026-09-15', half: 'PM', code: 'I' },
    ])
  })
})
