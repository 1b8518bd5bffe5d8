import { COLUMNS } from './columns.ts'
import type { Format, TableKind } from './roster.ts'

/** A column that is kept: the product's name of it, and the names that files give it. Anything else in a file is dropped unread. */
export interface LayoutColumn {
  readonly column: string
  readonly names: readonly string[]
  readonly required: boolean
}

/** How one kind of file looks. */
export interface Layout {
  readonly kind: TableKind
  readonly format: Format
  /** The name the file has in its format; the template may be called anything. */
  readonly fileName: string | undefined
  readonly columns: readonly LayoutColumn[]
}

function columns(required: readonly string[], optional: readonly string[] = []): readonly LayoutColumn[] {
  const column = (text: string, isRequired: boolean): LayoutColumn => {
    const names = text.split('|')
    return { column: names[0] ?? text, names, required: isRequired }
  }
  return [...required.map((text) => column(text, true)), ...optional.map((text) => column(text, false))]
}

const TEMPLATE: Layout = {
  kind: 'template-pupils',
  format: 'template',
  fileName: undefined,
  columns: COLUMNS.map(({ name, also, required }) => ({ column: name, names: [name, ...also], required })),
}

const SDS: readonly Layout[] = [
  {
    kind: 'sds-school',
    format: 'sds',
    fileName: 'School.csv',
    columns: columns(['DfE Number|SIS ID|School SIS ID', 'Name'], ['School Number']),
  },
  {
    kind: 'sds-student',
    format: 'sds',
    fileName: 'Student.csv',
    columns: columns(
      ['ID|SIS ID', 'School DfE Number|School SIS ID', 'First Name', 'Last Name'],
      [
        'Middle Name',
        'Student Number',
        'Grade|Year',
        'Status',
        'Birthdate|Birth Date|Date of Birth',
        'Sex|Gender',
        'UPN',
      ],
    ),
  },
  {
    kind: 'sds-section',
    format: 'sds',
    fileName: 'Section.csv',
    columns: columns(
      ['ID|SIS ID', 'School DfE Number|School SIS ID', 'Section Name'],
      ['Course Name', 'Course Subject', 'Status'],
    ),
  },
  {
    kind: 'sds-student-enrollment',
    format: 'sds',
    fileName: 'StudentEnrollment.csv',
    columns: columns(['Section ID|Section SIS ID', 'ID|SIS ID']),
  },
  {
    kind: 'sds-teacher',
    format: 'sds',
    fileName: 'Teacher.csv',
    columns: columns(['ID|SIS ID', 'School DfE Number|School SIS ID', 'Teacher Number|Title|Qualification']),
  },
  {
    kind: 'sds-teacher-roster',
    format: 'sds',
    fileName: 'TeacherRoster.csv',
    columns: columns(['Section ID|Section SIS ID', 'ID|SIS ID']),
  },
]

const ONEROSTER: readonly Layout[] = [
  {
    kind: 'oneroster-manifest',
    format: 'oneroster',
    fileName: 'manifest.csv',
    columns: columns(['propertyName', 'value']),
  },
  {
    kind: 'oneroster-orgs',
    format: 'oneroster',
    fileName: 'orgs.csv',
    columns: columns(['sourcedId', 'name', 'type'], ['status', 'identifier', 'parentSourcedId']),
  },
  {
    kind: 'oneroster-users',
    format: 'oneroster',
    fileName: 'users.csv',
    columns: columns(
      ['sourcedId', 'givenName', 'familyName'],
      [
        ...[
          'status',
          'enabledUser',
          'orgSourcedIds',
          'primaryOrgSourcedId',
          'role',
          'middleName',
          'identifier',
          'email',
        ],
        ...['sms', 'phone', 'agentSourcedIds', 'grades', 'preferredGivenName|preferredFirstName'],
        ...['preferredFamilyName|preferredLastName'],
      ],
    ),
  },
  {
    kind: 'oneroster-roles',
    format: 'oneroster',
    fileName: 'roles.csv',
    columns: columns(['userSourcedId', 'role', 'orgSourcedId'], ['status', 'roleType']),
  },
  {
    kind: 'oneroster-demographics',
    format: 'oneroster',
    fileName: 'demographics.csv',
    columns: columns(['sourcedId|userSourcedId', 'birthDate|birthdate'], ['status', 'sex', 'metadata.ethnicity']),
  },
  {
    kind: 'oneroster-classes',
    format: 'oneroster',
    fileName: 'classes.csv',
    columns: columns(['sourcedId', 'title', 'classType'], ['status', 'schoolSourcedId', 'classCode']),
  },
  {
    kind: 'oneroster-enrollments',
    format: 'oneroster',
    fileName: 'enrollments.csv',
    columns: columns(
      ['classSourcedId', 'userSourcedId', 'role'],
      ['status', 'schoolSourcedId', 'beginDate', 'endDate'],
    ),
  },
]

/** Every kind of file that can be read. */
export const LAYOUTS: readonly Layout[] = [TEMPLATE, ...SDS, ...ONEROSTER]

/** Files that belong to a format and hold nothing that a roster of pupils needs: passed over, by name. */
export const NOT_NEEDED: readonly string[] = [
  ...['academicSessions.csv', 'categories.csv', 'classResources.csv', 'courseResources.csv', 'courses.csv'],
  ...['lineItemLearningObjectiveIds.csv', 'lineItems.csv', 'lineItemScoreScales.csv', 'resources.csv'],
  ...['resultLearningObjectiveIds.csv', 'results.csv', 'resultScoreScales.csv', 'scoreScales.csv'],
  ...['userProfiles.csv', 'userResources.csv', 'lineItemResources.csv'],
]
