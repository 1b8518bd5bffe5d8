import type { Day } from '../../kernel/day.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import { cohortYearOf, parseYearGroup, type YearGroup, yearGroupFor, yearGroupName } from '../../law/school-age.ts'
import { type Address, FLAGS, maySeeEthnicity } from '../../roll/contract.ts'
import { columnName, flagName } from './columns.ts'
import {
  type Answers,
  type FlagField,
  type PupilField,
  type RowProblem,
  rowKey,
  type SourcePupil,
  type SourceRoster,
} from './roster.ts'
import {
  type Notebook,
  notebook,
  shown,
  understandBirth,
  understandDate,
  understandEthnicity,
  understandName,
  understandSex,
  understandText,
  understandUpn,
  understandYesNo,
} from './understand-cells.ts'
import { type ReadContact, understandContact } from './understand-contact.ts'

/** A pupil as understood. What is undefined the file does not say, and an import never takes away what it does not say. */
export interface ReadPupil {
  readonly sourceId: string | undefined
  readonly upn: string | undefined
  readonly admissionNumber: string | undefined
  readonly legalForenames: string | undefined
  readonly legalSurname: string | undefined
  readonly preferredForename: string | undefined
  readonly preferredSurname: string | undefined
  readonly born: Day | undefined
  readonly sex: 'F' | 'M' | undefined
  readonly yearGroup: YearGroup | undefined
  /** The name of the registration group. */
  readonly group: string | undefined
  readonly startingDay: Day | undefined
  readonly ethnicity: EthnicityCode | undefined
  readonly address: Address | undefined
  readonly contacts: readonly ReadContact[]
  readonly flags: Readonly<Partial<Record<FlagField, boolean>>>
}

export interface UnderstoodRow {
  readonly file: string
  readonly line: number
  /** As the preview names the row, whatever is wrong with it. */
  readonly name: string
  readonly draft: ReadPupil
  readonly problems: readonly RowProblem[]
  /** Why the row is passed over: another school's, no longer on roll, left out by an answer. */
  readonly aside: string | undefined
  /** Whether the file itself says that the pupil has gone. */
  readonly gone: boolean
}

/** What the school is like, for judging rows. */
export interface SchoolFacts {
  readonly today: Day
  readonly name: string
  readonly urn: string
  readonly laestab: string
  readonly yearGroups: readonly YearGroup[]
  /** Whether whoever imports may see sensitive facts, and so may import them. */
  readonly sensitive: boolean
}

/**
 * Understands every row with the answers given so far. What an unanswered question would decide is left undefined. Rows may be
 * given in parts; `withDuplicates` looks over all of them afterwards.
 */
export function understandRoster(
  roster: SourceRoster,
  answers: Answers,
  school: SchoolFacts,
): readonly UnderstoodRow[] {
  const groups = groupNames(roster, answers)
  const mapping = new Map(Object.entries(answers.grades ?? {}))
  return roster.pupils.map((pupil) => understandPupil(pupil, { roster, answers, school, groups, mapping }))
}

interface Setting {
  readonly roster: SourceRoster
  readonly answers: Answers
  readonly school: SchoolFacts
  readonly groups: ReadonlyMap<string, string>
  readonly mapping: ReadonlyMap<string, YearGroup | null>
}

/** The names of the classes chosen as registration groups, by their identifiers. */
function groupNames(roster: SourceRoster, answers: Answers): ReadonlyMap<string, string> {
  const chosen = new Set(answers.groups?.from === 'classes' ? answers.groups.classes : [])
  return new Map(roster.classes.filter(({ id }) => chosen.has(id)).map(({ id, name }) => [id, name]))
}

function asideOf(pupil: SourcePupil, setting: Setting): string | undefined {
  const { answers, roster, mapping } = setting
  if (answers.school !== undefined && pupil.school !== undefined && pupil.school !== answers.school) {
    const name = roster.schools.find(({ id }) => id === pupil.school)?.name ?? pupil.school
    return `Belongs to another school of the file: ${shown(name)}.`
  }
  if (pupil.gone !== undefined) return pupil.gone
  const grade = pupil.values.yearGroup
  if (grade !== undefined && mapping.get(grade) === null) return `You chose to leave grade ${shown(grade)} out.`
  return undefined
}

function understandPupil(pupil: SourcePupil, setting: Setting): UnderstoodRow {
  const notes = notebook(pupil.problems)
  const { values } = pupil
  const named = [
    values.preferredForename ?? values.legalForenames?.split(' ')[0],
    values.preferredSurname ?? values.legalSurname,
  ]
  const aside = asideOf(pupil, setting)
  const row = {
    file: pupil.file,
    line: pupil.line,
    name:
      named
        .filter((part) => part !== undefined)
        .join(' ')
        .slice(0, 120) || 'No name',
    aside,
    gone: pupil.gone !== undefined,
  }
  const draft = draftOf(notes, pupil, setting)
  // A row that is passed over is not worth correcting.
  return { ...row, draft, problems: aside === undefined ? notes.problems : [] }
}

function draftOf(notes: Notebook, pupil: SourcePupil, setting: Setting): ReadPupil {
  const { values } = pupil
  const { answers, school } = setting
  const text = (field: PupilField) => understandText(notes, columnName(field), values[field])
  const name = (field: PupilField) => understandName(notes, columnName(field), values[field])
  const date = (field: PupilField) =>
    understandDate(notes, { column: columnName(field), order: answers.dateOrder }, values[field])
  const born = understandBirth(notes, columnName('born'), { born: date('born'), today: school.today })
  const yearGroup = yearGroupOf(notes, pupil, { ...setting, born })
  const startingDay = date('startingDay')
  if (startingDay !== undefined && born !== undefined && startingDay <= born)
    notes.note(
      columnName('startingDay'),
      'stop',
      `The starting day ${startingDay} is not after the date of birth ${born}. One of them is wrong.`,
    )
  return {
    sourceId: pupil.sourceId,
    upn: understandUpn(notes, columnName('upn'), values.upn),
    admissionNumber: text('admissionNumber'),
    legalForenames: name('legalForenames'),
    legalSurname: name('legalSurname'),
    preferredForename: name('preferredForename'),
    preferredSurname: name('preferredSurname'),
    born,
    sex: understandSex(notes, columnName('sex'), values.sex) ?? answered(answers.sexes, rowKey(pupil)),
    yearGroup,
    group: groupOf(notes, pupil, { ...setting, yearGroup }),
    startingDay,
    // Nobody may enter what they may not see.
    ethnicity: maySeeEthnicity(school)
      ? understandEthnicity(notes, columnName('ethnicity'), values.ethnicity)
      : undefined,
    address: addressOf(notes, values),
    contacts: contactsOf(notes, pupil),
    flags: flagsOf(notes, pupil, school),
  }
}

/** Answers are keyed by text out of a file, which may be any word that objects know. */
function answered<T>(answers: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return answers !== undefined && Object.hasOwn(answers, key) ? answers[key] : undefined
}

function yearGroupOf(
  notes: Notebook,
  pupil: SourcePupil,
  setting: Setting & { readonly born: Day | undefined },
): YearGroup | undefined {
  const { roster, answers, school, born, mapping } = setting
  const column = columnName('yearGroup')
  const text = pupil.values.yearGroup
  const byAge = born === undefined ? undefined : yearGroupFor(born, cohortYearOf(school.today))
  if (text === undefined) return answers.yearByAge === true ? byAge : undefined
  if (roster.grades === 'to-be-mapped') return mapping.get(text) ?? undefined
  const group = parseYearGroup(text)
  if (group === undefined)
    return notes.note(column, 'stop', `${shown(text)} is not a year group. Write N1, N2, R or a number from 1 to 13.`)
  return group
}

function groupOf(
  notes: Notebook,
  pupil: SourcePupil,
  setting: Setting & { readonly yearGroup: YearGroup | undefined },
): string | undefined {
  const { answers, groups, yearGroup, roster } = setting
  const column = columnName('group')
  if (roster.format === 'template') return understandText(notes, column, pupil.values.group)
  if (answers.groups?.from === 'year-groups') return yearGroup === undefined ? undefined : yearGroupName(yearGroup)
  const names = [...new Set(pupil.classes.flatMap((id) => groups.get(id) ?? []))]
  if (names.length > 1)
    return notes.note(
      column,
      'stop',
      `Is in ${names.length} of the registration groups that were chosen: ${names.slice(0, 3).map(shown).join(', ')}. A pupil is in one. Choose fewer.`,
    )
  return names[0]
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/i

function addressOf(notes: Notebook, values: SourcePupil['values']): ReadPupil['address'] {
  const text = (field: PupilField) => understandText(notes, columnName(field), values[field])
  const lines = (text('address') ?? '')
    .split(',')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const town = text('town') ?? ''
  const postcode = text('postcode') ?? ''
  if (postcode !== '' && !POSTCODE.test(postcode))
    notes.note(
      columnName('postcode'),
      'check',
      `${shown(postcode)} does not look like a postcode of the United Kingdom.`,
    )
  if (lines.length === 0 && town === '' && postcode === '') return undefined
  if (lines.length === 0)
    return notes.note(
      columnName('address'),
      'stop',
      'There is a town or a postcode, but no house and street. Add them, or empty the other two.',
    )
  return { lines, town, postcode }
}

function contactsOf(notes: Notebook, pupil: SourcePupil): readonly ReadContact[] {
  const contacts = pupil.contacts.flatMap((contact, index) => understandContact(notes, contact, index + 1) ?? [])
  const orders = new Set(contacts.map(({ order }) => order))
  if (orders.size < contacts.length)
    notes.note('Contact order', 'stop', 'Two contacts have the same place in the order. Give each its own.')
  return [...contacts].sort((a, b) => a.order - b.order)
}

function flagsOf(notes: Notebook, pupil: SourcePupil, school: SchoolFacts): ReadPupil['flags'] {
  const found = Object.entries(pupil.flags) as [FlagField, string][]
  return Object.fromEntries(
    found.flatMap(([flag, text]) => {
      // Nobody may set what they may not see.
      if (FLAGS[flag].audience === 'sensitive' && !school.sensitive) return []
      const value = understandYesNo(notes, flagName(flag), text)
      return value === undefined ? [] : [[flag, value]]
    }),
  )
}

interface Sameness {
  readonly column: string
  readonly level: 'stop' | 'check'
  key(draft: ReadPupil): string | undefined
  text(others: string): string
}

const SAMENESS: readonly Sameness[] = [
  {
    column: columnName('upn'),
    level: 'stop',
    key: ({ upn }) => upn,
    text: (others) =>
      `${others} has the same UPN. Every pupil has one of their own: correct one of them, or take the row out that is there twice.`,
  },
  {
    column: columnName('admissionNumber'),
    level: 'stop',
    key: ({ admissionNumber }) => admissionNumber,
    text: (others) => `${others} has the same admission number. Correct one of them.`,
  },
  {
    column: '',
    level: 'stop',
    key: ({ sourceId }) => sourceId,
    text: (others) => `${others} has the same identifier in the file. Take one of them out.`,
  },
  {
    column: columnName('legalSurname'),
    level: 'check',
    key: ({ legalForenames, legalSurname, born }) =>
      legalForenames === undefined || legalSurname === undefined || born === undefined
        ? undefined
        : `${legalForenames}|${legalSurname}|${born}`.toLowerCase(),
    text: (others) => `${others} has the same name and date of birth. Is this pupil in the file twice?`,
  },
]

/** Adds, to each of the rows that claim one identity, which other rows do. */
export function withDuplicates(rows: readonly UnderstoodRow[]): readonly UnderstoodRow[] {
  const found = new Map<UnderstoodRow, RowProblem[]>()
  for (const { column, level, key, text } of SAMENESS) {
    const byKey = new Map<string, UnderstoodRow[]>()
    for (const row of rows) {
      const own = row.aside === undefined ? key(row.draft) : undefined
      if (own !== undefined) byKey.set(own, [...(byKey.get(own) ?? []).slice(0, MOST_NAMED), row])
    }
    for (const row of rows) {
      const own = row.aside === undefined ? key(row.draft) : undefined
      const others = own === undefined ? [] : (byKey.get(own) ?? []).filter((other) => other !== row)
      const named = others.map((other) => `line ${other.line}${other.file === row.file ? '' : ` of ${other.file}`}`)
      if (named.length > 0) found.set(row, [...(found.get(row) ?? []), { column, level, text: text(sentence(named)) }])
    }
  }
  return rows.map((row) => ({ ...row, problems: [...row.problems, ...(found.get(row) ?? [])] }))
}

const MOST_NAMED = 5

function sentence(lines: readonly string[]): string {
  const all = lines.slice(0, MOST_NAMED).join(' and ')
  return all.charAt(0).toUpperCase() + all.slice(1)
}
