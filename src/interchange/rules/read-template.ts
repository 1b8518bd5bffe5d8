import { type Result, success } from '../../kernel/result.ts'
import { filled, reader, rowProblems } from './cells.ts'
import { COLUMNS, CONTACTS_IN_A_ROW } from './columns.ts'
import type {
  ContactField,
  FlagField,
  PupilField,
  RosterTable,
  SourceContact,
  SourcePupil,
  SourceRoster,
} from './roster.ts'

/** Reads files in the columns of the Firstbell template. */
export function readTemplate(tables: readonly RosterTable[]): Result<SourceRoster> {
  return success({
    format: 'template',
    title: 'Firstbell template',
    pupils: tables.flatMap(pupilsOf),
    schools: [],
    classes: [],
    whole: true,
    grades: 'year-groups',
    notes: [],
  })
}

function pupilsOf(table: RosterTable): readonly SourcePupil[] {
  const cell = reader(table)
  const present = COLUMNS.filter(({ name }) => table.columns.includes(name))
  return table.rows.map((row) => {
    const values: Partial<Record<PupilField, string>> = {}
    const flags: Partial<Record<FlagField, string>> = {}
    const contacts = Array.from({ length: CONTACTS_IN_A_ROW }, (): Partial<Record<ContactField, string>> => ({}))
    for (const { name, goes } of present) {
      const text = cell(row, name)
      if (text === '') continue
      if ('pupil' in goes) values[goes.pupil] = text
      else if ('flag' in goes) flags[goes.flag] = text
      else Object.assign(contacts[goes.contact - 1] ?? {}, { [goes.field]: text })
    }
    return {
      file: table.file,
      line: row.line,
      sourceId: undefined,
      school: undefined,
      values: filled(values as Record<PupilField, string>),
      flags,
      contacts: contacts.flatMap(contactOf),
      classes: [],
      gone: undefined,
      problems: rowProblems(row),
    }
  })
}

function contactOf(values: Partial<Record<ContactField, string>>, index: number): readonly SourceContact[] {
  return Object.keys(values).length === 0 ? [] : [{ label: `Contact ${index + 1}`, values }]
}
