import type { Day } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import type { YearGroup } from '../../law/school-age.ts'
import {
  type ContactDraft,
  checkEnrolment,
  type EnrolmentDraft,
  type GroupDraft,
  type RollGroup,
} from '../../roll/contract.ts'
import { columnName } from './columns.ts'
import type { FieldChange } from './compare-contacts.ts'
import { comparePupil, groupKey, type PupilChange } from './compare-pupil.ts'
import { indexRoll, type Match, type MatchedBy, matchPupil, sharedMatches } from './match-pupils.ts'
import { type ContactBook, openContactBook, planEnrolment, type WholeEnrolment } from './plan-enrolment.ts'
import type { RollRecord } from './roll-record.ts'
import type { Answers, PupilField, RowProblem } from './roster.ts'
import type { SchoolFacts, UnderstoodRow } from './understand-roster.ts'

export const ROW_KINDS = ['new', 'changed', 'unchanged', 'leaving', 'aside'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** One line of the preview. */
export interface PreviewRow {
  readonly kind: RowKind
  /** Where it stands; null for pupils of the roll who are not in the file. */
  readonly file: string | null
  readonly line: number | null
  readonly name: string
  readonly upn: string | null
  readonly yearGroup: YearGroup | null
  readonly group: string | null
  /** The pupil on roll that it was recognised as, and by what. */
  readonly pupilId: PupilId | null
  readonly by: MatchedBy | null
  readonly changes: readonly FieldChange[]
  readonly problems: readonly RowProblem[]
  /** Why it is passed over, or listed as leaving. */
  readonly because: string | null
}

/** What commit writes. */
export interface RosterPlan {
  readonly groups: readonly GroupDraft[]
  readonly enrolments: readonly { readonly pupil: EnrolmentDraft; readonly contacts: readonly ContactDraft[] }[]
  readonly changes: readonly PupilChange[]
  /** What the file calls each pupil, to be known by the next time. */
  readonly sources: readonly { readonly pupilId: PupilId; readonly sourceId: string }[]
  /** The group of each name that rows speak of, new ones included. */
  readonly groupIds: ReadonlyMap<string, GroupId>
  readonly book: ContactBook
}

export interface ComparisonInput {
  readonly rows: readonly UnderstoodRow[]
  readonly matches: ReadonlyMap<UnderstoodRow, Match>
  readonly records: readonly RollRecord[]
  readonly groups: readonly RollGroup[]
  /** Admission numbers of pupils who have left. */
  readonly numbersUsed: readonly string[]
  readonly answers: Answers
  readonly school: SchoolFacts
  /** Whether whoever is on roll and not in the file may have left. */
  readonly whole: boolean
  readonly newId: () => string
}

export interface RosterComparison {
  readonly rows: readonly PreviewRow[]
  readonly plan: RosterPlan
  /** How many new pupils lack what the admission register must hold and may follow: by the code of the lack. */
  readonly gaps: Readonly<Record<string, number>>
}

/** Says of every row that is not passed over whom it is about. */
export function matchRoster(
  rows: readonly UnderstoodRow[],
  records: readonly RollRecord[],
): ReadonlyMap<UnderstoodRow, Match> {
  const index = indexRoll(records)
  return new Map(
    rows.filter((row) => row.aside === undefined || row.gone).map((row) => [row, matchPupil(row.draft, index)]),
  )
}

/** Rows that would become new pupils. */
export function newcomers(matches: ReadonlyMap<UnderstoodRow, Match>): readonly UnderstoodRow[] {
  return [...matches].filter(([row, { record }]) => row.aside === undefined && record === undefined).map(([row]) => row)
}

/** Lacks that a school may make up for later, and that would otherwise be said of every row of a file without contacts. */
const GAPS = [
  'enrolment.no-address',
  'enrolment.no-upn',
  'enrolment.no-parent',
  'enrolment.few-numbers',
  'enrolment.parent-without-number',
]

/** Compares a whole roster with the roll: what each row would do, and the plan that does all of it. */
export function compareRoster(input: ComparisonInput): RosterComparison {
  const work = begin(input)
  const shared = sharedMatches(new Map([...input.matches].filter(([row]) => row.aside === undefined)))
  const rows = input.rows.map((row) => {
    const match = input.matches.get(row)
    if (row.aside !== undefined || match === undefined) return asideRow(row, match)
    const extra = shared.get(row)
    const problems = [...row.problems, ...match.problems, ...(extra === undefined ? [] : [extra])]
    return match.record === undefined
      ? newRow(work, row, problems)
      : knownRow(work, { row, match, record: match.record }, problems)
  })
  const plan = { ...work, groups: [...work.groups.values()] }
  return { rows: [...rows, ...leavingRows(input)], plan, gaps: Object.fromEntries(work.gaps) }
}

interface Work {
  readonly input: ComparisonInput
  readonly book: ContactBook
  readonly groupIds: Map<string, GroupId>
  readonly groups: Map<string, GroupDraft>
  readonly enrolments: RosterPlan['enrolments'][number][]
  readonly changes: PupilChange[]
  readonly sources: RosterPlan['sources'][number][]
  readonly gaps: Map<string, number>
  readonly upns: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
}

function begin(input: ComparisonInput): Work {
  return {
    input,
    book: openContactBook(input.records, input.newId),
    groupIds: new Map(input.groups.map(({ id, name }) => [groupKey(name), id])),
    groups: new Map(),
    enrolments: [],
    changes: [],
    sources: [],
    gaps: new Map(),
    upns: new Set(input.records.flatMap(({ pupil }) => pupil.upn ?? [])),
    numbers: new Set([...input.numbersUsed, ...input.records.flatMap(({ pupil }) => pupil.admission_number ?? [])]),
  }
}

function earlierOf(one: Day, other: Day): Day {
  return [one, other].toSorted()[0] ?? one
}

/** The group of a name, made where the school has none of it. It begins early enough for everybody who is put into it. */
function groupIdOf(
  work: Work,
  name: string,
  facts: { readonly yearGroup: YearGroup | undefined; readonly from: Day },
): GroupId {
  const key = groupKey(name)
  const made = work.groups.get(key)
  if (made !== undefined) {
    const yearGroup = made.yearGroup === (facts.yearGroup ?? null) ? made.yearGroup : null
    work.groups.set(key, { ...made, yearGroup, from: earlierOf(facts.from, made.from) })
    return made.id
  }
  const known = work.groupIds.get(key)
  if (known !== undefined) return known
  const id = work.input.newId() as GroupId
  work.groups.set(key, { id, name, yearGroup: facts.yearGroup ?? null, from: facts.from })
  work.groupIds.set(key, id)
  return id
}

function rowOf(row: UnderstoodRow, rest: Partial<PreviewRow> & Pick<PreviewRow, 'kind'>): PreviewRow {
  const { draft } = row
  return {
    file: row.file,
    line: row.line,
    name: row.name,
    upn: draft.upn ?? null,
    yearGroup: draft.yearGroup ?? null,
    group: draft.group ?? null,
    pupilId: null,
    by: null,
    changes: [],
    problems: [],
    because: null,
    ...rest,
  }
}

function asideRow(row: UnderstoodRow, match: Match | undefined): PreviewRow {
  const because = row.aside ?? null
  if (!row.gone || match?.record === undefined) return rowOf(row, { kind: 'aside', because })
  const text = `${because} An import takes nobody off the roll: record the leaving day and its ground on the pupil\u2019s page.`
  return rowOf(row, { kind: 'leaving', because: text, pupilId: match.record.pupil.pupil_id, by: match.by ?? null })
}

/** The particulars without which there is nobody to enrol. */
const NEEDED = [
  'legalForenames',
  'legalSurname',
  'born',
  'sex',
  'yearGroup',
  'startingDay',
] as const satisfies readonly PupilField[]

function newRow(work: Work, row: UnderstoodRow, problems: readonly RowProblem[]): PreviewRow {
  const { answers, school } = work.input
  const found = { ...row.draft, startingDay: row.draft.startingDay ?? answers.startingDay }
  const said = new Set(problems.filter(({ level }) => level === 'stop').map(({ column }) => column))
  const missing = NEEDED.filter((field) => found[field] === undefined && !said.has(columnName(field)))
  const lacks = missing.map(
    (field): RowProblem => ({
      column: columnName(field),
      level: 'stop',
      text: `${columnName(field)} is missing. A new pupil needs it.`,
    }),
  )
  if (NEEDED.some((field) => found[field] === undefined))
    return rowOf(row, { kind: 'new', problems: [...problems, ...lacks] })
  // All that is needed is there: it was just looked at, one by one.
  const whole = pick(found as typeof found & WholeEnrolment)
  const parts = {
    newId: work.input.newId,
    book: work.book,
    school,
    groupId: (name: string, from: Day) =>
      groupIdOf(work, name, { yearGroup: whole.yearGroup, from: earlierOf(from, school.today) }),
  }
  const planned = planEnrolment(row.draft, whole, parts)
  work.enrolments.push(planned)
  if (row.draft.sourceId !== undefined) work.sources.push({ pupilId: planned.pupil.id, sourceId: row.draft.sourceId })
  return rowOf(row, {
    kind: 'new',
    yearGroup: whole.yearGroup,
    problems: [...problems, ...enrolmentProblems(work, planned)],
  })
}

function pick({ legalForenames, legalSurname, born, sex, yearGroup, startingDay }: WholeEnrolment): WholeEnrolment {
  return { legalForenames, legalSurname, born, sex, yearGroup, startingDay }
}

/** The field of an enrolment by the name that its column has in the file. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  placements: columnName('yearGroup'),
  contacts: 'Contacts',
  leaving: '',
}

function enrolmentProblems(work: Work, planned: RosterPlan['enrolments'][number]): readonly RowProblem[] {
  const faults = checkEnrolment(planned.pupil, {
    today: work.input.school.today,
    yearGroups: work.input.school.yearGroups,
    takenUpns: work.upns,
    takenAdmissionNumbers: work.numbers,
    contacts: new Map(planned.contacts.map((contact) => [contact.id, contact])),
  })
  return faults.flatMap((fault): RowProblem[] => {
    if (GAPS.includes(fault.code)) {
      work.gaps.set(fault.code, (work.gaps.get(fault.code) ?? 0) + 1)
      return []
    }
    const column = COLUMN_OF[fault.field] ?? columnName(fault.field as PupilField)
    return [{ column, level: fault.severity === 'refuse' ? 'stop' : 'check', text: fault.message }]
  })
}

function knownRow(
  work: Work,
  known: { readonly row: UnderstoodRow; readonly match: Match; readonly record: RollRecord },
  problems: readonly RowProblem[],
): PreviewRow {
  const { row, match, record } = known
  const { changes, problems: found, change } = comparePupil(record, row.draft, work.input.school)
  if (change.placement?.group !== undefined)
    groupIdOf(work, change.placement.group, { yearGroup: change.placement.yearGroup, from: work.input.school.today })
  if (changes.length > 0) work.changes.push(change)
  const { sourceId } = row.draft
  if (sourceId !== undefined && !record.sourceIds.includes(sourceId))
    work.sources.push({ pupilId: record.pupil.pupil_id, sourceId })
  return rowOf(row, {
    kind: changes.length > 0 ? 'changed' : 'unchanged',
    upn: row.draft.upn ?? record.pupil.upn,
    yearGroup: row.draft.yearGroup ?? record.yearGroup ?? null,
    group: row.draft.group ?? record.group ?? null,
    pupilId: record.pupil.pupil_id,
    by: match.by ?? null,
    changes,
    problems: [...problems, ...found],
  })
}

/** Pupils of the roll whom a whole roster does not name. Nothing happens to them; somebody should know. */
function leavingRows(input: ComparisonInput): readonly PreviewRow[] {
  if (!input.whole) return []
  const named = new Set([...input.matches.values()].flatMap(({ record }) => record ?? []))
  const because =
    'Is on your roll and not in the file. Nothing changes: if the pupil has left, record the leaving day and its ground on their page.'
  return input.records
    .filter((record) => !named.has(record) && record.pupil.leaving_day === null)
    .map((record) => ({
      kind: 'leaving' as const,
      file: null,
      line: null,
      name: fullName(record.pupil.preferred_forename, record.pupil.preferred_surname),
      upn: record.pupil.upn,
      yearGroup: record.yearGroup ?? null,
      group: record.group ?? null,
      pupilId: record.pupil.pupil_id,
      by: null,
      changes: [],
      problems: [],
      because,
    }))
}
