import type { Answer } from '../../../kernel/operation.ts'
import type { codeUse } from '../../contract/coding.ts'
import type { schoolDefinitions } from '../../contract/definitions.ts'
import type { findSchoolPatterns } from '../../contract/patterns.ts'
import { type Place, tableOf } from './figure-tables.ts'
import { type ExportTable, percentOf } from './table.ts'

const hundredths = (value: number) => Math.round(100 * value) / 100
const tenThousandths = (value: number) => Math.round(10_000 * value) / 10_000

const WHO = [
  { id: 'pupil_name', label: 'Pupil' },
  { id: 'year_group', label: 'Year group' },
  { id: 'registration_group', label: 'Group' },
] as const

interface Named {
  readonly name: string
  readonly yearGroup: string | null
  readonly group: string | null
}
const whoCells = ({ name, yearGroup, group }: Named) => [name, yearGroup ?? '', group ?? '']

/** Patterns in the order of the page. The chance is the corrected one: of all patterns at least this strong, at most so many are chance on average. */
export function patternTable(
  place: Place,
  { patterns }: Pick<Answer<typeof findSchoolPatterns>, 'patterns'>,
): ExportTable {
  return tableOf(place, {
    id: 'patterns',
    title: 'Patterns',
    columns: [
      ...WHO,
      { id: 'pattern', label: 'Pattern' },
      { id: 'stays_with_pattern', label: 'Seen' },
      { id: 'stays', label: 'of' },
      { id: 'stays_expected', label: 'Expected' },
      { id: 'chance_adjusted', label: 'Chance, corrected' },
      { id: 'evidence', label: 'Evidence' },
    ],
    rows: patterns.flatMap(({ pupil, kindName, seen, of, expected, adjusted, strength }) =>
      pupil === null
        ? []
        : [[...whoCells(pupil), kindName, seen, of, hundredths(expected), tenThousandths(adjusted), strength]],
    ),
  })
}

type CodeUse = Answer<typeof codeUse>

/** What of code use is about pupils and classes. What is about members of staff stays on the page, for those who read the audit trail. */
export function codeUseTables(place: Place, of: CodeUse): readonly ExportTable[] {
  return [staleTable(place, of), oftenUsedTable(place, of), siblingsTable(place, of), neverLateTable(place, of)]
}

function staleTable(place: Place, { stale }: CodeUse): ExportTable {
  return tableOf(place, {
    id: 'stale-reasons',
    title: 'N older than five school days',
    columns: [
      ...WHO,
      { id: 'day', label: 'Day' },
      { id: 'half', label: 'Half' },
      { id: 'school_days', label: 'School days' },
    ],
    rows: stale.map(({ pupil, session, schoolDays }) => [...whoCells(pupil), session.day, session.half, schoolDays]),
  })
}

function oftenUsedTable(place: Place, { oftenUsed }: CodeUse): ExportTable {
  return tableOf(place, {
    id: 'often-used-codes',
    title: 'Codes used far more than in similar classes',
    columns: [
      { id: 'registration_group', label: 'Class' },
      { id: 'attendance_code', label: 'Code' },
      { id: 'attendance_code_description', label: 'Stands for' },
      { id: 'session_count', label: 'Sessions' },
      { id: 'sess_possible', label: 'of' },
      { id: 'session_percent', label: '%' },
      { id: 'session_percent_elsewhere', label: '% elsewhere' },
    ],
    rows: oftenUsed.map(({ group, code, codeName, sessions, possible, elsewhere }) => [
      ...[group.name, code, codeName, sessions, possible],
      ...[percentOf(sessions, possible), hundredths(100 * elsewhere)],
    ]),
  })
}

function siblingsTable(place: Place, { siblings }: CodeUse): ExportTable {
  return tableOf(place, {
    id: 'siblings-coded-differently',
    title: 'Children of one household coded differently',
    columns: [
      ...WHO,
      { id: 'attendance_code', label: 'Code' },
      { id: 'other_pupil_name', label: 'The other' },
      { id: 'other_attendance_code', label: 'Code' },
      { id: 'session_count', label: 'Sessions' },
    ],
    rows: siblings.map(({ one, other, sessions }) => [
      ...[...whoCells(one.pupil), one.code],
      ...[other.pupil.name, other.code, sessions.length],
    ]),
  })
}

function neverLateTable(place: Place, { neverLate }: CodeUse): ExportTable {
  return tableOf(place, {
    id: 'never-late',
    title: 'Classes that are never late',
    columns: [
      { id: 'registration_group', label: 'Class' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'others', label: 'Others of the year' },
      { id: 'others_late', label: 'of them late' },
      { id: 'late_expected', label: 'Expected here' },
      { id: 'chance_adjusted', label: 'Chance, corrected' },
    ],
    rows: neverLate.map(({ group, pupils, others, othersLate, expected, adjusted }) => [
      ...[group.name, pupils, others, othersLate],
      ...[hundredths(expected), tenThousandths(adjusted)],
    ]),
  })
}

/** The school's figures under every definition that has begun: a row for each definition and figure. */
export function definitionTable(
  place: Place,
  { definitions }: Pick<Answer<typeof schoolDefinitions>, 'definitions'>,
): ExportTable {
  return tableOf(place, {
    id: 'definitions',
    title: 'One school under every definition',
    columns: [
      { id: 'definition', label: 'Definition' },
      { id: 'definition_version' },
      { id: 'counted_from', label: 'From' },
      { id: 'counted_until', label: 'To' },
      { id: 'enrolments', label: 'Pupils' },
      { id: 'figure', label: 'Figure' },
      { id: 'numerator', label: 'Count' },
      { id: 'denominator', label: 'of' },
      { id: 'percent', label: '%' },
    ],
    rows: definitions.flatMap(({ title, version, counted }) =>
      (counted?.figures ?? []).map(({ name, numerator, denominator }) => [
        ...[title, version, counted?.from ?? '', counted?.until.day ?? '', counted?.enrolments ?? ''],
        ...[name, numerator, denominator, percentOf(numerator, denominator)],
      ]),
    ),
  })
}
