import { type Result, refused, success } from '../../kernel/result.ts'
import { filled, type Place, rowsOf } from './cells.ts'
import type { RosterTable, SourceClass, SourcePupil, SourceRoster, SourceSchool } from './roster.ts'

/**
 * Reads the files of Microsoft School Data Sync in its UK format. They hold neither sex, UPN nor starting day, dates may be in
 * either order and grades may be American: all of that is asked, none of it guessed.
 */
export function readSds(tables: readonly RosterTable[]): Result<SourceRoster> {
  if (!tables.some((table) => table.kind === 'sds-student')) {
    return refused(
      'interchange.file-missing',
      'Student.csv is missing: it holds the pupils. Add it; School.csv, Section.csv and StudentEnrollment.csv belong with it.',
    )
  }
  const sections = new Map<string, string[]>()
  const enrolments = rowsOf(tables, 'sds-student-enrollment', (cell) => [cell('ID'), cell('Section ID')] as const)
  for (const [pupil, section] of enrolments) sections.set(pupil, [...(sections.get(pupil) ?? []), section])
  return success({
    format: 'sds',
    title: 'Microsoft School Data Sync (UK format)',
    pupils: rowsOf(tables, 'sds-student', (cell, at) => pupilOf(cell, at, sections)),
    schools: schoolsOf(tables),
    classes: classesOf(tables),
    whole: true,
    grades: 'to-be-mapped',
    notes: [
      'School Data Sync files hold no contacts, addresses or UPNs. Add those afterwards, or import them with the template.',
    ],
  })
}

function pupilOf(
  cell: (column: string) => string,
  at: Place,
  sections: ReadonlyMap<string, readonly string[]>,
): SourcePupil {
  const status = cell('Status')
  const inactive = status !== '' && status.toLowerCase() !== 'active'
  return {
    ...at,
    sourceId: cell('ID') || undefined,
    school: cell('School DfE Number') || undefined,
    values: filled({
      upn: cell('UPN'),
      admissionNumber: cell('Student Number'),
      legalForenames: [cell('First Name'), cell('Middle Name')].filter(Boolean).join(' '),
      legalSurname: cell('Last Name'),
      born: cell('Birthdate'),
      sex: cell('Sex'),
      yearGroup: cell('Grade'),
    }),
    flags: {},
    contacts: [],
    classes: sections.get(cell('ID')) ?? [],
    gone: inactive ? `Student.csv says that the status is "${status.slice(0, 30)}".` : undefined,
  }
}

function schoolsOf(tables: readonly RosterTable[]): readonly SourceSchool[] {
  return rowsOf(tables, 'sds-school', (cell) => ({
    id: cell('DfE Number'),
    name: cell('Name'),
    number: cell('DfE Number'),
  }))
}

function classesOf(tables: readonly RosterTable[]): readonly SourceClass[] {
  return rowsOf(tables, 'sds-section', (cell) => ({
    id: cell('ID'),
    name: cell('Section Name'),
    school: cell('School DfE Number') || undefined,
    homeroom: /\b(registration|tutor|form|homeroom|reg group)\b/i.test(
      `${cell('Section Name')} ${cell('Course Name')} ${cell('Course Subject')}`,
    ),
  }))
}
