import { type Day, shortDay } from '../../kernel/day.ts'
import { fullName } from '../../kernel/names.ts'
import { cohortYearOf, parseYearGroup, YEAR_GROUPS, type YearGroup, yearGroupFor } from '../../law/school-age.ts'
import { type DateOrder, exampleOf, inOrder, orderEvidence, readDate } from './dates.ts'
import { type Answers, rowKey, type SourcePupil, type SourceRoster } from './roster.ts'
import type { SchoolFacts, UnderstoodRow } from './understand-roster.ts'

/** The rows that an order of day and month makes impossible: how many, the first few, and what one of them says. */
export interface ImpossibleRows {
  readonly count: number
  readonly rows: readonly string[]
  readonly example: string
}

export interface DateOrderQuestion {
  readonly kind: 'date-order'
  readonly ambiguous: number
  readonly impossible: Readonly<Record<DateOrder, ImpossibleRows>>
  /** The same dates in both readings, so that somebody who knows one of the pupils can tell. */
  readonly samples: readonly {
    readonly name: string
    readonly text: string
    readonly dayFirst: string
    readonly monthFirst: string
  }[]
}

export interface SchoolQuestion {
  readonly kind: 'school'
  readonly schools: readonly {
    readonly id: string
    readonly name: string
    readonly pupils: number
    readonly ours: boolean
  }[]
}

export interface GradesQuestion {
  readonly kind: 'grades'
  readonly grades: readonly {
    readonly grade: string
    readonly pupils: number
    /** The year group of the same number, as where the file means English year groups. */
    readonly same: YearGroup | null
    /** The year group that an American grade of this number corresponds to. */
    readonly american: YearGroup | null
    /** The year group of most of these pupils by their age today; null until their dates are clear. */
    readonly byAge: YearGroup | null
  }[]
}

export interface GroupsQuestion {
  readonly kind: 'groups'
  readonly classes: readonly {
    readonly id: string
    readonly name: string
    readonly pupils: number
    readonly homeroom: boolean
  }[]
}

/** Asked once for all new pupils whose rows do not say. */
export interface StartingDayQuestion {
  readonly kind: 'starting-day'
  readonly pupils: number
}

export interface YearByAgeQuestion {
  readonly kind: 'year-by-age'
  readonly pupils: number
}

export interface SexesQuestion {
  readonly kind: 'sexes'
  readonly pupils: readonly { readonly row: string; readonly name: string }[]
}

/** Something that the files do not say and nobody may guess. */
export type Question =
  | DateOrderQuestion
  | SchoolQuestion
  | GradesQuestion
  | GroupsQuestion
  | StartingDayQuestion
  | YearByAgeQuestion
  | SexesQuestion

const MOST_ROWS_NAMED = 12
const MOST_SAMPLES = 4
const MOST_GRADES = 40
/** So many pupils can be asked about on a screen; a file that lacks more of them needs a column. */
const MOST_SEXES_ASKED = 500

/** The number of a school as files write it: with or without the slash of a LAESTAB. */
function isOurs(number: string, school: SchoolFacts): boolean {
  const plain = number.replaceAll(/\D/g, '')
  return plain !== '' && (plain === school.urn || plain === school.laestab.replaceAll(/\D/g, ''))
}

function schoolsOf(roster: SourceRoster, school: SchoolFacts): SchoolQuestion['schools'] {
  const counts = new Map<string, number>()
  for (const pupil of roster.pupils)
    if (pupil.school !== undefined) counts.set(pupil.school, (counts.get(pupil.school) ?? 0) + 1)
  return [...counts].map(([id, pupils]) => {
    const named = roster.schools.find((one) => one.id === id)
    return { id, name: named?.name ?? id, pupils, ours: isOurs(named?.number ?? '', school) || isOurs(id, school) }
  })
}

/** The answers with what needs no asking: a file of one school that carries this school's own number. */
export function settledAnswers(roster: SourceRoster, answers: Answers, school: SchoolFacts): Answers {
  const schools = schoolsOf(roster, school)
  const only = schools.length === 1 ? schools[0] : undefined
  return answers.school === undefined && only?.ours === true ? { ...answers, school: only.id } : answers
}

/** What the files themselves leave open, whoever is on roll: order of dates, school, grades, groups. Answered ones included. */
export function questionsOfFiles(roster: SourceRoster, answers: Answers, school: SchoolFacts): readonly Question[] {
  const schools = schoolsOf(roster, school)
  const settled = schools.length === 0 || (schools.length === 1 && schools[0]?.ours === true)
  const wanted = roster.pupils.filter(
    (pupil) =>
      pupil.gone === undefined &&
      (answers.school === undefined || pupil.school === undefined || pupil.school === answers.school),
  )
  return [
    ...dateQuestion(wanted),
    ...(settled ? [] : [{ kind: 'school', schools } as const]),
    ...gradesQuestion(roster, wanted, { answers, today: school.today }),
    ...groupsQuestion(roster, wanted),
  ]
}

function datesOf(pupils: readonly SourcePupil[]) {
  return pupils.flatMap((pupil) =>
    (['born', 'startingDay'] as const).flatMap((field) => {
      const text = pupil.values[field]
      return text === undefined
        ? []
        : [
            {
              row: `line ${pupil.line}`,
              text,
              name: fullName(pupil.values.legalForenames ?? '', pupil.values.legalSurname ?? ''),
            },
          ]
    }),
  )
}

function dateQuestion(pupils: readonly SourcePupil[]): readonly DateOrderQuestion[] {
  const dates = datesOf(pupils)
  const evidence = orderEvidence(dates)
  if (evidence.ambiguous === 0) return []
  const rows = (order: DateOrder): ImpossibleRows => {
    const found = evidence.impossible[order]
    return {
      count: found.length,
      rows: found.slice(0, MOST_ROWS_NAMED).map(({ row }) => row),
      example: exampleOf(found.map(({ text }) => text)) ?? '',
    }
  }
  const samples = dates.flatMap(({ name, text }) => {
    const date = readDate(text)
    if (date.is !== 'ambiguous' || date.first === date.second) return []
    const [dayFirst, monthFirst] = [inOrder(date, 'day-first'), inOrder(date, 'month-first')]
    return dayFirst === undefined || monthFirst === undefined
      ? []
      : [{ name, text, dayFirst: shortDay(dayFirst), monthFirst: shortDay(monthFirst) }]
  })
  return [
    {
      kind: 'date-order',
      ambiguous: evidence.ambiguous,
      impossible: { 'day-first': rows('day-first'), 'month-first': rows('month-first') },
      samples: samples.slice(0, MOST_SAMPLES),
    },
  ]
}

/** American grades begin a year later than English year groups: Grade 9 is Year 10, kindergarten is Year 1. */
function americanYear(grade: string): YearGroup | null {
  const plain = grade.trim().toUpperCase()
  if (/^(K|KG)$/.test(plain)) return '1'
  if (/^(PK|PREK|PRE-K)$/.test(plain)) return 'R'
  const number = /^0?(\d{1,2})$/.exec(plain)?.[1]
  return number === undefined ? null : (YEAR_GROUPS.find((group) => group === String(Number(number) + 1)) ?? null)
}

function gradesQuestion(
  roster: SourceRoster,
  pupils: readonly SourcePupil[],
  facts: { readonly answers: Answers; readonly today: Day },
): readonly GradesQuestion[] {
  if (roster.grades === 'year-groups') return []
  const byGrade = new Map<string, SourcePupil[]>()
  for (const pupil of pupils) {
    const grade = pupil.values.yearGroup
    if (grade === undefined) continue
    const among = byGrade.get(grade)
    if (among === undefined) byGrade.set(grade, [pupil])
    else among.push(pupil)
  }
  if (byGrade.size === 0) return []
  const grades = [...byGrade].slice(0, MOST_GRADES).map(([grade, among]) => ({
    grade,
    pupils: among.length,
    same: parseYearGroup(grade) ?? null,
    american: americanYear(grade),
    byAge: commonYear(among, facts),
  }))
  return [{ kind: 'grades', grades: grades.sort((a, b) => a.grade.localeCompare(b.grade, 'en', { numeric: true })) }]
}

function commonYear(
  pupils: readonly SourcePupil[],
  facts: { readonly answers: Answers; readonly today: Day },
): YearGroup | null {
  const counts = new Map<YearGroup, number>()
  for (const { values } of pupils) {
    const date = readDate(values.born ?? '')
    const order = facts.answers.dateOrder
    const born =
      date.is === 'day' ? date.day : date.is === 'ambiguous' && order !== undefined ? inOrder(date, order) : undefined
    const group = born === undefined ? undefined : yearGroupFor(born, cohortYearOf(facts.today))
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most === undefined || most[1] * 2 < pupils.length ? null : most[0]
}

function groupsQuestion(roster: SourceRoster, pupils: readonly SourcePupil[]): readonly GroupsQuestion[] {
  if (roster.format === 'template') return []
  const counts = new Map<string, number>()
  for (const pupil of pupils) for (const id of pupil.classes) counts.set(id, (counts.get(id) ?? 0) + 1)
  const classes = roster.classes
    .map(({ id, name, homeroom }) => ({ id, name, pupils: counts.get(id) ?? 0, homeroom }))
    .filter((one) => one.pupils > 0)
  return [
    {
      kind: 'groups',
      classes: classes.sort((a, b) => Number(b.homeroom) - Number(a.homeroom) || a.name.localeCompare(b.name, 'en')),
    },
  ]
}

/**
 * What new pupils lack and can be asked for: which rows are new is known only once the files are understood. A question stays
 * when it is answered, so that the answer can be seen and changed.
 */
export function questionsOfPupils(newcomers: readonly UnderstoodRow[], roster: SourceRoster): readonly Question[] {
  const stated = new Map(roster.pupils.map((pupil) => [rowKey(pupil), pupil.values]))
  const without = (field: 'startingDay' | 'yearGroup' | 'sex') =>
    newcomers.filter((row) => stated.get(rowKey(row))?.[field] === undefined)
  const starting = without('startingDay').length
  const years = without('yearGroup').length
  const sexes = without('sex')
  return [
    ...(starting > 0 ? [{ kind: 'starting-day', pupils: starting } as const] : []),
    ...(years > 0 ? [{ kind: 'year-by-age', pupils: years } as const] : []),
    ...(sexes.length > 0 && sexes.length <= MOST_SEXES_ASKED
      ? [{ kind: 'sexes', pupils: sexes.map((row) => ({ row: rowKey(row), name: row.name })) } as const]
      : []),
  ]
}

/** Whether a question has its answer. */
export function isAnswered(question: Question, answers: Answers): boolean {
  switch (question.kind) {
    case 'date-order':
      return answers.dateOrder !== undefined
    case 'school':
      return question.schools.some(({ id }) => id === answers.school)
    case 'grades':
      return question.grades.every(({ grade }) => Object.hasOwn(answers.grades ?? {}, grade))
    case 'groups':
      return answers.groups !== undefined
    case 'starting-day':
      return answers.startingDay !== undefined
    case 'year-by-age':
      return answers.yearByAge !== undefined
    case 'sexes':
      return question.pupils.every(({ row }) => Object.hasOwn(answers.sexes ?? {}, row))
  }
}
